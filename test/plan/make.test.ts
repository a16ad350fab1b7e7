import { describe, expect, test } from 'vitest';
import { makePlan, type PlanInput, runnable } from '../../reconciler/plan/make.ts';
import type { ContainerPlan } from '../../reconciler/plan/plan.ts';
import type { HostFacts } from '../../reconciler/port/host.ts';
import type { ContainerState } from '../../reconciler/state/container.ts';
import type { DesiredContainer, ObservedContainer } from '../../reconciler/state/model.ts';
import { asCtid } from '../../schema/units.ts';
import {
  debian,
  desire,
  GiB,
  init,
  MiB,
  memory,
  node,
  observe,
  pids,
  running,
  seen,
  stopped,
  wish,
} from './builders.ts';

function plan(wishes: DesiredContainer[], there: ObservedContainer[], more: Partial<PlanInput> = {}) {
  const input = { desired: desire(wishes), observed: observe(there), accepted: new Map(), revision: 'main@1', ...more };
  return makePlan(input);
}

function one(wanted: ContainerState | undefined, was: ContainerState | undefined, more: Partial<PlanInput> = {}) {
  const made = plan(wanted ? [wish(101, wanted)] : [], was ? [seen(101, was)] : [], more);
  const [container] = made.containers;
  if (container === undefined) throw new Error('no container in the plan');
  return container;
}

const steps = (container: ContainerPlan) => container.steps.map(({ driver, verb }) => `${driver}.${verb}`);
const without = (state: ContainerState, ...sections: (keyof ContainerState)[]): ContainerState =>
  Object.fromEntries(Object.entries(state).filter(([section]) => !sections.includes(section as never)));

const startSteps = ['cgroup.create', 'namespace.create', 'network.create', 'lifecycle.create'];
const stopSteps = ['lifecycle.remove', 'network.remove', 'namespace.remove', 'cgroup.remove'];

describe('the action and steps of one container', () => {
  const full = running(101);
  const dead = { ...without(full, 'namespace', 'network'), ...without(stopped(101), 'rootfs', 'quota') };
  const cases: readonly [string, ContainerState | undefined, ContainerState | undefined, string, readonly string[]][] =
    [
      ['nothing is to be done when it is as wanted', full, full, 'none', []],
      [
        'a missing one is created in dependency order',
        full,
        undefined,
        'create',
        ['rootfs.create', 'quota.create', ...startSteps],
      ],
      [
        'a missing one that is to be stopped is created without processes',
        { ...stopped(101) },
        undefined,
        'create',
        ['rootfs.create', 'quota.create'],
      ],
      [
        'one without manifest is deleted backwards',
        undefined,
        full,
        'delete',
        [...stopSteps, 'quota.remove', 'rootfs.remove'],
      ],
      [
        'a stopped one without manifest is deleted',
        undefined,
        stopped(101),
        'delete',
        ['quota.remove', 'rootfs.remove'],
      ],
      ['a stopped one is started', full, stopped(101), 'start', startSteps],
      [
        'one whose init died is started in its old cgroups',
        full,
        dead,
        'start',
        ['namespace.create', 'network.create', 'lifecycle.create'],
      ],
      ['a running one that is to be stopped is stopped', stopped(101), full, 'stop', stopSteps],
      [
        'a full description with state stopped is stopped too',
        { ...full, lifecycle: { state: 'stopped', init: ['/sbin/init'], haltSignal: 'SIGUSR2', stopTimeout: 60 } },
        full,
        'stop',
        stopSteps,
      ],
      [
        'a stopped one stays as it is',
        { ...full, lifecycle: { state: 'stopped', init: ['/sbin/init'], haltSignal: 'SIGUSR2', stopTimeout: 60 } },
        stopped(101),
        'none',
        [],
      ],
      ['cgroups left behind by a stopped one are removed', stopped(101), dead, 'stop', ['cgroup.remove']],
      [
        'one with only a root file system is completed',
        full,
        without(full, 'quota', 'cgroup', 'namespace', 'network', 'lifecycle'),
        'create',
        ['quota.create', ...startSteps],
      ],
      [
        'one with cgroups and no namespaces is completed',
        full,
        without(full, 'namespace', 'network', 'lifecycle'),
        'start',
        startSteps.slice(1),
      ],
      [
        'an init that was never released is replaced',
        full,
        { ...full, ...without(stopped(101), 'rootfs', 'quota') },
        'start',
        ['network.remove', 'namespace.remove', ...startSteps.slice(1)],
      ],
      [
        'a running one without its root file system starts over',
        full,
        without(full, 'rootfs', 'quota'),
        'create',
        [
          'lifecycle.remove',
          'network.remove',
          'namespace.remove',
          'rootfs.create',
          'quota.create',
          ...startSteps.slice(1),
        ],
      ],
      ['a running one without network gets one', full, without(full, 'network'), 'change', ['network.create']],
      [
        'a running one without cgroups is restarted',
        full,
        without(full, 'cgroup'),
        'restart',
        [...stopSteps.slice(0, 3), ...startSteps],
      ],
      ['limits are set in place', running(101, memory(GiB)), full, 'change', ['cgroup.set']],
      ['another init needs a restart', running(101, init('/bin/sh')), full, 'restart', [...stopSteps, ...startSteps]],
      [
        'other ids need a restart',
        running(101, { namespace: { idmap: { base: 0x70000000 }, hostname: 'ct101' } }),
        full,
        'restart',
        [...stopSteps, ...startSteps],
      ],
    ];
  test.each(cases)('%s', (_name, wanted, was, action, expected) => {
    const container = one(wanted, was);
    expect(container.action).toBe(action);
    expect(steps(container)).toEqual(expected);
  });

  test('limits of a dead container are set before it is started', () => {
    const container = one(running(101, memory(GiB)), dead);
    expect(steps(container)).toEqual(['cgroup.set', 'namespace.create', 'network.create', 'lifecycle.create']);
    expect(container.changes.map(({ pointer }) => pointer)).toEqual(['/lifecycle/state', '/cgroup/memory/ram']);
  });

  test('a live set names the fields to write, grouped by driver', () => {
    const wanted = running(101, { ...memory(GiB), namespace: { idmap: { base: 101 * 65536 }, hostname: 'other' } });
    const container = one(wanted, full);
    expect(container.steps.map((step) => [step.driver, step.changes.map(({ pointer }) => pointer)])).toEqual([
      ['cgroup', ['/cgroup/memory/ram']],
      ['namespace', ['/namespace/hostname']],
    ]);
  });

  test('fields that are not in the manifest are left alone', () => {
    const base = { idmap: { base: 101 * 65536 }, hostname: 'ct101' };
    expect(one(full, running(101, { namespace: { ...base, nameservers: ['9.9.9.9'] } })).action).toBe('none');
    expect(one(running(101, { namespace: { ...base, nameservers: ['9.9.9.9'] } }), full).changes).toMatchObject([
      { pointer: '/namespace/nameservers', wants: ['9.9.9.9'], class: 'live' },
    ]);
  });

  test('the order of addresses does not matter and the order of name servers does', () => {
    const net = (...addresses: string[]) => running(101, { network: { addresses } });
    expect(one(net('10.0.0.1', '10.0.0.2'), net('10.0.0.2', '10.0.0.1')).action).toBe('none');
    const dns = (...nameservers: string[]) =>
      running(101, { namespace: { idmap: { base: 101 * 65536 }, hostname: 'ct101', nameservers } });
    expect(one(dns('1.1.1.1', '9.9.9.9'), dns('9.9.9.9', '1.1.1.1')).action).toBe('change');
  });

  test('what the drivers accept is planned, not what was written', () => {
    const accepted = new Map([[asCtid(101), { wants: full, refusals: [] }]]);
    expect(one(running(101, memory(256 * MiB + 1)), full, { accepted }).action).toBe('none');
  });

  test('the spelling of the author is kept only while it is true', () => {
    const spelled = new Map([['/cgroup/memory/ram', '1GB']]);
    const written = wish(101, running(101, memory(1_000_000_000)), { spelled });
    const exact = plan([written], [seen(101)]);
    const rounded = { wants: running(101, memory(999_997_440)), refusals: [] };
    const cut = plan([written], [seen(101)], { accepted: new Map([[asCtid(101), rounded]]) });
    expect(exact.containers[0]?.changes[0]?.spelled).toBe('1GB');
    expect(cut.containers[0]?.changes[0]).not.toHaveProperty('spelled');
  });

  test('a new name alone is a change without steps', () => {
    const made = plan([wish(101)], [seen(101, running(101), { name: 'old' })]);
    expect(made.containers[0]).toMatchObject({ action: 'change', steps: [], warnings: ['renamed: old -> web-101'] });
  });
});

describe('drift', () => {
  test('a field that the manifests did not change is drift', () => {
    const made = plan([wish(101)], [seen(101, running(101, pids(7)), { applied: running(101) })]);
    expect(made.containers[0]?.changes).toMatchObject([
      { pointer: '/cgroup/pids/max', was: 7, wants: 100, drift: true },
    ]);
  });

  test('a field that the manifests changed is not drift', () => {
    expect(one(running(101, pids(7)), running(101)).changes[0]?.drift).toBe(false);
  });

  test('nothing is drift when the marker has forgotten the last apply', () => {
    const { marker: _gone, ...bare } = seen(101, running(101, pids(7)));
    expect(plan([wish(101)], [bare]).containers[0]?.changes[0]?.drift).toBe(false);
  });

  test('a killed init is drift', () => {
    const made = plan([wish(101)], [seen(101, stopped(101), { applied: running(101) })]);
    expect(made.containers[0]).toMatchObject({
      action: 'start',
      changes: [{ pointer: '/lifecycle/state', drift: true }],
    });
  });
});

describe('what a plan refuses', () => {
  const other = running(101, { rootfs: { template: debian.key } });

  test('recreating needs consent', () => {
    const refused = one(other, running(101));
    expect(refused).toMatchObject({ action: 'recreate', steps: [], refusals: [{ code: 'VZR503' }] });
    expect(refused.refusals[0]?.origin).toEqual({ path: 'ct/web-101.yaml', line: 6, col: 10 });
    const agreed = one(other, running(101), { options: { yes: true } });
    expect(steps(agreed)).toEqual([
      ...stopSteps,
      'quota.remove',
      'rootfs.remove',
      'rootfs.create',
      'quota.create',
      ...startSteps,
    ]);
  });

  test('a protected container is neither deleted nor recreated, whatever is agreed to', () => {
    const nodeSpec = { ...node, protected: [asCtid(101)] };
    const options = { yes: true };
    for (const wishes of [[], [wish(101, other)]]) {
      const made = plan(wishes, [seen(101), seen(102)], { desired: desire(wishes, nodeSpec), options });
      expect(made.containers[0]).toMatchObject({ steps: [], refusals: [{ code: 'VZR502' }] });
    }
  });

  test('templates are unpacked only when something is made from them', () => {
    expect(plan([wish(101, other)], []).templates).toEqual([debian]);
    expect(plan([wish(101, other)], [seen(101)]).templates).toEqual([]);
    expect(plan([wish(101)], []).templates).toEqual([]);
  });

  test('a driver refusal stops this container and nobody else, and gets its place', () => {
    const refusal = { code: 'VZR611', pointer: '/quota/space', reason: 'no soft limits' };
    const accepted = new Map([[asCtid(101), { wants: running(101, pids(7)), refusals: [refusal] }]]);
    const made = plan([wish(101), wish(102)], [seen(101)], { accepted });
    expect(made.containers[0]).toMatchObject({ action: 'change', steps: [], refusals: [{ origin: { line: 12 } }] });
    expect(runnable(made).map(({ ctid }) => ctid)).toEqual([102]);
  });

  test('a limit below what is used is a warning', () => {
    const small = { space: { soft: 'max', hard: 512 * MiB }, inodes: { soft: 'max', hard: 50 } } as never;
    const wanted = running(101, { quota: small, ...memory(64 * MiB) });
    const usage = { space: 600 * MiB, inodes: 51, ram: 100 * MiB };
    expect(plan([wish(101, wanted)], [seen(101, running(101), { usage })]).containers[0]).toMatchObject({
      refusals: [],
      warnings: [
        'ram 64M is below the 100M in use: the kernel will reclaim and swap',
        'diskspace 512M is below the 600M in use: nothing is lost, and nothing more can be written',
        'diskinodes 50 is below the 51 in use: none is lost, and no new ones can be made',
      ],
    });
    const fewer = plan([wish(101, running(101, pids(7)))], [seen(101, running(101), { usage: { processes: 8 } })]);
    expect(fewer.containers[0]).toMatchObject({
      refusals: [],
      warnings: ['numproc 7 is below the 8 that run: they stay, and no new ones start'],
    });
    const fits = plan([wish(101, wanted)], [seen(101, running(101), { usage: { space: 512 * MiB, inodes: 50 } })]);
    expect(fits.containers[0]?.warnings).toEqual([]);
  });

  test("a written limit above the host's is refused at its line, a default never", () => {
    const facts = { memoryBytes: 128 * MiB, swapBytes: 0, cpus: 2, processes: 50, diskBytes: GiB / 2 } as HostFacts;
    const { cgroup } = running(101);
    if (cgroup === undefined) throw new Error('no cgroup');
    const state = running(101, { cgroup: { ...cgroup, cpu: { units: 1000, limit: 300 } } });
    const { origins } = wish(101);
    const cpu = { path: 'ct/web-101.yaml', line: 10, col: 10 };
    const written = wish(101, state, { origins: new Map([...origins, ['/cgroup/cpu/limit', cpu]]) });
    const made = (container: DesiredContainer, there: Parameters<typeof seen>[1][] = []) =>
      plan(
        [container],
        there.map((was) => seen(101, was)),
        { facts },
      ).containers[0]?.refusals;
    expect(made(written)).toMatchObject([
      { code: 'VZR507', reason: 'ram 256M is above the 128M of memory that this host has', origin: { line: 9 } },
      { code: 'VZR507', reason: 'cpulimit 300% is above the 200% of processor time that this host has', origin: cpu },
      { code: 'VZR507', reason: 'numproc 100 is above the 50 processes that this host has', origin: { line: 11 } },
      { code: 'VZR507', reason: 'diskspace 1G is above the 512M of disk space in the pool that this host has' },
    ]);
    expect(made(wish(101, state, { origins: new Map() }))).toEqual([]);
    expect(made(written, [state])).toEqual([]);
  });

  test('a rate says what it does not limit', () => {
    const rate = [{ outgoing: 8000, incoming: 'max' }] as const;
    const eth0 = { name: 'eth0', mac: '00:18:51:0a:0b:0c', macFilter: true } as const;
    const warnings = (network: ContainerState['network'], was?: ContainerState) =>
      one(running(101, network && { network }), was).warnings;
    expect(warnings({ addresses: [], rate, netifs: [eth0], netdevs: ['ib0'] })).toEqual([
      'rate is of venet: eth0, ib0 are not limited',
    ]);
    expect(warnings({ addresses: [], rate })).toEqual([]);
    expect(warnings({ addresses: [], netifs: [eth0] })).toEqual([]);
    const same = running(101, { network: { addresses: [], rate, netifs: [eth0] } });
    expect(warnings(same.network, same)).toEqual([]);
  });

  test('swap above what the host has is a warning', () => {
    const facts = { memoryBytes: 8 * GiB, swapBytes: 0, cpus: 2, processes: 5000, diskBytes: 8 * GiB } as HostFacts;
    const at = { path: 'ct/web-101.yaml', line: 10, col: 10 };
    const container = wish(101, running(101, memory(64 * MiB, 5 * MiB)), {
      origins: new Map([['/cgroup/memory/swap', at]]),
    });
    expect(plan([container], [], { facts }).containers[0]).toMatchObject({
      refusals: [],
      warnings: ['swap 5M: this host has no swap'],
    });
  });
});
