import { describe, expect, test } from 'vitest';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import type { Plan } from '../../reconciler/plan/plan.ts';
import { fingerprint, isState, moved, type SavedPlan, savedPlan } from '../../reconciler/plan/saved.ts';
import { digest } from '../../reconciler/run/digest.ts';
import type { DesiredContainer } from '../../reconciler/state/model.ts';
import { asCtid } from '../../schema/units.ts';
import { planFor, play } from '../contract/player.ts';
import { debian, desire, GiB, init, MiB, memory, running, wish } from './builders.ts';

const revision = { id: 'f'.repeat(40), label: 'main@fffffff' };
const about = {
  madeBy: { user: 'ops', host: 'node7', at: '2026-11-26T12:00:00.000Z' },
  revision,
  consent: { yes: true },
};

/** As it is read back. */
function save(plan: Plan): SavedPlan {
  const { effect = '' } = plan;
  return JSON.parse(JSON.stringify(savedPlan({ ...plan, effect }, about, digest))) as SavedPlan;
}

const before = [wish(101), wish(102)];
const after = [wish(101, running(101, memory(GiB))), wish(102, running(102, init('/bin/other')))];

async function host() {
  const made = simulatedHost();
  await play(made, await planFor(made, desire(before)));
  return made;
}

const planned = async (there: Awaited<ReturnType<typeof host>>, wanted: readonly DesiredContainer[] = after) =>
  planFor(there, desire(wanted));

describe('a saved plan', () => {
  test('is the plan that is made again from the same state', async () => {
    const there = await host();
    const saved = save(await planned(there));
    expect(moved(saved, await planned(there), digest)).toEqual([]);
    expect(saved).toMatchObject({ formatVersion: '1.0', kind: 'SavedPlan', node: 'node7', revision });
    expect(saved.containers.map(({ action, steps }) => [action, steps.length > 0])).toEqual([
      ['change', true],
      ['restart', true],
    ]);
  });

  test('is stale once a hand or a pass has changed anything, which is named with both values', async () => {
    const there = await host();
    const saved = save(await planned(there));
    there.hands.set(asCtid(102), '/cgroup/pids/max', 77);
    expect(moved(saved, await planned(there), digest)).toEqual(['web-102 (102): numproc: planned 100, live 77']);
    there.hands.set(asCtid(102), '/cgroup/pids/max', 100);
    expect(moved(saved, await planned(there), digest)).toEqual([]);
    there.hands.killInit(asCtid(101));
    expect(moved(saved, await planned(there), digest).join()).toContain(
      'web-101 (101): state: planned running, live stopped',
    );
    await play(there, await planned(there));
    expect(moved(saved, await planned(there), digest).join()).toContain('web-101 (101): ram: planned 256M, live 1G');
  });

  test('is stale when a container has come or gone, or the effect is another one', async () => {
    const there = await host();
    const saved = save(await planned(there));
    const more = simulatedHost();
    await play(more, await planFor(more, desire([...before, wish(103)])));
    expect(moved(saved, await planned(more), digest)).toEqual(['web-103 (103): planned as absent, exists']);
    const fewer = simulatedHost();
    await play(fewer, await planFor(fewer, desire([before[0] as DesiredContainer])));
    expect(moved(saved, await planned(fewer), digest)).toEqual(['web-102 (102): planned as existing, is gone']);
    const other = await planned(there, [wish(101, running(101, memory(64 * MiB))), after[1] as DesiredContainer]);
    expect(moved(saved, other, digest)).toEqual(['web-101 (101): planned change, now change with another effect']);
    const none = await planned(there, before);
    expect(moved(saved, none, digest)[0]).toBe('web-101 (101): planned change, now nothing');
  });

  test('is stale when somebody edited it', async () => {
    const there = await host();
    const saved = save(await planned(there));
    const edited = { ...saved, effect: '0'.repeat(64) };
    expect(moved(edited, await planned(there), digest)).toEqual(['the effect is not that of the document']);
    const live = { ...saved, fingerprint: '0'.repeat(64) };
    expect(moved(live, await planned(there), digest)).toEqual(['the live state is not that of the document']);
  });
});

describe('what a reviewer reads', () => {
  const edits: readonly (readonly [string, (one: Record<string, unknown>) => object])[] = [
    ['a value', ({ changes }) => ({ changes: JSON.parse(JSON.stringify(changes).replace(`${GiB}`, `${GiB + 1}`)) })],
    ['a class', ({ changes }) => ({ changes: JSON.parse(JSON.stringify(changes).replace('"live"', '"restart"')) })],
    ['what is left out', () => ({ changes: [] })],
    ['a step', () => ({ steps: ['lifecycle.delete'] })],
    ['a step, and that it is refused', () => ({ steps: ['lifecycle.delete'], refusals: ['x'] })],
    ['an action', () => ({ action: 'none' })],
    ['a name', () => ({ name: 'other' })],
  ];

  test.each(edits)('is what is applied: %s', async (_, edit) => {
    const there = await host();
    const saved = save(await planned(there));
    const [one, ...rest] = saved.containers as unknown as Record<string, unknown>[];
    const changed = { ...one, ...edit(one ?? {}) };
    expect(changed).not.toEqual(one);
    const edited = { ...saved, containers: [changed, ...rest] } as unknown as SavedPlan;
    const [line, ...more] = moved(edited, await planned(there), digest);
    expect(line).toMatch(/ \(101\): the document says something else than what its hash [0-9a-f]{12} is of$/);
    expect(more).toEqual([]);
  });

  test('may have waited for a yes that has come since, and has no steps then', async () => {
    const there = await host();
    const wanted = desire([wish(101, running(101, { rootfs: { template: debian.key } })), wish(102)]);
    const refused = save(await planFor(there, wanted, { yes: false }));
    expect(refused.containers[0]).toMatchObject({ steps: [], refusals: [expect.stringMatching(/^VZR503/)] });
    const approved = await planFor(there, wanted);
    expect(moved(refused, approved, digest)).toEqual([]);
    const [one, ...rest] = refused.containers;
    const edited = { ...refused, containers: [{ ...one, steps: ['lifecycle.set'] }, ...rest] } as SavedPlan;
    expect(moved(edited, approved, digest)).toEqual([expect.stringContaining('says something else')]);
  });

  test('has no key of the kernel in clear, and is the same plan all the same', async () => {
    const name = 'net.ipv4.tcp_fastopen_key';
    const [old, next] = ['00000001-00000002-00000003-00000004', '00000005-00000006-00000007-00000008'];
    const keyed = (ctid: number, value: string) =>
      wish(
        ctid,
        running(ctid, { namespace: { idmap: { base: ctid * 65536 }, hostname: 'a', sysctls: { [name]: value } } }),
      );
    const there = simulatedHost();
    await play(there, await planFor(there, desire([keyed(101, old)])));
    const saved = save(await planned(there, [keyed(101, next)]));
    expect(JSON.stringify(saved)).not.toMatch(/0000000[1-8]/);
    const digested = { [name]: expect.stringMatching(/^secret:[0-9a-f]{16}$/) };
    expect(saved.containers[0]?.changes).toMatchObject([{ was: digested, wants: digested }]);
    expect(moved(saved, await planned(there, [keyed(101, next)]), digest)).toEqual([]);
    expect(moved(saved, await planned(there, [keyed(101, `${next.slice(0, -1)}9`)]), digest)).not.toEqual([]);
    there.hands.set(asCtid(101), '/namespace/sysctls', { [name]: next });
    expect(moved(saved, await planned(there, [keyed(101, old)]), digest).join()).toContain('(secret)');
  });
});

test('the fingerprint is of what is there, not of what is wanted', async () => {
  const there = await host();
  const [one, two] = [await planned(there), await planned(there, [...before, wish(103)])];
  expect(fingerprint(two, digest)).toBe(fingerprint(one, digest));
  there.hands.set(asCtid(101), '/cgroup/pids/max', 7);
  expect(fingerprint(await planned(there), digest)).not.toBe(fingerprint(one, digest));
});

test('a document from anybody is read only where its states are states', () => {
  expect(isState(running(101))).toBe(true);
  expect(isState({})).toBe(true);
  for (const wrong of [null, 5, { cgroup: 5 }, { cgroup: { memory: { ram: {} } }, namespace: 'x' }])
    expect(isState(wrong), JSON.stringify(wrong)).toBe(false);
});
