// Events of real passes over the host in memory: what is told, and that nothing is told twice.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Planned } from '../../reconciler/plan/make.ts';
import type { Event } from '../../reconciler/run/events.ts';
import { type PassResult, reconcile } from '../../reconciler/run/reconcile.ts';
import { openTeller } from '../../reconciler/run/teller.ts';
import { temporary } from '../source/repository.ts';
import { ctid, manifests, never, reconcilerOver, spied } from './bench.ts';

let folder: ReturnType<typeof temporary>;
beforeEach(() => {
  folder = temporary();
});
let close: () => Promise<void>;
afterEach(async () => {
  // What it is still writing would bring the folder back.
  await close();
  folder.remove();
});

async function site() {
  const broken = { call: '' };
  const { host, hands } = spied({ fail: (call) => call === broken.call });
  const source = manifests({ ctid: 60_501 }, { ctid: 60_502 });
  const events: Event[] = [];
  const open = () =>
    openTeller(
      folder.path,
      'node7',
      () => new Date('2026-01-02T03:04:05Z'),
      (event) => void events.push(event),
      () => {},
    );
  let teller = await open();
  close = () => teller.close();
  const load = async () => {
    const loaded = await source.load();
    const commit = { author: 'Ann', email: 'ann@example.net', time: '2026-01-02T03:00:00Z', subject: 'more' };
    return { ...loaded, revision: { ...loaded.revision, commit } };
  };
  const reconciler = await reconcilerOver(host, { ...source, load });
  const pass = async (change: (result: PassResult) => PassResult = (same) => same) => {
    events.length = 0;
    const { revision } = await load();
    const onPlan = ({ hashed }: Planned) => teller.plan(hashed(), revision);
    teller.pass(change(await reconcile(reconciler, { ...never(), onPlan, onOutcome: teller.outcome })));
    return events.map(({ kind, container }) => (container === undefined ? kind : `${kind} ${container}`));
  };
  const restart = async () => {
    await teller.close();
    teller = await open();
  };
  const lastPass = async () => {
    const { plan } = await reconcile(reconciler, never());
    if (plan === undefined) throw new Error('no plan');
    return { plan };
  };
  return { broken, hands, source, events, pass, restart, lastPass, teller: () => teller };
}

describe('events', () => {
  test('of a new revision, once', async () => {
    const { pass, restart, events } = await site();
    expect((await pass()).sort()).toEqual(
      [
        ...['revision.seen', 'plan.made', 'node.reconciling', 'node.ready'],
        ...['container.applied ct60501', 'container.applied ct60502'],
      ].sort(),
    );
    expect(events[0]).toEqual({
      time: '2026-01-02T03:04:05.000Z',
      kind: 'revision.seen',
      severity: 'info',
      node: 'node7',
      revision: 'revision-1',
      label: 'main@1',
      author: 'Ann',
      subject: 'more',
      message: 'main@1: more (Ann)',
    });
    expect(await pass()).toEqual([]);
    await restart();
    expect(await pass()).toEqual([]);
  });

  test('of what somebody changed by hand, each time, and no commit is pending for it', async () => {
    const { pass, hands, events } = await site();
    await pass();
    for (let turn = 0; turn < 2; turn += 1) {
      hands.set(ctid(60_501), '/cgroup/pids/max', 7);
      expect(await pass()).toEqual(['plan.made', 'drift.found ct60501', 'drift.corrected ct60501']);
      expect(events[1]?.message).toBe('ct60501: changed by hand: numproc is 7, declared 100');
      expect(await pass()).toEqual([]);
    }
  });

  test('of a failure that stays, once for each commit, and of its end', async () => {
    const { pass, broken, source, restart } = await site();
    broken.call = '60502 network.create';
    const failed = ['revision.seen', 'plan.made', 'node.reconciling', 'container.failed ct60502'];
    expect(await pass()).toEqual([...failed, 'container.applied ct60501', 'node.failing']);
    // Another plan, because the other container is done.
    expect(await pass()).toEqual(['plan.made']);
    expect(await pass()).toEqual([]);
    await restart();
    expect(await pass()).toEqual([]);
    source.commit({ ctid: 60_501 }, { ctid: 60_502 });
    expect(await pass()).toEqual([...failed, 'node.failing']);
    broken.call = '';
    expect(await pass()).toEqual(['container.applied ct60502', 'node.ready']);
  });

  test('of invalid and of refused manifests, once', async () => {
    const { pass, source } = await site();
    await pass();
    source.problem('unknown field');
    expect(await pass()).toEqual(['revision.seen', 'revision.invalid', 'node.stalled']);
    expect(await pass()).toEqual([]);
    source.commit();
    expect(await pass()).toEqual(['revision.seen', 'plan.made', 'plan.refused', 'node.stalled']);
    expect(await pass()).toEqual([]);
  });

  test('of the first problem of many, with how many more there are', async () => {
    const { pass, events } = await site();
    await pass();
    const problem = { code: 'VZR100', severity: 'error', origin: { path: 'a.yaml', line: 1, col: 2 } } as const;
    const problems = ['one', 'two', 'three'].map((message) => ({ ...problem, message }));
    await pass((result) => ({ ...result, problems }));
    const invalid = events.filter(({ kind }) => kind === 'revision.invalid');
    expect(invalid.map(({ reason, message }) => [reason, message])).toEqual([
      ['VZR100', 'a.yaml:1:2: VZR100: one (and 2 more)'],
    ]);
  });

  test('of what is held back, and that it is no more', async () => {
    const { teller, events, pass } = await site();
    await pass();
    const { plan } = await (await site()).lastPass();
    const hold = { by: 'suspended', reason: 'suspended by alice', action: 'none', changes: [] } as const;
    const held = { ...plan, containers: plan.containers.map((one) => ({ ...one, holds: [hold] })).slice(0, 1) };
    events.length = 0;
    const revision = { id: 'revision-1', label: 'main@1' };
    for (const one of [{ ...held, notes: ['the node is suspended'] }, held, { ...plan, containers: [] }])
      teller().plan(one, revision);
    expect(events.map(({ kind, container, message }) => [kind, container, message])).toEqual([
      ['node.held', undefined, 'the node is suspended'],
      ['container.held', 'ct60501', 'ct60501: suspended by alice'],
      ['node.released', undefined, 'no longer: the node is suspended'],
      ['container.released', 'ct60501', 'ct60501: no longer: suspended by alice'],
    ]);
  });

  test('of what probes have found, and of the commit that did not pass, not the one gone back to', async () => {
    const { teller, events, pass, source } = await site();
    await pass();
    source.commit({ ctid: 60_501 });
    await pass();
    events.length = 0;
    const quarantine = { revision: 'revision-1', label: 'main@1', since: 'then', reason: 'ct60501 is unhealthy' };
    teller().verdict({ kind: 'healthy', ctid: ctid(60_501), name: 'ct60501', ms: 12.3 });
    teller().verdict({ kind: 'good', revision: { id: 'revision-2', label: 'main@2' } });
    teller().verdict({ kind: 'quarantined', quarantine });
    expect(events.map(({ kind, revision, author }) => [kind, revision, author])).toEqual([
      ['health.passed', 'revision-2', 'Ann'],
      ['revision.quarantined', 'revision-1', 'Ann'],
    ]);
    expect(events[1]?.message).toContain('ct60501 is unhealthy');
  });

  test('of a source that is away and back', async () => {
    const { pass, restart } = await site();
    await pass();
    const stale = (since: string) => (result: PassResult) => ({ ...result, stale: `cannot be read since ${since}` });
    expect(await pass(stale('1'))).toEqual(['source.stale', 'node.failing']);
    expect(await pass(stale('2'))).toEqual([]);
    await restart();
    expect(await pass()).toEqual(['source.current', 'node.ready']);
    // What was gone back to is not the newest.
    await pass(stale('3'));
    const quarantine = { revision: 'revision-2', label: 'main@2', since: 'then', reason: 'bad', back: 'main@1' };
    expect(await pass((result) => ({ ...result, quarantine }))).not.toContain('source.current');
  });

  test('of passes that could not be made, limits that were hit and inits that ended', async () => {
    const { pass, teller, events } = await site();
    await pass();
    events.length = 0;
    for (let turn = 0; turn < 3; turn += 1) teller().failure(new Error('https://u:secret@git.example.net is away'));
    teller().exited({ kind: 'exited', ctid: ctid(60_501), detail: 'killed by signal 9' });
    expect(events.map(({ kind, severity, message }) => [kind, severity, message])).toEqual([
      ['pass.failed', 'error', 'https://***@git.example.net is away'],
      ['container.exited', 'info', 'ct60501: its init ended: killed by signal 9'],
    ]);
    const hit = { ctid: ctid(60_501), name: 'ct60501', counter: 'numproc', by: 1, failcnt: 2 };
    for (let turn = 0; turn < 2; turn += 1)
      expect(await pass((result) => ({ ...result, hits: [hit] }))).toEqual(['limit.hit ct60501']);
  });
});
