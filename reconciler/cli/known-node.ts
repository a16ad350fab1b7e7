// <root>/state/node.json: the Node of the last pass, for commands that read no manifests.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../source/atomic-file.ts';
import type { NodeSpec } from '../state/model.ts';
import type { Options } from './options.ts';

const nodePath = (root: string): string => join(root, 'state', 'node.json');

/** Commands that read no manifests (status, exec) have to find the pool that the last pass used. Writes what is not there. */
export async function rememberNode(options: Options, nodeSpec: NodeSpec): Promise<void> {
  const path = nodePath(options.root);
  const text = `${JSON.stringify(nodeSpec)}\n`;
  if (options.simulate || (await readFile(path, 'utf8').catch(() => undefined)) === text) return;
  await writeAtomically(path, text);
}

/** The node of the last pass, or the defaults. */
export async function knownNode(options: Options): Promise<NodeSpec> {
  const fallback: NodeSpec = {
    pool: { backend: 'auto' },
    addressPools: [],
    networkClasses: {},
    overcommit: {},
    protected: [],
  };
  try {
    return { ...fallback, ...(JSON.parse(await readFile(nodePath(options.root), 'utf8')) as NodeSpec) };
  } catch {
    return fallback;
  }
}
