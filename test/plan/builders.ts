// Values for tests of the planner: a container as the manifests would describe it, with places.

import type { Plan } from '../../reconciler/plan/plan.ts';
import type { Report } from '../../reconciler/plan/report.ts';
import type { HostFacts } from '../../reconciler/port/host.ts';
import type { ContainerState } from '../../reconciler/state/container.ts';
import type {
  Desired,
  DesiredContainer,
  NodeSpec,
  Observed,
  ObservedContainer,
  TemplateSpec,
} from '../../reconciler/state/model.ts';
import type { Origin } from '../../schema/problem.ts';
import { asBytes, asCtid } from '../../schema/units.ts';

export const MiB = 1024 ** 2;
export const GiB = 1024 ** 3;

export const hostFacts: HostFacts = {
  ...{ node: 'node7', kernel: '6.1', cgroup: 'v2', backend: 'btrfs', cpus: 4, processes: 32_768 },
  ...{ memoryBytes: 8 * GiB, swapBytes: 2 * GiB, diskBytes: 100 * GiB },
};

export const busybox: TemplateSpec = { name: 'tiny', key: 'busybox-0f1e2d', source: { kind: 'busybox' } };
export const debian: TemplateSpec = {
  name: 'debian-13',
  key: 'debian-9a8b7c',
  source: { kind: 'debian', suite: 'trixie', packages: [] },
};

/** Sections replaced whole; the rest is a usual small container. */
export function running(ctid: number, sections: Partial<ContainerState> = {}): ContainerState {
  return {
    rootfs: { template: busybox.key },
    quota: {
      space: { soft: asBytes(GiB), hard: asBytes(GiB) },
      inodes: { soft: 'max', hard: 'max' },
    },
    cgroup: {
      memory: { ram: asBytes(256 * MiB), swap: asBytes(0) },
      guarantee: { ram: asBytes(0) },
      cpu: { units: 1000, limit: 'max' },
      cpuset: { cpus: '0-3', mems: '0' },
      io: { bytes: 'max', operations: 'max', priority: 4 },
      pids: { max: 100 },
    },
    namespace: { idmap: { base: ctid * 65536 }, hostname: `ct${ctid}` },
    network: { addresses: [`10.9.0.${ctid % 250}`] },
    lifecycle: { state: 'running', init: ['/sbin/init'], haltSignal: 'SIGUSR2', stopTimeout: 60 },
    ...sections,
  };
}

export function memory(ram: number | 'max', swap = 0, cgroup = running(1).cgroup): ContainerState {
  if (cgroup === undefined) throw new Error('no cgroup');
  return { cgroup: { ...cgroup, memory: { ram: ram === 'max' ? ram : asBytes(ram), swap: asBytes(swap) } } };
}

export const pids = (max: number): ContainerState => {
  const { cgroup } = running(1);
  if (cgroup === undefined) throw new Error('no cgroup');
  return { cgroup: { ...cgroup, pids: { max } } };
};

export const init = (...argv: string[]): ContainerState => ({
  lifecycle: { state: 'running', init: argv, haltSignal: 'SIGUSR2', stopTimeout: 60 },
});

export function stopped(ctid: number): ContainerState {
  const { rootfs, quota } = running(ctid);
  const lifecycle = { state: 'stopped', init: [], haltSignal: '', stopTimeout: 0 } as const;
  return { ...(rootfs && { rootfs }), ...(quota && { quota }), lifecycle };
}

export function wish(ctid: number, state: ContainerState = running(ctid), more: Partial<DesiredContainer> = {}) {
  const path = `ct/web-${ctid}.yaml`;
  const at = (line: number, col = 10): Origin => ({ path, line, col });
  const container: DesiredContainer = {
    ctid: asCtid(ctid),
    name: `web-${ctid}`,
    labels: {},
    annotations: {},
    state,
    template: [busybox, debian].find(({ key }) => key === state.rootfs?.template) ?? busybox,
    origin: at(1, 1),
    origins: new Map([
      ['/rootfs/template', at(6)],
      ['/cgroup/memory/ram', at(9)],
      ['/cgroup/pids/max', at(11)],
      ['/quota/space', at(12)],
      ['/network/addresses', at(14)],
      ['/lifecycle/init', at(16)],
      ['/lifecycle/state', at(7)],
    ]),
    spelled: new Map(),
    ...more,
  };
  return container;
}

export const node: NodeSpec = {
  pool: { backend: 'auto' },
  addressPools: [],
  networkClasses: {},
  overcommit: {},
  protected: [],
};

export const desire = (containers: readonly DesiredContainer[], nodeSpec: NodeSpec = node): Desired => ({
  node: 'node7',
  nodeSpec,
  containers,
});

/** An observed container whose last apply reached `applied`; by default what it is in now. */
export function seen(
  ctid: number,
  state: ContainerState = running(ctid),
  more: Partial<ObservedContainer> & { readonly applied?: ContainerState } = {},
): ObservedContainer {
  const { applied = state, ...rest } = more;
  const name = `web-${ctid}`;
  return { ctid: asCtid(ctid), name, state, marker: { version: 1, ctid: asCtid(ctid), name, applied }, ...rest };
}

export const observe = (containers: readonly ObservedContainer[], templates = [busybox.key]): Observed => ({
  containers: new Map(containers.map((container) => [container.ctid, container])),
  templates: new Set(templates),
});

/** What a run says that made this plan. */
export const reportOf = (...plans: readonly Plan[]): Report => ({
  revision: plans[0]?.revision ?? 'main@3f2a9c1',
  nodes: plans.map(({ node }) => node),
  plans,
  problems: [],
});
