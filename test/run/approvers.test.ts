// Who approved, in the audit record, events and history of passes over the host in memory: real tags, commits and keys.

import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import { renderHistory } from '../../reconciler/cli/commands/history.ts';
import type { Approver } from '../../reconciler/plan/approver.ts';
import type { Planned } from '../../reconciler/plan/make.ts';
import type { Clock } from '../../reconciler/port/clock.ts';
import type { Source } from '../../reconciler/port/source.ts';
import { withWriters, writerSearch } from '../../reconciler/run/approvers.ts';
import { type AuditRecord, auditPath, openAudit } from '../../reconciler/run/audit.ts';
import { makeChronicle } from '../../reconciler/run/chronicle.ts';
import type { Event } from '../../reconciler/run/events.ts';
import { openHistory, readHistory } from '../../reconciler/run/history.ts';
import { readJsonLines } from '../../reconciler/run/json-lines.ts';
import { makeLoad } from '../../reconciler/run/load.ts';
import { makeReconciler, reconcile } from '../../reconciler/run/reconcile.ts';
import { openTeller } from '../../reconciler/run/teller.ts';
import type { GitSourceOptions } from '../../reconciler/source/git.ts';
import { realClock } from '../source/repository.ts';
import { missing, signersOfFile } from '../source/signers.ts';
import { sourceSite } from '../source/site.ts';
import { endless, fakeClock, never } from './bench.ts';

const people = signersOfFile();
const site = sourceSite();
let policy: Required<Pick<GitSourceOptions, 'approvals' | 'verify'>>;

const head = 'apiVersion: vzreconcile/v1alpha1\n';
const template = (name: string, source = 'busybox: {}') =>
  `---\n${head}kind: Template\nmetadata: {name: ${name}}\nspec: {source: {${source}}}\n`;
const web = (from: string, annotation = '') =>
  `---\n${head}kind: Container\nmetadata: {name: web, ctid: 60541${annotation}}\nspec: {template: ${from}, vswap: {ram: 64M, swap: 0}}\n`;
const rule = '[{name: new, match: {actions: [create]}, then: requireApproval}]';
const base = `${template('tiny')}---\n${head}kind: Policy\nmetadata: {name: house}\nspec: {rules: ${rule}}\n`;

beforeEach((context) => {
  if (missing !== undefined) context.skip(`needs ${missing}`);
  const allowedSigners = join(site.path, 'allowed');
  writeFileSync(allowedSigners, people().allowed({ alice: 'alice' }));
  const keys = { allowedSigners, gpgKeys: [join(people().path, 'carol.asc')] };
  policy = {
    approvals: { pattern: 'approve/*', signers: ['alice@example.net', 'carol@example.net'], ...keys },
    verify: { mode: 'off', paths: [], ...keys },
  };
  site.repo.commit({ 'manifests/base.yaml': base, 'manifests/web.yaml': web('tiny') });
});

async function node(more: Partial<GitSourceOptions> = policy) {
  const source = await site.open(site.repo.path, more);
  const events: Event[] = [];
  const wall = () => new Date();
  const fail = (error: unknown) => expect(error).toBeUndefined();
  const teller = await openTeller(site.path, 'node7', wall, (event) => events.push(event), fail);
  const audit = openAudit(site.path, { yes: false, command: 'loop' }, Date.now, fail);
  const history = openHistory(site.path, wall, fail);
  const chronicle = makeChronicle({ audit, history, teller, sinks: [], onError: fail });
  const load = makeLoad(source, { node: 'node7', cpus: 2 });
  const host = chronicle.watch(simulatedHost());
  const about = { load, clock: endless(realClock), options: {}, parallel: 8, writerOf: source.writerOf };
  const reconciler = await makeReconciler({ host, ...about, remember: async () => {} });
  const pass = async () => {
    const result = await reconcile(reconciler, { ...never(), onPlan: chronicle.plan, onOutcome: chronicle.outcome });
    chronicle.pass(result);
    return result.plan?.containers[0];
  };
  const told = async () => {
    await chronicle.close();
    const written = await readJsonLines<AuditRecord>(auditPath(site.path), { keep: 4 });
    return { events, records: await readHistory(site.path), written: written.filter(({ ctid }) => ctid === 60541) };
  };
  return { source, pass, told };
}

const sign = (signer: string, ...args: string[]) => people().git(site.repo.path, signer, ...args);

function commitAs(signer: string | undefined, files: Readonly<Record<string, string>>): string {
  site.repo.write(files);
  site.repo.git('add', '-A');
  const author = ['--author', 'Ann <ann@example.net>', '-m', 'yes'];
  people().git(site.repo.path, signer, 'commit', '-q', ...(signer === undefined ? [] : ['-S']), ...author);
  return site.repo.git('rev-parse', 'HEAD');
}

const expires = '2999-01-01T00:00:00Z';
const tagged = (hash: string) => `vzreconcile-approve: ${hash}\nexpires: 2999-01-01`;
const approval = (hash: string) =>
  `${head}kind: Approval\nmetadata: {name: yes-1}\nspec: {containers: ["${hash}"], expires: "2999-01-01T00:00:00Z"}\n`;

describe('who approved is in the audit record, events and history', () => {
  test.each<[string, string, () => string]>([
    ['ssh', 'alice', () => 'alice@example.net'],
    ['OpenPGP', 'carol', () => 'carol <carol@example.net>'],
  ])('by a tag that is signed with a key of %s', async (_kind, signer, name) => {
    const { pass, told } = await node();
    const hash = (await pass())?.effect ?? '';
    sign(signer, 'tag', '-s', '-m', tagged(hash), 'approve/it');
    const listed = people().run('/usr/bin/ssh-keygen', '-l', '-f', join(people().path, 'alice.pub'));
    const key = people().fingerprints.get(signer) ?? /SHA256:\S+/.exec(listed)?.[0];
    const approvedBy = [{ way: 'tag', name: 'approve/it', hash, expires, signer: name(), key }];
    expect((await pass())?.approvedBy).toEqual(approvedBy);
    // Another commit asks for what nobody has to approve.
    commitAs(undefined, { 'manifests/web.yaml': web('tiny').replace('64M', '96M') });
    expect(await pass()).not.toHaveProperty('approvedBy');
    const { events, records, written } = await told();
    const [created, changed] = [0, 1].map((index) => written.filter(({ verb }) => (verb === 'set') === (index === 1)));
    expect(created?.length).toBeGreaterThan(5);
    for (const record of created?.slice(0, -1) ?? []) expect(record.approvedBy).toEqual(approvedBy);
    expect(changed?.map((record) => record.approvedBy)).toEqual([undefined]);
    const applied = events.filter(({ kind }) => kind === 'container.applied');
    expect(applied.map((event) => event.approvedBy)).toEqual([approvedBy, undefined]);
    expect(applied[0]?.message).toMatch(/^web: create done in \S+ ms, approved by /);
    expect(applied[0]?.message).toContain(`approved by ${name()} (tag approve/it)`);
    expect(records.map(({ containers }) => containers[0]?.approvedBy)).toEqual([approvedBy, undefined]);
    expect(renderHistory(records, false, true)).toMatch(/ APPROVED BY +SUBJECT\n/);
    expect(renderHistory(records, false, false)).toContain(`${name()} (tag approve/it)  change\n`);
    expect(renderHistory(records.slice(1), false, false)).not.toContain('APPROVED');
  });

  test.each<[string, string | undefined, Partial<Approver>]>([
    ['signed', 'alice', { signer: 'alice@example.net' }],
    ['signed with a key of nobody', 'eve', {}],
    ['not signed', undefined, {}],
  ])('by a file, with the commit that wrote it, which is %s', async (_how, signer, signed) => {
    const { pass, told } = await node();
    const hash = ((await pass())?.effect ?? '').slice(0, 40);
    const commit = commitAs(signer, { 'manifests/approvals/a.yaml': approval(hash) });
    // Whoever changes the file later has not approved.
    const path = join(site.repo.path, 'manifests/approvals/a.yaml');
    appendFileSync(path, '# a remark\n');
    site.repo.commit({});
    await pass();
    const { events, written } = await told();
    const approver = { way: 'file', name: 'yes-1', hash, expires, path: 'manifests/approvals/a.yaml', commit };
    expect(written[0]?.approvedBy).toEqual([{ ...approver, author: 'Ann <ann@example.net>', ...signed }]);
    const who = signed.signer ?? 'Ann <ann@example.net>';
    expect(events.at(-2)?.message).toMatch(new RegExp(`, approved by ${who} \\(Approval yes-1\\)$`));
  });

  test('by an annotation', async () => {
    site.repo.commit({ 'manifests/base.yaml': template('tiny') + template('other', 'directory: x') });
    const { pass, told } = await node();
    await pass();
    site.repo.commit({ 'manifests/web.yaml': web('other') });
    const hash = (await pass())?.effect ?? '';
    const annotation = `, annotations: {vzreconcile/approve: "${hash}"}`;
    const commit = commitAs(undefined, { 'manifests/web.yaml': web('other', annotation) });
    await pass();
    const { written } = await told();
    expect(written.at(-1)?.approvedBy).toMatchObject([{ way: 'annotation', name: 'web', commit }]);
  });
});

test('who wrote an approval is looked for without a program of the repository', async () => {
  const { source } = await node();
  const words = randomBytes(16).toString('hex');
  const commit = commitAs('alice', { 'a b/[*]?.txt': `${words}\n`, '.gitattributes': '* diff=x\n' });
  const sign = join(site.path, 'ran');
  const { repo } = site;
  repo.git('config', 'diff.x.textconv', `touch ${sign}; cat`);
  repo.git('config', 'diff.x.command', `touch ${sign}`);
  repo.git('config', 'log.showSignature', 'true');
  repo.git('config', 'gpg.ssh.program', `touch ${sign}`);
  mkdirSync(dirname(sign), { recursive: true });
  const revision = repo.commit({ 'a b/[*]?.txt': `${words}\nmore\n`, 'a b/other.txt': words });
  const ask: NonNullable<Source['writerOf']> = (about) => source.writerOf?.(about) ?? Promise.reject();
  expect(await ask({ path: 'a b/[*]?.txt', words, revision })).toEqual({
    ...{ commit, author: 'Ann <ann@example.net>', signer: 'alice@example.net' },
  });
  expect(await ask({ path: 'a b/other.txt', words, revision })).toMatchObject({ commit: revision });
  expect(await ask({ path: 'a b', words: 'nowhere', revision })).toBeUndefined();
  await expect(ask({ path: 'a', words, revision: 'f'.repeat(40) })).rejects.toThrow('git log');
  const ended = ask({ path: 'a b/other.txt', words, revision, signal: AbortSignal.abort() });
  await expect(ended).rejects.toThrow('ended without an answer');
  expect(people().run('/usr/bin/find', site.path, '-name', 'ran')).toBe('');
});

describe('a history that is long, or cannot be read,', () => {
  const file: Approver = { way: 'file', name: 'a', hash: 'f'.repeat(32), path: 'a.yaml' };
  const planned = { plan: { refusals: [], containers: [{ action: 'create', refusals: [], approvedBy: [file] }] } };
  const named = (clock: Clock, writerOf: NonNullable<Source['writerOf']>) =>
    withWriters(planned as unknown as Planned, 'r', writerSearch(writerOf, clock)).then(
      ({ plan }) => plan.containers[0]?.approvedBy,
    );

  test('holds up nothing', async () => {
    expect(await named(fakeClock(), () => Promise.reject(new Error('no')))).toEqual([file]);
    const clock = fakeClock();
    const late = named(clock, () => new Promise(() => {}));
    await clock.advance(2_000);
    expect(await late).toEqual([file]);
    expect(await named(fakeClock(), async () => ({ commit: 'c', author: 'Ann <a@x>' }))).toEqual([
      { ...file, commit: 'c', author: 'Ann <a@x>' },
    ]);
  });
});
