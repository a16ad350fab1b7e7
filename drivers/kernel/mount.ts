// mount(8) and umount(8) as child processes, because a mount of a cold disk and the flush of an unmount can take seconds.
// Mount tables are read from /proc/self/mountinfo, proc_pid_mountinfo(5).

import { readFile } from 'node:fs/promises';
import { run } from './spawn.ts';

const MOUNT = '/usr/bin/mount';
const UMOUNT = '/usr/bin/umount';

export interface MountEntry {
  readonly mountpoint: string;
  readonly type: string;
  readonly source: string;
  /** The directory within the file system that is mounted. */
  readonly root: string;
}

/** Mounts `source` (a device, or a directory with type 'bind') on `target`, private: nothing propagates to other namespaces. */
export async function mount(source: string, target: string, type: string, options: string): Promise<void> {
  if (type === 'bind') {
    await run(MOUNT, ['--no-canonicalize', '--bind', '--make-private', source, target]);
    await run(MOUNT, ['--no-canonicalize', '-o', `remount,bind,${options}`, target]);
    return;
  }
  await run(MOUNT, ['--no-canonicalize', '--make-private', '-t', type, '-o', options, source, target]);
}

/** Takes the topmost mount off `target`. Throws ChildError ("target is busy"). */
export async function unmount(target: string): Promise<void> {
  await run(UMOUNT, ['--no-canonicalize', target]);
}

/** The mounts this process sees, in mount order: a later one on the same directory hides an earlier one. */
export async function mounts(): Promise<readonly MountEntry[]> {
  return parseMountinfo(await readFile('/proc/self/mountinfo', 'utf8'));
}

/** Lines without the separator are skipped: the kernel never writes them. */
export function parseMountinfo(text: string): readonly MountEntry[] {
  return text.split('\n').flatMap((line) => {
    const [before, after] = line.split(' - ');
    const [, , , root, mountpoint] = before?.split(' ') ?? [];
    const [type, source] = after?.split(' ') ?? [];
    if (root === undefined || mountpoint === undefined || type === undefined || source === undefined) return [];
    return [{ mountpoint: decodeOctal(mountpoint), root: decodeOctal(root), type, source: decodeOctal(source) }];
  });
}

/** Space, tab, newline and backslash are written as three octal digits. */
function decodeOctal(field: string): string {
  return field.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
