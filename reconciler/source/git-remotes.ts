// Several remotes with the same commits: which of them is asked when, and what is said of those that were away.

import { words } from '../../schema/words.ts';
import type { Clock } from '../port/clock.ts';
import { SourceError } from '../port/source.ts';
import { type Asking, listRefs, type Remote } from './git-remote.ts';

/** Milliseconds of silence after which a remote counts as away: of the last one, and of one after which there are others. */
const SILENCE = 60_000;
const SILENCE_BEFORE_OTHERS = 15_000;

/** Milliseconds for which a remote that was away is asked last. */
const REST = 60_000;

/** What is told of a request to a remote. */
export interface Asked {
  /** Host and port: the rest of an address may be secret. "local" for a path. */
  readonly remote: string;
  readonly request: 'ls-remote' | 'fetch';
  readonly succeeded: boolean;
  /** Milliseconds. */
  readonly ms: number;
}

/** Makes one request and tells of it. */
export async function timed<T>(
  { address }: Remote,
  request: Asked['request'],
  { clock, onAsked }: { readonly clock: Clock; readonly onAsked?: ((asked: Asked) => void) | undefined },
  work: () => Promise<T>,
): Promise<T> {
  const begun = clock.now();
  let succeeded = false;
  try {
    const value = await work();
    succeeded = true;
    return value;
  } finally {
    onAsked?.({ remote: hostOf(address.url), request, succeeded, ms: clock.now() - begun });
  }
}

/** scp's way of writing, [git@]host:path, is no URL, though some of it reads like one. */
const hostOf = (url: string): string =>
  (url.includes('://') && URL.canParse(url) ? new URL(url).host : /^(?:[^@]*@)?([^:]*):/.exec(url)?.[1]) || 'local';

/** The first remote that answered. */
export interface Answered {
  readonly remote: Remote;
  /** By full name, the ids of its refs. */
  readonly refs: ReadonlyMap<string, string>;
  readonly asking: Asking;
  /** Why it was not the first of the list. */
  readonly warnings: readonly string[];
}

export interface Remotes {
  /** Asks one after the other for their refs. Throws SourceError with the words of all. */
  ask(patterns: readonly string[], asking: Omit<Asking, 'silence'>): Promise<Answered>;
  /** Those that were away may be back. */
  retry(): void;
}

export function openRemotes(
  remotes: readonly Remote[],
  clock: Clock,
  onAsked?: ((asked: Asked) => void) | undefined,
): Remotes {
  const away = new Map<Remote, { readonly until: number; readonly reason: string }>();
  const isResting = (remote: Remote): boolean => (away.get(remote)?.until ?? 0) > clock.now();
  const warningsFor = (remote: Remote): readonly string[] => {
    const before = remotes.slice(0, remotes.indexOf(remote));
    if (before.length === 0) return [];
    const said = before.map((one) => `${one.address.url} cannot be read: ${away.get(one)?.reason ?? 'away'}`);
    return [`${said.join('; ')}; ${remote.address.url} answered instead`];
  };
  return {
    ask: async (patterns, asked) => {
      const order = [...remotes.filter((one) => !isResting(one)), ...remotes.filter(isResting)];
      for (const [index, remote] of order.entries()) {
        const silence = index === order.length - 1 ? SILENCE : SILENCE_BEFORE_OTHERS;
        const asking: Asking = { ...asked, silence };
        try {
          const list = () => timed(remote, 'ls-remote', { clock, onAsked }, () => listRefs(remote, patterns, asking));
          const refs = patterns.length === 0 ? new Map<string, string>() : await list();
          away.delete(remote);
          return { remote, refs, asking, warnings: warningsFor(remote) };
        } catch (error) {
          away.set(remote, { until: clock.now() + REST, reason: words(error) });
          if (asked.signal.aborted) throw error;
        }
      }
      const said = remotes.map((one) => `${remotes.length > 1 ? `${one.address.url}: ` : ''}${away.get(one)?.reason}`);
      throw new SourceError(said.join('; '));
    },
    retry: () => {
      for (const [remote, { reason }] of away) away.set(remote, { until: 0, reason });
    },
  };
}
