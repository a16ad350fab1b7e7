// Settings of the kernel that are keys: read as they are, and never quoted.

import { expect, test } from 'vitest';
import { readSysctl } from '../../schema/sysctl.ts';

test.each([
  ['net.ipv4.tcp_fastopen_key', '00000001-00000002-00000003-00000004'],
  ['net.ipv4.tcp_fastopen_key', '01234567-0x000002-00000003-00000004,00000001-00000002-00000003-00000004'],
  ['net.ipv6.conf.default.stable_secret', '0123:4567:89ab:cdef:0123:4567:89ab:cdef'],
])('%s can begin with zeros: %s', (name, value) => {
  expect(readSysctl(value, name)).toEqual({ value });
});

test.each(['0777', 'hunter2\n', ''])('a key that cannot be is not quoted: %j', (value) => {
  const read = readSysctl(value, 'net.ipv4.tcp_fastopen_key');
  expect(read).toMatchObject({ fault: { code: 'VZR243', message: expect.stringContaining('(secret)') } });
  expect(JSON.stringify(read)).not.toMatch(/0777|hunter2/);
});

test('what is no key is a number as C reads it, and quoted', () => {
  expect(readSysctl('0123-1', 'net.ipv4.tcp_rmem')).toMatchObject({
    fault: { message: 'the kernel would read "0123-1" as octal or hexadecimal' },
  });
});
