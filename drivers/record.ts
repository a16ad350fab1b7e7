// This host, recorded for plans that are made elsewhere. What of it costs something is looked at only where containers have it.

import type { Json } from '../reconciler/plan/plan.ts';
import type { ContainerState } from '../reconciler/state/container.ts';
import type { Observed } from '../reconciler/state/model.ts';
import type { CgroupDriver } from './cgroup/driver.ts';
import { machineAt } from './devices/machine.ts';
import { recordDevices } from './devices/view.ts';
import type { NamespaceDriver } from './namespace/driver.ts';
import type { NetworkDriver } from './network/driver.ts';
import type { QuotaDriver } from './quota/driver.ts';
import type { HostRecord } from './recorded.ts';
import type { Pool } from './rootfs/pool.ts';
import { recordTemplates } from './rootfs/templates/check.ts';

export interface RecordedParts {
  /** The state directory. */
  readonly root: string;
  readonly pool: Pool;
  readonly quota: QuotaDriver;
  readonly cgroup: CgroupDriver;
  readonly namespace: NamespaceDriver;
  readonly network: NetworkDriver;
}

export async function recordHost(parts: RecordedParts, observed: Observed): Promise<Json> {
  const { root, pool, quota, cgroup, namespace, network } = parts;
  const containers = [...observed.containers.values()];
  // As they are, and as they were when they last ran.
  const states = containers.flatMap(({ state, marker }): ContainerState[] => [state, marker?.applied ?? {}]);
  const mounts = states.flatMap(({ namespace: section }) => section?.mounts ?? []);
  const shared = new Set(mounts.flatMap((mount) => (mount.type === 'bind' ? [mount.source] : [])));
  const running = containers.flatMap(({ ctid, state }) => (state.lifecycle === undefined ? [] : [ctid]));
  const isShaped = states.some(({ network: section }) => (section?.rate ?? []).length > 0);
  const record: HostRecord = {
    kind: 'linux',
    pool: pool.record(),
    templates: await recordTemplates({ root, pool }),
    devices: recordDevices(machineAt()),
    quota: await quota.record(),
    cgroup: cgroup.record(),
    namespace: namespace.record([...shared].sort(), running),
    network: network.record(isShaped),
  };
  return record as unknown as Json;
}
