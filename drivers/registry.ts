// The real host: its drivers in dependency order, joined here by what they have to know of each other.

import { cpus, release } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { isatty } from 'node:tty';
import type { Clock } from '../reconciler/port/clock.ts';
import type { Driver, Probe } from '../reconciler/port/driver.ts';
import type { Host, HostFacts } from '../reconciler/port/host.ts';
import type { HostTools } from '../reconciler/port/tools.ts';
import type { NodeSpec, Usage } from '../reconciler/state/model.ts';
import type { Ctid } from '../schema/units.ts';
import { readSeen, remembered } from './beancounters/memory.ts';
import { networkCounters } from './beancounters/network.ts';
import { processCounters } from './beancounters/processes.ts';

import { shortages } from './beancounters/shortages.ts';
import { disksBelow, queuesBelow } from './cgroup/disks.ts';

import { type CgroupDriver, cgroupDriver } from './cgroup/driver.ts';
import { kernelFiles } from './cgroup/files.ts';
import { check, type Inside } from './health/check.ts';
import { TapeError } from './launcher/client.ts';
import { attachConsole } from './launcher/console.ts';
import { execInContainer } from './launcher/exec.ts';
import { type Lxcfs, lxcfsOf, openLxcfs, withView } from './launcher/lxcfs.ts';
import { printTape } from './launcher/print.ts';
import { createProcesses, type Processes } from './launcher/processes.ts';
import type { RunRecord } from './launcher/run-record.ts';
import { lifecycleDriver } from './lifecycle/driver.ts';
import { launchWish, type NamespaceDriver, namespaceDriver } from './namespace/driver.ts';
import { type NetworkDriver, networkDriver } from './network/driver.ts';
import { machineHere } from './procfs/machine.ts';
import { parseMeminfo } from './procfs/meminfo.ts';
import { readKernelText } from './procfs/read.ts';
import { type QuotaDriver, quotaDriver } from './quota/driver.ts';
import { recordHost } from './record.ts';
import { type Areas, markerStore, openAreas } from './rootfs/areas.ts';
import { type RootfsDriver, rootfsDriver } from './rootfs/driver.ts';
import { openPool, type Pool } from './rootfs/pool.ts';
import { templateStore, UNPACKER_IDS } from './rootfs/templates/store.ts';

export interface HostOptions {
  readonly root: string;
  readonly nodeSpec: NodeSpec;
  readonly node: string;
  readonly clock: Clock;
}

/** Opens this machine as a host. Needs root. Changes nothing until the first step is applied. */
export async function openHost(options: HostOptions): Promise<Host & HostTools> {
  const { clock, nodeSpec, root } = options;
  const pool = await openPool({ root, spec: nodeSpec.pool });
  const areas = openAreas(pool);
  const cgroup = openGroups(options, pool);
  const lxcfs = openLxcfs(clock.now);
  const processes = createProcesses({ groups: cgroup, clock, root, lxcfs });
  const templates = templateStore({ pool, root, player: processes.player });
  const rootfs = rootfsDriver(pool, areas, templates.rootOf);
  const quota = quotaDriver(pool.backend, areas, { ...pool.volumes, quotatime: nodeSpec.pool.quotatime });
  const network = networkDriver({
    root,
    pidOf: async (ctid) => processes.paused(ctid) ?? processes.running(ctid)?.pid,
    pids: async () => pidsOf(processes),
    sleep,
    uplink: () => nodeSpec.uplink,
  });
  const namespace = namespaceDriver({
    processes,
    pids: cgroup.pids,
    members: cgroup.members,
    rootOf: rootfs.rootOf,
    reserved: [UNPACKER_IDS],
    own: [root, pool.path],
  });
  const lifecycle = lifecycleDriver({ processes, groups: cgroup });
  const drivers: readonly Driver[] = [rootfs, quota, cgroup, namespace, network, lifecycle];
  const probes: Probe[] = [];
  for (const driver of drivers) probes.push(...(await driver.probe()));
  return {
    drivers,
    templates,
    markers: markerStore(areas),
    probe: async () => [...probes, machineProbe(), await lxcfs.probe(processes.list('all'))],
    facts: async () => factsOf(options, pool, cgroup.kind()),
    pids: async () => pidsOf(processes),
    lives: async () => livesOf(processes),
    ...usesOf({ areas, cgroup, quota, processes, network }),
    shortages: shortages(clock, {
      inits: () => processes.list('all'),
      isRunning: ({ ctid, start }) => processes.running(ctid)?.start === start,
      identity: (ctid) => cgroup.dirsOf(ctid).identity,
      cheap: ({ ctid }) => cgroup.counters(ctid),
      all: (init) => countersOf(cgroup, init),
    }),
    checkHealth: healthOf(processes, cgroup.dirsOf),
    record: async (observed) => recordHost({ root, pool, quota, cgroup, namespace, network }, observed),
    onEvent: (listener) =>
      processes.onEnd((ctid, detail, asked) => listener({ kind: 'exited', ctid, detail, ...(asked && { asked }) })),
    tend: async () => namespace.tend(),
    sweep: () => pool.sweep(),
    close: async () => {
      network[Symbol.dispose]();
      namespace[Symbol.dispose]();
      await processes.close();
      await pool.close();
    },
    ...toolsOf(processes, cgroup.dirsOf, rootfs, lxcfs),
    ...reportsOf(processes, { cgroup, rootfs, quota, namespace, network }),
    compact: async (ctid) => pool.volumes.compact?.(areas.path(ctid)),
    dismantle: async () => {
      cgroup.dismantle();
      await pool.dismantle();
    },
  };
}

interface Counted {
  readonly areas: Areas;
  readonly cgroup: CgroupDriver;
  readonly quota: QuotaDriver;
  readonly processes: Processes;
  readonly network: NetworkDriver;
}

/** What containers use, and what they are short of. */
function usesOf({
  areas,
  cgroup,
  quota,
  processes,
  network,
}: Counted): Required<Pick<Host, 'usage' | 'cpuTime' | 'pressure' | 'transfers' | 'undeclared'>> {
  return {
    usage: async () => {
      const usageOf = async (ctid: Ctid): Promise<[Ctid, Usage][]> => {
        try {
          const { ram, pids: processes } = cgroup.usage(ctid);
          const { space, inodes } = (await quota.usage(ctid)) ?? {};
          return [[ctid, definedOf({ ram, processes, space, inodes })]];
        } catch (error) {
          // Deleted meanwhile.
          if (areas.get(ctid) === undefined) return [];
          throw error;
        }
      };
      return new Map((await Promise.all(areas.seen().map(({ ctid }) => usageOf(ctid)))).flat());
    },
    cpuTime: async () => ofRunning(processes, cgroup.cpuTime),
    pressure: async () => ofRunning(processes, cgroup.pressure),
    transfers: async () => ofRunning(processes, cgroup.transfers),
    undeclared: async () => {
      const inside = await network.undeclared();
      return ofRunning(processes, (ctid) => [...cgroup.undeclared(ctid), ...(inside.get(ctid) ?? [])]);
    },
  };
}

/** The drivers that limit something. */
interface Limiters {
  readonly cgroup: CgroupDriver;
  readonly rootfs: RootfsDriver;
  readonly quota: QuotaDriver;
  readonly namespace: NamespaceDriver;
  readonly network: NetworkDriver;
}

const openGroups = ({ clock, nodeSpec, root }: HostOptions, pool: Pool): CgroupDriver =>
  cgroupDriver({
    clock,
    files: { ...kernelFiles, owner: root },
    disks: () => disksBelow(nodeSpec.pool.path ?? root),
    queues: () => queuesBelow(pool.path),
  });

const countersOf = (cgroup: CgroupDriver, { ctid, pid }: RunRecord): ReturnType<typeof processCounters> => ({
  ...processCounters(cgroup.pids(ctid), pid, cgroup.pageSize()),
  ...networkCounters(pid),
  ...cgroup.counters(ctid),
});

/** What a host tells people of a container's limits. */
function reportsOf(processes: Processes, { cgroup, rootfs, quota, namespace, network }: Limiters): HostTools {
  return {
    beancounters: async (ctid) => {
      const init = processes.running(ctid);
      if (init === undefined) return {};
      const counted = remembered(countersOf(cgroup, init), readSeen(cgroup.dirsOf(ctid).identity, init.start));
      const bounds = namespace.bounds(ctid, cgroup.pageSize());
      return Object.fromEntries(
        Object.entries(counted).map(([name, counter]) => [name, { limit: bounds[name], ...counter }]),
      );
    },
    limits: async (ctid) => {
      const init = processes.running(ctid);
      const facts = [
        ...cgroup.limits(ctid),
        ...rootfs.limits(ctid),
        ...(await quota.limits(ctid)),
        ...namespace.limits(ctid),
        ...(await network.limits(ctid)),
      ];
      return init === undefined ? facts : withView(facts, lxcfsOf(init.pid));
    },
  };
}

/** What a host offers to people. */
function toolsOf(
  processes: Processes,
  dirsOf: CgroupDriver['dirsOf'],
  rootfs: Parameters<typeof launchWish>[0],
  lxcfs: Lxcfs,
): HostTools {
  return {
    exec: async (ctid, argv, complain) => {
      const init = processes.running(ctid);
      if (init === undefined) throw new TapeError(`container ${ctid}`, 'exec', 'it is not running');
      const { TERM } = process.env;
      const env = isatty(1) && TERM !== undefined ? { TERM } : {};
      return execInContainer({ init, dirs: dirsOf(ctid), argv, complain, env });
    },
    console: async (ctid, say) => {
      const init = processes.running(ctid);
      if (init === undefined) throw new TapeError(`container ${ctid}`, 'console', 'it is not running');
      const { stdin, stdout } = process;
      const { TERM } = process.env;
      await attachConsole({ init, dirs: dirsOf(ctid), input: stdin, output: stdout, term: TERM, say });
    },
    tape: async ({ ctid, name }, wants) => {
      await lxcfs.usable();
      return printTape(processes.tape(ctid, launchWish(rootfs, { ctid, name, wants })));
    },
  };
}

function healthOf(processes: Processes, dirsOf: CgroupDriver['dirsOf']): NonNullable<Host['checkHealth']> {
  return async (ctid, probe, signal) => {
    const init = processes.running(ctid);
    if (init === undefined) return { healthy: false, reason: 'it is not running' };
    const run: Inside['run'] = (argv, complain, aborted) =>
      execInContainer({ init, dirs: dirsOf(ctid), argv, complain, signal: aborted, stdio: 'ignore' });
    return check(probe, { pid: init.pid, run }, signal);
  };
}

/** What the kernel says of each container that runs, where it does. */
const ofRunning = <T>(processes: Processes, ask: (ctid: Ctid) => T | undefined): ReadonlyMap<Ctid, T> =>
  new Map(
    processes.list('all').flatMap(({ ctid }) => {
      const answer = ask(ctid);
      return answer === undefined ? [] : [[ctid, answer] as const];
    }),
  );

const pidsOf = (processes: Processes): ReadonlyMap<Ctid, number> =>
  new Map(processes.list('all').map(({ ctid, pid }) => [ctid, pid]));

/** A pid is given again, and after a boot with the same start. */
function livesOf(processes: Processes): ReadonlyMap<Ctid, string> {
  const boot = readKernelText('/proc/sys/kernel/random/boot_id').trim();
  return new Map(processes.list('all').map(({ ctid, pid, start }) => [ctid, `${boot} ${pid} ${start}`]));
}

function definedOf(usage: { [Key in keyof Usage]: Usage[Key] | undefined }): Usage {
  return Object.fromEntries(Object.entries(usage).filter(([, value]) => value !== undefined));
}

/** What spec.machineId of a Node is to be. */
function machineProbe(): Probe {
  const { id } = machineHere();
  if (id !== undefined) return { feature: 'machine id', state: 'ok', detail: id };
  const hint = 'systemd-machine-id-setup makes one; a Node that states a machineId needs it';
  return { feature: 'machine id', state: 'degraded', detail: '/etc/machine-id has none', hint };
}

function factsOf({ node }: HostOptions, pool: Pool, cgroup: HostFacts['cgroup']): HostFacts {
  const { total, swapTotal } = parseMeminfo(readKernelText('/proc/meminfo'), '/proc/meminfo');
  return {
    node,
    kernel: release(),
    cgroup,
    backend: pool.label,
    memoryBytes: total,
    swapBytes: swapTotal,
    diskBytes: pool.diskBytes(),
    cpus: cpus().length,
    // Both end fork(2) with EAGAIN: proc(5).
    processes: Math.min(
      ...['pid_max', 'threads-max'].map((name) => Number(readKernelText(`/proc/sys/kernel/${name}`))),
    ),
    machine: machineHere(),
  };
}
