// Annotated tags as git keeps them: `object`, `type`, `tag`, `tagger` lines, an empty line, the message, a signature at its end
// (git-mktag(1)); and whose signature that is.

import type { GitOptions } from './git-command.ts';
import { ending } from './git-command.ts';
import type { Objects } from './git-objects.ts';
import type { Identity } from './path-rules.ts';

export interface Tag {
  readonly id: string;
  /** What the object calls itself; a ref may call it something else. */
  readonly name: string;
  /** Without the signature. */
  readonly message: string;
  readonly isSigned: boolean;
}

const TAG_LIMIT = 64 * 1024;
const SIGNATURE = /^-----BEGIN (?:SSH SIGNATURE|PGP SIGNATURE|PGP MESSAGE|SIGNED MESSAGE)-----\n/m;

/** The tag object that a name leads to at once; undefined where there is none, or something else. */
export async function readTag(name: string, objects: Objects): Promise<Tag | undefined> {
  const found = await objects.seek(name);
  if (found?.type !== 'tag' || found.size > TAG_LIMIT) return undefined;
  const contents = await objects.contents(found.id, TAG_LIMIT);
  return contents === undefined ? undefined : parseTag(contents.id, contents.bytes.toString('utf8'));
}

export function parseTag(id: string, text: string): Tag {
  const end = text.indexOf('\n\n');
  const header = end === -1 ? text : text.slice(0, end);
  const body = end === -1 ? '' : text.slice(end + 2);
  const signature = body.search(SIGNATURE);
  return {
    ...{ id, name: /^tag (.*)$/m.exec(header)?.[1] ?? '', isSigned: signature !== -1 },
    message: signature === -1 ? body : body.slice(0, signature),
  };
}

/** Who signed it, with the fingerprint of the key, or what is wrong with the signature, in words that follow the tag's name. */
export type TagVerdict = { readonly signer: Identity; readonly key: string } | { readonly fault: string };

/** `git` has the keys that count (keyring.ts). */
export async function verifyTag({ id, isSigned }: Tag, git: GitOptions): Promise<TagVerdict> {
  if (!isSigned) return { fault: 'is not signed' };
  const { code, said } = await ending(['verify-tag', '--raw', id], git);
  const isGpg = /^\[GNUPG:\] /m.test(said);
  return isGpg ? ofGpg(said, code === 0) : ofSsh(said, code === 0);
}

/** What ssh-keygen -Y verify prints. A key that stands for nobody is "Good" too, without a name. */
function ofSsh(said: string, isGood: boolean): TagVerdict {
  const good = said.split('\n').flatMap((line) => {
    const [, name, key] = /^Good "git" signature for (.+) with \S+ key (SHA256:\S+)$/.exec(line) ?? [];
    return name === undefined || key === undefined ? [] : [{ signer: { name, aliases: [name, key] }, key }];
  });
  const [found, other] = good;
  if (isGood && found !== undefined && other === undefined) return found;
  if (/revoked/i.test(said)) return { fault: 'is signed with a key that was revoked' };
  if (/^Good "git" signature with /m.test(said) || /No principal matched/.test(said))
    return { fault: 'is signed with a key of no allowed signer' };
  return { fault: 'has a bad signature' };
}

/** gnupg's doc/DETAILS, "Format of the --status-fd output". */
function ofGpg(said: string, isGood: boolean): TagVerdict {
  const status = (word: string): readonly string[][] =>
    said.split('\n').flatMap((line) => (line.startsWith(`[GNUPG:] ${word} `) ? [line.split(' ').slice(2)] : []));
  const [[good, other], [valid]] = [status('GOODSIG'), status('VALIDSIG')];
  if (isGood && good !== undefined && other === undefined && valid !== undefined) {
    const name = good.slice(1).join(' ');
    const email = /<([^<>]+)>$/.exec(name)?.[1];
    const keys = [valid[0], valid[9], good[0]].filter((key) => key !== undefined);
    const aliases = [name, ...keys, ...(email === undefined ? [] : [email])];
    return { signer: { name, aliases }, key: valid[9] ?? valid[0] ?? '' };
  }
  if (status('REVKEYSIG').length > 0) return { fault: 'is signed with a key that was revoked' };
  if (status('EXPKEYSIG').length > 0) return { fault: 'is signed with a key that has expired' };
  if (status('EXPSIG').length > 0) return { fault: 'has a signature that has expired' };
  if (status('ERRSIG').length > 0) return { fault: 'is signed with a key that is not known' };
  return { fault: 'has a bad signature' };
}
