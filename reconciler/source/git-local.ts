// A local repository: where its git directory is (gitrepository-layout(5)), and what HEAD is called. It is read in
// place; nothing is written to it. The folder named by the user is the repository: walking up from it could
// end in a directory of another user, as CVE-2022-24765 did.

import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { SourceError } from '../port/source.ts';

export interface LocalRepository {
  /** Holds HEAD. */
  readonly gitDir: string;
  /** Holds refs and objects; differs from gitDir in a linked work tree. */
  readonly commonDir: string;
}

/** Finds the git directory of a work tree or a bare repository at `path`; SourceError when there is none. */
export async function findRepository(path: string): Promise<LocalRepository> {
  const found = (await gitDirOfWorkTree(path)) ?? ((await isGitDir(path)) ? path : undefined);
  if (found === undefined) {
    const exists = await stat(path).catch(() => undefined);
    throw new SourceError(
      exists === undefined ? `${path}: no such directory` : `${path} is not a git repository`,
      'name the root of a work tree or a bare repository with --repo, or a plain directory with --dir',
    );
  }
  const common = await readFile(join(found, 'commondir'), 'utf8').catch(() => undefined);
  return { gitDir: found, commonDir: common === undefined ? found : resolve(found, common.trim()) };
}

async function gitDirOfWorkTree(path: string): Promise<string | undefined> {
  const dot = join(path, '.git');
  const entry = await stat(dot).catch(() => undefined);
  if (entry === undefined) return undefined;
  if (entry.isDirectory()) return dot;
  const match = /^gitdir: (.+)\n?$/.exec(await readFile(dot, 'utf8'));
  const target = match?.[1];
  if (target === undefined) throw new SourceError(`${dot}: neither a directory nor a "gitdir:" file`);
  return isAbsolute(target) ? target : resolve(path, target);
}

async function isGitDir(path: string): Promise<boolean> {
  const parts = await Promise.all(['HEAD', 'objects', 'refs'].map((name) => stat(join(path, name)).catch(() => null)));
  return parts.every((part) => part !== null);
}

/** The branch HEAD points to, or HEAD when it is detached. */
export async function headName(gitDir: string): Promise<string> {
  const text = await readFile(join(gitDir, 'HEAD'), 'utf8').catch(() => '');
  return /^ref: refs\/heads\/(.+)\n?$/.exec(text)?.[1] ?? 'HEAD';
}
