// Tags that approve, and tags that are followed, signed by real ssh-keygen and gpg in real repositories.

import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Snapshot, Source } from '../../reconciler/port/source.ts';
import type { ApprovalTagPolicy } from '../../reconciler/source/approval-tags.ts';
import type { GitSourceOptions } from '../../reconciler/source/git.ts';
import { parseAddress } from '../../reconciler/source/git-address.ts';
import { parseTag } from '../../reconciler/source/git-tag.ts';
import { lastGoodInMemory } from '../../reconciler/source/last-good.ts';
import { realClock } from './repository.ts';
import { missing, signersOfFile } from './signers.ts';
import { sourceSite } from './site.ts';

const people = signersOfFile();

const site = sourceSite();
let allowedSigners: string;

beforeEach((context) => {
  if (missing !== undefined) context.skip(`needs ${missing}`);
  site.repo.commit({ 'manifests/a.yaml': '1' });
  allowedSigners = join(site.path, 'allowed');
  writeFileSync(allowedSigners, people().allowed({ alice: 'alice', bob: 'bob' }));
});

const hash = '5b71f0c2a9d14e3f8a6b0c7d92e1f054';
const message = `yes\n\nvzreconcile-approve: ${hash}\nexpires: 2026-12-01T00:00Z`;

/** A wall clock that a test moves. */
function hours(): { readonly now: { hour: number }; wall(): Date } {
  const now = { hour: 8 };
  return { now, wall: () => new Date(Date.UTC(2026, 10, 26, now.hour)) };
}

/** Makes a tag, signed where somebody is named. */
function tag(name: string, text: string, signer?: string, ...more: string[]): void {
  people().git(site.repo.path, signer, 'tag', signer === undefined ? '-a' : '-s', '-m', text, name, ...more);
}

const source = (more: Partial<GitSourceOptions>, isRemote = false): Promise<Source> =>
  site.open(`${isRemote ? 'file://' : ''}${site.repo.path}`, more);

const approvals = (more: Partial<ApprovalTagPolicy> = {}): Pick<GitSourceOptions, 'approvals'> => ({
  approvals: { pattern: 'approve/*', signers: ['alice@example.net'], allowedSigners, ...more },
});

async function said(more: Partial<ApprovalTagPolicy> = {}): Promise<Snapshot['approvals']> {
  return (await (await source(approvals(more))).read()).approvals;
}

describe('a tag that approves', () => {
  test('counts when it is annotated, signed by one of those who may, and has a hash and an end', async () => {
    tag('approve/5b71f0c2a9d1', message, 'alice');
    tag('v1', 'a version', 'alice');
    const key = /SHA256:\S+/.exec(
      people().run('/usr/bin/ssh-keygen', '-l', '-f', join(people().path, 'alice.pub')),
    )?.[0];
    const approval = { name: 'approve/5b71f0c2a9d1', hashes: [hash], expires: '2026-12-01T00:00:00Z' };
    expect(await said()).toEqual([{ ...approval, signer: 'alice@example.net', key }]);
    expect((await (await source({})).read()).approvals).toBeUndefined();
  });

  test('may be signed with OpenPGP, by an address or a fingerprint, and name several effects', async () => {
    tag(
      'approve/a',
      `vzreconcile-approve: ${hash}\nvzreconcile-approve: ${'f'.repeat(64)}\nexpires: 2026-12-01`,
      'carol',
    );
    const gpgKeys = [join(people().path, 'carol.asc')];
    for (const signers of [['carol@example.net'], [people().fingerprints.get('carol') ?? '']])
      expect(await said({ gpgKeys, signers })).toMatchObject([
        {
          ...{ hashes: [hash, 'f'.repeat(64)], expires: '2026-12-01T00:00:00Z', signer: 'carol <carol@example.net>' },
          key: people().fingerprints.get('carol'),
        },
      ]);
    expect(await said({ gpgKeys })).toMatchObject([
      { fault: 'is signed by carol <carol@example.net>, but approvals take alice@example.net' },
    ]);
  });

  test.each<[string, string | undefined, string, string]>([
    ['nobody signed', undefined, message, 'is not signed'],
    ['somebody else signed', 'bob', message, 'is signed by bob@example.net, but approvals take alice@example.net'],
    ['a stranger signed', 'eve', message, 'is signed with a key of no allowed signer'],
    ['a stranger signed with OpenPGP', 'mallory', message, 'is signed with a key that is not known'],
    ['has no end', 'alice', `vzreconcile-approve: ${hash}`, 'has no line "expires: 2026-12-01T00:00Z"'],
    ['has an end that is none', 'alice', `${message}0`, 'expires "2026-12-01T00:00Z0", which is no time'],
    ['has no end', 'alice', message.replace(/expires.*/, ''), 'has no line "expires: 2026-12-01T00:00Z"'],
    ['has no hash', 'alice', message.replace(hash, 'x'), 'has no line "vzreconcile-approve: HASH"'],
    ['has too few digits', 'alice', message.replace(hash, hash.slice(1)), `names ${hash.slice(1)}, and an`],
  ])('that %s does nothing, and says why', async (_how, signer, text, fault) => {
    tag('approve/a', text, signer);
    const gpgKeys = [join(people().path, 'carol.asc')];
    const [one, other] = (await said({ gpgKeys })) ?? [];
    expect(other).toBeUndefined();
    expect(one).toMatchObject({ name: 'approve/a', fault: expect.stringContaining(fault) });
    expect(one).not.toHaveProperty('signer');
  });

  test('that has no object of its own, or that of another tag, does nothing', async () => {
    site.repo.git('tag', 'approve/light');
    tag('other/a', message, 'alice');
    site.repo.git('update-ref', 'refs/tags/approve/moved', site.repo.git('rev-parse', 'other/a'));
    expect((await said())?.map(({ name, fault }) => `${name} ${fault}`)).toEqual([
      'approve/light is no annotated tag, so nobody can have signed it',
      'approve/moved is a tag object of another name',
    ]);
  });

  test('that was changed afterwards has a bad signature, and words before it do not make it good', async () => {
    tag('approve/a', message, 'alice');
    const text = people().git(site.repo.path, undefined, 'cat-file', 'tag', 'approve/a');
    const good = 'Good "git" signature for alice@example.net with ED25519 key SHA256:x';
    for (const forged of [
      text.replace('yes', 'no'),
      text.replace('yes', good),
      text.replace(/(U1NIU0lH.*\n.*\n.)(.)/, (_all, head, one) => head + (one === 'A' ? 'B' : 'A')),
    ]) {
      site.repo.write({ forged: `${forged}\n` });
      site.repo.git('update-ref', 'refs/tags/approve/a', site.repo.git('hash-object', '-t', 'tag', '-w', 'forged'));
      const [one] = (await said()) ?? [];
      expect(one?.fault).toMatch(/bad signature|no allowed signer/);
      expect(one).not.toHaveProperty('signer');
    }
  });

  test('counts no longer when its key is taken out of the file, or revoked', async () => {
    tag('approve/a', message, 'alice');
    const reader = await source(approvals());
    expect((await reader.read()).approvals).toMatchObject([{ signer: 'alice@example.net' }]);
    writeFileSync(allowedSigners, people().allowed({ bob: 'bob' }));
    expect((await reader.read()).approvals).toMatchObject([{ fault: 'is signed with a key of no allowed signer' }]);
    writeFileSync(allowedSigners, people().allowed({ alice: 'alice' }));
    expect((await reader.read()).approvals).toMatchObject([{ signer: 'alice@example.net' }]);
    const revokedKeys = join(people().path, 'alice.pub');
    expect(await said({ revokedKeys })).toMatchObject([{ fault: expect.stringMatching(/revoked|bad signature/) }]);
  });

  test('is verified in its turn where there are many, and those that count stay', async () => {
    tag('approve/z', message, 'alice');
    const { now, wall } = hours();
    const reader = await source({ ...approvals(), wall });
    const counted = async () => ((await reader.read()).approvals ?? []).filter(({ signer }) => signer !== undefined);
    expect(await counted()).toHaveLength(1);
    const fake = site.repo
      .git('cat-file', 'tag', 'approve/z')
      .replace('yes', 'no')
      .replace('tag approve/z', 'tag approve/NAME');
    const names = Array.from({ length: 120 }, (_, i) => String(100 + i));
    site.repo.write(Object.fromEntries(names.map((name) => [`fake-${name}`, `${fake.replace('NAME', name)}\n`])));
    const ids = site.repo.git('hash-object', '-t', 'tag', '-w', ...names.map((name) => `fake-${name}`)).split('\n');
    const refs = names.map((name, i) => [`.git/refs/tags/approve/${name}`, `${ids[i]}\n`]);
    site.repo.write(Object.fromEntries(refs));
    const waiting = async () =>
      ((await reader.read()).approvals ?? []).filter(({ fault }) => fault?.startsWith('is not verified yet')).length;
    expect([await waiting(), await waiting()]).toEqual([20, 0]);
    expect(await counted()).toMatchObject([{ name: 'approve/z' }]);
    now.hour += 1;
    expect(await counted()).toMatchObject([{ name: 'approve/z' }]);
    expect(await waiting()).toBe(0);
    // One that comes late waits for those of before that have to be verified again, and takes nobody's turn.
    tag('approve/zz', message, 'alice');
    now.hour += 1;
    expect(await counted()).toHaveLength(2);
  }, 60_000);

  test('is one of nobody where a signer has no key, and that is told', async () => {
    const warned = async (...signers: string[]) => (await (await source(approvals({ signers }))).read()).warnings;
    const alice = people().run('/usr/bin/ssh-keygen', '-l', '-f', join(people().path, 'alice.pub')).split(' ')[1] ?? '';
    expect(await warned('Alice@example.net', alice)).toBeUndefined();
    const text = `spec.approvals.tags.signers: ${allowedSigners} has no key of`;
    expect(await warned('alice@example.org', 'SHA256:none')).toEqual([
      `${text} alice@example.org`,
      `${text} SHA256:none`,
    ]);
    writeFileSync(allowedSigners, people().allowed({ '"alice@example.com,*': 'alice' }).replace('.net ', '.net" '));
    expect(await warned('alice@example.org', 'zoe@example.net')).toEqual([`${text} alice@example.org`]);
  });

  test('that is over is not verified', async () => {
    tag('approve/a', message, 'eve');
    const wall = () => new Date('2026-12-02T00:00:00Z');
    const [one] = (await (await source({ ...approvals(), wall })).read()).approvals ?? [];
    expect(one?.fault).toBe('expired 2026-12-01T00:00:00Z');
  });

  test('keeps nothing from being applied when the keys cannot be read', async () => {
    tag('approve/a', message, 'alice');
    const { approvals: none, warnings } = await (await source(approvals({ allowedSigners: '/nonexistent' }))).read();
    expect(none).toEqual([]);
    expect(warnings).toMatchObject([expect.stringContaining('tags that approve cannot be read')]);
  });

  test('is neither gone nor unread when the reading is ended, nor is its remote away', async () => {
    tag('approve/a', message, 'alice');
    for (const isRemote of [false, true]) {
      const reader = await source(approvals(), isRemote);
      await reader.read();
      const reading = reader.read();
      await reader.close();
      await expect(reading).rejects.toThrow('broken off');
    }
  });

  test('is heard of when it is made in a local repository, and when it is deleted', async () => {
    const reader = await source(approvals());
    await reader.read();
    let hints = 0;
    const unwatch = await reader.watch(() => (hints += 1));
    tag('approve/a', message, 'alice');
    await vi.waitFor(() => expect(hints).toBeGreaterThan(0), 5000);
    expect((await reader.read()).approvals).toHaveLength(1);
    hints = 0;
    site.repo.git('tag', '-d', 'approve/a');
    await vi.waitFor(() => expect(hints).toBeGreaterThan(0), 5000);
    expect((await reader.read()).approvals).toEqual([]);
    await unwatch();
  });
});

describe('tags of a remote that approve', () => {
  test('come and go with it, without another revision, and are told to those who watch', async () => {
    const reader = await source(approvals(), true);
    const { revision, approvals: none } = await reader.read();
    expect(none).toEqual([]);
    let hints = 0;
    const unwatch = await reader.watch(() => (hints += 1));
    // Of something that is not followed.
    site.repo.git('checkout', '-q', '--orphan', 'other');
    site.repo.commit({ other: '1' });
    tag('approve/a', message, 'alice');
    site.repo.git('checkout', '-q', 'main');
    await reader.refresh?.();
    expect(hints).toBe(1);
    const first = await reader.read();
    expect(first.revision).toEqual(revision);
    expect(first.approvals).toMatchObject([{ name: 'approve/a', signer: 'alice@example.net' }]);
    await reader.refresh?.();
    expect(hints).toBe(1);
    site.repo.git('tag', '-d', 'approve/a');
    await reader.refresh?.();
    expect(hints).toBe(2);
    expect((await reader.read()).approvals).toEqual([]);
    await unwatch();
  });

  test('are kept for a start without a network', async () => {
    tag('approve/a', message, 'alice');
    await (await source({ ...approvals(), ref: 'main' }, true)).read();
    const away = await source({
      ...approvals(),
      ref: 'main',
      remotes: [{ address: parseAddress(`file://${site.repo.path}`) }],
    });
    site.repo.git('branch', '-m', 'main', 'elsewhere');
    const { stale, approvals: kept } = await away.read();
    expect(stale).toContain('cannot be followed');
    expect(kept).toMatchObject([{ signer: 'alice@example.net' }]);
  });

  test('that are damaged keep neither the others nor the revision from coming', async () => {
    tag('approve/a', message, 'alice');
    const bad = site.repo.git('cat-file', 'tag', 'approve/a').replace(/^tagger .*$/m, 'tagger nobody');
    site.repo.write({ bad: `${bad}\n` });
    const id = site.repo.git('hash-object', '--literally', '-t', 'tag', '-w', 'bad');
    site.repo.git('update-ref', 'refs/tags/approve/bad', id);
    const { approvals: found, warnings, revision } = await (await source(approvals(), true)).read();
    expect(revision.id).toBe(site.repo.git('rev-parse', 'main'));
    expect(found).toMatchObject([{ name: 'approve/a', signer: 'alice@example.net' }]);
    expect(warnings).toMatchObject([expect.stringContaining('tag approve/bad cannot be fetched')]);
  });

  test('that cannot be fetched are left alone for a while, and asked for anew when they lead elsewhere', async () => {
    tag('approve/a', message, 'alice');
    const id = site.repo.git('rev-parse', 'approve/a');
    const object = join(site.repo.path, '.git/objects', id.slice(0, 2), id.slice(2));
    const [bytes, clock] = [readFileSync(object), { ...realClock, now: () => now }];
    let now = 0;
    site.repo.git('pack-refs', '--all');
    rmSync(object);
    const reader = await source({ ...approvals(), clock, ref: 'main' }, true);
    const outcome = async () => {
      const { approvals: found = [], warnings = [], stale } = await reader.read();
      return [...found.map(({ name }) => name), ...warnings, ...(stale === undefined ? [] : [stale])];
    };
    const unfetched = [expect.stringContaining('tag approve/a cannot be fetched: git fetch: ')];
    expect(await outcome()).toEqual(unfetched);
    writeFileSync(object, bytes);
    expect(await outcome()).toEqual(unfetched);
    now += 59_000;
    expect(await outcome()).toEqual(unfetched);
    now += 1_000;
    expect(await outcome()).toEqual(['approve/a']);
  });

  test('that lead to a lot bring little of it', async () => {
    site.repo.write({ big: randomBytes(64 * 1024 * 1024) });
    const blob = site.repo.git('-c', 'core.compression=0', 'hash-object', '-w', 'big');
    tag('approve/big', message, 'alice', blob);
    tag('approve/good', message, 'alice');
    const reader = await source(approvals(), true);
    const { approvals: found, warnings, stale } = await reader.read();
    expect(stale).toBeUndefined();
    expect(found).toMatchObject([{ name: 'approve/good', signer: 'alice@example.net' }]);
    expect(warnings).toEqual(['tag approve/big cannot be fetched: the fetch brought more than 4194304 bytes']);
    const left = readdirSync(join(site.path, 'mirrors'), { recursive: true, encoding: 'utf8' });
    expect(left.filter((name) => name.includes('/tmp_'))).toEqual([]);
  }, 60_000);

  test('that cannot be taken away keep the revision from nothing', async () => {
    tag('approve/a', message, 'alice');
    const reader = await source({ ...approvals(), ref: 'main' }, true);
    await reader.read();
    const [mirror = ''] = readdirSync(join(site.path, 'mirrors'));
    writeFileSync(join(site.path, 'mirrors', mirror, 'refs/vzreconcile/tags/approve/a.lock'), '');
    site.repo.git('tag', '-d', 'approve/a');
    const id = site.repo.commit({ 'manifests/a.yaml': '2' });
    const { stale, warnings, revision } = await reader.read();
    expect({ stale, id: revision.id }).toEqual({ stale: undefined, id });
    expect(warnings).toEqual([expect.stringContaining('tags that approve cannot be taken: git update-ref: ')]);
  });

  test('are looked at when a commit is followed by its id', async () => {
    const id = site.repo.git('rev-parse', 'HEAD');
    site.repo.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    const reader = await source({ ...approvals(), ref: id }, true);
    expect((await reader.read()).approvals).toEqual([]);
    tag('approve/a', message, 'alice');
    expect((await reader.read()).approvals).toHaveLength(1);
  });
});

describe('a followed tag that has to be signed', () => {
  const verify = (more: object = {}) => ({
    verify: { mode: 'off' as const, tags: true, allowedSigners, paths: [], ...more },
  });
  const outcome = async (ref: string, more: object = {}, isRemote = false, good?: string): Promise<string> => {
    const reader = await source({ ref, ...verify(more), lastGood: lastGoodInMemory(good) }, isRemote);
    return reader.read().then(
      ({ stale, revision }) => stale ?? `${revision.label.replace(/@.*/, '')} by ${revision.signer}`,
      (error: Error) => error.message,
    );
  };

  test.each([false, true])('is followed when it is, by name and by version (remote: %s)', async (isRemote) => {
    tag('v1.0.0', 'one', 'alice');
    site.repo.commit({ 'manifests/a.yaml': '2' });
    tag('v1.1.0', 'two', 'carol');
    const gpgKeys = [join(people().path, 'carol.asc')];
    expect(await outcome('refs/tags/v1.0.0', {}, isRemote)).toBe('v1.0.0 by alice@example.net');
    expect(await outcome('v1.0.0', {}, isRemote)).toBe('v1.0.0 by alice@example.net');
    expect(await outcome('semver:^1', { gpgKeys }, isRemote)).toBe('v1.1.0 by carol <carol@example.net>');
  });

  test('is refused with its reason when it is not, and the last good revision stays', async () => {
    const good = site.repo.git('rev-parse', 'HEAD');
    site.repo.commit({ 'manifests/a.yaml': '2' });
    tag('v1', 'one');
    tag('v2', 'two', 'eve');
    site.repo.git('tag', 'v3');
    for (const [ref, reason] of [
      ['v1', 'tag v1 is not signed'],
      ['v2', 'tag v2 is signed with a key of no allowed signer'],
      ['v3', 'v3 is no annotated tag, and it has to be a signed one'],
      ['main', 'main is no annotated tag, and it has to be a signed one'],
    ] as const)
      for (const isRemote of [false, true]) {
        expect(await outcome(ref, {}, isRemote, good)).toMatch(new RegExp(`${ref}@[0-9a-f]{7} is refused: ${reason}$`));
        expect(await outcome(ref, {}, isRemote)).toContain(`is refused: ${reason}`);
      }
  });

  test('is signed anew with the command of the hint', async () => {
    tag('v1', 'one');
    const error = await (await source({ ref: 'v1', ...verify() })).read().catch((one: unknown) => one);
    expect(error).toMatchObject({ hint: "git tag -s -f v1 'v1^{}' signs it" });
    const target = site.repo.git('rev-parse', 'v1^{}');
    site.repo.commit({ 'manifests/a.yaml': '2' });
    tag('v1', 'one', 'alice', '-f', 'v1^{}');
    expect((await (await source({ ref: 'v1', ...verify() })).read()).revision.id).toBe(target);
  });

  test.each([false, true])('is refused when it is an old one under a new name (remote: %s)', async (isRemote) => {
    tag('v1.0.0', 'one', 'alice');
    const old = site.repo.git('rev-parse', 'v1.0.0');
    site.repo.git('update-ref', 'refs/tags/v1.9.0', old);
    expect(await outcome('semver:^1', {}, isRemote)).toContain('tag v1.9.0 is an object that calls itself v1.0.0');
  });

  test('needs signed commits too where mode says so', async () => {
    tag('v1', 'one', 'alice');
    expect(await outcome('v1', { mode: 'head' })).toContain('is not signed');
    people().git(site.repo.path, 'bob', 'commit', '-q', '--allow-empty', '-S', '-m', 'signed');
    tag('v2', 'two', 'alice');
    expect(await outcome('v2', { mode: 'head' })).toBe('v2 by bob@example.net');
  });

  test('lets no unsigned branch be tried in its place', async () => {
    tag('v1', 'one', 'alice');
    site.repo.git('checkout', '-q', '-b', 'testing-node1');
    site.repo.commit({ 'manifests/a.yaml': '2' });
    const reader = await source({ ref: 'v1', ...verify(), trial: 'testing-node1' });
    const { testing, warnings } = await reader.read();
    expect(testing).toBeUndefined();
    expect(warnings).toMatchObject([expect.stringContaining('is not signed')]);
    people().git(site.repo.path, 'bob', 'commit', '-q', '--allow-empty', '-S', '-m', 'signed');
    expect((await reader.read()).testing).toBe('testing-node1');
  });
});

test('a signature that stands in the middle ends the message', () => {
  const text = 'object x\ntag a\n\nyes\n-----BEGIN SSH SIGNATURE-----\nx\nexpires: 2999-01-01\n';
  expect(parseTag('1', text)).toEqual({ id: '1', name: 'a', message: 'yes\n', isSigned: true });
  expect(parseTag('1', 'object x')).toEqual({ id: '1', name: '', message: '', isSigned: false });
});
