// Real git repositories in temporary directories, made with the git command and nothing inherited.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Clock } from '../../reconciler/port/clock.ts';
import type { GitSourceOptions } from '../../reconciler/source/git.ts';
import { parseAddress } from '../../reconciler/source/git-address.ts';
import { lastGoodInMemory } from '../../reconciler/source/last-good.ts';

export interface Repository {
  readonly path: string;
  git(...args: string[]): string;
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  /** Writes, adds and commits; returns the full id. */
  commit(files?: Readonly<Record<string, string | Uint8Array>>): string;
}

export function temporary(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'vzr-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export function makeRepository(path: string, ...initFlags: string[]): Repository {
  mkdirSync(path, { recursive: true });
  const git = (...args: string[]): string =>
    execFileSync('/usr/bin/git', args, {
      cwd: path,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: '/usr/bin:/bin',
        HOME: path,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: 'a',
        GIT_AUTHOR_EMAIL: 'a@example.org',
        GIT_COMMITTER_NAME: 'a',
        GIT_COMMITTER_EMAIL: 'a@example.org',
      },
    }).trim();
  git('init', '-q', '-b', 'main', ...initFlags);
  const write: Repository['write'] = (files) => {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), content);
    }
  };
  return {
    path,
    git,
    write,
    commit: (files = {}) => {
      write(files);
      git('add', '-A');
      git('commit', '-q', '--allow-empty', '-m', 'change');
      return git('rev-parse', 'HEAD');
    },
  };
}

/** The processes of this one that read objects, the oldest first. */
export const readers = (): number[] =>
  readFileSync(`/proc/self/task/${process.pid}/children`, 'latin1')
    .split(' ')
    .filter((pid) => pid !== '')
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('cat-file');
      } catch {
        return false;
      }
    });

/** Real time, for tests whose subject is a child process or inotify. */
export const realClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const timer = setTimeout(resolve, ms);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    }),
};

/** The manifests of a repository's folder of that name, with what a source keeps below `folder`. */
export const sourceOptions = (folder: string, address: string): GitSourceOptions => ({
  remotes: [{ address: parseAddress(address) }],
  ref: 'HEAD',
  folder: 'manifests',
  mirrors: join(folder, 'mirrors'),
  home: join(folder, 'home'),
  lastGood: lastGoodInMemory(),
  allowRewind: false,
  clock: realClock,
});
