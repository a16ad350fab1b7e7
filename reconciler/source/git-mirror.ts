// Remotes as one repository: when they are asked, how long a pass waits for it, and what is said while there is no answer. A
// fetch that takes long does not hold up a pass: what was fetched before is used until it ends.

import { words } from '../../schema/words.ts';
import { wholeSeconds } from '../plan/format.ts';
import type { Clock } from '../port/clock.ts';
import { SourceError } from '../port/source.ts';
import { isFullId } from './git-address.ts';
import type { Commit } from './git-commit.ts';
import { newestTag } from './git-ref.ts';
import type { Remote } from './git-remote.ts';
import { type Answered, type Asked, openRemotes, timed } from './git-remotes.ts';
import type { Repository, Tip } from './git-repository.ts';
import { type MirrorPlace, openStore, type Taken } from './mirror-store.ts';

export interface MirrorOptions extends MirrorPlace {
  /** For the sentence "since when". */
  readonly wall: () => Date;
  /** Milliseconds within which a successful look is recent enough. */
  readonly fetchEvery: number;
  /** Milliseconds a read waits for a fetch when there is something to go on with. */
  readonly patience: number;
  /** Bytes a fetch may bring. */
  readonly packLimit: number;
  /** Told of every request. */
  readonly onAsked?: ((asked: Asked) => void) | undefined;
}

/** Since when there has been no answer, or none that could be used. */
interface Failing {
  readonly since: Date;
  readonly reason: string;
  /** Who answered, and cannot be followed. */
  readonly by?: Answered;
}

interface Answer extends Taken {
  readonly warnings: readonly string[];
}

export async function openMirror(options: MirrorOptions): Promise<Repository> {
  const { remotes, ref, trial, approvals, home, clock, packLimit } = options;
  const store = await openStore(options);
  const asked = openRemotes(remotes, clock, options.onAsked);
  const isSettled = trial === undefined && approvals === undefined && ref.kind === 'name' && isFullId(ref.name);
  let running: Promise<void> | undefined;
  let lookedAt: number | undefined;
  let answer: Answer | undefined;
  let failing: Failing | undefined;
  let hint: () => void = () => {};
  /** What the last reading was told. */
  let seen: string | undefined;

  const look = async (signal: AbortSignal): Promise<void> => {
    let answered: Answered | undefined;
    try {
      answered = await asked.ask(patterns(options), { gitDir: store.git.gitDir, home, signal, packLimit });
      const from = answered;
      const taken = await timed(from.remote, 'fetch', options, () => store.take(from));
      answer = { ...taken, warnings: [...answered.warnings, ...taken.untaken] };
      lookedAt = clock.now();
      failing = undefined;
    } catch (error) {
      const since = failing?.since ?? options.wall();
      failing = { since, reason: words(error), ...(answered !== undefined && { by: answered }) };
    } finally {
      running = undefined;
    }
  };
  /** Only what is known to be there now: a branch of yesterday is not tried again. */
  const tried = async (): Promise<Commit | undefined> => (answer?.hasTrial === true ? store.trial() : undefined);
  const stateOf = (...parts: readonly unknown[]): string => JSON.stringify(parts);
  const state = async (): Promise<string> =>
    stateOf((await store.known())?.id, (await tried())?.id, await store.approvals());
  const tipOf = async (commit: Commit): Promise<Tip> => {
    const [trial, tags] = [await tried(), await store.approvals()];
    seen = stateOf(commit.id, trial?.id, tags);
    const { name = store.nameBefore, warnings = [] } = answer ?? {};
    const isNamed = (tag: string): boolean =>
      answer === undefined && ref.kind === 'semver' ? newestTag([tag], ref) === tag : tag === name;
    const { object } = store;
    return { commit, name, warnings, object, isNamed, ...(trial && { trial }), ...(approvals && { approvals: tags }) };
  };
  const tip = async (signal: AbortSignal): Promise<Tip> => {
    const before = await store.known();
    const isRecent = lookedAt !== undefined && clock.now() - lookedAt < options.fetchEvery;
    if (before !== undefined && (isSettled || isRecent)) return tipOf(before);
    running ??= look(signal);
    const ended = await patiently(running, before === undefined ? undefined : options.patience, clock, () => hint());
    const commit = await store.known();
    if (commit === undefined) throw unreachable(options, failing);
    const found = await tipOf(commit);
    return ended && failing === undefined ? found : { ...found, stale: staleness(remotes, failing) };
  };
  const refresh = together(async (signal) => {
    // One that is under way may have asked before what we were told of.
    await running;
    asked.retry();
    running ??= look(signal);
    await running;
    if ((await state()) !== seen) hint();
  });
  const watch: Repository['watch'] = async (listener) => {
    hint = listener;
    return async () => {
      hint = () => {};
    };
  };
  return { git: store.git, objects: store.objects, tip, refresh, watch };
}

/** Calls that come while the work is under way are answered by one more round of it. */
function together(work: (signal: AbortSignal) => Promise<void>): (signal: AbortSignal) => Promise<void> {
  let again = false;
  let working: Promise<void> | undefined;
  return (signal) => {
    again = true;
    working ??= (async () => {
      while (again && !signal.aborted) {
        again = false;
        await work(signal);
      }
    })().finally(() => {
      working = undefined;
    });
    return working;
  };
}

function staleness(remotes: readonly Remote[], failing: Failing | undefined): string {
  const [first, ...others] = remotes.map(({ address }) => address.url);
  const all = others.length === 0 ? `${first} cannot` : `none of ${remotes.length} remotes can`;
  if (failing === undefined) return `${all} be read: still fetching`;
  const { since, reason, by } = failing;
  const from = `since ${wholeSeconds(since.toISOString())}`;
  if (by === undefined) return `${all} be read ${from}: ${reason}`;
  return `${by.remote.address.url} cannot be followed ${from}: ${reason}${unasked(remotes, by)}`;
}

/**
 * Whoever answers counts: what was deleted there on purpose may still be at a fall-back that lags behind. So who was away before
 * it is told, and who was not asked after it.
 */
function unasked(remotes: readonly Remote[], { remote, warnings }: Answered): string {
  const after = remotes.slice(remotes.indexOf(remote) + 1).map(({ address }) => address.url);
  const not = after.length === 0 ? [] : [`${after.join(', ')} ${after.length === 1 ? 'was' : 'were'} not asked`];
  return [...not, ...warnings].map((one) => `; ${one}`).join('');
}

/** The names that ls-remote is asked for; git matches them from their end. None for a commit, which is fetched by its id. */
function patterns({ ref, trial, approvals }: Pick<MirrorOptions, 'ref' | 'trial' | 'approvals'>): string[] {
  const own = ref.kind === 'semver' ? `refs/tags/${ref.prefix}*` : ref.name;
  return [
    ...(isFullId(own) ? [] : [own]),
    ...(trial === undefined ? [] : [`refs/heads/${trial}`]),
    ...(approvals === undefined ? [] : [`refs/tags/${approvals}`]),
  ];
}

function unreachable(options: MirrorOptions, failing: Failing | undefined): SourceError {
  const { remotes } = options;
  const { reason = 'it has no such commit', by } = failing ?? {};
  // Of several that were away each is named with its reason.
  const { url } = (by?.remote ?? remotes[0]).address;
  const all = remotes.length > 1 && by === undefined ? reason : `${url}: ${reason}`;
  return new SourceError(by === undefined ? all : `${all}${unasked(remotes, by)}`, hintFor(options, reason));
}

function hintFor({ remotes: [{ address, access }], home }: MirrorOptions, reason: string): string | undefined {
  if (address.protocol === 'ssh')
    return `host keys must be known: ssh-keyscan HOST >> ${access.knownHosts ?? '~/.ssh/known_hosts'}`;
  if (/Username|Password|Authentication/.test(reason))
    return `machine HOST login NAME password TOKEN, in ${home}/.netrc, or see spec.source.remotes`;
  if (/certificate/.test(reason)) return 'GIT_SSL_CAINFO=FILE names the certificates to trust';
  if (/^it has no /.test(reason)) return 'see --ref';
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
