// What every host promises, whether it is the kernel or a pretence. The suite speaks to it through the Host port and,
// for what people do behind the reconciler's back, through a few hands. It looks at its own ctids only: on a shared
// machine the rest belongs to others.

import { afterAll, afterEach, beforeAll, describe, expect, type TestContext, test, vi } from 'vitest';
import { runnable } from '../../reconciler/plan/make.ts';
import type { ContainerPlan, Plan } from '../../reconciler/plan/plan.ts';
import type { Undo } from '../../reconciler/port/driver.ts';
import type { Host, HostEvent } from '../../reconciler/port/host.ts';
import type {
  CgroupState,
  ContainerState,
  NamespaceState,
  NetworkState,
  UbcState,
} from '../../reconciler/state/container.ts';
import type { DesiredContainer, TemplateSpec } from '../../reconciler/state/model.ts';
import { asBytes, asCtid, type Ctid } from '../../schema/units.ts';
import { desire, MiB, wish } from '../plan/builders.ts';
import { accept, look, mark, planFor, play, playStep } from './player.ts';

/** Something of somebody else's where a container of ours would go. */
interface Foreign {
  isIntact(): Promise<boolean>;
  remove(): Promise<void>;
}

/** What people and bad luck do without asking. */
interface Sabotage {
  killInit(ctid: Ctid): Promise<void>;
  /** Writes the container's process limit, as with echo. */
  setNumproc(ctid: Ctid, max: number): Promise<void>;
  plantForeign(ctid: Ctid): Promise<Foreign>;
  /** Ends this reconciler's hold of the host and starts another one on it. */
  reopen(): Promise<Host>;
}

export interface ContractHost {
  readonly host: Host;
  readonly sabotage: Sabotage;
  readonly template: TemplateSpec;
  /** An interface of the host that may be lent to a container. */
  readonly netdev: string;
  cleanup(): Promise<void>;
}

export interface ContractOptions {
  /** Three ids that nobody else uses. */
  readonly ctids: readonly [number, number, number];
  /** Three IPv4 addresses and an IPv6 address that nobody else uses. */
  readonly addresses: readonly [string, string, string, string];
  /** Sections that this host needs to be different, e.g. the argv of the template's init. */
  readonly sections?: (ctid: number) => Partial<ContainerState>;
}

const ubc: UbcState = {
  ...{ numpty: 16, numfile: 1024, numsiginfo: 'max', lockedpages: asBytes(65_536), privvmpages: 'max' },
};

/** Registers the suite. `makeHost` may answer with a reason to skip it. */
export function describeHostContract(
  name: string,
  makeHost: () => Promise<ContractHost | { readonly skip: string }>,
  options: ContractOptions,
): void {
  const [first, second, third] = options.ctids.map(asCtid) as [Ctid, Ctid, Ctid];
  const [one, two, three, six] = options.addresses;
  const scope = [first, second, third];
  let made: ContractHost | { readonly skip: string };
  let host: Host;
  let sabotage: Sabotage;
  let template: TemplateSpec;
  let netdev: string;

  beforeAll(async () => {
    made = await makeHost();
    if ('skip' in made) return;
    ({ host, sabotage, template, netdev } = made);
    await host.probe();
    await host.templates.ensure(template, new AbortController().signal);
  });

  afterEach(async () => {
    if (!('skip' in made)) await converge();
  });

  afterAll(async () => {
    if (made !== undefined && !('skip' in made)) await made.cleanup();
  });

  const promise = (what: string, body: (context: TestContext) => Promise<void>): void => {
    test(what, async (context) => {
      if ('skip' in made) context.skip(made.skip);
      await body(context);
    });
  };

  const stateOf = (ctid: Ctid, sections: Partial<ContainerState> = {}): ContainerState => ({
    rootfs: { template: template.key },
    quota: { space: { soft: asBytes(256 * MiB), hard: asBytes(256 * MiB) }, inodes: { soft: 'max', hard: 'max' } },
    cgroup: {
      memory: { ram: asBytes(128 * MiB), swap: asBytes(0) },
      guarantee: { ram: asBytes(0) },
      cpu: { units: 1000, limit: 'max' },
      cpuset: { cpus: 'all', mems: 'all' },
      io: { bytes: 'max', operations: 'max', priority: 4 },
      pids: { max: 64 },
      sockets: { tcp: 'max', other: 'max' },
      devices: [],
    },
    namespace: {
      ...{ idmap: { base: ctid * 65_536 }, hostname: `contract-${ctid}`, ubc },
      ...{ features: [], capabilities: [], netfilter: 'full', devices: [], sysctls: {}, mounts: [] },
    },
    network: {
      addresses: ctid === first ? [one] : ctid === second ? [two] : [three],
      ...{ rate: [], netifs: [], netdevs: [] },
    },
    lifecycle: { state: 'running', init: ['/sbin/init'], haltSignal: 'SIGUSR2', stopTimeout: 5 },
    ...options.sections?.(ctid),
    ...sections,
  });

  const wanting = (ctid: Ctid, sections: Partial<ContainerState> = {}): DesiredContainer =>
    wish(ctid, stateOf(ctid, sections), { template });
  const plan = (...wishes: DesiredContainer[]): Promise<Plan> => planFor(host, desire(wishes), { yes: true, scope });
  const converge = async (...wishes: DesiredContainer[]): Promise<Plan> => {
    const todo = await plan(...wishes);
    expect(todo.containers.flatMap(({ refusals }) => refusals)).toEqual([]);
    await play(host, todo);
    return todo;
  };
  const observed = async (ctid: Ctid): Promise<ContainerState> =>
    (await look(host, scope)).containers.get(ctid)?.state ?? {};
  const pidOf = async (ctid: Ctid): Promise<number | undefined> => (await host.pids()).get(ctid);
  const only = (todo: Plan): ContainerPlan => {
    const [container, ...others] = runnable(todo);
    if (container === undefined || others.length > 0) throw new Error('one container to act on was expected');
    return container;
  };
  const expectNothing = async (ctid: Ctid): Promise<void> => {
    expect(await observed(ctid)).toEqual({});
    expect(await pidOf(ctid)).toBeUndefined();
    expect((await host.markers.read()).has(ctid)).toBe(false);
  };
  const expectReached = async (container: DesiredContainer): Promise<void> => {
    const { wants } = accept(host, container.state);
    const state = await observed(container.ctid);
    // A field that the wish leaves out is not managed: the host may report what it is.
    expect(state).toMatchObject(wants);
    expect(Object.keys(state).sort()).toEqual(Object.keys(wants).sort());
  };
  /** A live change from what is there, and its undo. */
  const changeAndBack = async (before: DesiredContainer, after: DesiredContainer): Promise<void> => {
    const change = only(await plan(after));
    expect(change.action).toBe('change');
    const undos = await playAll(host, change);
    await expectReached(after);
    await takeBack(undos);
    await expectReached(before);
  };

  describe(`${name} promises`, () => {
    promise('that nothing is seen where nothing was made, and looking changes nothing', async () => {
      for (const driver of host.drivers) expect(await driver.observe(scope)).toEqual(new Map());
      for (const ctid of scope) await expectNothing(ctid);
    });

    promise('to know its facts', async () => {
      const facts = await host.facts();
      expect(facts.memoryBytes).toBeGreaterThan(0);
      expect(facts.diskBytes).toBeGreaterThan(0);
      expect(facts.cpus).toBeGreaterThan(0);
      expect(await host.templates.check(template)).toEqual([]);
      expect((await host.templates.present()).has(template.key)).toBe(true);
    });

    promise('the drivers in dependency order', async () => {
      expect(host.drivers.map((driver) => driver.name)).toEqual([
        'rootfs',
        'quota',
        'cgroup',
        'namespace',
        'network',
        'lifecycle',
      ]);
    });

    promise('that what is accepted is accepted as it is', async () => {
      const once = accept(host, stateOf(first));
      expect(once.refusals).toEqual([]);
      expect(accept(host, once.wants)).toEqual(once);
      expect(once.wants.cgroup?.cpuset.cpus).toMatch(/^[0-9,-]+$/);
    });

    promise('that a size the kernel rounds is seen as it was accepted', async () => {
      const { cgroup: at } = stateOf(first);
      const memory = { ram: asBytes(100 * MiB + 1), swap: asBytes(4095) };
      const wanted = wanting(first, at && { cgroup: { ...at, memory } });
      await converge(wanted);
      await expectReached(wanted);
      const seen = (await observed(first)).cgroup?.memory;
      for (const bytes of [seen?.ram, seen?.swap]) expect(Number(bytes) % 4096).toBe(0);
      expect(runnable(await plan(wanted))).toEqual([]);
    });

    promise('that a created container is seen as it was accepted, and the next plan is empty', async () => {
      const wanted = wanting(first);
      expect(only(await converge(wanted)).action).toBe('create');
      await expectReached(wanted);
      expect(await pidOf(first)).toBeGreaterThan(0);
      expect(runnable(await plan(wanted))).toEqual([]);
    });

    promise('that a container created stopped has files and no processes', async () => {
      const { rootfs, quota } = stateOf(first);
      const lifecycle = { state: 'stopped', init: ['/sbin/init'], haltSignal: 'SIGUSR2', stopTimeout: 5 } as const;
      const wanted = wish(first, { ...(rootfs && { rootfs }), ...(quota && { quota }), lifecycle }, { template });
      await converge(wanted);
      const state = await observed(first);
      expect(Object.keys(state).filter((section) => section !== 'lifecycle')).toEqual(['rootfs', 'quota']);
      expect(state.lifecycle?.state ?? 'stopped').toBe('stopped');
      expect(await pidOf(first)).toBeUndefined();
      expect(runnable(await plan(wanted))).toEqual([]);
      expect(only(await converge(wanting(first))).action).toBe('start');
      await expectReached(wanting(first));
      expect(only(await converge(wanted)).action).toBe('stop');
      expect(await pidOf(first)).toBeUndefined();
      expect(runnable(await plan(wanted))).toEqual([]);
    });

    promise('that to look at one container does not show another', async () => {
      await converge(wanting(first), wanting(second));
      for (const driver of host.drivers) expect([...(await driver.observe([second])).keys()]).toEqual([second]);
    });

    promise('that a step played twice is as good as once', async () => {
      const wanted = wanting(first);
      const creation = only(await plan(wanted));
      let pid: number | undefined;
      for (const index of creation.steps.keys()) {
        await playStep(host, creation, index);
        pid = await pidOf(first);
        await playStep(host, creation, index);
      }
      await expectReached(wanted);
      expect(await pidOf(first)).toBe(pid);
      const removal = only(await plan());
      for (const index of removal.steps.keys()) {
        await playStep(host, removal, index);
        await playStep(host, removal, index);
      }
      await expectNothing(first);
    });

    promise('that a removed container leaves nothing', async () => {
      await converge(wanting(first), wanting(second));
      await converge(wanting(second));
      await expectNothing(first);
      await expectReached(wanting(second));
    });

    const cgroup = (change: (at: CgroupState) => CgroupState) => (): Partial<ContainerState> => {
      const at = stateOf(first).cgroup;
      return at === undefined ? {} : { cgroup: change(at) };
    };
    const namespace = (more: Partial<NamespaceState>) => (): Partial<ContainerState> => {
      const at = stateOf(first).namespace;
      return at === undefined ? {} : { namespace: { ...at, ...more } };
    };
    const network = (more: Partial<NetworkState>) => (): Partial<ContainerState> => {
      const at = stateOf(first).network;
      return at === undefined ? {} : { network: { ...at, ...more } };
    };
    const lifecycle = (more: { haltSignal?: string; stopTimeout?: number }) => (): Partial<ContainerState> => {
      const at = stateOf(first).lifecycle;
      return at === undefined ? {} : { lifecycle: { ...at, ...more } };
    };
    const size = (bytes: number) => ({ soft: asBytes(bytes), hard: asBytes(bytes) });
    const unlimited = { soft: 'max', hard: 'max' } as const;
    const memory = (ram: number, swap = 0) =>
      cgroup((at) => ({ ...at, memory: { ram: asBytes(ram * MiB), swap: asBytes(swap * MiB) } }));
    const device = 'c:10:229:rw';
    const live: readonly (readonly [string, () => Partial<ContainerState>])[] = [
      ['more ram', memory(192)],
      ['less ram', memory(64)],
      ['unlimited ram', cgroup((at) => ({ ...at, memory: { ram: 'max', swap: 'max' } }))],
      ['swap', memory(128, 32)],
      ['less ram and more swap', memory(64, 128)],
      ['cpuunits', cgroup((at) => ({ ...at, cpu: { units: 2500, limit: 'max' } }))],
      ['cpulimit', cgroup((at) => ({ ...at, cpu: { units: 1000, limit: 35 } }))],
      ['cpumask', cgroup((at) => ({ ...at, cpuset: { cpus: '0', mems: '0' } }))],
      ['memguarantee', cgroup((at) => ({ ...at, guarantee: { ram: asBytes(32 * MiB) } }))],
      ['ioprio', cgroup((at) => ({ ...at, io: { ...at.io, priority: 7 } }))],
      ['iolimit', cgroup((at) => ({ ...at, io: { ...at.io, bytes: 10 * MiB } }))],
      ['numtcpsock', cgroup((at) => ({ ...at, sockets: { tcp: 40, other: 'max' } }))],
      ['numproc', cgroup((at) => ({ ...at, pids: { max: 33 } }))],
      ['unlimited numproc', cgroup((at) => ({ ...at, pids: { max: 'max' } }))],
      ['more diskspace', () => ({ quota: { space: size(320 * MiB), inodes: unlimited } })],
      ['unlimited diskspace', () => ({ quota: { space: unlimited, inodes: unlimited } })],
      ['diskinodes', () => ({ quota: { space: size(256 * MiB), inodes: { soft: 50_000, hard: 50_000 } } })],
      [
        'soft diskspace',
        () => ({ quota: { space: { ...size(256 * MiB), soft: asBytes(200 * MiB) }, inodes: unlimited } }),
      ],
      ['more ips', network({ addresses: [one, two, six] })],
      ['another ip', network({ addresses: [three] })],
      ['a rate', network({ addresses: [one, two], rate: [{ outgoing: 8_000_000, incoming: 'max' }] })],
      ['no ip', network({ addresses: [] })],
      ['netifs', network({ netifs: [{ name: 'eth0', mac: '00:18:51:0a:0b:0c', macFilter: true }] })],
      ['netdevs', () => network({ netdevs: [netdev] })()],
      ['hostname', namespace({ hostname: 'renamed.example' })],
      ['nameservers', namespace({ nameservers: ['192.0.2.53', '192.0.2.54'] })],
      ['searchdomains', namespace({ searchdomains: ['a.example', 'b.example'] })],
      ['sysctls', namespace({ sysctls: { 'kernel.msgmax': '16384', 'net.ipv4.ip_default_ttl': '42' } })],
      ['numpty', namespace({ ubc: { ...ubc, numpty: 9 } })],
      [
        'devices',
        () => ({ ...namespace({ devices: [device] })(), ...cgroup((at) => ({ ...at, devices: [device] }))() }),
      ],
      ['haltSignal', lifecycle({ haltSignal: 'SIGPWR' })],
      ['stopTimeout', lifecycle({ stopTimeout: 4 })],
    ];
    for (const [label, sections] of live) {
      promise(`that ${label} can be set while it runs, seen, and taken back`, async (context) => {
        const before = wanting(first);
        const after = wanting(first, sections());
        const [refusal] = accept(host, after.state).refusals;
        if (refusal !== undefined) context.skip(`this host refuses it: ${refusal.reason}`);
        await converge(before);
        const pid = await pidOf(first);
        await changeAndBack(before, after);
        await converge(after);
        await expectReached(after);
        expect(runnable(await plan(after))).toEqual([]);
        expect(await pidOf(first)).toBe(pid);
      });
    }

    // Where a process starts with it.
    const restarting: readonly (readonly [string, () => Partial<ContainerState>])[] = [
      ['features', namespace({ features: ['nesting'] })],
      ['capabilities', namespace({ capabilities: ['chown:off'] })],
      ['netfilter', namespace({ netfilter: 'disabled' })],
      ['numsiginfo', namespace({ ubc: { ...ubc, numsiginfo: 200 } })],
      ['mounts', namespace({ mounts: [{ type: 'tmpfs', target: '/srv', size: asBytes(MiB), mode: '0755' }] })],
    ];
    promise(`that ${restarting.map(([label]) => label).join(', ')} need a restart, get it and are seen`, async () => {
      await converge(wanting(first));
      for (const [label, sections] of [...restarting, ['what it had', () => ({})] as const]) {
        const pid = await pidOf(first);
        const wanted = wanting(first, sections());
        expect([label, only(await converge(wanted)).action]).toEqual([label, 'restart']);
        await expectReached(wanted);
        expect(await pidOf(first)).not.toBe(pid);
        expect(runnable(await plan(wanted))).toEqual([]);
      }
    });

    promise('that quotas of users and groups can be set, seen, and taken back', async (context) => {
      const quota = (more: object): Partial<ContainerState> => ({
        quota: { space: size(256 * MiB), inodes: unlimited, ugids: true, grace: 3600, users: {}, groups: {}, ...more },
      });
      const [refusal] = accept(host, wanting(first, quota({})).state).refusals;
      if (refusal !== undefined) context.skip(`this host refuses it: ${refusal.reason}`);
      const limit = { space: size(16 * MiB), inodes: { soft: 100, hard: 200 } };
      const [before, after] = [wanting(first, quota({})), wanting(first, quota({ users: { 33: limit } }))];
      await converge(before);
      const pid = await pidOf(first);
      await changeAndBack(before, after);
      await converge(after);
      expect(runnable(await plan(after))).toEqual([]);
      expect(await pidOf(first)).toBe(pid);
    });

    promise('that a creation taken back at any step leaves nothing', async () => {
      const creation = only(await plan(wanting(first)));
      for (let length = 1; length <= creation.steps.length; length += 1) {
        await takeBack(await playAll(host, creation, length));
        await expectNothing(first);
      }
    });

    promise('that a creation broken off at any step is completed', async () => {
      const wanted = wanting(first);
      const creation = only(await plan(wanted));
      for (let length = 1; length < creation.steps.length; length += 1) {
        await playAll(host, creation, length);
        await converge(wanted);
        await expectReached(wanted);
        await converge();
      }
    });

    promise('that a removal broken off at any step is completed', async () => {
      const steps = 6;
      for (let length = 1; length < steps; length += 1) {
        await converge(wanting(first));
        await playAll(host, only(await plan()), length);
        await converge();
        await expectNothing(first);
      }
    });

    promise('that another base of ids needs a restart and gets it', async () => {
      await converge(wanting(first));
      const pid = await pidOf(first);
      const base = (Math.max(...scope) + 1) * 65_536;
      const wanted = wanting(first, { namespace: { idmap: { base }, hostname: 'moved' } });
      expect(only(await converge(wanted)).action).toBe('restart');
      await expectReached(wanted);
      expect(await pidOf(first)).not.toBe(pid);
    });

    const moving = (): DesiredContainer => ({
      ...wanting(second, { network: { addresses: [one], rate: [], netifs: [], netdevs: [] } }),
      movedFrom: [first],
    });

    promise('that a container gets another ctid and keeps its files, whether it runs or not', async () => {
      await converge(wanting(first));
      const todo = await plan(moving());
      expect(todo.containers.map(({ ctid, action }) => [ctid, action])).toEqual([[second, 'restart']]);
      await play(host, todo);
      await expectNothing(first);
      await expectReached(moving());
      expect((await host.markers.read()).get(second)).toMatchObject({ ctid: second, name: `web-${second}` });
      expect(runnable(await plan(moving()))).toEqual([]);
      const stopped = { lifecycle: { ...stateOf(first).lifecycle, state: 'stopped' } } as Partial<ContainerState>;
      const back = { ...wanting(first, stopped), movedFrom: [second] };
      await converge(back);
      await expectNothing(second);
      const { lifecycle, ...files } = await observed(first);
      expect(lifecycle?.state ?? 'stopped').toBe('stopped');
      expect(Object.keys(files).sort()).toEqual(['quota', 'rootfs']);
      await converge(wanting(second, { network: { addresses: [two], rate: [], netifs: [], netdevs: [] } }), back);
    });

    promise(
      'that a move broken off at any step is completed, and taken back at any step leaves it where it was',
      async () => {
        await converge(wanting(first));
        const { length } = only(await plan(moving())).steps;
        for (let steps = 1; steps <= length; steps += 1) {
          await takeBack(await playAll(host, only(await plan(moving())), steps));
          expect(await observed(first)).toMatchObject({ rootfs: {}, quota: {} });
          expect(await observed(second)).toEqual({});
          // What ran there was stopped, so the second time there is less to do.
          const again = only(await plan(moving()));
          await playAll(host, again, Math.min(steps, again.steps.length));
          await converge(moving());
          await expectNothing(first);
          await expectReached(moving());
          await converge({ ...wanting(first), movedFrom: [second] });
        }
      },
    );

    promise('that a limit changed by hand is seen as drift and corrected', async () => {
      const wanted = wanting(first);
      await converge(wanted);
      const pid = await pidOf(first);
      await sabotage.setNumproc(first, 41);
      const todo = await plan(wanted);
      expect(only(todo).changes).toMatchObject([{ pointer: '/cgroup/pids/max', was: 41, wants: 64, drift: true }]);
      await play(host, todo);
      await expectReached(wanted);
      expect(await pidOf(first)).toBe(pid);
    });

    promise('that a killed init is heard of, seen, and started again', async () => {
      const wanted = wanting(first);
      await converge(wanted);
      const pid = await pidOf(first);
      const events: HostEvent[] = [];
      const unsubscribe = host.onEvent((event) => events.push(event));
      try {
        await sabotage.killInit(first);
        await vi.waitFor(() => expect(events).toMatchObject([{ kind: 'exited', ctid: first }]), 2000);
      } finally {
        unsubscribe();
      }
      expect((await observed(first)).lifecycle?.state ?? 'stopped').toBe('stopped');
      expect(await pidOf(first)).toBeUndefined();
      expect(only(await converge(wanted)).action).toBe('start');
      await expectReached(wanted);
      expect(await pidOf(first)).not.toBe(pid);
    });

    promise('not to touch what is not ours', async () => {
      const foreign = await sabotage.plantForeign(first);
      try {
        expect(await observed(first)).toEqual({});
        await expect(play(host, await plan(wanting(first)))).rejects.toThrow();
        expect(await foreign.isIntact()).toBe(true);
        await converge();
        expect(await foreign.isIntact()).toBe(true);
      } finally {
        await foreign.remove();
      }
    });

    promise('that addresses can be swapped between running containers', async () => {
      await converge(wanting(first), wanting(second));
      const [swapped, other] = [
        wanting(first, { network: { addresses: [two] } }),
        wanting(second, { network: { addresses: [one] } }),
      ];
      await converge(swapped, other);
      await expectReached(swapped);
      await expectReached(other);
    });

    promise('to refuse an address that another container has', async () => {
      await converge(wanting(first), wanting(second));
      const step = { driver: 'network', verb: 'set', changes: [] } as const;
      const change = {
        driver: 'network',
        pointer: '/network/addresses',
        was: [two],
        wants: [one],
        class: 'live',
        drift: false,
      } as const;
      const [, theft] = (await plan(wanting(first), wanting(second))).containers;
      if (theft === undefined) throw new Error('no second container');
      const greedy = { ...theft, steps: [{ ...step, changes: [change] }] };
      await expect(playStep(host, greedy, 0)).rejects.toThrow();
      await expectReached(wanting(first));
      await expectReached(wanting(second));
    });

    promise('to keep a marker with the container it describes', async () => {
      const marker = { version: 1, ctid: first, name: 'marked', applied: stateOf(first), revision: 'r1' } as const;
      await expect(host.markers.write(marker)).rejects.toThrow();
      await converge(wanting(first));
      await host.markers.write(marker);
      const kept = (await host.markers.read()).get(first);
      expect(kept).toEqual({ ...marker, rootId: kept?.rootId });
    });

    promise('that a root has a name of its own, which goes where its files go and no other root gets', async () => {
      const rootOf = async (ctid: Ctid) => (await host.markers.read()).get(ctid)?.rootId;
      await converge(wanting(first));
      const born = await rootOf(first);
      expect(born).toMatch(/^[0-9a-f]{32}$/);
      // Whatever a marker says, the root is the one it is.
      const marker = { version: 1, ctid: first, name: 'web', labels: { tier: 'db' }, rootId: '0'.repeat(32) } as const;
      await host.markers.write(marker);
      expect((await host.markers.read()).get(first)).toEqual({ ...marker, rootId: born });
      await play(host, await plan({ ...wanting(second), movedFrom: [first] }));
      expect(await rootOf(second)).toBe(born);
      await converge();
      await converge(wanting(second));
      expect(await rootOf(second)).toMatch(/^[0-9a-f]{32}$/);
      expect(await rootOf(second)).not.toBe(born);
    });

    promise('to remember labels, and to change them without touching anything else', async () => {
      const labelled = (labels: Readonly<Record<string, string>>) => ({ ...wanting(first), labels });
      await converge(labelled({ tier: 'db' }));
      const before = await observed(first);
      const todo = await plan(labelled({ tier: 'web', site: 'b' }));
      expect(todo.containers).toMatchObject([{ action: 'change', steps: [], changes: [] }]);
      await play(host, todo);
      expect((await host.markers.read()).get(first)?.labels).toEqual({ tier: 'web', site: 'b' });
      expect(await observed(first)).toEqual(before);
      expect(runnable(await plan(labelled({ tier: 'web', site: 'b' })))).toEqual([]);
    });

    promise('to keep templates that are in use', async () => {
      await converge(wanting(first));
      expect(await host.templates.prune(new Set([template.key]))).not.toContain(template.key);
      expect((await host.templates.present()).has(template.key)).toBe(true);
    });

    promise(
      'a verdict on the health of a container, whatever there is, and nothing undeclared of one nobody touched',
      async () => {
        const ask = () => {
          const probe = { kind: 'exec', command: ['/bin/true'] } as const;
          return host.checkHealth?.(first, probe, AbortSignal.timeout(10_000));
        };
        expect(await ask()).toEqual({ healthy: false, reason: 'it is not running' });
        await converge(wanting(first));
        const before = await observed(first);
        expect(await ask()).toEqual({ healthy: true });
        expect((await host.undeclared?.())?.get(first) ?? []).toEqual([]);
        expect(await observed(first)).toEqual(before);
        await sabotage.killInit(first);
        expect(await ask()).toEqual({ healthy: false, reason: 'it is not running' });
      },
    );

    promise('a name for the life of an init, which stays while it runs and is never given again', async () => {
      const life = async () => (await host.lives?.())?.get(first);
      expect(await life()).toBeUndefined();
      await converge(wanting(first));
      const before = await life();
      expect(before).toBeTruthy();
      expect(await life()).toBe(before);
      await sabotage.killInit(first);
      await vi.waitFor(async () => expect(await life()).toBeUndefined(), 2000);
      await converge(wanting(first));
      expect(await life()).not.toBe(before);
    });

    promise('not to be dismantled while it has containers', async () => {
      await converge(wanting(first));
      await expect(host.dismantle()).rejects.toThrow();
      await expectReached(wanting(first));
    });

    promise('that another reconciler finds everything as it was', async () => {
      const wanted = wanting(first);
      await converge(wanted);
      const before = { pid: await pidOf(first), state: await observed(first) };
      host = await sabotage.reopen();
      await host.probe();
      expect({ pid: await pidOf(first), state: await observed(first) }).toEqual(before);
      expect(runnable(await plan(wanted))).toEqual([]);
      await converge(wanting(first, memory(192)()));
      expect(await pidOf(first)).toBe(before.pid);
    });
  });
}

async function playAll(host: Host, plan: ContainerPlan, length = plan.steps.length): Promise<readonly Undo[]> {
  const undos: Undo[] = [];
  for (let index = 0; index < length; index += 1) undos.push(await playStep(host, plan, index));
  if (length === plan.steps.length && plan.action !== 'delete') await mark(host, plan);
  return undos;
}

async function takeBack(undos: readonly Undo[]): Promise<void> {
  for (const undo of [...undos].reverse()) await undo();
}
