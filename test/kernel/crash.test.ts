// The reconciler killed with SIGKILL before and after each change it makes. Whoever starts next finds what is there,
// completes it, and nothing is left over.

import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, hostname } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../reconciler/cli/clock.ts';
import { makeLoad } from '../../reconciler/run/load.ts';
import { makeReconciler, planNow, reconcile } from '../../reconciler/run/reconcile.ts';
import { openDirectorySource } from '../../reconciler/source/directory.ts';
import type { Orders } from '../helpers/crash-child.ts';
import { type Inventory, takeInventory } from '../helpers/inventory.ts';
import { atPace, isSlow } from '../helpers/pace.ts';
import { buildProgram, type Running, removeProgram, startHelper } from '../helpers/program.ts';
import { type Life, lifeOf, makeRoot, pidsOfGroups, type TestRoot } from '../helpers/real-host.ts';
import { type ContainerSpec, manifests } from '../helpers/site.ts';
import { missingTools } from '../helpers/tools.ts';

const reason = missingTools();
const A = 61_241;
const B = 61_242;
const MINE = /vzr-crash|\b6124\d\b|veth6124/;
let root: TestRoot;
let dir: string;
let clean: Inventory;
/** The next reconciler to be killed: being loaded while this process is busy with the one before. */
let next: Running;

beforeAll(async () => {
  if (reason !== undefined) return;
  clean = takeInventory(MINE);
  buildProgram();
  root = makeRoot('crash');
  dir = join(root.path, 'manifests');
  mkdirSync(dir);
  declare({});
  next = startHelper('crash-child.js');
  await fresh();
});
afterAll(async () => {
  next?.child.kill('SIGKILL');
  await next?.ended;
  removeProgram();
  if (root === undefined) return;
  await root.remove();
  expect(leftovers()).toEqual({ ...clean, fds: [] });
});
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

type Boxes = Readonly<Record<string, ContainerSpec>>;
const declare = (boxes: Boxes): void => writeFileSync(join(dir, 'all.yaml'), manifests(boxes));
const leftovers = (): Inventory => ({ ...takeInventory(MINE), fds: [] });

/** A reconciler that starts from nothing, makes one pass, proves that a second would do nothing, and ends. */
async function fresh(): Promise<ReadonlyMap<number, Life>> {
  const host = await root.open();
  const source = await openDirectorySource({ path: dir, clock: systemClock, onWatchFailure: () => {} });
  try {
    const load = makeLoad(source, { node: hostname(), cpus: cpus().length });
    const parts = { host, load, clock: systemClock, options: { yes: true }, parallel: 8, remember: async () => {} };
    const reconciler = await makeReconciler(parts);
    const never = new AbortController().signal;
    const { outcomes } = await reconcile(reconciler, { stop: never, drain: never });
    expect(outcomes.filter(({ result }) => result !== 'done')).toEqual([]);
    const { plan } = await planNow(reconciler);
    expect(plan?.containers.filter(({ action }) => action !== 'none')).toEqual([]);
    return new Map([...(await host.pids())].map(([ctid, pid]) => [ctid, lifeOf(pid)]));
  } finally {
    await source.close();
    await host.close();
  }
}

/**
 * Processes with an id of this container that are not in its group, each by its own word: a list of the group and a list
 * of the host, read one after the other, disagree about what is forked between.
 */
function strays(ctid: number): readonly string[] {
  const look = (pid: string): readonly string[] => {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'latin1');
      const field = (name: string): string => new RegExp(`^${name}:\\s+(.*)$`, 'm').exec(status)?.[1] ?? '';
      // What ended after its parent is the host's init to reap, which takes its time.
      const isReaped = field('State').startsWith('Z') && field('PPid') === '1';
      if (Math.floor(Number.parseInt(field('Uid'), 10) / 65_536) !== ctid || isReaped) return [];
      const groups = readFileSync(`/proc/${pid}/cgroup`, 'latin1');
      if (new RegExp(`/vz/${ctid}$`, 'm').test(groups)) return [];
      return [`${pid} ${field('Name')} ${field('State')} child of ${field('PPid')}, ${/^0::.*$/m.exec(groups)}`];
    } catch {
      return [];
    }
  };
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(look);
}

/** Lets the next reconciler do what is declared, up to that moment. */
function begin(moment: number): Running {
  const running = next;
  const orders: Orders = { root: root.path, dir, node: hostname(), moment };
  running.child.stdin?.end(JSON.stringify(orders));
  next = startHelper('crash-child.js');
  return running;
}

/** What must be there with these boxes running, and nothing else. */
async function expectOnly(boxes: Boxes): Promise<void> {
  const running = Object.values(boxes).filter(({ state }) => state !== 'stopped');
  const { cgroups, links, zombies, loops } = leftovers();
  expect(zombies).toEqual([]);
  expect(loops).toHaveLength(1);
  expect(links).toEqual(running.filter(({ ips }) => ips !== undefined).map(({ ctid }) => `veth${ctid}.0`));
  expect(new Set(cgroups.map((path) => path.split('/').at(-1)))).toEqual(
    new Set(running.map(({ ctid }) => String(ctid))),
  );
  const areas = readdirSync(`${root.path}/pool/private`);
  expect(areas.sort()).toEqual(
    Object.values(boxes)
      .map(({ ctid }) => String(ctid))
      .sort(),
  );
  for (const ctid of [A, B]) {
    // An init that is ending has left its group before its pid namespace is empty, and for that the host's init has to
    // reap what the killed program had started: soon, not at once.
    for (let tries = 0; tries < 500 && strays(ctid).length > 0; tries++) await sleep(10);
    expect(strays(ctid)).toEqual([]);
    expect(pidsOfGroups(ctid).length > 0).toBe(running.some((box) => box.ctid === ctid));
  }
}

/** Where a turn takes ten seconds, one moment in eight has to do, and another one in every run. */
const STRIDE = isSlow ? 8 : 1;

/** Kills the change `from` -> `to` at each of its moments, one after the other. Gives their number, or more with a stride. */
async function killEverywhere(
  from: Boxes,
  to: Boxes,
  check: (before: ReadonlyMap<number, Life>, after: ReadonlyMap<number, Life>) => void = () => {},
): Promise<number> {
  for (let moment = 1 + Math.floor(Math.random() * STRIDE); moment < 100; moment += STRIDE) {
    declare(from);
    const before = await fresh();
    declare(to);
    const child = await begin(moment).ended;
    if (child.signal === null) {
      expect(child.err).toBe('');
      expect(child.out).toMatch(/^ready\nmoments \d+\n$/);
      await expectOnly(to);
      return moment - 1;
    }
    expect(child.signal).toBe('SIGKILL');
    try {
      const after = await fresh();
      await expectOnly(to);
      check(before, after);
    } catch (error) {
      throw new Error(`killed at moment ${moment}: ${(error as Error).message}`, { cause: error });
    }
  }
  throw new Error('a hundred moments and no end');
}

const a = { ctid: A, ips: ['10.210.2.41', 'fd00:210::2:41'], nameservers: ['192.0.2.53'] };
const b = { ctid: B, ips: ['10.210.2.42'] };
const same = (before: ReadonlyMap<number, Life>, after: ReadonlyMap<number, Life>): void =>
  expect(after).toEqual(before);

describe('a reconciler that is killed', () => {
  test('while it creates a container is completed', { timeout: atPace(60_000) }, async () => {
    expect(await killEverywhere({}, { a })).toBeGreaterThanOrEqual(14);
  });

  test('while it deletes a container is completed', { timeout: atPace(60_000) }, async () => {
    expect(await killEverywhere({ a, b }, { b })).toBeGreaterThanOrEqual(10);
  });

  test('while it restarts a container is completed', { timeout: atPace(60_000) }, async () => {
    const init = ['/bin/sh', '-c', 'trap "exit 0" TERM; while :; do sleep 999 & wait $!; done'];
    expect(await killEverywhere({ a }, { a: { ...a, init } })).toBeGreaterThanOrEqual(14);
  });

  test('while it stops a container is completed', { timeout: atPace(60_000) }, async () => {
    expect(await killEverywhere({ a }, { a: { ...a, state: 'stopped' } })).toBeGreaterThanOrEqual(10);
  });

  test('while it changes limits is completed, and the container does not notice', async () => {
    const after = { ...a, vswap: { ram: '48M', swap: 0 }, numproc: 40, diskspace: '80M', hostname: 'renamed' };
    expect(await killEverywhere({ a }, { a: after }, same)).toBeGreaterThanOrEqual(8);
  });

  test('while addresses move from one container to another is completed, and neither notices', async () => {
    const moved = { a: { ...a, ips: ['10.210.2.43'] }, b: { ...b, ips: a.ips } };
    expect(await killEverywhere({ a, b }, moved, same)).toBeGreaterThanOrEqual(8);
  });

  test('while two containers swap addresses is completed, and neither notices', async () => {
    const swapped = { a: { ...a, ips: b.ips }, b: { ...b, ips: a.ips } };
    expect(await killEverywhere({ a, b }, swapped, same)).toBeGreaterThanOrEqual(10);
  });

  test('while it takes files away or unpacks is tidied up after, with or without anything else to do', async () => {
    declare({ b });
    await fresh();
    const pool = `${root.path}/pool`;
    const left = [
      `${pool}/private/.trash-${A}-0123456789ab`,
      `${pool}/private/.new-${A}-0123456789ab`,
      `${pool}/templates/.new-x-0123456789ab`,
    ];
    for (const path of left) {
      mkdirSync(`${path}/upper/etc`, { recursive: true });
      writeFileSync(`${path}/upper/etc/file`, 'left');
    }
    await fresh();
    expect(left.filter((path) => existsSync(path))).toEqual([]);
    await expectOnly({ b });
  });

  test('at any time, also in the middle of a step, leaves nothing that is not completed', {
    timeout: atPace(60_000),
  }, async () => {
    const boxes: readonly Boxes[] = [{ a, b }, {}];
    for (let turn = 0; turn < 24; turn += isSlow ? 9 : 1) {
      const to = boxes[turn % 2] ?? {};
      declare(boxes[(turn + 1) % 2] ?? {});
      await fresh();
      declare(to);
      const running = begin(0);
      // The program says when it begins; a create takes about 25 ms from there.
      await Promise.race([once(running.child.stdout as Readable, 'data'), running.ended]);
      await sleep(Math.floor(turn / 2) * 2.5);
      running.child.kill('SIGKILL');
      await running.ended;
      await fresh();
      await expectOnly(to);
    }
  });
});
