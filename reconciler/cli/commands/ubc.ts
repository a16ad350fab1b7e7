// `vzreconcile ubc [NAME]`: /proc/user_beancounters, version 2.5, as OpenVZ's kernel prints it (kernel/bc/proc.c), for the
// programs that read it. What this kernel does not limit has the limit of what nobody limits.

import { setTimeout as pause } from 'node:timers/promises';
import type { Host } from '../../port/host.ts';
import { beancounterNames, type Counter, type HostTools } from '../../port/tools.ts';
import { observe } from '../../run/observe.ts';
import { UsageError } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { jsonDocument } from '../json.ts';
import { knownNode } from '../known-node.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { stopOnSignals } from '../signals.ts';
import { openHost } from '../wire.ts';
import { findContainer } from './find.ts';

type Counters = Readonly<Record<string, Counter>>;

export async function ubcCommand(
  options: Options,
  output: Output,
  name: string | undefined,
  watch: boolean,
): Promise<ExitCode> {
  const host = await openHost(options, await knownNode(options));
  const stop = stopOnSignals(() => {});
  try {
    do {
      const counted = await countAll(host, name);
      if (options.output === 'json')
        output.out(watch ? `${JSON.stringify(asJson(counted))}\n` : jsonDocument(asJson(counted)));
      else output.out(`${watch && output.color ? HOME : ''}${renderBeancounters(counted)}`);
      if (watch) await pause(EVERY, undefined, { signal: stop.signal }).catch(() => {});
    } while (watch && !stop.signal.aborted && output.isRead());
    return exitCodes.ok;
  } finally {
    stop.dispose();
    await host.close();
  }
}

/** Milliseconds. */
const EVERY = 2000;
/** Clears a terminal. */
const HOME = '\u001b[H\u001b[2J';

async function countAll(
  host: Host & HostTools,
  name: string | undefined,
): Promise<readonly (readonly [number, Counters])[]> {
  const { beancounters } = host;
  if (beancounters === undefined)
    throw new UsageError('no kernel counts anything here', { hint: 'ask on a real host, without --simulate' });
  const all = [...(await observe(host)).containers.values()].filter(({ pid }) => pid !== undefined);
  const shown = name === undefined ? all : [findContainer(all, name)];
  const counted: (readonly [number, Counters])[] = [];
  for (const { ctid } of shown.sort((a, b) => a.ctid - b.ctid)) counted.push([ctid, await beancounters(ctid)]);
  return counted;
}

/** What their barrier is about is nothing that would be refused: no kernel gives any of it. */
const guarantees: ReadonlySet<string> = new Set(['vmguarpages', 'oomguarpages']);
/** LONG_MAX: unlimited. */
const LONG_MAX = '9223372036854775807';
const line = (uid: string, ...cells: readonly string[]): string => {
  const [resource = '', ...numbers] = cells;
  return `${uid.padStart(10)}  ${resource.padEnd(12)} ${numbers.map((number) => number.padStart(20)).join(' ')}\n`;
};

/** The file, for containers by ctid. 24 rows each: ids 0 to 23, of which 4 and 20 to 22 are dummies. */
export function renderBeancounters(containers: readonly (readonly [ctid: number, counters: Counters])[]): string {
  const blocks = containers.map(([ctid, counters]) =>
    beancounterNames
      .map((name, index) => {
        const { held = 0, maxheld = held, barrier, limit = 'max', failcnt = 0 } = counters[name] ?? {};
        const edge = barrier ?? (guarantees.has(name) ? 0 : limit);
        const numbers = [held, Math.max(held, maxheld), edge, limit, failcnt];
        const cells = numbers.map((number) => (number === 'max' ? LONG_MAX : String(number)));
        return line(index === 0 ? `${ctid}:` : '', name, ...cells);
      })
      .join(''),
  );
  const head = line('uid', 'resource', 'held', 'maxheld', 'barrier', 'limit', 'failcnt');
  return `Version: 2.5\n${head}${blocks.join('')}`;
}

/** What is counted, and swappages, which the file has no row for. Absent: the kernel does not say. */
function asJson(containers: readonly (readonly [number, Counters])[]): object {
  const one = ([ctid, counters]: readonly [number, Counters]): object => ({
    ctid,
    counters: Object.fromEntries(Object.entries(counters).sort(([a], [b]) => (a < b ? -1 : 1))),
  });
  return { containers: containers.map(one) };
}
