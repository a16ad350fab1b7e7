// A bare mirror of a remote under <mirrors>/<hash>: one ref is fetched into refs/vzreconcile/<hash>, nothing is checked
// out. A fetch that takes long does not hold up a pass: what was fetched before is used until it ends.

import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { words } from '../../schema/words.ts';
import type { Clock } from '../port/clock.ts';
import { SourceError } from '../port/source.ts';
import type { GitAddress } from './git-address.ts';
import { isFullId } from './git-address.ts';
import { type GitOptions, git } from './git-command.ts';
import { type Commit, readCommit } from './git-commit.ts';
import { type Objects, openObjects } from './git-objects.ts';
import { replaceMirror, sweepMirror, withNamesSynced } from './mirror-folder.ts';

export interface MirrorOptions {
  readonly address: Extract<GitAddress, { kind: 'remote' }>;
  readonly ref: string;
  /** The folder that holds all mirrors. */
  readonly mirrors: string;
  /** The home directory git gets. */
  readonly home: string;
  readonly clock: Clock;
  /** For the sentence "since when". */
  readonly wall: () => Date;
  /** Milliseconds within which a successful fetch is recent enough. */
  readonly fetchEvery: number;
  /** Milliseconds a read waits for a fetch when there is something to go on with. */
  readonly patience: number;
  /** Bytes a fetch may bring. */
  readonly packLimit: number;
}

/** The newest known commit, and why it may not be the newest there is. */
export interface Tip {
  readonly commit: Commit;
  readonly stale?: string;
}

export interface Mirror {
  readonly git: GitOptions;
  readonly objects: Objects;
  tip(signal: AbortSignal): Promise<Tip>;
  /** Called when a slow fetch ended after a read had given up waiting. */
  onLate(listener: () => void): void;
}

export async function openMirror(options: MirrorOptions): Promise<Mirror> {
  const name = createHash('sha256').update(options.address.url).digest('hex').slice(0, 24);
  const gitDir = join(options.mirrors, `${name}.git`);
  const { home } = options;
  const reading: GitOptions = { gitDir, home, protocols: [] };
  if (await exists(join(gitDir, 'HEAD'))) await sweepMirror(gitDir);
  else await replaceMirror(gitDir, home);
  const local = `refs/vzreconcile/${createHash('sha256').update(options.ref).digest('hex').slice(0, 16)}`;
  const objects = openObjects(reading);
  /** A damaged mirror knows nothing. */
  const known = (): Promise<Commit | undefined> =>
    readCommit(isFullId(options.ref) ? options.ref : local, objects).catch(() => undefined);
  const fetchInto = (folder: string, signal: AbortSignal): Promise<void> =>
    withNamesSynced(folder, () => fetchRef({ ...options, gitDir: folder, local, signal }));
  /** Nothing is taken away before there is something better: what the mirror has may still serve. */
  const fetchAnew = async (signal: AbortSignal): Promise<void> => {
    await replaceMirror(gitDir, home, (unfinished) => fetchInto(unfinished, signal));
    objects.renew();
  };

  let late: () => void = () => {};
  let running: Promise<string | undefined> | undefined;
  let fetchedAt: number | undefined;
  let failing: { readonly since: Date; readonly reason: string } | undefined;

  const fetch = async (signal: AbortSignal): Promise<string | undefined> => {
    try {
      await fetchInto(gitDir, signal).catch(async (error: unknown) => {
        // A ref to a commit that cannot be read keeps git from fetching ever again.
        if (!(await exists(join(gitDir, local))) || (await known()) !== undefined) throw error;
        await fetchAnew(signal);
      });
      fetchedAt = options.clock.now();
      failing = undefined;
      return undefined;
    } catch (error) {
      const reason = words(error);
      failing = { since: failing?.since ?? options.wall(), reason };
      return reason;
    } finally {
      running = undefined;
    }
  };
  const recent = (): boolean => fetchedAt !== undefined && options.clock.now() - fetchedAt < options.fetchEvery;

  const tip = async (signal: AbortSignal): Promise<Tip> => {
    const before = await known();
    if (before !== undefined && (isFullId(options.ref) || recent())) return { commit: before };
    running ??= fetch(signal);
    const ended = await patiently(running, before === undefined ? undefined : options.patience, options.clock, () =>
      late(),
    );
    const commit = await known();
    if (commit === undefined) throw unreachable(options, failing?.reason ?? 'it has no such commit');
    if (ended && failing === undefined) return { commit };
    const since = failing === undefined ? '' : ` since ${failing.since.toISOString().replace(/\.\d+Z$/, 'Z')}`;
    return { commit, stale: `${options.address.url} cannot be read${since}: ${failing?.reason ?? 'still fetching'}` };
  };
  return {
    git: reading,
    objects,
    tip,
    onLate: (listener) => {
      late = listener;
    },
  };
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

function unreachable(options: MirrorOptions, reason: string): SourceError {
  return new SourceError(`${options.address.url}: ${reason}`, hintFor(options, reason));
}

function hintFor({ address, home }: MirrorOptions, reason: string): string | undefined {
  if (address.protocol === 'ssh') return 'host keys must be known: ssh-keyscan HOST >> ~/.ssh/known_hosts';
  if (/Username|Password|Authentication/.test(reason))
    return `machine HOST login NAME password TOKEN, in ${home}/.netrc`;
  if (/certificate/.test(reason)) return 'GIT_SSL_CAINFO=FILE names the certificates to trust';
  return undefined;
}

/** False when the fetch was still under way after `patience`; it then goes on and calls `late` when it ends. */
async function patiently(
  fetch: Promise<unknown>,
  patience: number | undefined,
  clock: Clock,
  late: () => void,
): Promise<boolean> {
  if (patience === undefined) return fetch.then(() => true);
  const stop = new AbortController();
  const ended = await Promise.race([fetch.then(() => true), clock.sleep(patience, stop.signal).then(() => false)]);
  stop.abort();
  if (!ended) fetch.then(late, late);
  return ended;
}

interface Fetch extends MirrorOptions {
  readonly gitDir: string;
  readonly local: string;
  readonly signal: AbortSignal;
}

async function fetchRef(options: Fetch): Promise<void> {
  const tooBig = new AbortController();
  const guard = setInterval(() => void watchPack(options, tooBig), 500);
  const signal = AbortSignal.any([options.signal, tooBig.signal]);
  const flags = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-auto-maintenance', '--no-recurse-submodules'];
  const refspec = `+${options.ref}:${options.local}`;
  try {
    await git(
      ['fetch', ...flags, '--end-of-options', options.address.url, refspec],
      { gitDir: options.gitDir, home: options.home, protocols: [options.address.protocol] },
      { signal, silence: 60_000 },
    );
  } catch (error) {
    if (tooBig.signal.aborted) throw new SourceError(`the fetch brought more than ${options.packLimit} bytes`);
    throw error;
  } finally {
    clearInterval(guard);
  }
}

// git fetch has no size limit of its own (receive.maxInputSize is for the other side): watch the pack grow.
async function watchPack(options: Fetch, tooBig: AbortController): Promise<void> {
  const folder = join(options.gitDir, 'objects', 'pack');
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith('tmp_')) continue;
    const size = (await stat(join(folder, name)).catch(() => undefined))?.size ?? 0;
    if (size > options.packLimit) tooBig.abort();
  }
}
