// What is followed: a name, or the newest tag of a range of versions; and which ref of a repository that means now. Pure.

import type { SemVer } from 'semver';
import compareBuild from 'semver/functions/compare-build.js';
import parse from 'semver/functions/parse.js';
import satisfies from 'semver/functions/satisfies.js';
import validRange from 'semver/ranges/valid.js';
import { fitsGlob } from '../../schema/glob.ts';
import { SourceError } from '../port/source.ts';
import { checkRef } from './git-address.ts';

export type WantedRef =
  | { readonly kind: 'name'; readonly name: string }
  /** The newest of the tags `<prefix><version>` in the range (semver 2.0; prereleases only where the range names one). */
  | { readonly kind: 'semver'; readonly range: string; readonly prefix: string };

/** Reads `--ref`: a name, or `semver:[PREFIX:]RANGE`. Throws SourceError. */
export function parseRef(text: string, options: { readonly ancestors: boolean }): WantedRef {
  if (!text.startsWith('semver:')) return { kind: 'name', name: checkRef(text, options) };
  const rest = text.slice('semver:'.length);
  const colon = rest.indexOf(':');
  const [prefix, range] = colon === -1 ? ['', rest] : [rest.slice(0, colon), rest.slice(colon + 1)];
  if (prefix !== '') checkRef(prefix, { ancestors: false });
  if (range.trim() === '' || validRange(range) === null)
    throw new SourceError(
      `${JSON.stringify(range)} is not a range of versions`,
      'for example semver:^1.4, or semver:web-:>=2',
    );
  return { kind: 'semver', range, prefix };
}

/** The tag of the highest version in the range; of two spellings of one version the one that sorts first. */
export function newestTag(
  tags: Iterable<string>,
  { range, prefix }: { range: string; prefix: string },
): string | undefined {
  let best: { readonly tag: string; readonly version: SemVer } | undefined;
  for (const tag of [...tags].sort()) {
    const version = tag.startsWith(prefix) ? parse(tag.slice(prefix.length)) : null;
    if (version === null || !satisfies(version, range)) continue;
    if (best === undefined || compareBuild(version, best.version) > 0) best = { tag, version };
  }
  return best?.tag;
}

/** Both are there, and git would take the tag without a word. */
export function ambiguous(name: string): SourceError {
  return new SourceError(`${name} is a branch and a tag`, `say which: refs/heads/${name} or refs/tags/${name}`);
}

/** The full name of the ref among those of a repository, or undefined when it has none such. Throws SourceError. */
export function chooseRef(wanted: WantedRef, refs: ReadonlySet<string>): string | undefined {
  if (wanted.kind === 'semver') {
    const tags = [...refs].flatMap((ref) => (ref.startsWith('refs/tags/') ? [ref.slice('refs/tags/'.length)] : []));
    const tag = newestTag(tags, wanted);
    return tag === undefined ? undefined : `refs/tags/${tag}`;
  }
  const { name } = wanted;
  if (refs.has(`refs/tags/${name}`) && refs.has(`refs/heads/${name}`)) throw ambiguous(name);
  // gitrevisions(7), without the rules for what only a work tree has.
  return [name, `refs/${name}`, `refs/tags/${name}`, `refs/heads/${name}`].find((full) => refs.has(full));
}

/** Whether a push to a ref, by its full name, can change what is followed, or what is approved. */
export function isFollowed(pushed: string, wanted: WantedRef, trial?: string, approvals?: string): boolean {
  if (approvals !== undefined && fitsGlob(`refs/tags/${approvals}`, pushed)) return true;
  if (trial !== undefined && pushed === `refs/heads/${trial}`) return true;
  if (wanted.kind === 'semver') return pushed.startsWith(`refs/tags/${wanted.prefix}`);
  // Which branch HEAD is, only the remote knows.
  if (wanted.name === 'HEAD') return pushed.startsWith('refs/heads/');
  return chooseRef(wanted, new Set([pushed])) !== undefined;
}

/** As labels and messages name it. */
export const shortName = (ref: string): string => ref.replace(/^refs\/(?:heads|tags)\//, '');

/** As `--ref` writes it. */
export const refText = (wanted: WantedRef): string =>
  wanted.kind === 'name' ? wanted.name : `semver:${wanted.prefix === '' ? '' : `${wanted.prefix}:`}${wanted.range}`;
