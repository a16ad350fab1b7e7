import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openGitSource } from '../../reconciler/source/git.ts';
import { parseCommit } from '../../reconciler/source/git-commit.ts';
import { makeRepository, type Repository, sourceOptions, temporary } from './repository.ts';

let folder: ReturnType<typeof temporary>;
let repo: Repository;
beforeEach(() => {
  folder = temporary();
  repo = makeRepository(join(folder.path, 'repo'));
});
afterEach(() => folder.remove());

const read = (name = 'HEAD') =>
  parseCommit('id', execFileSync('/usr/bin/git', ['-C', repo.path, 'cat-file', 'commit', name]));

test('a revision says who made it, when and why', async () => {
  repo.git('commit', '-q', '--allow-empty', '--author', 'Ada Löve <ada@example.org>', '-m', 'web: more memory\n\nWhy.');
  repo.git('commit', '-q', '--amend', '--no-edit', '--allow-empty', '--date', '2026-01-02T04:04:05+01:00');
  const source = await openGitSource({ ...sourceOptions(folder.path, repo.path), folder: '' });
  const { revision } = await source.read();
  await source.close();
  expect(revision.commit).toEqual({
    author: 'Ada Löve',
    email: 'ada@example.org',
    time: '2026-01-02T03:04:05Z',
    subject: 'web: more memory',
  });
});

test('the subject is the one that git prints', () => {
  const messages = ['one', 'two\nlines\n\nbody', '\n\n  late  \n\nbody', 'tab\there', 'a\r\nb\r\n\r\nc'];
  for (const message of messages) {
    repo.git('commit', '-q', '--allow-empty', '--cleanup=verbatim', '-m', message);
    expect(read().info.subject.replace(/\s+/g, ' ')).toBe(repo.git('log', '-1', '--format=%s').replace(/\s+/g, ' '));
  }
});

test('what would steer a terminal, is endless or not a date, is made harmless', () => {
  const header = 'tree 1\nauthor \u001b[31mEve\u202e <e@x> 99999999999 +0000\ncommitter c <c> 1 +0000';
  const { info, parents } = parseCommit('id', Buffer.from(`${header}\n\n${'x'.repeat(500)}\u0007`));
  expect(info.author).toBe('\ufffd[31mEve\ufffd');
  expect(info.time).toBe('5138-11-16T09:46:39Z');
  expect([...info.subject]).toHaveLength(200);
  expect(parents).toEqual([]);
  const broken = parseCommit('id', Buffer.from('tree 1\nauthor nobody'));
  expect(broken.info).toEqual({ author: '', email: '', time: '1970-01-01T00:00:00Z', subject: '' });
});

test('bytes that are not UTF-8, and a header in the message, are text', () => {
  const bytes = Buffer.concat([
    Buffer.from('tree 1\nparent 2\nauthor J\u00f6 <j@x> 1 +0000\n\nx', 'latin1'),
    Buffer.from('\nparent 3'),
  ]);
  const commit = parseCommit('id', bytes);
  expect(commit.info.author).toBe('J\ufffd');
  expect(commit.parents).toEqual(['2']);
});
