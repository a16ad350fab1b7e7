// The bare repository of a mirror as files: made whole or not at all, freed of what a crash left in it, and on its disk
// before anybody relies on it. git syncs the files it writes (core.fsync), but not the folders that name them: fsync(2).

import { cp, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncPath } from './atomic-file.ts';
import { git } from './git-command.ts';

/** Makes an empty repository beside `gitDir`, lets `fill` fill it, and puts it in its place. Throws SourceError. */
export async function replaceMirror(
  gitDir: string,
  home: string,
  fill: (unfinished: string) => Promise<void> = async () => {},
): Promise<void> {
  const unfinished = `${gitDir}.new`;
  await rm(unfinished, { recursive: true, force: true });
  try {
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    await git(['init', '--bare', '--quiet'], { gitDir: unfinished, home, protocols: [] });
    for (const name of ['config', 'HEAD']) await syncPath(join(unfinished, name));
    await fill(unfinished);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
  await rm(gitDir, { recursive: true, force: true });
  await rename(unfinished, gitDir);
  await syncPath(dirname(gitDir));
}

/** Makes a mirror of what another one has, to go on from; that one is only read. Throws SourceError and what files say. */
export const borrowMirror = (from: string, gitDir: string, home: string): Promise<void> =>
  replaceMirror(gitDir, home, async (unfinished) => {
    await writeFile(join(unfinished, 'objects/info/alternates'), `${join(from, 'objects')}\n`);
    for (const name of ['refs', 'packed-refs'])
      if (await stat(join(from, name)).catch(() => undefined))
        await cp(join(from, name), join(unfinished, name), { recursive: true });
  });

/** Removes locks and half-written files of a git that was killed: it would wait for the locks for ever. */
export async function sweepMirror(gitDir: string): Promise<void> {
  await rm(`${gitDir}.new`, { recursive: true, force: true });
  for (const name of await readdir(gitDir, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.lock') || /^objects\/(?:.*\/)?tmp_[^/]*$/.test(name))
      await rm(join(gitDir, name), { recursive: true, force: true });
  }
}

/** Runs `work`, and has the names it made in the repository on disk. */
export async function withNamesSynced(gitDir: string, work: () => Promise<void>): Promise<void> {
  const before = await timesOfFolders(gitDir);
  await work();
  for (const [folder, time] of await timesOfFolders(gitDir)) if (before.get(folder) !== time) await syncPath(folder);
}

async function timesOfFolders(gitDir: string): Promise<ReadonlyMap<string, bigint>> {
  const times = new Map<string, bigint>();
  const names = await readdir(join(gitDir, 'objects'));
  for (const name of ['objects', 'refs', 'refs/vzreconcile', ...names.map((one) => `objects/${one}`)]) {
    const found = await stat(join(gitDir, name), { bigint: true }).catch(() => undefined);
    if (found?.isDirectory()) times.set(join(gitDir, name), found.mtimeNs);
  }
  return times;
}
