// Device nodes in the /dev of a running container, made from outside: its tmpfs belongs to the host's user namespace, so that
// nodes open there, and container root can make none. mknod(2), reached by /proc/PID/root and openat2(2).
//
// Container root owns /dev and may put anything in the way: no link is followed, nothing is chowned or removed by a path, and what
// is not a tmpfs is not touched. What it replaces its own node with is at most another of its own files.

import {
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  type Stats,
  statfsSync,
  unlinkSync,
} from 'node:fs';
import type { DeviceKind } from '../../schema/device.ts';
import { unpackDevice } from '../kernel/device-number.ts';
import { hasCode } from '../kernel/error-code.ts';
import { mknodat } from '../kernel/mknod.ts';
import { openat2, RESOLVE } from '../kernel/openat2.ts';

/** Which process's /dev, and the first of its host ids. */
export interface Place {
  readonly pid: number;
  readonly base: number;
}

interface NodeSpec {
  readonly kind: DeviceKind;
  readonly major: number;
  readonly minor: number;
  /** Below /dev. */
  readonly folders: readonly string[];
  readonly name: string;
}

export type ModeOf = (kind: DeviceKind, major: number, minor: number) => number;

const TMPFS_MAGIC = 0x01021994;
const { O_DIRECTORY, O_NOFOLLOW } = constants;
const O_PATH = 0o10000000;
const FOLDER = O_PATH | O_DIRECTORY;
const STAY = RESOLVE.BENEATH | RESOLVE.NO_SYMLINKS | RESOLVE.NO_MAGICLINKS;
/** What a lookup says of something that is not there, or is something else. */
const absent = ['ENOENT', 'ENOTDIR', 'ELOOP', 'EXDEV', 'EACCES'] as const;

/** "c:10:200 net/tun". */
function parseNode(text: string): NodeSpec {
  const [device = '', path = ''] = text.split(' ');
  const [kind, major, minor] = device.split(':');
  const names = path.split('/');
  return {
    kind: kind as DeviceKind,
    major: Number(major),
    minor: Number(minor),
    folders: names.slice(0, -1),
    name: names.at(-1) ?? '',
  };
}

/** Those of `nodes` that are there as they should be. */
export function presentNodes({ pid }: Pick<Place, 'pid'>, nodes: readonly string[]): readonly string[] {
  if (nodes.length === 0) return nodes;
  return withDev(pid, (dev) => nodes.filter((node) => isPresent(dev, parseNode(node)))) ?? [];
}

/** Makes what is missing of `nodes`, in the place of whatever has their names. Throws system errors. */
export function makeNodes({ pid, base }: Place, nodes: readonly string[], modeOf: ModeOf): void {
  if (nodes.length === 0) return;
  const done = withDev(pid, (dev) => {
    for (const node of nodes.map(parseNode)) if (!isPresent(dev, node)) makeNode(dev, node, { base, modeOf });
    return true;
  });
  if (done === undefined) throw new Error(`/dev of process ${pid} is not the tmpfs it was started with`);
}

/** Takes `nodes` away where they still are what we made. */
export function removeNodes({ pid }: Pick<Place, 'pid'>, nodes: readonly string[]): void {
  if (nodes.length === 0) return;
  withDev(pid, (dev) => {
    for (const node of nodes.map(parseNode)) {
      // Between the look and the removal it can only become another file of the container.
      if (isPresent(dev, node)) within(dev, node.folders, (folder) => removeName(folder, node.name));
    }
  });
}

/** Undefined where /dev is not reachable, or not what it was made as. */
function withDev<T>(pid: number, work: (dev: number) => T): T | undefined {
  const dev = openDev(pid);
  if (dev === undefined) return undefined;
  try {
    return isTmpfs(dev) ? work(dev) : undefined;
  } finally {
    closeSync(dev);
  }
}

function openDev(pid: number): number | undefined {
  try {
    const root = openSync(`/proc/${pid}/root`, constants.O_RDONLY | O_DIRECTORY);
    try {
      return openat2(root, 'dev', FOLDER, STAY);
    } finally {
      closeSync(root);
    }
  } catch (error) {
    if (hasCode(error, 'ESRCH', ...absent)) return undefined;
    throw error;
  }
}

const isTmpfs = (fd: number): boolean => statfsSync(`/proc/self/fd/${fd}`).type === TMPFS_MAGIC;

/** Opens a directory below `fd`. Throws system errors, also those of `absent`. */
function within<T>(fd: number, folders: readonly string[], work: (folder: number) => T): T {
  const [first, ...rest] = folders;
  if (first === undefined) return work(fd);
  const next = openat2(fd, first, FOLDER, STAY);
  try {
    return within(next, rest, work);
  } finally {
    closeSync(next);
  }
}

/** The node itself, held open: no link is followed and no driver asked. */
function withNode<T>(folder: number, name: string, work: (path: string, stat: Stats) => T): T {
  const fd = openat2(folder, name, O_PATH | O_NOFOLLOW, RESOLVE.BENEATH);
  try {
    return work(`/proc/self/fd/${fd}`, fstatSync(fd));
  } finally {
    closeSync(fd);
  }
}

function isPresent(dev: number, { folders, name, ...node }: NodeSpec): boolean {
  try {
    return within(dev, folders, (folder) => withNode(folder, name, (_, stat) => isDevice(stat, node)));
  } catch (error) {
    if (hasCode(error, ...absent)) return false;
    throw error;
  }
}

function isDevice(stat: Stats, { kind, major, minor }: Pick<NodeSpec, 'kind' | 'major' | 'minor'>): boolean {
  const number = unpackDevice(stat.rdev);
  const isKind = kind === 'c' ? stat.isCharacterDevice() : stat.isBlockDevice();
  return isKind && number.major === major && number.minor === minor;
}

interface Making {
  readonly base: number;
  readonly modeOf: ModeOf;
}

function makeNode(dev: number, { folders, name, kind, major, minor }: NodeSpec, { base, modeOf }: Making): void {
  for (const [depth, folder] of folders.entries()) {
    within(dev, folders.slice(0, depth), (parent) => makeFolder(parent, folder, base));
  }
  within(dev, folders, (folder) => {
    if (!isTmpfs(folder)) throw new Error(`/dev/${folders.join('/')} inside is another file system`);
    removeName(folder, name);
    mknodat(folder, name, kind, major, minor);
    // Mode 0 until here. It is given away by the descriptor, and only if that is what was made.
    withNode(folder, name, (path, stat) => {
      if (!isDevice(stat, { kind, major, minor }) || !isFresh(stat, folder)) return;
      chmodSync(path, modeOf(kind, major, minor));
      chownSync(path, base, base);
    });
  });
}

function makeFolder(parent: number, name: string, base: number): void {
  try {
    mkdirSync(`/proc/self/fd/${parent}/${name}`, 0o755);
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return;
    throw error;
  }
  withNode(parent, name, (path, stat) => {
    if (stat.isDirectory() && isFresh(stat, parent)) chownSync(path, base, base);
  });
}

/** Made by us in that folder just now: nothing else there is the host's root's, and what is mounted over it is of another device. */
const isFresh = (stat: Stats, folder: number): boolean => stat.uid === 0 && stat.dev === fstatSync(folder).dev;

/** Only the name: a link is not followed, and a directory stays, which the next step trips over. */
function removeName(folder: number, name: string): void {
  try {
    unlinkSync(`/proc/self/fd/${folder}/${name}`);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}
