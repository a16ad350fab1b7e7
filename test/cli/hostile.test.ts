// What a pull request may contain: nothing of it makes a plan start a program, look outside of the repository, take more than 256 MiB
// or 10 seconds of a processor, or write to a terminal what is not text.

import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import { noBrakes } from '../../reconciler/run/brakes-file.ts';
import { publicText, takeSnapshot } from '../../reconciler/run/snapshot.ts';
import { buildProgram, programMain, removeProgram } from '../helpers/program.ts';
import { makeRepository, type Repository } from '../source/repository.ts';
import { trapProgram } from './trap.ts';

const SECRET = 'the content of a file outside';
const MIB = 1024 * 1024;
let folder: string;
const key = generateKeyPairSync('ed25519').privateKey;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vzr-hostile-'));
  chmodSync(folder, 0o755);
  buildProgram();
  writeFileSync(at('trap.cjs'), trapProgram);
  writeFileSync(at('outside.yaml'), `${SECRET}: 1\n`);
  writeFileSync(at('canary'), '');
  writeFileSync(at('cache.key'), 'k'.repeat(32), { mode: 0o600 });
  chmodSync(at('canary'), 0o666);
  const host = simulatedHost({ facts: { node: 'node1' } });
  writeFileSync(at('node1.json'), await takeSnapshot({ host, brakes: noBrakes, key, program: '0', now: new Date() }));
  writeFileSync(at('keys'), `node1 ${publicText(key)}\n`);
}, 60_000);
afterAll(() => {
  removeProgram();
  rmSync(folder, { recursive: true, force: true });
});

/** What may lie where a cache is looked for. Each plan has another one of them; the first plans have none. */
const caches: readonly (() => void)[] = [
  () => {},
  () => writeFileSync(at('cache/tree.json'), 'x'.repeat(100)),
  () => writeFileSync(at('cache/tree.json'), `${'0'.repeat(64)}\n{"layers":"","files":[["a.yaml","0",1,1,[]]]}`),
  () => execFileSync('/usr/bin/mkfifo', [at('cache/tree.json')]),
  () => symlinkSync(at('outside.yaml'), at('cache/tree.json')),
  () => mkdirSync(at('cache/tree.json')),
  () => writeFileSync(at('cache/tree.json'), Buffer.alloc(15 * MIB, '[')),
  () => {
    writeFileSync(at('cache/tree.json'), '');
    truncateSync(at('cache/tree.json'), 2 ** 40);
  },
];
let plans = 0;

function cacheOf(number: number): readonly string[] {
  rmSync(at('cache'), { recursive: true, force: true });
  mkdirSync(at('cache'), { mode: 0o777 });
  caches[number % caches.length]?.();
  return number < 2 ? [] : ['--cache', at('cache'), '--cache-key', at('cache.key')];
}

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** The kernel ends it after ten seconds of processor time; what it needed of memory it writes down itself at its end. */
function plan(cwd: string, ...args: string[]): Ended {
  const unshare = ['/usr/bin/unshare', '-n', '-U', '--map-user=1000', '--map-group=1000'];
  const limits = ['/usr/bin/prlimit', '--cpu=10', '--fsize=0'];
  const program = [process.execPath, '--require', at('trap.cjs'), programMain(), '--dry-run'];
  plans += 1;
  const from = ['--against', at('node1.json'), '--snapshot-keys', at('keys'), ...cacheOf(plans)];
  const [command = '', ...rest] = [...unshare, ...limits, ...program, ...from, ...args];
  const env = { PATH: at('absent'), CANARY: at('canary'), USED: '1', HOME: at('absent'), NO_COLOR: '1' };
  const child = spawnSync(command, rest, { encoding: 'latin1', env, cwd, timeout: 60_000, maxBuffer: 64 * MIB });
  expect(readFileSync(at('canary'), 'utf8')).toBe('');
  expect(child.signal).toBeNull();
  const said = child.stdout + child.stderr;
  const [, used] = /^peak (\d+) kB$/m.exec(child.stderr) ?? [];
  expect(Number(used), child.stderr.slice(0, 500)).toBeGreaterThan(0);
  expect(Number(used) / 1024).toBeLessThan(256);
  expect(said).not.toContain(SECRET);
  expect(said).not.toContain('This is a bug');
  // Text and newlines, nothing that a terminal would act on. UTF-8 read as Latin-1 has C1 bytes in it, so those are looked for below.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there.
  expect(said).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f]/);
  expect(Buffer.from(said, 'latin1').toString('utf8')).not.toMatch(
    /[\u0080-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/,
  );
  expect(said.length).toBeLessThan(4 * MIB);
  return { code: child.status, said };
}

const head = 'apiVersion: vzreconcile/v1alpha1\nkind: Container\n';
const tiny =
  'apiVersion: vzreconcile/v1alpha1\nkind: Template\nmetadata: { name: tiny }\nspec: { source: { busybox: {} } }\n';
const box = (name: string, more = ''): string =>
  `${head}metadata: { name: ${name}, ctid: 101${more} }\nspec: { template: tiny, diskspace: 64M, vswap: { ram: 64M, swap: 0 } }\n`;

describe('a folder', () => {
  let dir: string;
  const tree = (name: string): string => {
    dir = at(name);
    mkdirSync(join(dir, 'manifests'), { recursive: true });
    writeFileSync(join(dir, 'manifests', 'tiny.yaml'), tiny);
    return dir;
  };
  const planned = (): Ended => plan(dir, '--dir', 'manifests');

  test('with links to files and folders outside, and to itself', () => {
    tree('links');
    symlinkSync(at('outside.yaml'), join(dir, 'manifests', 'file.yaml'));
    symlinkSync(folder, join(dir, 'manifests', 'folder.yaml'));
    symlinkSync('/etc', join(dir, 'manifests', 'etc'));
    symlinkSync('.', join(dir, 'manifests', 'loop'));
    const { code, said } = planned();
    expect(code).toBe(6);
    expect(said).toContain('file.yaml');
  });

  test('with pipes and sockets that nobody answers', async () => {
    tree('pipes');
    execFileSync('/usr/bin/mkfifo', [join(dir, 'manifests', 'pipe.yaml')]);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(dir, 'manifests', 'socket.yaml'), resolve));
    expect(planned().code).toBe(6);
    await new Promise((resolve) => server.close(resolve));
    if (process.getuid?.() === 0) execFileSync('/usr/bin/mknod', [join(dir, 'manifests', 'zero.yaml'), 'c', '1', '5']);
    expect(planned().code).toBe(6);
  });

  test('nested deeper than anybody would', () => {
    tree('deep');
    mkdirSync(join(dir, 'manifests', ...Array.from({ length: 200 }, () => 'd')), { recursive: true });
    expect(planned()).toMatchObject({ code: 1, said: expect.stringContaining('nested too deeply') });
  });

  const text = (content: string | Buffer) => {
    tree('text');
    writeFileSync(join(dir, 'manifests', 'a.yaml'), content);
    return planned();
  };
  const laughs = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(',')}]`);
  test.each<[string, string | Buffer]>([
    ['aliases of aliases', `a0: &a0 [x,x]\n${laughs.join('\n')}\n`],
    ['brackets', '['.repeat(200_000)],
    ['braces and brackets that end', `${'{a: ['.repeat(20_000)}${']}'.repeat(20_000)}`],
    ['dashes', `${'- '.repeat(100_000)}x`],
    ['a key of a megabyte', `${'k'.repeat(MIB - 10)}: 1\n`],
    ['a line of a megabyte', `a: ${'x'.repeat(MIB - 10)}\n`],
    ['a number of a megabyte', `a: ${'9'.repeat(MIB - 10)}\n`],
    ['many keys', Array.from({ length: 55_000 }, (_, i) => `k${i}: 1`).join('\n')],
    ['many documents', `${'---\n'.repeat(200_000)}x: 1\n`],
    ['many wrong documents', `---\n${head}`.repeat(15_000)],
    [
      'many unknown fields',
      `${head}metadata: { name: a }\nspec:\n${Array.from({ length: 40_000 }, (_, i) => `  f${i}: 1`).join('\n')}\n`,
    ],
    ['a file too large', Buffer.alloc(40 * MIB, 0x20)],
    ['bytes that are no UTF-8', Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0x0a])],
    ['another encoding', Buffer.from('\ufeffkind: Container\n', 'utf16le')],
    ['zeros', Buffer.alloc(MIB)],
    [
      'many faults on one line of wide characters',
      `a: {${Array.from({ length: 60_000 }, (_, i) => `"\u{1f600}${i}": 1`).join(', ')}}\n`,
    ],
    ['tags', '!!js/function "process.exit(7)"\n!<tag:yaml.org,2002:python/object/apply:os.system> [id]\n'],
    ['prototypes', `${head}metadata: { name: a, __proto__: { x: 1 }, constructor: { prototype: 1 } }\n`],
    ['merge keys', `a: &a { x: 1 }\n${'<<: *a\n'.repeat(1000)}`],
  ])('with %s', (_what, content) => {
    expect([1, 6]).toContain(text(content).code);
  });

  test('with numbers beyond all measure where numbers are meant', () => {
    const huge = `${head}metadata: { name: a, ctid: 1e400 }\nspec: { template: tiny, diskspace: ${'9'.repeat(5000)}G, numproc: -0x${'f'.repeat(5000)} }\n`;
    expect(text(huge).code).toBe(6);
  });

  test.each(['text', 'json', 'markdown', 'github', 'gitlab', 'sarif', 'junit'])(
    'with codes for terminals and Markdown in names, values and file names: %s',
    (format) => {
      tree('codes');
      const evil = '"\\u001b]0;title\\u0007\\u001b[2J\\u202e\\u2066`|<img src=x onerror=alert(1)>\\n# head"';
      writeFileSync(join(dir, 'manifests', 'a\u001b[31m\n|`<b>.yaml'), box(evil));
      writeFileSync(join(dir, 'manifests', 'b.yaml'), box('good', `, labels: { ${evil}: ${evil} }`));
      writeFileSync(join(dir, 'manifests', 'c.yaml'), `${evil}: ${evil}\n`);
      const wrong = plan(dir, '--dir', 'manifests', '--output', format);
      expect(wrong.code, wrong.said).toBe(6);
      for (const name of ['a\u001b[31m\n|`<b>.yaml', 'c.yaml']) rmSync(join(dir, 'manifests', name));
      const valid = `${head}metadata: { name: good, ctid: 101 }\nspec: { template: tiny, diskspace: 64M, init: [/sbin/init, ${evil}] }\n`;
      writeFileSync(join(dir, 'manifests', 'd\u001b[31m<b>`.yaml'), valid);
      rmSync(join(dir, 'manifests', 'b.yaml'));
      const { code, said } = plan(dir, '--dir', 'manifests', '--output', format);
      expect(code, said).toBe(0);
      // What is in a fence is text.
      if (format === 'markdown') expect(said.replace(/^```text\n[\s\S]*?^```$/gm, '')).not.toMatch(/^# head|<img/m);
    },
  );
});

describe('a repository', () => {
  let repo: Repository;
  let count = 0;
  const fresh = (): Repository => {
    count += 1;
    repo = makeRepository(at(`repo${count}`));
    repo.commit({ 'manifests/tiny.yaml': tiny });
    return repo;
  };
  /** A commit whose tree for manifests/ has these entries, as no git command would make it. */
  const commitTree = (entries: readonly (readonly [mode: string, name: string, id: string])[]): void => {
    const bytes = entries.map(([mode, name, id]) =>
      Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]),
    );
    const put = (type: string, input: Buffer): string =>
      execFileSync('/usr/bin/git', ['hash-object', '-w', '-t', type, '--stdin', '--literally'], {
        cwd: repo.path,
        input,
        encoding: 'utf8',
      }).trim();
    const tree = put('tree', Buffer.concat(bytes));
    const root = put('tree', Buffer.concat([Buffer.from('40000 manifests\0'), Buffer.from(tree, 'hex')]));
    repo.git('update-ref', 'refs/heads/main', repo.git('commit-tree', root, '-m', 'x'));
  };
  const blob = (content: string | Buffer): string =>
    execFileSync('/usr/bin/git', ['hash-object', '-w', '--stdin'], {
      cwd: repo.path,
      input: content,
      encoding: 'utf8',
    }).trim();

  test('with hooks, filters, fsmonitor, includes and aliases of its own', () => {
    fresh();
    const run = `touch ${at('canary')}; echo ran >> ${at('canary')}`;
    repo.commit({
      '.gitattributes': '* filter=evil diff=evil merge=evil ident\n',
      'manifests/.gitattributes': '* filter=evil\n',
      'manifests/a.yaml': box('a'),
    });
    appendFileSync(
      join(repo.path, '.git/config'),
      `[core]\n fsmonitor = "${run}"\n pager = "${run}"\n sshCommand = "${run}"\n hooksPath = ${repo.path}\n[filter "evil"]\n smudge = "${run}"\n clean = "${run}"\n required\n[include]\n path = ${at('outside.yaml')}\n[alias]\n status = "!${run}"\n`,
    );
    for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction', 'pre-commit'])
      writeFileSync(join(repo.path, hook), `#!/bin/sh\n${run}\n`, { mode: 0o755 });
    expect(plan(repo.path)).toMatchObject({ code: 0, said: expect.stringContaining('Container/a') });
  });

  test('with links, submodules and names that lead out of it', () => {
    fresh();
    const link = blob('../../outside.yaml');
    const file = blob(box('a'));
    commitTree([
      ['120000', 'link.yaml', link],
      ['160000', 'module', 'a'.repeat(40)],
    ]);
    expect(plan(repo.path).code).toBe(6);
    for (const name of ['..', '.', '.git', '../../../outside.yaml', '/etc/passwd.yaml', 'a/../../b.yaml', '']) {
      commitTree([['100644', name, file]]);
      expect([0, 1, 6]).toContain(plan(repo.path).code);
    }
  });

  test('with trees that contain each other many times', () => {
    fresh();
    let id = repo.git('rev-parse', 'HEAD:manifests');
    for (let depth = 0; depth < 40; depth += 1) {
      const input = Buffer.concat(
        ['a', 'b', 'c'].map((name) => Buffer.concat([Buffer.from(`40000 ${name}\0`), Buffer.from(id, 'hex')])),
      );
      id = execFileSync('/usr/bin/git', ['hash-object', '-w', '-t', 'tree', '--stdin'], {
        cwd: repo.path,
        input,
        encoding: 'utf8',
      }).trim();
    }
    commitTree([['40000', 'bomb', id]]);
    expect(plan(repo.path).code).toBe(1);
  });

  test('with a hundred thousand files, and with fewer that are all wrong', () => {
    fresh();
    const many = (amount: number, id: string): void =>
      commitTree(
        Array.from({ length: amount }, (_, i) => ['100644', `f${String(i).padStart(6, '0')}.yaml`, id] as const),
      );
    many(100_000, blob(box('a')));
    expect(plan(repo.path)).toMatchObject({ code: 1, said: expect.stringContaining('more than 15000 manifests') });
    many(9_000, blob(`${head}${'nonsense: 1\n'}spec: { a: 1, b: 2, c: 3, d: 4 }\n`));
    expect(plan(repo.path).code).toBe(6);
  });

  test('with as many values as may be, and with more', () => {
    fresh();
    const keys = (amount: number, i: number): string =>
      `${Array.from({ length: amount }, (_, k) => `k${k}: 1`).join('\n')}\n# ${i}\n`;
    const files = (count_: number): void =>
      commitTree(Array.from({ length: count_ }, (_, i) => ['100644', `f${i}.yaml`, blob(keys(46_000, i))] as const));
    files(4);
    expect([1, 6]).toContain(plan(repo.path).code);
    files(5);
    expect(plan(repo.path)).toMatchObject({ code: 1, said: expect.stringContaining('more than 400000') });
    commitTree([['100644', 'row.yaml', blob(`a: [${'1,'.repeat(115_000)}1]\n`)]]);
    expect(plan(repo.path).code).toBe(6);
    commitTree([['100644', 'row.yaml', blob(`a: [${'1,'.repeat(500_000)}1]\n`)]]);
    expect(plan(repo.path)).toMatchObject({ code: 1, said: expect.stringContaining('row.yaml: more than 120000') });
  });

  test('with a file that is small only until it is inflated', () => {
    fresh();
    commitTree([['100644', 'zeros.yaml', blob(Buffer.alloc(300 * MIB))]]);
    expect([1, 6]).toContain(plan(repo.path).code);
    repo.git('gc', '-q');
    expect([1, 6]).toContain(plan(repo.path).code);
  });
});
