// devices.deny and devices.allow, Documentation/admin-guide/cgroup-v1/devices.rst. The sibling of v2/devices.ts.
// Container root can make no nodes; the list is what says which of those in its /dev can be opened, and how.

import { beyond, everything, listed, listOf, sectionOf, wishedList } from '../device-list.ts';
import { GroupError } from '../errors.ts';
import type { GroupFiles } from '../files.ts';

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
