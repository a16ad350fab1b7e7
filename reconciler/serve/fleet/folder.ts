// Reports in a folder that all nodes share.

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes of a file that are read. */
const LARGEST = 64 * 1024;

/** The files of these names that are there. Throws what the file system throws where the folder is away. */
export const folderReader =
  (folder: string) =>
  async (names: readonly string[]): Promise<ReadonlyMap<string, Buffer>> => {
    await stat(folder);
    const files = new Map<string, Buffer>();
    for (const name of names) {
      const path = join(folder, name);
      const info = await stat(path).catch(absent);
      const bytes = info?.isFile() === true && info.size <= LARGEST ? await readFile(path).catch(absent) : undefined;
      if (bytes !== undefined) files.set(name, bytes);
    }
    return files;
  };

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
