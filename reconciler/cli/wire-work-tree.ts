// What is in a work tree and in no commit: nobody looks at it, and who has just edited a file expects that somebody does.

import { join, relative } from 'node:path';
import { printable } from '../../schema/reading.ts';
import { inert } from '../plan/render-github.ts';
import { checkFolder, parseAddress } from '../source/git-address.ts';
import { ownerOf } from '../source/git-author.ts';
import { findRepository, headName } from '../source/git-local.ts';
import { uncommitted } from '../source/git-rollback.ts';
import { isManifest } from '../source/git-tree.ts';
import type { Options } from './options.ts';
import type { Output } from './output.ts';

/** Warns of changes that are in no commit, or that nobody could look, where what is followed is checked out. Never throws: it is a remark. */
export async function warnOfUncommitted(options: Options, output: Output): Promise<void> {
  const warn = (text: string): void => output.err(options.output === 'github' ? inert(text) : text);
  const found = await edited(options).catch(() => []);
  if ('uid' in found) {
    const { gitDir, uid } = found;
    const why = `${printable(gitDir)} belongs to another user (uid ${uid}), whose filters git would run`;
    return warn(`warning: nobody has looked for changes of manifests that are in no commit: ${why}\n`);
  }
  const [first = '', ...others] = found;
  if (first === '') return;
  const what = `${printable(first)}${others.length === 0 ? ' has' : ` and ${others.length} more have`}`;
  const [they, folder] = [
    others.length === 0 ? 'it is' : 'they are',
    relative(process.cwd(), folderOf(options)) || '.',
  ];
  warn(`warning: ${what} changes that are in no commit: ${they} not looked at (\`--dir ${printable(folder)}\` does)\n`);
}

const folderOf = ({ remotes: [{ url }], path }: Options): string => {
  const address = parseAddress(url);
  return address.kind === 'local' ? join(address.path, checkFolder(path)) : '';
};

/** Of a repository of somebody else whose it is. */
async function edited({
  dir,
  remotes,
  ref,
  path,
}: Options): Promise<readonly string[] | { readonly gitDir: string; readonly uid: number }> {
  const address = parseAddress(remotes[0].url);
  if (dir !== undefined || remotes.length > 1 || address.kind !== 'local') return [];
  const { gitDir } = await findRepository(address.path);
  // A bare one has no files.
  if (gitDir === address.path) return [];
  if (ref !== 'HEAD' && ref.replace(/^refs\/heads\//, '') !== (await headName(gitDir))) return [];
  // Looking runs what its configuration names, filters say. git itself refuses: dubious ownership.
  const owner = await ownerOf(gitDir);
  if (owner !== undefined) return { gitDir, uid: owner.uid };
  const git = { gitDir, home: '/nonexistent', protocols: [], workTree: address.path };
  const paths = await uncommitted(checkFolder(path), git);
  return paths.map((one) => one.replace(/^"(.*)"$/, '$1')).filter(isManifest);
}
