// The node's local configuration, as the program takes it. Built by helpers/build.ts.

import { chmodSync, chownSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openGitSource } from '../../reconciler/source/git.ts';
import { makeRepository, type Repository, sourceOptions, temporary } from '../source/repository.ts';
import { run } from './command.ts';

let folder: ReturnType<typeof temporary>;
let repo: Repository;

beforeAll(() => {
  folder = temporary();
  repo = makeRepository(join(folder.path, 'repo'));
  const template =
    'apiVersion: vzreconcile/v1alpha1\nkind: Template\nmetadata: {name: NAME}\nspec:\n  source: {busybox: {}}\n';
  repo.commit({ 'nodes/a.yaml': template.replace('NAME', 'from-main') });
  repo.git('checkout', '-q', '-b', 'next');
  repo.commit({ 'nodes/a.yaml': template.replace('NAME', 'from-next') });
});
afterAll(() => folder.remove());

function vz(config: string, ...args: string[]) {
  const path = join(folder.path, 'config.yaml');
  writeFileSync(path, `apiVersion: vzreconcile/v1alpha1\nkind: Config\nspec:\n${config}`);
  const root = join(folder.path, 'root');
  return run(['--config', path, '--root', root, '--simulate', ...args], folder.path);
}

const source = (ref: string) =>
  `  source:\n    remotes: [{ url: "file://${repo.path}" }]\n    ref: ${ref}\n    path: nodes\n`;

test('says where manifests come from', () => {
  const { code, out } = vz(source('{ branch: main }'), '--dry-run', '--node', 'n1');
  expect(out).toMatch(/^vzreconcile plan {2}main@[0-9a-f]{7} {2}n1\n/);
  expect(code).toBe(0);
});

test('gives way to options that are given, each for itself', () => {
  expect(vz(source('{ branch: main }'), '--dry-run', '--ref', 'next').out).toMatch(/^vzreconcile plan {2}next@/);
  const other = vz(source('{ branch: main }'), '--dry-run', '--repo', repo.path, '--path', 'empty');
  expect(other.err).toMatch(/no manifests in main@/);
  expect(other.err).toMatch(/^warning: --repo wins over spec\.source\.remotes of .*config\.yaml$/m);
  const same = vz(source('{ branch: main }'), '--dry-run', '--repo', `file://${repo.path}`);
  expect(same.err).not.toContain('wins over');
});

test('has remotes to fall back on, as have options', () => {
  const remotes = (...urls: string[]) =>
    `  source:\n    remotes: [${urls.map((url) => `{ url: "${url}" }`).join(', ')}]\n    path: nodes\n`;
  const away = `file://${folder.path}/away`;
  const { code, out, err } = vz(remotes(away, `file://${repo.path}`), '--dry-run', '--ref', 'main');
  expect(out).toMatch(/^vzreconcile plan {2}main@/);
  expect(err).toMatch(/^warning: file:.*away cannot be read: git ls-remote: .*repo answered instead$/m);
  expect(code).toBe(0);
  const given = vz('  source: { path: nodes }\n', '--dry-run', '--ref', 'main', '--repo', away, '--repo', repo.path);
  expect(given.out).toBe(out);
});

test('follows versions', () => {
  repo.git('tag', 'v1.4.0', 'main');
  repo.git('tag', 'v2.0.0', 'next');
  expect(vz(source('{ semver: ^1 }'), '--dry-run').out).toMatch(/^vzreconcile plan {2}v1.4.0@/);
  expect(vz(source('{ branch: main }'), '--dry-run', '--ref', 'semver:>=1').out).toMatch(
    /^vzreconcile plan {2}v2.0.0@/,
  );
});

test('with a mistake stops everything, with its place', () => {
  const { code, out, err } = vz('  source:\n    intervall: 5m\n', '--dry-run');
  expect(err).toContain('config.yaml:5:5: error VZR101: unknown field "intervall" in spec.source');
  expect(err).toContain('= did you mean interval?');
  expect(err).toContain('error: 1 error in the configuration');
  expect([code, out]).toEqual([1, '']);
  const json = JSON.parse(vz('  sorce: {}\n', 'validate', '--output', 'json').out);
  expect(json.problems).toMatchObject([{ code: 'error', message: expect.stringMatching(/config.yaml:4:3: VZR101: /) }]);
});

test('that was named has to be there', () => {
  const absent = join(folder.path, 'absent/config.yaml');
  const { code, err } = vz('  {}\n', '--dry-run', '--config', absent);
  expect(err).toBe(`error: ${absent}: no such file\nhint: see --config\n`);
  expect(code).toBe(1);
});

test('that was named has to be a file', () => {
  const { code, err } = vz('  {}\n', '--dry-run', '--config', folder.path);
  expect(err).toBe(`error: ${folder.path}: not a regular file\n`);
  expect(code).toBe(1);
});

describe.runIf(process.getuid?.() === 0)('root takes none', () => {
  const path = () => join(folder.path, 'shared.yaml');
  const look = () =>
    vz('  {}\n', '--dry-run', '--config', path(), '--repo', repo.path, '--ref', 'main', '--path', 'nodes');
  beforeAll(() => writeFileSync(path(), 'apiVersion: vzreconcile/v1alpha1\nkind: Config\nspec: {}\n'));

  test.each(['620', '602', '666'])('that others can change: %s', (mode) => {
    chmodSync(path(), Number.parseInt(mode, 8));
    const { code, out, err } = look();
    expect(err).toBe(`error: ${path()} can be changed by group or others\nhint: chmod go-w ${path()}\n`);
    expect([code, out]).toEqual([1, '']);
    chmodSync(path(), 0o644);
    expect(look().code).toBe(0);
  });

  test('of another user', () => {
    chownSync(path(), 65_534, 65_534);
    expect(look()).toMatchObject({ code: 1, err: expect.stringContaining('shared.yaml belongs to another user') });
  });
});

describe('that asks for signatures', () => {
  const verify = (more = '') => `${source('{ branch: main }')}  verify: { allowedSigners: ${keys}${more} }\n`;
  let keys: string;
  beforeAll(() => {
    keys = join(folder.path, 'allowed_signers');
    writeFileSync(keys, '');
  });

  test('has the program refuse what is not signed', () => {
    const { code, err } = vz(verify(), '--dry-run');
    expect(err).toMatch(/^error: main@\w+ is refused: commit \w+ is not signed$/m);
    expect(code).toBe(1);
  });

  test('has it accept what came before the commit that is named', () => {
    const { code, out } = vz(verify(`, since: ${repo.git('rev-parse', 'main')}`), '--dry-run');
    expect(out).toMatch(/^vzreconcile plan {2}main@/);
    expect(code).toBe(0);
  });
});

test('has what nobody answers for followed with signatures only', () => {
  const remotes = '  source: { remotes: [{ url: "git://127.0.0.1:1/a" }], path: nodes }\n';
  const { code, err } = vz(remotes, '--dry-run');
  expect(err).toBe(
    'error: git://127.0.0.1:1/a: nothing proves who answers there, and no signatures are asked for\n' +
      'hint: use https:// or ssh://, or set spec.verify in the configuration\n',
  );
  expect(code).toBe(1);
  const signed = vz(`${remotes}  verify: { allowedSigners: ${join(folder.path, 'allowed_signers')} }\n`, '--dry-run');
  expect(signed.err).toMatch(/git:\/\/127.0.0.1:1\/a: git ls-remote: .*unable to connect/);
  expect(vz(remotes, 'rollback').err).toMatch(/^error: git:\/\/127.0.0.1:1\/a: nothing proves who takes it/);
});

test('has a branch tried on the node of its name', () => {
  repo.git('branch', 'testing-n1', 'next');
  const config = source('{ branch: main }').replace('path: nodes', 'path: nodes\n    testing: true');
  const { out, err } = vz(config, '--dry-run', '--node', 'n1');
  expect(out).toMatch(/^vzreconcile plan {2}testing-n1@/);
  expect(err).toMatch(/^warning: testing-n1@\w+ is tried on this node in the place of main@\w+$/m);
  expect(vz(config, '--dry-run', '--node', 'n2').out).toMatch(/^vzreconcile plan {2}main@/);
});

test('files that it names are told of with the place of the field', () => {
  const config = join(folder.path, 'config.yaml');
  const none = join(folder.path, 'none');
  const verify = (fields: string) =>
    vz(`${source('{ branch: main }')}  verify: { mode: head, ${fields} }\n`, '--dry-run');
  expect(verify(`allowedSigners: ${none}`).err).toBe(
    `error: ${config}:8:41: spec.verify.allowedSigners: ${none}: no such file\n`,
  );
  expect(verify(`gpgKeys: [${folder.path}]`).err).toBe(
    `error: ${config}:8:35: spec.verify.gpgKeys[0]: ${folder.path}: not a regular file\n`,
  );
  const remotes = `  source:\n    remotes:\n      - url: "file://${repo.path}/none"\n      - url: https://127.0.0.1:1/a\n        tokenFile: ${none}\n`;
  expect(vz(remotes, '--dry-run').err).toContain(
    `${config}:8:20: spec.source.remotes[1].tokenFile: ${none}: no such file`,
  );
});

test('a signed tag is asked for of what is followed in the end', () => {
  const verify = `  verify: { mode: off, tags: true, allowedSigners: /dev/null }\n`;
  const { err, code } = vz(verify, '--dry-run', '--repo', repo.path);
  expect([code, err]).toEqual([
    1,
    'error: spec.verify.tags of the configuration: a tag is to be signed, and HEAD is followed (VZR357)\n' +
      'hint: follow a tag or semver with --ref, or remove it\n',
  ]);
});

test('a plan of remotes that are away is made from what was fetched, and nothing is written', async () => {
  const away = join(folder.path, 'away');
  repo.git('clone', '-q', '--bare', repo.path, away);
  const mirrors = join(folder.path, 'root', 'git');
  const options = { ...sourceOptions(folder.path, `file://${away}`), ref: 'refs/heads/main', folder: 'nodes', mirrors };
  const opened = await openGitSource(options);
  await opened.read();
  await opened.close();
  const there = (): string[] => readdirSync(mirrors, { recursive: true, encoding: 'utf8' }).sort();
  const before = there();
  const plan = () => vz(source('{ branch: main }').replace(repo.path, away), '--dry-run');
  const usual = plan();
  rmSync(away, { recursive: true });
  const { code, out, err } = plan();
  expect([usual.code, code, out]).toEqual([0, 1, usual.out]);
  expect(err).toMatch(/^error: file:\S* cannot be read since .*\n {2}going on with main@[0-9a-f]{7}\n$/);
  expect(there()).toEqual(before);
});
