// BPF programs on a group: what the driver asks for beside control files. A group takes its programs with it when it goes.

import { closeSync } from 'node:fs';
import { assemble, compute, exit } from '../bpf/assemble.ts';
import { attachedPrograms, attachProgram, detachProgram, type Hook, loadProgram, programInfo } from '../kernel/bpf.ts';
import { hasCode } from '../kernel/errno.ts';

export interface Program {
  readonly id: number;
  readonly name: string;
  /** Its instructions, as the kernel runs them. */
  readonly code: Buffer;
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
  /** Throws SyscallError. */
  attach(group: string, hook: Hook, program: NewProgram): void;
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
  attach: (group, hook, program) =>
    load(hook, program, (loaded) => attachProgram(group, hook, loaded, program.replaces)),
  detach: (group, hook, id) => void detachProgram(group, hook, id),
};

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
