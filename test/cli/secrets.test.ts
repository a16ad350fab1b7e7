// A key of the kernel in a manifest, and what is printed and written of it: child processes over a host in memory.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeRepository, type Repository, temporary } from '../source/repository.ts';
import { container, run, template } from './command.ts';

const key = '0a1b2c3d-deadbeef-00000003-00000004';
const password = 'hunter2';
const looks = /deadbeef|0a1b2c3d|hunter2/i;
let folder: ReturnType<typeof temporary>;
let repo: Repository;

const manifest = (sysctls: string) => {
  const init = `  init: [/sbin/init, --password=${password}, --api-key, ${password}]\n`;
  return `${template}---\n${container('web', 60_542, `${init}  sysctls: ${sysctls}\n`)}`;
};

beforeAll(() => {
  folder = temporary();
  repo = makeRepository(join(folder.path, 'repo'));
});
afterAll(() => folder.remove());

function vz(...args: string[]) {
  const all = ['--node', 'node7', '--root', join(folder.path, 'root'), '--simulate', ...args];
  const { code, out, err } = run(all, repo.path);
  return { code, all: out + err };
}

test('explain, render, plans and saved plans hide it and a password, and a saved plan is applied', () => {
  repo.commit({ 'manifests/web.yaml': manifest(`{net.ipv4.tcp_fastopen_key: ${key}}`) });
  const file = join(folder.path, 'plan.json');
  const explained = vz('explain', 'web');
  expect(explained.code).toBe(0);
  expect(explained.all).toContain('"net.ipv4.tcp_fastopen_key": "(secret)"');
  const plans = ['text', 'json', 'markdown'].map((output) => vz('--dry-run', '--output', output, '--out', file));
  expect(plans.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(vz('apply', file)).toMatchObject({ code: 0 });
  const rendered = vz('render', 'web');
  expect(rendered.all).toContain('--password=(secret)');
  const said = [explained, rendered, ...plans].map(({ all }) => all).join('');
  expect(said).toContain('--api-key (secret)');
  expect(said + readFileSync(file, 'utf8')).not.toMatch(looks);
});

test.each([
  ['a token that stands where none can', `{net.ipv4.tcp_fastopen_key: "a"} "${key}"`, 'VZR007'],
  ['an escape that there is not', `{net.ipv4.tcp_fastopen_key: "\\q${key}"}`, 'VZR007'],
  ['a value that cannot be', `{net.ipv4.tcp_fastopen_key: "${key}é"}`, 'VZR243'],
  ['one below its name', `\n    net.ipv4.tcp_fastopen_key:\n      ${key}é`, 'VZR243'],
  ['a password beside a mistake', `{} "--password=${password}"`, 'VZR007'],
  ['a password behind its flag, beside a mistake', `{} [--api-key, "${password}"]`, 'VZR007'],
  ['another mistake beside it', `{net.ipv4.ip_forward: "01", net.ipv4.tcp_fastopen_key: "${key}"}`, 'VZR243'],
])('problems do not quote it: %s', (_, sysctls, code) => {
  repo.commit({ 'manifests/web.yaml': manifest(sysctls) });
  const { all } = vz('validate');
  expect(all).toContain(code);
  expect(all).not.toMatch(looks);
});
