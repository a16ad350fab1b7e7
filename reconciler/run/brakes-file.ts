// <root>/state/brakes.json: what people have suspended, which revisions are quarantined, and the last revision that proved
// good. Written by the loop and by commands beside it, one at a time, so each change is made under a lock of its own.

import { closeSync, mkdirSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Quarantine, Suspension } from '../plan/brakes.ts';
import type { Held } from '../plan/fleet.ts';
import type { Machine } from '../port/host.ts';
import type { Revision } from '../port/source.ts';
import { writeAtomically } from '../source/atomic-file.ts';
import { ObserveError } from './observe.ts';

export interface BrakesRecord {
  readonly version: 1;
  readonly suspensions: readonly Suspension[];
  /** The newest last. */
  readonly quarantine: readonly Quarantine[];
  /** The last revision that was applied whole and found healthy: what a bad one is left for. */
  readonly good?: Pick<Revision, 'id' | 'label'>;
  /** Revisions on trial since: what they changed is not proved. Those that no container has any more are left out. */
  readonly tried?: readonly string[];
  /** The machine that applied something here first. */
  readonly machine?: Machine;
  /** The last revision whose turn had come among nodes; only where rollouts order them. */
  readonly admitted?: Admitted;
  /** A newer one whose turn has not come. */
  readonly held?: Held;
}

export interface Admitted extends Pick<Revision, 'id' | 'label'> {
  /** When its turn came, and that of the first one after the last which soaked: ISO 8601, UTC. Absent: it was let through by hand. */
  readonly since?: string;
  readonly open?: string;
}

export interface BrakeStore {
  /** What is in force now. Throws ObserveError when the file cannot be read: brakes that are there must not be lost. */
  read(): Promise<BrakesRecord>;
  /** Milliseconds until a suspension ends by itself; undefined: none does. */
  endsIn(): Promise<number | undefined>;
  /** Changes the record; what has run out is dropped. Nothing is written when it stays the same. Returns what is there then. */
  update(change: (record: BrakesRecord) => BrakesRecord): Promise<BrakesRecord>;
}

export interface BrakesOptions {
  readonly root: string;
  readonly wall: () => Date;
  /** flock(LOCK_EX | LOCK_NB), given by wire.ts. */
  readonly tryLock: (fd: number, subject: string) => boolean;
}

export const noBrakes: BrakesRecord = { version: 1, suspensions: [], quarantine: [] };
export const BRAKES_FILE = 'brakes.json';

/** Milliseconds. A change takes one. */
const PATIENCE = 5_000;

export function brakesFile({ root, wall, tryLock }: BrakesOptions): BrakeStore {
  const path = join(root, 'state', BRAKES_FILE);
  const read = async (): Promise<BrakesRecord> => inForce(await readRecord(path), wall());
  return {
    read,
    endsIn: async () => firstEnd(await read(), wall()),
    update: async (change) => {
      const unlock = await lock(`${path}.lock`, tryLock);
      try {
        const before = await readRecord(path);
        const after = change(inForce(before, wall()));
        const text = `${JSON.stringify(after, null, 2)}\n`;
        if (text !== `${JSON.stringify(before, null, 2)}\n`) await writeAtomically(path, text);
        return after;
      } finally {
        unlock();
      }
    },
  };
}

/** For who only looks: brakes that cannot be read are told of, and hold back nothing. */
export const forLooks = (store: BrakeStore, warn: (sentence: string) => void): BrakeStore => ({
  ...store,
  read: () =>
    store.read().catch((error: unknown) => {
      if (!(error instanceof ObserveError)) throw error;
      const { message, hint } = error;
      warn(`what is suspended or quarantined is not known: ${message}${hint === undefined ? '' : ` (${hint})`}`);
      return noBrakes;
    }),
});

/** For a host in memory, and for tests. */
export function brakesInMemory(initial: BrakesRecord = noBrakes, wall: () => Date = () => new Date()): BrakeStore {
  let record = initial;
  return {
    read: async () => inForce(record, wall()),
    endsIn: async () => firstEnd(inForce(record, wall()), wall()),
    update: async (change) => {
      record = change(inForce(record, wall()));
      return record;
    },
  };
}

function inForce(record: BrakesRecord, now: Date): BrakesRecord {
  const isOver = ({ until }: Suspension): boolean => until !== undefined && Date.parse(until) <= now.getTime();
  return record.suspensions.some(isOver)
    ? { ...record, suspensions: record.suspensions.filter((one) => !isOver(one)) }
    : record;
}

function firstEnd({ suspensions }: BrakesRecord, now: Date): number | undefined {
  const ends = suspensions.flatMap(({ until }) => (until === undefined ? [] : [Date.parse(until) - now.getTime()]));
  return ends.length === 0 ? undefined : Math.min(...ends);
}

async function readRecord(path: string): Promise<BrakesRecord> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return noBrakes;
    throw new ObserveError(`${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  const record = parsed(text);
  if (record !== undefined) return record;
  throw new ObserveError(`${path} is damaged: nothing is changed before it is repaired or removed`, {
    hint: `rm ${path} forgets what is suspended and quarantined, and whose root this is`,
  });
}

function parsed(text: string): BrakesRecord | undefined {
  try {
    const value = JSON.parse(text) as Partial<BrakesRecord> | null;
    const isOurs = value?.version === 1 && Array.isArray(value.suspensions) && Array.isArray(value.quarantine);
    return isOurs ? (value as BrakesRecord) : undefined;
  } catch {
    return undefined;
  }
}

/** The lock falls with its holder. */
async function lock(path: string, tryLock: BrakesOptions['tryLock']): Promise<() => void> {
  mkdirSync(dirname(path), { recursive: true });
  const fd = openSync(path, 'a', 0o644);
  for (let waited = 0; ; waited += 20) {
    if (tryLock(fd, path)) return () => closeSync(fd);
    if (waited >= PATIENCE) {
      closeSync(fd);
      throw new ObserveError(`${path} is held by another vzreconcile for ${PATIENCE / 1000} s`);
    }
    await pause(20);
  }
}
