// What can be asked of rtnetlink, as data: built by link.ts, address.ts, route.ts, neighbour.ts and traffic.ts, sent by
// client.ts. The label is how errors name the request.

import { errnoName } from '../kernel/errno.ts';
import { type Attribute, encodeBody } from './codec.ts';

export const NLM_F_REQUEST = 0x1;
export const NLM_F_ACK = 0x4;
export const NLM_F_REPLACE = 0x100;
export const NLM_F_DUMP = 0x300;
export const NLM_F_EXCL = 0x200;
export const NLM_F_CREATE = 0x400;

export interface Request {
  readonly type: number;
  /** Beside NLM_F_REQUEST and NLM_F_ACK, which the client adds. */
  readonly flags: number;
  readonly body: Buffer;
  /** Such as `add route 10.1.2.3/32 dev veth101.0`. */
  readonly label: string;
}

export interface Shape {
  readonly type: number;
  readonly flags?: number;
  readonly header: Uint8Array;
  readonly attributes?: readonly Attribute[];
  readonly label: string;
}

export const request = ({ type, flags = 0, header, attributes = [], label }: Shape): Request => ({
  type,
  flags,
  body: encodeBody(header, attributes),
  label,
});

/** The kernel refused a request, or its answer was lost. */
export class NetlinkError extends Error {
  override readonly name = 'NetlinkError';
  readonly request: string;
  readonly errno: number;
  readonly code: string;
  /** The kernel's own words (extended acknowledgement), when it gave any. */
  readonly detail: string | undefined;
  constructor(label: string, errno: number, detail?: string) {
    super(`${label}: ${errnoName(errno)}${detail === undefined ? '' : ` (${detail})`}`);
    this.request = label;
    this.errno = errno;
    this.code = errnoName(errno);
    this.detail = detail;
  }
}
