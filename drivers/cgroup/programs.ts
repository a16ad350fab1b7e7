// BPF programs on a group: what the driver asks for beside control files. A group takes its programs with it when it goes.

import { closeSync } from 'node:fs';
import { assemble, compute, exit, type Line } from '../bpf/assemble.ts';
import {
  attachedPrograms,
  attachedTo,
  attachProgram,
  createArray,
  createSocketStorage,
  detachProgram,
  type Hook,
  loadProgram,
  mapName,
  openMap,
  programInfo,
  readMap,
  writeMap,
} from '../kernel/bpf.ts';
import { hasCode } from '../kernel/error-code.ts';

export interface Program {
  readonly id: number;
  readonly name: string;
  /** Its instructions, as the kernel runs them. */
  readonly code: Buffer;
  /** Ids of the maps it uses. */
  readonly maps: readonly number[];
}

/** Programs that share maps. */
export interface ProgramSet {
  /** Arrays of one value, by name, with what they hold at first. */
  readonly arrays: Readonly<Record<string, Buffer>>;
  /** The map that keeps a value in each socket. */
  readonly storage: string;
  /** In the order in which they are attached. */
  readonly programs: readonly { readonly hook: Hook; readonly name: string; readonly lines: readonly Line[] }[];
}

interface NewProgram {
  readonly name: string;
  readonly code: Buffer;
  /** The id of the program whose place it takes, in one step; beside all others when absent. */
  readonly replaces?: number | undefined;
}

export interface GroupPrograms {
  /** Whether this host lets us load and attach programs. */
  work(): boolean;
  /** The programs on a group itself; none when there is no such group. */
  on(group: string, hook: Hook): readonly Program[];
  /** The same for several hooks, at the price of little more than one. */
  onEach(group: string, hooks: readonly Hook[]): readonly (readonly Program[])[];
  /** Throws SyscallError. */
  attach(group: string, hook: Hook, program: NewProgram): void;
  /** Attaches all of a set beside others, or none. Throws SyscallError. */
  attachSet(group: string, set: ProgramSet): void;
  /** The value of an array that a program uses, of as many bytes; undefined when it uses none of that name. */
  read(program: Program, array: string, size: number): Buffer | undefined;
  /** Replaces it, for all programs that share it, at once. */
  write(program: Program, array: string, value: Buffer): void;
  /** One that is not there is fine. */
  detach(group: string, hook: Hook, id: number): void;
}

/** Ids are not used again before two thousand million programs were loaded. */
const known = new Map<number, Program>();
const MOST_KNOWN = 10_000;

function lookUp(id: number): Program | undefined {
  const before = known.get(id);
  if (before !== undefined) return before;
  const found = programInfo(id);
  if (known.size >= MOST_KNOWN) known.clear();
  if (found !== undefined) known.set(id, found);
  return found;
}

function load(hook: Hook, { name, code }: NewProgram, use: (program: number) => void): void {
  const program = loadProgram(hook, name, code);
  try {
    use(program);
  } finally {
    closeSync(program);
  }
}

let working: boolean | undefined;

export const kernelPrograms: GroupPrograms = {
  work: () => {
    working ??= tryOne();
    return working;
  },
  on: (group, hook) => attachedPrograms(group, hook).flatMap((id) => lookUp(id) ?? []),
  onEach: (group, hooks) => attachedTo(group, hooks).map((ids) => ids.flatMap((id) => lookUp(id) ?? [])),
  attach: (group, hook, program) =>
    load(hook, program, (loaded) => attachProgram(group, hook, loaded, program.replaces)),
  attachSet,
  read: (program, array, size) => withArray(program, array, (map) => readMap(map, 0, size)),
  write: (program, array, value) => withArray(program, array, (map) => writeMap(map, 0, value)),
  detach: (group, hook, id) => void detachProgram(group, hook, id),
};

const names = new Map<number, string>();

/** Opens the map of that name among those of a program; undefined when there is none. */
function withArray<T>({ maps }: Program, name: string, use: (map: number) => T): T | undefined {
  for (const id of maps) {
    if ((names.get(id) ?? name) !== name) continue;
    const map = openMap(id);
    try {
      names.set(id, names.get(id) ?? mapName(map));
      if (names.get(id) === name) return use(map);
    } finally {
      closeSync(map);
    }
  }
  return undefined;
}

function attachSet(group: string, { arrays, storage, programs }: ProgramSet): void {
  const maps: Record<string, number> = {};
  const loaded: { readonly hook: Hook; readonly program: number }[] = [];
  const before = new Map(programs.map(({ hook }) => [hook, attachedPrograms(group, hook)]));
  try {
    for (const [name, value] of Object.entries(arrays)) {
      maps[name] = createArray(name, value.length);
      writeMap(maps[name], 0, value);
    }
    maps[storage] = createSocketStorage(storage);
    // All are loaded before any is attached: most of what can fail fails here.
    for (const { hook, name, lines } of programs)
      loaded.push({ hook, program: loadProgram(hook, name, assemble(lines, maps)) });
    for (const { hook, program } of loaded) attachProgram(group, hook, program);
  } catch (error) {
    for (const [hook, ids] of before)
      for (const id of attachedPrograms(group, hook)) if (!ids.includes(id)) detachProgram(group, hook, id);
    throw error;
  } finally {
    for (const fd of [...Object.values(maps), ...loaded.map(({ program }) => program)]) closeSync(fd);
  }
}

/** Loads a program that allows everything, and lets it go. */
function tryOne(): boolean {
  try {
    load('device', { name: 'vz_probe', code: assemble([compute('r0', '=', 1), exit]) }, () => undefined);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOSYS', 'EPERM', 'EINVAL', 'EACCES')) return false;
    throw error;
  }
}
