// The group `vz` of each hierarchy, which everything on a host shares. Suites that make groups by hand make it as the cgroup
// driver does, with its marker, so that whoever finds it empty may take it away. As vitest's global set-up this file does
// that after a run, and fails the run when a suite left one that nobody may remove: it would stay until the host restarts,
// and the driver's own making and marking of it would not be tested here again.

import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { cgroupDriver } from '../../drivers/cgroup/driver.ts';
import { hasCode } from '../../drivers/kernel/error-code.ts';
import { setXattr } from '../../drivers/kernel/xattr.ts';
import { systemClock } from '../../reconciler/cli/clock.ts';

/** Makes a group below `vz` as somebody else would: without the marker of a container. One that is there is fine. */
export function makeGroup(group: string): void {
  if (make(dirname(group))) setXattr(dirname(group), 'trusted.vzreconcile', 'vz');
  make(group);
}

/** False when it is there. */
function make(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

const parents = (): readonly string[] =>
  readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .filter((line) => / - cgroup2? /.test(line))
    .map((line) => `${line.split(' ')[4]}/vz`)
    .filter((path) => existsSync(path));

const isEmpty = (path: string): boolean =>
  readdirSync(path, { withFileTypes: true }).every((one) => !one.isDirectory());

let before: readonly string[] = [];

export function setup(): void {
  if (process.platform === 'linux') before = parents();
}

export function teardown(): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return;
  // Also one that was there before: another run may have left it to this one, whose groups were in it.
  if (parents().length > 0) cgroupDriver({ clock: systemClock }).dismantle();
  const left = parents().filter((path) => !before.includes(path) && isEmpty(path));
  if (left.length === 0) return;
  // vitest prints what a teardown throws, and calls the run a success.
  process.exitCode = 1;
  throw new Error(`left behind by a suite, empty and without our marker: ${left.join(', ')}`);
}
