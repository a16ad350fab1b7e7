// What one remote is asked: which refs it has, and the objects behind some of them.

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceError } from '../port/source.ts';
import { type AccessFiles, accessTo } from './git-access.ts';
import type { GitAddress } from './git-address.ts';
import { type GitOptions, git, gitText } from './git-command.ts';

export interface Remote {
  readonly address: Extract<GitAddress, { kind: 'remote' }>;
  readonly access: AccessFiles;
}

export interface Asking {
  /** The mirror, or one that is being made. */
  readonly gitDir: string;
  readonly home: string;
  readonly signal: AbortSignal;
  /** Milliseconds of silence after which the remote counts as away. */
  readonly silence: number;
  /** Bytes a fetch may bring. */
  readonly packLimit: number;
}

async function optionsFor({ address, access }: Remote, { gitDir, home }: Asking): Promise<GitOptions> {
  return { gitDir, home, protocols: [address.protocol], access: await accessTo(address.url, access) };
}

/** By full name, the ids of the refs that end in one of the names, or below refs/tags. Throws SourceError. */
export async function listRefs(
  remote: Remote,
  patterns: readonly string[],
  asking: Asking,
): Promise<ReadonlyMap<string, string>> {
  const { signal, silence } = asking;
  const text = await gitText(
    ['ls-remote', '--quiet', '--end-of-options', remote.address.url, ...patterns],
    await optionsFor(remote, asking),
    { signal, silence },
  );
  // "<id>\t<name>"; what a tag object leads to comes as a second line, "<name>^{}".
  const lines = text.split('\n').filter((line) => line !== '' && !line.endsWith('^{}'));
  return new Map(lines.map((line) => [line.slice(line.indexOf('\t') + 1), line.slice(0, line.indexOf('\t'))]));
}

/** Fetches; a refspec is `+SOURCE:DESTINATION`. Throws SourceError. */
export async function fetchRefs(remote: Remote, refspecs: readonly string[], asking: Asking): Promise<void> {
  const tooBig = new AbortController();
  const guard = setInterval(() => void watchPack(asking, tooBig), 100);
  const signal = AbortSignal.any([asking.signal, tooBig.signal]);
  // Progress, so that a slow remote is told from a silent one.
  const flags = [
    '--progress',
    '--no-tags',
    '--no-write-fetch-head',
    '--no-auto-maintenance',
    '--no-recurse-submodules',
  ];
  try {
    await git(
      ['fetch', ...flags, '--end-of-options', remote.address.url, ...refspecs],
      { ...(await optionsFor(remote, asking)), settings: [['core.bigFileThreshold', '1m']] },
      { signal, silence: asking.silence },
    );
  } catch (error) {
    if (tooBig.signal.aborted) throw new SourceError(`the fetch brought more than ${asking.packLimit} bytes`);
    throw error;
  } finally {
    clearInterval(guard);
  }
}

// git fetch has no size limit of its own (receive.maxInputSize is for the other side): watch grow what it writes, packs and, of
// packs with few objects, the objects themselves (those above core.bigFileThreshold; smaller ones it keeps in memory).
async function watchPack({ gitDir, packLimit }: Asking, tooBig: AbortController): Promise<void> {
  for (const folder of [join(gitDir, 'objects', 'pack'), join(gitDir, 'objects')])
    for (const name of await readdir(folder).catch(() => [])) {
      if (!name.startsWith('tmp_')) continue;
      const size = (await stat(join(folder, name)).catch(() => undefined))?.size ?? 0;
      if (size > packLimit) tooBig.abort();
    }
}
