// The sockets of one container: limits and counts in the maps of the programs on its group of cgroup v2 (socket-programs.ts).
// It needs no controller there, so a hybrid host has it too. Programs are attached with the first limit and stay: what is
// opened before is not counted, so counting goes on when the limit is taken away.

import type { Counter } from '../../reconciler/port/tools.ts';
import type { CgroupState } from '../../reconciler/state/container.ts';
import type { Max } from '../../schema/units.ts';
import { GroupError } from './errors.ts';
import type { GroupFiles } from './files.ts';
import type { Program } from './programs.ts';
import { COUNTS_SIZE, LIMITS_SIZE, OTHER, socketMaps, socketPrograms } from './socket-programs.ts';
import type { Writer } from './writer.ts';

type SocketLimits = NonNullable<CgroupState['sockets']>;

const none: SocketLimits = { tcp: 'max', other: 'max' };
const UNLIMITED = 2n ** 64n - 1n;
/** What no socket was counted with: reported when programs are missing, so that every wish differs. */
const broken: SocketLimits = { tcp: 'broken', other: 'broken' };

/** Our programs on a group, where each of them is there once. */
function programsOn({ programs }: GroupFiles, group: string): readonly (readonly Program[])[] {
  return socketPrograms.map(({ hook, name }) => programs.on(group, hook).filter((one) => one.name === name));
}

/** Where the program is that refuses. */
export const REFUSES = 'socketCreate';
const creating = socketPrograms.find(({ hook }) => hook === REFUSES);

/** The program that refuses; undefined where nothing is counted. */
const counting = ({ programs }: GroupFiles, group: string, found = programs.on(group, REFUSES)): Program | undefined =>
  found.find(({ name }) => name === creating?.name);

/** `found`: what refuses. Without limits where there is no such group: others tell that. */
export function observeSockets(files: GroupFiles, group: string, found?: readonly Program[]): SocketLimits {
  const program = counting(files, group, found);
  if (program === undefined) return none;
  const limits = files.programs.read(program, socketMaps.limits, LIMITS_SIZE);
  const isWhole = programsOn(files, group).every((found) => found.length === 1 && found[0]?.maps.length !== 0);
  if (limits === undefined || !isWhole) return broken;
  return { tcp: limitAt(limits, 0), other: limitAt(limits, 8) };
}

function limitAt(limits: Buffer, at: number): number | Max {
  const value = limits.readBigUInt64LE(at);
  return value === UNLIMITED ? 'max' : Number(value);
}

function bytesOf({ tcp, other }: SocketLimits): Buffer {
  const value = (limit: SocketLimits['tcp']): bigint => (typeof limit === 'number' ? BigInt(limit) : UNLIMITED);
  return Buffer.from(BigUint64Array.of(value(tcp), value(other)).buffer);
}

const isSame = (one: SocketLimits, other: SocketLimits): boolean => one.tcp === other.tcp && one.other === other.other;

/** Throws SyscallError or KernelKept. */
export function limitSockets(to: Writer, group: string, wants: SocketLimits): void {
  const { files } = to;
  const was = to.isNew(group) ? none : observeSockets(files, group);
  if (isSame(was, wants)) return;
  const program = counting(files, group);
  if (program !== undefined && !isSame(was, broken)) {
    if (!to.isNew(group)) to.remember(() => changeLimits(files, group, was));
    files.programs.write(program, socketMaps.limits, bytesOf(wants));
  } else {
    takeOff(files, group);
    if (!to.isNew(group)) to.remember(() => takeOff(files, group));
    files.programs.attachSet(group, {
      arrays: { [socketMaps.counts]: Buffer.alloc(COUNTS_SIZE), [socketMaps.limits]: bytesOf(wants) },
      storage: socketMaps.marks,
      programs: socketPrograms,
    });
  }
  if (isSame(observeSockets(files, group), wants)) return;
  throw new GroupError('KernelKept', group, 'the programs that count sockets say something else than was written');
}

function changeLimits(files: GroupFiles, group: string, limits: SocketLimits): void {
  const program = counting(files, group);
  if (program !== undefined) files.programs.write(program, socketMaps.limits, bytesOf(limits));
}

/** The one that refuses first. */
function takeOff(files: GroupFiles, group: string): void {
  for (const { hook, name } of socketPrograms.toReversed())
    for (const program of files.programs.on(group, hook))
      if (program.name === name) files.programs.detach(group, hook, program.id);
}

/** As beancounters; nothing where nothing is counted. */
export function socketCounters(files: GroupFiles, group: string): Readonly<Record<string, Counter>> {
  const program = counting(files, group);
  const counts = program && files.programs.read(program, socketMaps.counts, COUNTS_SIZE);
  const limits = program && files.programs.read(program, socketMaps.limits, LIMITS_SIZE);
  if (counts === undefined || limits === undefined) return {};
  const counter = (at: number, limit: number | Max): Counter => {
    const [held = 0, maxheld = 0, failcnt = 0] = [0, 8, 16].map((offset) => Number(counts.readBigInt64LE(at + offset)));
    return { held, maxheld, barrier: limit, limit, failcnt };
  };
  return { numtcpsock: counter(0, limitAt(limits, 0)), numothersock: counter(OTHER, limitAt(limits, 8)) };
}
