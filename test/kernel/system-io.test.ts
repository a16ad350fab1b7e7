// Limits of the disk, seen from inside: they bite, change live, and are taken back when somebody else changes them.

import { expect, test } from 'vitest';
import { disksBelow } from '../../drivers/cgroup/disks.ts';
import { fields } from '../../reconciler/plan/fields.ts';
import { asCtid } from '../../schema/units.ts';
import { isSame, limitFile, put } from '../helpers/real-host.ts';
import { execIn, type Site } from '../helpers/site.ts';
import { useSite } from './own-site.ts';

const CT = 61_291;
const site = useSite('io', /vzr-io|\b6129\d\b|veth6129/);

async function bring(more: Readonly<Record<string, unknown>> = {}): ReturnType<Site['life']> {
  site().declare({ box: { ctid: CT, ...more } });
  await site().converge();
  return site().life(CT);
}

/** Seconds that a transfer past the page cache takes inside. */
async function seconds(script: string): Promise<number> {
  const from = performance.now();
  const { status, output } = await execIn(CT, `${script} 2>&1`);
  expect(status, output).toBe(0);
  return (performance.now() - from) / 1000;
}

test('iolimit holds writes and reads back, each, and changes live', async () => {
  const life = await bring();
  const write = 'dd if=/dev/zero of=/root/large bs=1M count=8 oflag=direct';
  const read = 'dd if=/root/large of=/dev/null bs=1M iflag=direct';
  const free = [await seconds(write), await seconds(read)] as const;
  await bring({ iolimit: '2M' });
  // Eight pieces at two a second; the first may pass at once.
  expect(await seconds(write)).toBeGreaterThan(free[0] + 2.5);
  expect(await seconds(read)).toBeGreaterThan(free[1] + 2.5);
  const counted = (await site().host.transfers?.())?.get(asCtid(CT));
  // What was moved before there was a limit is counted on cgroup v2 alone.
  expect(counted?.written).toBeGreaterThanOrEqual(8 * 1024 * 1024);
  expect(counted?.read).toBeGreaterThanOrEqual(8 * 1024 * 1024);
  expect(counted?.writes).toBeGreaterThan(0);
  await bring({ iolimit: '1G' });
  expect(await seconds(write)).toBeLessThan(free[0] + 2.5);
  expect(isSame(life)).toBe(true);
});

test('iopslimit holds the number of transfers back, and changes live', async () => {
  const life = await bring();
  const write = 'dd if=/dev/zero of=/root/small bs=4k count=60 oflag=direct';
  const free = await seconds(write);
  await bring({ iopslimit: 20 });
  // Sixty at twenty a second, of which the disk's own time is a part.
  expect(await seconds(write)).toBeGreaterThan(Math.max(2.5, free));
  await bring({ iopslimit: 100_000 });
  expect(await seconds(write)).toBeLessThan(free + 2);
  expect(isSame(life)).toBe(true);
});

test('what somebody made different for reads and writes is drift, and is taken back', async () => {
  const life = await bring({ iolimit: '8M', iopslimit: 100 });
  const [disk = ''] = disksBelow(site().root.path);
  for (const [v1, v2, number] of [
    ['blkio.throttle.read_bps_device', 'rbps', 1_048_576],
    ['blkio.throttle.write_iops_device', 'wiops', 70],
  ] as const) {
    const file = limitFile('io', CT, { v1, v2: 'io.max' });
    put(file, file.endsWith('io.max') ? `${disk} ${v2}=${number}` : `${disk} ${number}`);
  }
  const text = await site().text();
  expect(text).toMatch(/^ {4}! iolimit +mixed -> 8M/m);
  expect(text).toMatch(/^ {4}! iopslimit +mixed -> 100\/s /m);
  await site().converge();
  expect(await site().text()).toContain('No changes.');
  expect(isSame(life)).toBe(true);
});

test('what keeps a limit is told for each, with what the kernel says of it', async () => {
  await bring({ iolimit: '2M', iopslimit: 100, numproc: 33, vswap: { ram: '48M', swap: 0 } });
  const facts = (await site().host.limits?.(asCtid(CT))) ?? [];
  // What a container is, not what it may have.
  const identity =
    /^\/(lifecycle|rootfs\/(template|layout)|network\/addresses|namespace\/(hostname|nameservers|searchdomains|idmap|devices))(\/|$)/;
  const limits = fields.map(({ pointer }) => pointer).filter((pointer) => !identity.test(pointer));
  expect(facts.map(({ pointer }) => pointer).sort()).toEqual(limits.sort());
  const of = (pointer: string) => facts.find((fact) => fact.pointer === pointer);
  expect(of('/cgroup/pids/max')).toEqual({
    pointer: '/cgroup/pids/max',
    mechanism: 'pids.max',
    value: '33',
    force: 'enforced',
  });
  expect(of('/cgroup/memory/ram')?.value).toBe(String(48 * 1024 * 1024));
  expect(of('/cgroup/io/bytes')?.value).toContain(String(2 * 1024 * 1024));
  expect(of('/cgroup/io/bytes')?.force).toBe(
    of('/cgroup/io/bytes')?.mechanism === 'io.max' ? 'enforced' : 'approximated',
  );
  expect(of('/quota/space')).toMatchObject({ value: String(64 * 1024 * 1024), force: 'enforced' });
  for (const { force, note } of facts) if (force === 'refused') expect(note).toBeDefined();
});
