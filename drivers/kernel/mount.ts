// mount(8) and umount(8) as child processes, because a mount of a cold disk and the flush of an unmount can take seconds.

import { run } from './spawn.ts';

const MOUNT = '/usr/bin/mount';
const UMOUNT = '/usr/bin/umount';

/** Mounts `source` (a device, or a directory with type 'bind') on `target`, private: nothing propagates to other namespaces. */
export async function mount(source: string, target: string, type: string, options: string): Promise<void> {
  if (type === 'bind') {
    await run(MOUNT, ['--no-canonicalize', '--bind', '--make-private', source, target]);
    await run(MOUNT, ['--no-canonicalize', '-o', `remount,bind,${options}`, target]);
    return;
  }
  await run(MOUNT, ['--no-canonicalize', '--make-private', '-t', type, '-o', options, source, target]);
}

/** Changes options of the file system that is mounted on `target`, its data untouched. */
export async function remount(target: string, options: string): Promise<void> {
  await run(MOUNT, ['--no-canonicalize', '-o', `remount,${options}`, target]);
}

/** Binds a namespace, by a magic link of /proc, to a file: it lives as long as that mount. */
export async function bindNamespace(link: string, target: string): Promise<void> {
  await run(MOUNT, ['--no-canonicalize', '--bind', '--make-private', link, target]);
}

/** Takes the topmost mount off `target`. Throws ChildError ("target is busy"). */
export async function unmount(target: string): Promise<void> {
  await run(UMOUNT, ['--no-canonicalize', target]);
}
