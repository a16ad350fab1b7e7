// Whether the commits that lead to a revision are signed by those who may: every one since the last that was applied, or the
// last one alone. git asks gpg and ssh-keygen (git-log(1), %G?); the keys and the settings are ours.

import { printable } from '../../schema/reading.ts';
import { SourceError } from '../port/source.ts';
import { collect, type GitOptions } from './git-command.ts';
import { type Commit, readCommit } from './git-commit.ts';
import type { Objects } from './git-objects.ts';
import type { Tip } from './git-repository.ts';
import { readTag, verifyTag } from './git-tag.ts';
import { type KeyFiles, makeKeyring } from './keyring.ts';
import { forbiddenPath, type Identity, type PathRule } from './path-rules.ts';

export interface VerifyPolicy extends KeyFiles {
  /** off: commits need no signature. */
  readonly mode: 'off' | 'head' | 'all';
  /** The tag that is followed must itself be signed. */
  readonly tags?: boolean;
  /** A full commit id: it and what it descends from need no signature. */
  readonly since?: string;
  readonly paths: readonly PathRule[];
}

/** Who signed the revision, or a sentence that names the first commit that does not count. */
export type Verdict = { readonly signer: string } | { readonly refusal: string };

export interface Verifier {
  /** Whether what is followed needs signed commits; a branch that is tried on the way does in any case. */
  readonly readsCommits: boolean;
  /** Whether the tag that is followed is signed. Absent: it need not be. Throws SourceError. */
  verifyTag?(tip: Tip): Promise<Verdict>;
  /** `applied`: the revision up to which everything has been accepted before. Throws SourceError. */
  verify(target: Commit, applied: string | undefined): Promise<Verdict>;
}

interface Signed {
  readonly id: string;
  readonly parents: readonly string[];
  /** The letters of %G? in git-log(1). */
  readonly status: string;
  readonly signer: Identity;
}

export function makeVerifier(policy: VerifyPolicy, git: GitOptions, objects: Objects): Verifier {
  const accepted = new Map<string, Verdict>();
  const there = async (id: string): Promise<boolean> => (await readCommit(id, objects)) !== undefined;
  const withKeys = async (judging: (checking: GitOptions) => Promise<Verdict>): Promise<Verdict> => {
    const keyring = await makeKeyring(policy);
    try {
      return await judging({ ...git, settings: keyring.settings, gnupgHome: keyring.gnupgHome });
    } finally {
      await keyring.remove();
    }
  };
  return {
    readsCommits: policy.mode !== 'off',
    ...(policy.tags === true && { verifyTag: tagVerifier(withKeys, accepted, objects) }),
    verify: async (target, applied) => {
      const known = accepted.get(target.id);
      if (known !== undefined) return known;
      const { since } = policy;
      if (since !== undefined && !(await there(since)))
        throw new SourceError(`there is no commit ${since}`, 'see spec.verify.since of the configuration');
      const base = applied !== undefined && (await there(applied)) ? applied : undefined;
      const verdict = await withKeys((checking) => judge(policy, checking, target, base));
      if ('signer' in verdict) accepted.set(target.id, verdict);
      return verdict;
    },
  };
}

/** Only the outermost tag is looked at: its signature is of what it leads to. */
function tagVerifier(
  withKeys: (judging: (checking: GitOptions) => Promise<Verdict>) => Promise<Verdict>,
  accepted: Map<string, Verdict>,
  objects: Objects,
): (tip: Tip) => Promise<Verdict> {
  return async ({ commit, name, object, isNamed }) => {
    const tag = await readTag(object, objects);
    if (tag === undefined) return { refusal: `${name} is no annotated tag, and it has to be a signed one` };
    // A ref may be made to lead to what was signed under another name: an old version, as the newest.
    if (!isNamed(tag.name)) return { refusal: `tag ${name} is an object that calls itself ${printable(tag.name)}` };
    if ((await readCommit(tag.id, objects))?.id !== commit.id)
      return { refusal: `tag ${name} has moved while it was looked at` };
    const known = accepted.get(tag.id);
    if (known !== undefined) return known;
    const verdict = await withKeys(async (checking) => {
      const found = await verifyTag(tag, checking);
      return 'fault' in found ? { refusal: `tag ${name} ${found.fault}` } : { signer: found.signer.name };
    });
    if ('signer' in verdict) accepted.set(tag.id, verdict);
    return verdict;
  };
}

async function judge(
  { mode, since, paths }: VerifyPolicy,
  git: GitOptions,
  target: Commit,
  base: string | undefined,
): Promise<Verdict> {
  const from = [base, since].filter((id) => id !== undefined);
  const isHeadOnly = mode !== 'all' || from.length === 0;
  const [head] = await signatures([target.id, '--no-walk'], git);
  if (head === undefined) throw new SourceError(`commit ${target.id} cannot be read`);
  const range = await signatures([target.id, ...from.map((id) => `^${id}`)], git);
  // Nothing has come since what was accepted before.
  const commits = isHeadOnly && (range.length > 0 || from.length === 0) ? [head] : range;
  for (const commit of commits) {
    const complaint = complaintOf(commit.status);
    if (complaint !== undefined) return { refusal: `commit ${commit.id.slice(0, 12)} ${complaint}${by(commit)}` };
    if (paths.length === 0) continue;
    const changed =
      isHeadOnly && base !== undefined ? await differences(base, commit.id, git) : await changes(commit, git);
    const forbidden = forbiddenPath(changed, commit.signer, paths);
    if (forbidden !== undefined) {
      const { path, rule } = forbidden;
      const who = `${commit.signer.name}, but ${rule.path} takes ${rule.signers.join(' or ')}`;
      return { refusal: `commit ${commit.id.slice(0, 12)} changes ${path} and is signed by ${who}` };
    }
  }
  return { signer: head.status === 'G' ? head.signer.name : '' };
}

const by = ({ signer }: Signed): string => (signer.name === '' ? '' : ` (${signer.name})`);

function complaintOf(status: string): string | undefined {
  switch (status) {
    case 'G':
      return undefined;
    case 'N':
      return 'is not signed';
    case 'U':
      return 'is signed with a key of no allowed signer';
    case 'X':
      return 'has a signature that has expired';
    case 'Y':
      return 'is signed with a key that has expired';
    case 'R':
      return 'is signed with a key that was revoked';
    case 'E':
      return 'is signed with a key that is not known';
    default:
      return 'has a bad signature';
  }
}

const FIELDS = ['%H', '%P', '%G?', '%GS', '%GF', '%GP', '%GK'];

/** Who signed a commit with a key that counts; undefined: nobody did. Throws SourceError. */
export async function commitSigner(
  id: string,
  keys: KeyFiles,
  git: GitOptions,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const keyring = await makeKeyring(keys);
  try {
    const checking = { ...git, settings: keyring.settings, gnupgHome: keyring.gnupgHome };
    const [found] = await signatures([id, '--no-walk'], checking, signal);
    return found?.status === 'G' ? found.signer.name : undefined;
  } finally {
    await keyring.remove();
  }
}

/** The oldest first. */
async function signatures(commits: readonly string[], git: GitOptions, signal?: AbortSignal): Promise<Signed[]> {
  const format = `--format=${FIELDS.join('%x1f')}`;
  const order = ['--topo-order', '--reverse', '--no-show-signature', '-z', format];
  const text = (await collect(['log', ...order, ...commits, '--'], git, { signal })).toString('utf8');
  return text.split('\0').flatMap((record) => {
    const [id = '', parents = '', status = '', name = '', ...keys] = record.split('\u001f');
    if (id === '') return [];
    const email = /<([^<>]+)>$/.exec(name)?.[1];
    const aliases = [name, ...keys, ...(email === undefined ? [] : [email])].filter((alias) => alias !== '');
    const signer = { name: name === '' ? (keys[0] ?? '') : name, aliases };
    return [{ id, parents: parents.split(' ').filter((parent) => parent !== ''), status, signer }];
  });
}

/**
 * What a commit changes of its first parent's files. Of a merge also what it drops of the others': an old state that a merge
 * brings back is a change, whichever parent is called the first.
 */
async function changes({ id, parents }: Signed, git: GitOptions): Promise<string[]> {
  const [first, ...others] = parents;
  const changed = new Set(await differences(first, id, git));
  for (const other of others) {
    const lost = await differences(other, id, git);
    const bases = first === undefined ? [] : await mergeBases(first, other, git);
    const theirs = new Set((await Promise.all(bases.map((base) => differences(base, other, git)))).flat());
    for (const path of lost) if (bases.length === 0 || theirs.has(path)) changed.add(path);
  }
  return [...changed];
}

/** The paths in which two commits differ; without the first, all there are. */
async function differences(from: string | undefined, to: string, git: GitOptions): Promise<string[]> {
  const flags = ['-r', '-z', '--name-only', '--no-renames', '--no-commit-id'];
  const args =
    from === undefined ? ['ls-tree', '-r', '-z', '--name-only', '--full-tree', to] : ['diff-tree', ...flags, from, to];
  const text = (await collect(args, git)).toString('utf8');
  return text.split('\0').filter((path) => path !== '');
}

async function mergeBases(one: string, other: string, git: GitOptions): Promise<string[]> {
  const text = (await collect(['merge-base', '--all', one, other], git, { good: [0, 1] })).toString('utf8');
  return text.split('\n').filter((id) => id !== '');
}
