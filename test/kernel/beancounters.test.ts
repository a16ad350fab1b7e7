// Beancounters of a running container: what is used inside is counted, and what was refused as well.

import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { networkCounters } from '../../drivers/beancounters/network.ts';
import type { Counter } from '../../reconciler/port/tools.ts';
import { asCtid } from '../../schema/units.ts';
import { atPace } from '../helpers/pace.ts';
import { pidsOfGroups } from '../helpers/real-host.ts';
import { execIn } from '../helpers/site.ts';
import { missingTools } from '../helpers/tools.ts';
import { useSite } from './own-site.ts';
import { makeProbed, probed } from './probed.ts';

const CT = 61_301;
const site = useSite('ubc', /vzr-ubc|\b6130\d\b|veth6130/, async (opened) => {
  await makeProbed(opened.root.path, 'hold', 'buffers');
  const box = { ctid: CT, template: 'probed', numproc: 40, vswap: { ram: '64M', swap: 0 } };
  opened.declare({ box }, [probed]);
  await opened.converge();
});

const counters = async (): Promise<Readonly<Record<string, Counter>>> =>
  (await site().host.beancounters?.(asCtid(CT))) ?? {};
const of = async (name: string): Promise<Counter> => (await counters())[name] ?? { held: -1 };
/** Starts something inside that stays, and waits for its word. */
const start = (script: string) => execIn(CT, `(${script}) > /dev/null 2>&1 < /dev/null & sleep 0.5`);

test('processes and memory are those of the group, with their limits', async () => {
  const { numproc, physpages, swappages, kmemsize } = await counters();
  expect(numproc).toMatchObject({ held: pidsOfGroups(CT).length, limit: 40, failcnt: 0 });
  expect(physpages?.limit).toBe((64 * 1024 * 1024) / 4096);
  expect(physpages?.held).toBeGreaterThan(10);
  expect(physpages?.maxheld ?? 0).toBeGreaterThanOrEqual(physpages?.held ?? 0);
  expect(swappages?.limit).toBe(0);
  expect(kmemsize?.held).toBeGreaterThan(0);
});

test('sockets, files, locks and terminals are counted', async () => {
  const was = await counters();
  await start('nc -l -p 5001');
  await start('exec /bin/hold /root/lock');
  const now = await counters();
  const more = (name: string): number => (now[name]?.held ?? 0) - (was[name]?.held ?? 0);
  expect(more('numtcpsock')).toBe(1);
  expect(more('numflock')).toBe(1);
  expect(more('numpty')).toBe(1);
  expect(more('numfile')).toBeGreaterThan(5);
  expect(more('privvmpages')).toBeGreaterThan(0);
});

test('shared memory is counted in pages', async () => {
  const { held } = await of('shmpages');
  await execIn(CT, 'dd if=/dev/zero of=/dev/shm/eight bs=1M count=8 2> /dev/null');
  expect((await of('shmpages')).held - held).toBe((8 * 1024 * 1024) / 4096);
});

test('buffers that nobody reads are counted by their kinds, in milliseconds', async () => {
  const names = ['tcpsndbuf', 'tcprcvbuf', 'dgramrcvbuf', 'othersockbuf'] as const;
  const was = await counters();
  const bytes = 60_000;
  await execIn(CT, `(buffers ${bytes} > /tmp/took 2>&1 < /dev/null &); until [ -s /tmp/took ]; do sleep 0.1; done`);
  const took = Number((await execIn(CT, 'cat /tmp/took')).output);
  const now = await counters();
  const [tcpsndbuf, tcprcvbuf, dgramrcvbuf, othersockbuf] = names.map(
    (name) => (now[name]?.held ?? 0) - (was[name]?.held ?? 0),
  );
  // The kernel counts what it allocated: at least the data, and no more than a few times that.
  expect(tcpsndbuf).toBeGreaterThan(0);
  expect((tcpsndbuf ?? 0) + (tcprcvbuf ?? 0)).toBeGreaterThanOrEqual(took);
  expect((tcpsndbuf ?? 0) + (tcprcvbuf ?? 0)).toBeLessThan(8 * took);
  for (const held of [dgramrcvbuf, othersockbuf]) {
    expect(held).toBeGreaterThanOrEqual(bytes);
    expect(held).toBeLessThan(8 * bytes);
  }
  const init = (await site().life(CT)).pid;
  const times = Array.from({ length: 9 }, () => {
    const begun = performance.now();
    networkCounters(init);
    return performance.now() - begun;
  }).sort((one, other) => one - other);
  expect(times[4]).toBeLessThan(atPace(20));
  await execIn(CT, 'killall buffers; sleep 0.2');
  const after = await counters();
  for (const name of names) expect(after[name]?.held).toBe(was[name]?.held);
});

test('rules of the packet filter are counted, of nftables and of legacy iptables', async (ctx) => {
  const reason = missingTools('nftables', 'iptables');
  if (reason !== undefined) ctx.skip(reason);
  const { pid } = await site().life(CT);
  const inside = (...argv: string[]): string =>
    execFileSync('nsenter', ['-t', String(pid), '-n', ...argv], { encoding: 'utf8' });
  const { held } = await of('numiptent');
  inside('nft', 'add table inet t; add chain inet t c; add rule inet t c counter; add rule inet t c drop');
  expect((await of('numiptent')).held).toBe(held + 2);
  inside('nft', 'delete table inet t');
  inside('iptables-legacy', '-t', 'filter', '-L');
  const empty = (await of('numiptent')).held;
  inside('iptables-legacy', '-A', 'INPUT', '-j', 'ACCEPT');
  expect((await of('numiptent')).held).toBe(empty + 1);
  expect((await of('numiptent')).maxheld).toBeGreaterThanOrEqual(empty + 1);
});

test('a refused fork is counted', async () => {
  await execIn(CT, 'i=0; while [ $i -lt 60 ]; do sleep 2 & i=$((i+1)); done 2> /dev/null; true');
  expect((await of('numproc')).failcnt).toBeGreaterThan(0);
});

test('a limit that was hit is told once, with the line that set it, also to another life of the program', async () => {
  const fork = async (): Promise<void> => {
    await execIn(CT, 'i=0; while [ $i -lt 60 ]; do sleep 1 & i=$((i+1)); done 2> /dev/null; true');
    await sleep(1200);
  };
  // Those of the test before.
  await sleep(2000);
  await site().pass();
  await fork();
  const { hits = [] } = await site().pass();
  const hit = hits.find(({ counter }) => counter === 'numproc');
  expect(hit).toMatchObject({ ctid: CT, name: 'box', by: expect.any(Number), origin: { path: 'all.yaml' } });
  expect(hit?.failcnt).toBe((await of('numproc')).failcnt);
  expect((await site().pass()).hits ?? []).toEqual([]);
  await fork();
  const other = await site().root.open();
  try {
    const found = (await other.shortages?.()) ?? [];
    expect(found).toMatchObject([{ ctid: CT, counter: 'numproc' }]);
    expect(found[0]?.failcnt).toBe((found[0]?.by ?? 0) + (hit?.failcnt ?? 0));
  } finally {
    await other.close();
  }
});

test('the most there was is remembered by another life of the program, and not by another init', async () => {
  const { held: idle } = await of('numpty');
  await start('exec /bin/hold /root/most');
  await site().host.shortages?.();
  const other = await site().root.open();
  try {
    await other.shortages?.();
    await execIn(CT, 'killall hold; sleep 0.5');
    expect((await other.beancounters?.(asCtid(CT)))?.['numpty']).toMatchObject({ held: 0, maxheld: idle + 1 });
  } finally {
    await other.close();
  }
  site().declare({ box: { ctid: CT, template: 'probed', state: 'stopped' } }, [probed]);
  await site().converge();
  site().declare({ box: { ctid: CT, template: 'probed' } }, [probed]);
  await site().converge();
  expect(await of('numpty')).toMatchObject({ held: 0, maxheld: 0 });
});
