// What the configuration keys of an Incus instance become in a manifest. doc/config_options.txt, doc/reference/instance_units.md.

import { parseCpumask, parseNodemask } from '../../schema/cpumask.ts';
import { shown } from '../../schema/reading.ts';
import { formatDuration, formatSize, parseSize } from '../../schema/units.ts';
import { type Draft, named, type Place } from './draft.ts';
import { dropIds, setRlimit, setSysctl } from './lxc-keys.ts';

export type IncusHandler = (value: string, draft: Draft, place: Place, key: string) => void;

const isTrue = (value: string): boolean => ['true', '1', 'yes', 'on'].includes(value.toLowerCase());

/** 512MiB is binary and 512MB decimal there as here; a bare number is bytes. */
export function sizeOf(value: string): string | undefined {
  const text = value.trim().replace(/ ?bytes$/i, 'B');
  const read = parseSize(/^[0-9]+$/.test(text) && text !== '0' ? `${text}B` : text);
  return 'value' in read ? formatSize(read.value) : undefined;
}

const memory: IncusHandler = (value, draft, place) => {
  const size = sizeOf(value);
  if (size !== undefined) draft.set(['vswap', 'ram'], size, place);
  else if (value.endsWith('%'))
    draft.remark('dropped', place, 'a size is the same on every host, a part of one is not', 'write vswap.ram');
  else draft.remark('bad', place, `${shown(value)} is not a size`);
};

const swap: IncusHandler = (value, draft, place) => {
  const size = sizeOf(value);
  if (value === 'false') draft.set(['vswap', 'swap'], 0, place);
  else if (value === 'true') draft.set(['vswap', 'swap'], 'unlimited', place);
  else if (size !== undefined) draft.set(['vswap', 'swap'], size, place);
  else draft.remark('bad', place, `${shown(value)} is not a size`);
};

const cpu: IncusHandler = (value, draft, place) => {
  if (/^[1-9][0-9]{0,3}$/.test(value)) return draft.set(['cpus'], Number(value), place);
  const read = parseCpumask(value);
  if ('fault' in read) draft.remark('bad', place, read.fault.message, read.fault.hint);
  else draft.set(['cpumask'], read.value, place);
};

const milliseconds = (text: string): number => Number(/^([0-9.]{1,12})ms$/.exec(text)?.[1] ?? Number.NaN);

/** 25ms/100ms is a limit, 50% a share when others want more. */
const allowance: IncusHandler = (value, draft, place) => {
  const [, part] = /^([0-9]{1,3})%$/.exec(value) ?? [];
  if (part !== undefined) {
    const units = Math.max(8, Number(part) * 10);
    draft.set(['cpuunits'], units, place);
    return draft.remark('changed', place, `a share of processors is cpuunits, of which everybody has 1000: ${units}`);
  }
  const [time = '', period = ''] = value.split('/');
  const percent = Math.round((milliseconds(time) / milliseconds(period)) * 100_000) / 1000;
  if (percent > 0 && Number.isFinite(percent)) draft.set(['cpulimit'], percent, place);
  else draft.remark('bad', place, `${shown(value)} is neither a share nor a time of a period`);
};

const nodes: IncusHandler = (value, draft, place) => {
  const read = parseNodemask(value);
  if ('fault' in read) draft.remark('dropped', place, read.fault.message, read.fault.hint);
  else draft.set(['nodemask'], read.value, place);
};

const processes: IncusHandler = (value, draft, place) => {
  if (/^[1-9][0-9]{0,6}$/.test(value)) draft.set(['numproc'], Number(value), place);
  else if (value !== '') draft.remark('bad', place, `${shown(value)} is not a number of processes`);
};

const autostart: IncusHandler = (value, draft, place) => {
  if (isTrue(value) || value === 'last-state') return;
  draft.set(['state'], 'stopped', place);
  draft.remark('changed', place, 'what a boot does not start is state: stopped', 'remove that line if it shall run');
};

const shutdown: IncusHandler = (value, draft, place) => {
  if (/^[0-9]{1,5}$/.test(value)) draft.set(['stopTimeout'], formatDuration(Math.min(86_400, Number(value))), place);
  else draft.remark('bad', place, `${shown(value)} is not seconds`);
};

const nesting: IncusHandler = (value, draft, place) => {
  if (isTrue(value)) draft.set(['features', 'nesting'], true, place);
};

/** As it is here without a word, or remarked. */
const unlessFalse =
  (message: string, hint?: string): IncusHandler =>
  (value, draft, place) => {
    if (isTrue(value)) draft.remark('dropped', place, message, hint);
  };

export const incusHandlers: Readonly<Record<string, IncusHandler>> = {
  'limits.memory': memory,
  'limits.memory.swap': swap,
  'limits.cpu': cpu,
  'limits.cpu.allowance': allowance,
  'limits.cpu.nodes': nodes,
  'limits.processes': processes,
  'boot.autostart': autostart,
  'boot.host_shutdown_timeout': shutdown,
  'security.nesting': nesting,
  'security.privileged': unlessFalse('root inside is never root outside'),
  'security.idmap.isolated': unlessFalse('each container has ids of its own'),
  'security.idmap.base': (value, draft, place) => draft.remark('dropped', place, ...dropIds(value)),
  'security.protection.delete': unlessFalse(
    'what is protected is named in the Node',
    'write its ctid into protected of the Node',
  ),
};

interface Family {
  readonly prefix: string;
  /** Of the family as a whole. */
  readonly reason: string;
  /** Of each of its keys. */
  readonly take?: IncusHandler;
}

const drop =
  (reason: string): IncusHandler =>
  (_value, draft, place) =>
    draft.remark('dropped', place, reason);
const each = (prefix: string, take: IncusHandler): Family => ({ prefix, reason: '', take });
const together = (prefix: string, reason: string): Family => ({ prefix, reason });

/** The first that fits counts. */
export const families: readonly Family[] = [
  each('linux.sysctl.', (value, draft, place, key) =>
    setSysctl(key.slice('linux.sysctl.'.length), value, draft, place),
  ),
  each('limits.kernel.', (value, draft, place, key) =>
    setRlimit(key.slice('limits.kernel.'.length), value, draft, place),
  ),
  each('limits.', drop('nothing here limits that')),
  each('boot.', drop('containers start side by side, none waits for another')),
  each('security.syscalls.', drop('system calls are filtered by a list of our own')),
  each('security.', (_value, draft, place, key) =>
    draft.remark('dropped', named(place, key), 'nothing here does that'),
  ),
  together('raw.', 'what is raw there means nothing here'),
  each('linux.', drop('modules are loaded by the host')),
  together('volatile.', 'what Incus keeps for itself; MAC addresses of it are taken'),
  together('image.', 'where the image is from; os and release name the template'),
  together('user.', 'nothing here reads them'),
  together('cloud-init.', 'nothing here runs cloud-init; the container may'),
  together('environment.', 'init has an environment of its own'),
  together('snapshots.', 'there are no snapshots'),
  together('migration.', 'there is no migration'),
  together('cluster.', 'a container stays where spec.node says'),
  together('nvidia.', 'devices are given one by one'),
  together('oci.', 'a container runs a system'),
];
