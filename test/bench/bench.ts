// `npm run bench`: one table on stdout, the same as JSON in bench-results.json. Medians; ratios within one run, because the
// machine is shared. Needs root; makes and removes its own root folder and containers.

import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Cold, measureCold } from './cold.ts';
import { printReport, type Report, type Still } from './report.ts';
import { makeRepository, optionsFor, type Repository, type Running, startLoop } from './rig.ts';
import type { BenchRoot } from './rivals.ts';
import { countProcesses, idlePhases, measureIdle, measureLimit, measureSimulated } from './still.ts';

const program = fileURLToPath(new URL('../../reconciler/cli/vzreconcile.js', import.meta.url));
const floorSource = fileURLToPath(new URL('../../../test/bench/floor.c', import.meta.url));
const out = (text: string): void => void process.stderr.write(text);

function makeRivalRoot(scratch: string): BenchRoot {
  const lower = join(scratch, 'lower');
  for (const dir of ['bin', 'dev', 'proc', 'sys', 'etc', 'tmp', 'sbin']) {
    mkdirSync(join(lower, dir), { recursive: true });
  }
  cpSync(existsSync('/bin/busybox') ? '/bin/busybox' : '/usr/bin/busybox', join(lower, 'bin/busybox'));
  const rivals = join(scratch, 'rivals');
  mkdirSync(rivals);
  return { lower, scratch: rivals };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean' },
      // In a guest without KVM: how starts compare with others' there, and nothing that is compared with a clock.
      ratios: { type: 'boolean' },
      json: { type: 'string', default: 'bench-results.json' },
      sizes: { type: 'string', default: '1,10,100' },
    },
  });
  if (process.getuid?.() !== 0) throw new Error('the bench starts real containers and needs root');
  const scratch = mkdtempSync('/var/tmp/vzreconcile-bench-');
  // The rivals' container root is an id that owns nothing of ours, and has to pass through.
  chmodSync(scratch, 0o755);
  const root = join(scratch, 'root');
  const quick = values.quick === true;
  let loop: Running | undefined;
  try {
    const rivals = makeRivalRoot(scratch);
    const repository = makeRepository(join(scratch, 'repository'));
    loop = await warmUp(repository, root);
    const colds: Cold[] = [];
    for (const n of values.sizes.split(',').map(Number)) {
      const runs = quick ? 1 : 5;
      out(`cold converge, N = ${n}, ${runs} runs\n`);
      colds.push(await measureCold(n, runs, loop, repository, rivals, floorSource));
    }
    const still =
      values.ratios === true ? {} : { still: await measureStill(loop, repository, scratch, quick ? 3 : 15) };
    const report: Report = { machine: machine(), colds, ...still };
    process.stdout.write(printReport(report));
    writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  } finally {
    await loop?.stop();
    spawnSync(process.execPath, [program, 'destroy', '--all', '--yes', '--root', root], { stdio: 'ignore' });
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Pool, template and code paths are warm before anything is timed; the figure is that of a running loop. */
async function warmUp(repository: Repository, root: string): Promise<Running> {
  await repository.move(repository.prepare(1));
  const loop = await startLoop(optionsFor(repository.path, root));
  const removed = loop.nextPass();
  await repository.move(repository.prepare(0));
  await removed;
  return loop;
}

async function measureStill(loop: Running, repository: Repository, scratch: string, runs: number): Promise<Still> {
  const n = 100;
  out(`nothing to do, one limit, memory: ${n} real containers\n`);
  const processes = countProcesses();
  const up = loop.nextPass();
  await repository.move(repository.prepare(n));
  await up;
  const extra = countProcesses() - processes - n;
  const idle = await measureIdle(loop, runs);
  const phases = await idlePhases(loop);
  const limit = await measureLimit(n, runs, loop, repository);
  globalThis.gc?.();
  const rss = process.memoryUsage.rss();
  const down = loop.nextPass();
  await repository.move(repository.prepare(0));
  await down;
  out('1,000 and 10,000 simulated containers\n');
  const thousand = await measureSimulated(1000, scratch, runs);
  const tenThousand = await measureSimulated(10_000, scratch, Math.min(runs, 5));
  return { idle, phases, limit, rss, extraProcesses: extra, thousand, tenThousand };
}

const machine = (): string =>
  `${cpus().length} x ${cpus()[0]?.model ?? 'unknown CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}`;

await main();
