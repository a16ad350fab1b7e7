// btrfs by ioctl, btrfs-ioctl(2), struct layouts of linux/btrfs.h: subvolumes, their limits, nested ones. Live usage and
// limits are read from /sys/fs/btrfs/<uuid>/qgroups (Linux 5.9), because the quota tree lags one commit behind.

import { readdirSync, readFileSync } from 'node:fs';
import { withDirectory } from './directory.ts';
import { hasCode } from './error-code.ts';
import { ioctl } from './ioctl.ts';

const SUBVOL_CREATE = 0x5000940e;
const SNAP_DESTROY = 0x5000940f;
const TREE_SEARCH = 0xd0009411;
const INO_LOOKUP = 0xd0009412;
const SUBVOL_GETFLAGS = 0x80089419;
const SUBVOL_SETFLAGS = 0x4008941a;
const FS_INFO = 0x8400941f;
const QUOTA_CTL = 0xc0109428;
const QGROUP_CREATE = 0x4010942a;
const QGROUP_LIMIT = 0x8030942b;
const SNAP_DESTROY_V2 = 0x5000943f;
const SUBVOL_RDONLY = 2n;
const SPEC_BY_ID = 0x10n;
const LIMIT_MAX_RFER = 1n;
const CLEAR_VALUE = 0xffff_ffff_ffff_ffffn;
const ROOT_TREE = 1n;
const ROOT_REF_KEY = 156;
const VOL_ARGS_SIZE = 4096;
const V2_NAME_AT = 56;
const SEARCH_KEY_SIZE = 104;
const SEARCH_HEADER_SIZE = 32;
/** linux/magic.h, what statfs(2) says of a btrfs. */
export const BTRFS_MAGIC = 0x9123683e;
/** Every subvolume's root directory has this inode number (BTRFS_FIRST_FREE_OBJECTID). */
export const SUBVOLUME_INODE = 256;

/** Arguments of ioctls, one at a time as calls are synchronous: a new one for each would keep the garbage collector busy. */
const scratch = Buffer.alloc(VOL_ARGS_SIZE);
const cleared = (): Buffer => scratch.fill(0);

/** Makes an empty subvolume `name` in the directory `parent`. Throws SyscallError. */
export function createSubvolume(parent: string, name: string): void {
  withDirectory(parent, (fd) =>
    ioctl(fd, SUBVOL_CREATE, named(name, 8), 'BTRFS_IOC_SUBVOL_CREATE', `${parent}/${name}`),
  );
}

/**
 * Destroys the subvolume `name` in `parent`, after those nested in it (by id: BTRFS_IOC_SNAP_DESTROY_V2, Linux 5.7).
 * No file is walked; the kernel frees the space in the background. EBUSY when it is mounted somewhere.
 */
export function destroySubvolume(parent: string, name: string): void {
  const path = `${parent}/${name}`;
  const id = subvolumeId(path);
  withDirectory(parent, (fd) => {
    for (const child of nestedSubvolumes(fd, id, path)) {
      const args = cleared();
      args.writeBigUInt64LE(SPEC_BY_ID, 16);
      args.writeBigUInt64LE(child, V2_NAME_AT);
      ioctl(fd, SNAP_DESTROY_V2, args, 'BTRFS_IOC_SNAP_DESTROY_V2', `${path} (nested ${child})`);
    }
    ioctl(fd, SNAP_DESTROY, named(name, 8), 'BTRFS_IOC_SNAP_DESTROY', path);
  });
}

/** Ids of all subvolumes below `id`, deepest first. */
function nestedSubvolumes(fd: number, id: bigint, subject: string): readonly bigint[] {
  const children = searchOffsets(fd, id, subject);
  return children.flatMap((child) => [...nestedSubvolumes(fd, child, subject), child]);
}

/** Offsets of the ROOT_REF items of one subvolume: the ids of its direct children. */
function searchOffsets(fd: number, id: bigint, subject: string): readonly bigint[] {
  const found: bigint[] = [];
  for (let from = 0n; ; ) {
    const args = cleared();
    args.writeBigUInt64LE(ROOT_TREE, 0);
    args.writeBigUInt64LE(id, 8);
    args.writeBigUInt64LE(id, 16);
    args.writeBigUInt64LE(from, 24);
    args.writeBigUInt64LE(CLEAR_VALUE, 32);
    args.writeBigUInt64LE(CLEAR_VALUE, 48);
    args.writeUInt32LE(ROOT_REF_KEY, 56);
    args.writeUInt32LE(ROOT_REF_KEY, 60);
    args.writeUInt32LE(64, 64);
    ioctl(fd, TREE_SEARCH, args, 'BTRFS_IOC_TREE_SEARCH', subject);
    const count = args.readUInt32LE(64);
    if (count === 0) return found;
    for (let item = 0, at = SEARCH_KEY_SIZE; item < count; item += 1) {
      const offset = args.readBigUInt64LE(at + 16);
      found.push(offset);
      from = offset + 1n;
      at += SEARCH_HEADER_SIZE + args.readUInt32LE(at + 28);
    }
  }
}

/** Id of the subvolume that holds `directory`; its qgroup is 0/<id>. Throws SyscallError (ENOTTY: not a btrfs). */
export function subvolumeId(directory: string): bigint {
  return withDirectory(directory, (fd) => {
    const args = cleared();
    args.writeBigUInt64LE(BigInt(SUBVOLUME_INODE), 8);
    ioctl(fd, INO_LOOKUP, args, 'BTRFS_IOC_INO_LOOKUP', directory);
    return args.readBigUInt64LE(0);
  });
}

/** Makes a subvolume read-only or writable. Throws SyscallError. */
export function setReadOnly(subvolume: string, readOnly: boolean): void {
  withDirectory(subvolume, (fd) => {
    const flags = cleared();
    ioctl(fd, SUBVOL_GETFLAGS, flags, 'BTRFS_IOC_SUBVOL_GETFLAGS', subvolume);
    const others = flags.readBigUInt64LE(0) & ~SUBVOL_RDONLY;
    flags.writeBigUInt64LE(readOnly ? others | SUBVOL_RDONLY : others, 0);
    ioctl(fd, SUBVOL_SETFLAGS, flags, 'BTRFS_IOC_SUBVOL_SETFLAGS', subvolume);
  });
}

/** UUID of the file system that holds `directory`, as sysfs spells it. */
export function btrfsUuid(directory: string): string {
  return withDirectory(directory, (fd) => {
    const info = cleared();
    ioctl(fd, FS_INFO, info, 'BTRFS_IOC_FS_INFO', directory);
    const hex = info.toString('hex', 16, 32);
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  });
}

/** 'squota', 'qgroup', or 'off'. Kernels before 6.7 know only full qgroups and have no mode file. */
export function quotaMode(uuid: string): 'squota' | 'qgroup' | 'off' {
  const base = `/sys/fs/btrfs/${uuid}/qgroups`;
  if (readOptional(`${base}/enabled`) !== '1') return 'off';
  return readOptional(`${base}/mode`) === 'squota' ? 'squota' : 'qgroup';
}

/** Turns quotas on, simple ones (command 4, Linux 6.7) where the kernel has them. Full ones count every extent by a scan. */
export function enableQuota(directory: string): void {
  withDirectory(directory, (fd) => {
    const enable = (command: bigint): void => {
      const args = cleared();
      args.writeBigUInt64LE(command, 0);
      ioctl(fd, QUOTA_CTL, args, 'BTRFS_IOC_QUOTA_CTL', directory);
    };
    try {
      enable(4n);
    } catch (error) {
      if (!hasCode(error, 'EINVAL', 'EOPNOTSUPP')) throw error;
      enable(1n);
    }
  });
}

/** Limits what the subvolume of `directory` may hold, in bytes; 'max' lifts the limit. Takes effect at once. */
export function limitSubvolume(directory: string, bytes: number | 'max'): void {
  withDirectory(directory, (fd) => {
    const args = cleared();
    // Qgroup 0 means the subvolume the directory is in.
    args.writeBigUInt64LE(LIMIT_MAX_RFER, 8);
    args.writeBigUInt64LE(bytes === 'max' ? CLEAR_VALUE : BigInt(bytes), 16);
    ioctl(fd, QGROUP_LIMIT, args, 'BTRFS_IOC_QGROUP_LIMIT', directory);
  });
}

/**
 * Removes full qgroups whose subvolumes are gone, on the file system of `directory`: Linux 6.1 keeps them for ever. A kernel
 * lets go of one when the subvolume is freed and a commit has counted that, so of what was just destroyed some stay for the next
 * call. Nothing is done about simple ones, which go with their subvolumes.
 */
export function removeStaleQgroups(directory: string): void {
  const uuid = btrfsUuid(directory);
  if (quotaMode(uuid) !== 'qgroup') return;
  const ids = readdirSync(`/sys/fs/btrfs/${uuid}/qgroups`).flatMap((name) => /^0_(\d+)$/.exec(name)?.[1] ?? []);
  // An empty subvolume still refers to 16 KiB.
  const empty = ids.filter((id) => id !== '5' && readOptional(`${qgroupOf(uuid, BigInt(id))}/referenced`) === '0');
  withDirectory(directory, (fd) => {
    for (const id of empty) {
      const args = Buffer.alloc(16);
      args.writeBigUInt64LE(BigInt(id), 8);
      try {
        ioctl(fd, QGROUP_CREATE, args, 'BTRFS_IOC_QGROUP_CREATE (remove)', directory);
      } catch (error) {
        // EBUSY: its subvolume is there after all.
        if (!hasCode(error, 'EBUSY', 'ENOENT')) throw error;
      }
    }
  });
}

/** What one subvolume may hold, in bytes; undefined when the file system has no qgroup for it. */
export function qgroupLimit(uuid: string, id: bigint): number | 'max' | undefined {
  const base = qgroupOf(uuid, id);
  const flags = readOptional(`${base}/limit_flags`);
  if (flags === undefined) return undefined;
  if ((BigInt(flags) & LIMIT_MAX_RFER) === 0n) return 'max';
  const limit = readOptional(`${base}/max_referenced`);
  if (limit === undefined) return undefined;
  return BigInt(limit) === CLEAR_VALUE ? 'max' : Number(limit);
}

/** What one subvolume holds, in bytes, dirty pages included; undefined when the file system has no qgroup for it. */
export function qgroupUse(uuid: string, id: bigint): number | undefined {
  const base = qgroupOf(uuid, id);
  const used = readOptional(`${base}/referenced`);
  return used === undefined ? undefined : Number(used) + Number(readOptional(`${base}/rsv_data`) ?? 0);
}

const qgroupOf = (uuid: string, id: bigint): string => `/sys/fs/btrfs/${uuid}/qgroups/0_${id}`;

function readOptional(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENODEV')) return undefined;
    throw error;
  }
}

function named(name: string, at: number): Buffer {
  const args = cleared();
  args.write(name, at, 'utf8');
  return args;
}
