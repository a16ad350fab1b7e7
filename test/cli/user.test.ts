import { userInfo } from 'node:os';
import { afterEach, expect, test } from 'vitest';
import { suspendCommand } from '../../reconciler/cli/commands/suspend.ts';
import type { Options } from '../../reconciler/cli/options.ts';
import { user } from '../../reconciler/cli/user.ts';

const { SUDO_USER } = process.env;
afterEach(() => {
  if (SUDO_USER === undefined) delete process.env['SUDO_USER'];
  else process.env['SUDO_USER'] = SUDO_USER;
});

test('sudo says who asked, unless it says nothing', async () => {
  process.env['SUDO_USER'] = 'ann';
  expect(user()).toBe('ann');
  process.env['SUDO_USER'] = '';
  expect(user()).toBe(userInfo().username);
  const said: string[] = [];
  const output = { out: (text: string) => void said.push(text), err: () => {} };
  await suspendCommand({ simulate: true } as Options, output as never, undefined, {});
  expect(said.join('')).toContain(`suspended by ${userInfo().username} since`);
});

test('who has no name has a number', (context) => {
  if (process.geteuid?.() !== 0) context.skip('needs root to be somebody else');
  delete process.env['SUDO_USER'];
  process.seteuid?.(54_321);
  try {
    expect(user()).toMatch(/^\d+$/);
  } finally {
    process.seteuid?.(0);
  }
});
