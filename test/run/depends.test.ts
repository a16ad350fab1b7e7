// dependsOn while a plan is played: who starts when, and what is said of those who cannot.

import { expect, test } from 'vitest';
import { reconcile } from '../../reconciler/run/reconcile.ts';
import { manifests, never, reconcilerOver, spied } from './bench.ts';

const chain = () =>
  manifests({ ctid: 60_501, dependsOn: ['ct60502'] }, { ctid: 60_502, dependsOn: ['ct60503'] }, { ctid: 60_503 });

test('containers start behind those they depend on, one at a time or many', async () => {
  for (const parallel of [1, 8]) {
    const { host, log } = spied();
    const reconciler = await reconcilerOver(host, chain());
    const pass = await reconcile({ ...reconciler, parallel }, never());
    expect(pass.outcomes.map(({ result }) => result)).toEqual(['done', 'done', 'done']);
    expect(log.filter((call) => call.endsWith('lifecycle.create')).map((call) => call.slice(0, 5))).toEqual([
      '60503',
      '60502',
      '60501',
    ]);
    const first = log.findIndex((call) => call.startsWith('60501'));
    expect(first).toBeGreaterThan(log.indexOf('60502 lifecycle.create'));
  }
});

test('one that does not start holds the others back, who say for whom they wait and have nothing to undo', async () => {
  let broken = true;
  const { host, log } = spied({ fail: (call) => broken && call === '60503 network.create' });
  const reconciler = await reconcilerOver(host, chain());
  const pass = await reconcile(reconciler, never());
  expect(Object.fromEntries(pass.outcomes.map(({ ctid, error }) => [ctid, error]))).toEqual({
    60501: 'rootfs.create: waits for ct60502 (60502), which did not start',
    60502: 'rootfs.create: waits for ct60503 (60503), which did not start',
    60503: 'network.create: 60503 network.create was made to fail',
  });
  expect(log.filter((call) => !call.startsWith('60503'))).toEqual([]);
  broken = false;
  const next = await reconcile(reconciler, never());
  expect(next.outcomes.map(({ result }) => result)).toEqual(['done', 'done', 'done']);
});

test('one that is left alone for now is waited for, without a failure', async () => {
  const { host, log } = spied();
  const reconciler = await reconcilerOver(host, chain());
  const pass = await reconcile(reconciler, { ...never(), skip: ({ name }) => name === 'ct60503' });
  expect(pass.outcomes).toEqual([]);
  expect(log).toEqual([]);
});
