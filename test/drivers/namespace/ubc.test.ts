// Beancounters of processes on a host that has less: defaults are lowered, what was asked for is refused with the most there is.

import { expect, test } from 'vitest';
import { acceptUbc } from '../../../drivers/namespace/judge-ubc.ts';
import { containerDefaults } from '../../../reconciler/state/defaults.ts';

const row = (title: string, most: number | string) => `${title.padEnd(26)}${most}  ${most}  units`;
const own = [
  row('Max open files', 20_000),
  row('Max locked memory', 8_388_608),
  row('Max data size', 'unlimited'),
].join('\n');
const { ubc } = containerDefaults;
const host = { numpty: 4096, numfile: 100_000 };

test('without CAP_SYS_RESOURCE the most is what this process has', () => {
  const giver = { own, mayRaise: false };
  expect(acceptUbc(ubc, giver, host)).toEqual({
    wants: { ...ubc, numfile: 20_000, lockedpages: 8_388_608 },
    refusals: [],
  });
  const { refusals } = acceptUbc({ ...ubc, numfile: 20_001 }, giver, host);
  expect(refusals).toMatchObject([
    { code: 'VZR631', pointer: '/namespace/ubc/numfile', hint: 'ask for at most 20000' },
  ]);
});

test('with it the most is what the kernel lets anybody have', () => {
  const giver = { own, mayRaise: true };
  expect(acceptUbc(ubc, giver, host)).toEqual({ wants: { ...ubc, numfile: 100_000 }, refusals: [] });
  const { refusals } = acceptUbc({ ...ubc, numfile: 100_001, numpty: 4097 }, giver, host);
  expect(refusals.map(({ code, hint }) => `${code} ${hint}`)).toEqual([
    'VZR631 ask for at most 100000',
    'VZR631 ask for at most 4096',
  ]);
});
