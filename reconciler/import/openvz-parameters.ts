// What each parameter of CTID.conf becomes in a manifest: vzctl's table (src/lib/config.c) but for the network and devices.

import { parseCpumask, parseNodemask } from '../../schema/cpumask.ts';
import { readLayout, readMountOpts } from '../../schema/disk.ts';
import { readMemGuarantee } from '../../schema/memguarantee.ts';
import { type UbcName, ubcUnits } from '../../schema/ubc.ts';
import { formatDuration } from '../../schema/units.ts';
import { whyUnkept } from '../plan/unenforced.ts';
import type { Draft, Place } from './draft.ts';
import { type Halves, type Measure, readAmount, readHalves, readYesNo, sizeOf, writeHalves } from './openvz-values.ts';

/** Takes one parameter over. `place` is the line it is on. */
export type Handler = (value: string, draft: Draft, place: Place) => void;

const bad = (what: string): string => `${what}, and vzctl ignores it as well`;

const measureOf = (name: UbcName): Measure => ubcUnits[name];

/** A beancounter under its own name. */
const counter =
  (name: UbcName): Handler =>
  (value, draft, place) => {
    const halves = halvesOf(name, value, draft, place);
    if (halves === undefined) return;
    const why = whyUnkept(name, halves);
    if (why !== undefined) draft.remark('dropped', place, why.reason, why.hint);
    else draft.set(['ubc', name], writeHalves(halves, measureOf(name)), place);
  };

function halvesOf(name: UbcName, value: string, draft: Draft, place: Place): Halves | undefined {
  const halves = readHalves(value, measureOf(name));
  if (halves === undefined) draft.remark('bad', place, bad(`not barrier:limit in ${measureOf(name)}`));
  return halves;
}

/** physpages and swappages: the limit counts (src/lib/ub.c). */
const vswap =
  (name: 'physpages' | 'swappages', part: 'ram' | 'swap'): Handler =>
  (value, draft, place) => {
    const halves = halvesOf(name, value, draft, place);
    if (halves === undefined) return;
    const size = halves.limit === 0 ? 0 : sizeOf(halves.limit, 'pages');
    draft.set(['vswap', part], size, place);
    if (part === 'ram' && size === 'unlimited')
      draft.remark(
        'changed',
        place,
        'no VSwap, so nothing limits ram',
        'write vswap.ram; privvmpages is for each process',
      );
  };

const numproc: Handler = (value, draft, place) => {
  const halves = halvesOf('numproc', value, draft, place);
  if (halves === undefined) return;
  if (halves.barrier !== halves.limit) draft.set(['ubc', 'numproc'], writeHalves(halves, 'count'), place);
  else draft.set(['numproc'], writeHalves(halves, 'count'), place);
};

const whole =
  (field: string, least: number, most: number, none?: number): Handler =>
  (value, draft, place) => {
    const number = /^[0-9]{1,10}$/.test(value) ? Number(value) : undefined;
    if (number === undefined) draft.remark('bad', place, bad('not a whole number'));
    else if (number !== none) {
      const kept = Math.min(most, Math.max(least, number));
      if (kept !== number) draft.remark('changed', place, `${field} is ${least} to ${most}: ${kept} is written`);
      draft.set([field], kept, place);
    }
  };

const cpuweight: Handler = (value, draft, place) => {
  const weight = /^[1-9][0-9]{0,9}$/.test(value) ? Number(value) : undefined;
  if (weight === undefined) return draft.remark('bad', place, bad('not a weight'));
  const units = Math.min(500_000, Math.max(8, Math.round(500_000 / weight)));
  draft.set(['cpuunits'], units, place);
  draft.remark('changed', place, `cpuunits is 500000 divided by the weight: ${units}`);
};

const cpulimit: Handler = (value, draft, place) => {
  const [, digits, percent] = /^([0-9]{1,9})(%?)$/.exec(value) ?? [];
  if (digits === undefined) return draft.remark('bad', place, bad('not percent'), 'no kernel limits megahertz');
  if (Number(digits) > 0) draft.set(['cpulimit'], percent === '%' ? value : Number(digits), place);
};

const mask =
  (field: 'cpumask' | 'nodemask'): Handler =>
  (value, draft, place) => {
    const read = (field === 'cpumask' ? parseCpumask : parseNodemask)(value.trim().replace(/[\s,]+/g, ','));
    if ('fault' in read) draft.remark('bad', place, read.fault.message, read.fault.hint);
    else draft.set([field], read.value, place);
  };

/** INT_MAX, to which vzctl cuts off (parse_iolimit()). */
const fastest = 2_147_483_647;

const iolimit: Handler = (value, draft, place) => {
  const bytes = value === 'unlimited' ? 0 : readAmount(value, 'bytes');
  if (bytes === undefined) return draft.remark('bad', place, bad('not bytes per second'));
  if (bytes === 0) return;
  const kept = bytes === 'max' ? fastest : Math.min(bytes, fastest);
  if (kept !== bytes) draft.remark('changed', place, `vzctl keeps no more than ${fastest} bytes per second`);
  draft.set(['iolimit'], sizeOf(kept, 'bytes'), place);
};

const pair =
  (field: 'diskspace' | 'diskinodes', measure: Measure): Handler =>
  (value, draft, place) => {
    const halves = readHalves(value, measure);
    if (halves === undefined) return draft.remark('bad', place, bad('not soft:hard'));
    const { barrier, limit } = halves;
    if (field === 'diskspace') {
      const [soft, hard] = [sizeOf(barrier, measure), sizeOf(limit, measure)];
      draft.set([field], soft === hard ? hard : `${soft}:${hard}`, place);
    } else draft.set([field], writeHalves(halves, 'count'), place);
  };

/** What off amounts to is settled when all is read. */
const diskquota: Handler = (value, draft, place) => {
  if (readYesNo(value) === undefined) draft.remark('bad', place, bad('neither yes nor no'));
};

const layout: Handler = (value, draft, place) => {
  if (value === 'simfs')
    return draft.remark('changed', place, 'simfs is overlay or btrfs here, as the pool of the node has it');
  if (/^ploop(:.*)?$/.test(value)) draft.set(['layout'], 'image', place);
  else draft.remark('bad', place, 'not a layout', hint(readLayout(value)));
};

const mountOpts: Handler = (value, draft, place) => {
  const read = readMountOpts(value);
  if ('fault' in read) draft.remark('bad', place, read.fault.message, read.fault.hint);
  else draft.set(['mountOpts'], value, place);
};

const hint = (read: ReturnType<typeof readLayout>): string | undefined =>
  'fault' in read ? read.fault.hint : undefined;

const onboot: Handler = (value, draft, place) => {
  const isOn = readYesNo(value);
  if (isOn === undefined) return draft.remark('bad', place, bad('neither yes nor no'));
  if (isOn) return;
  draft.set(['state'], 'stopped', place);
  draft.remark('changed', place, 'what a boot does not start is state: stopped', 'remove that line if it shall run');
};

const disabled: Handler = (value, draft, place) => {
  const isOn = readYesNo(value);
  if (isOn === undefined) draft.remark('bad', place, bad('neither yes nor no'));
  else if (isOn) draft.set(['state'], 'stopped', place);
};

/** 0 is what vzctl was compiled with (include/env.h). */
const usualStop = 120;

const stopTimeout: Handler = (value, draft, place) => {
  const seconds = /^[0-9]{1,6}$/.test(value) ? Number(value) : undefined;
  if (seconds === undefined) return draft.remark('bad', place, bad('not seconds'));
  if (seconds > 86_400) draft.remark('changed', place, 'a day is the longest');
  draft.set(['stopTimeout'], formatDuration(Math.min(seconds, 86_400) || usualStop), place);
};

const overcommit: Handler = (value, draft, place) => {
  const factor = /^[0-9]{1,4}(\.[0-9]{1,9})?$/.test(value) ? Number(value) : undefined;
  if (factor === undefined) return draft.remark('bad', place, bad('not a factor'));
  if (factor === 0) return;
  if (draft.get(['ubc', 'privvmpages']) !== undefined)
    return draft.remark('dropped', place, 'PRIVVMPAGES is written, so nothing is derived');
  draft.set(['vmOvercommit'], factor, place);
};

const memguarantee: Handler = (value, draft, place) => {
  const read = readMemGuarantee(value);
  if ('fault' in read) draft.remark('bad', place, read.fault.message, read.fault.hint);
  else if (read.value !== 'auto') draft.set(['memguarantee'], value, place);
};

/** Where the container's files are. */
const files: Handler = (_value, draft, place) =>
  draft.remark(
    'dropped',
    place,
    'a container has its files below --root, by its ctid',
    'copy them after it was created',
  );

const ids: Handler = (value, draft, place) => {
  if (value !== '0')
    return draft.remark('dropped', place, 'ids are 65536 from ctid * 65536 on', 'idmap.base says others');
  draft.remark('dropped', place, 'root inside is never root outside', 'idmap.base says which ids it has');
};

const beancounters = Object.keys(ubcUnits)
  .filter((name) => !['physpages', 'swappages', 'numproc'].includes(name))
  .map((name) => [name.toUpperCase(), counter(name as UbcName)] as const);

export const resourceHandlers: Readonly<Record<string, Handler>> = {
  ...Object.fromEntries(beancounters),
  PHYSPAGES: vswap('physpages', 'ram'),
  SWAPPAGES: vswap('swappages', 'swap'),
  NUMPROC: numproc,
  VM_OVERCOMMIT: overcommit,
  MEMGUARANTEE: memguarantee,
  CPUUNITS: whole('cpuunits', 8, 500_000),
  CPUUWEIGHT: cpuweight,
  CPULIMIT: cpulimit,
  CPUS: whole('cpus', 1, 4096, 0),
  CPUMASK: mask('cpumask'),
  NODEMASK: mask('nodemask'),
  IOPRIO: whole('ioprio', 0, 7),
  IOLIMIT: iolimit,
  IOPSLIMIT: whole('iopslimit', 1, 4_294_967_295, 0),
  DISK_QUOTA: diskquota,
  DISKSPACE: pair('diskspace', 'blocks'),
  DISKINODES: pair('diskinodes', 'count'),
  QUOTATIME: whole('quotatime', 0, 31_536_000),
  QUOTAUGIDLIMIT: whole('quotaugidlimit', 0, 131_072, 0),
  VE_LAYOUT: layout,
  MOUNT_OPTS: mountOpts,
  ONBOOT: onboot,
  DISABLED: disabled,
  STOP_TIMEOUT: stopTimeout,
  VE_ROOT: files,
  VE_PRIVATE: files,
  LOCAL_UID: ids,
  LOCAL_GID: ids,
};
