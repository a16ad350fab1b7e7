// What sockets hold in memory: sock_diag(7), <linux/inet_diag.h>, <linux/unix_diag.h>, of the network namespace of the client.

import type { NetlinkClient } from './client.ts';
import { type Attribute, decodeAttributes, type Message, readU32 } from './codec.ts';
import { NetlinkError, type Request } from './request.ts';

export const NETLINK_SOCK_DIAG = 4;
const SOCK_DIAG_BY_FAMILY = 20;
const [AF_UNIX, AF_INET, AF_INET6] = [1, 2, 10] as const;
export const [TCP, UDP] = [6, 17] as const;
const ALL_STATES = 0xffffffff;
/** Bit of the attribute that is asked for: 1 << (INET_DIAG_SKMEMINFO - 1). */
const [SKMEMINFO, ASK_SKMEMINFO] = [7, 0x40] as const;
const [UNIX_MEMINFO, SHOW_MEMINFO] = [5, 0x20] as const;
/** struct inet_diag_msg, struct unix_diag_msg. */
const [INET_HEADER, UNIX_HEADER] = [72, 16] as const;

/** Bytes, enum SK_MEMINFO_*. */
export interface SocketMemory {
  /** Received and not read; what waits behind a lock of the reader is received, too. */
  readonly received: number;
  /** Handed to the network, or to a peer that has not read it. */
  readonly sent: number;
  /** Of TCP: written and not yet acknowledged. */
  readonly queued: number;
}

const requestOf = (label: string, header: readonly number[]): Request => {
  const attributes: readonly Attribute[] = [];
  return { type: SOCK_DIAG_BY_FAMILY, header, attributes, label };
};

/** struct inet_diag_req_v2 without a socket: all of them. */
const inetRequest = (family: number, protocol: number): Request =>
  requestOf(`list sockets of protocol ${protocol}`, [
    family + protocol * 0x100 + ASK_SKMEMINFO * 0x1_0000,
    ALL_STATES,
    ...Array<number>(12).fill(0),
  ]);

const unixRequest = requestOf('list sockets of AF_UNIX', [AF_UNIX, ALL_STATES, 0, SHOW_MEMINFO, 0, 0]);

/** Of IPv4 and IPv6; undefined where this kernel cannot list them. */
export function inetSockets(
  client: NetlinkClient,
  protocol: typeof TCP | typeof UDP,
): readonly SocketMemory[] | undefined {
  const lists = [AF_INET, AF_INET6].map((family) =>
    list(client, inetRequest(family, protocol), INET_HEADER, SKMEMINFO),
  );
  return lists.every((one) => one === undefined) ? undefined : lists.flatMap((one) => one ?? []);
}

/** Of AF_UNIX; undefined where this kernel cannot list them. */
export const unixSockets = (client: NetlinkClient): readonly SocketMemory[] | undefined =>
  list(client, unixRequest, UNIX_HEADER, UNIX_MEMINFO);

function list(
  client: NetlinkClient,
  request: Request,
  header: number,
  attribute: number,
): readonly SocketMemory[] | undefined {
  try {
    return client.dump(request).messages.flatMap((message) => memoryIn(message, header, attribute) ?? []);
  } catch (error) {
    // Modules that are not there, and kernels without IPv6.
    if (error instanceof NetlinkError && ['ENOENT', 'EINVAL', 'EOPNOTSUPP', 'EAFNOSUPPORT'].includes(error.code))
      return undefined;
    throw error;
  }
}

/** undefined: a socket that is no more than a timer has none. */
export function memoryIn({ type, body }: Message, header: number, attribute: number): SocketMemory | undefined {
  if (type !== SOCK_DIAG_BY_FAMILY) return undefined;
  const memory = decodeAttributes(body, header).get(attribute);
  const word = (index: number): number => readU32(memory?.subarray(index * 4)) ?? 0;
  if (memory === undefined) return undefined;
  return { received: word(0) + word(7), sent: word(2), queued: word(5) };
}
