// Reading small files of a branch of a remote repository: only its newest commit is fetched, and only when it is another one than at the
// look before. No work tree.

import type { GitOptions, RunOptions } from './git-command.ts';
import { git, gitText } from './git-command.ts';
import { fetchCommit, openScratch, type PublishOptions, tipOf } from './git-publish.ts';

/** Bytes of a file that are read. */
const LARGEST = 64 * 1024;

/** The files of these names that are there; the same map while the branch stays where it is. Throws SourceError. */
export function branchReader(
  options: PublishOptions,
): (names: readonly string[]) => Promise<ReadonlyMap<string, Buffer>> {
  let known: { readonly tip: string; readonly names: string; readonly files: ReadonlyMap<string, Buffer> } | undefined;
  return async (names) => {
    const { url, ref, remote, local, run } = await openScratch(options);
    const tip = await tipOf(url, ref, remote, run);
    if (tip === undefined) return new Map();
    const key = names.join('\0');
    if (known?.tip === tip && known.names === key) return known.files;
    await fetchCommit(url, tip, remote, run);
    const files = await filesIn(tip, new Set(names), local, run);
    known = { tip, names: key, files };
    return files;
  };
}

async function filesIn(
  tip: string,
  names: ReadonlySet<string>,
  local: GitOptions,
  run: RunOptions,
): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const line of (await gitText(['ls-tree', '-l', '-z', tip], local, run)).split('\0')) {
    const [, id, size, name] = /^100644 blob ([0-9a-f]{40,64}) +(\d+)\t(.*)$/s.exec(line) ?? [];
    if (id === undefined || name === undefined || !names.has(name) || Number(size) > LARGEST) continue;
    files.set(name, await git(['cat-file', 'blob', id], local, run));
  }
  return files;
}
