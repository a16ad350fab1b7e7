// What a node's containers are promised in sum: the table at the end of a plan, and the bounds of the Node manifest.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commitmentsOf, resources, roughSize } from '../../reconciler/plan/capacity.ts';
import { makePlan } from '../../reconciler/plan/make.ts';
import { renderJson } from '../../reconciler/plan/render-json.ts';
import { renderMarkdown } from '../../reconciler/plan/render-markdown.ts';
import { renderText } from '../../reconciler/plan/render-text.ts';
import type { ContainerState } from '../../reconciler/state/container.ts';
import type { NodeSpec } from '../../reconciler/state/model.ts';
import { asCtid } from '../../schema/units.ts';
import {
  desire,
  hostFacts as facts,
  GiB,
  MiB,
  memory,
  node,
  observe,
  pids,
  reportOf,
  running,
  seen,
  stopped,
  wish,
} from './builders.ts';

const planOf = (was: readonly (readonly [number, ContainerState])[], wants: typeof was, nodeSpec: NodeSpec = node) =>
  makePlan({
    desired: desire(
      wants.map(([ctid, state]) => wish(ctid, state)),
      nodeSpec,
    ),
    observed: observe(was.map(([ctid, state]) => seen(ctid, state))),
    accepted: new Map(),
    facts,
    options: { yes: true },
    revision: 'main@1',
  });

const cpuset = (cpus: string): ContainerState => {
  const { cgroup } = running(1);
  return cgroup === undefined ? {} : { cgroup: { ...cgroup, cpuset: { cpus, mems: '0' } } };
};

describe('the commitment', () => {
  test('stands at the end of a plan, before and after', () => {
    const was = [[101, running(101)]] as const;
    const wants = [
      [101, running(101, memory(GiB, GiB))],
      [102, running(102, cpuset('1,3'))],
      [103, stopped(103)],
    ] as const;
    expect(renderText(planOf(was, wants)).split('\n').slice(-10)).toEqual([
      '  promised     before  after     of',
      '  ram            256M   1.3G     8G  16%',
      '  ram + swap     256M   2.3G    10G  23%',
      '  diskspace        1G     3G   100G   3%',
      '  pinned cpus       0      2      4  50%',
      '  processes       100    200  32768   1%',
      '',
      'Disruption: 1 live, 0 restart, 0 recreate; RAM 3 % -> 16 %',
      'Plan: 2 to create, 1 to change, 0 to restart, 0 to recreate, 0 to delete. 0 unchanged.',
      '',
    ]);
  });

  describe('of what waits for approval', () => {
    const origin = { path: 'policy.yaml', line: 1, col: 1 };
    const rules = [{ name: 'r', origin, verdict: 'requireApproval' as const, actions: ['live' as const] }];
    const policies = [{ name: 'house', origin, limits: [], overcommit: {}, rules }];
    const waiting = (ram: number, nodeSpec = node) =>
      makePlan({
        desired: {
          ...desire([wish(101, running(101, memory(ram, GiB))), wish(102)], nodeSpec),
          rules: { policies, windows: [], approvals: [] },
        },
        observed: observe([seen(101), seen(102)]),
        accepted: new Map(),
        facts,
        revision: 'main@1',
      });

    test('is told beside that of what is done', () => {
      const plan = waiting(4 * GiB);
      expect(plan.containers[0]?.refusals).toMatchObject([{ code: 'VZR510' }]);
      const text = renderText(plan);
      expect(text).toContain('  promised     before  after  with what waits     of\n');
      expect(text).toContain('  ram            512M   512M             4.3G     8G  53%\n');
      expect(text).toContain('Disruption: 1 live, 0 restart, 0 recreate; RAM 6 % -> 53 %\n');
      expect(renderMarkdown(reportOf(plan))).toMatch(/\| ram \| 512M \| 512M \| 4.3G \| 8G \| .* 6 % -> 53 % \|/);
      const { capacity } = JSON.parse(renderJson(plan));
      expect(capacity[0]).toEqual({
        resource: 'ram',
        before: 512 * MiB,
        after: 512 * MiB,
        asked: 4352 * MiB,
        host: 8 * GiB,
      });
    });

    test('is told where the factor will refuse it, and refuses nothing yet', () => {
      const plan = waiting(4 * GiB, { ...node, overcommit: { ram: 0.5 } });
      expect(plan.refusals).toEqual([]);
      expect(plan.notes).toEqual([
        'VZR504 will refuse what waits for approval or a window: ram would be overcommitted: the containers are promised 4.3G in all, this host gives 4G (8G x 0.5)',
      ]);
      expect(waiting(3 * GiB, { ...node, overcommit: { ram: 0.5 } }).notes).toBeUndefined();
    });
  });

  test('is in JSON, exact', () => {
    const { capacity } = JSON.parse(renderJson(planOf([], [[101, running(101)]], { ...node, overcommit: { ram: 2 } })));
    expect(capacity[0]).toEqual({ resource: 'ram', before: 0, after: 256 * MiB, host: 8 * GiB, factor: 2 });
    expect(capacity.map(({ resource }: { resource: string }) => resource)).toEqual(resources);
  });

  test('is not there when no host was asked', () => {
    const input = { desired: desire([wish(101)]), observed: observe([]), accepted: new Map(), revision: 'main@1' };
    expect(renderText(makePlan(input))).not.toContain('promised');
  });

  test('counts a deleted container before, and not after', () => {
    const plan = planOf([[101, running(101, pids(50))]], []);
    expect(plan.capacity?.find(({ resource }) => resource === 'processes')).toMatchObject({ before: 50, after: 0 });
  });

  test.each([
    ['0-3', 0],
    ['0-2', 3],
    ['2', 1],
    ['0,2-3', 3],
    ['all', 0],
  ])('counts cpumask %s as %i of 4 processors', (mask, count) => {
    const plan = planOf([], [[101, running(101, cpuset(mask))]]);
    expect(plan.capacity?.find(({ resource }) => resource === 'cpus')?.after).toBe(count);
  });

  test('of the parts of a host is that of the host', () => {
    const sizes = fc.array(fc.tuple(fc.option(fc.nat(64), { nil: 'max' as const }), fc.boolean()), { maxLength: 6 });
    fc.assert(
      fc.property(sizes, fc.nat(6), (boxes, cut) => {
        const { containers } = planOf(
          [],
          boxes.map(([ram, isOn], index) => {
            const ctid = 101 + index;
            return [ctid, isOn ? running(ctid, memory(ram === 'max' ? ram : ram * MiB)) : stopped(ctid)];
          }),
        );
        const of = (part: typeof containers) =>
          commitmentsOf(part, part, node.overcommit, facts).map(({ after }) => after);
        const [left, right] = [of(containers.slice(0, cut)), of(containers.slice(cut))];
        expect(of(containers)).toEqual(left.map((value, index) => value + (right[index] ?? 0)));
      }),
    );
  });

  test('writes sizes short', () => {
    expect([0, 1023, 1024, 1.26 * GiB, 99.94 * GiB, 100 * GiB, 1024 * GiB].map(roughSize)).toEqual([
      '0',
      '1023',
      '1K',
      '1.3G',
      '99.9G',
      '100G',
      '1T',
    ]);
  });
});

describe('the overcommit factor', () => {
  const check = (overcommit: NodeSpec['overcommit'], was: number | 'max' | undefined, ...wants: (number | 'max')[]) =>
    makePlan({
      desired: desire(
        // Not written: what is above the host by itself is refused otherwise.
        wants.map((ram, index) => wish(101 + index, running(101 + index, memory(ram, GiB)), { origins: new Map() })),
        { ...node, overcommit },
      ),
      observed: observe(was === undefined ? [] : [seen(101, running(101, memory(was, GiB)))]),
      accepted: new Map(),
      facts,
      revision: 'main@1',
    }).refusals;

  test('is not checked without a factor', () => {
    expect(check({}, undefined, 100 * GiB)).toEqual([]);
  });

  test('is refused with the numbers', () => {
    const refusals = check({ ram: 1.5 }, undefined, 8 * GiB, 5 * GiB);
    expect(refusals.map(({ code, reason }) => `${code} ${reason}`)).toEqual([
      'VZR504 ram would be overcommitted: the containers are promised 13G in all, this host gives 12G (8G x 1.5)',
    ]);
  });

  test('is refused with numbers that can be read, as exact as they have to be', () => {
    const reasonOf = (factor: number, ram: number) => check({ ram: factor }, undefined, ram)[0]?.reason;
    expect(reasonOf(0.0501, 4188 * 2 ** 20)).toMatch(/promised 4\.1G in all, this host gives 410M \(8G x 0\.0501\)$/);
    expect(reasonOf(1, 8 * GiB + 4096)).toMatch(/promised 8388612K in all, this host gives 8G \(8G x 1\)$/);
  });

  test('may use all of what the factor allows', () => {
    expect(check({ ram: 1.5, ramSwap: 1.4, disk: 0.02 }, undefined, 8 * GiB, 4 * GiB)).toEqual([]);
  });

  test('counts what a refused container has, not what it asks for', () => {
    const refused = { wants: running(101, memory(64 * GiB)), refusals: [{ code: 'VZR611', reason: 'no' }] };
    const plan = makePlan({
      desired: desire([wish(101), wish(102, running(102, memory(6 * GiB)))], { ...node, overcommit: { ram: 1 } }),
      observed: observe([seen(101, running(101, memory(GiB)))]),
      accepted: new Map([[asCtid(101), refused]]),
      facts,
      revision: 'main@1',
    });
    expect(plan.refusals).toEqual([]);
  });

  test('counts swap and disk against factors of their own', () => {
    expect(check({ ramSwap: 1 }, undefined, 9 * GiB, GiB)).toHaveLength(1);
    expect(check({ disk: 0.01 }, undefined, GiB, GiB)).toHaveLength(1);
  });

  test('counts unlimited memory as all of it', () => {
    expect(check({ ram: 1 }, undefined, 'max')).toEqual([]);
    expect(check({ ram: 1 }, undefined, 'max', GiB)).toHaveLength(1);
  });

  test('that is there already may become less, so that a host can be brought back within bounds', () => {
    expect(check({ ram: 1 }, 20 * GiB, 10 * GiB)).toEqual([]);
    expect(check({ ram: 1 }, 10 * GiB, 11 * GiB)).toHaveLength(1);
  });

  test('bounds pinned processors and processes as well', () => {
    const masks = [
      [101, running(101, cpuset('0-1'))],
      [102, running(102, cpuset('1-3'))],
    ] as const;
    const reasons = (overcommit: NodeSpec['overcommit']) =>
      planOf([], masks, { ...node, overcommit }).refusals.map(({ reason }) => reason);
    expect(reasons({ cpus: 1 })).toEqual([
      'pinned cpus would be overcommitted: the containers are promised 5 in all, this host gives 4 (4 x 1)',
    ]);
    expect(reasons({ cpus: 1.25, processes: 1 })).toEqual([]);
    expect(reasons({ processes: 0.005 })).toHaveLength(1);
  });
});
