// <root>/state/health.json: the last verdict on each container that the loop asks, so that another life of this program goes on
// from there and does not tell of a change where none is. Believed of the same init and probe, and for a while; worth nothing else.

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { HealthProbe } from '../../schema/health.ts';
import type { Ctid } from '../../schema/units.ts';
import type { Json } from '../plan/plan.ts';
import type { Host } from '../port/host.ts';
import { writeAtomically } from '../source/atomic-file.ts';
import { canonical } from '../state/canonical.ts';
import { digest } from './digest.ts';
import { readStatus } from './status-file.ts';

/** What a container has been found to be. */
export interface Verdict {
  readonly status: 'healthy' | 'unhealthy';
  /** Of the last failure: "ECONNREFUSED"; empty: there is none. */
  readonly reason: string;
}

export interface Known extends Verdict {
  readonly probe: HealthProbe;
}

export interface HealthMemory {
  /** What an earlier life of this program knew of it. */
  recall(ctid: Ctid, probe: HealthProbe): Verdict | undefined;
  /** Its init has ended; without one: all that was not asked for. */
  forget(ctid?: Ctid): void;
  /** Something has changed: `known` is asked when it is written, soon. */
  save(known: () => ReadonlyMap<Ctid, Known>): void;
  /** Writes what is to be written. What comes later is not saved. */
  close(): Promise<void>;
}

/** For a host in memory, and a single run. */
export const noMemory: HealthMemory = {
  recall: () => undefined,
  forget: () => {},
  save: () => {},
  close: async () => {},
};

export interface HealthMemoryOptions {
  readonly root: string;
  readonly host: Pick<Host, 'lives'>;
  readonly wall: () => Date;
  /** The file cannot be written. */
  readonly onError: (error: unknown) => void;
}

/** Milliseconds since the last pass of the earlier life: an update takes seconds. */
const OLDEST = 15 * 60_000;
/** Bytes. Nobody has so many containers. */
const LARGEST = 8 * 2 ** 20;
/** Characters of a reason. */
const LONGEST = 200;

interface Kept extends Verdict {
  readonly ctid: number;
  /** Of its init, as the host names it. */
  readonly life: string;
  /** Digest of the probe, which may have secrets in it. */
  readonly probe: string;
}

const digestOf = (probe: HealthProbe): string => digest(canonical(probe as unknown as Json)).slice(0, 32);

/** Throws nothing: without the file, or on a host that cannot tell inits apart, nothing is known. */
export async function openHealthMemory({ root, host, wall, onError }: HealthMemoryOptions): Promise<HealthMemory> {
  const path = join(root, 'state', 'health.json');
  const lives = async (): Promise<ReadonlyMap<Ctid, string>> => (await host.lives?.()) ?? new Map();
  const remembered = await readKept(path, root, wall())
    .then(async (all) => ofThese(all, all.length === 0 ? new Map() : await lives()))
    .catch(() => new Map<number, Kept>());
  let before: string | undefined;
  let next: (() => ReadonlyMap<Ctid, Known>) | undefined;
  let writing: Promise<void> | undefined;
  let isClosed = false;
  const write = async (): Promise<void> => {
    while (next !== undefined) {
      // First who runs: what is known of an init that has ended meanwhile is taken back by its end.
      const running = await lives();
      const known = next();
      next = undefined;
      const text = textOf(known, running);
      if (text === before) continue;
      await writeAtomically(path, text, { durable: false, mode: 0o600 });
      before = text;
    }
  };
  return {
    recall: (ctid, probe) => {
      const kept = remembered.get(ctid);
      return kept?.probe === digestOf(probe) ? { status: kept.status, reason: kept.reason } : undefined;
    },
    forget: (ctid) => {
      if (ctid === undefined) remembered.clear();
      else remembered.delete(ctid);
    },
    save: (known) => {
      if (isClosed) return;
      next = known;
      writing ??= write()
        .catch(onError)
        .finally(() => {
          writing = undefined;
        });
    },
    close: async () => {
      isClosed = true;
      await writing;
    },
  };
}

function textOf(known: ReadonlyMap<Ctid, Known>, lives: ReadonlyMap<Ctid, string>): string {
  const containers = [...known].flatMap(([ctid, { probe, status, reason }]): Kept[] => {
    const life = lives.get(ctid);
    return life === undefined ? [] : [{ ctid, life, probe: digestOf(probe), status, reason: reason.slice(0, LONGEST) }];
  });
  return `${JSON.stringify({ version: 1, containers: containers.sort((a, b) => a.ctid - b.ctid) })}\n`;
}

async function readKept(path: string, root: string, now: Date): Promise<readonly Kept[]> {
  if ((await stat(path)).size > LARGEST) return [];
  const record = JSON.parse(await readFile(path, 'utf8')) as { version?: unknown; containers?: unknown } | null;
  const age = now.getTime() - Date.parse((await readStatus(root))?.at ?? '');
  if (record?.version !== 1 || !Array.isArray(record.containers) || !(age >= 0 && age <= OLDEST)) return [];
  return record.containers.filter(isKept);
}

function isKept(value: unknown): value is Kept {
  const { ctid, life, probe, status, reason } = (value ?? {}) as Partial<Record<keyof Kept, unknown>>;
  const isText = [life, probe, reason].every((text) => typeof text === 'string');
  return typeof ctid === 'number' && isText && (status === 'healthy' || status === 'unhealthy');
}

const ofThese = (all: readonly Kept[], lives: ReadonlyMap<Ctid, string>): Map<number, Kept> =>
  new Map(all.filter(({ ctid, life }) => lives.get(ctid as Ctid) === life).map((kept) => [kept.ctid, kept]));
