import { describe, expect, test } from 'vitest';
import { makePlan, type PlanInput, planFirst } from '../../reconciler/plan/make.ts';
import type { Plan } from '../../reconciler/plan/plan.ts';
import { renderJson } from '../../reconciler/plan/render-json.ts';
import { digest } from '../../reconciler/run/digest.ts';
import { maskWith } from '../../reconciler/run/snapshot.ts';
import type { ContainerState } from '../../reconciler/state/container.ts';
import { maskState } from '../../reconciler/state/snapshot.ts';
import { asCtid } from '../../schema/units.ts';
import {
  debian,
  desire,
  GiB,
  hostFacts,
  init,
  MiB,
  memory,
  observe,
  pids,
  running,
  seen,
  stopped,
  wish,
} from './builders.ts';

const inputOf = (more: Partial<PlanInput> = {}): PlanInput => ({
  desired: desire([wish(101, running(101, memory(2 * GiB))), wish(102), wish(103)]),
  observed: observe([seen(101), seen(102), seen(103, running(103, pids(7)))]),
  accepted: new Map(),
  digest,
  revision: 'main@1',
  ...more,
});

const plan = (more: Partial<PlanInput> = {}): Plan => makePlan(inputOf(more));

const effectOf = (ctid: number, made: Plan): string | undefined =>
  made.containers.find((container) => container.ctid === ctid)?.effect;

describe('the effect of a plan', () => {
  test('is a sha256 of the plan and of every container in which something would be done', () => {
    const { effect, containers } = plan();
    expect(effect).toMatch(/^[0-9a-f]{64}$/);
    expect(containers.map((container) => typeof container.effect)).toEqual(['string', 'undefined', 'string']);
    expect(new Set([effect, ...containers.map((container) => container.effect)]).size).toBe(4);
  });

  test('is reckoned when somebody asks for it, once, and is the same then', () => {
    const hashes: string[] = [];
    const counting = (text: string): string => hashes[hashes.push(digest(text)) - 1] ?? '';
    const first = planFirst(inputOf({ digest: counting }));
    expect(hashes).toEqual([]);
    const { effect: _, containers, ...rest } = plan();
    expect(first.plan).toEqual({ ...rest, containers: containers.map(({ effect: _effect, ...one }) => one) });
    expect(first.hashed()).toEqual(plan());
    expect(hashes).toHaveLength(3);
    expect(first.hashed()).toBe(first.hashed());
    expect(hashes).toHaveLength(3);
  });

  test('does not depend on revision, places, spelling, use, order, capacity or consent', () => {
    const wishes = [
      wish(103, running(103), { origins: new Map(), origin: { path: 'z', line: 9, col: 9 } }),
      wish(102, running(102), { labels: { tier: 'web' }, annotations: { note: 'x' } }),
      wish(101, running(101, memory(2 * GiB)), { spelled: new Map([['/cgroup/memory/ram', '2GiB']]) }),
    ];
    const others: Partial<PlanInput>[] = [
      { revision: 'other@2' },
      { desired: desire(wishes) },
      {
        observed: observe([
          seen(103, running(103, pids(7))),
          seen(101, running(101), { usage: { ram: GiB } }),
          seen(102),
        ]),
      },
      { facts: { ...hostFacts, memoryBytes: 99 * GiB } },
      { options: { yes: true, maxDeletes: { count: 9 } } },
    ];
    for (const other of others) {
      expect(plan(other).effect).toBe(plan().effect);
      expect(plan(other).containers.map(({ effect }) => effect)).toEqual(plan().containers.map(({ effect }) => effect));
    }
  });

  test('takes sets as sets', () => {
    const addressed = (addresses: string[]): Plan =>
      plan({
        desired: desire([
          wish(101, running(101, { network: { addresses } })),
          wish(104, running(104, { network: { addresses: addresses.map((one) => `${one}9`) } })),
        ]),
      });
    expect(addressed(['10.9.1.1', '10.9.1.2']).effect).toBe(addressed(['10.9.1.2', '10.9.1.1']).effect);
    const lists = ['a b', 'b a'].map((words) =>
      plan({ desired: desire([wish(101, running(101, init(...words.split(' '))))]) }),
    );
    expect(lists[0]?.effect).not.toBe(lists[1]?.effect);
  });

  test('is another one for another node, name, action, class, old or new value', () => {
    const one = (wanted = running(101, memory(2 * GiB)), was = running(101), more: Partial<PlanInput> = {}): string => {
      const made = plan({ desired: desire([wish(101, wanted)]), observed: observe([seen(101, was)]), ...more });
      return `${effectOf(101, made)} ${made.effect}`;
    };
    const desired = desire([wish(101, running(101, memory(2 * GiB)))]);
    const needsStop = new Map([
      [asCtid(101), { wants: running(101, memory(2 * GiB)), refusals: [], needsStop: ['/cgroup/memory/ram'] }],
    ]);
    const all = [
      one(),
      one(running(101, memory(3 * GiB))),
      one(running(101, memory(2 * GiB)), running(101, memory(64 * MiB))),
      one(stopped(101)),
      one(running(101, { ...memory(2 * GiB), ...init('/x') })),
      one(running(101, { ...memory(2 * GiB), rootfs: { template: debian.key } })),
      one(running(101, memory(2 * GiB)), stopped(101)),
      one(undefined, undefined, { desired: { ...desired, node: 'node8' } }),
      one(undefined, undefined, { desired: desire([wish(101, running(101, memory(2 * GiB)), { name: 'other' })]) }),
      one(undefined, undefined, { accepted: needsStop }),
      one(undefined, undefined, { desired: desire([]) }),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(new Set(all.map((both) => both.split(' ')[0])).size).toBe(all.length);
  });

  test('of a secret is of the new one, and the same from a snapshot, where the old one is not known', () => {
    const shown = (state: ContainerState): ContainerState => maskState(state, maskWith('salt'));
    const one = (token: string, isRecorded: boolean): Plan => {
      const [was, wants] = [running(101, init('/app', '--token', 'old')), running(101, init('/app', '--token', token))];
      return plan({
        desired: desire([wish(101, wants), wish(104, { ...running(104), ...init('/app', `--password=${token}`) })]),
        observed: observe([seen(101, isRecorded ? shown(was) : was)]),
        accepted: new Map(isRecorded ? [[asCtid(101), { wants: shown(wants), refusals: [] }]] : []),
      });
    };
    const live = one('new', false);
    expect(live.containers.map(({ action }) => action)).toEqual(['restart', 'create']);
    expect(live.effect).toBe(one('new', true).effect);
    expect(renderJson(live)).toBe(renderJson(one('new', true)));
    expect(renderJson(live)).not.toMatch(/"(?:old|new)"|=new/);
    expect(live.containers.map(({ effect }) => effect)).not.toContain(one('other', false).containers[0]?.effect);
    expect(live.containers.map(({ effect }) => effect)).not.toContain(one('other', false).containers[1]?.effect);
  });

  test('names what waits for consent, and leaves out what cannot be done whoever consents', () => {
    const desired = desire([wish(101, running(101, { rootfs: { template: debian.key } })), wish(102), wish(103)]);
    expect(plan({ desired }).containers[0]?.refusals.map(({ code }) => code)).toEqual(['VZR503']);
    expect(plan({ desired }).effect).toBe(plan({ desired, options: { yes: true } }).effect);
    const refused = new Map([[asCtid(101), { wants: running(101), refusals: [{ code: 'VZR611', reason: 'no' }] }]]);
    expect(plan({ accepted: refused }).effect).toBe(
      plan({ desired: desire([wish(101), wish(102), wish(103)]) }).effect,
    );
  });
});
