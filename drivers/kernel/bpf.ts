// bpf(2): programs and maps, and which programs hang on a cgroup. A program that is attached lives as long as its group, and
// its maps as long as it, whatever becomes of the process that loaded them: no descriptor has to be kept.

import { closeSync } from 'node:fs';
import koffi from 'koffi';
import { withDirectory } from './directory.ts';
import { check, outcome, SyscallError } from './errno.ts';
import { hasCode } from './error-code.ts';
import { libc } from './libc.ts';
import { syscallNumber } from './numbers.ts';

const call = libc.func('long syscall(long number, int command, void *attributes, uint size)');
const NUMBER = syscallNumber('bpf');

/** enum bpf_cmd. */
const COMMAND = {
  MAP_CREATE: 0,
  MAP_LOOKUP_ELEM: 1,
  MAP_UPDATE_ELEM: 2,
  PROG_LOAD: 5,
  PROG_ATTACH: 8,
  PROG_DETACH: 9,
  PROG_GET_FD_BY_ID: 13,
  MAP_GET_FD_BY_ID: 14,
  OBJ_GET_INFO_BY_FD: 15,
  PROG_QUERY: 16,
  BTF_LOAD: 18,
} as const;

/** What a program is, by where it hangs: enum bpf_prog_type and enum bpf_attach_type. */
const HOOKS = {
  ingress: { type: 8, attach: 0 },
  socketCreate: { type: 9, attach: 2 },
  socketOps: { type: 13, attach: 3 },
  device: { type: 15, attach: 6 },
  /** Linux 5.9. */
  socketRelease: { type: 9, attach: 34 },
} as const;
export type Hook = keyof typeof HOOKS;

/** enum bpf_map_type. */
const MAP_TYPES = { array: 2, socketStorage: 24 } as const;
const BPF_F_NO_PREALLOC = 1;
const BPF_F_ALLOW_MULTI = 2;
const BPF_F_REPLACE = 4;

/** Nothing of ours is as long. */
const MOST_PROGRAMS = 64;
const LOG_SIZE = 65_536;

export interface ProgramInfo {
  readonly id: number;
  readonly name: string;
  /** The instructions as the verifier left them. */
  readonly code: Buffer;
  readonly maps: readonly number[];
}

/** union bpf_attr is passed with as many bytes as its user knows; the rest counts as zero. */
const attributes = (): Buffer => Buffer.alloc(80);

const bpf = (command: keyof typeof COMMAND, attr: Buffer, subject: string): number =>
  check(`bpf ${command}`, Number(call(NUMBER, COMMAND[command], attr, attr.length)), subject);

/** The caller keeps `bytes` until the call is over. */
const point = (attr: Buffer, at: number, bytes: Buffer): number => attr.writeBigUInt64LE(koffi.address(bytes), at);

/** Gives a descriptor to `work` and closes it. */
function using<T>(fd: number, work: (fd: number) => T): T {
  try {
    return work(fd);
  } finally {
    closeSync(fd);
  }
}

/** A name of at most 15 letters, digits and `_.`, which is all the kernel takes. */
const writeName = (attr: Buffer, at: number, name: string): number => attr.write(name.slice(0, 15), at, 'latin1');

/** An array of `count` values of `size` bytes each, all zero; the caller closes the descriptor. Throws SyscallError. */
export function createArray(name: string, size: number, count = 1): number {
  const attr = attributes();
  for (const [index, word] of [MAP_TYPES.array, 4, size, count].entries()) attr.writeUInt32LE(word, index * 4);
  writeName(attr, 28, name);
  return bpf('MAP_CREATE', attr, name);
}

/** A value of eight bytes in each socket that asks for one, gone with it (Linux 5.2). The caller closes the descriptor. */
export function createSocketStorage(name: string): number {
  const attr = attributes();
  for (const [index, word] of [MAP_TYPES.socketStorage, 4, 8, 0, BPF_F_NO_PREALLOC].entries())
    attr.writeUInt32LE(word, index * 4);
  writeName(attr, 28, name);
  // The kernel wants to know how to print keys and values of this one.
  return using(loadTypes(), (types) => {
    for (const [index, word] of [types, 1, 2].entries()) attr.writeUInt32LE(word, 48 + index * 4);
    return bpf('MAP_CREATE', attr, name);
  });
}

/** BTF (Documentation/bpf/btf.rst) with two types: 1 is an int of four bytes, 2 one of eight. */
function loadTypes(): number {
  const strings = Buffer.from('\0int\0long\0', 'latin1');
  const words = [
    ...[0x0001eb9f, 24, 0, 32, 32, strings.length],
    ...[1, 1 << 24, 4, (1 << 24) | 32],
    ...[5, 1 << 24, 8, 64],
  ];
  const types = Buffer.concat([Buffer.from(Uint32Array.from(words).buffer), strings]);
  const attr = attributes();
  point(attr, 0, types);
  attr.writeUInt32LE(types.length, 16);
  return bpf('BTF_LOAD', attr, 'int');
}

/** The value at `index` of an array; `size` is its size in bytes. Throws SyscallError. */
export function readMap(map: number, index: number, size: number): Buffer {
  const value = Buffer.alloc(size);
  element('MAP_LOOKUP_ELEM', map, index, value);
  return value;
}

/** Replaces the value at `index`: of an array, or of the socket behind the descriptor `index`. With `absent`: only one that has none. */
export function writeMap(map: number, index: number, value: Buffer, { absent = false } = {}): void {
  element('MAP_UPDATE_ELEM', map, index, value, absent ? 1 : 0);
}

function element(
  command: 'MAP_LOOKUP_ELEM' | 'MAP_UPDATE_ELEM',
  map: number,
  index: number,
  value: Buffer,
  flags = 0,
): void {
  const key = Buffer.alloc(4);
  key.writeUInt32LE(index, 0);
  const attr = attributes();
  attr.writeUInt32LE(map, 0);
  point(attr, 8, key);
  point(attr, 16, value);
  attr.writeBigUInt64LE(BigInt(flags), 24);
  bpf(command, attr, `map ${map}`);
}

/** Opens a map by its id; the caller closes it. Throws SyscallError. */
export function openMap(id: number): number {
  const attr = attributes();
  attr.writeUInt32LE(id, 0);
  return bpf('MAP_GET_FD_BY_ID', attr, `map ${id}`);
}

/** What a map was called when it was made. */
export function mapName(map: number): string {
  return textIn(objectInfo(map, Buffer.alloc(40)), 24);
}

/** Loads instructions for one hook; the caller closes the descriptor. Throws SyscallError, with what the verifier says. */
export function loadProgram(hook: Hook, name: string, code: Buffer): number {
  const license = Buffer.from('GPL\0', 'latin1');
  const attr = attributes();
  attr.writeUInt32LE(HOOKS[hook].type, 0);
  attr.writeUInt32LE(code.length / 8, 4);
  point(attr, 8, code);
  point(attr, 16, license);
  writeName(attr, 48, name);
  attr.writeUInt32LE(HOOKS[hook].attach, 68);
  const result = outcome(Number(call(NUMBER, COMMAND.PROG_LOAD, attr, attr.length)));
  if (result >= 0) return result;
  // Again, with a log: without one the verifier is quicker.
  const log = Buffer.alloc(LOG_SIZE);
  attr.writeUInt32LE(1, 24);
  attr.writeUInt32LE(log.length, 28);
  point(attr, 32, log);
  const again = outcome(Number(call(NUMBER, COMMAND.PROG_LOAD, attr, attr.length)));
  if (again >= 0) return again;
  const said = textIn(log, 0).trim().split('\n').slice(-4).join('; ');
  throw new SyscallError('bpf PROG_LOAD', -again, said === '' ? name : `${name} (${said})`);
}

/** Hangs a program on the group at `path`, beside others or in the place of one of them. Throws SyscallError. */
export function attachProgram(path: string, hook: Hook, program: number, replaces?: number): void {
  withDirectory(path, (group) => {
    const attr = attributes();
    const flags = BPF_F_ALLOW_MULTI | (replaces === undefined ? 0 : BPF_F_REPLACE);
    for (const [index, word] of [group, program, HOOKS[hook].attach, flags].entries())
      attr.writeUInt32LE(word, index * 4);
    const attach = (former: number): number => {
      attr.writeUInt32LE(former, 16);
      return bpf('PROG_ATTACH', attr, path);
    };
    return replaces === undefined ? attach(0) : using(openProgram(replaces), attach);
  });
}

/** Takes a program off a group. False when it was not there. Throws SyscallError. */
export function detachProgram(path: string, hook: Hook, id: number): boolean {
  try {
    using(openProgram(id), (program) =>
      withDirectory(path, (group) => {
        const attr = attributes();
        for (const [index, word] of [group, program, HOOKS[hook].attach].entries()) attr.writeUInt32LE(word, index * 4);
        bpf('PROG_DETACH', attr, path);
      }),
    );
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/** Asked for each container in every pass: made once, as calls are synchronous. */
const answer = new Uint32Array(MOST_PROGRAMS);
const question = Buffer.alloc(32);
point(question, 16, Buffer.from(answer.buffer));

/** The ids of the programs on the group itself, first to run first; none when there is no such group of v2. Throws SyscallError. */
export const attachedPrograms = (path: string, hook: Hook): readonly number[] => attachedTo(path, [hook])[0] ?? [];

/** The same for several hooks, with the group opened once. */
export function attachedTo(path: string, hooks: readonly Hook[]): readonly (readonly number[])[] {
  try {
    return withDirectory(path, (group) => {
      return hooks.map((hook) => {
        question.fill(0, 0, 16);
        question.writeUInt32LE(group, 0);
        question.writeUInt32LE(HOOKS[hook].attach, 4);
        question.writeUInt32LE(MOST_PROGRAMS, 24);
        bpf('PROG_QUERY', question, path);
        return [...answer.subarray(0, question.readUInt32LE(24))];
      });
    });
  } catch (error) {
    // EBADF: a directory, but of another kind.
    if (hasCode(error, 'ENOENT', 'ENODEV', 'EBADF')) return hooks.map(() => []);
    throw error;
  }
}

function openProgram(id: number): number {
  const attr = attributes();
  attr.writeUInt32LE(id, 0);
  return bpf('PROG_GET_FD_BY_ID', attr, `program ${id}`);
}

/** What the kernel knows of a program; undefined when there is none with this id. Throws SyscallError. */
export function programInfo(id: number): ProgramInfo | undefined {
  try {
    return using(openProgram(id), (program) => {
      // First for the lengths, then for what has them.
      const lengths = objectInfo(program, Buffer.alloc(80));
      const code = Buffer.alloc(lengths.readUInt32LE(20));
      const maps = Buffer.alloc(lengths.readUInt32LE(52) * 4);
      const wish = Buffer.alloc(80);
      wish.writeUInt32LE(code.length, 20);
      if (code.length > 0) point(wish, 32, code);
      wish.writeUInt32LE(maps.length / 4, 52);
      if (maps.length > 0) point(wish, 56, maps);
      const info = objectInfo(program, wish);
      const mapIds = Array.from({ length: maps.length / 4 }, (_, index) => maps.readUInt32LE(index * 4));
      return { id, name: textIn(info, 64), code, maps: mapIds };
    });
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** struct bpf_prog_info or bpf_map_info of a descriptor, into `info`. */
function objectInfo(fd: number, info: Buffer): Buffer {
  const attr = attributes();
  attr.writeUInt32LE(fd, 0);
  attr.writeUInt32LE(info.length, 4);
  point(attr, 8, info);
  bpf('OBJ_GET_INFO_BY_FD', attr, `descriptor ${fd}`);
  return info;
}

function textIn(bytes: Buffer, at: number): string {
  const end = bytes.indexOf(0, at);
  return bytes.toString('latin1', at, end < 0 ? bytes.length : end);
}
