// `npm run bench:overhead`: what running in a container costs beside the bare host, in many short turns: A B C D D C B A.
// Needs root, a C compiler and its static libc; makes and removes its own root folder and container.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release } from 'node:os';
import { parseArgs } from 'node:util';
import { type Contender, type OverheadReport, printOverhead, type Round } from './overhead-report.ts';
import { type Bench, openBench, type Worker } from './overhead-rig.ts';
import { type OverheadTest, TESTS } from './overhead-tests.ts';

const out = (text: string): void => void process.stderr.write(text);

/** Nanoseconds one measurement takes: long beside the clock, short beside what others do on this machine. */
const TURN = 4e6;

type Workers = Readonly<Record<Contender, Worker>>;

/** How many operations fill a turn, on the host. */
async function countFor({ name, batch }: OverheadTest, worker: Worker): Promise<number> {
  await worker.measure(name, batch);
  const taken = await worker.measure(name, batch);
  return batch * Math.max(1, Math.min(1000, Math.round(TURN / taken)));
}

/** There and back, so that what drifts meets all of them alike; who is first changes with the round. */
async function measureRound(name: string, count: number, workers: Workers, turn: number): Promise<Round> {
  const names = Object.keys(workers) as Contender[];
  const first = turn % names.length;
  const order = [...names.slice(first), ...names.slice(0, first)];
  const best: Record<Contender, number> = { host: Infinity, container: Infinity, again: Infinity, filter: Infinity };
  for (const who of [...order, ...order.toReversed()]) {
    best[who] = Math.min(best[who], (await workers[who].measure(name, count)) / count);
  }
  return best;
}

async function measureAll(bench: Bench, tests: readonly OverheadTest[], sessions: number, rounds: number) {
  const rows = tests.map((test) => ({ test, rounds: [] as Round[], count: 0 }));
  for (let session = 0; session < sessions; session++) {
    out(`session ${session + 1} of ${sessions}\n`);
    // New processes each time: where the pages of one lie in the caches is luck.
    const host = bench.onHost();
    const workers = { host, container: bench.inContainer(), again: bench.onHost(), filter: bench.onHost(true) };
    for (const row of rows) {
      if (row.count === 0) row.count = await countFor(row.test, host);
      for (const worker of Object.values(workers)) await worker.measure(row.test.name, row.test.batch);
      for (let round = 0; round < rounds; round++) {
        row.rounds.push(await measureRound(row.test.name, row.count, workers, round));
      }
    }
    for (const worker of Object.values(workers)) await worker.stop();
  }
  return rows.map(({ test, rounds: measured }) => ({ test, rounds: measured }));
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { quick: { type: 'boolean' }, json: { type: 'string' }, only: { type: 'string' } },
  });
  if (process.getuid?.() !== 0) throw new Error('the bench starts a real container and needs root');
  const wanted = values.only?.split(',');
  const tests = TESTS.filter(({ name }) => wanted === undefined || wanted.includes(name));
  const scratch = mkdtempSync('/var/tmp/vzreconcile-overhead-');
  const before = loadavg();
  let bench: Bench | undefined;
  try {
    bench = openBench(scratch);
    const [sessions, rounds] = values.quick === true ? [3, 5] : [12, 10];
    const rows = await measureAll(bench, tests, sessions, rounds);
    const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown CPU'}, Linux ${release()}`;
    const report: OverheadReport = { machine, load: [before, loadavg()], place: bench.place, rows };
    process.stdout.write(printOverhead(report));
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  } finally {
    bench?.remove();
    rmSync(scratch, { recursive: true, force: true });
  }
}

await main();
