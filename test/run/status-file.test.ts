import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import type { Plan } from '../../reconciler/plan/plan.ts';
import { planNow, reconcile } from '../../reconciler/run/reconcile.ts';
import { readStatus, statusFile } from '../../reconciler/run/status-file.ts';
import { asCtid } from '../../schema/units.ts';
import { temporary } from '../source/repository.ts';
import { manifests, never, reconcilerOver } from './bench.ts';

let folder: ReturnType<typeof temporary>;
beforeEach(() => {
  folder = temporary();
});
afterEach(() => folder.remove());

/** A plan that has nothing to do. */
async function planned(): Promise<Plan> {
  const reconciler = await reconcilerOver(simulatedHost(), manifests({ ctid: 60_501 }));
  await reconcile(reconciler, never());
  const { plan } = await planNow(reconciler);
  if (plan === undefined) throw new Error('no plan');
  return plan;
}

const wall = () => new Date('2026-01-02T03:04:05Z');
const revision = { id: 'abc', label: 'main@abc' };

describe('the status file', () => {
  test('tells the last pass, who waits and until when', async () => {
    const store = statusFile(folder.path, wall, () => {});
    const waiting = [{ ctid: asCtid(60_510), name: 'a', failures: 2, until: 5_000, reason: 'no' }];
    await store.passed(
      { revision, stale: 'old', warnings: ['a pool changed'], problems: [], outcomes: [], phases: {} },
      waiting,
      1_000,
    );
    expect(await readStatus(folder.path)).toMatchObject({
      at: '2026-01-02T03:04:05.000Z',
      label: 'main@abc',
      stale: 'old',
      warnings: ['a pool changed'],
      waiting: [{ ctid: 60_510, failures: 2, retryAt: '2026-01-02T03:04:09.000Z' }],
    });
    expect(readdirSync(join(folder.path, 'state'))).toEqual(['status.json']);
    expect(statSync(join(folder.path, 'state', 'status.json')).mode & 0o777).toBe(0o600);
  });

  test('keeps the last revision when a pass could not be made', async () => {
    const store = statusFile(folder.path, wall, () => {});
    await store.passed({ revision, problems: [], outcomes: [], phases: {} }, [], 0);
    await store.failed(new Error('unreadable'), [], 0);
    expect(await readStatus(folder.path)).toMatchObject({ revision: 'abc', errors: ['unreadable'] });
  });

  test('knows which revision changed a container last', async () => {
    const source = manifests({ ctid: 60_501 }, { ctid: 60_502 });
    const reconciler = await reconcilerOver(simulatedHost(), source);
    const marked = async () => {
      await statusFile(folder.path, wall, () => {}).passed(await reconcile(reconciler, never()), [], 0);
      return (await readStatus(folder.path))?.containers?.map(({ markedRevision }) => markedRevision);
    };
    expect(await marked()).toEqual(['revision-1', 'revision-1']);
    source.commit({ ctid: 60_501 }, { ctid: 60_502, ram: 2 ** 27 });
    expect(await marked()).toEqual(['revision-1', 'revision-2']);
    expect(await marked()).toEqual(['revision-1', 'revision-2']);
  });

  test('goes on with the conditions of the process before', async () => {
    let now = '2026-01-02T03:04:05.000Z';
    const store = () =>
      statusFile(
        folder.path,
        () => new Date(now),
        () => {},
      );
    const plan = { ...(await planned()), refusals: [] };
    await store().passed({ revision, plan, problems: [], outcomes: [], phases: {} }, [], 0);
    const ready = { type: 'Ready', status: 'True', since: now };
    expect(await readStatus(folder.path)).toMatchObject({
      appliedRevision: 'abc',
      conditions: [ready],
      containers: [{ name: 'ct60501', appliedRevision: 'abc', conditions: [ready] }],
    });
    now = '2026-01-02T03:05:00.000Z';
    const next = { id: 'def', label: 'main@def' };
    await store().passed({ revision: next, stale: 'old', plan, problems: [], outcomes: [], phases: {} }, [], 0);
    expect(await readStatus(folder.path)).toMatchObject({
      attemptedRevision: 'def',
      appliedRevision: 'abc',
      conditions: [{ type: 'Ready', status: 'False', since: now }, { type: 'Reconciling' }],
      containers: [{ appliedRevision: 'def', conditions: [ready] }],
    });
    // What one pass had to say is not the next one's.
    await store().failed(new Error('unreadable'), [], 0);
    expect(await readStatus(folder.path)).not.toHaveProperty('stale');
  });

  test('tells of a pass that takes a while, and of no other', async () => {
    const store = statusFile(folder.path, wall, () => {});
    store.begun('main@abc');
    await store.passed({ revision, problems: [], outcomes: [], phases: {} }, [], 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await readStatus(folder.path))?.conditions).toMatchObject([{ type: 'Ready', status: 'True' }]);
    store.begun('main@def');
    await expect
      .poll(async () => (await readStatus(folder.path))?.conditions)
      .toMatchObject([
        { type: 'Ready', status: 'Unknown', message: 'main@def is being applied' },
        { type: 'Reconciling', status: 'True' },
      ]);
  });

  test('that cannot be written or read ends nothing', async () => {
    const errors: unknown[] = [];
    writeFileSync(join(folder.path, 'state'), '');
    await statusFile(folder.path, wall, (error) => void errors.push(error)).failed(new Error('x'), [], 0);
    expect(errors).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/state\/status\.json cannot be written: /) }),
    ]);
    expect(await readStatus(folder.path)).toBeUndefined();
    expect(existsSync(join(folder.path, 'state'))).toBe(true);
  });
});
