// Nodes of tests: each a simulated host that follows one real repository by a mirror of its own, and tells the others of itself by a
// branch of another one. Time stands still but for what a test lets pass, and every node has a clock of its own.

import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulatedHost } from '../../../drivers/simulated/host.ts';
import { brakesInMemory } from '../../../reconciler/run/brakes-file.ts';
import { makeLoad } from '../../../reconciler/run/load.ts';
import { runLoop } from '../../../reconciler/run/loop.ts';
import { makeProber } from '../../../reconciler/run/probe.ts';
import { makeReconciler, type PassResult, reconcile } from '../../../reconciler/run/reconcile.ts';
import { publicText, signedText } from '../../../reconciler/run/snapshot.ts';
import { noStatus } from '../../../reconciler/run/status-file.ts';
import { makeTrial } from '../../../reconciler/run/trial.ts';
import { folderReader } from '../../../reconciler/serve/fleet/folder.ts';
import { makeListener } from '../../../reconciler/serve/fleet/listener.ts';
import { reportName } from '../../../reconciler/serve/fleet/report.ts';
import { makeReporter } from '../../../reconciler/serve/fleet/reporter.ts';
import { writeAtomically } from '../../../reconciler/source/atomic-file.ts';
import { openGitSource } from '../../../reconciler/source/git.ts';
import { branchReader } from '../../../reconciler/source/git-branch-files.ts';
import { publishFile } from '../../../reconciler/source/git-publish.ts';
import { ctid, fakeClock, never } from '../../run/bench.ts';
import { unexpected } from '../../run/looping.ts';
import { makeRepository, sourceOptions, temporary } from '../../source/repository.ts';

/** With this much memory nothing answers. */
export const SICK = '128M';

export interface Site {
  readonly channel: 'branch' | 'directory';
  readonly folder: string;
  readonly repository: ReturnType<typeof makeRepository>;
  readonly reports: ReturnType<typeof makeRepository>;
  /** Seconds since 1970 of those whose clocks are right. */
  time: number;
  readonly keys: Map<string, ReadonlySet<string>>;
  readonly warnings: string[];
  commit(stages: string, ram?: string, more?: string): string;
  close(): Promise<void>;
  readonly closers: (() => Promise<unknown>)[];
}

const head = (kind: string, name: string, rest = ''): string =>
  `---\napiVersion: vzreconcile/v1alpha1\nkind: ${kind}\nmetadata: {name: ${name}${rest}}\n`;

/** Reports go by a branch, or by a shared folder, which is quicker. */
export function openSite(channel: Site['channel']): Site {
  const folder = temporary();
  const repository = makeRepository(join(folder.path, 'repo'));
  mkdirSync(join(folder.path, 'shared'));
  const reports = makeRepository(join(folder.path, 'reports'), '--bare');
  const closers: (() => Promise<unknown>)[] = [];
  return {
    ...{
      channel,
      folder: folder.path,
      repository,
      reports,
      time: 1_800_000_000,
      keys: new Map(),
      warnings: [],
      closers,
    },
    commit: (stages, ram = '64M', more = '') => {
      const health = '{tcp: {port: 80}, retries: 1, startPeriod: 0, interval: 5}';
      const nodes = ['n1', 'n2', 'n3'].map((name) => `${head('Node', name)}spec: {}\n`).join('');
      const container = `${head('Container', 'web', ', ctid: 101')}spec: {template: tiny, vswap: {ram: ${ram}, swap: 0}, health: ${health}}\n`;
      const rollout = stages === '' ? '' : `${head('Rollout', 'fleet')}spec: {stages: ${stages}${more}}\n`;
      const text = `${head('Template', 'tiny')}spec: {source: {busybox: {}}}\n${nodes}${container}${rollout}`;
      return repository.commit({ 'manifests/a.yaml': text });
    },
    close: async () => {
      for (const close of closers) await close();
      folder.remove();
    },
  };
}

export type Member = Awaited<ReturnType<typeof join3>>;

/** `skew`: seconds that its clock is ahead. `key`: what it signs with; absent: its own, which is trusted. */
export async function join3(site: Site, node: string, { skew = 0, key }: { skew?: number; key?: KeyObject } = {}) {
  const own = key ?? generateKeyPairSync('ed25519').privateKey;
  if (key === undefined) site.keys.set(node, new Set([publicText(own)]));
  const root = join(site.folder, node);
  const host = simulatedHost({ facts: { node } });
  host.hands.ail(ctid(101), (state) => (state.cgroup?.memory.ram === 2 ** 27 ? 'ECONNREFUSED' : undefined));
  const clock = fakeClock();
  const wall = (): number => (site.time + skew) * 1000;
  const brakes = brakesInMemory();
  const remembered: string[] = [];
  const warn = (message: string): void => void site.warnings.push(`${node}: ${message}`);
  const source = await openGitSource({
    ...sourceOptions(root, site.channel === 'branch' ? `file://${site.repository.path}` : site.repository.path),
    ref: 'main',
  });
  site.closers.push(source.close);
  const place = (folder: string) => {
    const url = `file://${site.reports.path}`;
    return { url, branch: 'reports', gitDir: join(root, folder), home: join(root, 'home') };
  };
  const file = { name: reportName(node), subject: `report of ${node}`, author: node };
  const shared = join(site.folder, 'shared');
  const isFolder = site.channel === 'directory';
  const deliver = (text: string): Promise<void> =>
    isFolder ? writeAtomically(join(shared, file.name), text) : publishFile(place('out.git'), { ...file, text });
  const read = isFolder ? folderReader(shared) : branchReader(place('in.git'));
  /** What a look waits for before it asks the channel. */
  let slow = (): Promise<unknown> => Promise.resolve();
  let look = (): void => {};
  const makeEars = () =>
    makeListener({
      sources: [(names) => slow().then(() => read(names))],
      keys: async () => site.keys,
      ...{ maxAge: 3_600_000, every: 0, path: join(root, 'fleet.json'), clock, wall, warn },
    });
  let ears = makeEars();
  const identity = { isOwn: true };
  const voice = makeReporter({
    isOwn: () => identity.isOwn,
    ...{ node, brakes, every: 900_000, clock, wall, warn },
    sign: async (text) => signedText(text, own, 'report'),
    targets: [{ name: 'reports', deliver }],
  });
  const load = makeLoad(source, { node, cpus: 4 });
  /** Looks into the history, which a test may let fail. */
  const past = { earlier: load.earlier, between: load.between };
  /** What happens to the next observation. */
  const trouble: { next?: Error | undefined } = {};
  const drivers = host.drivers.map((driver) => ({
    ...driver,
    observe: async (...about: Parameters<typeof driver.observe>) => {
      const { next } = trouble;
      trouble.next = undefined;
      if (next !== undefined) throw next;
      return driver.observe(...about);
    },
  }));
  const reconciler = await makeReconciler({
    ...{ host: { ...host, drivers }, load, clock, options: {}, parallel: 8, brakes },
    earlier: (id) => past.earlier(id),
    between: (base, ids) => past.between(base, ids),
    remember: async ({ id }) => void remembered.push(id),
    fleet: { hear: (peer) => ears.hear(peer), own: voice.standing, look: () => look(), wall },
  });
  const trial = makeTrial({
    ...makeProber({ host, clock }),
    brakes,
    wall: () => new Date(wall()),
    onVerdict: () => {},
  });
  const once = async (): Promise<PassResult> => {
    await ears.refresh();
    const result = await reconcile(reconciler, { ...never(), waiting: trial.waiting });
    await trial.passed(result);
    return result;
  };
  return {
    ...{ host, brakes, root, identity, remembered, clock, past, trouble },
    /** The loop, which looks beside its passes and is woken by nothing but time and news. `told`: of each pass. */
    follow: async (told: (result: PassResult) => void): Promise<void> => {
      look = () => ears.look();
      const stop = new AbortController();
      const running = runLoop({
        ...{ reconciler, trial, interval: 30_000, stop: stop.signal, random: () => 0, status: noStatus },
        source: {
          watch: async (hint) => {
            ears.onNews(hint);
            return ears.close;
          },
        },
        report: { pass: told, plan: () => {}, outcome: () => {}, exited: () => {}, failure: unexpected },
      });
      site.closers.unshift(async () => {
        stop.abort();
        await running;
      });
      await clock.settle();
    },
    /** Looks wait for it. */
    slowDown: (until: () => Promise<unknown>): void => {
      slow = until;
    },
    /** Passes until nothing is on trial any more; then the others are told. */
    pass: async (): Promise<PassResult> => {
      let result = await once();
      for (let due = trial.due(); due !== undefined; due = trial.due()) {
        await clock.advance(Math.max(0, due - clock.now()));
        if (await trial.probe(new AbortController().signal)) result = await once();
      }
      result = await once();
      voice.pass(result);
      await voice.close(60_000);
      return result;
    },
    /** Another life of the program, as to what it has heard. */
    forget: () => {
      ears = makeEars();
    },
    ram: () => host.hands.state(ctid(101)).cgroup?.memory.ram,
    report: () => readFileSync(join(shared, file.name), 'utf8'),
    /** Signs and publishes whatever it is given. */
    publish: (text: string, signer = own) => deliver(signedText(text, signer, 'report')),
    publishRaw: deliver,
  };
}
