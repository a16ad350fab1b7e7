// From a container's state back to its manifest: for each field of spec what to write so that it resolves to that state.
// One row for a field, in the order in which people write them.

import type { Ctid } from '../../schema/units.ts';
import type { ContainerState } from './container.ts';
import { deviceSpellings } from './spell-devices.ts';
import { diskSpellings } from './spell-disk.ts';
import { limitSpellings } from './spell-limits.ts';
import { nameSpellings } from './spell-names.ts';
import { networkSpellings } from './spell-network.ts';
import { privilegeSpellings } from './spell-privileges.ts';

/** Whose state it is. */
export interface Subject {
  readonly ctid: Ctid;
  readonly name: string;
  /** What a state has on this host where all CPUs and memory nodes are meant; "all" where no host was asked. */
  readonly everywhere: { readonly cpus: string; readonly mems: string };
}

/** `usual`: what a field that is not written amounts to, where the resolver does not say it itself. */
export type Written = { readonly value: unknown; readonly usual?: boolean } | { readonly unsayable: string };

export interface Spelling {
  /** Below spec. */
  readonly path: readonly string[];
  /** What of the state it decides, as JSON Pointers. */
  readonly pointers: readonly string[];
  /** Other fields that decide the same, below spec: none of them may stay where this one is written. */
  readonly rivals?: readonly (readonly string[])[];
  /** undefined: the state does not say. */
  readonly write: (state: ContainerState, subject: Subject) => Written | undefined;
}

export const spellings: readonly Spelling[] = [
  ...nameSpellings,
  ...networkSpellings,
  ...limitSpellings,
  ...diskSpellings,
  ...privilegeSpellings,
  ...deviceSpellings,
];
