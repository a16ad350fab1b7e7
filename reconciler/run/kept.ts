// What a run before has kept for plans of several nodes: a tree, and the containers of each node as they were resolved. Types.

import type { KeptDocument } from '../../schema/kept.ts';
import type { KeptContainer } from '../state/kept.ts';
import type { Parts } from './kept-parts.ts';
import type { KeptTree } from './kept-tree.ts';

/** A container as it was resolved for one node. */
export interface ResolvedContainer {
  /** Key of its file. */
  readonly file: string;
  readonly kept: KeptDocument;
  readonly desired: KeptContainer;
}

/** Containers as they were resolved for one node. */
export interface KeptResolved {
  /** What they were resolved with beside their own files, and the processors of the node. */
  readonly parts: Parts;
  readonly cpus: number;
  /** By ctid. */
  readonly containers: ReadonlyMap<number, ResolvedContainer>;
  /** By folder: its address, where it has no container of the node that is not here. */
  readonly folders: ReadonlyMap<string, { readonly id: string; readonly containers: readonly ResolvedContainer[] }>;
}

export interface Kept {
  readonly tree?: KeptTree | undefined;
  /** By node. */
  readonly nodes: ReadonlyMap<string, KeptResolved>;
}
