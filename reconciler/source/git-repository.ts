// What local and remote repositories have in common: what is followed now, and where its objects are read. Types.

import type { TagList } from './approval-tags.ts';
import type { GitOptions } from './git-command.ts';
import type { Commit } from './git-commit.ts';
import type { Objects } from './git-objects.ts';

/** The newest known commit, and why it may not be the newest there is. */
export interface Tip {
  readonly commit: Commit;
  /** What it is the commit of, for labels: "main", "v1.4.2". */
  readonly name: string;
  readonly stale?: string;
  /** What people should know of how it was had. */
  readonly warnings?: readonly string[];
  /** The head of the branch that is tried on this node, where there is one now. */
  readonly trial?: Commit;
  /** What the ref has before it is peeled, and whether a tag object of that name is what is followed. */
  readonly object: string;
  isNamed(tag: string): boolean;
  /** Tags that approve, where somebody wants them. */
  readonly approvals?: TagList;
}

export interface Repository {
  /** For reading: no command with it reaches anybody. */
  readonly git: GitOptions;
  readonly objects: Objects;
  /** Throws SourceError when there is not even a commit of before. */
  tip(signal: AbortSignal): Promise<Tip>;
  watch(hint: () => void): Promise<() => Promise<void>>;
  /** Looks at the remotes at once; those who watch are told when something has moved. A local repository is watched anyway. */
  refresh?(signal: AbortSignal): Promise<void>;
}
