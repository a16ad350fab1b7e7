// What the keys of LXC's configuration become in a manifest, but for control groups and the network.

import { capabilityChanges, capabilityNames, isWithheld, readCapability } from '../../schema/capability.ts';
import { type MountWish, readMount } from '../../schema/mount.ts';
import { shown } from '../../schema/reading.ts';
import { isSecretSysctl, readSysctl } from '../../schema/sysctl.ts';
import { asBytes, formatSize } from '../../schema/units.ts';
import { addDevice } from './devices.ts';
import { type Draft, named, type Place } from './draft.ts';
import { type Halves, readHalves, writeHalves } from './openvz-values.ts';

export type LxcHandler = (value: string, draft: Draft, place: Place, key: string) => void;

const drop =
  (message: string, hint?: string): LxcHandler =>
  (_value, draft, place) =>
    draft.remark('dropped', place, message, hint);

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');
const plain = (name: string): string => name.toLowerCase().replace(/^cap_/, '');

const capDrop: LxcHandler = (value, draft, place) => {
  for (const name of words(value).map(plain)) {
    const read = readCapability(false, name);
    if ('fault' in read) draft.remark('bad', place, read.fault.message, read.fault.hint);
    // What nobody has need not be taken away.
    else if (capabilityChanges({ [name]: false }).length > 0) draft.set(['capabilities', name], false, place);
  }
};

const capKeep: LxcHandler = (value, draft, place) => {
  const kept = new Set(words(value).map(plain));
  for (const name of kept) {
    const isKnown = name === 'none' || capabilityNames.some((one) => one === name);
    if (!isKnown) draft.remark('bad', place, `there is no capability ${shown(name)}`);
  }
  for (const name of capabilityNames) {
    if (!kept.has(name) && !isWithheld(name)) draft.set(['capabilities', name], false, place);
    const read = readCapability(kept.has(name), name);
    if ('fault' in read) draft.remark('dropped', place, read.fault.message, read.fault.hint);
  }
};

/** getrlimit(2), soft:hard. */
const counters: Readonly<Record<string, readonly [field: string, measure: 'count' | 'bytes']>> = {
  nofile: ['numfile', 'count'],
  sigpending: ['numsiginfo', 'count'],
  memlock: ['lockedpages', 'bytes'],
  data: ['privvmpages', 'bytes'],
};

export function setRlimit(name: string, value: string, draft: Draft, place: Place): void {
  const counter = Object.hasOwn(counters, name) ? counters[name] : undefined;
  if (counter === undefined) {
    draft.remark('dropped', place, `nothing here sets the limit ${name} of processes`);
    return;
  }
  const [field, measure] = counter;
  const halves = readHalves(value.replaceAll(/\s/g, ''), measure);
  if (halves === undefined) {
    draft.remark('bad', place, `${shown(value)} is not soft:hard`);
    return;
  }
  draft.set(['ubc', field], measure === 'bytes' ? inBytes(halves) : writeHalves(halves, measure), place);
}

/** With a unit: without one they would be pages. */
function inBytes({ barrier, limit }: Halves): string {
  const [low, high] = [barrier, limit].map((half) => (half === 'max' ? 'unlimited' : formatSize(asBytes(half))));
  return low === high ? `${high}` : `${low}:${high}`;
}

export function setSysctl(name: string, value: string, draft: Draft, place: Place): void {
  const read = readSysctl(value, name);
  const at = isSecretSysctl(name) ? named(place, name) : place;
  if ('fault' in read) draft.remark('dropped', at, read.fault.message, read.fault.hint);
  else draft.set(['sysctls', name], /^-?[0-9]{1,15}$/.test(read.value) ? Number(read.value) : read.value, at);
}

/** A line of fstab(5). */
const mountEntry: LxcHandler = (value, draft, place, key) => {
  const [source = '', target = '', type = '', options = 'defaults'] = words(value).map(decodeSpaces);
  const flags = options.split(',');
  if (target === '') return draft.remark('bad', named(place, key), 'not a line of fstab');
  if (source.startsWith('/dev/')) return addDevice(source, `/${target.replace(/^\/+/, '')}`, draft, place);
  const entry = mountOf(source, `/${target.replace(/^\/+/, '')}`, type, flags);
  // Of options some are passwords: those of cifs.
  const at = named(place, `${key} = ... ${target}`);
  if (entry === undefined) return draft.remark('dropped', at, `no mount of type ${shown(type)} can be written`);
  addMount(entry, draft, place);
  const left = flags
    .filter((flag) => !expected.test(flag) && !(type === 'nfs' || type === 'nfs4'))
    .map((flag) => flag.replace(/=.*/, ''));
  if (left.length > 0) draft.remark('changed', at, `mount options that are not taken over: ${left.join(', ')}`);
};

const expected = /^(r?bind|ro|rw|defaults|size=.*|mode=.*|create=dir|nosuid|nodev)$/;
const decodeSpaces = (text: string): string => text.replaceAll('\\040', ' ');

function mountOf(source: string, target: string, type: string, flags: readonly string[]): object | undefined {
  const readOnly = flags.includes('ro') ? { readOnly: true } : {};
  const option = (name: string): string | undefined =>
    flags.find((flag) => flag.startsWith(`${name}=`))?.slice(name.length + 1);
  if (flags.includes('bind') || flags.includes('rbind')) return { type: 'bind', source, target, ...readOnly };
  if (type === 'tmpfs') {
    const mode = option('mode');
    const size = option('size') ?? 'half of ram';
    return { type, target, size: /^[0-9]+$/.test(size) ? `${size}B` : size, ...(mode !== undefined && { mode }) };
  }
  if (type !== 'nfs' && type !== 'nfs4') return undefined;
  const own = flags.filter((flag) => !['defaults', 'ro', 'rw'].includes(flag));
  return { type: 'nfs', source, target, ...readOnly, ...(own.length > 0 && { options: own.join(',') }) };
}

/** One that cannot be is named instead. */
export function addMount(entry: object, draft: Draft, place: Place): void {
  const read = readMount(entry);
  if ('fault' in read || read.value === undefined) {
    const { message, hint } =
      'fault' in read ? read.fault : { message: 'no mount that can be written', hint: undefined };
    draft.remark('dropped', place, message, hint);
    return;
  }
  const before = (draft.get(['mounts']) as readonly MountWish[] | undefined) ?? [];
  draft.set(['mounts'], [...before, entry], place);
}

const rootfs: LxcHandler = (_value, draft, place) =>
  draft.remark(
    'dropped',
    place,
    'a container has its files below --root, by its ctid',
    'its files are for the template, or are copied after it was created',
  );

export const dropIds = (base: string): readonly [string, string] => [
  'each container has 65536 ids of its own, from ctid * 65536 on, and its files are not shifted',
  `files that are shifted by ${base} have to be shifted back`,
];

const idmap: LxcHandler = (value, draft, place) => {
  const [, , base = 'so much'] = words(value);
  draft.remark('dropped', place, ...dropIds(base));
};

const autostart: LxcHandler = (value, draft, place) => {
  if (value === '1') return;
  draft.set(['state'], 'stopped', place);
  draft.remark('changed', place, 'what a boot does not start is state: stopped', 'remove that line if it shall run');
};

const oom: LxcHandler = (value, draft, place, key) => {
  if (key !== 'lxc.proc.oom_score_adj') draft.remark('dropped', place, 'nothing here writes this file of proc');
  else if (/^-?[0-9]{1,4}$/.test(value)) draft.set(['oomAdjust'], Number(value), place);
  else draft.remark('bad', place, `${shown(value)} is no adjustment of the OOM killer`);
};

const nesting: LxcHandler = (value, draft, place) => {
  if (value === '1') draft.set(['features', 'nesting'], true, place);
};

const halt: LxcHandler = (value, draft, place) =>
  draft.remark(
    'dropped',
    place,
    "the signal for a halt is its template's",
    `write haltSignal: ${value} in the Template`,
  );

/** Passwords are given that way. */
const environment: LxcHandler = (_value, draft, place, key) =>
  draft.remark('dropped', named(place, key), 'init has an environment of its own', 'write it inside');

const FILTER = 'system calls are filtered by a list of our own';
const LSM = 'no profile of a security module is applied, on any host';
const NAMESPACES = 'a container has all its namespaces of its own, and no other';
const TERMINALS = 'a container has one console, and terminals of its own devpts';

export const lxcHandlers: Readonly<Record<string, LxcHandler>> = {
  'lxc.uts.name': (value, draft, place) => draft.set(['hostname'], value, place),
  'lxc.cap.drop': capDrop,
  'lxc.cap.keep': capKeep,
  'lxc.mount.entry': mountEntry,
  'lxc.mount.fstab': drop('the file is not read', 'write its lines as mounts'),
  'lxc.mount.auto': drop('/proc, /sys and its control groups are there, as in every container'),
  'lxc.rootfs.path': rootfs,
  'lxc.idmap': idmap,
  'lxc.init.cmd': (value, draft, place) => draft.set(['init'], words(value), place),
  'lxc.signal.halt': halt,
  'lxc.start.auto': autostart,
  'lxc.pty.max': (value, draft, place) =>
    /^[0-9]{1,7}$/.test(value)
      ? draft.set(['ubc', 'numpty'], Number(value), place)
      : draft.remark('bad', place, `${shown(value)} is no number of terminals`),
  'lxc.apparmor.allow_nesting': nesting,
  'lxc.arch': drop('a container runs what its kernel runs'),
  'lxc.ephemeral': drop('a container is deleted when its manifest is'),
  'lxc.no_new_privs': drop('set-uid programs work inside: systems need them'),
};

/** Families of keys, the longest first. */
export const prefixes: readonly (readonly [prefix: string, handler: LxcHandler])[] = [
  ['lxc.prlimit.', (value, draft, place, key) => setRlimit(key.slice('lxc.prlimit.'.length), value, draft, place)],
  ['lxc.sysctl.', (value, draft, place, key) => setSysctl(key.slice('lxc.sysctl.'.length), value, draft, place)],
  ['lxc.proc.', oom],
  ['lxc.apparmor.', drop(LSM)],
  ['lxc.selinux.', drop(LSM)],
  ['lxc.seccomp.', drop(FILTER)],
  ['lxc.namespace.', drop(NAMESPACES)],
  ['lxc.time.', drop('there is no time namespace')],
  ['lxc.tty.', drop(TERMINALS)],
  ['lxc.console.', drop(TERMINALS)],
  ['lxc.autodev', drop('a container has a small /dev of its own')],
  ['lxc.hook', drop('nothing of the host is run for a container')],
  ['lxc.cgroup.', drop('a container is in the group vz/CTID')],
  ['lxc.rootfs.', drop('the pool says how files are mounted')],
  ['lxc.start.', drop('containers start side by side, none waits for another')],
  ['lxc.group', drop('write labels')],
  ['lxc.signal.', drop('only the signal for a halt can be chosen, in the Template')],
  ['lxc.init.', drop('init is root in its root directory')],
  ['lxc.execute.', drop('a container runs an init')],
  ['lxc.environment', environment],
  ['lxc.log.', drop('the loop logs, and the container for itself')],
  ['lxc.monitor.', drop('there is no monitor process')],
  ['lxc.keyring.', drop('a container has a session keyring of its own')],
  ['lxc.sched.', drop('core scheduling is not managed')],
];
