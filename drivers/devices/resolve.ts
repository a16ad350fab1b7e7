// From what a manifest wishes to what the kernel is told: rules of the device list and nodes of /dev, or why not.

import { type DeviceKind, type DeviceRule, formatRule, parseRule } from '../../schema/device.ts';
import { deviceName, folderOf, type Machine } from './machine.ts';
import { pciAddress } from './pci.ts';
import type { DeviceView } from './view.ts';

const problems = { absent: 'VZR626', dangerous: 'VZR627', notGiven: 'VZR629' } as const;

export interface DeviceRefusal {
  /** Of the wish. */
  readonly index: number;
  readonly code: string;
  readonly reason: string;
  readonly hint: string;
}

export interface Resolved {
  /** "c:10:229:rw", sorted, each device once, without what every container may open. */
  readonly rules: readonly string[];
  /** "c:10:229 fuse", sorted. */
  readonly nodes: readonly string[];
  readonly refusals: readonly DeviceRefusal[];
}

/** null, zero, full, random, urandom, tty, console, ptmx, pseudo-terminals: on every container's list. */
export const defaultRules: readonly DeviceRule[] = (
  [
    [1, 3],
    [1, 5],
    [1, 7],
    [1, 8],
    [1, 9],
    [5, 0],
    [5, 1],
    [5, 2],
    [136, 'all'],
  ] as const
).map(([major, minor]) => ({ kind: 'c', major, minor, access: 'rw' }));

const defaults = new Set(defaultRules.map((rule) => formatRule(rule)));

/** One wish, resolved: rules and the nodes they bring. */
interface Grant {
  readonly rules: readonly DeviceRule[];
  readonly nodes: readonly string[];
}

type Refusal = Omit<DeviceRefusal, 'index'>;

const none: Resolved = { rules: [], nodes: [], refusals: [] };

/** Wishes as schema/device.ts reads them. */
export function resolveDevices(wishes: readonly string[], view: DeviceView): Resolved {
  if (wishes.length === 0) return none;
  const refusals: DeviceRefusal[] = [];
  const grants: Grant[] = [];
  for (const [index, wish] of wishes.entries()) {
    const found = grantOf(wish, view);
    const bad = 'code' in found ? found : found.rules.map((rule) => dangerOf(rule, view)).find(Boolean);
    if (bad !== undefined) refusals.push({ index, ...bad });
    else if (!('code' in found)) grants.push(found);
  }
  const nodes = new Map(grants.flatMap((grant) => grant.nodes.map((node) => [node.slice(node.indexOf(' ')), node])));
  return { rules: mergeRules(grants.flatMap(({ rules }) => rules)), nodes: [...nodes.values()].sort(), refusals };
}

/** fuse and tun: udev's 50-udev-default.rules open them to everybody, devtmpfs alone does not. */
const open = ['c:10:229', 'c:10:200'];

/** Permission bits of a node inside: those of the host's. Container root may change them. */
export function modeOf(machine: Machine, kind: DeviceKind, major: number, minor: number): number {
  if (open.includes(`${kind}:${major}:${minor}`)) return 0o666;
  const name = deviceName(machine, kind, major, minor);
  return ((name === undefined ? undefined : machine.node(`/dev/${name}`)?.mode) ?? 0o600) & 0o666;
}

function grantOf(wish: string, view: DeviceView): Grant | Refusal {
  const address = pciAddress(wish);
  if (address !== undefined) return grantOfFunction(address, view);
  const rule = parseRule(wish);
  if (rule === undefined) return grantOfNode(wish, view);
  const { kind, major, minor } = rule;
  const all = minor === 'all' ? view.minors(kind, major) : [minor];
  const nodes = all.flatMap((one) => {
    const name = view.name({ kind, major, minor: one });
    return name === undefined ? [] : [`${kind}:${major}:${one} ${name}`];
  });
  if (nodes.length > 0) return { rules: [rule], nodes };
  return {
    code: problems.absent,
    reason: `this host has no device ${kind} ${major}:${minor} (nothing in /sys/${folderOf(kind)})`,
    hint: hintFor(rule),
  };
}

function grantOfNode(wish: string, view: DeviceView): Grant | Refusal {
  const [path = '', access = '', name = ''] = wish.split(' ');
  const node = view.at(path);
  if (node === undefined)
    return { code: problems.absent, reason: `${path} is no device of this host`, hint: 'look at ls -l /dev' };
  const { kind, major, minor } = node;
  const rule = { kind, major, minor, access };
  if (view.hasDriver(node)) return { rules: [rule], nodes: [`${kind}:${major}:${minor} ${name}`] };
  return { code: problems.absent, reason: `no driver answers for ${path} (${major}:${minor})`, hint: hintFor(rule) };
}

/** What vanilla Linux can give of a PCI function: the devices its driver makes. Interfaces are the network driver's. */
function grantOfFunction(address: string, view: DeviceView): Grant | Refusal {
  const refuse = (reason: string, hint: string): Refusal => ({ code: problems.notGiven, reason, hint });
  const found = view.pci(address);
  if (found === undefined)
    return { code: problems.absent, reason: `this host has no PCI device ${address}`, hint: 'look at lspci -D' };
  const { driver, devices, isNetwork } = found;
  const nodes = devices.flatMap(({ kind, major, minor }) => {
    const name = view.name({ kind, major, minor });
    return name === undefined ? [] : [`${kind}:${major}:${minor} ${name}`];
  });
  if (nodes.length > 0 || isNetwork) return { rules: devices.map((device) => ({ ...device, access: 'rw' })), nodes };
  if (driver === undefined)
    return refuse(
      `no driver of this host has the PCI device ${address}`,
      'bind it to a driver that makes device nodes',
    );
  const reason = `${driver}, the driver of the PCI device ${address}, makes no device node`;
  return refuse(reason, 'the device itself is for virtual machines only (vfio)');
}

const modules: Readonly<Record<string, string>> = {
  'c:10:229': 'fuse',
  'c:10:200': 'tun',
  'c:10:232': 'kvm',
  'c:108:0': 'ppp_generic',
};

function hintFor({ kind, major, minor }: DeviceRule): string {
  const module = modules[`${kind}:${major}:${minor}`];
  return module === undefined ? 'load the module of its driver, or take it out' : `modprobe ${module}`;
}

const MEMORY = 1;
const LOOP = 7;
const MISC = 10;
/** <linux/mem.h> of old: mem, kmem, port. */
const memory: readonly (number | 'all')[] = [1, 2, 4, 'all'];
/** loop-control and device-mapper's control make block devices of what they are told. */
const controls: readonly (number | 'all')[] = [237, 236, 'all'];

function dangerOf(rule: DeviceRule, view: DeviceView): Refusal | undefined {
  const { kind, major, minor, access } = rule;
  const refuse = (reason: string, hint: string): Refusal => ({ code: problems.dangerous, reason, hint });
  if (kind === 'c' && major === MEMORY && memory.includes(minor))
    return refuse(`${major}:${minor} is the memory of the host`, 'no container gets it');
  if (kind === 'b' && major === LOOP)
    return refuse('loop devices open files of the host', 'mount the file on the host');
  if (kind === 'c' && major === MISC && controls.includes(minor))
    return refuse(`${major}:${minor} makes block devices of the host's files`, 'name the devices that are needed');
  if (!access.includes('w')) return undefined;
  const touched = minor === 'all' ? view.minors(kind, major) : [minor];
  const bad = view.firstUsed(kind, major, touched);
  if (bad === undefined) return undefined;
  const name = view.name({ kind, major, minor: bad }) ?? `${major}:${bad}`;
  return refuse(
    `${name} is in use by the host: who writes to it owns the host`,
    'give it read-only (r), or unmount it',
  );
}

/** As the kernel keeps them: one exception for each device, its accesses added up (dev_exception_add, device_cgroup.c). */
function mergeRules(rules: readonly DeviceRule[]): readonly string[] {
  const merged = new Map<string, DeviceRule>();
  for (const rule of rules) {
    const key = `${rule.kind}:${rule.major}:${rule.minor}`;
    const letters = `${merged.get(key)?.access ?? ''}${rule.access}`;
    merged.set(key, { ...rule, access: [...'rw'].filter((letter) => letters.includes(letter)).join('') });
  }
  const isDefault = (rule: DeviceRule): boolean => defaults.has(formatRule({ ...rule, access: 'rw' }));
  return [...merged.values()]
    .filter((rule) => !isDefault(rule))
    .map(formatRule)
    .sort();
}
