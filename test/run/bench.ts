// What the tests of the run folder share: a clock that stands still, manifests as values and a reconciler over the
// simulated host.

import { simulatedHost } from '../../drivers/simulated/host.ts';
import type { PlanOptions } from '../../reconciler/plan/make.ts';
import type { Clock } from '../../reconciler/port/clock.ts';
import type { Host } from '../../reconciler/port/host.ts';
import type { Loaded } from '../../reconciler/run/load.ts';
import { makeReconciler, type PassOptions, type Reconciler } from '../../reconciler/run/reconcile.ts';
import type { DesiredContainer, NodeSpec, ReconcileSpec, TemplateSpec } from '../../reconciler/state/model.ts';
import type { Rules } from '../../reconciler/state/rules.ts';
import type { HealthSpec } from '../../schema/health.ts';
import { asBytes, asCtid } from '../../schema/units.ts';

export const ctid = asCtid;
const node: NodeSpec = {
  pool: { backend: 'auto' },
  addressPools: [],
  networkClasses: {},
  overcommit: {},
  protected: [],
};
const busybox: TemplateSpec = { name: 'tiny', key: 'busybox-1', source: { kind: 'busybox' } };

export interface Wish {
  readonly ctid: number;
  readonly ram?: number;
  readonly addresses?: readonly string[];
  readonly state?: 'running' | 'stopped';
  readonly template?: TemplateSpec;
  readonly hostname?: string;
  readonly inodes?: number;
  readonly pids?: number;
  readonly idmap?: number;
  readonly sysctls?: Readonly<Record<string, string>>;
  readonly reconcile?: ReconcileSpec;
  readonly health?: HealthSpec;
  /** Names of others: "ct60501". */
  readonly dependsOn?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
}

function container(wish: Wish): DesiredContainer {
  const name = `ct${wish.ctid}`;
  const template = wish.template ?? busybox;
  const inodes = wish.inodes ?? 'max';
  return {
    ctid: ctid(wish.ctid),
    name,
    labels: wish.labels ?? {},
    annotations: {},
    template,
    origin: { path: `${name}.yaml`, line: 1, col: 1 },
    origins: new Map(),
    spelled: new Map(),
    ...(wish.health && { health: wish.health }),
    ...(wish.dependsOn && { dependsOn: wish.dependsOn }),
    ...(wish.reconcile && { reconcile: wish.reconcile }),
    state: {
      rootfs: { template: template.key },
      quota: { space: { soft: asBytes(2 ** 30), hard: asBytes(2 ** 30) }, inodes: { soft: inodes, hard: inodes } },
      cgroup: {
        memory: { ram: asBytes(wish.ram ?? 2 ** 26), swap: asBytes(0) },
        guarantee: { ram: asBytes(0) },
        cpu: { units: 1000, limit: 'max' },
        cpuset: { cpus: 'all', mems: 'all' },
        io: { bytes: 'max', operations: 'max', priority: 4 },
        pids: { max: wish.pids ?? 100 },
      },
      namespace: {
        idmap: { base: wish.idmap ?? wish.ctid * 65_536 },
        hostname: wish.hostname ?? name,
        ...(wish.sysctls && { sysctls: wish.sysctls }),
      },
      network: { addresses: wish.addresses ?? [`10.0.${wish.ctid >> 8}.${wish.ctid & 255}`] },
      lifecycle: { state: wish.state ?? 'running', init: ['/sbin/init'], haltSignal: 'SIGUSR2', stopTimeout: 10 },
    },
  };
}

/** A source whose content a test sets. */
export interface Manifests {
  /** For the commits that follow. */
  node: NodeSpec;
  rules: Rules;
  commit(...wishes: readonly Wish[]): string;
  /** What follows is of a testing branch. */
  testing: string | undefined;
  fail(error: Error | undefined): void;
  problem(message: string): void;
  load(): Promise<Loaded>;
  earlier(id: string): Promise<Loaded | undefined>;
}

export function manifests(...wishes: readonly Wish[]): Manifests {
  let count = 0;
  let loaded: Loaded;
  let error: Error | undefined;
  const revision = () => ({ id: `revision-${count}`, label: `main@${count}` });
  const past = new Map<string, Loaded>();
  const commit: Manifests['commit'] = (...next) => {
    count += 1;
    const containers = next.map(container);
    const { node: nodeSpec, rules } = self;
    loaded = { revision: revision(), problems: [], desired: { node: 'node7', nodeSpec, rules, containers } };
    past.set(loaded.revision.id, loaded);
    return revision().id;
  };
  const self: Manifests = {
    node,
    testing: undefined,
    earlier: async (id) => past.get(id),
    rules: { policies: [], windows: [], approvals: [] },
    commit,
    fail: (next) => {
      error = next;
    },
    problem: (message) => {
      count += 1;
      const origin = { path: 'a.yaml', line: 1, col: 1 };
      loaded = { revision: revision(), problems: [{ code: 'VZR100', severity: 'error', origin, message }] };
    },
    load: async () => {
      if (error !== undefined) throw error;
      return self.testing === undefined ? loaded : { ...loaded, testing: self.testing };
    },
  };
  commit(...wishes);
  return self;
}

export interface FakeClock extends Clock {
  /** Lets time pass, waking sleepers in order. */
  advance(ms: number): Promise<void>;
  /** Lets everything run that can run without time passing. */
  settle(): Promise<void>;
}

export function fakeClock(): FakeClock {
  let time = 0;
  const sleepers = new Set<{ readonly at: number; wake(): void }>();
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    now: () => time,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const sleeper = {
          at: time + ms,
          wake: () => {
            sleepers.delete(sleeper);
            signal?.removeEventListener('abort', sleeper.wake);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', sleeper.wake, { once: true });
      }),
    settle,
    advance: async (ms) => {
      const end = time + ms;
      await settle();
      for (;;) {
        const next = [...sleepers].sort((a, b) => a.at - b.at)[0];
        if (next === undefined || next.at > end) break;
        time = Math.max(time, next.at);
        next.wake();
        await settle();
      }
      time = end;
      await settle();
    },
  };
}

export async function reconcilerOver(
  host: Host,
  source: Manifests,
  clock: Clock = fakeClock(),
  options: PlanOptions = {},
  more: Partial<Pick<Reconciler, 'brakes' | 'earlier' | 'wall'>> = {},
): Promise<Reconciler & { readonly remembered: string[] }> {
  const remembered: string[] = [];
  const reconciler = await makeReconciler({
    host,
    load: source.load,
    clock,
    options,
    parallel: 8,
    remember: async ({ id }) => void remembered.push(id),
    ...more,
  });
  return { ...reconciler, remembered };
}

/** A clock on which no waiting ends but by its signal: nothing that works is cut off, however slow this machine is. */
export const endless = ({ now }: Clock): Clock => ({
  now,
  sleep: (_, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      signal?.addEventListener('abort', () => resolve(), { once: true });
    }),
});

export const never = (): PassOptions => ({ stop: new AbortController().signal, drain: new AbortController().signal });

/** A host whose driver calls are written down as "101 cgroup.set" and may be made to fail. */
export function spied(options: { fail?: (call: string) => boolean; delay?: (call: string) => Promise<void> } = {}) {
  const host = simulatedHost();
  const log: string[] = [];
  const drivers = host.drivers.map((driver) => ({
    ...driver,
    apply: async (context: Parameters<typeof driver.apply>[0]) => {
      const call = `${context.ctid} ${driver.name}.${context.step.verb}`;
      log.push(call);
      await options.delay?.(call);
      if (options.fail?.(call)) throw new Error(`${call} was made to fail`);
      const undo = await driver.apply(context);
      return async () => {
        log.push(`${context.ctid} undo ${driver.name}.${context.step.verb}`);
        await undo();
      };
    },
  }));
  return { host: { ...host, drivers } as typeof host, log, hands: host.hands, plain: host };
}
