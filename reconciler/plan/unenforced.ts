// Limits that were asked for and that nothing keeps: OpenVZ's kernel could, an unmodified one cannot. Each is refused by
// name, unless --allow-unenforced names it; status keeps saying so.

import { type Beancounter, type UbcName, ubcNames } from '../../schema/ubc.ts';
import type { CgroupState } from '../state/container.ts';
import type { DesiredContainer } from '../state/model.ts';
import { type Derived, derivedFromVswap } from '../state/vswap.ts';
import { fields } from './fields.ts';
import type { DerivedValue, Refusal } from './plan.ts';

interface Reason {
  readonly reason: string;
  readonly hint: string;
  /** `vzreconcile ubc` counts it all the same. */
  readonly counted?: boolean;
}

const inRam = (what: string, counted = false): Reason => ({
  reason: `no kernel limits ${what} of a container alone (they count as ram)`,
  hint: 'bound them by vswap.ram',
  counted,
});
const unlimited = (what: string, counted = false): Reason => ({
  reason: `no kernel limits ${what} of a container`,
  hint: 'watch the number',
  counted,
});

/** Why, by Linux 6.18. */
const impossible: Readonly<Partial<Record<UbcName, Reason>>> = {
  kmemsize: {
    reason: 'no kernel since 6.1 limits the kernel memory of a container alone (it counts as ram)',
    hint: 'bound it by vswap.ram',
    counted: true,
  },
  dcachesize: {
    ...inRam('directory entries and inodes', true),
    reason:
      'no kernel limits directory entries and inodes of a container alone (they count as ram); cgroup v2 counts them',
  },
  tcpsndbuf: inRam('TCP send buffers', true),
  tcprcvbuf: inRam('TCP receive buffers', true),
  othersockbuf: inRam('send buffers of other sockets', true),
  dgramrcvbuf: inRam('receive buffers of datagram sockets', true),
  numflock: unlimited('file locks', true),
  numiptent: unlimited('packet filter rules', true),
  vmguarpages: {
    // OpenVZ's has no account of its own either: what is held is privvmpages.
    reason: 'no kernel guarantees that an allocation succeeds',
    hint: 'keep the overcommit factors of the Node at 1',
  },
  oomguarpages: {
    reason: 'no kernel spares a container below an amount of memory when it has to kill',
    hint: 'memguarantee keeps that much from being reclaimed (cgroup v2)',
    counted: true,
  },
};

/** A limit that limits, or a guarantee that guarantees. */
const asks = (name: UbcName, { barrier, limit }: Beancounter): boolean =>
  name === 'vmguarpages' || name === 'oomguarpages' ? barrier !== 0 : barrier !== 'max' || limit !== 'max';

/** Why nothing would keep this beancounter; undefined where something does, or where it asks for nothing. */
export const whyUnkept = (name: UbcName, asked: Beancounter): Pick<Reason, 'reason' | 'hint'> | undefined =>
  asks(name, asked) ? impossible[name] : undefined;

/** The beancounters of a container that no driver keeps. */
export function unenforceable({ ubc = {} }: DesiredContainer): readonly Refusal[] {
  return ubcNames.flatMap((name): Refusal[] => {
    const asked = ubc[name];
    const why = asked && whyUnkept(name, asked);
    if (why === undefined) return [];
    const { reason, hint } = why;
    return [{ code: 'VZR630', pointer: `/ubc/${name}`, reason, hint, unenforced: true }];
  });
}

export interface UnkeptLimit {
  readonly name: UbcName;
  readonly asked?: Beancounter;
  /** What `asked` was derived from; absent: it was written. */
  readonly from?: string;
  readonly force: 'accounted only' | 'refused';
  readonly reason: string;
}

/** The beancounters that nothing keeps, with what OpenVZ would hold them to. */
export function unkept({ ubc = {} }: Pick<DesiredContainer, 'ubc'>, memory: CgroupState['memory'] | undefined) {
  const derived: Readonly<Partial<Record<UbcName, Derived>>> = memory === undefined ? {} : derivedFromVswap(memory);
  return ubcNames.flatMap((name): UnkeptLimit[] => {
    const why = impossible[name];
    if (why === undefined) return [];
    const asked = ubc[name] ?? derived[name];
    const from = ubc[name] === undefined ? derived[name]?.from : undefined;
    return [
      {
        name,
        force: why.counted === true ? 'accounted only' : 'refused',
        reason: why.reason,
        ...(asked && { asked }),
        ...(from !== undefined && { from }),
      },
    ];
  });
}

/** Guarantees that are derived from ram and swap. */
export function derivedGuarantees(desired: DesiredContainer, memory: CgroupState['memory']): readonly DerivedValue[] {
  return unkept(desired, memory).flatMap(({ name, asked, from }) =>
    asked === undefined || from === undefined ? [] : [{ parameter: name, value: asked.barrier, from }],
  );
}

const isWithin = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(`${outer}/`);

/** What --allow-unenforced calls the limit at a pointer: as the manifest does. */
export function parameterOf(pointer: string): string {
  const row = fields.find(({ pointer: own }) => isWithin(pointer, own) || isWithin(own, pointer));
  // Of mountOpts there are two rows.
  return row?.label.split(' ', 1)[0] ?? pointer.slice(pointer.lastIndexOf('/') + 1);
}

/** Limits that some hosts lack what would keep them; no host keeps those that are impossible. */
const dependsOnHost = [
  ...['ram', 'swap', 'memguarantee', 'cpuunits', 'cpulimit', 'cpumask', 'nodemask', 'iolimit', 'iopslimit', 'ioprio'],
  ...['numproc', 'numtcpsock', 'numothersock', 'diskspace', 'diskinodes', 'quotatime', 'quotaugidlimit', 'mountOpts'],
  'rate',
];

/** Every name --allow-unenforced takes. */
export const parameters: ReadonlySet<string> = new Set<string>([...dependsOnHost, ...Object.keys(impossible)]);

/** Refusals by whether there is consent to do without what they are about. */
export function consented(
  refusals: readonly Refusal[],
  allowed: ReadonlySet<string>,
): { readonly refusals: readonly Refusal[]; readonly unenforced: readonly Refusal[] } {
  const isAllowed = ({ unenforced, pointer = '' }: Refusal): boolean =>
    unenforced === true && allowed.has(parameterOf(pointer));
  return { refusals: refusals.filter((one) => !isAllowed(one)), unenforced: refusals.filter(isAllowed) };
}
