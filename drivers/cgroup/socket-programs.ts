// BPF programs that count the sockets of a group and refuse more than a limit: OpenVZ's numtcpsock and numothersock.
// Counted are sockets of IPv4 and IPv6; those of AF_UNIX, netlink and packets pass no hook of a cgroup (net/ipv4/af_inet.c).
// A mark in each socket says that it was counted: only what was is taken off, and no more than once.

import {
  atomic,
  call,
  compute,
  exit,
  goto,
  type Line,
  label,
  load,
  loadMap,
  loadMapValue,
  type Register,
  store,
  when,
} from '../bpf/assemble.ts';
import type { Hook } from '../kernel/bpf.ts';

/** Maps that the programs of one group share. counts: for each kind held, maxheld, failcnt and nothing. limits: for each kind. */
export const socketMaps = { counts: 'vz_sockets', limits: 'vz_limits', marks: 'vz_marks' } as const;
const { counts, limits, marks } = socketMaps;
/** Bytes. */
export const COUNTS_SIZE = 64;
export const LIMITS_SIZE = 16;
/** Bytes between the counts of TCP and those of all others. */
export const OTHER = 32;

const HELD = 0;
const MAXHELD = 8;
const FAILCNT = 16;

/** bpf-helpers(7). */
const SK_STORAGE_GET = 107;
const SOCK_OPS_CB_FLAGS_SET = 59;
const CREATE = 1;

/** struct bpf_sock, bpf_sock_ops and __sk_buff of <linux/bpf.h>. */
const SOCK = { protocol: 12, state: 72 } as const;
const OPS = { op: 0, newState: 8, flags: 84, sk: 184 } as const;
const SKB = { sk: 168 } as const;
const IPPROTO = { TCP: 6, MPTCP: 262 } as const;
/** enum of BPF_SOCK_OPS_*. */
const OP = { CONNECT: 3, PASSIVE_ESTABLISHED: 5, STATE: 10, LISTEN: 11 } as const;
const STATE_FLAG = 4;
const STATE = { CLOSE: 7, LISTEN: 10 } as const;

/** Tries to raise the highest value; who comes between has raised it as well, so few are enough. */
const TRIES = 4;

/** `socket` -> r0, the address of its mark or 0. */
const markOf = (socket: Register, flags: 0 | typeof CREATE): readonly Line[] => [
  ...(socket === 'r2' ? [] : [compute('r2', '=', socket)]),
  loadMap('r1', marks),
  compute('r3', '=', 0),
  compute('r4', '=', flags),
  call(SK_STORAGE_GET),
];

/** Adds to a count at r8; the former value is in r2. */
const add = (offset: number, value: number): readonly Line[] => [
  compute('r2', '=', value),
  atomic('fetch add', 'r8', offset, 'r2'),
];

/** r2 is what is held now. */
const raiseHighest = (done: string): readonly Line[] =>
  Array.from({ length: TRIES }, () => [
    load('r0', 8, 'r8', MAXHELD),
    when('r0', '>=', 'r2', done),
    atomic('compare exchange', 'r8', MAXHELD, 'r2'),
  ]).flat();

/** r0 is the address of a mark: takes it away, and the socket off what is held. */
const discharge = (end: string): readonly Line[] => [
  compute('r1', '=', 0),
  atomic('exchange', 'r0', 0, 'r1'),
  when('r1', '==', 0, end),
  loadMapValue('r8', counts),
  when('r1', '==', 1, 'taken'),
  compute('r8', '+=', OTHER),
  label('taken'),
  ...add(HELD, -1),
];

const allow: readonly Line[] = [compute('r0', '=', 1), exit];

/** socket(2): EPERM at the limit. */
const create: readonly Line[] = [
  compute('r6', '=', 'r1'),
  ...markOf('r6', CREATE),
  // No memory for the mark: what cannot be counted is refused.
  when('r0', '==', 0, 'end'),
  compute('r9', '=', 'r0'),
  load('r7', 4, 'r6', SOCK.protocol),
  loadMapValue('r8', counts),
  loadMapValue('r5', limits),
  compute('r1', '=', 1),
  when('r7', '==', IPPROTO.TCP, 'known'),
  when('r7', '==', IPPROTO.MPTCP, 'known'),
  compute('r8', '+=', OTHER),
  compute('r5', '+=', 8),
  compute('r1', '=', 2),
  label('known'),
  load('r7', 8, 'r5', 0),
  ...add(HELD, 1),
  when('r2', '>=', 'r7', 'refuse'),
  store(8, 'r9', 0, 'r1'),
  compute('r2', '+=', 1),
  ...raiseHighest('counted'),
  label('counted'),
  ...allow,
  label('refuse'),
  ...add(HELD, -1),
  ...add(FAILCNT, 1),
  compute('r0', '=', 0),
  label('end'),
  exit,
];

/** The last descriptor of a socket is closed. */
const release: readonly Line[] = [
  compute('r6', '=', 'r1'),
  ...markOf('r6', 0),
  when('r0', '==', 0, 'end'),
  ...discharge('end'),
  label('end'),
  ...allow,
];

/**
 * Connections that come in make sockets without socket(2). One that is closed while it waits to be accepted has no release, so
 * it is taken off when it is closed; one that is used again after that counts again.
 */
const connections: readonly Line[] = [
  compute('r6', '=', 'r1'),
  load('r7', 4, 'r6', OPS.op),
  when('r7', '==', OP.STATE, 'state'),
  when('r7', '==', OP.CONNECT, 'charge'),
  when('r7', '==', OP.LISTEN, 'charge'),
  when('r7', '!=', OP.PASSIVE_ESTABLISHED, 'end'),
  compute('r1', '=', 'r6'),
  load('r2', 4, 'r6', OPS.flags),
  compute('r2', '|=', STATE_FLAG),
  call(SOCK_OPS_CB_FLAGS_SET),
  label('charge'),
  load('r2', 8, 'r6', OPS.sk),
  when('r2', '==', 0, 'end'),
  ...markOf('r2', CREATE),
  when('r0', '==', 0, 'end'),
  compute('r1', '=', 1),
  atomic('exchange', 'r0', 0, 'r1'),
  when('r1', '!=', 0, 'end'),
  loadMapValue('r8', counts),
  ...add(HELD, 1),
  compute('r2', '+=', 1),
  ...raiseHighest('end'),
  goto('end'),
  label('state'),
  load('r1', 4, 'r6', OPS.newState),
  when('r1', '!=', STATE.CLOSE, 'end'),
  load('r2', 8, 'r6', OPS.sk),
  when('r2', '==', 0, 'end'),
  ...markOf('r2', 0),
  when('r0', '==', 0, 'end'),
  ...discharge('end'),
  label('end'),
  ...allow,
];

/** At the limit a listening socket hears nothing: no connection comes in, as when its queue is full. */
const incoming: readonly Line[] = [
  load('r2', 8, 'r1', SKB.sk),
  when('r2', '==', 0, 'end'),
  load('r3', 4, 'r2', SOCK.state),
  when('r3', '!=', STATE.LISTEN, 'end'),
  loadMapValue('r8', counts),
  loadMapValue('r4', limits),
  load('r4', 8, 'r4', 0),
  load('r3', 8, 'r8', HELD),
  when('r3', '<', 'r4', 'end'),
  ...add(FAILCNT, 1),
  compute('r0', '=', 0),
  exit,
  label('end'),
  ...allow,
];

/** In the order in which they are attached: where the last one is, all have been. */
export const socketPrograms: readonly {
  readonly hook: Hook;
  readonly name: string;
  readonly lines: readonly Line[];
}[] = [
  { hook: 'socketRelease', name: 'vz_sock_release', lines: release },
  { hook: 'socketOps', name: 'vz_sock_ops', lines: connections },
  { hook: 'ingress', name: 'vz_sock_ingress', lines: incoming },
  { hook: 'socketCreate', name: 'vz_sock_create', lines: create },
];
