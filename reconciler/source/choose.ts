// Which of the known commits a node applies: the newest of what is followed, unless that goes back or is not signed as it must
// be; the last good one then; or, on a node that tries it, the head of its testing branch.

import { SourceError } from '../port/source.ts';
import { gitText } from './git-command.ts';
import { type Commit, readCommit } from './git-commit.ts';
import type { Repository, Tip } from './git-repository.ts';
import type { Verifier } from './git-signatures.ts';
import type { LastGood } from './last-good.ts';

export interface Choice {
  readonly commit: Commit;
  /** What it is the commit of, for labels. */
  readonly name: string;
  readonly stale?: string;
  readonly warnings: readonly string[];
  /** The branch that is tried, when this is its head. */
  readonly testing?: string;
  /** Who signed it, where that is checked. */
  readonly signer?: string;
}

export interface ChoiceOptions {
  readonly repository: Repository;
  readonly lastGood: LastGood;
  readonly allowRewind: boolean;
  /** The name of the branch that may be tried. */
  readonly trial?: string | undefined;
  /** Absent where signatures are not checked. */
  readonly verifier?: Verifier | undefined;
}

/** Throws SourceError when nothing known may be applied. */
export async function choose(tip: Tip, options: ChoiceOptions): Promise<Choice> {
  const forward = options.allowRewind ? tip : await forwardOnly(tip, options);
  const { commit, name, stale } = forward;
  const followed = { commit, name, ...(stale !== undefined && { stale }), warnings: tip.warnings ?? [] };
  const main = await signedOnly(followed, tip, options);
  // What is followed has gone back, or is refused: then nothing that was built on it is tried.
  if (tip.trial === undefined || main.commit.id !== tip.commit.id) return main;
  return tried(tip.trial, main, options);
}

/** Keeps the last good revision when the ref moved to a commit that does not descend from it. */
async function forwardOnly(tip: Tip, { lastGood, repository }: ChoiceOptions): Promise<Omit<Choice, 'warnings'>> {
  const good = await lastGood.load();
  const { id, parents } = tip.commit;
  if (good === undefined || good === id || parents.includes(good)) return tip;
  const sentence = `${tip.name} moved from ${good} to ${id}, which does not descend from it`;
  const former = await readCommit(good, repository.objects);
  if (former === undefined) {
    throw new SourceError(
      `${sentence}, and the former is gone`,
      'if the rewind is meant, run once with --allow-rewind',
    );
  }
  if (await isAncestor(good, id, repository)) return tip;
  return { commit: former, name: tip.name, stale: `${sentence}; the rewind is refused without --allow-rewind` };
}

/** Keeps the last good revision when one that came since is not signed by those who may. */
async function signedOnly(choice: Choice, tip: Tip, options: ChoiceOptions): Promise<Choice> {
  const { verifier, lastGood, repository } = options;
  if (verifier === undefined) return choice;
  const applied = await lastGood.latest();
  // What is kept instead of a newer one was accepted when its tag had its turn.
  const ofTag = choice.commit.id === tip.commit.id ? await verifier.verifyTag?.(tip) : undefined;
  const isEnough = ofTag !== undefined && (!verifier.readsCommits || 'refusal' in ofTag);
  const verdict = isEnough ? ofTag : verifier.readsCommits ? await verifier.verify(choice.commit, applied) : unsigned;
  if ('signer' in verdict) return verdict.signer === '' ? choice : { ...choice, signer: verdict.signer };
  const sentence = `${choice.name}@${choice.commit.id.slice(0, 7)} is refused: ${verdict.refusal}`;
  const good = await lastGood.load();
  const former = good === undefined ? undefined : await readCommit(good, repository.objects);
  if (former === undefined) throw new SourceError(sentence, verdict === ofTag ? signTag(choice.name) : signCommit);
  return { commit: former, name: choice.name, stale: sentence, warnings: choice.warnings };
}

const signCommit = 'have it signed, or accept what came before a commit with spec.verify.since';
const signTag = (name: string): string => `git tag -s -f ${name} '${name}^{}' signs it`;

const unsigned = { signer: '' };

/** The head of the testing branch, while it is ahead of what is followed and has all of it. */
async function tried(trial: Commit, main: Choice, options: ChoiceOptions): Promise<Choice> {
  const { trial: name = 'testing', verifier, lastGood, repository } = options;
  const label = `${name}@${trial.id.slice(0, 7)}`;
  const mainLabel = `${main.name}@${main.commit.id.slice(0, 7)}`;
  const not = (reason: string): Choice => ({
    ...main,
    warnings: [...main.warnings, `${label} is not tried on this node: ${reason}`],
  });
  if (trial.id === main.commit.id || (await isAncestor(trial.id, main.commit.id, repository))) return main;
  if (!(await isAncestor(main.commit.id, trial.id, repository))) return not(`it does not have ${mainLabel}`);
  const verdict = verifier === undefined ? unsigned : await verifier.verify(trial, await lastGood.latest());
  if ('refusal' in verdict) return not(verdict.refusal);
  const { signer: _, ...rest } = main;
  return {
    ...rest,
    ...{ commit: trial, name, testing: name },
    ...(verdict.signer !== '' && { signer: verdict.signer }),
    warnings: [...main.warnings, `${label} is tried on this node in the place of ${mainLabel}`],
  };
}

/** One commit of the older's history that the newer lacks is proof enough; none means that it is an ancestor. */
async function isAncestor(older: string, newer: string, { git }: Repository): Promise<boolean> {
  // Counted, because simple-git waits 50 ms for output of a command that prints none (measured with 4.0.2).
  const missing = await gitText(['rev-list', '--count', '--max-count=1', older, `^${newer}`], git);
  return missing.trim() === '0';
}
