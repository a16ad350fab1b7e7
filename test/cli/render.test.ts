// `vzreconcile render` as its users meet it.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from './command.ts';

const root = join(import.meta.dirname, '../..');

const render = (...args: string[]) => run(['render', '--dir', 'manifests', '--node', 'node1', ...args], root);

test('prints one container with the place of each value', () => {
  const { code, out, err } = render('web-02', '--origins');
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('  vswap:\n    ram: 768M # containers/web.yaml:24:17\n    swap: 1G # profiles/web.yaml:9:29\n');
  expect(out).not.toContain('web-01');
});

test('prints JSON with places by pointer', () => {
  const { out } = render('112', '--origins', '-o', 'json');
  const { documents, problems } = JSON.parse(out);
  expect(problems).toEqual([]);
  expect(documents).toHaveLength(1);
  expect(documents[0].manifest.spec.vswap).toEqual({ ram: '768M', swap: '1G' });
  expect(documents[0].origins['/spec/vswap/swap']).toEqual({ path: 'profiles/web.yaml', line: 9, column: 29 });
});

test('knows what is not there', () => {
  const { code, err } = render('web-03');
  expect(code).toBe(1);
  expect(err).toMatch(/there is no container web-03[\s\S]*did you mean web-0/);
});
