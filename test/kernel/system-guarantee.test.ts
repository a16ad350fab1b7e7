// memguarantee on cgroup v2: when memory is taken from all containers, it is taken from the one that was promised nothing.

import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { isSame, limitFile, put, RAM, readTrimmed, until } from '../helpers/real-host.ts';
import { execIn } from '../helpers/site.ts';
import { useSite } from './own-site.ts';

const MIB = 1024 * 1024;
const [ONE, TWO] = [61_331, 61_332];
const site = useSite('guarantee', /vzr-guarantee|\b6133\d\b|veth6133/);

const declare = (guarantee: string | undefined): void => {
  const vswap = { ram: '128M', swap: 0 };
  site().declare({
    one: { ctid: ONE, vswap, ...(guarantee !== undefined && { memguarantee: guarantee }) },
    two: { ctid: TWO, vswap },
  });
};
const file = (ctid: number, name: string): string => limitFile('memory', ctid, { v1: name, v2: name });
/** Of cgroup v1: its limit file has another name. */
const isV1 = (): boolean => limitFile('memory', ONE, RAM).endsWith(RAM.v1);
const cached = (ctid: number): number =>
  Number(/^file (\d+)$/m.exec(readTrimmed(file(ctid, 'memory.stat')))?.[1] ?? 0) / MIB;

test('cgroup v1 refuses it at its line', async (context) => {
  if (!isV1()) context.skip('cgroup v2 can guarantee memory');
  declare('64M');
  const { plan } = await site().pass();
  const [refusal] = plan?.containers[0]?.refusals ?? [];
  expect(refusal).toMatchObject({ code: 'VZR343', pointer: '/cgroup/guarantee/ram', origin: { path: 'all.yaml' } });
});

test('what is guaranteed stays when others have something to give, changes live, and drift is taken back', async (context) => {
  if (isV1()) context.skip('cgroup v1 has no guarantees');
  declare(undefined);
  await site().converge();
  const life = await site().life(ONE);
  declare('48M');
  await site().converge();
  expect(isSame(life)).toBe(true);
  expect(readTrimmed(file(ONE, 'memory.low'))).toBe(String(48 * MIB));
  const vz = dirname(dirname(file(ONE, 'memory.low')));
  expect(Number(readTrimmed(`${vz}/memory.low`))).toBeGreaterThanOrEqual(48 * MIB);
  // Page cache, which can be taken at once.
  for (const ctid of [ONE, TWO])
    await execIn(ctid, 'dd if=/dev/zero of=/root/data bs=1M count=32 2> /dev/null; sync; cat /root/data > /dev/null');
  const before = { one: cached(ONE), two: cached(TWO) };
  expect(before.one).toBeGreaterThan(24);
  expect(before.two).toBeGreaterThan(24);
  writeFileSync(`${vz}/memory.reclaim`, '20M');
  const lost = { one: before.one - cached(ONE), two: before.two - cached(TWO) };
  expect(lost.two).toBeGreaterThan(12);
  expect(lost.one).toBeLessThan(4);
  put(file(ONE, 'memory.low'), '0');
  expect(await site().text()).toMatch(/^ {4}! memguarantee +\(none\) -> 48M/m);
  await site().converge();
  expect(readTrimmed(file(ONE, 'memory.low'))).toBe(String(48 * MIB));
  declare(undefined);
  await site().converge();
  expect(readTrimmed(file(ONE, 'memory.low'))).toBe('0');
  expect(await site().text()).toContain('No changes.');
});

test('memory that cannot be given back is not limited away, processes that run may be above numproc', async () => {
  site().declare({ two: { ctid: TWO, vswap: { ram: '128M', swap: 0 } } });
  await site().converge();
  const life = await site().life(TWO);
  // Holds 32 MiB until the pipe is read.
  await execIn(TWO, '(dd if=/dev/zero bs=32M count=1 | sleep 1000) > /dev/null 2>&1 < /dev/null & sleep 1');
  await until(
    'memory is held',
    () => Number(readTrimmed(file(TWO, isV1() ? 'memory.usage_in_bytes' : 'memory.current'))) > 32 * MIB,
  );
  site().declare({ two: { ctid: TWO, vswap: { ram: '16M', swap: 0 }, numproc: 2 } });
  const refused = (await site().plan()).containers.find(({ ctid }) => ctid === TWO);
  expect(refused?.refusals).toMatchObject([{ code: 'VZR344', pointer: '/cgroup/memory/ram' }]);
  expect(refused?.warnings.join('\n')).toMatch(/^numproc 2 is below the \d+ that run/m);
  site().declare({ two: { ctid: TWO, vswap: { ram: '128M', swap: 0 }, numproc: 2 } });
  await site().converge();
  expect(isSame(life)).toBe(true);
});
