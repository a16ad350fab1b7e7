// TEMP
import type { Problem } from '../../schema/problem.ts';
import type { Revision } from '../port/source.ts';
import type { Desired } from '../state/model.ts';

export interface Loaded {
  readonly revision: Revision;
  /** Why this is not the newest revision. */
  readonly stale?: string;
  readonly problems: readonly Problem[];
  /** Absent when a problem is an error: such a revision changes nothing. */
  readonly desired?: Desired;
}

export type Load = () => Promise<Loaded>;
