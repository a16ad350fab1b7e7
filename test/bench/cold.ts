// Section 1: from a commit to all inits running, N = 1, 10, 100, beside the C floor, lxc-start and runc, in the same run.

import { performance } from 'node:perf_hooks';
import { manifest, median, type Repository, type Running } from './rig.ts';
import { type BenchRoot, type Measured, measureFloor, measureLxc, measureRunc } from './rivals.ts';

export interface Cold {
  readonly n: number;
  readonly runs: number;
  /** Median milliseconds from the move of the branch to the last init started. */
  readonly running: number;
  /** The same to the empty second plan. */
  readonly proved: number;
  readonly removal: number;
  /** Pass phases and mean milliseconds per driver step, of the median run. */
  readonly phases: Readonly<Record<string, number>>;
  readonly steps: Readonly<Record<string, number>>;
  readonly floor: Measured;
  readonly lxc: Measured;
  readonly lxcTwo: Measured;
  readonly runc: Measured;
}

interface Once {
  readonly running: number;
  readonly proved: number;
  readonly removal: number;
  readonly phases: Readonly<Record<string, number>>;
  readonly steps: Readonly<Record<string, number>>;
}

export async function measureCold(
  n: number,
  runs: number,
  loop: Running,
  repository: Repository,
  rivals: BenchRoot,
  floorSource: string,
): Promise<Cold> {
  const ours: Once[] = [];
  const others = { floor: [] as Measured[], lxc: [] as Measured[], lxcTwo: [] as Measured[], runc: [] as Measured[] };
  for (let run = 0; run < runs; run++) {
    ours.push(await convergeOnce(n, `${n}-${run}`, loop, repository));
    others.floor.push(measureFloor(n, rivals, floorSource));
    others.lxc.push(await measureLxc(n, rivals, 1));
    others.lxcTwo.push(await measureLxc(n, rivals, 2));
    others.runc.push(await measureRunc(n, rivals));
  }
  const running = median(ours.map((one) => one.running));
  const typical = ours.toSorted((a, b) => Math.abs(a.running - running) - Math.abs(b.running - running))[0];
  return {
    n,
    runs,
    running,
    proved: median(ours.map((one) => one.proved)),
    removal: median(ours.map((one) => one.removal)),
    phases: typical?.phases ?? {},
    steps: typical?.steps ?? {},
    floor: medianOf(others.floor),
    lxc: medianOf(others.lxc),
    lxcTwo: medianOf(others.lxcTwo),
    runc: medianOf(others.runc),
  };
}

function medianOf(all: readonly Measured[]): Measured {
  const absent = all.find((one) => 'absent' in one);
  return absent ?? { ms: median(all.map((one) => ('ms' in one ? one.ms : Number.NaN))) };
}

/** `stamp` makes the files new to the loop, which would otherwise know them by their blob ids and not parse them. */
async function convergeOnce(n: number, stamp: string, loop: Running, repository: Repository): Promise<Once> {
  loop.steps.clear();
  const up = repository.prepare(n, (index) => `# ${stamp}\n${manifest(index)}`);
  const started = loop.started(n);
  const pass = loop.nextPass();
  const begun = await repository.move(up);
  const running = (await started) - begun;
  const { phases } = await pass;
  const proved = performance.now() - begun;
  const steps = Object.fromEntries(
    [...loop.steps].map(([name, times]) => [name, times.reduce((sum, time) => sum + time, 0) / times.length]),
  );
  const down = repository.prepare(0);
  const removed = loop.nextPass();
  const ending = await repository.move(down);
  await removed;
  if (loop.failures.length > 0) throw new Error(`bench: ${JSON.stringify(loop.failures[0])}`);
  return { running, proved, removal: performance.now() - ending, phases: { ...phases }, steps };
}
