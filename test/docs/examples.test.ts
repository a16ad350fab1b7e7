// Examples and the sample tree are documentation that runs: all of them are validated and planned, and the commands their
// READMEs show (those that need no root) are run as they are written.

import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseConfig } from '../../schema/config/config.ts';

const repository = join(import.meta.dirname, '../..');
const program = join(repository, 'dist/reconciler/cli/vzreconcile.js');
const examples = readdirSync(join(repository, 'examples'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
let bin: string;

beforeAll(() => {
  bin = mkdtempSync(join(tmpdir(), 'vzreconcile-examples-'));
  writeFileSync(join(bin, 'vzreconcile'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
  chmodSync(join(bin, 'vzreconcile'), 0o755);
});
afterAll(() => rmSync(bin, { recursive: true, force: true }));

function shell(command: string) {
  const env = { PATH: `${bin}:${process.env['PATH'] ?? ''}`, HOME: bin };
  return spawnSync('/bin/sh', ['-c', command], { cwd: repository, encoding: 'utf8', env });
}

const hasManifests = (folder: string): boolean =>
  readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .some((name) => readFileSync(join(repository, folder, name), 'utf8').includes('apiVersion: vzreconcile/'));

const trees = [
  'manifests',
  ...examples.flatMap((name) =>
    readdirSync(join(repository, 'examples', name), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `examples/${name}/${entry.name}`)
      .filter(hasManifests),
  ),
];

/** Lines of the ```sh blocks. */
function commands(readme: string): readonly string[] {
  const text = readFileSync(join(repository, readme), 'utf8');
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) => block.trim().split('\n'));
}

test('there are at least five examples, and the list in their README is complete', () => {
  expect(examples.length).toBeGreaterThanOrEqual(5);
  const listed = [...readFileSync(join(repository, 'examples/README.md'), 'utf8').matchAll(/^\| \[([^\]]+)\]/gm)];
  expect(listed.map(([, name]) => name).sort()).toEqual([...examples].sort());
});

describe.each(trees)('%s', (tree) => {
  test('is valid', () => {
    expect(shell(`vzreconcile validate ${tree} --node node1`)).toMatchObject({ status: 0, stderr: '' });
  });

  test('is planned for the simulated host without a refusal', () => {
    const { status, stdout, stderr } = shell(
      `vzreconcile --dir ${tree} --node node1 --simulate --dry-run --output json`,
    );
    expect(stderr).toBe('');
    const plan = JSON.parse(stdout);
    expect(plan.containers.flatMap((one: { refusals: unknown[] }) => one.refusals)).toEqual([]);
    expect(status).toBe(0);
    expect(plan.containers.length).toBeGreaterThan(0);
  });
});

describe.each(examples)('the README of %s', (name) => {
  const readme = `examples/${name}/README.md`;
  const harmless = existsSync(join(repository, readme))
    ? commands(readme).filter((line) => !/^(sudo|journalctl|#)/.test(line))
    : [];

  test('shows a command that works without root', () => {
    expect(harmless.length).toBeGreaterThan(0);
  });

  test.each(harmless)('%s', (command) => {
    const { status, stdout, stderr } = shell(command);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/Plan: \d+ to create|is valid/);
  });
});

test('what the README of node-limits says about refusals is so', () => {
  const folder = join(bin, 'refused');
  const tree = 'examples/node-limits/manifests';
  const plan = (change: string) =>
    shell(
      `rm -rf ${folder} && cp -r ${tree} ${folder} && sed -i '${change}' ${folder}/containers.yaml && ` +
        `vzreconcile --dir ${folder} --node node1 --simulate --dry-run`,
    );
  expect(plan('s/ram: 4G/ram: 12G/').stdout).toContain('VZR504');
  expect(plan('s/10.61.5.22/10.0.0.1/').stderr).toMatch(/containers\.yaml:28:\d+: error VZR307/);
});

test('the unit file leaves all to the configuration, and its README names only options that exist', () => {
  const unit = readFileSync(join(repository, 'examples/systemd/vzreconcile.service'), 'utf8');
  const [, line = ''] = /^ExecStart=(.*)$/m.exec(unit) ?? [];
  const { stdout } = shell('vzreconcile --help');
  // An option here would win over the configuration for good.
  expect(line).toBe('/usr/bin/vzreconcile $OPTIONS');
  const readme = readFileSync(join(repository, 'examples/systemd/README.md'), 'utf8');
  for (const [option] of readme.matchAll(/--[a-z-]+/g)) if (option !== '--now') expect(stdout).toContain(`${option} `);
  const [, config = ''] = /```yaml\n(.*?)```/s.exec(readme) ?? [];
  expect(parseConfig('config.yaml', Buffer.from(config)).problems).toEqual([]);
  expect(config).toContain('kind: Config');
  expect(unit).toMatch(/^KillMode=process$/m);
  expect(unit).toMatch(/^Delegate=yes$/m);
});

test('the manifests of import are those that the program makes of its files', () => {
  const made = join(bin, 'made');
  const { status, stderr } = shell(`vzreconcile import openvz examples/import/openvz/*.conf --into ${made}`);
  expect(status).toBe(0);
  expect(stderr).toContain('examples/import/openvz/1101.conf:8:1: warning VZR293: NUMFLOCK="188:206"');
  const written = join(repository, 'examples/import/manifests');
  expect(readdirSync(made)).toEqual(readdirSync(written));
  for (const name of readdirSync(written))
    expect(readFileSync(join(made, name), 'utf8')).toBe(readFileSync(join(written, name), 'utf8'));
});
