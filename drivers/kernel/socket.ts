// Sockets for others to use, and AF_NETLINK datagrams: socket(2), bind(2), setsockopt(2), send(2), recv(2). Every call is short and never waits:
// rtnetlink does its work inside send, so the answer is queued before send returns.

import { closeSync } from 'node:fs';
import koffi from 'koffi';
import { check } from './errno.ts';
import { libc } from './libc.ts';

const socket = libc.func('int socket(int domain, int type, int protocol)');
const setsockopt = libc.func('int setsockopt(int fd, int level, int name, const void *value, uint size)');
const sendCall = libc.func('long send(int fd, const void *data, size_t size, int flags)');
const recvCall = libc.func('long recv(int fd, _Out_ void *data, size_t size, int flags)');

const getsockopt = libc.func('int getsockopt(int fd, int level, int name, _Inout_ void *value, _Inout_ void *size)');

const [AF_INET, AF_INET6] = [2, 10] as const;
const [SOL_IP, SOL_IPV6, IPPROTO_RAW] = [0, 41, 255] as const;
/** struct ipt_getinfo: a name of 32 bytes, 11 words, the number of entries, their size. */
const [SO_GET_INFO, INFO_SIZE, ENTRIES_AT] = [64, 84, 76] as const;
const AF_NETLINK = 16;
const SOCK_STREAM = 1;
const SOCK_RAW = 3;
const SOCK_NONBLOCK = 0o4000;
const SOCK_CLOEXEC = 0o2000000;
const SOL_SOCKET = 1;
const SOL_NETLINK = 270;
const MSG_TRUNC = 0x20;
const MSG_DONTWAIT = 0x40;
const EAGAIN = 11;

/** Opens an unbound netlink socket (it is bound by its first send) in the calling thread's network namespace. */
export const openNetlink = (protocol: number): number =>
  check('socket', socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol), `netlink ${protocol}`);

/** Opens a TCP socket, not waiting for anything, in the calling thread's network namespace. */
export const openStream = (version: 4 | 6): number =>
  check(
    'socket',
    socket(version === 4 ? AF_INET : AF_INET6, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0),
    `IPv${version}`,
  );

export type SocketOption = 'extAck' | 'strictCheck' | 'capAck' | 'receiveBuffer';

const options: Readonly<Record<SocketOption, readonly [level: number, name: number]>> = {
  extAck: [SOL_NETLINK, 11],
  // Requests of a dump are checked and obeyed as filters instead of being ignored; 4.20.
  strictCheck: [SOL_NETLINK, 12],
  // Errors do not repeat the request.
  capAck: [SOL_NETLINK, 10],
  // SO_RCVBUFFORCE: beyond net.core.rmem_max, needs CAP_NET_ADMIN in the initial user namespace.
  receiveBuffer: [SOL_SOCKET, 33],
};

const integer = new Int32Array(1);

/** Sets an integer option. */
export function setOption(fd: number, option: SocketOption, value: number): void {
  const [level, name] = options[option];
  integer[0] = value;
  check('setsockopt', setsockopt(fd, level, name, integer, 4), option);
}

/** Sends `length` bytes as one datagram. An unconnected netlink socket talks to the kernel, so no destination is needed. */
export function send(fd: number, data: Uint8Array, length: number): void {
  check('send', Number(sendCall(fd, data, length, 0)), 'netlink');
}

/** Receives one datagram into `into`; its full length, which exceeds `into` when it was cut, or undefined when none is queued. */
export function receive(fd: number, into: Uint8Array): number | undefined {
  const length = Number(recvCall(fd, into, into.length, MSG_DONTWAIT | MSG_TRUNC));
  if (length < 0 && koffi.errno() === EAGAIN) return undefined;
  return check('recv', length, 'netlink');
}

/** Entries of a table of legacy iptables in the calling thread's network namespace: ip_tables.c, IPT_SO_GET_INFO; 0 of none. */
export function iptablesEntries(version: 4 | 6, table: string): number {
  const [family, level] = version === 4 ? [AF_INET, SOL_IP] : [AF_INET6, SOL_IPV6];
  const fd = check('socket', socket(family, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_RAW), `raw IPv${version}`);
  try {
    const info = Buffer.alloc(INFO_SIZE);
    info.write(table, 0, 31, 'latin1');
    if (getsockopt(fd, level, SO_GET_INFO, info, new Uint32Array([INFO_SIZE])) !== 0) return 0;
    return info.readUInt32LE(ENTRIES_AT);
  } finally {
    closeSync(fd);
  }
}
