// Which devices a container's processes may open, as lines of devices.list ("c 10:229 rw") and as CgroupState has them
// ("c:10:229:rw"). Pure. cgroup v1 keeps such lines, cgroup v2 a program that is written from them.

import { type DeviceRule, parseRule } from '../../schema/device.ts';
import { defaultRules } from '../devices/resolve.ts';

/** The one line of a group that nothing keeps from any device. */
export const everything = 'a *:* rwm';
/** As the kernel lists the default: in the order in which they were allowed. */
export const listed = defaultRules.map(line).join('\n');

/** "c 10:229" -> "rw": what one line of the kernel says of a device. No "m" in ours: nobody makes nodes. */
export type List = ReadonlyMap<string, string>;

function line({ kind, major, minor, access }: DeviceRule): string {
  return `${kind} ${major}:${minor === 'all' ? '*' : minor} ${access}`;
}

export function listOf(lines: readonly string[]): List {
  const cut = (text: string): number => text.lastIndexOf(' ');
  return new Map(
    lines.filter((text) => text !== '').map((text) => [text.slice(0, cut(text)), text.slice(cut(text) + 1)]),
  );
}

/** The default devices and `more`, which is written as in CgroupState. */
export function wishedList(more: readonly string[]): List {
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
export const beyond = (list: List, other: List): readonly string[] =>
  [...list].flatMap(([device, access]) => {
    const more = without(access, other.get(device) ?? '');
    return more === '' ? [] : [`${device} ${more}`];
  });

const asRule = (text: string): string => text.replaceAll('*', 'all').replaceAll(' ', ':');

/** CgroupState.devices of a list: what is allowed beside the default, and what of the default is not. */
export function sectionOf(text: string): readonly string[] {
  if (text === listed) return [];
  const now = listOf(text.split('\n'));
  const usual = listOf(defaultRules.map(line));
  const lacking = text === everything ? [] : beyond(usual, now).map((one) => `no ${asRule(one)}`);
  return [...beyond(now, usual).map(asRule), ...lacking].sort();
}
