// What is held back is compared and shown, and not written: against the simulated host, whose every change is counted.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { tryLockExclusive } from '../../drivers/kernel/flock.ts';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import type { Suspension } from '../../reconciler/plan/brakes.ts';
import { fields } from '../../reconciler/plan/fields.ts';
import { renderJson } from '../../reconciler/plan/render-json.ts';
import { renderMarkdown } from '../../reconciler/plan/render-markdown.ts';
import { renderText } from '../../reconciler/plan/render-text.ts';
import { type BrakeStore, brakesFile, brakesInMemory, forLooks, noBrakes } from '../../reconciler/run/brakes-file.ts';
import { ObserveError } from '../../reconciler/run/observe.ts';
import { planNow, reconcile } from '../../reconciler/run/reconcile.ts';
import type { ReconcileSpec } from '../../reconciler/state/model.ts';
import { fieldLabels } from '../../schema/field-labels.ts';
import { reportOf } from '../plan/builders.ts';
import { ctid, manifests, never, reconcilerOver, type Wish } from './bench.ts';

const A = 60_520;
const B = 60_521;
const paused: Suspension = { by: 'alice', since: '2026-11-26T15:00:00Z', reason: 'investigating' };

async function site(...wishes: readonly Wish[]) {
  const host = simulatedHost();
  const source = manifests(...wishes);
  const brakes = brakesInMemory();
  const reconciler = await reconcilerOver(host, source, undefined, {}, { brakes });
  const pass = () => reconcile(reconciler, never());
  await pass();
  const at = (id: number) => host.hands.state(ctid(id));
  return { host, source, brakes, reconciler, pass, at };
}

const put = (store: BrakeStore, ...suspensions: readonly Suspension[]) =>
  store.update((record) => ({ ...record, suspensions }));

describe('a suspension', () => {
  test('of the node writes nothing at all, shows everything, and ends with everything done', async () => {
    const { host, source, brakes, pass, at } = await site({ ctid: A }, { ctid: B });
    source.commit({ ctid: A, ram: 2 ** 27 }, { ctid: 60_522 });
    await put(brakes, paused);
    host.hands.killInit(ctid(B));
    const before = host.calls.changes;
    const { plan, outcomes } = await pass();
    expect(host.calls.changes).toBe(before);
    expect(outcomes).toEqual([]);
    expect(plan?.containers.map(({ action, holds }) => [action, holds?.[0]?.action])).toEqual([
      ['none', 'change'],
      ['none', 'delete'],
      ['none', 'create'],
    ]);
    const words = 'suspended by alice since 2026-11-26T15:00:00Z: investigating';
    if (plan === undefined) throw new Error('no plan');
    expect(renderText(plan)).toContain(words);
    expect(renderText(plan)).toMatch(/= ram +64M -> 128M live/);
    expect(renderText(plan)).toContain('No changes. 3 held.');
    expect(renderMarkdown(reportOf(plan))).toContain(words);
    expect(JSON.parse(renderJson(plan))).toMatchObject({ notes: [words], summary: { held: 3, class: 'none' } });
    await put(brakes);
    await pass();
    expect(at(A).cgroup?.memory.ram).toBe(2 ** 27);
    expect(at(60_522).lifecycle?.state).toBe('running');
    expect(at(B)).toEqual({});
  });

  test('of a container leaves it as it is, dead or without manifest, and nobody else', async () => {
    const { host, source, brakes, pass, at } = await site({ ctid: A }, { ctid: B });
    await put(brakes, { ...paused, ctid: ctid(A) });
    host.hands.killInit(ctid(A));
    source.commit({ ctid: B, ram: 2 ** 27 });
    await pass();
    expect(at(A).lifecycle?.state).toBe('stopped');
    expect(at(A).rootfs).toBeDefined();
    expect(at(B).cgroup?.memory.ram).toBe(2 ** 27);
    await put(brakes);
    source.commit({ ctid: A }, { ctid: B });
    await pass();
    expect(at(A).lifecycle?.state).toBe('running');
  });

  test('of a field applies the others, and the field when it ends, as the change of a manifest that it is', async () => {
    const { source, brakes, pass, at } = await site({ ctid: A });
    await put(brakes, { ...paused, field: 'ram' });
    source.commit({ ctid: A, ram: 2 ** 27, pids: 50 });
    const { plan, outcomes } = await pass();
    expect(outcomes.map(({ result }) => result)).toEqual(['done']);
    expect(plan?.containers[0]?.holds?.map(({ by, changes }) => [by, changes[0]?.pointer])).toEqual([
      ['suspended', '/cgroup/memory/ram'],
    ]);
    expect([at(A).cgroup?.memory.ram, at(A).cgroup?.pids.max]).toEqual([2 ** 26, 50]);
    await put(brakes);
    const after = await pass();
    expect(at(A).cgroup?.memory.ram).toBe(2 ** 27);
    expect(after.plan?.containers[0]?.changes.map(({ drift }) => drift)).toEqual([false]);
  });

  test('of any fields: what is held stays, what is not is applied, and a second pass has nothing to do', async () => {
    const labels = fc.subarray(['ram', 'numproc', 'hostname', 'ips', 'diskinodes', 'state'] as const);
    const wish = fc.record({
      ctid: fc.constant(A),
      ram: fc.constantFrom(2 ** 26, 2 ** 27),
      pids: fc.constantFrom(50, 100),
      hostname: fc.constantFrom('a', 'b'),
      addresses: fc.constantFrom(['10.0.0.1'], ['10.0.0.2']),
      inodes: fc.constantFrom(100, 200),
      state: fc.constantFrom('running' as const, 'stopped' as const),
    });
    await fc.assert(
      fc.asyncProperty(wish, wish, labels, fc.boolean(), async (before, after, held, isDead) => {
        const { host, source, brakes, pass, at } = await site(before);
        if (isDead && before.state === 'running') host.hands.killInit(ctid(A));
        const was = at(A);
        await put(brakes, ...held.map((field) => ({ ...paused, field })));
        source.commit(after);
        await pass();
        const again = await pass();
        expect(again.plan?.containers.map(({ action }) => action)).toEqual(['none']);
        for (const row of fields) {
          const isWhole = held.includes('state') && was.lifecycle?.state !== after.state;
          const isHeld = held.includes(row.label as never) || isWhole;
          const [old, now] = [row.get(was), row.get(at(A))];
          // What a stopped container does not have comes with its start, as it was last applied.
          if (isHeld && old !== undefined && now !== undefined) expect([row.label, now]).toEqual([row.label, old]);
        }
        await put(brakes);
        await pass();
        expect((await pass()).plan?.containers.map(({ action, holds }) => [action, holds])).toEqual([
          ['none', undefined],
        ]);
        expect(at(A).quota?.inodes.hard).toBe(after.inodes);
      }),
      { numRuns: 200 },
    );
  });
});

describe('drift', () => {
  const drifted = async (reconcile: ReconcileSpec) => {
    const there = await site({ ctid: A, reconcile });
    there.host.hands.set(ctid(A), '/cgroup/pids/max', 7);
    return there;
  };

  test('with warn is shown and stays; a change of the manifest is applied', async () => {
    const { host, source, pass, at } = await drifted({ fields: { numproc: 'warn' } });
    const changes = host.calls.changes;
    const { plan } = await pass();
    expect(host.calls.changes).toBe(changes);
    expect(plan && renderText(plan)).toMatch(/changed by hand, only shown.*\n {4}= numproc +7 -> 100 live/);
    // Another change does not make it the manifest's own.
    source.commit({ ctid: A, ram: 2 ** 27, reconcile: { fields: { numproc: 'warn' } } });
    await pass();
    await pass();
    expect([at(A).cgroup?.memory.ram, at(A).cgroup?.pids.max]).toEqual([2 ** 27, 7]);
    source.commit({ ctid: A, ram: 2 ** 27, pids: 50, reconcile: { fields: { numproc: 'warn' } } });
    await pass();
    expect(at(A).cgroup?.pids.max).toBe(50);
  });

  test('with ignore is not even shown, on apply as in display', async () => {
    const { source, pass, at } = await drifted({ drift: 'ignore' });
    const { plan } = await pass();
    expect(plan && renderText(plan)).toContain('No changes.\n');
    source.commit({ ctid: A, ram: 2 ** 27, reconcile: { drift: 'ignore' } });
    await pass();
    await pass();
    expect([at(A).cgroup?.memory.ram, at(A).cgroup?.pids.max]).toEqual([2 ** 27, 7]);
  });

  test('is corrected where the container says so and the node does not', async () => {
    const { host, source, pass, at } = await site({ ctid: A });
    source.node = { ...source.node, reconcile: { drift: 'ignore', fields: { numproc: 'warn' } } };
    source.commit({ ctid: A });
    host.hands.set(ctid(A), '/cgroup/pids/max', 7);
    await pass();
    expect(at(A).cgroup?.pids.max).toBe(7);
    source.commit({ ctid: A, reconcile: { fields: { numproc: 'correct' } } });
    await pass();
    expect(at(A).cgroup?.pids.max).toBe(100);
  });

  test('goes with the group it was in: a start makes what was last applied', async () => {
    const { host, pass, at } = await drifted({ fields: { numproc: 'warn' } });
    host.hands.deleteCgroup(ctid(A));
    await pass();
    expect(at(A).cgroup?.pids.max).toBe(100);
    expect((await pass()).plan?.containers[0]).toMatchObject({ action: 'none' });
  });

  test('of state with warn leaves a dead container dead', async () => {
    const { host, pass, at } = await site({ ctid: A, reconcile: { fields: { state: 'warn' } } });
    host.hands.killInit(ctid(A));
    const { plan } = await pass();
    expect(at(A).lifecycle?.state).toBe('stopped');
    expect(plan?.containers[0]?.holds?.[0]).toMatchObject({ by: 'drift', action: 'start' });
  });
});

describe('a manifest', () => {
  test('with mode: observe is never carried out, and the container outlives it', async () => {
    const { host, source, pass, at } = await site({ ctid: A }, { ctid: B });
    source.commit({ ctid: A, ram: 2 ** 27, reconcile: { mode: 'observe' } }, { ctid: B });
    const before = host.calls.changes;
    await pass();
    await pass();
    // The marker, once.
    expect(host.calls.changes - before).toBe(1);
    expect(at(A).cgroup?.memory.ram).toBe(2 ** 26);
    source.commit({ ctid: B });
    const { plan } = await pass();
    expect(at(A).lifecycle?.state).toBe('running');
    expect(plan?.containers[0]?.holds).toMatchObject([{ by: 'orphan', action: 'delete' }]);
  });

  test('with onDelete: orphan leaves its container when it goes, also after a restart of the program', async () => {
    const { host, source, pass, at } = await site({ ctid: A, reconcile: { onDelete: 'orphan' } }, { ctid: B });
    source.commit({ ctid: B });
    const { plan } = await pass();
    expect(at(A).lifecycle?.state).toBe('running');
    expect(plan && renderText(plan)).toContain('orphaned: its manifest is gone, and said onDelete: orphan');
    const restarted = await reconcilerOver(host.restarted(), source);
    await reconcile(restarted, never());
    expect(at(A).lifecycle?.state).toBe('running');
    source.commit({ ctid: A }, { ctid: B });
    await pass();
    source.commit({ ctid: B });
    await pass();
    expect(at(A)).toEqual({});
  });

  test('of the node with onDelete: orphan or mode: observe is about every container', async () => {
    const { host, source, pass, at } = await site({ ctid: A }, { ctid: B });
    source.node = { ...source.node, reconcile: { onDelete: 'orphan' } };
    source.commit({ ctid: B });
    await pass();
    expect(at(A).lifecycle?.state).toBe('running');
    source.node = { ...source.node, reconcile: { mode: 'observe' } };
    source.commit({ ctid: B, ram: 2 ** 27 });
    const before = host.calls.changes;
    const { plan } = await pass();
    expect(host.calls.changes).toBe(before);
    expect(plan).toMatchObject({ frozen: true, notes: ['observed only (spec.reconcile.mode of the Node)'] });
  });

  test('names fields as plans do', () => {
    expect(fieldLabels).toEqual(fields.map(({ label }) => label));
  });
});

describe('the file of brakes', () => {
  const roots: string[] = [];
  afterAll(() => roots.forEach((root) => void rmSync(root, { recursive: true })));
  const open = (wall = () => new Date('2026-11-26T15:00:00Z')) => {
    const root = mkdtempSync(join(tmpdir(), 'vzr-brakes-'));
    roots.push(root);
    return { root, store: brakesFile({ root, wall, tryLock: () => true }) };
  };

  test('keeps what it was given, and forgets what has run out', async () => {
    let now = new Date('2026-11-26T15:00:00Z');
    const { root, store } = open(() => now);
    expect(await store.read()).toEqual(noBrakes);
    await put(store, paused, { ...paused, field: 'ram', until: '2026-11-26T16:00:00Z' });
    const other = brakesFile({ root, wall: () => now, tryLock: () => true });
    expect((await other.read()).suspensions).toHaveLength(2);
    now = new Date('2026-11-26T16:00:00Z');
    expect((await other.read()).suspensions).toEqual([paused]);
  });

  test('that is damaged holds everything back: a brake that is there must not be lost', async () => {
    const { root, store } = open();
    await put(store, paused);
    for (const text of ['', '{"version":1,', '[]', '{"version":2}']) {
      writeFileSync(join(root, 'state/brakes.json'), text);
      await expect(store.read()).rejects.toThrow(ObserveError);
    }
    const hint = `rm ${join(root, 'state/brakes.json')} forgets what is suspended and quarantined, and whose root this is`;
    await expect(store.read()).rejects.toMatchObject({ hint });
    const host = simulatedHost();
    const reconciler = await reconcilerOver(host, manifests({ ctid: A }), undefined, {}, { brakes: store });
    const warnings: string[] = [];
    const looked = forLooks(store, (sentence) => void warnings.push(sentence));
    expect(await looked.read()).toEqual(noBrakes);
    expect(warnings).toEqual([expect.stringMatching(/^what is suspended .*brakes\.json is damaged: .* \(rm /)]);
    await expect(looked.update((record) => record)).rejects.toThrow(/damaged/);
    await expect(planNow(reconciler)).rejects.toThrow(/damaged/);
    await expect(reconcile(reconciler, never())).rejects.toThrow(/damaged/);
    expect(host.calls.changes).toBe(0);
  });

  test('is changed by one at a time', async () => {
    const { root } = open();
    const options = { root, wall: () => new Date(0), tryLock: tryLockExclusive };
    const stores = [brakesFile(options), brakesFile(options)];
    const add = (store: BrakeStore, field: string) =>
      store.update((record) => ({ ...record, suspensions: [...record.suspensions, { ...paused, field }] }));
    await Promise.all([0, 1, 2].flatMap((n) => stores.map((store, who) => add(store, `${who}.${n}`))));
    const { suspensions } = await brakesFile(options).read();
    expect(suspensions.map(({ field }) => field).sort()).toEqual(['0.0', '0.1', '0.2', '1.0', '1.1', '1.2']);
  });
});

test('what no manifest declares is told apart from drift, and left alone', async () => {
  const { host, reconciler, pass } = await site({ ctid: A }, { ctid: B });
  host.hands.scribble(ctid(A), { name: 'memory.high', value: '1048576', usual: 'max' });
  const before = host.calls.changes;
  await pass();
  expect(host.calls.changes).toBe(before);
  const { plan } = await planNow(reconciler);
  if (plan === undefined) throw new Error('no plan');
  expect(renderText(plan)).toMatch(
    /unchanged\n {4}\? memory\.high +1048576 {2}undeclared, reported only \(usual: max\)\n/,
  );
  expect(renderText(plan)).toContain('No changes.\n');
  expect(renderMarkdown(reportOf(plan))).toContain('`memory.high` is `1048576`, usually `max`');
  const [first] = (JSON.parse(renderJson(plan)) as { containers: { undeclared?: unknown }[] }).containers;
  expect(first?.undeclared).toEqual([{ name: 'memory.high', value: '1048576', usual: 'max' }]);
});
