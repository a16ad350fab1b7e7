// Errors of system calls. `check` must wrap the call itself, so that errno is read before anything else runs:
// after an intervening fs or console call koffi.errno() holds another call's value (measured with koffi 3.3.4).

import koffi from 'koffi';
import { errnoName } from './error-code.ts';

/** A failed system call: which one, why, and on what. @public Part of the contract of every driver. */
export class SyscallError extends Error {
  override readonly name = 'SyscallError';
  readonly call: string;
  readonly errno: number;
  readonly code: string;
  readonly subject: string;
  constructor(call: string, errno: number, subject: string) {
    super(`${call} ${subject}: ${errnoName(errno)}`);
    this.call = call;
    this.errno = errno;
    this.code = errnoName(errno);
    this.subject = subject;
  }
}

/** Returns a non-negative result; throws SyscallError for -1. `check('open', open(path, flags), path)`. */
export function check(call: string, result: number, subject: string): number {
  if (result >= 0) return result;
  throw new SyscallError(call, koffi.errno(), subject);
}

/**
 * What the kernel itself said: the result, or the errno as a negative number. For calls whose failure can be an ordinary
 * answer, which is not worth an Error and its stack (about 10 us, measured). Must wrap the call, as check() must.
 */
export const outcome = (result: number): number => (result >= 0 ? result : -koffi.errno());
