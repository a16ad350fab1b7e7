// The fields whose values have a grammar of their own, each with its reader. Where a reader speaks, the schema's own words
// ("does not match pattern") are dropped: the reader knows what a size looks like.

import { parseAddress, parseContainerAddress, parseNetwork } from './address.ts';
import { readCapability } from './capability.ts';
import { parseCpumask, parseNodemask } from './cpumask.ts';
import { readDevice, readPci } from './device.ts';
import { readLayout, readMountOpts } from './disk.ts';
import { readFeature } from './feature.ts';
import { readFieldLabel } from './field-labels.ts';
import { readHealthHost, readHealthTime, readProbe } from './health.ts';
import { readMemGuarantee } from './memguarantee.ts';
import { readMount, readTargets } from './mount.ts';
import { readNetdevs, readNetifs } from './netif.ts';
import { readOomAdjust } from './oom.ts';
import { readAmount } from './policy.ts';
import { readClasses, readRate } from './rate.ts';
import { type Fault, fault, type Reading, shown } from './reading.ts';
import { readBatch } from './rollout.ts';
import { readSysctl } from './sysctl.ts';
import { readBeancounter, ubcNames } from './ubc.ts';
import { readUgidLimits } from './ugid-quota.ts';
import { type Bytes, parseCount, parseCpuLimit, parseDuration, parsePair, parseSize } from './units.ts';
import { readOpenFor } from './window.ts';

export type Kind =
  | 'Container'
  | 'Profile'
  | 'Defaults'
  | 'Template'
  | 'Node'
  | 'Policy'
  | 'Window'
  | 'Approval'
  | 'Rollout';

/** A step of a path; `*`, only as the last, is every item of a list or every entry of a mapping. */
type Step = string;

export interface Field {
  readonly path: readonly Step[];
  /** `key`: the last step. */
  readonly read: (value: unknown, key: string) => Reading<unknown>;
}

/** A size for vswap: zero is said only where it means something. */
export function readRam(value: unknown): Reading<Bytes | 'max'> {
  const reading = parseSize(value, { unlimited: true, bare: 'B' });
  return 'value' in reading && reading.value === 0
    ? fault('VZR201', 'a container cannot run without memory', 'write at least 16M')
    : reading;
}

export const readSwap = (value: unknown): Reading<Bytes | 'max'> => parseSize(value, { unlimited: true, bare: 'B' });

export const readSpace = (value: unknown): Reading<{ readonly soft: Bytes | 'max'; readonly hard: Bytes | 'max' }> => {
  const reading = parsePair(value, (half) => parseSize(half, { unlimited: true, bare: 'K' }));
  return 'value' in reading && reading.value.hard === 0
    ? fault('VZR201', 'a container cannot live without disk space', 'write at least 16M')
    : reading;
};

/** OpenVZ's rule: 0 is no limit. */
export function readIoLimit(value: unknown): Reading<Bytes | 'max'> {
  const reading = parseSize(value, { unlimited: true, bare: 'B' });
  return 'value' in reading && reading.value === 0 ? { value: 'max' } : reading;
}

/** A whole number from `least` to `most`. */
function readWhole(name: string, value: unknown, least: number, most: number): Reading<number | 'max'> {
  if (value === 'unlimited') return { value: 'max' };
  const range = `${least} to ${most}, or unlimited`;
  if (typeof value !== 'number' || !Number.isInteger(value))
    return fault('VZR103', `spec.${name} must be a whole number, not ${shown(value)}`, `possible: ${range}`);
  return value < least || value > most
    ? fault('VZR105', `spec.${name} is ${value}, which is out of range`, `possible: ${range}`)
    : { value };
}

/** OpenVZ's rule: 0 is no limit. */
export function readOperations(value: unknown): Reading<number | 'max'> {
  const reading = readWhole('iopslimit', value, 0, 4_294_967_295);
  return 'value' in reading ? { value: reading.value || 'max' } : reading;
}

/** What mkfs.btrfs needs with one copy of metadata: 47185920 bytes (btrfs_min_dev_size, btrfs-progs 6.2). */
const smallestPool = 45 * 1024 * 1024;

function readPoolSize(value: unknown): Reading<Bytes> {
  const reading = parseSize(value);
  return 'value' in reading && reading.value < smallestPool
    ? fault('VZR201', `a pool of ${shown(value)} is too small for a file system`, 'write at least 45M')
    : reading;
}

export const readInodes = (value: unknown): ReturnType<typeof parsePair<number>> =>
  parsePair<number>(value, parseCount);

// Signals a process can be sent to ask something of it; numbered ones from SIGRTMIN to SIGRTMIN+30 (signal(7): 34 to 64).
const signals =
  'HUP INT QUIT ABRT USR1 USR2 ALRM TERM CHLD CONT WINCH PWR IO URG SYS TRAP ILL BUS FPE SEGV PIPE TSTP TTIN TTOU VTALRM PROF XCPU XFSZ STKFLT KILL STOP'.split(
    ' ',
  );

function readSignal(value: unknown): Reading<string> {
  const hint = 'write a name such as SIGPWR, SIGTERM or SIGRTMIN+3';
  if (typeof value !== 'string') return fault('VZR211', `a signal name is expected, not ${shown(value)}`, hint);
  const realtime = /^SIGRT(?:MIN(?:\+(\d{1,2}))?|MAX(?:-(\d{1,2}))?)$/.exec(value);
  if (realtime !== null) {
    return Number(realtime[1] ?? realtime[2] ?? 0) <= 30
      ? { value }
      : fault('VZR211', `${shown(value)} does not exist`, 'there are SIGRTMIN+0 to SIGRTMIN+30');
  }
  if (value === 'SIGKILL' || value === 'SIGSTOP') return fault('VZR211', `${value} cannot ask for anything`, hint);
  return value.startsWith('SIG') && signals.includes(value.slice(3))
    ? { value }
    : fault('VZR211', `${shown(value)} is not a signal`, hint);
}

/** vzctl's word for what the host has; a manifest means the same on every host. */
const readInherited = (name: string, read: (value: unknown) => Reading<unknown>) => (value: unknown) =>
  value === 'inherit'
    ? fault(
        'VZR250',
        `${name} cannot be what the host happens to have`,
        'list them; without the field the file is left alone',
      )
    : read(value);

const asIs = (value: unknown): Reading<unknown> => ({ value });

/** One host name. */
function readHost(value: unknown): Reading<string> {
  const hint = 'write a host name, or a list of them';
  if (typeof value !== 'string') return fault('VZR103', `a host name is expected, not ${shown(value)}`, hint);
  const good =
    value.length <= 64 && /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,62}[A-Za-z0-9])?$/.test(value) && !/\.\.|-\.|\.-/.test(value);
  return good ? { value } : fault('VZR106', `${shown(value)} is not a host name`, hint);
}

/** spec.node as a list; undefined where it is absent. */
export function readNodes(value: unknown): Reading<readonly string[]> {
  const names: string[] = [];
  if (Array.isArray(value) && value.length === 0)
    return fault('VZR107', 'the list of nodes is empty', 'remove the field for every node');
  for (const one of Array.isArray(value) ? value : [value]) {
    const name = readHost(one);
    if ('fault' in name) return name;
    names.push(name.value);
  }
  return { value: names };
}

/** The last base whose 65,536 ids stay below 4294967295, which the kernel keeps for "no id". */
const lastBase = 4_294_901_759;

function readBase(value: unknown): Reading<number> {
  if (typeof value !== 'number' || !Number.isInteger(value))
    return fault('VZR103', `spec.idmap.base must be a whole number, not ${shown(value)}`, 'write the first host id');
  if (value < 65_536)
    return fault('VZR213', `ids from ${value} on are the host's own`, 'the first possible base is 65536');
  return value <= lastBase
    ? { value }
    : fault('VZR105', `spec.idmap.base is ${value}, which is out of range`, `possible: 65536 to ${lastBase}`);
}

function readInit(value: unknown): Reading<unknown> {
  if (!Array.isArray(value) || typeof value[0] !== 'string' || value[0].startsWith('/')) return { value };
  return fault(
    'VZR106',
    `the program ${shown(value[0])} is not an absolute path`,
    'write the path inside the container, such as /sbin/init',
  );
}

const spec = (name: string, read: Field['read'], ...more: readonly string[]): Field => ({
  path: ['spec', name, ...more],
  read,
});

const ofContainers: readonly Field[] = [
  spec('vswap', readRam, 'ram'),
  spec('vswap', readSwap, 'swap'),
  spec('memguarantee', readMemGuarantee),
  spec('cpumask', parseCpumask),
  spec('nodemask', parseNodemask),
  spec('cpulimit', parseCpuLimit),
  spec('iolimit', readIoLimit),
  spec('iopslimit', readOperations),
  spec('cpus', (value) => readWhole('cpus', value, 1, 4096)),
  spec('features', readFeature, '*'),
  spec('capabilities', readCapability, '*'),
  spec('oomAdjust', readOomAdjust),
  spec('sysctls', readSysctl, '*'),
  spec('mounts', readMount, '*'),
  spec('mounts', readTargets),
  spec('numproc', (value) =>
    typeof value === 'string' && value !== 'unlimited' ? unquoted(value) : parseCount(value),
  ),
  spec('layout', readLayout),
  ...ubcNames.map((name) => spec('ubc', (value) => readBeancounter(name, value), name)),
  spec('mountOpts', readMountOpts),
  spec('quotas', readUgidLimits, 'users', '*'),
  spec('quotas', readUgidLimits, 'groups', '*'),
  spec('diskspace', readSpace),
  spec('diskinodes', readInodes),
  spec('stopTimeout', parseDuration),
  spec('health', readProbe),
  ...['interval', 'timeout', 'startPeriod'].map((name) => spec('health', readHealthTime, name)),
  ...['tcp', 'http'].map((kind) => spec('health', readHealthHost, kind, 'host')),
  spec('ips', parseContainerAddress, '*'),
  spec('rate', readRate),
  spec('devices', readDevice, '*'),
  spec('netifs', readNetifs),
  spec('netdevs', readNetdevs),
  spec('pci', readPci, '*'),
  spec('nameservers', readInherited('nameservers', asIs)),
  spec('nameservers', readInherited('nameservers', parseAddress), '*'),
  spec('searchdomains', readInherited('searchdomains', asIs)),
  spec('searchdomains', readInherited('searchdomains', asIs), '*'),
  spec('idmap', readBase, 'base'),
  spec('node', readNodes),
  spec('reconcile', readFieldLabel, 'fields', '*'),
  spec('init', readInit),
];

export const fields: Readonly<Record<Kind, readonly Field[]>> = {
  Container: ofContainers,
  Profile: ofContainers,
  Defaults: ofContainers,
  Template: [spec('haltSignal', readSignal), spec('init', readInit)],
  Node: [
    spec('pool', readPoolSize, 'size'),
    spec('addressPools', parseNetwork, '*'),
    spec('networkClasses', readClasses),
    spec('reconcile', readFieldLabel, 'fields', '*'),
    spec('rollout', readBatch, 'batch'),
    spec('rollout', parseDuration, 'pause'),
  ],
  Policy: [spec('maxDeletes', readAmount), spec('maxRecreates', readAmount), spec('maxRestarts', readAmount)],
  Window: [spec('duration', readOpenFor)],
  Approval: [],
  Rollout: [spec('timeout', parseDuration)],
};

const unquoted = (text: string): { readonly fault: Fault } =>
  fault(
    'VZR207',
    `${shown(text)} is not a count`,
    /^[0-9]{1,7}$/.test(text) ? `write ${Number(text)} without quotes` : 'write a whole number from 1, or unlimited',
  );
