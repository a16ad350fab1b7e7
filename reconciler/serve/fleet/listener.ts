// Hearing of the other nodes, while one of them is waited for: their reports are read at most once in a while, beside the passes, and
// a pass is asked for when something new was heard. Of each node the newest time is remembered, also over restarts of the program
// (<root>/state/fleet.json), so that nobody can show an old report again, and what soaked there: it tells of the newest alone.

import { readFile } from 'node:fs/promises';
import { words } from '../../../schema/words.ts';
import type { Clock } from '../../port/clock.ts';
import { writeAtomically } from '../../source/atomic-file.ts';
import type { Believed, Heard } from '../../state/fleet.ts';
import { believe, not, reportName } from './report.ts';

export interface ListenerOptions {
  /** Each gives the files of these names that it has. */
  readonly sources: readonly ((names: readonly string[]) => Promise<ReadonlyMap<string, Buffer>>)[];
  /** Keys by node, read anew at each look. */
  readonly keys: () => Promise<ReadonlyMap<string, ReadonlySet<string>>>;
  /** Milliseconds. */
  readonly maxAge: number;
  /** Milliseconds between two looks. */
  readonly every: number;
  readonly path: string;
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
  readonly warn: (message: string) => void;
}

export interface Listener {
  hear(node: string): Heard;
  /** Looks, if it has not done so of late. */
  look(): void;
  /** Looks at once. */
  refresh(): Promise<void>;
  /** Calls back when something new was heard. */
  onNews(listener: () => void): void;
  close(): Promise<void>;
}

export function makeListener(options: ListenerOptions): Listener {
  const { sources, keys, maxAge, every, path, clock, wall, warn } = options;
  let heard: ReadonlyMap<string, Heard> = new Map();
  let failure = '';
  let lookedAt: number | undefined;
  let running: Promise<void> | undefined;
  let tell: () => void = () => {};
  let memory: Memory | undefined;

  const once = async (): Promise<void> => {
    memory ??= await readMemory(path);
    const { newest } = memory;
    const trusted = await keys();
    const names = [...trusted.keys()].map(reportName);
    const ends = await Promise.allSettled(sources.map((read) => read(names)));
    complain(ends.flatMap((end) => (end.status === 'rejected' ? [words(end.reason)] : [])).join('; '));
    const files = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
    // What was heard before stays while nobody answers; its age is looked at when it is used.
    if (files.length === 0) return;
    const next = new Map<string, Heard>();
    for (const [node, own] of trusted) {
      const belief = { node, keys: own, now: wall(), maxAge, newest: newest.get(node) };
      next.set(node, best(files.map((all) => believe(all.get(reportName(node)), belief))));
    }
    await remember(next, memory);
    for (const [node, one] of next)
      if ('report' in one) next.set(node, { ...one, soaked: memory.soaked.get(node) ?? new Map() });
    const isNews = written(next) !== written(heard);
    heard = next;
    if (isNews) tell();
  };
  const complain = (text: string): void => {
    if (text !== '' && text !== failure) warn(`reports of other nodes cannot be read: ${text}`);
    failure = text;
  };
  const remember = async (next: ReadonlyMap<string, Heard>, { newest, soaked }: Memory): Promise<void> => {
    let isNew = false;
    for (const [node, one] of next) {
      if (!('report' in one)) continue;
      const time = Date.parse(one.report.time);
      isNew ||= time > (newest.get(node) ?? 0);
      newest.set(node, time);
      soaked.set(node, withHeard(soaked.get(node), one));
    }
    if (isNew) await writeAtomically(path, `${JSON.stringify(toRecord({ newest, soaked }))}\n`);
  };
  const refresh = (): Promise<void> => {
    running ??= once()
      .catch((error: unknown) => complain(words(error)))
      .finally(() => {
        lookedAt = clock.now();
        running = undefined;
      });
    return running;
  };
  return {
    hear: (node) => {
      const one = heard.get(node);
      if (one === undefined) return { none: failure === '' ? 'no report' : 'its reports cannot be read' };
      const isOld = 'report' in one && wall() - Date.parse(one.report.time) > maxAge;
      return isOld ? not('its last report is too old') : one;
    },
    look: () => {
      if (lookedAt === undefined || clock.now() - lookedAt >= every) void refresh();
    },
    refresh,
    onNews: (listener) => {
      tell = listener;
    },
    close: async () => {
      tell = () => {};
      await running;
    },
  };
}

/** A map is nothing to JSON; what soaked comes with a report that is another one. */
const written = (heard: ReadonlyMap<string, Heard>): string => JSON.stringify([...heard]);

/** The newest report that is believed, or else what is wrong with the first that is there. */
function best(all: readonly Heard[]): Heard {
  const believed = all.flatMap((one) => ('report' in one ? [one] : []));
  believed.sort((one, other) => Date.parse(other.report.time) - Date.parse(one.report.time));
  const none: Heard = { none: 'no report' };
  return believed[0] ?? all.find((one) => 'none' in one && one.none !== none.none) ?? none;
}

interface Memory {
  /** Milliseconds since 1970, by node. */
  readonly newest: Map<string, number>;
  /** By node and revision, seconds. */
  readonly soaked: Map<string, ReadonlyMap<string, number>>;
}

/** Revisions of one node that are remembered. */
const MOST = 1000;

/** What a node has condemned since, or runs again, counts as it says now. */
function withHeard(before: ReadonlyMap<string, number> = new Map(), { report, soaked }: Believed) {
  const all = new Map([...before, ...(soaked ?? [])]);
  all.delete(report.revision);
  return new Map([...all].slice(-MOST));
}

const toRecord = ({ newest, soaked }: Memory) => ({
  version: 1,
  newest: Object.fromEntries(newest),
  soaked: Object.fromEntries([...soaked].map(([node, all]) => [node, Object.fromEntries(all)])),
});

async function readMemory(path: string): Promise<Memory> {
  try {
    const { newest, soaked = {} } = JSON.parse(await readFile(path, 'utf8')) as {
      newest: Readonly<Record<string, unknown>>;
      soaked?: Readonly<Record<string, unknown>>;
    };
    return {
      newest: numbersOf(newest),
      soaked: new Map(Object.entries(soaked).map(([node, all]) => [node, numbersOf(all)])),
    };
  } catch {
    // Absent or torn: then the age of a report is all there is.
    return { newest: new Map(), soaked: new Map() };
  }
}

const numbersOf = (record: unknown): Map<string, number> =>
  new Map(Object.entries(record ?? {}).flatMap(([key, value]) => (typeof value === 'number' ? [[key, value]] : [])));
