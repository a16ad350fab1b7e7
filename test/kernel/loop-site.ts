// A root that follows a repository, and the loops that are started for it: all of it goes when the suite ends, and what the host
// lacks skips its tests.

import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Ended, type Running, startVz, vz } from '../helpers/program.ts';
import type { ContainerSpec } from '../helpers/site.ts';
import { missingTools } from '../helpers/tools.ts';
import { makeRepository, type Repository, temporary } from '../source/repository.ts';
import { openProgramSite, type ProgramSite, text } from './program-site.ts';

export interface LoopSite {
  /** The folder of the root. */
  root(): string;
  /** The options that name repository and root. */
  at(): readonly string[];
  /** Replaces all manifests; the full id of the commit. */
  commit(boxes: Readonly<Record<string, ContainerSpec>>): string;
  /** A commit that leaves the manifests as they are; its full id. */
  commitBeside(): string;
  /** A command on the root alone. */
  say(...args: string[]): Ended;
  /** The loop; it is killed at the end, if it has not ended. */
  start(interval: string): Running;
}

/** Sets the hooks of the file that calls it. */
export function loopSite(area: string, mine: RegExp): LoopSite {
  const reason = missingTools();
  const loops: Running[] = [];
  let site: ProgramSite;
  let folder: ReturnType<typeof temporary>;
  let repository: Repository;
  const at = (): readonly string[] => ['--repo', repository.path, '--root', site.root.path];
  beforeAll(() => {
    if (reason !== undefined) return;
    site = openProgramSite(area, mine);
    folder = temporary();
    repository = makeRepository(join(folder.path, 'repository'));
  });
  afterAll(async () => {
    for (const { child, ended } of loops) {
      child.kill('SIGKILL');
      await ended;
    }
    await site?.close();
    folder?.remove();
  });
  beforeEach((ctx) => {
    if (reason !== undefined) ctx.skip(reason);
  });
  return {
    root: () => site.root.path,
    at,
    commit: (boxes) => repository.commit({ 'manifests/all.yaml': text(boxes) }),
    commitBeside: () => repository.commit({ 'README.md': `${performance.now()}\n` }),
    say: (...args) => vz(...args, '--root', site.root.path),
    start: (interval) => {
      const loop = startVz(...at(), '--interval', interval);
      loops.push(loop);
      return loop;
    },
  };
}
