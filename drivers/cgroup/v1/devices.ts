// devices.deny and devices.allow, Documentation/admin-guide/cgroup-v1/devices.rst. On cgroup v2 this is a BPF program.
// Nodes cannot be made inside a user namespace anyway; the list is a second wall, not the first.

import { GroupError } from '../errors.ts';
import type { GroupFiles } from '../files.ts';

/** null, zero, full, random, urandom, tty, console, ptmx, pseudo-terminals. No "m": nobody makes nodes. */
const allowed = ['1:3', '1:5', '1:7', '1:8', '1:9', '5:0', '5:1', '5:2', '136:*'].map((number) => `c ${number} rw`);

/** Leaves exactly the default devices. Repeating it writes nothing. Throws FileError, or KernelKept. */
export function restrictDevices(files: GroupFiles, group: string): void {
  if (restricted(files, group)) return;
  files.write(`${group}/devices.deny`, 'a');
  for (const device of allowed) files.write(`${group}/devices.allow`, device);
  if (!restricted(files, group)) {
    const kept = files.read(`${group}/devices.list`).replaceAll('\n', ', ');
    throw new GroupError('KernelKept', `${group}/devices.list`, `the allowed devices read "${kept}"`);
  }
}

const restricted = (files: GroupFiles, group: string): boolean => {
  const now = files.read(`${group}/devices.list`).split('\n');
  return now.length === allowed.length && allowed.every((device) => now.includes(device));
};
