// In the guest of power.ts: after a boot it brings the host to the newest revision there is, looks for anything torn or
// leaked, and then works on, revision after revision, until the plug is pulled. It tells what it does, a line each.
// Arguments: ROOT BACKEND DISK. On the share: site.git, commits (what main moves along), expect, and offline, when the first
// pass shall find no remote.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { cpus } from 'node:os';
import { loopDevices } from '../../drivers/kernel/loop.ts';
import { readProject } from '../../drivers/kernel/quotactl.ts';
import { openHost } from '../../drivers/registry.ts';
import { systemClock } from '../../reconciler/cli/clock.ts';
import { makeLoad } from '../../reconciler/run/load.ts';
import {
  makeReconciler,
  type PassResult,
  planNow,
  type Reconciler,
  reconcile,
} from '../../reconciler/run/reconcile.ts';
import { openGitSource } from '../../reconciler/source/git.ts';
import { lastGoodFile } from '../../reconciler/source/last-good.ts';
import { execIn } from '../helpers/site.ts';
import { CTIDS } from './power-world.ts';

const [root = '', backend = '', disk = ''] = process.argv.slice(2);
const SHARE = '/rig';
const REMOTE = `${SHARE}/site.git`;
const NODE = 'rig';
const say = (line: string): void => void writeSync(1, `${line}\n`);
const problem = (text: string): void => say(`problem ${text.replaceAll('\n', ' ')}`);
const never = new AbortController().signal;

/** Everything a new process of the reconciler opens. */
async function open(): Promise<{ readonly reconciler: Reconciler; close(): Promise<void> }> {
  const lastGood = lastGoodFile(root, REMOTE);
  const source = await openGitSource({
    address: { kind: 'remote', url: `file://${REMOTE}`, protocol: 'file' },
    ref: 'main',
    folder: '',
    mirrors: `${root}/git`,
    home: `${root}/git/home`,
    lastGood,
    allowRewind: false,
    clock: systemClock,
    fetchEvery: 0,
  });
  const load = makeLoad(source, { node: NODE, cpus: cpus().length });
  const { desired, problems } = await load();
  if (desired === undefined) throw new Error(`no manifests: ${JSON.stringify(problems)}`);
  const host = await openHost({ root, nodeSpec: desired.nodeSpec, node: NODE, clock: systemClock });
  const reconciler = await makeReconciler({
    host,
    load,
    clock: systemClock,
    options: { yes: true },
    parallel: 4,
    remember: ({ id }) => lastGood.save(id),
  });
  return {
    reconciler,
    close: async () => {
      await source.close();
      await host.close();
    },
  };
}

function complain({ problems, outcomes, plan, warnings = [] }: PassResult): void {
  for (const { message } of problems) problem(message);
  for (const { name, result, error } of outcomes) if (result !== 'done') problem(`${name}: ${result}: ${error}`);
  for (const { reason } of plan?.refusals ?? []) problem(reason);
  for (const warning of warnings) problem(warning);
}

const list = (path: string): readonly string[] => (existsSync(path) ? readdirSync(path).sort() : []);
const same = (what: string, is: readonly unknown[], shall: readonly unknown[]): void => {
  if (JSON.stringify(is) !== JSON.stringify(shall))
    problem(`${what}: ${JSON.stringify(is)}, not ${JSON.stringify(shall)}`);
};

/** Whatever is there must be declared, and whatever is declared must be whole. */
async function check(reconciler: Reconciler): Promise<void> {
  const { plan } = await planNow(reconciler);
  for (const one of plan?.containers ?? []) {
    if (one.action !== 'none') problem(`${one.name} is not as declared: ${one.action} ${JSON.stringify(one.steps)}`);
  }
  const { desired } = await reconciler.load();
  const containers = desired?.containers ?? [];
  const declared = containers.map(({ ctid }) => String(ctid)).sort();
  const running = containers
    .filter(({ state }) => state.lifecycle?.state === 'running')
    .map(({ ctid }) => String(ctid));
  same('private areas', list(`${root}/pool/private`), declared);
  same('templates', list(`${root}/pool/templates`), containers[0] === undefined ? [] : [containers[0].template.key]);
  same(
    'groups',
    list('/sys/fs/cgroup/vz').filter((name) => /^\d+$/.test(name)),
    running.sort(),
  );
  same(
    'links',
    list('/sys/class/net').filter((name) => name.startsWith('veth')),
    running.map((ctid) => `veth${ctid}.0`),
  );
  const files: Readonly<Record<string, readonly string[]>> = {
    'btrfs scratch': [`${root}/pool.img`],
    'image scratch': declared.map((ctid) => `${root}/pool/private/${ctid}/image`),
  };
  same('loop devices', [...loopDevices().keys()].sort(), files[`${backend} ${disk}`] ?? []);
  for (const key of list(`${root}/pool/templates`)) {
    const busybox = readFileSync(`${root}/pool/templates/${key}/root/bin/busybox`);
    if (!busybox.equals(readFileSync('/bin/busybox')))
      problem(`the template ${key} is torn: busybox has ${busybox.length} bytes`);
  }
  for (const line of readFileSync(`${SHARE}/expect`, 'utf8').split('\n').filter(Boolean)) {
    const [ctid = '', token = ''] = line.split(' ');
    const path = `${root}/pool/private/${ctid}${backend === 'image' ? '/mnt' : ''}/upper/root/kept`;
    const kept = existsSync(path) ? readFileSync(path, 'utf8').trim() : 'nothing';
    if (declared.includes(ctid) && kept !== token) problem(`a synced file of ${ctid} has ${kept}, not ${token}`);
  }
}

/** Has a container write a file that it then has on disk. */
async function keep(reconciler: Reconciler, turn: number): Promise<void> {
  const running = [...(await reconciler.host.pids()).keys()].sort();
  const ctid = running[turn % running.length];
  if (ctid === undefined) return;
  const token = `${turn}-${Date.now()}`;
  const { status, output } = await execIn(ctid, `echo ${token} > /root/kept && fsync /root/kept /root && echo synced`);
  if (status === 0 && output === 'synced') say(`kept ${ctid} ${token}`);
}

async function recover(): Promise<Awaited<ReturnType<typeof open>>> {
  const from = performance.now();
  const world = await open();
  const result = await reconcile(world.reconciler, { stop: never, drain: never });
  complain(result);
  await check(world.reconciler);
  say(
    `recovered ${result.revision.id} ${Math.round(performance.now() - from)}${result.stale === undefined ? '' : ' stale'}`,
  );
  return world;
}

async function work({ reconciler }: Awaited<ReturnType<typeof open>>): Promise<void> {
  const commits = readFileSync(`${SHARE}/commits`, 'utf8').split('\n').filter(Boolean);
  for (const [turn, commit] of commits.entries()) {
    const from = performance.now();
    say(`moving ${commit}`);
    execFileSync('git', ['-C', REMOTE, 'update-ref', 'refs/heads/main', commit]);
    complain(await reconcile(reconciler, { stop: never, drain: never }));
    say(`done ${Math.round(performance.now() - from)}`);
    await keep(reconciler, turn);
  }
}

/** The last boot: everything is destroyed, and nothing is left of it. */
async function end(world: Awaited<ReturnType<typeof open>>): Promise<void> {
  const { host } = world.reconciler;
  complain(await reconcile(world.reconciler, { stop: never, drain: never }));
  same('private areas at the end', list(`${root}/pool/private`), []);
  const projects = backend === 'overlay' ? CTIDS.map((ctid) => readProject(root, ctid)) : [];
  same(
    'projects at the end',
    projects.filter((one) => one?.used.inodes !== 0 || one.space.hard !== 0),
    [],
  );
  await host.dismantle();
  await world.close();
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .filter((line) => line.includes(` ${root}`));
  same('mounts at the end', mounts, []);
}

try {
  const isOffline = existsSync(`${SHARE}/offline`);
  if (isOffline) renameSync(REMOTE, `${SHARE}/hidden.git`);
  let world = await recover();
  if (isOffline) {
    await world.close();
    renameSync(`${SHARE}/hidden.git`, REMOTE);
    rmSync(`${SHARE}/offline`);
    world = await recover();
  }
  if (existsSync(`${SHARE}/last`)) await end(world);
  else await work(world);
  say('over');
} catch (error) {
  problem(error instanceof Error ? `${error.message} ${error.stack?.split('\n')[1]?.trim()}` : String(error));
  process.exitCode = 1;
}
process.exit();
