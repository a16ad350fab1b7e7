// devices.deny and devices.allow, Documentation/admin-guide/cgroup-v1/devices.rst. On cgroup v2 this is a BPF program.
// Container root can make no nodes; the list is what says which of those in its /dev can be opened, and how.

import { type DeviceRule, parseRule } from '../../../schema/device.ts';
import { defaultRules } from '../../devices/resolve.ts';
import { GroupError } from '../errors.ts';
import type { GroupFiles } from '../files.ts';

const everything = 'a *:* rwm';
/** As the kernel lists the default: in the order in which they were allowed. */
const listed = defaultRules.map(line).join('\n');

/** "c 10:229" -> "rw": what one line of the kernel says of a device. No "m" in ours: nobody makes nodes. */
type List = ReadonlyMap<string, string>;

function line({ kind, major, minor, access }: DeviceRule): string {
  return `${kind} ${major}:${minor === 'all' ? '*' : minor} ${access}`;
}

function listOf(lines: readonly string[]): List {
  const cut = (text: string): number => text.lastIndexOf(' ');
  return new Map(
    lines.filter((text) => text !== '').map((text) => [text.slice(0, cut(text)), text.slice(cut(text) + 1)]),
  );
}

/** The default devices and `more`, which is written as in CgroupState. */
function wishedList(more: readonly string[]): List {
  const rules = more.map((text) => {
    const rule = parseRule(text);
    if (rule === undefined) throw new Error(`"${text}" is no device rule`);
    return rule;
  });
  return listOf([...defaultRules, ...rules].map(line));
}

const without = (letters: string, others: string): string =>
  [...letters].filter((letter) => !others.includes(letter)).join('');

/** What of `list` is not in `other`, as lines. */
const beyond = (list: List, other: List): readonly string[] =>
  [...list].flatMap(([device, access]) => {
    const more = without(access, other.get(device) ?? '');
    return more === '' ? [] : [`${device} ${more}`];
  });

const asRule = (text: string): string => text.replaceAll('*', 'all').replaceAll(' ', ':');

/** CgroupState.devices of a list: what is allowed beside the default, and what of the default is not. */
function sectionOf(text: string): readonly string[] {
  if (text === listed) return [];
  const now = listOf(text.split('\n'));
  const usual = listOf(defaultRules.map(line));
  const lacking = text === everything ? [] : beyond(usual, now).map((one) => `no ${asRule(one)}`);
  return [...beyond(now, usual).map(asRule), ...lacking].sort();
}

/** Undefined when the group is not there. */
export function observeDevices(files: GroupFiles, group: string): readonly string[] | undefined {
  const text = files.tryRead(`${group}/devices.list`);
  return text === undefined ? undefined : sectionOf(text);
}

/**
 * Leaves exactly the default devices and `more`: only what differs is written, so that no process is refused in between what
 * it may open before and after. Throws FileError, or KernelKept.
 */
export function writeDevices(files: GroupFiles, group: string, more: readonly string[]): void {
  const path = `${group}/devices.list`;
  const text = files.read(path);
  if (more.length === 0 && text === listed) return;
  const wants = wishedList(more);
  if (text === everything) files.write(`${group}/devices.deny`, 'a');
  const now = listOf(text === everything ? [] : text.split('\n'));
  for (const extra of beyond(now, wants)) files.write(`${group}/devices.deny`, extra);
  for (const missing of beyond(wants, now)) files.write(`${group}/devices.allow`, missing);
  const kept = files.read(path);
  const is = listOf(kept.split('\n'));
  if (beyond(is, wants).length === 0 && beyond(wants, is).length === 0) return;
  throw new GroupError('KernelKept', path, `the allowed devices read "${kept.replaceAll('\n', ', ')}"`);
}

/**
 * Lets `parent` allow what its groups need: no group can allow more than its parent. What it allows for one of them it goes on
 * allowing; no process is in it.
 */
export function completeDevices(files: GroupFiles, parent: string, more: readonly string[]): void {
  const text = files.read(`${parent}/devices.list`);
  if (text === everything || (more.length === 0 && text === listed)) return;
  const now = listOf(text.split('\n'));
  for (const missing of beyond(wishedList(more), now)) files.write(`${parent}/devices.allow`, missing);
}
