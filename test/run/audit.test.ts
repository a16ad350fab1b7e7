// The audit record of real passes over the host in memory.

import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HostEvent } from '../../reconciler/port/host.ts';
import { type Audit, type AuditRecord, auditPath, type Caller, openAudit } from '../../reconciler/run/audit.ts';
import { makeChronicle } from '../../reconciler/run/chronicle.ts';
import { openHistory } from '../../reconciler/run/history.ts';
import { readJsonLines } from '../../reconciler/run/json-lines.ts';
import { makeReconciler, reconcile } from '../../reconciler/run/reconcile.ts';
import { openTeller } from '../../reconciler/run/teller.ts';
import { temporary } from '../source/repository.ts';
import { ctid, fakeClock, manifests, never, spied, type Wish } from './bench.ts';

let folder: ReturnType<typeof temporary>;
beforeEach(() => {
  folder = temporary();
});
afterEach(() => folder.remove());

const commit = { author: 'Ann', email: 'ann@example.net', time: '2026-01-02T03:04:05Z', subject: 'more' };
const now = () => Date.UTC(2026, 0, 2, 3, 4, 5);
const records = () => readJsonLines<AuditRecord>(auditPath(folder.path), { keep: 4 });
const loop: Caller = { yes: false, command: 'loop' };

async function site(caller: Caller, fail: (call: string) => boolean, ...wishes: Wish[]) {
  const errors: unknown[] = [];
  const { host, hands } = spied({ fail });
  const source = manifests(...wishes);
  const complain = (error: unknown): void => void errors.push(error);
  const history = openHistory(folder.path, () => new Date(now()), complain);
  const teller = await openTeller(
    folder.path,
    'node7',
    () => new Date(now()),
    () => {},
    complain,
  );
  const audit = openAudit(folder.path, caller, now, complain);
  const chronicle = makeChronicle({ audit, history, teller, sinks: [], onError: complain });
  const load = async () => {
    const loaded = await source.load();
    return { ...loaded, revision: { ...loaded.revision, commit, signer: 'SHA256:abc' } };
  };
  const options = { yes: caller.yes };
  const parts = { host: chronicle.watch(host), load, clock: fakeClock(), options, parallel: 8 };
  const reconciler = await makeReconciler({ ...parts, remember: async () => {} });
  const pass = async () => chronicle.pass(await reconcile(reconciler, { ...never(), onPlan: chronicle.plan }));
  return { chronicle, source, hands, pass, errors };
}

const brief = (all: readonly AuditRecord[]) =>
  all.map(({ ctid: id = 'node', driver, verb, result, verified }) => `${id} ${driver}.${verb} ${result} ${verified}`);

describe('the audit record', () => {
  test('has every write with its author, old and new value, and that it was found so', async () => {
    const { chronicle, source, pass } = await site(loop, () => false, { ctid: 60_501 });
    await pass();
    source.commit({ ctid: 60_501, ram: 2 ** 27 });
    await pass();
    await pass();
    await chronicle.close();
    const all = await records();
    expect(brief(all)).toEqual([
      'node templates.ensure done undefined',
      '60501 rootfs.create done true',
      '60501 quota.create done true',
      '60501 cgroup.create done true',
      '60501 namespace.create done true',
      '60501 network.create done true',
      '60501 lifecycle.create done true',
      '60501 markers.write done true',
      '60501 cgroup.set done true',
      '60501 markers.write done true',
    ]);
    expect(all[3]?.changes).toMatchObject([{ pointer: '/cgroup', new: { memory: { ram: 2 ** 26 } } }]);
    expect(all[8]).toEqual({
      time: '2026-01-02T03:04:05.000Z',
      revision: 'revision-2',
      who: 'Ann <ann@example.net>',
      signer: 'SHA256:abc',
      ctid: 60_501,
      container: 'ct60501',
      driver: 'cgroup',
      verb: 'set',
      changes: [{ pointer: '/cgroup/memory/ram', old: 2 ** 26, new: 2 ** 27 }],
      result: 'done',
      verified: true,
    });
  });

  test('says that a key of the kernel was written, and not which; it is for root alone', async () => {
    const name = 'net.ipv4.tcp_fastopen_key';
    const { chronicle, source, pass } = await site(loop, () => false, { ctid: 60_501, sysctls: { [name]: 'hunter1' } });
    await pass();
    source.commit({ ctid: 60_501, sysctls: { [name]: 'hunter2' } });
    await pass();
    source.commit();
    await pass();
    await chronicle.close();
    const all = await records();
    const hidden = { [name]: '(secret)' };
    expect(all.find(({ driver, verb }) => driver === 'namespace' && verb === 'create')?.changes).toMatchObject([
      { new: { sysctls: hidden } },
    ]);
    expect(all.flatMap(({ changes }) => changes)).toContainEqual({
      pointer: '/namespace/sysctls',
      ...{ old: hidden, new: hidden },
    });
    for (const file of ['audit.jsonl', 'history.jsonl', 'told.json']) {
      const path = join(folder.path, 'state', file);
      expect(readFileSync(path, 'utf8')).not.toContain('hunter');
      expect(statSync(path).mode & 0o777, file).toBe(0o600);
    }
  });

  test('does not blame the author for what somebody changed by hand', async () => {
    const { chronicle, hands, pass } = await site(loop, () => false, { ctid: 60_501 });
    await pass();
    hands.set(ctid(60_501), '/cgroup/pids/max', 7);
    await pass();
    await chronicle.close();
    const [set] = (await records()).filter(({ verb }) => verb === 'set');
    expect(set).toMatchObject({ who: 'drift', changes: [{ pointer: '/cgroup/pids/max', old: 7, new: 100 }] });
    expect(set).not.toHaveProperty('signer');
  });

  test('names who consented on a command line', async () => {
    const { chronicle, source, pass } = await site(
      { uid: 1000, yes: true, command: '--once' },
      () => false,
      { ctid: 60_501 },
      { ctid: 60_502 },
      { ctid: 60_503 },
    );
    await pass();
    source.commit({ ctid: 60_501 }, { ctid: 60_502 });
    await pass();
    await chronicle.close();
    const removed = (await records()).filter(({ verb }) => verb === 'remove');
    expect(removed.length).toBeGreaterThan(3);
    for (const one of removed)
      expect(one).toMatchObject({ ctid: 60_503, uid: 1000, consent: '--yes', verified: true, changes: [{ old: {} }] });
  });

  test('tells of failures and of what was taken back, and claims nothing of them', async () => {
    const { chronicle, pass } = await site(loop, (call) => call === '60501 network.create', { ctid: 60_501 });
    await pass();
    await chronicle.close();
    const all = await records();
    expect(brief(all).slice(5)).toEqual([
      '60501 network.create failed false',
      '60501 namespace.undo create done false',
      '60501 cgroup.undo create done false',
      '60501 quota.undo create done false',
      '60501 rootfs.undo create done false',
    ]);
    expect(all[5]?.error).toContain('was made to fail');
    expect(all[6]?.changes).toMatchObject([{ pointer: '/namespace', old: { hostname: 'ct60501' } }]);
  });

  test('of a process that ended in the middle is taken over by the next', async () => {
    const { pass, chronicle } = await site(loop, () => false, { ctid: 60_501 });
    const audit = openAudit(folder.path, loop, now, () => {});
    const { host } = spied({});
    await audit
      .watch(host)
      .templates.ensure({ name: 'tiny', key: 'busybox-1', source: { kind: 'busybox' } }, new AbortController().signal);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await records()).toEqual([]);
    appendFileSync(join(folder.path, 'state', 'audit.pending'), '{"torn');
    const next = openAudit(folder.path, loop, now, () => {});
    expect(await records()).toMatchObject([{ driver: 'templates', verb: 'ensure', verified: false }]);
    expect(existsSync(join(folder.path, 'state', 'audit.pending'))).toBe(false);
    await next.close();
    await pass();
    await chronicle.close();
    // Nothing waits any more, so there is nothing to be taken over.
    const before = (await records()).length;
    await openAudit(folder.path, loop, now, () => {}).close();
    expect(await records()).toHaveLength(before);
  });

  const ensure = (audit: Audit, key: string) =>
    audit
      .watch(spied({}).host)
      .templates.ensure({ name: key, key, source: { kind: 'busybox' } }, new AbortController().signal);
  const made = async () => (await records()).map(({ changes }) => changes[0]?.new);

  test('loses to a crash nothing that was written while it went to the disk', async () => {
    const audit = openAudit(folder.path, loop, now, () => {});
    await ensure(audit, 'one');
    const concluded = audit.conclude([]);
    await ensure(audit, 'two');
    await concluded;
    await new Promise((resolve) => setTimeout(resolve, 50));
    // The next process, while the first has not ended well.
    const next = openAudit(folder.path, loop, now, () => {});
    expect(await made()).toContain('two');
    await next.close();
  });

  test('has after a crash no line that is empty, and ends one that was torn', async () => {
    const crash = async (key: string): Promise<void> => {
      await ensure(
        openAudit(folder.path, loop, now, () => {}),
        key,
      );
      await new Promise((resolve) => setTimeout(resolve, 50));
    };
    await crash('one');
    await crash('two');
    await openAudit(folder.path, loop, now, () => {}).close();
    const text = (): string => readFileSync(auditPath(folder.path), 'utf8');
    expect(
      text()
        .split('\n')
        .map((line) => line.slice(0, 7)),
    ).toEqual(['{"time"', '{"time"', '']);
    appendFileSync(auditPath(folder.path), '{"torn');
    await crash('three');
    await openAudit(folder.path, loop, now, () => {}).close();
    expect(
      text()
        .split('\n')
        .map((line) => line.slice(0, 7)),
    ).toEqual(['{"time"', '{"time"', '{"torn', '{"time"', '']);
    expect(await made()).toEqual(['one', 'two', 'three']);
  });

  test('that the disk did not take is written with the next', async () => {
    const errors: unknown[] = [];
    const audit = openAudit(folder.path, loop, now, (error) => void errors.push(error));
    mkdirSync(auditPath(folder.path), { recursive: true });
    await ensure(audit, 'one');
    await audit.conclude([]);
    expect(errors).toHaveLength(1);
    rmSync(auditPath(folder.path), { recursive: true });
    await ensure(audit, 'two');
    await audit.conclude([]);
    await audit.close();
    expect(await made()).toEqual(['one', 'two']);
  });

  test('of what cannot be told is kept, and the pass goes on', async () => {
    const errors: string[] = [];
    const complain = (error: unknown): void => void errors.push((error as Error).message);
    const exited: HostEvent = { ctid: ctid(60_501), kind: 'exited', detail: '' };
    const fail = (): never => {
      throw new Error('no words');
    };
    const teller = { plan: fail, outcome: fail, exited: fail, verdict: fail, turn: fail, pass: fail, failure: fail };
    const chronicle = makeChronicle({
      audit: openAudit(folder.path, loop, now, complain),
      history: openHistory(folder.path, () => new Date(now()), complain),
      teller: { ...teller, close: async () => {} },
      sinks: [],
      onError: complain,
    });
    chronicle.exited(exited);
    // By itself, as a timer.
    await expect.poll(() => errors).toEqual(['no words']);
    chronicle.exited(exited);
    chronicle.failure(new Error('no source'));
    expect(errors).toEqual(['no words', 'no words', 'no words']);
    await chronicle.close();
  });

  test('that cannot be kept keeps no container from being made', async () => {
    mkdirSync(folder.path, { recursive: true });
    writeFileSync(join(folder.path, 'state'), '');
    const { hands, pass, chronicle, errors } = await site(loop, () => false, { ctid: 60_501 });
    await pass();
    await chronicle.close();
    expect(hands.state(ctid(60_501)).lifecycle?.state).toBe('running');
    expect(errors.length).toBeGreaterThan(0);
  });
});
