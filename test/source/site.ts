// A folder, a repository in it and git sources, anew for each test of a file. Sources are closed before the folder goes.

import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Source } from '../../reconciler/port/source.ts';
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
