// Commits as git keeps them: `tree`, `parent`, `author` lines, an empty line, the message (git-commit-tree(1)).

import { printable } from '../../schema/reading.ts';
import { wholeSeconds } from '../plan/format.ts';
import type { CommitInfo } from '../port/source.ts';
import type { Objects } from './git-objects.ts';

export interface Commit {
  readonly id: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly info: CommitInfo;
}

const COMMIT_LIMIT = 1024 * 1024;
const SUBJECT_LIMIT = 200;
const NAME_LIMIT = 100;

/** The commit a name means now, or undefined when the repository has none of that name. */
export async function readCommit(name: string, objects: Objects): Promise<Commit | undefined> {
  const found = await objects.contents(`${name}^{commit}`, COMMIT_LIMIT);
  return found === undefined ? undefined : parseCommit(found.id, found.bytes);
}

/** Text that is not UTF-8 is shown with U+FFFD; what an old `encoding` line says is not looked at. */
export function parseCommit(id: string, bytes: Buffer): Commit {
  const end = bytes.indexOf('\n\n');
  const header = bytes
    .subarray(0, end === -1 ? bytes.length : end)
    .toString('utf8')
    .split('\n');
  const values = (word: string): string[] =>
    header.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
  const message = end === -1 ? '' : bytes.toString('utf8', end + 2);
  const [author = ''] = values('author');
  const info = { ...parseAuthor(author), subject: subjectOf(message) };
  return { id, tree: values('tree')[0] ?? '', parents: values('parent'), info };
}

/** "Name <email> seconds zone"; what cannot be read is empty, or the beginning of 1970. */
function parseAuthor(line: string): Pick<CommitInfo, 'author' | 'email' | 'time'> {
  const [, name = '', email = '', seconds = '0'] = /^(.*?) ?<([^<>]*)> (\d{1,11}) [+-]\d{4}$/.exec(line) ?? [];
  return {
    author: short(name, NAME_LIMIT),
    email: short(email, NAME_LIMIT),
    time: wholeSeconds(new Date(Number(seconds) * 1000).toISOString()),
  };
}

/** The first paragraph on one line, as git prints it (%s). */
function subjectOf(message: string): string {
  const [paragraph = ''] = message.replace(/^\s*\n/, '').split(/\n[ \t\r]*\n/);
  return short(paragraph.replace(/\s*\n\s*/g, ' ').trim(), SUBJECT_LIMIT);
}

function short(text: string, limit: number): string {
  const characters = [...printable(text)];
  return characters.length > limit ? `${characters.slice(0, limit - 3).join('')}...` : characters.join('');
}
