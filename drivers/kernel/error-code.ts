// Codes of errors, whoever made them: apart from errno.ts, so that nobody needs the C library to ask for one.

import { constants } from 'node:os';

const names = new Map(Object.entries(constants.errno).map(([name, value]) => [value, name]));

/** EPERM, ENOENT, ... or "errno 512" for one without a name. */
export const errnoName = (value: number): string => names.get(value) ?? `errno ${value}`;

/** True when `error` is a SyscallError or a Node system error with one of these codes. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
