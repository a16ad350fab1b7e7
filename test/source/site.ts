// A folder, a repository in it and git sources, anew for each test of a file. Sources are closed before the folder goes.

import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Snapshot, Source } from '../../reconciler/port/source.ts';
import { type GitSourceOptions, openGitSource } from '../../reconciler/source/git.ts';
import { makeRepository, type Repository, sourceOptions, temporary } from './repository.ts';

export interface SourceSite {
  /** The folder of the test that runs. */
  readonly path: string;
  readonly repo: Repository;
  open(address: string, options?: Partial<GitSourceOptions>): Promise<Source>;
}

export function sourceSite(): SourceSite {
  let folder: ReturnType<typeof temporary>;
  let repo: Repository;
  const opened: Source[] = [];
  beforeEach(() => {
    folder = temporary();
    repo = makeRepository(join(folder.path, 'repo'));
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((source) => source.close()));
    folder.remove();
  });
  return {
    get path() {
      return folder.path;
    },
    get repo() {
      return repo;
    },
    open: async (address, options = {}) => {
      const made = await openGitSource({ ...sourceOptions(folder.path, address), ...options });
      opened.push(made);
      return made;
    },
  };
}

/** The text of each file, by path. */
export const contents = async (snapshot: Snapshot): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(
      snapshot.files
        .filter((file) => file.kind === 'file')
        .map(async (file) => [file.path, Buffer.from(await file.content()).toString('latin1')]),
    ),
  );
