// What can be asked of rtnetlink, as data: built by link.ts, address.ts, route.ts, neighbour.ts and traffic.ts, sent by
// client.ts. The label is how errors name the request.

import { errnoName } from '../kernel/error-code.ts';
import type { Outgoing } from './codec.ts';

export const NLM_F_REQUEST = 0x1;
export const NLM_F_ACK = 0x4;
export const NLM_F_ECHO = 0x8;
export const NLM_F_REPLACE = 0x100;
export const NLM_F_DUMP = 0x300;
export const NLM_F_EXCL = 0x200;
export const NLM_F_CREATE = 0x400;

export interface Request extends Outgoing {
  /** Beside NLM_F_REQUEST and NLM_F_ACK, which the client adds. */
  readonly flags?: number;
  /** Such as `add route 10.1.2.3/32 dev veth101.0`. */
  readonly label: string;
}

/** Why a request was not done: the kernel refused it, or its answer was lost. */
export interface Failure {
  readonly label: string;
  readonly errno: number;
  readonly code: string;
  /** The kernel's own words (extended acknowledgement), when it gave any. */
  readonly detail: string | undefined;
}

export const failed = (label: string, errno: number, detail?: string): Failure => ({
  label,
  errno,
  code: errnoName(errno),
  detail,
});

/** A failure nobody expected. Those that are expected stay without: an Error with its stack takes 10 us. */
export class NetlinkError extends Error {
  override readonly name = 'NetlinkError';
  readonly request: string;
  readonly errno: number;
  readonly code: string;
  readonly detail: string | undefined;
  constructor({ label, errno, code, detail }: Failure) {
    super(`${label}: ${code}${detail === undefined ? '' : ` (${detail})`}`);
    this.request = label;
    this.errno = errno;
    this.code = code;
    this.detail = detail;
  }
}

/** Throws NetlinkError for the first failure with another code than those. */
export function insist(outcomes: readonly { readonly error?: Failure }[], ...tolerated: readonly string[]): void {
  for (const { error } of outcomes) {
    if (error !== undefined && !tolerated.includes(error.code)) throw new NetlinkError(error);
  }
}
