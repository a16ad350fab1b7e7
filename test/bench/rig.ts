// A repository of N container manifests and the real loop over it, in this process, as the command runs it; with a clock on
// every driver's steps. Commits move the ref by themselves, so that the time from the move is what is measured.

import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { systemClock } from '../../reconciler/cli/clock.ts';
import { PARALLEL } from '../../reconciler/cli/commands/once.ts';
import { planOptions } from '../../reconciler/cli/commands/plan.ts';
import type { Options } from '../../reconciler/cli/options.ts';
import { goFirst, openHost, openManifests } from '../../reconciler/cli/wire.ts';
import type { Host } from '../../reconciler/port/host.ts';
import type { Outcome } from '../../reconciler/run/apply.ts';
import { runLoop } from '../../reconciler/run/loop.ts';
import { makeReconciler, type PassResult, type Reconciler } from '../../reconciler/run/reconcile.ts';
import { noStatus } from '../../reconciler/run/status-file.ts';
import { optionsOf } from '../helpers/options.ts';

const git = promisify(execFile);
export const FIRST_CTID = 50001;

const template = `apiVersion: vzreconcile/v1alpha1
kind: Template
metadata: {name: bench}
spec:
  source: {busybox: {}}
  init: [/bin/sleep, "100000"]
`;

/** One of the manifests the issue names: vswap, cpumask, an address of each family, diskspace, a user namespace. */
export const manifest = (index: number, ram = '64M'): string => `apiVersion: vzreconcile/v1alpha1
kind: Container
metadata: {name: bench-${index}, ctid: ${FIRST_CTID + index}}
spec:
  template: bench
  ips: ["198.18.${Math.floor(index / 250)}.${(index % 250) + 1}", "2001:db8:64::${(index + 1).toString(16)}"]
  vswap: {ram: ${ram}, swap: 64M}
  cpumask: "0"
  diskspace: 256M
  stopTimeout: 0
`;

export interface Repository {
  readonly path: string;
  /** Writes the manifests 0..n-1 (and no others) and makes a commit nobody points at yet. */
  prepare(n: number, change?: (index: number) => string): string;
  /** Moves the branch; resolves to the time just before. */
  move(commit: string): Promise<number>;
}

export function makeRepository(path: string): Repository {
  mkdirSync(path, { recursive: true });
  const identity = ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', '-c', 'commit.gpgsign=false'];
  const run = (...args: string[]): string =>
    execFileSync('/usr/bin/git', ['-C', path, ...identity, ...args], { encoding: 'utf8' }).trim();
  run('init', '-q', '-b', 'main');
  const prepare = (n: number, change: (index: number) => string = (index) => manifest(index)): string => {
    rmSync(join(path, 'manifests'), { recursive: true, force: true });
    mkdirSync(join(path, 'manifests'), { recursive: true });
    writeFileSync(join(path, 'manifests/template.yaml'), template);
    for (let index = 0; index < n; index++) writeFileSync(join(path, `manifests/${index}.yaml`), change(index));
    run('add', '-A');
    const parent = existsHead() ? ['-p', run('rev-parse', 'HEAD')] : [];
    return run('commit-tree', run('write-tree'), ...parent, '-m', `${n} containers`);
  };
  const existsHead = (): boolean => {
    try {
      run('rev-parse', '-q', '--verify', 'HEAD');
      return true;
    } catch {
      return false;
    }
  };
  const move = async (commit: string): Promise<number> => {
    const at = performance.now();
    await git('/usr/bin/git', ['-C', path, 'update-ref', 'refs/heads/main', commit]);
    return at;
  };
  return { path, prepare, move };
}

export const optionsFor = (repo: string, root: string, simulate = false): Options =>
  optionsOf(
    ...['--repo', repo, '--root', root, '--node', 'bench', '--interval', '1h', '--log-level', 'error', '--yes'],
    ...(simulate ? ['--simulate'] : []),
  );

/** What the steps of one driver took, in milliseconds of its own waiting included. */
export type StepTimes = Map<string, number[]>;

export interface Running {
  readonly reconciler: Reconciler;
  readonly steps: StepTimes;
  /** Resolves with the time at which that many inits were started since the call. */
  started(n: number): Promise<number>;
  /** Resolves with the pass that acted next. */
  nextPass(): Promise<PassResult>;
  readonly failures: Outcome[];
  stop(): Promise<void>;
}

/** Starts the loop. Its first pass is over when this resolves. */
export async function startLoop(options: Options): Promise<Running> {
  goFirst(options);
  const manifests = await openManifests(options, { applying: true });
  const loaded = await manifests.load();
  if (loaded.desired === undefined) throw new Error(JSON.stringify(loaded.problems));
  const host = await openHost(options, loaded.desired.nodeSpec);
  const steps: StepTimes = new Map();
  const starts: (() => void)[] = [];
  const timed = timeSteps(host, steps, () => starts.forEach((start) => void start()));
  const reconciler = await makeReconciler({
    host: timed,
    load: manifests.load,
    clock: systemClock,
    options: planOptions(options),
    parallel: PARALLEL,
    remember: ({ id }) => manifests.lastGood.save(id),
  });
  const end = new AbortController();
  const waiting: ((result: PassResult) => void)[] = [];
  const failures: Outcome[] = [];
  let first: () => void = () => {};
  const ready = new Promise<void>((resolve) => (first = resolve));
  const loop = runLoop({
    reconciler,
    source: manifests.source,
    interval: options.interval,
    stop: end.signal,
    random: () => 0,
    status: noStatus,
    report: {
      plan: () => {},
      outcome: (outcome) => outcome.result !== 'done' && failures.push(outcome),
      exited: () => {},
      failure: (error) => {
        throw error;
      },
      pass: (result) => {
        first();
        if (result.outcomes.length > 0) for (const resolve of waiting.splice(0)) resolve(result);
      },
    },
  });
  await Promise.race([ready, loop]);
  return {
    reconciler,
    steps,
    failures,
    started: (n) =>
      new Promise((resolve) => {
        let count = 0;
        starts.push(() => {
          count += 1;
          if (count === n) resolve(performance.now());
        });
      }),
    nextPass: () => new Promise((resolve) => waiting.push(resolve)),
    stop: async () => {
      end.abort();
      await loop;
      await host.close();
      await manifests.close();
    },
  };
}

function timeSteps(host: Host, steps: StepTimes, onStart: () => void): Host {
  const drivers = host.drivers.map((driver) => ({
    ...driver,
    apply: async (context: Parameters<typeof driver.apply>[0]) => {
      const begun = performance.now();
      const undo = await driver.apply(context);
      const key = `${driver.name}.${context.step.verb}`;
      const times = steps.get(key) ?? [];
      times.push(performance.now() - begun);
      steps.set(key, times);
      if (key === 'lifecycle.create') onStart();
      return undo;
    },
  }));
  return { ...host, drivers };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 0 ? (low + high) / 2 : high;
}
