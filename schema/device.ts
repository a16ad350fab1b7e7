// Devices given to a container, in OpenVZ's words: `--devices` is c|b:MAJOR:MINOR|all:[r][w], `--devnodes` a node of /dev
// (vzctl src/lib/config.c, parse_devices and parse_devnodes). What is read here is text again, one form for each wish:
// "c:10:229:rw", or "/dev/ttyS0 rw ttyS0", the last word being the name inside.

import { fault, type Reading, shown } from './reading.ts';

export type DeviceKind = 'c' | 'b';

export interface DeviceRule {
  readonly kind: DeviceKind;
  readonly major: number;
  readonly minor: number | 'all';
  /** r, w or rw. */
  readonly access: string;
}

const CODE = 'VZR228';
const HINT = 'write a node such as /dev/ttyS0, or c:10:229:rw, b:8:16:r, b:8:all:r';
/** <linux/kdev_t.h>: 12 bits and 20 bits. */
const MAX_MAJOR = 4095;
const MAX_MINOR = 1_048_575;
/** Block devices whose content is a file of the host's choice: vzctl src/lib/config.c refuses them as well. */
const LOOP_MAJOR = 7;
/** First words of names below /dev that every container has. */
const OWN = 'null zero full random urandom tty console ptmx fd stdin stdout stderr pts shm mqueue .nesting'.split(' ');

/** An entry of spec.devices. */
export function readDevice(value: unknown): Reading<string> {
  if (typeof value === 'string') return value.startsWith('/') ? readNode(value, 'rw') : readRule(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fault(CODE, `a device is expected, not ${shown(value)}`, HINT);
  const { path, access = 'rw', name, ...rest } = value as Readonly<Record<string, unknown>>;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined)
    return fault('VZR101', `a device has no field ${shown(unknown).slice(1, -1)}`, 'possible here: path, access, name');
  if (typeof path !== 'string' || !path.startsWith('/'))
    return fault(CODE, `path is ${shown(path)}, which is no node of /dev`, 'write path: /dev/ttyS0');
  return readNode(path, access, name);
}

/** The same rule, of text that readDevice or a driver has made. */
export function parseRule(text: string): DeviceRule | undefined {
  const match = /^([cb]):(\d{1,4}):(\d{1,7}|all):(r|w|rw)$/.exec(text);
  if (match === null) return undefined;
  const [, kind, major, minor, access = ''] = match;
  return { kind: kind as DeviceKind, major: Number(major), minor: minor === 'all' ? minor : Number(minor), access };
}

export const formatRule = ({ kind, major, minor, access }: DeviceRule): string => `${kind}:${major}:${minor}:${access}`;

function readRule(text: string): Reading<string> {
  if (text === 'none') return fault(CODE, 'none is no device', 'leave spec.devices out');
  const [kind, major, minor, access, ...rest] = text.split(':');
  const numbers = /^[cb]:\d{1,4}:(\d{1,7}|all):/.test(text);
  if (!numbers || access === undefined || rest.length > 0) return fault(CODE, `${shown(text)} is not a device`, HINT);
  const canonical = readAccess(access);
  if ('fault' in canonical) return canonical;
  if (Number(major) > MAX_MAJOR || (minor !== 'all' && Number(minor) > MAX_MINOR))
    return fault(CODE, `there is no device ${major}:${minor}`, `at most ${MAX_MAJOR}:${MAX_MINOR}`);
  if (kind === 'b' && Number(major) === LOOP_MAJOR)
    return fault(
      CODE,
      'loop devices cannot be given: they open files of the host',
      'mount the file on the host instead',
    );
  const rule = { kind: kind as DeviceKind, major: Number(major), access: canonical.value };
  return { value: formatRule({ ...rule, minor: minor === 'all' ? minor : Number(minor) }) };
}

/** OpenVZ's letters in one order. */
function readAccess(value: unknown): Reading<string> {
  const hint = 'write r, w or rw';
  if (typeof value !== 'string') return fault(CODE, `the access ${shown(value)} is none`, hint);
  if (/^[rwq]*q[rwq]*$/.test(value))
    return fault(CODE, 'access q (quotactl) is a rule of the OpenVZ kernel only', `${hint}; spec.diskspace limits use`);
  if (!/^(r|w|rw|wr)$/.test(value)) return fault(CODE, `the access ${shown(value)} is none`, hint);
  return { value: value === 'wr' ? 'rw' : value };
}

function readNode(path: string, access: unknown, name?: unknown): Reading<string> {
  const inside = path.startsWith('/dev/') ? path.slice('/dev/'.length) : undefined;
  if (inside === undefined || !isName(inside))
    return fault(CODE, `${shown(path)} is no node of /dev`, 'write its path, such as /dev/ttyS0');
  const canonical = readAccess(access);
  if ('fault' in canonical) return canonical;
  const shownName = name ?? inside;
  if (typeof shownName !== 'string' || !isName(shownName))
    return fault(CODE, `${shown(shownName)} cannot be a name below /dev`, 'write name: ttyS0, without /dev/');
  const [first = ''] = shownName.split('/');
  if (OWN.includes(first))
    return fault(CODE, `every container has a /dev/${first} of its own`, 'leave it out, or give it another name');
  return { value: `${path} ${canonical.value} ${shownName}` };
}

/** An entry of spec.pci: "pci 0000:00:03.0". */
export function readPci(value: unknown): Reading<string> {
  const match =
    typeof value === 'string' ? /^(?:([\da-f]{1,4}):)?([\da-f]{1,2}):([01]?[\da-f])\.([0-7])$/i.exec(value) : null;
  if (match === null)
    return fault('VZR229', `${shown(value)} is not a PCI address`, 'write bus:slot.function as lspci does: 00:03.0');
  const [, domain = '0', bus = '', slot = '', part] = match;
  return {
    value: `pci ${domain.padStart(4, '0')}:${bus.padStart(2, '0')}:${slot.padStart(2, '0')}.${part}`.toLowerCase(),
  };
}

const isName = (text: string): boolean =>
  text.length <= 128 && text.split('/').every((word) => /^[A-Za-z0-9._:@+-]+$/.test(word) && !/^\.\.?$/.test(word));
