// The fields of a container's state: one row for each, in the order people read them. Diff, renderers and the
// simulated host work from this table, so a new field is one new row.

import type { MountWish } from '../../schema/mount.ts';
import { formatOomRules, type OomRule } from '../../schema/oom.ts';
import { formatRates } from '../../schema/rate.ts';
import { replaceSecretWords } from '../../schema/secret-text.ts';
import { HIDDEN, maskSysctls } from '../../schema/sysctl.ts';
import { asBytes, formatSize } from '../../schema/units.ts';
import type { ContainerState, DriverName, NetifState, Pair, RateState } from '../state/container.ts';
import type { ChangeClass, Json } from './plan.ts';
import { sortKeys } from './sort-keys.ts';

/** set: order does not matter. list: it does. map: of its entries people are shown those that differ. scalar: compared as JSON. */
export type Comparison = 'scalar' | 'set' | 'list' | 'map';

export interface Field {
  readonly pointer: string;
  readonly driver: DriverName;
  readonly class: ChangeClass;
  readonly comparison: Comparison;
  /** OpenVZ's word where there is one. */
  readonly label: string;
  /** undefined: the section does not exist or the field is not managed. */
  readonly get: (state: ContainerState) => Json | undefined;
  readonly format: (value: Json) => string;
}

/** In dependency order: what is created first is removed last. */
export const driverOrder: readonly DriverName[] = ['rootfs', 'quota', 'cgroup', 'namespace', 'network', 'lifecycle'];

const plain = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
const unlimited = (value: Json): string => (value === 'max' ? 'unlimited' : plain(value));
const size = (value: Json): string => (typeof value === 'number' ? formatSize(asBytes(value)) : unlimited(value));
const guarantee = (value: Json): string => (value === 0 ? '(none)' : size(value));
const speed = (value: Json): string =>
  typeof value === 'number' ? `${formatSize(asBytes(value))}/s` : unlimited(value);
const perSecond = (value: Json): string => (typeof value === 'number' ? `${value}/s` : unlimited(value));
const percent = (value: Json): string => (typeof value === 'number' ? `${value}%` : unlimited(value));
const seconds = (value: Json): string => (typeof value === 'number' ? `${value}s` : plain(value));

const onOff = (value: Json): string => (value === true ? 'on' : 'off');

function items(value: Json): string {
  if (!Array.isArray(value)) return plain(value);
  return value.length === 0 ? '(none)' : value.map(plain).join(', ');
}

/** `/host/dir on /srv (ro)`, `tmpfs of 64M on /scratch`. */
function mounted(value: Json): string {
  if (typeof value !== 'object' || value === null) return plain(value);
  // Of a list only those that differ, by their places in it, are an object.
  const wishes = Object.values(value) as unknown as readonly MountWish[];
  return items(
    wishes.map((wish) => {
      if (wish.type === 'tmpfs') return `tmpfs of ${formatSize(wish.size)} on ${wish.target}`;
      const kind = wish.type === 'nfs' ? 'nfs ' : '';
      const options = [
        ...(wish.readOnly ? ['ro'] : []),
        ...(wish.type === 'nfs' ? [`ids of the host,${wish.options}`] : []),
      ];
      return `${kind}${wish.source} on ${wish.target}${options.length > 0 ? ` (${options.join(',')})` : ''}`;
    }),
  );
}

/** As sysctl(8) prints them. */
function settings(value: Json): string {
  if (typeof value !== 'object' || value === null) return plain(value);
  const shown = maskSysctls(sortKeys(value) as Readonly<Record<string, string>>, () => HIDDEN);
  return items(Object.entries(shown).map(([name, text]) => `${name}=${plain(text)}`));
}

/** What differs from a default. */
const orDefault = (value: Json): string => (Array.isArray(value) && value.length === 0 ? 'default' : items(value));

const rates = (value: Json): string =>
  Array.isArray(value) ? formatRates(value as unknown as readonly RateState[]) : plain(value);

const adjusts = (value: Json): string =>
  Array.isArray(value) ? formatOomRules(value as unknown as readonly OomRule[]) : plain(value);

/** `eth0 00:18:51:0a:0b:0c on br0, vlan 10`. */
function netifs(value: Json): string {
  if (!Array.isArray(value)) return plain(value);
  const one = ({ name, mac, bridge, vlan, macFilter }: NetifState): string =>
    [
      `${name} ${mac}${bridge === undefined ? '' : ` on ${bridge}`}`,
      ...(vlan === undefined ? [] : [`vlan ${vlan}`]),
      ...(macFilter === true ? [] : [macFilter === 'mixed' ? 'another mac filter' : 'no mac filter']),
    ].join(', ');
  return value.length === 0 ? '(none)' : value.map((netif) => one(netif as unknown as NetifState)).join('; ');
}

/** A word per argument, quoted only where a reader could not tell where it ends. Tokens are given that way. */
function argv(value: Json): string {
  if (!Array.isArray(value)) return plain(value);
  const words = replaceSecretWords(value.map(plain), () => HIDDEN);
  return words.map((word) => (/^[^\s"'\\]+$/.test(word) ? word : JSON.stringify(word))).join(' ');
}

/** OpenVZ's `soft:hard`, or one value when both are the same. */
function pair(format: (value: Json) => string): (value: Json) => string {
  return (value) => {
    const { soft, hard } = value as unknown as Pair<Json>;
    const [low, high] = [format(soft), format(hard)];
    return low === high ? high : `${low}:${high}`;
  };
}

/** `33 1G:1.2G 20000 inodes, 34 ...` */
function ugids(value: Json): string {
  const all = Object.entries(value as unknown as Readonly<Record<string, { space: Json; inodes: Json }>>);
  if (all.length === 0) return '(none)';
  return all
    .map(([id, { space, inodes }]) => `${id} ${pair(size)(space)} ${pair(unlimited)(inodes)} inodes`)
    .join(', ');
}

function field(
  pointer: string,
  label: string,
  get: (state: ContainerState) => unknown,
  options: Partial<Pick<Field, 'class' | 'comparison' | 'format'>> = {},
): Field {
  return {
    pointer,
    label,
    driver: pointer.slice(1, pointer.indexOf('/', 1)) as DriverName,
    class: 'live',
    comparison: 'scalar',
    format: plain,
    // States are JSON by construction; interfaces lack the index signature that would let the compiler see it.
    get: get as Field['get'],
    ...options,
  };
}

export const fields: readonly Field[] = [
  field('/lifecycle/state', 'state', (at) => at.lifecycle?.state),
  field('/rootfs/template', 'template', (at) => at.rootfs?.template, { class: 'recreate' }),
  field('/rootfs/layout', 'layout', (at) => at.rootfs?.layout, { class: 'recreate' }),
  field('/rootfs/mount/data', 'mountOpts data', (at) => at.rootfs?.mount?.data, { class: 'restart' }),
  field('/rootfs/mount/barrier', 'mountOpts barrier', (at) => at.rootfs?.mount?.barrier, { format: onOff }),
  field('/cgroup/memory/ram', 'ram', (at) => at.cgroup?.memory.ram, { format: size }),
  field('/cgroup/memory/swap', 'swap', (at) => at.cgroup?.memory.swap, { format: size }),
  field('/cgroup/guarantee/ram', 'memguarantee', (at) => at.cgroup?.guarantee?.ram, { format: guarantee }),
  field('/cgroup/cpu/units', 'cpuunits', (at) => at.cgroup?.cpu.units),
  field('/cgroup/cpu/limit', 'cpulimit', (at) => at.cgroup?.cpu.limit, { format: percent }),
  field('/cgroup/cpuset/cpus', 'cpumask', (at) => at.cgroup?.cpuset.cpus),
  field('/cgroup/cpuset/mems', 'nodemask', (at) => at.cgroup?.cpuset.mems),
  field('/cgroup/io/bytes', 'iolimit', (at) => at.cgroup?.io?.bytes, { format: speed }),
  field('/cgroup/io/operations', 'iopslimit', (at) => at.cgroup?.io?.operations, { format: perSecond }),
  field('/cgroup/io/priority', 'ioprio', (at) => at.cgroup?.io?.priority),
  field('/cgroup/pids/max', 'numproc', (at) => at.cgroup?.pids.max, { format: unlimited }),
  field('/cgroup/sockets/tcp', 'numtcpsock', (at) => at.cgroup?.sockets?.tcp, { format: unlimited }),
  field('/cgroup/sockets/other', 'numothersock', (at) => at.cgroup?.sockets?.other, { format: unlimited }),
  field('/cgroup/devices', 'devices', (at) => at.cgroup?.devices, { comparison: 'set', format: items }),
  field('/namespace/ubc/numpty', 'numpty', (at) => at.namespace?.ubc?.numpty),
  field('/namespace/ubc/numfile', 'numfile', (at) => at.namespace?.ubc?.numfile),
  field('/namespace/ubc/numsiginfo', 'numsiginfo', (at) => at.namespace?.ubc?.numsiginfo, {
    class: 'restart',
    format: unlimited,
  }),
  field('/namespace/ubc/lockedpages', 'lockedpages', (at) => at.namespace?.ubc?.lockedpages, { format: size }),
  field('/namespace/ubc/privvmpages', 'privvmpages', (at) => at.namespace?.ubc?.privvmpages, { format: size }),
  field('/namespace/ubc/shmpages', 'shmpages', (at) => at.namespace?.ubc?.shmpages, { format: size }),
  field('/quota/space', 'diskspace', (at) => at.quota?.space, { format: pair(size) }),
  field('/quota/inodes', 'diskinodes', (at) => at.quota?.inodes, { format: pair(unlimited) }),
  field('/quota/grace', 'quotatime', (at) => at.quota?.grace, { format: seconds }),
  field('/quota/ugids', 'quotaugidlimit', (at) => at.quota?.ugids, { class: 'restart', format: onOff }),
  field('/quota/most', 'quotaugidlimit ids', (at) => at.quota?.most),
  field('/quota/users', 'quotas.users', (at) => at.quota?.users, { format: ugids }),
  field('/quota/groups', 'quotas.groups', (at) => at.quota?.groups, { format: ugids }),
  field('/network/addresses', 'ips', (at) => at.network?.addresses, { comparison: 'set', format: items }),
  field('/network/rate', 'rate', (at) => at.network?.rate, { comparison: 'list', format: rates }),
  field('/network/netifs', 'netifs', (at) => at.network?.netifs, { comparison: 'list', format: netifs }),
  field('/network/netdevs', 'netdevs', (at) => at.network?.netdevs, { comparison: 'set', format: items }),
  field('/namespace/hostname', 'hostname', (at) => at.namespace?.hostname),
  field('/namespace/nameservers', 'nameservers', (at) => at.namespace?.nameservers, {
    comparison: 'list',
    format: items,
  }),
  field('/namespace/searchdomains', 'searchdomains', (at) => at.namespace?.searchdomains, {
    comparison: 'list',
    format: items,
  }),
  field('/namespace/idmap/base', 'idmap.base', (at) => at.namespace?.idmap.base, { class: 'restart' }),
  field('/namespace/features', 'features', (at) => at.namespace?.features, {
    class: 'restart',
    comparison: 'set',
    format: items,
  }),
  field('/namespace/capabilities', 'capabilities', (at) => at.namespace?.capabilities, {
    class: 'restart',
    comparison: 'set',
    format: orDefault,
  }),
  field('/namespace/netfilter', 'netfilter', (at) => at.namespace?.netfilter, { class: 'restart' }),
  field('/namespace/devices', 'device nodes', (at) => at.namespace?.devices, { comparison: 'set', format: items }),
  // Most of them are locked: the driver says when a start is needed.
  field('/namespace/mounts', 'mounts', (at) => at.namespace?.mounts, { comparison: 'map', format: mounted }),
  field('/namespace/sysctls', 'sysctls', (at) => at.namespace?.sysctls, { comparison: 'map', format: settings }),
  field('/namespace/oomAdjust', 'oomAdjust', (at) => at.namespace?.oomAdjust, { comparison: 'list', format: adjusts }),
  field('/lifecycle/init', 'init', (at) => at.lifecycle?.init, { class: 'restart', comparison: 'list', format: argv }),
  field('/lifecycle/haltSignal', 'haltSignal', (at) => at.lifecycle?.haltSignal),
  field('/lifecycle/stopTimeout', 'stopTimeout', (at) => at.lifecycle?.stopTimeout, { format: seconds }),
];

const byPointer = new Map(fields.map((row) => [row.pointer, row]));

/** The row of a pointer. Throws for one that is not in the table, which is a bug. */
export function fieldOf(pointer: string): Field {
  const row = byPointer.get(pointer);
  if (row === undefined) throw new Error(`no field ${pointer}`);
  return row;
}

/** True when two values of a field mean the same. */
export function same(comparison: Comparison, left: Json, right: Json): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (!Array.isArray(left) || !Array.isArray(right)) return sameObject(left, right);
  if (left.length !== right.length) return false;
  if (comparison === 'set') return sameSet(left, right);
  return left.every((item, index) => same('scalar', item, right[index] as Json));
}

function sameSet(left: readonly Json[], right: readonly Json[]): boolean {
  const members = new Set(right);
  return new Set(left).size === members.size && left.every((item) => members.has(item));
}

function sameObject(left: object, right: object): boolean {
  const one = left as Readonly<Record<string, Json>>;
  const other = right as Readonly<Record<string, Json>>;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => other[key] !== undefined && same('scalar', one[key] as Json, other[key]));
}

/** Of two mappings the entries in which they differ. */
export function differing(left: Json, right: Json): readonly [Json, Json] {
  const without = (one: Json, other: Json): Json => {
    const known = new Map(Object.entries(other as object));
    const entries = Object.entries(one as Readonly<Record<string, Json>>);
    return Object.fromEntries(entries.filter(([name, value]) => !same('scalar', value, known.get(name) ?? null)));
  };
  return [without(left, right), without(right, left)];
}

/** A state with the value at the pointer replaced; the section must exist. Nothing is changed in place. */
export function withValue(state: ContainerState, pointer: string, value: Json): ContainerState {
  return replaceAt(state as never, pointer.split('/').slice(1), value) as ContainerState;
}

function replaceAt(node: Readonly<Record<string, Json>>, path: readonly string[], value: Json): object {
  const [head, ...rest] = path;
  if (head === undefined) throw new Error('empty pointer');
  if (rest.length === 0) return { ...node, [head]: value };
  const child = node[head];
  if (typeof child !== 'object' || child === null || Array.isArray(child)) throw new Error(`no section ${head}`);
  return { ...node, [head]: replaceAt(child as Readonly<Record<string, Json>>, rest, value) };
}
