// Where servers of mounts are: the kernel takes addresses only. The host's own resolver is asked, /etc/hosts included.

import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MountWish } from '../../schema/mount.ts';
import { type NfsWish, splitNfsSource } from '../../schema/nfs.ts';
import { TapeError } from './client.ts';
import { PATIENCE as SECONDS } from './nfs-tape.ts';

export type PlacedNfs = NfsWish & { readonly address: string };
/** What a container is started with: servers by their addresses. */
export type PlacedMount = Exclude<MountWish, NfsWish> | PlacedNfs;

/**
 * Says of a tape that its alarm ended whom it waited for: another process of it notices that first, and knows only that
 * somebody is gone. `now` is in milliseconds.
 */
export async function answered<T>(
  subject: string,
  mounts: readonly PlacedMount[],
  now: () => number,
  play: () => Promise<T>,
): Promise<T> {
  const began = now();
  try {
    return await play();
  } catch (error) {
    const sources = mounts.flatMap((mount) => (mount.type === 'nfs' ? [mount.source] : []));
    if (sources.length === 0 || now() - began < SECONDS * 1000) throw error;
    throw new TapeError(subject, `mount ${sources.join(', ')}`, `no answer in ${SECONDS} s`);
  }
}

/** Milliseconds for a name; the resolver's own patience is longer than a start should take. */
const PATIENCE = 10_000;

/** Without asking anybody: what a print shows. */
export const unplaced = (mounts: readonly MountWish[]): readonly PlacedMount[] =>
  mounts.map((mount) => (mount.type === 'nfs' ? { ...mount, address: hostOf(mount.source) } : mount));

/** Throws TapeError for a name that has no address; `subject` is whose mounts they are. */
export async function placed(subject: string, mounts: readonly MountWish[]): Promise<readonly PlacedMount[]> {
  const known = new Map<string, Promise<string>>();
  return Promise.all(
    mounts.map(async (mount): Promise<PlacedMount> => {
      if (mount.type !== 'nfs') return mount;
      const host = hostOf(mount.source);
      const address = known.get(host) ?? addressOf(subject, host);
      known.set(host, address);
      return { ...mount, address: await address };
    }),
  );
}

const hostOf = (source: string): string => splitNfsSource(source).server.replace(/^\[|\]$/g, '');

async function addressOf(subject: string, host: string): Promise<string> {
  if (isIP(host) !== 0) return host;
  const giveUp = new AbortController();
  try {
    const late = sleep(PATIENCE, undefined, { signal: giveUp.signal }).then(() => {
      throw Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' });
    });
    late.catch(() => {});
    return (await Promise.race([lookup(host), late])).address;
  } catch (error) {
    throw new TapeError(subject, `find the NFS server ${host}`, (error as NodeJS.ErrnoException).code ?? String(error));
  } finally {
    giveUp.abort();
  }
}
