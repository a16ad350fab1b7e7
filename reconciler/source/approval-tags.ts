// Tags that approve effects: which of a repository's tags they are, what each says, and whether somebody signed it who may. Its
// message has lines `vzreconcile-approve: HASH` and one `expires: TIME`; what it is a tag of does not matter.

import { stat } from 'node:fs/promises';
import { fitsGlob } from '../../schema/glob.ts';
import { printable } from '../../schema/reading.ts';
import { words } from '../../schema/words.ts';
import { FEWEST_DIGITS, tooShort } from '../plan/consent.ts';
import { wholeSeconds } from '../plan/format.ts';
import type { TagApproval } from '../state/rules.ts';
import { withoutKeys } from './allowed-signers.ts';
import { collect, type GitOptions } from './git-command.ts';
import type { Objects } from './git-objects.ts';
import { readTag, type Tag, type TagVerdict, verifyTag } from './git-tag.ts';
import { type KeyFiles, makeKeyring } from './keyring.ts';
import { isOneOf } from './path-rules.ts';
import { readTrusted } from './secret-file.ts';

export interface ApprovalTagPolicy extends KeyFiles {
  /** Of the names of the tags, below refs/tags/. */
  readonly pattern: string;
  readonly signers: readonly string[];
}

/** A tag's name, and the id of what its ref has: of the tag object, or of the commit of one that is none. */
export interface TagRef {
  readonly name: string;
  readonly id: string;
}

/** More than these, the first by name, are not looked at: anybody who may push could make many. */
export const MOST_TAGS = 500;

/** Tags whose names fit, in their order. */
export interface TagList {
  readonly tags: readonly TagRef[];
  /** Why none could be listed. */
  readonly fault?: string;
}

/** The tags below `base` ("refs/tags/") that `pattern` names. Never throws: what is followed goes on without them. */
export async function seekApprovalTags(base: string, pattern: string, git: GitOptions): Promise<TagList> {
  const folder = pattern.slice(0, pattern.lastIndexOf('/') + 1);
  try {
    const text = (await collect(['for-each-ref', '--format=%(objectname) %(refname)', base + folder], git)).toString();
    const tags = text.split('\n').flatMap((line): TagRef[] => {
      const space = line.indexOf(' ');
      const ref = line.slice(space + 1);
      const name = ref.slice(base.length);
      return space > 0 && ref.startsWith(base) && fitsGlob(pattern, name) ? [{ name, id: line.slice(0, space) }] : [];
    });
    return { tags };
  } catch (error) {
    return { tags: [], fault: words(error) };
  }
}

export interface ApprovalTags {
  readonly approvals: readonly TagApproval[];
  readonly warnings: readonly string[];
}

/**
 * Reads tags; what was found of one is remembered while neither it nor a file of keys changes. Where that fails nothing is
 * approved, and the rest goes on.
 */
export function makeApprovalReader(
  policy: ApprovalTagPolicy,
  git: GitOptions,
  objects: Objects,
): (list: TagList, now: Date) => Promise<ApprovalTags> {
  const read = readerOf(policy, git, objects);
  return async ({ tags, fault }, now) => {
    const more = tags.length - MOST_TAGS;
    const tooMany = more > 0 ? [`${more} tags that may approve are not looked at: delete those that are over`] : [];
    const unread = (why: string): ApprovalTags => ({
      approvals: [],
      warnings: [...tooMany, `tags that approve cannot be read: ${why}`],
    });
    if (fault !== undefined) return unread(fault);
    try {
      return { approvals: await read(tags, now), warnings: [...tooMany, ...(await strangers(policy))] };
    } catch (error) {
      return unread(words(error));
    }
  };
}

/** Signers whom no key stands for: a slip in a name, most often. What is in keys of OpenPGP only gpg knows. */
async function strangers({
  signers,
  allowedSigners,
  gpgKeys = [],
  named,
}: ApprovalTagPolicy): Promise<readonly string[]> {
  if (allowedSigners === undefined || gpgKeys.length > 0) return [];
  const found = withoutKeys(signers, await readTrusted(allowedSigners, named?.['allowedSigners']));
  return found.map((name) => `spec.approvals.tags.signers: ${allowedSigners} has no key of ${name}`);
}

function readerOf(
  policy: ApprovalTagPolicy,
  git: GitOptions,
  objects: Objects,
): (refs: readonly TagRef[], now: Date) => Promise<readonly TagApproval[]> {
  const verdictsOf = verdictKeeper(policy, git);
  return async (refs, now) => {
    const tags = await Promise.all(
      refs.slice(0, MOST_TAGS).map(async ({ name, id }) => ({ name, tag: await readTag(id, objects) })),
    );
    const said = tags.map(({ name, tag }) => ({ tag, ...wordsOf(name, tag) }));
    const asked = said.flatMap(({ tag, fault, expires = '' }) =>
      tag === undefined || fault !== undefined || expires <= now.toISOString() ? [] : [tag],
    );
    const verdicts = await verdictsOf(asked, now);
    return said.map(({ tag, ...one }): TagApproval => {
      if (tag === undefined || one.fault !== undefined) return one;
      const verdict = verdicts.get(tag.id);
      // Whoever signed what is over: that it is over is what is told of it.
      if (verdict === undefined) return { ...one, fault: asked.includes(tag) ? WAITS : `expired ${one.expires}` };
      if ('fault' in verdict) return { ...one, fault: verdict.fault };
      const { signer, key } = verdict;
      if (isOneOf(signer, policy.signers)) return { ...one, signer: signer.name, key };
      return { ...one, fault: `is signed by ${signer.name}, but approvals take ${policy.signers.join(' or ')}` };
    });
  };
}

/** Signatures that one reading verifies, at some 10 ms each; the others have their turn in the next ones. */
const MOST_VERIFIED = 100;

const WAITS = 'is not verified yet: many tags are, and each reading takes some';

interface Known {
  readonly files: string;
  /** Keys expire: a verdict is that of an hour. */
  readonly hour: string;
  readonly verdict: TagVerdict;
}

/** Verdicts by the ids of tags, those of tags that are asked about in this reading and had their turn. */
function verdictKeeper(
  policy: ApprovalTagPolicy,
  git: GitOptions,
): (tags: readonly Tag[], now: Date) => Promise<ReadonlyMap<string, TagVerdict>> {
  let known = new Map<string, Known>();
  return async (tags, now) => {
    const [files, hour] = [await stampOf(policy), now.toISOString().slice(0, 13)];
    known = new Map(
      tags.flatMap(({ id }) => {
        const before = known.get(id);
        return before?.files === files ? [[id, before]] : [];
      }),
    );
    // What counts goes on to count only while its key does; nobody can make many of those who may not sign.
    const rank = ({ id }: Tag): number => {
      const verdict = known.get(id)?.verdict;
      return verdict === undefined ? 1 : 'signer' in verdict ? 0 : 2;
    };
    const due = tags.filter(({ id }) => known.get(id)?.hour !== hour).sort((one, other) => rank(one) - rank(other));
    if (due.length > 0) {
      const keyring = await makeKeyring(policy);
      try {
        const checking = { ...git, settings: keyring.settings, gnupgHome: keyring.gnupgHome };
        for (const tag of due.slice(0, MOST_VERIFIED))
          known.set(tag.id, { files, hour, verdict: await verifyTag(tag, checking) });
      } finally {
        await keyring.remove();
      }
    }
    return new Map([...known].map(([id, { verdict }]) => [id, verdict]));
  };
}

/** Another one when a file of keys is another. */
async function stampOf({ allowedSigners, revokedKeys, gpgKeys = [] }: KeyFiles): Promise<string> {
  const files = [allowedSigners, revokedKeys, ...gpgKeys].filter((path) => path !== undefined);
  const infos = await Promise.all(files.map((path) => stat(path, { bigint: true }).catch(() => undefined)));
  const words = infos.map((info) => `${info?.ino}:${info?.size}:${info?.mtimeNs}:${info?.ctimeNs}`);
  return words.join(' ');
}

/** What a tag says, and why it cannot count whoever signed it. */
function wordsOf(name: string, tag: Tag | undefined): Omit<TagApproval, 'signer'> {
  if (tag === undefined) return { name, hashes: [], fault: 'is no annotated tag, so nobody can have signed it' };
  const found = tag.message.matchAll(/^vzreconcile-approve:[ \t]*([0-9a-f]{7,64})[ \t]*$/gm);
  const hashes = [...found].map(([, hash = '']) => hash);
  const end = /^expires:[ \t]*(\S.*?)[ \t\r]*$/m.exec(tag.message)?.[1];
  const expires = endOf(end);
  const fault = faultOf(name, tag, hashes) ?? (expires === undefined ? endFault(end) : undefined);
  return { name, hashes, ...(expires !== undefined && { expires }), ...(fault !== undefined && { fault }) };
}

function faultOf(name: string, tag: Tag, hashes: readonly string[]): string | undefined {
  if (!tag.isSigned) return 'is not signed';
  // What was signed as one tag does not become another by a push.
  if (tag.name !== name) return 'is a tag object of another name';
  if (hashes.some((hash) => hash.length >= FEWEST_DIGITS)) return undefined;
  const [short] = hashes;
  return short === undefined ? 'has no line "vzreconcile-approve: HASH" with 32 digits or more' : tooShort(short);
}

const endFault = (end: string | undefined): string =>
  end === undefined
    ? 'has no line "expires: 2026-12-01T00:00Z"'
    : `expires ${JSON.stringify(printable(end).slice(0, 40))}, which is no time like 2026-12-01T00:00Z`;

/** A day, or a time of it in UTC, as "2026-12-01T00:00:00Z". */
function endOf(text: string | undefined): string | undefined {
  const [, day, time = '00:00', seconds = ':00'] =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2})?Z)?$/.exec(text ?? '') ?? [];
  const at = day === undefined ? Number.NaN : Date.parse(`${day}T${time}${seconds}Z`);
  return Number.isNaN(at) ? undefined : wholeSeconds(new Date(at).toISOString());
}
