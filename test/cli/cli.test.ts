// The program as its users meet it: a child process, its bytes and its exit code. Built by helpers/build.ts.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, type TestContext, test } from 'vitest';
import { makeRepository, type Repository, realClock, temporary } from '../source/repository.ts';
import { main, run, template, container as withSpec } from './command.ts';

const root = join(import.meta.dirname, '../..');
let folder: ReturnType<typeof temporary>;
let repo: Repository;
let first: string;

const container = (name: string, ctid: number, extra = '') =>
  withSpec(name, ctid, `  vswap: {ram: 512M, swap: 0}\n  ips: [10.20.0.${ctid - 60_500}]\n${extra}`);

beforeAll(() => {
  folder = temporary();
  repo = makeRepository(join(folder.path, 'repo'));
  first = repo.commit({
    'manifests/t.yaml': template,
    'manifests/web.yaml': container('web', 60_541),
    'manifests/db.yaml': container('db', 60_542),
  });
});
afterAll(() => folder.remove());
beforeEach(() => {
  repo.git('reset', '-q', '--hard', first);
});

const vz = (...args: string[]) => run(['--node', 'node7', '--root', join(folder.path, 'root'), ...args], repo.path);

/** Becomes nobody before the program is loaded. Skips where he cannot read it: a checkout in /root, say. */
const asNobody = (context: TestContext, ...args: string[]) => {
  if (process.getuid?.() !== 0) context.skip('needs root to become somebody else');
  const { status } = spawnSync('/bin/sh', ['-c', 'exec setpriv --reuid 65534 --clear-groups test -r "$0"', main]);
  if (status !== 0) context.skip('this checkout is closed to other users');
  const code = 'process.setgroups([]); process.setgid(65534); process.setuid(65534)';
  const child = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(code)}`, main, ...args],
    {
      cwd: '/',
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '' },
    },
  );
  return { code: child.status, out: child.stdout, err: child.stderr };
};

describe('a dry run', () => {
  test('prints the plan of an empty host and changes nothing', () => {
    const { code, out, err } = vz('--dry-run', '--simulate');
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^vzreconcile plan [0-9a-f]{12}  main@${first.slice(0, 7)}  node7$`, 'm'));
    expect(out).toContain('  + Container/web (60541)');
    expect(out).toMatch(/Plan: 2 to create, 0 to change, 0 to restart, 0 to recreate, 0 to delete\. 0 unchanged\.\n$/);
    expect(existsSync(join(folder.path, 'root'))).toBe(false);
  });

  test.each(['text', 'json', 'markdown'])('prints the same bytes twice as %s', (format) => {
    const one = vz('--dry-run', '--simulate', '--output', format);
    expect(one.out).not.toBe('');
    expect(vz('--dry-run', '--simulate', '--output', format)).toEqual(one);
  });

  test('fails on what it is told to, and then does nothing', () => {
    const dry = vz('--dry-run', '--simulate', '--fail-on', 'create,delete');
    expect(dry).toMatchObject({ code: 5, err: '' });
    expect(dry.out).toContain('refused: VZR508 --fail-on create: web (60541), db (60542)\n');
    expect(vz('--dry-run', '--simulate', '--fail-on', 'restart,recreate,delete,drift').code).toBe(0);
    const once = vz('--once', '--simulate', '--fail-on', 'create');
    expect(once.code).toBe(5);
    expect(once.out).toContain(
      'Apply incomplete: 0 created, 0 changed, 0 restarted, 0 recreated, 0 deleted, 1 refused.',
    );
    expect(vz('--dry-run', '--simulate', '--fail-on', 'recreated')).toMatchObject({
      code: 1,
      err: expect.stringContaining('did you mean recreate?'),
    });
    expect(vz('--simulate', '--fail-on', 'create')).toMatchObject({ code: 1, err: expect.stringContaining('--once') });
  });

  test('as JSON is one document', () => {
    const document = JSON.parse(vz('--dry-run', '--simulate', '-o', 'json').out);
    expect(document).toMatchObject({
      formatVersion: '1.0',
      node: 'node7',
      containers: [{ actions: ['create'] }, { actions: ['create'] }],
    });
  });

  test('tells changes, restarts and deletions apart by exit code', () => {
    const against = (...args: string[]) => vz('--dry-run', '--against', first, '--detailed-exitcode', ...args);
    expect(against()).toMatchObject({ code: 0, out: expect.stringMatching(/No changes\.\n$/) });
    repo.commit({ 'manifests/web.yaml': container('web', 60_541).replace('512M', '1G') });
    expect(against()).toMatchObject({ code: 2, out: expect.stringMatching(/512M -> 1G/) });
    expect(vz('--dry-run', '--against', 'HEAD~1')).toMatchObject({ code: 0 });
    repo.commit({ 'manifests/web.yaml': container('web', 60_541, '  init: [/bin/other]\n') });
    expect(against().code).toBe(3);
    repo.git('rm', '-q', 'manifests/db.yaml');
    repo.commit();
    expect(against()).toMatchObject({ code: 4, out: expect.stringContaining('- Container/db (60542)') });
  });

  test('in a directory that is gone says so', () => {
    const script = `mkdir "$1/gone" && cd "$1/gone" && rmdir "$1/gone" && shift && exec "$@"`;
    const argv = ['-c', script, 'sh', folder.path, process.execPath, main, '--dry-run', '--simulate'];
    const { status, stderr } = spawnSync('/bin/sh', argv, { encoding: 'utf8' });
    expect([status, stderr]).toEqual([1, expect.stringMatching(/error: the current directory is gone\nhint: .*\n$/)]);
  });

  test('warns when no manifest is found', () => {
    const { code, out, err } = vz('--dry-run', '--simulate', '--path', 'manifset');
    expect(code).toBe(0);
    expect(out).toMatch(/No changes\.\n$/);
    expect(err).toBe(`warning: there are no manifests in main@${first.slice(0, 7)} (see --path and --dir)\n`);
    expect(vz('--once', '--simulate', '--path', 'manifset').err).toBe(err);
  });

  test('against a revision needs neither root nor native code, live needs root and exits 7 without', (context) => {
    chmodSync(folder.path, 0o755);
    const source = ['--repo', repo.path, '--dry-run', '--node', 'node7'];
    expect(asNobody(context, ...source, '--against', first)).toMatchObject({
      code: 0,
      // The repository is root's, whose filters nobody else runs.
      err: expect.stringMatching(/^warning: nobody has looked for changes of manifests .*\n$/),
      out: expect.stringContaining('No changes.'),
    });
    const live = asNobody(context, ...source);
    expect(live).toMatchObject({ code: 7, out: '' });
    expect(live.err).toMatch(/^error: .*root\nhint: /m);
  });
});

describe('one pass', () => {
  test('prints the plan, a line per container and the summary', () => {
    const { code, out, err } = vz('--once', '--simulate');
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toMatch(/\nweb \(60541\): created in [\d.]+ ms\n/);
    expect(out).toMatch(/\nApply complete! 2 created, 0 changed, 0 restarted, 0 recreated, 0 deleted\.\n$/);
  });

  test('that refuses something is not called complete', () => {
    repo.commit({ 'manifests/web.yaml': container('web', 60_541, '  cpumask: "9"\n') });
    const { code, out } = vz('--once', '--simulate');
    expect(code).toBe(1);
    expect(out).toMatch(
      /\nApply incomplete: 1 created, 0 changed, 0 restarted, 0 recreated, 0 deleted, 1 refused\.\n$/,
    );
  });

  test('does without a limit that nothing keeps by consent only, and says so', () => {
    const web = container('web', 60_541, '  ubc: {numflock: 188, numpty: 16, kmemsize: unlimited}\n');
    repo.commit({ 'manifests/web.yaml': web });
    const refused = vz('--dry-run', '--simulate');
    expect(refused.out).toMatch(/refused: VZR630 no kernel limits file locks .* {2}manifests\/web\.yaml:8:19\n/);
    const { code, out } = vz('--once', '--simulate', '--allow-unenforced', 'numiptent,numflock');
    expect(code).toBe(0);
    expect(out).toMatch(/\n {6}not enforced: numflock: no kernel limits .* {2}manifests\/web\.yaml:8:19\n/);
    expect(out).toMatch(/\nApply complete! 2 created/);
    const [plan] = JSON.parse(
      vz('--dry-run', '--simulate', '-o', 'json', '--allow-unenforced', 'numflock').out,
    ).containers;
    expect(plan).toMatchObject({ name: 'web', refusals: [], unenforced: [{ parameter: 'numflock', code: 'VZR630' }] });
    const wrong = vz('--dry-run', '--simulate', '--allow-unenforced', 'numflok');
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('did you mean numflock?') });
    for (const name of ['netfilter', 'hostname', 'hard', 'numpty'])
      expect(vz('--dry-run', '--simulate', '--allow-unenforced', name).err, name).toMatch(/no limit that one could do/);
  });

  test('as JSON is one document with the outcomes', () => {
    const document = JSON.parse(vz('--once', '--simulate', '-o', 'json').out);
    expect(document.outcomes).toMatchObject([{ result: 'done' }, { result: 'done' }]);
  });

  test.each([
    ['--once --simulate', 0],
    ['--dry-run --simulate -o json', 0],
    ['status --simulate', 0],
    ['schema', 0],
    ['--help', 0],
    ['validate --repo ./absent -o json', 1],
  ])('%s onto a full disk fails and says so', (words, plainly) => {
    const said = (target: string) =>
      spawnSync('/bin/sh', ['-c', `"$0" "$@" > ${target}`, process.execPath, main, ...words.split(' ')], {
        cwd: repo.path,
        encoding: 'utf8',
      });
    const full = said('/dev/full');
    expect(full.status).toBe(1);
    expect(full.stderr).toMatch(/error: cannot write to stdout: ENOSPC: no space left on device, write\n$/);
    expect(said('/dev/null').status).toBe(plainly);
  });

  test('goes on when the reader goes away', () => {
    const script = `"$@" | true; echo "\${PIPESTATUS[0]}"`;
    const command = [process.execPath, main, '--once', '--simulate', '--node', 'node7'];
    const child = spawnSync('/bin/bash', ['-c', script, 'bash', ...command], { cwd: repo.path, encoding: 'utf8' });
    expect(child).toMatchObject({ stdout: '0\n', stderr: '' });
  });
});

describe('mistakes', () => {
  test('invalid manifests exit 6 with every problem and no stack', () => {
    repo.commit({
      'manifests/web.yaml': container('web', 60_541).replace('vswap', 'vswp'),
      'manifests/x.yaml': 'a: [',
    });
    for (const args of [['--dry-run', '--simulate'], ['--once', '--simulate'], ['validate']]) {
      const { code, out, err } = vz(...args);
      const text = out + err;
      expect(code).toBe(6);
      expect(text).toMatch(/manifests\/web\.yaml:6:3: error VZR\d+: /);
      expect(text).toContain('did you mean vswap?');
      expect(text).toMatch(/manifests\/x\.yaml:1:\d+: error/);
      expect(text).not.toContain('    at ');
    }
  });

  test.for([24, 40, 64, 600])('of a limit of %d open files are explained', (limit, context) => {
    if (process.getuid?.() !== 0) context.skip('needs root to get as far as that');
    const script = `ulimit -n ${limit}; exec "$0" "$@"`;
    const argv = ['-c', script, process.execPath, main, 'status', '--root', join(folder.path, 'root')];
    const { status, stderr } = spawnSync('/bin/bash', argv, { cwd: repo.path, encoding: 'utf8' });
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(
        /^error: [^\n]*(EMFILE|may open only \d+ files and needs 1024)[^\n]*\nhint: [^\n]*RLIMIT_NOFILE[^\n]*\n$/,
      ),
    ]);
  });

  test('problems are counted in good grammar', () => {
    repo.commit({ 'manifests/x.yaml': 'a: [' });
    expect(vz('validate').out).toMatch(/\n1 problem in main@[0-9a-f]{7}\.\n$/);
    repo.commit({ 'manifests/y.yaml': 'a: [' });
    expect(vz('validate').out).toMatch(/\n2 problems in main@[0-9a-f]{7}\.\n$/);
  });

  test.each([
    [['--dryrun'], /unknown option '--dryrun'[\s\S]*--dry-run/],
    [['stauts'], /unknown command "stauts"\nhint: did you mean status\?/],
    [['--interval', 'soon'], /--interval soon: not a time/],
    [['--max-deletes', 'x'], /--max-deletes x/],
    [['--output', 'xml'], /'xml' is invalid/],
    [['validate', '--output', 'markdown'], /validate prints nothing as markdown\nhint: possible: --output text, json/],
    [['explain', 'web', '--simulate', '-o', 'markdown'], /explain prints nothing as markdown/],
    [['--simulate', '-o', 'markdown'], /the loop prints nothing as markdown/],
    [['--root', '', 'destroy', '--all', '--yes'], /--root is empty\nhint: name one/],
    [['--dir', '', '--dry-run', '--simulate'], /--dir is empty/],
    [['--repo', 'ext::sh -c x', '--dry-run', '--simulate'], /remote helpers/],
    [['--repo', './absent', '--dry-run', '--simulate'], /no such directory/],
    [['--ref', '--upload-pack=x', '--dry-run', '--simulate'], /is not a ref/],
    [['--ref', 'absent', '--dry-run', '--simulate'], /no commit absent/],
    [['--path', '../x', '--dry-run', '--simulate'], /not a folder/],
    [['--dir', 'manifests', '--against', 'HEAD', '--dry-run'], /only one/],
    [['--against', 'HEAD'], /add --dry-run/],
    [
      ['--against', 'snapshots/', '--dry-run'],
      /neither a ref nor a snapshot\nhint: the file of a snapshot ends in .json/,
    ],
    [['--against', '../ff', '--dry-run'], /neither a ref nor a snapshot\nhint: the file of a snapshot ends in .json/],
    [['destroy', '--simulate'], /--all/],
    [['validate', 'absent'], /absent: no such directory/],
    [['validate', 'manifests/web.yaml'], /not a directory\nhint: name the directory/],
    [['validate', 'manifests', 'more'], /too many arguments/],
    [['explain', 'wbe', '--simulate'], /did you mean web\?/],
    [['explain', 'web', '--simulate', '--limits'], /no kernel limits anything here\nhint: ask on a real host/],
    [['explain', 'web', '--simulate', '--limits', '--tape'], /two questions/],
    [['exec', 'web', '--simulate', '--', 'ls'], /no processes/],
    [['console', 'web', '--simulate'], /needs a terminal\nhint: /],
  ])('%j is explained in a sentence', (args, message) => {
    const { code, out, err } = vz(...args);
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(message);
    expect(err).not.toContain('    at ');
  });
});

describe('as JSON', () => {
  const json = (...args: string[]) => {
    const { code, out } = vz(...args, '-o', 'json');
    return { code, document: JSON.parse(out) };
  };
  const broken = {
    code: expect.stringMatching(/^VZR\d+$/),
    severity: 'error',
    path: 'manifests/web.yaml',
    line: 6,
    column: 3,
    message: expect.stringContaining('vswp'),
    hint: 'did you mean vswap?',
  };

  test.each([[['validate']], [['--dry-run', '--simulate']], [['--once', '--simulate']]])(
    '%j lists problems in one shape, whether or not there are any',
    (args) => {
      expect(json(...args)).toMatchObject({ code: 0, document: { formatVersion: '1.0', problems: [] } });
      const label = `main@${repo.commit({
        'manifests/web.yaml': container('web', 60_541).replace('vswap', 'vswp'),
      })}`;
      expect(json(...args)).toMatchObject({
        code: 6,
        document: { formatVersion: '1.0', revision: label.slice(0, 12), problems: [broken] },
      });
    },
  );

  test('a base to compare with that is invalid is a problem', () => {
    repo.commit({ 'manifests/web.yaml': container('web', 60_541).replace('vswap', 'vswp') });
    repo.commit({ 'manifests/web.yaml': container('web', 60_541) });
    const { code, document } = json('--dry-run', '--against', 'HEAD~1');
    expect([code, document]).toMatchObject([6, { problems: [broken] }]);
  });

  test('what is told beside a plan is in it', () => {
    const { code, document } = json('--dry-run', '--simulate', '--path', 'manifset');
    const problems = [{ code: 'warning', severity: 'warning', message: expect.stringContaining('no manifests') }];
    expect([code, document]).toMatchObject([0, { containers: [], problems }]);
  });

  test.each([
    [['validate', 'absent'], 1, { code: 'error', message: expect.stringMatching(/absent: no such directory$/) }],
    [
      ['--dry-run', '--dir', '/dev/null'],
      1,
      { code: 'error', message: '/dev/null: not a directory', hint: expect.any(String) },
    ],
    [['status', '--interval', 'soon'], 1, { code: 'error', hint: 'for example 30s or 5m' }],
    [['status', '--bogus'], 1, { code: 'error', message: "unknown option '--bogus'" }],
    [['status', 'web', '--simulate'], 1, { code: 'error', message: 'there is no container web' }],
  ])('%j says what is wrong on both streams', (args, code, problem) => {
    const { err } = vz(...args);
    expect(json(...args)).toEqual({
      code,
      document: { formatVersion: '1.0', problems: [{ severity: 'error', message: expect.any(String), ...problem }] },
    });
    expect(vz(...args, '-o', 'json').err).toBe(err);
    expect(err).not.toBe('');
  });

  test('a live state that cannot be read is named so', (context) => {
    const { code, out } = asNobody(context, 'status', '-o', 'json');
    expect([code, JSON.parse(out)]).toMatchObject([7, { problems: [{ code: 'unreadable', severity: 'error' }] }]);
  });

  test('status has the same frame', () => {
    const document = { formatVersion: '1.0', containers: [], lastPass: null, problems: [] };
    expect(json('status', '--simulate')).toEqual({ code: 0, document });
  });
});

describe('the other commands', () => {
  test('validate takes a directory', () => {
    const { code, out } = vz('validate', 'manifests');
    expect(code).toBe(0);
    expect(out).toMatch(/^manifests@[0-9a-f]{7} is valid: 2 containers for node node7\.\n$/);
  });

  test('explain says what comes next, then both sides', () => {
    const { code, out } = vz('explain', 'web', '--simulate');
    expect(code).toBe(0);
    expect(out).toMatch(/^web \(60541\) {2}manifests\/web\.yaml:\d+ {2}\S+\n\nNext: create\n\nSteps: rootfs\.create/);
    expect([...out.matchAll(/^([A-Z][a-z ]+):/gm)].map(([, title]) => title)).toEqual([
      'Next',
      'Steps',
      'Difference',
      'Desired',
      'Observed',
    ]);
    expect(out).toMatch(/\nObserved:\n {2}nothing\n$/);
  });

  test('schema prints the contract', () => {
    for (const [args, name] of [
      [[], 'manifest'],
      [['manifest'], 'manifest'],
      [['config'], 'config'],
    ] as const)
      expect(vz('schema', ...args).out).toBe(readFileSync(join(root, `schema/${name}.schema.json`), 'utf8'));
  });

  test('help fits a terminal of 80 columns', () => {
    const commands = ['validate', 'status', 'explain', 'exec', 'console', 'doctor', 'schema', 'destroy'];
    for (const command of [[], ...commands.map((name) => [name])]) {
      const { out } = vz(...command, '--help');
      expect(out).toMatch(/^Usage: vzreconcile /);
      expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
    }
  });

  test('doctor, status, destroy, help and version work on the simulated host', () => {
    expect(vz('doctor', '--simulate')).toMatchObject({ code: 0, err: '' });
    expect(vz('status', '--simulate')).toMatchObject({ code: 0, out: expect.stringContaining('No containers.') });
    expect(vz('destroy', '--all', '--simulate').code).toBe(0);
    expect(vz('--help')).toMatchObject({ code: 0, err: '' });
    expect(vz('--version').out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('quickstart', () => {
  test('that may not install what is missing makes nothing, and cleans up nothing', (context) => {
    if (process.getuid?.() !== 0) context.skip('needs root to hide a program');
    const kept = join(folder.path, 'quickstart');
    mkdirSync(kept);
    const main = join(root, 'dist/reconciler/cli/quickstart/main.js');
    // mkfs.btrfs is in there.
    const script = 'mount -t tmpfs none /usr/sbin && exec "$0" "$@"';
    const argv = ['-m', '/bin/sh', '-c', script, process.execPath, main, '--no-install', '--root', kept];
    const { status, stdout, stderr } = spawnSync('/usr/bin/unshare', argv, { encoding: 'utf8' });
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^\nquickstart failed: not installed: btrfs-progs;/)]);
    expect(stdout).toMatch(/\n1\. What this host has\n {3}missing: btrfs-progs [^\n]*\n$/);
    expect(existsSync(kept)).toBe(true);
  });
});

describe('the loop', () => {
  const start = (...args: string[]) => {
    const child = spawn(
      process.execPath,
      [main, '--simulate', '--node', 'node7', '--root', join(folder.path, 'loop'), ...args],
      {
        cwd: repo.path,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let log = '';
    child.stderr.on('data', (chunk) => {
      log += chunk;
    });
    const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    return { child, exit, log: () => log };
  };

  test('logs JSON lines, applies a commit at once and ends with 0 on SIGTERM', async () => {
    const { child, exit, log } = start();
    await expect.poll(log, { timeout: 10_000 }).toContain('create done');
    await expect.poll(log).toContain('2 to create');
    await realClock.sleep(300);
    const begun = performance.now();
    repo.commit({ 'manifests/web.yaml': container('web', 60_541).replace('512M', '1G') });
    await expect.poll(log, { interval: 5 }).toContain('change done');
    expect(performance.now() - begun).toBeLessThan(2_000);
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    for (const line of log().trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
    expect(existsSync(join(folder.path, 'loop'))).toBe(false);
  });

  test('says once that another pool takes a restart, and nothing of what takes none', async () => {
    const node = (spec: string) => ({
      'manifests/node.yaml': `apiVersion: vzreconcile/v1alpha1\nkind: Node\nmetadata: {name: node7}\nspec: ${spec}\n`,
    });
    const { child, exit, log } = start('--interval', '100ms');
    await expect.poll(log, { timeout: 10_000 }).toContain('2 to create');
    repo.commit(node('{protected: [60541]}'));
    await expect.poll(log).toContain(`main@${repo.git('rev-parse', '--short=7', 'HEAD').trim()}`);
    expect(log()).not.toContain('take effect');
    repo.commit(node('{pool: {backend: image}}'));
    await expect.poll(log).toContain('pool and uplink take effect when vzreconcile is restarted');
    await realClock.sleep(500);
    expect(log().split('take effect').length - 1).toBe(1);
    expect(log()).toMatch(/"level":"warn"[^\n]*take effect/);
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  });

  test('keeps running through invalid manifests and ends with 130 on SIGINT', async () => {
    const good = repo.git('rev-parse', 'HEAD');
    repo.commit({ 'manifests/x.yaml': 'a: [' });
    const { child, exit, log } = start('--allow-rewind');
    await expect.poll(log, { timeout: 10_000 }).toContain('manifests/x.yaml:1:');
    expect(log()).not.toContain('create done');
    await realClock.sleep(300);
    repo.git('reset', '-q', '--hard', good);
    await expect.poll(log).toContain('create done');
    child.kill('SIGINT');
    expect(await exit).toEqual([130, null]);
  });
});
