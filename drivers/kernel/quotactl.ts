// Quotas by quotactl_fd(2) (Linux 5.14), which takes any file of the file system and so needs no device node.
// Struct layouts of <linux/quota.h> and <linux/dqblk_xfs.h>; both ext4 and XFS answer the same commands.

import { withDirectory } from './directory.ts';
import { check } from './errno.ts';
import { hasCode } from './error-code.ts';
import { libc } from './libc.ts';
import { syscallNumber } from './numbers.ts';

const call = libc.func('long syscall(long number, unsigned int fd, unsigned int cmd, unsigned int id, void *addr)');
const NUMBER = syscallNumber('quotactl_fd');

/** What a limit is for. */
export const USRQUOTA = 0;
export const GRPQUOTA = 1;
export const PRJQUOTA = 2;
const GETQUOTA = 0x800007;
const SETQUOTA = 0x800008;
const GETINFO = 0x800005;
const SETINFO = 0x800006;
const INFO_SIZE = 24;
/** IIF_BGRACE and IIF_IGRACE: which fields of the struct are meant. */
const IIF_GRACE = 1 + 2;
const XGETQSTATV = 0x5808;
/** <linux/quota.h>: which fields of the struct are meant. */
const QIF_LIMITS = 1 + 4;
/** Limits of blocks are in units of 1 KiB, whatever the file system's block is; use is in bytes. */
const UNIT = 1024;
export const DQBLK_SIZE = 72;
const STATV_SIZE = 160;
const STATV_VERSION = 1;
/** FS_QUOTA_PDQ_ENFD: project limits are enforced, not only counted. */
const PROJECTS_ENFORCED = 1 << 5;

/** Bytes or a number of inodes; 0 is no limit. */
export interface ProjectLimits {
  readonly soft: number;
  readonly hard: number;
}

export interface Limits {
  readonly space: ProjectLimits;
  readonly inodes: ProjectLimits;
}

export const UNLIMITED: Limits = { space: { soft: 0, hard: 0 }, inodes: { soft: 0, hard: 0 } };

export interface Project extends Limits {
  /** Bytes and inodes, space reserved for dirty pages included. */
  readonly used: { readonly space: number; readonly inodes: number };
}

/**
 * Limits and use of a project on the file system of `directory`; all zero when nothing is known of it. Undefined where
 * project quotas are not even counted. Throws SyscallError.
 */
export function readProject(directory: string, id: number): Project | undefined {
  const block = Buffer.alloc(DQBLK_SIZE);
  try {
    quotactl(directory, PRJQUOTA, GETQUOTA, id, block, 'Q_GETQUOTA');
  } catch (error) {
    // XFS has no record of an id that was never used.
    if (hasCode(error, 'ENOENT')) return parseBlock(Buffer.alloc(DQBLK_SIZE));
    if (hasCode(error, 'ESRCH', 'ENOSYS', 'EOPNOTSUPP')) return undefined;
    throw error;
  }
  return parseBlock(block);
}

/** A struct if_dqblk. */
export function parseBlock(block: Buffer): Project {
  const word = (index: number): number => Number(block.readBigUInt64LE(index * 8));
  return {
    space: { hard: word(0) * UNIT, soft: word(1) * UNIT },
    inodes: { hard: word(3), soft: word(4) },
    used: { space: word(2), inodes: word(5) },
  };
}

/** Sets the four limits of a project at once; in force when it returns. Throws SyscallError (ESRCH: not counted here). */
export function limitProject(directory: string, id: number, limits: Limits): void {
  setLimits(directory, PRJQUOTA, id, limits);
}

/** The same for an id of any kind. */
export function setLimits(directory: string, type: number, id: number, { space, inodes }: Limits): void {
  const block = Buffer.alloc(DQBLK_SIZE);
  const words = [Math.ceil(space.hard / UNIT), Math.ceil(space.soft / UNIT), 0, inodes.hard, inodes.soft];
  for (const [index, value] of words.entries()) block.writeBigUInt64LE(BigInt(value), index * 8);
  block.writeUInt32LE(QIF_LIMITS, 64);
  quotactl(directory, type, SETQUOTA, id, block, 'Q_SETQUOTA');
}

/**
 * 'on': limits of projects are enforced on the file system of `directory`; 'off': they may be counted, but do not bite.
 * Throws SyscallError.
 */
export function projectQuotaMode(directory: string): 'on' | 'off' {
  return (quotaState(directory) & PROJECTS_ENFORCED) === 0 ? 'off' : 'on';
}

/** FS_QUOTA_*: for users, groups and projects whether they are counted and whether limits hold; 0 where nothing is. */
export function quotaState(directory: string): number {
  const state = Buffer.alloc(STATV_SIZE);
  state.writeInt8(STATV_VERSION, 0);
  try {
    quotactl(directory, PRJQUOTA, XGETQSTATV, 0, state, 'Q_XGETQSTATV');
  } catch (error) {
    if (hasCode(error, 'ENOSYS', 'EOPNOTSUPP', 'EINVAL')) return 0;
    throw error;
  }
  return state.readUInt16LE(2);
}

/** Seconds for which soft limits of space and of inodes may be exceeded; undefined where they are not counted. */
export function graceOf(
  directory: string,
  type: number,
): { readonly space: number; readonly inodes: number } | undefined {
  const info = Buffer.alloc(INFO_SIZE);
  try {
    quotactl(directory, type, GETINFO, 0, info, 'Q_GETINFO');
  } catch (error) {
    if (hasCode(error, 'ESRCH', 'ENOSYS', 'EOPNOTSUPP')) return undefined;
    throw error;
  }
  return { space: Number(info.readBigUInt64LE(0)), inodes: Number(info.readBigUInt64LE(8)) };
}

/** The same for all ids of that kind; for those beyond a soft limit already, the time that was counted from then on stays. */
export function setGrace(directory: string, type: number, seconds: number): void {
  const info = Buffer.alloc(INFO_SIZE);
  info.writeBigUInt64LE(BigInt(seconds), 0);
  info.writeBigUInt64LE(BigInt(seconds), 8);
  info.writeUInt32LE(IIF_GRACE, 20);
  quotactl(directory, type, SETINFO, 0, info, 'Q_SETINFO');
}

const KINDS = ['user', 'group', 'project'] as const;

/** One command. Throws SyscallError. */
export function quotactl(
  directory: string,
  type: number,
  command: number,
  id: number,
  argument: Buffer,
  name: string,
): void {
  withDirectory(directory, (fd) =>
    check(
      name,
      Number(call(NUMBER, fd, ((command << 8) | type) >>> 0, id, argument)),
      `${directory} ${KINDS[type]} ${id}`,
    ),
  );
}
