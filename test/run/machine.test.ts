// A node name that two machines claim, and a root that was copied: nothing is done, and everything is shown.

import { expect, test } from 'vitest';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import { renderText } from '../../reconciler/plan/render-text.ts';
import type { Machine } from '../../reconciler/port/host.ts';
import { brakesInMemory } from '../../reconciler/run/brakes-file.ts';
import { makeIdentity } from '../../reconciler/run/identity.ts';
import { reconcile } from '../../reconciler/run/reconcile.ts';
import { resolveDesired } from '../../reconciler/state/desired.ts';
import { loadManifests } from '../../schema/load.ts';
import { manifests, never, reconcilerOver } from './bench.ts';

const ours: Machine = { id: 'a'.repeat(32), hardware: 'b'.repeat(32) };

async function site(here: Machine | undefined, wanted?: string, brakes = brakesInMemory()) {
  const host = simulatedHost({ facts: here === undefined ? {} : { machine: here } });
  const source = manifests({ ctid: 101 });
  if (wanted !== undefined)
    source.node = { ...source.node, machine: { id: wanted, origin: { path: 'node.yaml', line: 6, col: 14 } } };
  source.commit({ ctid: 101 });
  const reconciler = await reconcilerOver(host, source, undefined, {}, { brakes });
  return { host, brakes, pass: () => reconcile(reconciler, never()) };
}

test('the place of spec.machineId comes with it', () => {
  const text = `apiVersion: vzreconcile/v1alpha1
kind: Node
metadata:
  name: node7
spec:
  machineId: ${ours.id}
`;
  const { manifests: all, problems } = loadManifests([{ path: 'node.yaml', bytes: Buffer.from(text) }]);
  expect(problems).toEqual([]);
  const { machine } = resolveDesired(all, { node: 'node7', cpus: 1 }).desired.nodeSpec;
  expect(machine).toMatchObject({ id: ours.id, origin: { path: 'node.yaml', line: 6, col: 14 } });
  expect(loadManifests([{ path: 'node.yaml', bytes: Buffer.from(text.replace('aa', 'XX')) }]).problems).toHaveLength(1);
});

test('the machine that the Node states applies, another one of its name only plans', async () => {
  const right = await site(ours, ours.id);
  expect((await right.pass()).outcomes).toHaveLength(1);
  for (const here of [{ id: 'c'.repeat(32) }, {}]) {
    const wrong = await site(here, ours.id);
    const { plan, outcomes } = await wrong.pass();
    expect(outcomes).toEqual([]);
    expect(wrong.host.calls.changes).toBe(0);
    expect(plan?.refusals).toMatchObject([{ code: 'VZR573', origin: { path: 'node.yaml', line: 6 } }]);
    expect(plan?.containers.map(({ action }) => action)).toEqual(['create']);
    expect((await wrong.brakes.read()).machine).toBeUndefined();
  }
});

test('a host that nobody can ask is no other machine', async () => {
  expect((await (await site(undefined, ours.id)).pass()).outcomes).toHaveLength(1);
});

test('a root remembers its machine, and is left alone on another until it is said to have moved', async () => {
  const first = await site(ours);
  await first.pass();
  const { brakes } = first;
  expect((await brakes.read()).machine).toEqual(ours);
  const copies: Machine[] = [{ id: 'c'.repeat(32) }, { ...ours, hardware: 'd'.repeat(32) }, {}];
  for (const here of copies) {
    const copy = await site(here, undefined, brakes);
    const { plan, outcomes } = await copy.pass();
    expect(outcomes).toEqual([]);
    expect(copy.host.calls.changes).toBe(0);
    if (plan === undefined) throw new Error('no plan');
    expect(renderText(plan)).toContain('VZR574');
    expect((await brakes.read()).machine).toEqual(ours);
  }
  expect((await (await site(ours, undefined, brakes)).pass()).plan?.refusals).toEqual([]);
  // A kernel that tells of no firmware takes nothing away.
  const blind = await site({ id: 'a'.repeat(32) }, undefined, brakes);
  expect((await blind.pass()).outcomes).toHaveLength(1);
  await brakes.update((record) => ({ ...record, machine: { id: 'c'.repeat(32) } }));
  const moved = await site({ id: 'c'.repeat(32) }, undefined, brakes);
  expect((await moved.pass()).outcomes).toHaveLength(1);
});

test('a machine without an id claims nothing, and is the same one when it gets an id', async () => {
  const bare = await site({ hardware: ours.hardware as string });
  await bare.pass();
  expect((await bare.brakes.read()).machine).toBeUndefined();
  // As earlier versions recorded it.
  for (const recorded of [{}, { hardware: ours.hardware as string }]) {
    await bare.brakes.update((record) => ({ ...record, machine: recorded }));
    const named = await site(ours, undefined, bare.brakes);
    expect((await named.pass()).plan?.refusals).toEqual([]);
    expect((await bare.brakes.read()).machine).toEqual(ours);
  }
  await bare.brakes.update((record) => ({ ...record, machine: { hardware: 'd'.repeat(32) } }));
  expect((await (await site(ours, undefined, bare.brakes)).pass()).plan?.refusals).toMatchObject([{ code: 'VZR574' }]);
});

test('whoever is refused tells others nothing, which is said once, until a plan is not refused', () => {
  const said: string[] = [];
  const strange = { code: 'VZR574', reason: 'the root was copied' };
  const identity = makeIdentity([], (reason) => said.push(reason));
  const isOwn = [{ refusals: [] }, { refusals: [{ code: 'VZR500', reason: 'too much' }] }, { refusals: [strange] }].map(
    (plan) => {
      identity.plan(plan);
      identity.plan(plan);
      return identity.isOwn();
    },
  );
  expect(isOwn).toEqual([true, true, false]);
  expect(said).toEqual(['VZR574: the root was copied']);
  identity.plan({ refusals: [] });
  expect(identity.isOwn()).toBe(true);
  expect(makeIdentity([strange], (reason) => said.push(reason)).isOwn()).toBe(false);
  expect(said).toHaveLength(2);
});
