import { expect, test } from 'vitest';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import { planNow, reconcile } from '../../reconciler/run/reconcile.ts';
import type { TemplateSpec } from '../../reconciler/state/model.ts';
import { ctid, manifests, never, reconcilerOver } from './bench.ts';

const other: TemplateSpec = { name: 'other', key: 'dir-other', source: { kind: 'directory', name: 'other' } };

test('a change that the back end cannot make is refused by the plan, with its place, and by nothing later', async () => {
  const host = simulatedHost({ fixedInodes: true });
  const source = manifests({ ctid: 60_501, inodes: 5000 }, { ctid: 60_502 });
  const reconciler = await reconcilerOver(host, source);
  await reconcile(reconciler, never());
  source.commit({ ctid: 60_501, inodes: 6000, ram: 2 ** 27 }, { ctid: 60_502, ram: 2 ** 27 });
  const pass = await reconcile(reconciler, never());
  const [first] = pass.plan?.containers ?? [];
  expect(first?.refusals).toMatchObject([
    { code: 'VZR613', pointer: '/quota/inodes', origin: { path: 'ct60501.yaml', line: 1 } },
  ]);
  expect(first?.steps).toEqual([]);
  expect(pass.outcomes.map(({ ctid, result }) => [ctid, result])).toEqual([[60_502, 'done']]);
});

test('what is made anew does not have to be changeable', async () => {
  const host = simulatedHost({ fixedInodes: true });
  const source = manifests({ ctid: 60_501, inodes: 5000 });
  await reconcile(await reconcilerOver(host, source), never());
  source.commit({ ctid: 60_501, inodes: 6000, template: other });
  const { plan } = await planNow(await reconcilerOver(host, source, undefined, { yes: true }));
  expect(plan?.containers.map(({ action, refusals }) => [action, refusals])).toEqual([['recreate', []]]);
});

test('a container whose limits stay is not refused', async () => {
  const host = simulatedHost({ fixedInodes: true });
  const source = manifests({ ctid: 60_501, inodes: 5000 });
  await reconcile(await reconcilerOver(host, source), never());
  source.commit({ ctid: 60_501, inodes: 5000, ram: 2 ** 27 });
  const pass = await reconcile(await reconcilerOver(host, source), never());
  expect(pass.outcomes.map(({ result }) => result)).toEqual(['done']);
});

test("an id that is somebody else's is refused by the plan until it is free, and only where it is needed", async () => {
  const host = simulatedHost();
  const source = manifests({ ctid: 60_501 }, { ctid: 60_502 });
  for (const id of [60_501, 60_503]) host.hands.plantForeign(ctid(id));
  const reconciler = await reconcilerOver(host, source);
  const pass = await reconcile(reconciler, never());
  expect(pass.plan?.containers[0]).toMatchObject({
    action: 'create',
    steps: [],
    refusals: [{ code: 'VZR614', origin: { path: 'ct60501.yaml', line: 1, col: 1 } }],
  });
  expect(pass.outcomes.map(({ ctid: id, result }) => [id, result])).toEqual([[60_502, 'done']]);
  host.hands.removeForeign(ctid(60_501));
  // A stopped container takes no part of the id.
  source.commit({ ctid: 60_501 }, { ctid: 60_502 }, { ctid: 60_503, state: 'stopped' });
  expect((await reconcile(reconciler, never())).plan?.containers.flatMap(({ refusals }) => refusals)).toEqual([]);
});
