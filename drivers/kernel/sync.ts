// sync(1) as a child process: syncfs(2) of everything a file system has to write may take minutes.

import { run } from './spawn.ts';

const SYNC = '/usr/bin/sync';

/**
 * Returns when all that was written to the file system of `path` is on its disk. Before something is renamed into place
 * whose files nobody has synced: names get there first, and after a power cut they have empty files. Throws ChildError.
 */
export async function syncFilesystem(path: string): Promise<void> {
  await run(SYNC, ['-f', path]);
}
