// Signatures made by real ssh-keygen and gpg, in real repositories.

import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Snapshot } from '../../reconciler/port/source.ts';
import type { VerifyPolicy } from '../../reconciler/source/git-signatures.ts';
import { lastGoodInMemory } from '../../reconciler/source/last-good.ts';
import { missing, signersOfFile } from './signers.ts';
import { sourceSite } from './site.ts';

const people = signersOfFile();

const site = sourceSite();
let allowedSigners: string;

beforeEach((context) => {
  if (missing !== undefined) context.skip(`needs ${missing}`);
  allowedSigners = allow({ alice: 'alice', bob: 'bob' });
});

function allow(names: Readonly<Record<string, string>>, options = ''): string {
  const path = join(site.path, 'allowed');
  writeFileSync(path, people().allowed(names, options), { mode: 0o644 });
  return path;
}

/** Commits what was written, signed by somebody; their full id. */
function commit(files: Readonly<Record<string, string>>, signer?: string, ...more: string[]): string {
  site.repo.write(files);
  site.repo.git('add', '-A');
  return sign(['commit', '-q', '--allow-empty', '-m', 'change'], signer, ...more);
}

function sign(command: readonly string[], signer?: string, ...more: string[]): string {
  people().git(site.repo.path, signer, ...command, ...(signer === undefined ? [] : ['-S']), ...more);
  return site.repo.git('rev-parse', 'HEAD');
}

async function read(policy: Partial<VerifyPolicy>, applied?: string): Promise<Snapshot> {
  const verify: VerifyPolicy = { mode: 'all', allowedSigners, paths: [], ...policy };
  const source = await site.open(site.repo.path, { verify, lastGood: lastGoodInMemory(applied) });
  return source.read();
}

const outcome = async (policy: Partial<VerifyPolicy>, applied?: string): Promise<string> => {
  const { stale, revision } = await read(policy, applied);
  return stale ?? `${revision.signer}`;
};

describe('a commit signed', () => {
  test('with a key of ssh or of OpenPGP tells its signer', async () => {
    commit({ 'manifests/a.yaml': '1' }, 'alice');
    expect((await read({})).revision.signer).toBe('alice@example.net');
    commit({ 'manifests/a.yaml': '2' }, 'carol');
    const gpgKeys = [join(people().path, 'carol.asc')];
    expect((await read({ gpgKeys })).revision.signer).toBe('carol <carol@example.net>');
  });

  test.each([
    ['by nobody', undefined, 'is not signed'],
    ['with an unknown key of ssh', 'eve', 'is signed with a key of no allowed signer'],
    ['with an unknown key of OpenPGP', 'mallory', 'is signed with a key that is not known'],
  ])('%s is refused, and the last good revision stays', async (_how, signer, sentence) => {
    const good = commit({ 'manifests/a.yaml': '1' }, 'alice');
    const bad = commit({ 'manifests/a.yaml': '2' }, signer);
    const { revision, stale, files } = await read({ gpgKeys: [join(people().path, 'carol.asc')] }, good);
    expect(revision.id).toBe(good);
    expect(String(await files[0]?.content())).toBe('1');
    expect(stale).toContain(`main@${bad.slice(0, 7)} is refused: commit ${bad.slice(0, 12)} ${sentence}`);
    await expect(read({})).rejects.toThrow(sentence);
  });

  test('and changed afterwards has a bad signature', async () => {
    const good = commit({ 'manifests/a.yaml': '1' }, 'alice');
    commit({ 'manifests/a.yaml': '2' }, 'alice');
    const forged = site.repo.git('cat-file', 'commit', 'HEAD').replace('\n\nchange', '\n\nforged');
    site.repo.write({ forged: `${forged}\n` });
    const id = site.repo.git('hash-object', '-t', 'commit', '-w', 'forged');
    site.repo.git('update-ref', 'refs/heads/main', id);
    expect(await outcome({}, good)).toMatch(/has a bad signature|no allowed signer/);
  });

  test('with a key of ssh that had expired is refused', async () => {
    const good = commit({ 'manifests/a.yaml': '1' }, 'alice');
    commit({ 'manifests/a.yaml': '2' }, 'old');
    const soon = allow({ old: 'old' }, 'valid-before="20200101"');
    expect(await outcome({ allowedSigners: soon }, good)).toMatch(/is signed with a key of no allowed signer/);
    expect(await outcome({ allowedSigners: allow({ old: 'old' }) }, good)).toBe('old@example.net');
  });

  test('with a key that was revoked is refused', async () => {
    const good = commit({ 'manifests/a.yaml': '1' }, 'alice');
    commit({ 'manifests/a.yaml': '2' }, 'bob');
    expect(await outcome({}, good)).toBe('bob@example.net');
    expect(await outcome({ revokedKeys: join(people().path, 'bob.pub') }, good)).toMatch(
      /refused: commit \w+ (?:has|is)/,
    );
    expect(await outcome({ allowedSigners: allow({ alice: 'alice' }) }, good)).toMatch(/no allowed signer/);
  });
});

describe('of several commits', () => {
  test('every one since the last applied counts, merged ones too; with head the last alone', async () => {
    const good = commit({ 'manifests/a.yaml': '1' }, 'alice');
    site.repo.git('checkout', '-q', '-b', 'side');
    const unsigned = commit({ 'manifests/b.yaml': '1' });
    site.repo.git('checkout', '-q', 'main');
    commit({ 'manifests/a.yaml': '2' }, 'bob');
    sign(['merge', '-q', '--no-ff', '-m', 'merge', 'side'], 'alice');
    expect(await outcome({}, good)).toContain(`commit ${unsigned.slice(0, 12)} is not signed`);
    expect(await outcome({ mode: 'head' }, good)).toBe('alice@example.net');
    expect(await outcome({ since: unsigned }, good)).toBe('alice@example.net');
    expect(await outcome({}, unsigned)).toBe('alice@example.net');
    await expect(read({ since: 'a'.repeat(40) }, good)).rejects.toThrow(/there is no commit aaaa/);
  });

  test('without one that was applied the last counts, or all since the one that is named', async () => {
    const first = commit({ 'manifests/a.yaml': '1' });
    const second = commit({ 'manifests/a.yaml': '2' });
    commit({ 'manifests/a.yaml': '3' }, 'alice');
    expect(await outcome({})).toBe('alice@example.net');
    await expect(read({ since: first })).rejects.toThrow(`commit ${second.slice(0, 12)} is not signed`);
    expect(await outcome({ since: second })).toBe('alice@example.net');
  });

  test('what is applied already is not judged again by other keys', async () => {
    const good = commit({ 'manifests/a.yaml': '1' }, 'bob');
    expect((await read({ allowedSigners: allow({ alice: 'alice' }) }, good)).stale).toBeUndefined();
  });
});

describe('a path that some may change', () => {
  const paths = [{ path: 'manifests/db', signers: ['bob@example.net', 'carol@example.net'] }];

  test('is changed by them, and by nobody else', async () => {
    const good = commit({ 'manifests/a.yaml': '1', 'manifests/db/x.yaml': '1' }, 'alice');
    commit({ 'manifests/a.yaml': '2' }, 'alice');
    expect(await outcome({ paths }, good)).toBe('alice@example.net');
    const byBob = commit({ 'manifests/db/x.yaml': '2' }, 'bob');
    expect(await outcome({ paths }, good)).toBe('bob@example.net');
    const bad = commit({ 'manifests/db/y.yaml': '1' }, 'alice');
    expect(await outcome({ paths }, byBob)).toContain(
      `commit ${bad.slice(0, 12)} changes manifests/db/y.yaml and is signed by alice@example.net, but manifests/db takes bob@example.net or carol@example.net`,
    );
    expect(await outcome({ paths, mode: 'head' }, byBob)).toContain('changes manifests/db/y.yaml');
  });

  test('is known to be theirs by e-mail address and fingerprint of an OpenPGP key', async () => {
    const good = commit({ 'manifests/a.yaml': '1' }, 'alice');
    commit({ 'manifests/db/x.yaml': '2' }, 'carol');
    const gpgKeys = [join(people().path, 'carol.asc')];
    expect(await outcome({ paths, gpgKeys }, good)).toMatch(/^carol/);
    const signers = [people().fingerprints.get('carol')?.toLowerCase() ?? ''];
    expect(await outcome({ paths: [{ path: '**', signers }], gpgKeys }, good)).toMatch(/^carol/);
  });

  test('is not brought in, or taken back, by a merge of somebody else', async () => {
    const good = commit({ 'manifests/a.yaml': '1', 'manifests/db/x.yaml': 'old' }, 'bob');
    site.repo.git('checkout', '-q', '-b', 'side');
    commit({ 'manifests/a.yaml': '2' }, 'alice');
    site.repo.git('checkout', '-q', 'main');
    const theirs = commit({ 'manifests/db/x.yaml': 'new' }, 'bob');
    site.repo.git('checkout', '-q', 'side');
    sign(['merge', '-q', '-s', 'ours', '-m', 'merge', 'main'], 'alice');
    site.repo.git('branch', '-f', 'main', 'side');
    // The old state is that of the first parent: only beside the second it is a change.
    expect(site.repo.git('show', 'HEAD:manifests/db/x.yaml')).toBe('old');
    expect(site.repo.git('diff', '--name-only', 'HEAD^1', 'HEAD')).toBe('');
    for (const applied of [good, theirs])
      expect(await outcome({ paths }, applied)).toContain('changes manifests/db/x.yaml and is signed by alice');
    site.repo.git('checkout', '-q', 'main');
    site.repo.git('reset', '-q', '--hard', theirs);
    site.repo.git('branch', '-f', 'side', good);
    site.repo.git('checkout', '-q', 'side');
    commit({ 'manifests/b.yaml': '1' }, 'alice');
    site.repo.git('checkout', '-q', 'main');
    sign(['merge', '-q', '--no-ff', '-m', 'merge', 'side'], 'alice');
    expect(await outcome({ paths }, good)).toBe('alice@example.net');
  });
});

test('keys are read anew, and files that others can change, or that hold none, are refused', async () => {
  commit({ 'manifests/a.yaml': '1' }, 'alice');
  chmodSync(allowedSigners, 0o666);
  await expect(read({})).rejects.toThrow(/allowed can be changed by group or others/);
  chmodSync(allowedSigners, 0o644);
  await expect(read({ gpgKeys: [allowedSigners] })).rejects.toThrow(/gpg finds no public keys in it/);
  await expect(read({ gpgKeys: [`${allowedSigners}.absent`] })).rejects.toThrow(/allowed.absent: no such file/);
  expect(await outcome({})).toBe('alice@example.net');
});

test('what the repository itself says of keys and programs is not heard', async () => {
  commit({ 'manifests/a.yaml': '1' }, 'eve');
  const marker = join(site.path, 'ran');
  const script = join(site.path, 'evil.sh');
  writeFileSync(
    script,
    `#!/bin/sh\ntouch ${marker}\necho 'Good "git" signature for alice@example.net with ED25519 key x'\n`,
    { mode: 0o755 },
  );
  for (const key of ['gpg.program', 'gpg.ssh.program', 'gpg.openpgp.program']) site.repo.git('config', key, script);
  site.repo.git('config', 'gpg.ssh.allowedSignersFile', allow({ eve: 'eve' }));
  allowedSigners = join(site.path, 'mine');
  writeFileSync(allowedSigners, `alice@example.net ${readFileSync(join(people().path, 'alice.pub'), 'utf8')}`);
  await expect(read({})).rejects.toThrow(/no allowed signer/);
  expect(existsSync(marker)).toBe(false);
});
