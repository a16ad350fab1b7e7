import { expect, test } from 'vitest';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import { planNow, reconcile } from '../../reconciler/run/reconcile.ts';
import type { TemplateSpec } from '../../reconciler/state/model.ts';
import { manifests, never, reconcilerOver } from './bench.ts';

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
