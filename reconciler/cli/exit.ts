// The exit codes, a public contract: scripts and CI branch on them. README.md has the same table.

import type { ExitClass } from '../plan/summary.ts';

export const exitCodes = {
  /** Success; without --detailed-exitcode also when changes are pending. */
  ok: 0,
  /** An error, or something that could not be done. */
  error: 1,
  /** --detailed-exitcode: changes, also of settings alone: as OpenTofu has it where only outputs change. */
  changes: 2,
  /** --detailed-exitcode: changes, with a restart among them. */
  restart: 3,
  /** --detailed-exitcode: changes, with a recreate or delete among them. */
  destroy: 4,
  /** Something that a policy forbids, or that --fail-on names. */
  policy: 5,
  /** Invalid manifests. */
  invalid: 6,
  /** The live state cannot be read. */
  unreadable: 7,
  /** apply: the saved plan is not the plan of now. */
  stale: 8,
  /** --against FILE: a snapshot is not believed. */
  untrusted: 9,
  /** Interrupted by a signal. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The code of a plan or of a complete apply. */
export function planExitCode(kind: ExitClass, detailed: boolean): ExitCode {
  if (!detailed || kind === 'none') return exitCodes.ok;
  return exitCodes[kind];
}
