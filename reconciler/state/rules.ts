// What manifests say about plans instead of containers: policies, windows and approvals, those of this node alone.

import type { Origin } from '../../schema/problem.ts';
import type { Labels } from './container.ts';
import type { Resource } from './model.ts';

/** A number of containers, or a percentage of those that are there (then at least one). */
export type Amount = { readonly count: number } | { readonly percent: number };

/** What is done to a container, in the words of manifests: live is a change that disturbs no process. */
export type ActionClass = 'create' | 'start' | 'stop' | 'live' | 'restart' | 'recreate' | 'delete';

/** All of what is given must fit; * stands for any characters. */
export interface Selector {
  readonly names?: readonly string[];
  readonly labels?: Labels;
}

export interface PolicyRule {
  readonly name: string;
  readonly origin: Origin;
  readonly verdict: 'forbid' | 'requireApproval' | 'warn';
  readonly message?: string;
  readonly actions?: readonly ActionClass[];
  readonly classes?: readonly ('live' | 'restart' | 'recreate')[];
  /** Labels of fields, or JSON Pointers. */
  readonly fields?: readonly string[];
  /** In the unit of the state: bytes, processes, percent. */
  readonly above?: number;
  readonly below?: number;
  readonly containers?: Selector;
}

/** Most containers of one plan to which something may be done. */
export interface PolicyLimit {
  readonly action: 'delete' | 'recreate' | 'restart';
  readonly most: Amount;
  readonly origin: Origin;
}

export interface PolicySpec {
  readonly name: string;
  readonly origin: Origin;
  readonly limits: readonly PolicyLimit[];
  readonly overcommit: { readonly [Name in Resource]?: number };
  readonly rules: readonly PolicyRule[];
}

export interface WindowSpec {
  readonly name: string;
  readonly origin: Origin;
  readonly kind: 'allow' | 'deny';
  /** crontab(5), five fields. */
  readonly schedule: string;
  /** Milliseconds. */
  readonly duration: number;
  /** A name of the tz database. */
  readonly timeZone: string;
  readonly classes: readonly ActionClass[];
  readonly containers?: Selector;
}

export interface ApprovalSpec {
  readonly name: string;
  readonly origin: Origin;
  /** At least 32 digits of a hash. */
  readonly plan?: string;
  readonly containers: readonly string[];
  /** "2026-12-01T00:00:00Z". */
  readonly expires: string;
}

/** A tag that was made to approve: not of this revision or any, and of no manifest. */
export interface TagApproval {
  /** "approve/5b71f0c2a9d1". */
  readonly name: string;
  /** Of plans or of containers, 7 to 64 digits; fewer than 32 approve nothing. */
  readonly hashes: readonly string[];
  /** "2026-12-01T00:00:00Z". */
  readonly expires?: string;
  /** Who signed it and may. */
  readonly signer?: string;
  /** Fingerprint of the key: "SHA256:..." of ssh, 40 digits or more of OpenPGP. */
  readonly key?: string;
  /** Why it does not count: "is not signed". */
  readonly fault?: string;
}

/** Which ways of approval a node takes; absent: files and annotations. */
export interface ApprovalWays {
  readonly files?: boolean;
  readonly annotations?: boolean;
  readonly tags?: boolean;
}

/** Each in the order of names. */
export interface Rules {
  readonly policies: readonly PolicySpec[];
  readonly windows: readonly WindowSpec[];
  readonly approvals: readonly ApprovalSpec[];
}
