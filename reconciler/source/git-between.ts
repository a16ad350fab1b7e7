// Which commits of a list lead from one that is applied to the one that is followed, and may be applied themselves: what a node may go
// to while the newest has to wait. An older one gets no easier check than it had as the newest.

import { gitText } from './git-command.ts';
import { readCommit } from './git-commit.ts';
import type { Repository } from './git-repository.ts';
import type { Verifier } from './git-signatures.ts';
import type { LastGood } from './last-good.ts';

export interface BetweenParts {
  readonly repository: Repository;
  readonly lastGood: LastGood;
  /** Absent where signatures are not checked. */
  readonly verifier?: Verifier | undefined;
}

export interface Step {
  readonly id: string;
  /** '' where signatures are not checked. */
  readonly signer: string;
}

/** Commits that are looked at; what is further back is not gone to. */
const MOST = 10_000;

/**
 * Those of `ids` that descend from `base` and are ancestors of `head`, without both, the newest first (git-rev-list(1),
 * --ancestry-path). Without a base the ancestors of the head. Throws SourceError.
 */
export function makeBetween({
  repository,
  lastGood,
  verifier,
}: BetweenParts): (base: string | undefined, head: string, ids: ReadonlySet<string>) => Promise<readonly Step[]> {
  let known: { readonly key: string; readonly path: readonly string[] } | undefined;
  const pathOf = async (base: string | undefined, head: string): Promise<readonly string[]> => {
    const key = `${base}..${head}`;
    if (known?.key === key) return known.path;
    const range = base === undefined ? [] : ['--ancestry-path', `^${base}`];
    const text = await gitText(['rev-list', '--topo-order', `--max-count=${MOST}`, head, ...range], repository.git);
    known = { key, path: text.split('\n').filter((id) => id !== '' && id !== head) };
    return known.path;
  };
  const signerOf = async (id: string): Promise<string | undefined> => {
    if (verifier === undefined) return '';
    // A tag that has moved on cannot be asked any more.
    if (verifier.verifyTag !== undefined) return undefined;
    const commit = await readCommit(id, repository.objects);
    const verdict = commit && (await verifier.verify(commit, await lastGood.latest()));
    return verdict !== undefined && 'signer' in verdict ? verdict.signer : undefined;
  };
  return async (base, head, ids) => {
    if (base !== undefined && (await readCommit(base, repository.objects)) === undefined) return [];
    const steps: Step[] = [];
    for (const id of await pathOf(base, head)) {
      const signer = ids.has(id) ? await signerOf(id) : undefined;
      if (signer !== undefined) steps.push({ id, signer });
    }
    return steps;
  };
}
