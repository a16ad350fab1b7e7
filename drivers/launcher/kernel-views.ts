// What a container sees of the kernel: /proc and /sys with masks, lxcfs's files over some of them, its cgroup. The masks are
// locked by its user namespace. mount(2), mount_setattr(2). Pure.

import { AT_EMPTY_PATH, AT_FDCWD, flags, MS, NULL, O, octal } from './abi.ts';
import { attributesOf, CLONE_TREE, mountOn, openTarget, PLAIN, setAttributes, TO_FD, TO_PATH } from './mount-steps.ts';
import * as paths from './profile/paths.ts';
import type { Arg, Result, TapeBuilder } from './tape.ts';

/** What masks show instead: paths of the old root, which the tape has put there. */
export interface Covers {
  readonly file: string;
  readonly directory: string;
}

/**
 * Shows `from` in the place of `name`, below the root of a kernel's file system that the tape has entered: no name there is a
 * symlink, and one that this kernel lacks needs nothing. Some forty of them are in each start, and a bind is one call where a
 * look, a clone and a move are three and twice the time.
 */
function bind(tape: TapeBuilder, label: string, from: string, name: string): void {
  tape.call(label, 'mount', [tape.text(from), tape.text(name), NULL, flags(MS, 'BIND'), NULL], { allow: ['ENOENT'] });
}

export function mountProc(tape: TapeBuilder, root: Result, covers: Covers): Result {
  const proc = mountOn(tape, root, 'proc', { type: 'proc', flags: PLAIN });
  tape.call('enter /proc', 'fchdir', [proc]);
  // What becomes read-only is a mount of its own, what stays writable another one on it, made before.
  for (const name of paths.PROC_READ_ONLY) bind(tape, `protect /proc/${name}`, name, name);
  for (const name of paths.PROC_SYS_WRITABLE) bind(tape, `keep /proc/sys/${name}`, `sys/${name}`, `sys/${name}`);
  for (const name of paths.PROC_READ_ONLY) {
    const args = [AT_FDCWD, tape.text(name), 0, attributesOf(tape, 'RDONLY'), 32];
    tape.call(`protect /proc/${name}`, 'mount_setattr', args, { allow: ['ENOENT'] });
  }
  for (const name of paths.PROC_MASKED_FILES) bind(tape, `mask /proc/${name}`, covers.file, name);
  for (const name of paths.PROC_MASKED_DIRECTORIES) bind(tape, `mask /proc/${name}`, covers.directory, name);
  return proc;
}

/** Before the scratch directory may cover the way there. A daemon that is gone gives no descriptor. */
export const openLxcfs = (tape: TapeBuilder, path: string): Result =>
  tape.call('open lxcfs', 'openat', [AT_FDCWD, tape.text(path), flags(O, 'PATH', 'DIRECTORY', 'CLOEXEC')], {
    allow: 'any',
    as: 'lxcfs',
  });

/** Covers what tells of the host by what lxcfs tells of the container. Whatever of it fails, a start goes on without that file. */
export function showLimits(
  tape: TapeBuilder,
  { proc, sys }: { readonly proc: Result; readonly sys: Result },
  lxcfs: Result,
): void {
  for (const file of paths.LXCFS_FILES) {
    const done = tape.mark();
    const skip = { allow: 'any', otherwise: done } as const;
    const label = `show the container's own /${file}`;
    const [folder, name] = [file.slice(0, file.indexOf('/')), file.slice(file.indexOf('/') + 1)];
    const path = flags(O, 'PATH', 'NOFOLLOW', 'CLOEXEC');
    const place = tape.call(label, 'openat', [folder === 'proc' ? proc : sys, tape.text(name), path], skip);
    const source = tape.call(label, 'open_tree', [lxcfs, tape.text(file), CLONE_TREE], skip);
    setAttributes(tape, source, 'RDONLY', 'NOSUID', 'NODEV', 'NOEXEC');
    tape.call(label, 'move_mount', [source, tape.text(''), place, tape.text(''), TO_FD], skip);
    tape.here(done);
  }
}

export function mountUncovered(tape: TapeBuilder, dev: Result): void {
  tape.call(`make /dev/${paths.UNCOVERED}`, 'mkdirat', [dev, tape.text(paths.UNCOVERED), octal(0o700)]);
  const place = openTarget(tape, dev, paths.UNCOVERED);
  for (const [name, type] of [
    ['proc', 'proc'],
    ['sys', 'sysfs'],
  ] as const) {
    tape.call(`make /dev/${paths.UNCOVERED}/${name}`, 'mkdirat', [place, tape.text(name), octal(0o755)]);
    mountOn(tape, place, name, { type, flags: PLAIN });
  }
}

export function mountSys(tape: TapeBuilder, root: Result, covers: Covers): Result {
  const sys = mountOn(tape, root, 'sys', { type: 'sysfs', flags: PLAIN });
  tape.call('enter /sys', 'fchdir', [sys]);
  const net = tape.text('devices/virtual/net');
  tape.call('keep /sys/devices/virtual/net', 'mount', [net, net, NULL, flags(MS, 'BIND'), NULL]);
  setAttributes(tape, sys, 'RDONLY');
  for (const name of paths.SYS_MASKED_DIRECTORIES) bind(tape, `mask /sys/${name}`, covers.directory, name);
  return sys;
}

export function mountCgroup(tape: TapeBuilder, sys: Result, base: Arg, cgroup: Result): void {
  setAttributes(tape, cgroup, 'NOSUID', 'NODEV', 'NOEXEC');
  // What the kernel lists in /sys/kernel/cgroup/delegate: the container may divide its group, not change its limits.
  for (const name of ['', 'cgroup.procs', 'cgroup.threads', 'cgroup.subtree_control']) {
    const args = [cgroup, tape.text(name), base, base, AT_EMPTY_PATH];
    tape.call('delegate the cgroup', 'fchownat', args, { allow: ['ENOENT'] });
  }
  tape.call('mount the cgroup', 'move_mount', [cgroup, tape.text(''), sys, tape.text('fs/cgroup'), TO_PATH]);
}
