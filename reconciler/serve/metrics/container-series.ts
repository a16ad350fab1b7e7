// Series of each container, read when somebody asks: the kernel counts, nothing is kept here.

import type { ContainerPlan } from '../../plan/plan.ts';
import type { Host } from '../../port/host.ts';
import type { PassResult } from '../../run/reconcile.ts';
import { type Pressure, pressureKinds } from '../../state/model.ts';
import { type Family, gauge, type Labels, type Sample } from './exposition.ts';

type Entry = readonly [ContainerPlan, Labels];

export interface SeriesOptions {
  /** How many containers are shown. */
  readonly most: number;
  readonly health: PassResult['health'];
}

/** `plans`: those of the last pass, sorted by ctid. Never writes to the host. What cannot be read has no series this time. */
export async function containerSeries(
  host: Host,
  plans: readonly ContainerPlan[],
  { most, health }: SeriesOptions,
): Promise<readonly Family[]> {
  const shown: readonly Entry[] = plans.slice(0, most).map((plan) => [plan, { ctid: plan.ctid, name: plan.name }]);
  const [pids, usage, times, transfers, pressure] = await Promise.all([
    tried(() => host.pids()),
    tried(() => host.usage?.()),
    tried(() => host.cpuTime?.()),
    tried(() => host.transfers?.()),
    tried(() => host.pressure?.()),
  ]);
  const each = (read: (plan: ContainerPlan) => number | 'max' | undefined): readonly Sample[] =>
    shown.flatMap(([plan, labels]) => {
      const value = read(plan);
      return value === undefined ? [] : [{ labels, value: value === 'max' ? Number.POSITIVE_INFINITY : value }];
    });
  const of = (name: string, help: string, read: Parameters<typeof each>[0]): Family =>
    gauge(`vzreconcile_container_${name}`, help, each(read));
  const sum = (name: string, help: string, read: Parameters<typeof each>[0]): Family => ({
    ...of(name, help, read),
    type: 'counter',
  });
  return [
    gauge('vzreconcile_containers_omitted', `Containers without series of their own, beyond ${most}.`, [
      { value: plans.length - shown.length },
    ]),
    of('running', 'Whether its init runs.', ({ ctid }) => pids && Number(pids.has(ctid))),
    of('healthy', 'Whether it works, by spec.health; of one that has just started nobody knows.', ({ ctid }) => {
      const status = health?.get(ctid)?.status;
      return status === undefined || status === 'starting' ? undefined : Number(status === 'healthy');
    }),
    sum('cpu_seconds_total', 'Processor time of it.', ({ ctid }) => times?.get(ctid)),
    of('memory_used_bytes', 'Memory in use, the page cache counted in.', ({ ctid }) => usage?.get(ctid)?.ram),
    of('memory_limit_bytes', 'What vswap.ram gives it.', ({ wants }) => wants.cgroup?.memory.ram),
    of('disk_used_bytes', 'Disk space in use.', ({ ctid }) => usage?.get(ctid)?.space),
    of('disk_limit_bytes', 'What diskspace gives it.', ({ wants }) => wants.quota?.space.hard),
    of('disk_inodes_used', 'Inodes in use.', ({ ctid }) => usage?.get(ctid)?.inodes),
    of('disk_inodes_limit', 'What diskinodes gives it.', ({ wants }) => wants.quota?.inodes.hard),
    of('processes', 'Processes and threads.', ({ ctid }) => usage?.get(ctid)?.processes),
    of('processes_limit', 'What numproc gives it.', ({ wants }) => wants.cgroup?.pids.max),
    sum('disk_read_bytes_total', 'Read from the disks below the pool.', ({ ctid }) => transfers?.get(ctid)?.read),
    sum('disk_written_bytes_total', 'Written to these disks.', ({ ctid }) => transfers?.get(ctid)?.written),
    waits(shown, pressure),
  ];
}

/** A container that ends while it is read takes nothing from the others. */
async function tried<T>(read: () => Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await read();
  } catch {
    return undefined;
  }
}

/** Named as node_exporter names those of the machine. */
function waits(shown: readonly Entry[], pressure: ReadonlyMap<number, Pressure> | undefined): Family {
  const samples = shown.flatMap(([{ ctid }, labels]) =>
    pressureKinds.flatMap((resource) => {
      const total = pressure?.get(ctid)?.[resource]?.some?.total;
      return total === undefined ? [] : [{ labels: { ...labels, resource }, value: total / 1e6 }];
    }),
  );
  const name = 'vzreconcile_container_pressure_waiting_seconds_total';
  return {
    ...gauge(name, 'Time in which some of its processes waited for a resource (PSI).', samples),
    type: 'counter',
  };
}
