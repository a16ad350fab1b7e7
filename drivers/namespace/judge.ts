// What the namespace driver accepts and refuses, on the host and from its record.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { Judge } from '../../reconciler/port/driver.ts';
import type { NamespaceState, UbcState } from '../../reconciler/state/container.ts';
import { containerDefaults } from '../../reconciler/state/defaults.ts';
import { mountsNeedStart } from '../../schema/mount.ts';
import type { OomRule } from '../../schema/oom.ts';
import { sysctlKind } from '../../schema/sysctl.ts';
import { type Bytes, type Ctid, formatSize } from '../../schema/units.ts';
import { resolveDevices } from '../devices/resolve.ts';
import type { DeviceView } from '../devices/view.ts';
import type { Giver } from '../launcher/profile/limits.ts';
import { type IdRange, refuseIds } from './judge-ids.ts';
import { type MountView, refuseMounts, remarksOnMounts, type SharedDirectory } from './judge-mounts.ts';
import { acceptOom, type OomGiver } from './judge-oom.ts';
import { refusePrivileges } from './judge-privileges.ts';
import { acceptUbc, type HostMost, needsStart } from './judge-ubc.ts';

export interface NamespaceView {
  readonly giver: Giver;
  readonly oomGiver: OomGiver;
  readonly devices: DeviceView;
  /** Ids that are somebody else's. */
  taken(): readonly IdRange[];
  most(): HostMost;
  /** Those of the settings that a container cannot have for itself. */
  closedSysctls(names: readonly string[]): readonly string[];
  readonly mounts: MountView;
  /** Bytes in the /dev/shm of a container that runs. */
  shmUse(ctid: Ctid): number | undefined;
}

type NamespaceJudge = Required<Pick<Judge<'namespace'>, 'accept' | 'needsStop' | 'look'>>;

export const namespaceJudge = (view: NamespaceView): Judge<'namespace'> & NamespaceJudge => ({
  name: 'namespace',
  accept: ({ namespace }) => {
    if (namespace === undefined) return { wants: namespace, refusals: [] };
    const ubc = acceptUbc(namespace.ubc ?? containerDefaults.ubc, view.giver, view.most());
    // A device that cannot be given is refused once, by the driver of the device list.
    const { nodes } = resolveDevices(namespace.devices ?? [], view.devices);
    const oom = acceptOom(rulesOf(namespace.oomAdjust), view.oomGiver);
    return {
      wants: { ...namespace, devices: nodes, ubc: ubc.wants, oomAdjust: oom.wants },
      refusals: [
        ...refuseIds(namespace.idmap.base, view.taken()),
        ...refusePrivileges(namespace),
        ...ubc.refusals,
        ...oom.refusals,
        ...refuseSysctls(Object.keys(namespace.sysctls ?? {}), view),
        ...refuseMounts(namespace.mounts ?? [], view.mounts),
      ],
    };
  },
  needsStop: (was, wants) => [
    ...(was.ubc && wants.ubc ? needsStart(was.ubc, wants.ubc, view.giver) : []),
    ...(mountsNeedStart(was.mounts ?? [], wants.mounts ?? []) ? ['/namespace/mounts'] : []),
  ],
  look: async (ctid, { ubc: was }, { ubc: wants }) =>
    refuseShrink(() => view.shmUse(ctid), was?.shmpages, wants?.shmpages),
});

export const rulesOf = (rules: NamespaceState['oomAdjust'] = []): readonly OomRule[] =>
  rules === 'mixed' ? [] : rules;

const refuseSysctls = (names: readonly string[], { closedSysctls }: NamespaceView): readonly Refusal[] =>
  closedSysctls(names).map((name) => ({
    code: 'VZR671',
    pointer: `/namespace/sysctls/${name}`,
    reason: `this kernel has no ${name} that a container could have for itself`,
    hint: 'a module that brings it may not be loaded on the host; sysctl -a in a container shows what there is',
  }));

/** tmpfs does not shrink below what it holds. */
function refuseShrink(
  look: () => number | undefined,
  was: UbcState['shmpages'],
  wants: UbcState['shmpages'],
): readonly Refusal[] {
  if (typeof wants !== 'number' || wants === was) return [];
  const used = look();
  if (used === undefined || used <= wants) return [];
  const reason = `/dev/shm holds ${formatSize(used as Bytes)}, and cannot be made ${formatSize(wants)}`;
  return [
    {
      code: 'VZR634',
      pointer: '/namespace/ubc/shmpages',
      reason,
      hint: 'remove files there, or restart the container',
    },
  ];
}

export interface NamespaceRecord {
  /** The lines of /proc/self/limits that matter. */
  readonly limits: string;
  readonly mayRaise: boolean;
  readonly oomLeast: number;
  readonly taken: readonly IdRange[];
  /** numfile is absent where the kernel has no most. */
  readonly most: { readonly numpty: number; readonly numfile?: number };
  /** Settings that a container can have; those of the network are absent where nobody could look. */
  readonly sysctls: { readonly host: readonly string[]; readonly net?: readonly string[] };
  readonly own: readonly string[];
  /** Those that containers share. */
  readonly directories: Readonly<Record<string, SharedDirectory>>;
  /** Absent: only loading its module would tell. */
  readonly hasNfs?: true;
  readonly shm: Readonly<Record<string, number>>;
}

export function namespaceJudgeOf(record: NamespaceRecord, devices: DeviceView): Judge<'namespace'> {
  const view = viewOf(record, devices);
  return {
    ...namespaceJudge(view),
    remarks: (was, { mounts = [] }) => {
      const there = new Set(was?.mounts?.map((mount) => JSON.stringify(mount)));
      const fresh = mounts.filter((mount) => !there.has(JSON.stringify(mount)));
      return remarksOnMounts(fresh, view.mounts);
    },
  };
}

function viewOf(record: NamespaceRecord, devices: DeviceView): NamespaceView {
  const { limits, mayRaise, oomLeast, taken, most, sysctls, own, directories, shm } = record;
  const host = new Set(sysctls.host);
  const net = sysctls.net && new Set(sysctls.net);
  const isOpen = (name: string): boolean =>
    sysctlKind(name) === 'net' ? net === undefined || net.has(name) : host.has(name);
  return {
    giver: { own: limits, mayRaise },
    oomGiver: { mayRaise, least: oomLeast },
    devices,
    taken: () => taken,
    most: () => ({ numpty: most.numpty, numfile: most.numfile ?? Number.POSITIVE_INFINITY }),
    closedSysctls: (names) => [
      ...names.filter((name) => sysctlKind(name) !== 'net' && !isOpen(name)),
      ...names.filter((name) => sysctlKind(name) === 'net' && !isOpen(name)),
    ],
    mounts: {
      own,
      directory: (path) => (Object.hasOwn(directories, path) ? (directories[path] ?? 'unknown') : 'unknown'),
      hasNfs: () => record.hasNfs ?? 'unknown',
    },
    shmUse: (ctid) => shm[ctid],
  };
}
