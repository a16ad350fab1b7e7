// Saved plans as their users meet them: files, bytes and exit codes of child processes, over a host in memory.

import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeRepository, type Repository, temporary } from '../source/repository.ts';
import { container, run, template } from './command.ts';

let folder: ReturnType<typeof temporary>;
let repo: Repository;
let first: string;
let file: string;

const manifests = (ram: string) => `${template}---\n${container('web', 60_541, `  vswap: {ram: ${ram}, swap: 0}\n`)}`;

beforeAll(() => {
  folder = temporary();
  repo = makeRepository(join(folder.path, 'repo'));
  first = repo.commit({ 'manifests/web.yaml': manifests('64M') });
});
afterAll(() => folder.remove());
beforeEach(() => {
  repo.git('reset', '-q', '--hard', first);
  file = join(folder.path, 'plan.json');
});

const vz = (...args: string[]) =>
  run(['--node', 'node7', '--root', join(folder.path, 'root'), '--simulate', ...args], repo.path, { SUDO_USER: 'ops' });

/** The saved plan with a part of it replaced. */
const edit = (part: object): void =>
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...part }));

describe('a saved plan', () => {
  test('is written for its owner alone, says what was printed, and is applied', () => {
    const printed = vz('--dry-run', '--out', file);
    expect(printed).toMatchObject({ code: 0, err: '' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder.path).filter((name) => /tmp/.test(name))).toEqual([]);
    const saved = JSON.parse(readFileSync(file, 'utf8'));
    expect(saved).toMatchObject({ kind: 'SavedPlan', node: 'node7', revision: { id: first }, madeBy: { user: 'ops' } });
    expect(printed.out).toContain(`vzreconcile plan ${saved.effect.slice(0, 12)}  main@${first.slice(0, 7)}`);
    const applied = vz('apply', file);
    expect(applied).toMatchObject({ code: 0, err: '' });
    expect(applied.out).toContain('web (60541): created in');
    expect(vz('--dry-run', '--out', file).code).toBe(0);
    expect({ ...JSON.parse(readFileSync(file, 'utf8')), madeBy: 0 }).toEqual({ ...saved, madeBy: 0 });
  });

  test('makes no folder for a name that was mistyped', () => {
    const typo = join(dirname(file), 'typo');
    const { code, err } = vz('--dry-run', '--out', join(typo, 'plan.json'));
    expect(code).toBe(1);
    expect(err).toBe(`error: --out: ${typo}: there is no such folder\nhint: name a file that can be written\n`);
    expect(existsSync(typo)).toBe(false);
  });

  test('is no folder, nor a word that names nothing', () => {
    expect(vz('apply', folder.path).err).toBe(
      `error: ${folder.path} is no saved plan: it is a folder\nhint: make one with vzreconcile --dry-run --out FILE\n`,
    );
    expect(vz('--dry-run', '--ref', 'nosuch').err).toMatch(
      /it has no commit nosuch\nhint: name a branch, a tag or a commit that is there\n$/,
    );
  });

  test('of another revision is stale, also one with the same manifests', () => {
    vz('--dry-run', '--out', file);
    const second = repo.commit({ 'README.md': 'more' });
    const { code, out, err } = vz('apply', file);
    expect({ code, out }).toEqual({ code: 8, out: '' });
    expect(err).toContain(`revision: planned main@${first.slice(0, 7)}, now main@${second.slice(0, 7)}`);
    const { problems } = JSON.parse(vz('apply', file, '--output', 'json').out);
    expect(problems).toMatchObject([{ code: 'stale', severity: 'error' }]);
  });

  test('of another live state is stale, and names it', () => {
    vz('--dry-run', '--out', file);
    const [web] = JSON.parse(readFileSync(file, 'utf8')).containers;
    edit({ containers: [{ ...web, was: { rootfs: { template: 'x' } } }] });
    expect(vz('apply', file)).toMatchObject({
      code: 8,
      out: '',
      err: expect.stringContaining('\n  web (60541): planned as existing, is gone\n'),
    });
  });

  test('of another node, of invalid manifests, or that is none, is refused', () => {
    vz('--dry-run', '--out', file);
    expect(vz('apply', file, '--node', 'node8')).toMatchObject({ code: 1, err: expect.stringContaining('for node7') });
    repo.commit({ 'manifests/web.yaml': manifests('64Q') });
    expect(vz('apply', file)).toMatchObject({ code: 6 });
    for (const [part, lack] of [
      [{ kind: 'Plan' }, 'kind: SavedPlan'],
      [{ formatVersion: '2.0' }, '1.x'],
      [{ effect: 'x' }, 'effect'],
      [{ containers: [{ ctid: 1, name: 'x', was: { cgroup: 5 } }] }, 'containers'],
      [{ consent: { yes: 'no' } }, 'consent'],
    ] as const) {
      repo.git('reset', '-q', '--hard', first);
      vz('--dry-run', '--out', file);
      edit(part);
      expect(vz('apply', file), lack).toMatchObject({ code: 1, err: expect.stringContaining(lack) });
    }
    writeFileSync(file, '{"kind"');
    expect(vz('apply', file)).toMatchObject({ code: 1, err: expect.stringContaining('is not JSON') });
    expect(vz('apply', join(folder.path, 'none')).err).toMatch(/^error: .*none: no such file\nhint: make one with/);
  });

  test('is made of a dry run against the live state only', () => {
    expect(vz('--once', '--out', file)).toMatchObject({ code: 1, err: expect.stringContaining('--dry-run') });
    expect(vz('--dry-run', '--against', 'HEAD', '--out', file).code).toBe(1);
  });
});
