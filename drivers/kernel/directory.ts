// open(2) of a directory for as long as some calls take: what ioctls and quotactl_fd want instead of a path.

import { closeSync, constants, openSync } from 'node:fs';

/** Gives a descriptor of the directory `path` to `work`, never of what a symlink there leads to. Throws as open(2) does. */
export function withDirectory<T>(path: string, work: (fd: number) => T): T {
  const fd = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  try {
    return work(fd);
  } finally {
    closeSync(fd);
  }
}
