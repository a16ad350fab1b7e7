// Tags that approve effects: which of a repository's tags they are, what each says, and whether somebody signed it who may. Its
// message has lines `vzreconcile-approve: HASH` and one `expires: TIME`; what it is a tag of does not matter.

import { stat } from 'node:fs/promises';
import { fitsGlob } from '../../schema/glob.ts';
import { words } from '../../schema/words.ts';
import { wholeSeconds } from '../plan/format.ts';
import type { TagApproval } from '../state/rules.ts';
import { collect, type GitOptions } from './git-command.ts';
import type { Objects } from './git-objects.ts';
import { readTag, type Tag, type TagVerdict, verifyTag } from './git-tag.ts';
import { type KeyFiles, makeKeyring } from './keyring.ts';
import { isOneOf } from './path-rules.ts';

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

/** The tags below `base` ("refs/tags/") whose names fit, in their order. Throws SourceError. */
export async function listApprovalTags(base: string, pattern: string, git: GitOptions): Promise<readonly TagRef[]> {
  const folder = pattern.slice(0, pattern.lastIndexOf('/') + 1);
  const text = (await collect(['for-each-ref', '--format=%(objectname) %(refname)', base + folder], git)).toString();
  return text.split('\n').flatMap((line) => {
    const space = line.indexOf(' ');
    const ref = line.slice(space + 1);
    const name = ref.slice(base.length);
    return space > 0 && ref.startsWith(base) && fitsGlob(pattern, name) ? [{ name, id: line.slice(0, space) }] : [];
  });
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
): (refs: readonly TagRef[], now: Date) => Promise<ApprovalTags> {
  const read = readerOf(policy, git, objects);
  return async (refs, now) => {
    const more = refs.length - MOST_TAGS;
    const tooMany = more > 0 ? [`${more} tags that may approve are not looked at: delete those that are over`] : [];
    try {
      return { approvals: await read(refs, now), warnings: tooMany };
    } catch (error) {
      return { approvals: [], warnings: [...tooMany, `tags that approve cannot be read: ${words(error)}`] };
    }
  };
}

function readerOf(
  policy: ApprovalTagPolicy,
  git: GitOptions,
  objects: Objects,
): (refs: readonly TagRef[], now: Date) => Promise<readonly TagApproval[]> {
  let known = new Map<string, TagVerdict>();
  return async (refs, now) => {
    const tags = await Promise.all(
      refs.slice(0, MOST_TAGS).map(async ({ name, id }) => ({ name, tag: await readTag(id, objects) })),
    );
    const said = tags.map(({ name, tag }) => ({ tag, ...wordsOf(name, tag) }));
    const stamp = await stampOf(policy, now);
    const asked = said.flatMap(({ tag, fault }) => (tag === undefined || fault !== undefined ? [] : [tag]));
    const verdicts = await verdictsOf(asked, stamp, known, policy, git);
    known = verdicts;
    return said.map(({ tag, ...one }): TagApproval => {
      if (tag === undefined || one.fault !== undefined) return one;
      const verdict = verdicts.get(keyOf(tag, stamp)) ?? { fault: 'is not signed' };
      if ('fault' in verdict) return { ...one, fault: verdict.fault };
      const { signer } = verdict;
      if (isOneOf(signer, policy.signers)) return { ...one, signer: signer.name };
      return { ...one, fault: `is signed by ${signer.name}, but approvals take ${policy.signers.join(' or ')}` };
    });
  };
}

const keyOf = ({ id }: Tag, stamp: string): string => `${id} ${stamp}`;

async function verdictsOf(
  tags: readonly Tag[],
  stamp: string,
  known: ReadonlyMap<string, TagVerdict>,
  policy: ApprovalTagPolicy,
  git: GitOptions,
): Promise<Map<string, TagVerdict>> {
  const verdicts = new Map<string, TagVerdict>();
  const missing: Tag[] = [];
  for (const tag of tags) {
    const before = known.get(keyOf(tag, stamp));
    if (before === undefined) missing.push(tag);
    else verdicts.set(keyOf(tag, stamp), before);
  }
  if (missing.length === 0) return verdicts;
  const keyring = await makeKeyring(policy);
  try {
    const checking = { ...git, settings: keyring.settings, gnupgHome: keyring.gnupgHome };
    for (const tag of missing) verdicts.set(keyOf(tag, stamp), await verifyTag(tag, checking));
  } finally {
    await keyring.remove();
  }
  return verdicts;
}

/** Another one when a file of keys is another, and every hour: keys expire. */
async function stampOf({ allowedSigners, revokedKeys, gpgKeys = [] }: KeyFiles, now: Date): Promise<string> {
  const files = [allowedSigners, revokedKeys, ...gpgKeys].filter((path) => path !== undefined);
  const infos = await Promise.all(files.map((path) => stat(path, { bigint: true }).catch(() => undefined)));
  const words = infos.map((info) => `${info?.ino}:${info?.size}:${info?.mtimeNs}:${info?.ctimeNs}`);
  return [now.toISOString().slice(0, 13), ...words].join(' ');
}

/** What a tag says, and why it cannot count whoever signed it. */
function wordsOf(name: string, tag: Tag | undefined): Omit<TagApproval, 'signer'> {
  if (tag === undefined) return { name, hashes: [], fault: 'is no annotated tag, so nobody can have signed it' };
  const hashes = [...tag.message.matchAll(/^vzreconcile-approve:[ \t]*([0-9a-f]{32,64})[ \t]*$/gm)].map(
    ([, hash = '']) => hash,
  );
  const expires = endOf(/^expires:[ \t]*(\S+)[ \t]*$/m.exec(tag.message)?.[1]);
  const fault = faultOf(name, tag, hashes, expires);
  return { name, hashes, ...(expires !== undefined && { expires }), ...(fault !== undefined && { fault }) };
}

function faultOf(name: string, tag: Tag, hashes: readonly string[], expires: string | undefined): string | undefined {
  if (!tag.isSigned) return 'is not signed';
  // What was signed as one tag does not become another by a push.
  if (tag.name !== name) return 'is a tag object of another name';
  if (hashes.length === 0) return 'has no line "vzreconcile-approve: HASH" with 32 digits or more';
  return expires === undefined ? 'has no line "expires: 2026-12-01T00:00Z"' : undefined;
}

/** A day, or a time of it in UTC, as "2026-12-01T00:00:00Z". */
function endOf(text: string | undefined): string | undefined {
  const [, day, time = '00:00', seconds = ':00'] =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2})?Z)?$/.exec(text ?? '') ?? [];
  const at = day === undefined ? Number.NaN : Date.parse(`${day}T${time}${seconds}Z`);
  return Number.isNaN(at) ? undefined : wholeSeconds(new Date(at).toISOString());
}
