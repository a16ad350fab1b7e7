// Control files and directories of cgroupfs. Every error carries the path and the data that was written.
// Groups inside a container's own are named by the container: they are walked by directory descriptor, as bytes.

import {
  chownSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  promises,
  readdirSync,
  readFileSync,
  readSync,
  rmdirSync,
  writeSync,
} from 'node:fs';
import { hasCode } from '../kernel/error-code.ts';
import { findXattr, listXattrs, removeXattr, setXattr } from '../kernel/xattr.ts';
import { FileError } from './errors.ts';
import { type GroupPrograms, kernelPrograms } from './programs.ts';

/** What the driver asks of cgroupfs; tests put a kernel in memory behind it that passes the same suite as the real one. */
export interface GroupFiles {
  /** Whose groups these are: the root of the reconciler that marks them. Several roots can share one host. */
  readonly owner: string;
  readonly programs: GroupPrograms;
  /** Without the trailing newline. Throws FileError. */
  read(path: string): string;
  /** With every byte; for binary files. Throws FileError. */
  readRaw(path: string): string;
  /** Whether there is such a group or file, readable or not: cgroup.kill can only be written. The cheapest question. */
  has(path: string): boolean;
  /** Undefined when the file or its group is not there, or vanished meanwhile. */
  tryRead(path: string): string | undefined;
  write(path: string, data: string): void;
  /** Writes, and gives what the file says then: a limit is believed when it was read back. */
  exchange(path: string, data: string): string;
  /** For writes during which the kernel reclaims memory: not on the event loop. */
  writeSlow(path: string, data: string): Promise<void>;
  /** False when it was there already. */
  makeDirectory(path: string): boolean;
  /** Removes a group and those inside it, depth first; gone already is fine. Throws FileError EBUSY while processes are in it. */
  removeTree(path: string): void;
  /** Removes a group that has none inside. False when it has, or processes, or is not there. */
  removeEmpty(path: string): boolean;
  /** Names of the groups directly inside. Empty when there is no such group. */
  children(path: string): readonly string[];
  /** Process ids in a group and all groups inside it. */
  pids(path: string): readonly number[];
  /** Undefined without the mark, and without the group. */
  getMark(path: string, name: string): string | undefined;
  /** The names of all marks; none without the group. */
  marks(path: string): readonly string[];
  setMark(path: string, name: string, value: string): void;
  /** No mark, or no group, is fine. */
  removeMark(path: string, name: string): void;
  /** Gives a file or directory to a user and group id; a file this kernel does not have is skipped. */
  give(path: string, id: number): void;
  /** SIGKILL; a process that is gone is fine. */
  kill(pid: number): void;
}

const gone = ['ENOENT', 'ENODEV'] as const;
const { O_DIRECTORY, O_NOFOLLOW, O_RDONLY, O_RDWR, O_WRONLY } = constants;

const failure = (call: string, path: string, error: unknown, data?: string): Error =>
  error instanceof Error && 'code' in error ? new FileError(call, path, String(error.code), data) : (error as Error);

function attempt<T>(call: string, path: string, work: () => T, data?: string): T {
  try {
    return work();
  } catch (error) {
    throw failure(call, path, error, data);
  }
}

/** cgroup.procs of a full container is the longest file; it is read in pieces of this size. One buffer, as reads are synchronous. */
const buffer = Buffer.allocUnsafe(65_536);

function slurp(path: string | Buffer): string {
  const fd = openSync(path, O_RDONLY);
  try {
    return readAll(fd);
  } finally {
    closeSync(fd);
  }
}

/** From the start: what was written to the same descriptor moved its position. */
function readAll(fd: number): string {
  let text = '';
  for (;;) {
    const size = readSync(fd, buffer, 0, buffer.length, text.length);
    text += buffer.toString('latin1', 0, size);
    // seq_file fills a page but for the line that did not fit: what is well below a page was all. Saves a call per file.
    if (size === 0 || text.length < 2048) return text.trimEnd();
  }
}

function put(path: string, data: string): void {
  const fd = openSync(path, O_WRONLY);
  try {
    writeSync(fd, data);
  } finally {
    closeSync(fd);
  }
}

function putAndRead(path: string, data: string): string {
  const fd = openSync(path, O_RDWR);
  try {
    writeSync(fd, data);
    return readAll(fd);
  } finally {
    closeSync(fd);
  }
}

/** Calls `visit` for each group inside the one behind `fd`. A name is bytes the container chose; a link is never followed. */
function eachChild(fd: number, visit: (path: Buffer, childFd: number) => void): void {
  const base = `/proc/self/fd/${fd}`;
  for (const entry of readdirSync(base, { withFileTypes: true, encoding: 'buffer' })) {
    if (!entry.isDirectory()) continue;
    const path = Buffer.concat([Buffer.from(`${base}/`), entry.name]);
    withDirectory(path, (childFd) => visit(path, childFd));
  }
}

/** Opens a directory for `work`; undefined when it is not there. */
function withDirectory<T>(path: string | Buffer, work: (fd: number) => T): T | undefined {
  let fd: number;
  try {
    fd = openSync(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  } catch (error) {
    if (hasCode(error, ...gone)) return undefined;
    throw error;
  }
  try {
    return work(fd);
  } finally {
    closeSync(fd);
  }
}

function removeInside(fd: number): void {
  eachChild(fd, (path, childFd) => {
    removeInside(childFd);
    removeOne(path);
  });
}

function removeOne(path: string | Buffer): void {
  try {
    rmdirSync(path);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

function collectPids(fd: number, into: Set<number>): void {
  try {
    for (const line of slurp(`/proc/self/fd/${fd}/cgroup.procs`).split('\n')) if (line !== '') into.add(Number(line));
  } catch (error) {
    // EOPNOTSUPP: a threaded group; its processes are listed by the domain above it.
    if (!hasCode(error, 'EOPNOTSUPP', ...gone)) throw error;
  }
  eachChild(fd, (_, childFd) => collectPids(childFd, into));
}

/** The kernel's, marking groups for the default root. */
export const kernelFiles: GroupFiles = {
  owner: '/var/lib/vz',
  programs: kernelPrograms,
  read: (path) => attempt('read', path, () => slurp(path)),
  readRaw: (path) => attempt('read', path, () => readFileSync(path, 'latin1')),
  has: (path) => existsSync(path),
  tryRead: (path) => {
    try {
      return slurp(path);
    } catch (error) {
      if (hasCode(error, ...gone)) return undefined;
      throw failure('read', path, error);
    }
  },
  write: (path, data) => attempt('write', path, () => put(path, data), data),
  exchange: (path, data) => attempt('write', path, () => putAndRead(path, data), data),
  writeSlow: async (path, data) => {
    try {
      // No O_CREAT and no O_TRUNC: cgroupfs has neither.
      await promises.writeFile(path, data, { flag: O_WRONLY });
    } catch (error) {
      throw failure('write', path, error, data);
    }
  },
  makeDirectory: (path) => {
    try {
      mkdirSync(path, 0o755);
      return true;
    } catch (error) {
      if (hasCode(error, 'EEXIST')) return false;
      throw failure('mkdir', path, error);
    }
  },
  removeTree: (path) =>
    attempt('rmdir', path, () => {
      try {
        removeOne(path);
      } catch (error) {
        // Groups inside, which most have none of, or processes.
        if (!hasCode(error, 'EBUSY', 'ENOTEMPTY')) throw error;
        withDirectory(path, removeInside);
        removeOne(path);
      }
    }),
  removeEmpty: (path) => {
    try {
      rmdirSync(path);
      return true;
    } catch (error) {
      if (hasCode(error, 'EBUSY', 'ENOTEMPTY', ...gone)) return false;
      throw failure('rmdir', path, error);
    }
  },
  children: (path) =>
    attempt('readdir', path, () => {
      try {
        const entries = readdirSync(path, { withFileTypes: true, encoding: 'latin1' });
        return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
      } catch (error) {
        if (hasCode(error, ...gone)) return [];
        throw error;
      }
    }),
  pids: (path) =>
    attempt('read', path, () => {
      const found = new Set<number>();
      withDirectory(path, (fd) => collectPids(fd, found));
      return [...found];
    }),
  getMark: findXattr,
  marks: listXattrs,
  setMark: setXattr,
  removeMark: (path, name) => {
    removeXattr(path, name);
  },
  give: (path, id) => {
    try {
      chownSync(path, id, id);
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) throw failure('chown', path, error, String(id));
    }
  },
  kill: (pid) => {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (!hasCode(error, 'ESRCH')) throw error;
    }
  },
};
