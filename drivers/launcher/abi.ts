// Flag values of the kernel's interface that tapes use, and how they print. Same on x64 and arm64. Pure.

import { type Named, named } from './tape.ts';

/** <linux/mount.h> for mount(2). */
export const MS = { NOSUID: 2, NODEV: 4, NOEXEC: 8, REMOUNT: 32, BIND: 0x1000, REC: 0x4000, PRIVATE: 1 << 18 } as const;
/** <linux/mount.h> for mount_setattr(2). */
export const MOUNT_ATTR = { RDONLY: 1, NOSUID: 2, NODEV: 4, NOEXEC: 8, IDMAP: 0x100000 } as const;
export const OPEN_TREE = { CLONE: 1, CLOEXEC: 0x80000 } as const;
export const MOVE_MOUNT = { F_EMPTY_PATH: 4, T_EMPTY_PATH: 0x40 } as const;
/** <linux/sched.h>. */
export const CLONE = {
  NEWNS: 0x20000,
  NEWCGROUP: 0x2000000,
  NEWUTS: 0x4000000,
  NEWIPC: 0x8000000,
  NEWUSER: 0x10000000,
  NEWPID: 0x20000000,
  NEWNET: 0x40000000,
  PIDFD: 0x1000,
  PARENT: 0x8000,
  INTO_CGROUP: 2 ** 33,
} as const;
/** <linux/openat2.h>. */
export const RESOLVE = { NO_XDEV: 1, NO_MAGICLINKS: 2, NO_SYMLINKS: 4, BENEATH: 8, IN_ROOT: 16 } as const;

const O_ARM = process.arch === 'arm64';
/** <fcntl.h>: the four that differ do so between architectures. */
export const O = {
  RDONLY: 0,
  WRONLY: 1,
  RDWR: 2,
  CREAT: 0o100,
  EXCL: 0o200,
  NOCTTY: 0o400,
  NONBLOCK: 0o4000,
  DIRECTORY: O_ARM ? 0o40000 : 0o200000,
  NOFOLLOW: O_ARM ? 0o100000 : 0o400000,
  CLOEXEC: 0o2000000,
  PATH: 0o10000000,
} as const;

export const AT_FDCWD = named(-100, 'AT_FDCWD');
export const AT_EMPTY_PATH = named(0x1000, 'AT_EMPTY_PATH');
export const NULL = named(0, 'NULL');
export const MNT_DETACH = named(2, 'MNT_DETACH');
export const MSG_NOSIGNAL = named(0x4000, 'MSG_NOSIGNAL');

/** The sum of named flags, printed as NAME|NAME. */
export function flags<Table extends Readonly<Record<string, number>>>(
  table: Table,
  ...names: (keyof Table & string)[]
): Named {
  const value = names.reduce((sum, name) => sum + (table[name] ?? 0), 0);
  return named(value, names.length === 0 ? '0' : names.join('|'));
}

export const octal = (value: number): Named => named(value, `0${value.toString(8)}`);

/** A device number as mknod(2) takes it; small numbers only. */
export const device = (major: number, minor: number): Named => named(major * 256 + minor, `${major}:${minor}`);

/** Little-endian unsigned integers of 4 or 8 bytes, one after another. */
export function struct(...fields: readonly (readonly [bytes: 4 | 8, value: number])[]): Uint8Array {
  const out = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of fields) {
    out.writeUInt32LE(value >>> 0, at);
    if (bytes === 8) out.writeInt32LE(Math.floor(value / 2 ** 32) | 0, at + 4);
    at += bytes;
  }
  return out;
}

/** struct clone_args of Linux 5.7; pidfd and cgroup are filled in when the tape plays. */
export function cloneArgs(value: number, exitSignal = 17): Uint8Array {
  return struct([8, value], [8, 0], [8, 0], [8, 0], [8, exitSignal], ...Array<[8, 0]>(6).fill([8, 0]));
}
