// A host as it was when it was recorded: its drivers judge and report, and do nothing. The sibling of registry.ts for plans that
// are made elsewhere; nothing here, nor anything it imports, speaks to a kernel.

import { driverOrder } from '../reconciler/plan/fields.ts';
import type { Driver, Judge } from '../reconciler/port/driver.ts';
import type { Host, HostFacts } from '../reconciler/port/host.ts';
import type { DriverName } from '../reconciler/state/container.ts';
import type { NodeSpec, Observed, Undeclared, Usage } from '../reconciler/state/model.ts';
import { type Mask, maskState } from '../reconciler/state/snapshot.ts';
import type { Ctid } from '../schema/units.ts';
import { type CgroupRecord, cgroupJudge, viewOfCgroupRecord } from './cgroup/judge.ts';
import { type DeviceRecord, viewOfRecord } from './devices/view.ts';
import { lifecycleJudge } from './lifecycle/judge.ts';
import { type NamespaceRecord, namespaceJudgeOf } from './namespace/judge.ts';
import { type NetworkRecord, networkJudgeOf } from './network/judge.ts';
import { type QuotaRecord, quotaJudgeOf } from './quota/judge.ts';
import { rootfsJudge } from './rootfs/judge.ts';
import { choosePool, type PoolRecord, poolBytes, viewOfPoolRecord } from './rootfs/pool-choice.ts';
import {
  judgeTemplate,
  remarksOnTemplate,
  type TemplateRecord,
  viewOfTemplateRecord,
} from './rootfs/templates/judge.ts';
import { checkSimulated, type SimulatedRecord, simulatedJudge } from './simulated/judge.ts';

/** What the judges of a Linux host rest on, by driver. */
export interface HostRecord {
  readonly kind: 'linux';
  readonly pool: PoolRecord;
  readonly templates: TemplateRecord;
  readonly devices: DeviceRecord;
  readonly quota: QuotaRecord;
  readonly cgroup: CgroupRecord;
  readonly namespace: NamespaceRecord;
  readonly network: NetworkRecord;
}

export interface Recorded {
  readonly record: HostRecord | SimulatedRecord;
  readonly facts: HostFacts;
  readonly observed: Observed;
  /** What stands in the record in the place of secrets. */
  readonly mask: Mask;
}

/** `nodeSpec` is that of the manifests, which may be another one than was recorded. */
export function recordedHost({ record, facts, observed, mask }: Recorded, nodeSpec: NodeSpec): Host {
  if (record.kind === 'simulated') return simulated(record, facts, observed, mask);
  const devices = viewOfRecord(record.devices);
  const { backend, form, refusals } = choosePool(viewOfPoolRecord(record.pool), nodeSpec.pool);
  const templates = viewOfTemplateRecord(record.templates);
  const judges: readonly Judge[] = [
    rootfsJudge({ backend, refusals, root: record.pool.root }),
    quotaJudgeOf(record.quota, backend, nodeSpec.pool.quotatime),
    cgroupJudge(viewOfCgroupRecord(record.cgroup, devices)),
    namespaceJudgeOf(record.namespace, devices),
    networkJudgeOf(record.network, devices, nodeSpec.uplink),
    lifecycleJudge,
  ];
  const pool = nodeSpec.pool.path ?? record.templates.places.root;
  const elsewhere =
    pool === record.pool.root ? [] : [`the pool of the manifests, in ${pool}, only the node can tell of`];
  return hostOf({
    judges: judges.map((judge) => masking(judge, mask)),
    observed,
    facts: { ...facts, backend: `${backend} (${form})`, diskBytes: poolBytes(record.pool, nodeSpec.pool.size) },
    check: (spec) => judgeTemplate(spec, templates),
    remarks: (spec) => [...remarksOnTemplate(spec, templates), ...elsewhere],
  });
}

function simulated(record: SimulatedRecord, facts: HostFacts, observed: Observed, mask: Mask): Host {
  const { abilities, foreign, brokenTemplates } = record;
  const judges = driverOrder.map((name) => simulatedJudge(name, abilities, (ctid) => foreign.includes(ctid)));
  return hostOf({
    ...{ judges: judges.map((judge) => masking(judge, mask)), observed, facts },
    check: async (spec) => checkSimulated(spec, brokenTemplates),
    remarks: () => [],
  });
}

/** Secrets of the manifests are compared as those of the record are. */
const masking = (judge: Judge, mask: Mask): Judge => ({
  ...judge,
  accept: (wants) => judge.accept(maskState(wants, mask)),
});

interface Parts {
  readonly judges: readonly Judge[];
  readonly observed: Observed;
  readonly facts: HostFacts;
  readonly check: Host['templates']['check'];
  readonly remarks: NonNullable<Host['templates']['remarks']>;
}

/** A host that only reports and judges. */
function hostOf({ judges, observed, facts, check, remarks }: Parts): Host {
  const never = (): never => {
    throw new Error('a recorded host cannot be changed');
  };
  const markers = [...observed.containers.values()].flatMap(({ ctid, marker }) =>
    marker ? [[ctid, marker] as const] : [],
  );
  const usage = [...observed.containers.values()].flatMap(({ ctid, usage: used }): [Ctid, Usage][] =>
    used === undefined ? [] : [[ctid, used]],
  );
  const undeclared = [...observed.containers.values()].flatMap((one): [Ctid, readonly Undeclared[]][] =>
    one.undeclared === undefined ? [] : [[one.ctid, one.undeclared]],
  );
  return {
    drivers: judges.map((judge) => reporting(judge, observed)),
    templates: { present: async () => observed.templates, check, remarks, ensure: never, prune: never },
    markers: { read: async () => new Map(markers), write: never },
    probe: async () => [],
    facts: async () => facts,
    pids: async () => new Map(),
    usage: async () => new Map(usage),
    undeclared: async () => new Map(undeclared),
    onEvent: () => () => {},
    close: async () => {},
    dismantle: never,
  };
}

function reporting<K extends DriverName>(judge: Judge<K>, { containers }: Observed): Driver<K> {
  return {
    ...judge,
    probe: async () => [],
    observe: async () =>
      new Map(
        [...containers.values()].flatMap(({ ctid, state }) => {
          const section = state[judge.name];
          return section === undefined ? [] : [[ctid, section as NonNullable<typeof section>] as const];
        }),
      ),
    apply: async () => {
      throw new Error('a recorded host cannot be changed');
    },
  };
}
