// What the user may name as a repository, a ref and a path, parsed by us and refused before git sees it. Nothing here
// runs anything. Git's own argument handling has been exploited through each of these (CVE-2022-25912 ext::,
// CVE-2017-1000117 leading '-', CVE-2020-5260 newline), so the rule is a short list of what is allowed.

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SourceError } from '../port/source.ts';

export type GitAddress =
  | { readonly kind: 'local'; readonly path: string }
  | { readonly kind: 'remote'; readonly url: string; readonly protocol: Protocol };

export type Protocol = 'https' | 'ssh' | 'file' | 'git' | 'http';

/** Nothing of the transport proves who answers: what comes over it is worth as much as its signatures. */
export const isPlain = (address: GitAddress): boolean =>
  address.kind === 'remote' && (address.protocol === 'git' || address.protocol === 'http');

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROL = /[\u0000-\u001f\u007f]/;
const SCP_LIKE = /^(?:[A-Za-z0-9_][A-Za-z0-9_.-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*:(?!:)(?!\/\/)[^\s]+$/;

/**
 * Sorts `--repo` into a local path or a URL. https, ssh (URL or `user@host:path`), `file://`, and
 * git and http, see `isPlain`, are the only transports. Throws SourceError for anything else.
 */
export function parseAddress(text: string): GitAddress {
  if (text === '') throw new SourceError('the repository is empty', 'give a path or an https or ssh URL to --repo');
  if (CONTROL.test(text)) throw new SourceError('the repository contains control characters');
  if (text.startsWith('-')) throw new SourceError(`${text}: a repository must not begin with "-"`);
  if (/^[a-z0-9+.-]*::/i.test(text)) {
    throw new SourceError(`${text}: remote helpers (name::address) are not allowed`, 'use https:// or ssh://');
  }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return parseUrl(text);
  // As git does: a colon before the first slash means host:path, anything else is a path.
  if (/^[^/]*:/.test(text)) {
    if (SCP_LIKE.test(text) && !/^[^:]*:-/.test(text)) return { kind: 'remote', url: text, protocol: 'ssh' };
    throw new SourceError(`${text}: not a repository address`, 'write ./ before a path that contains a colon');
  }
  return { kind: 'local', path: resolve(text) };
}

function parseUrl(text: string): GitAddress {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new SourceError(`${text}: not a URL`);
  }
  const host = url.hostname;
  if (url.protocol === 'file:') {
    if (host !== '') throw new SourceError(`${text}: a file URL must not name a host`);
    return { kind: 'remote', url: `file://${fileURLToPath(url)}`, protocol: 'file' };
  }
  const protocol = (['https', 'ssh', 'git', 'http'] as const).find((name) => url.protocol === `${name}:`);
  if (protocol === undefined)
    throw new SourceError(`${text}: the ${url.protocol}// transport is not allowed`, 'use https:// or ssh://');
  if (url.password !== '') {
    throw new SourceError(
      `the repository URL of ${host} contains a password`,
      'it would show in the process list; put it into the .netrc of <root>/git/home, or use an ssh key',
    );
  }
  if (/\s/.test(text) || /%0[ad0]/i.test(text)) throw new SourceError('the repository URL contains white space');
  if (host === '' || host.startsWith('-') || url.username.startsWith('-')) {
    throw new SourceError(`${text}: not a host name`);
  }
  return { kind: 'remote', url: text, protocol };
}

const REF = /^[A-Za-z0-9_][A-Za-z0-9_./+@=,#%-]*$/;
const ANCESTOR = /(?:[~^]\d{0,4})+$/;

/**
 * Checks a ref by the rules of git-check-ref-format(1), more strictly. `HEAD~2` is allowed where `ancestors` is (a
 * local repository); a remote cannot be asked for it. Returns the ref.
 */
export function checkRef(text: string, options: { readonly ancestors: boolean }): string {
  const name = options.ancestors ? text.replace(ANCESTOR, '') : text;
  const wrong =
    !REF.test(name) || /\.\.|\/\/|\/\.|@\{|\.lock(?:\/|$)|[./]$/.test(name) || name === '@' || text.length > 255;
  if (wrong) {
    throw new SourceError(
      `${JSON.stringify(text)} is not a ref`,
      'give a branch, a tag, HEAD or a full commit id to --ref',
    );
  }
  return text;
}

/** Normalises `--path` to a folder inside the repository without leading or trailing slashes; '' is the whole tree. */
export function checkFolder(text: string): string {
  const parts = text.split('/').filter((part) => part !== '' && part !== '.');
  if (CONTROL.test(text) || text.startsWith('-') || text.startsWith('/') || parts.includes('..')) {
    throw new SourceError(`${JSON.stringify(text)} is not a folder inside the repository`);
  }
  return parts.join('/');
}

export const isFullId = (text: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
