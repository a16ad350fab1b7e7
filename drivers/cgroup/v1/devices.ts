// devices.deny and devices.allow, Documentation/admin-guide/cgroup-v1/devices.rst. On cgroup v2 this is a BPF program.
// Nodes cannot be made inside a user namespace anyway; the list is a second wall, not the first.

import { GroupError } from '../errors.ts';
import type { GroupFiles } from '../files.ts';

/** null, zero, full, random, urandom, tty, console, ptmx, pseudo-terminals. No "m": nobody makes nodes. */
const allowed = ['1:3', '1:5', '1:7', '1:8', '1:9', '5:0', '5:1', '5:2', '136:*'].map((number) => `c ${number} rw`);
/** As the kernel lists them: in the order in which they were allowed. */
const listed = allowed.join('\n');

/** Leaves exactly the default devices. Repeating it writes nothing. Throws FileError, or KernelKept. */
export function restrictDevices(files: GroupFiles, group: string): void {
  if (isRestricted(files, group)) return;
  files.write(`${group}/devices.deny`, 'a');
  for (const device of allowed) files.write(`${group}/devices.allow`, device);
  if (isRestricted(files, group)) return;
  const kept = files.read(`${group}/devices.list`).replaceAll('\n', ', ');
  throw new GroupError('KernelKept', `${group}/devices.list`, `the allowed devices read "${kept}"`);
}

/** Lets `parent` allow what its groups need, where a crash left a shorter list: no group can allow more than its parent. */
export function completeDevices(files: GroupFiles, parent: string): void {
  const now = files.read(`${parent}/devices.list`).split('\n');
  if (now.includes('a *:* rwm')) return;
  for (const device of allowed) if (!now.includes(device)) files.write(`${parent}/devices.allow`, device);
}

export function isRestricted(files: GroupFiles, group: string): boolean {
  const text = files.read(`${group}/devices.list`);
  if (text === listed) return true;
  const now = text.split('\n');
  return now.length === allowed.length && allowed.every((device) => now.includes(device));
}
