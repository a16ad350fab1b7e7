// Beside what belongs to somebody else, which is refused and stays; after others changed what is ours, which is seen and
// taken back.

import { existsSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { renderText } from '../../reconciler/plan/render-text.ts';
import { exitClass, summarize } from '../../reconciler/plan/summary.ts';
import type { PassResult } from '../../reconciler/run/reconcile.ts';
import { makeGroup } from '../helpers/groups.ts';
import { shell } from '../helpers/program.ts';
import { CPUS, groupMounts, isSame, limitFile, NUMPROC, put, RAM } from '../helpers/real-host.ts';
import { execIn, openSite } from '../helpers/site.ts';
import { missingTools } from '../helpers/tools.ts';
import { useSite } from './own-site.ts';
import { life, lives } from './program-site.ts';

const [A, C] = [61_281, 61_283];
const a = { ctid: A, ips: ['10.210.2.81'] };
const site = useSite('others', /vzr-others|\b6128\d\b|veth6128/);
afterEach(() => (missingTools() === undefined ? site().root.empty() : undefined));

/** What became of each container of a pass, by name: "a: create done", "c: create failed ...". */
const ends = ({ outcomes }: PassResult): readonly string[] =>
  outcomes.map(({ name, action, result, error }) => `${name}: ${action} ${result} ${error ?? ''}`.trim()).sort();
const planned = ({ plan }: PassResult): string => (plan === undefined ? '' : renderText(plan));

describe('what belongs to somebody else', () => {
  test('a group of our name is refused and stays', async () => {
    const groups = groupMounts().map((mount) => join(mount, 'vz', String(C)));
    groups.forEach(makeGroup);
    try {
      site().declare({ a, c: { ctid: C } });
      const pass = await site().pass();
      expect(planned(pass)).toMatch(/refused: VZR338 there is a group .*\/vz\/61283 that was not made by vzreconcile/);
      expect(ends(pass)).toEqual(['a: create done']);
      site().declare({});
      await site().pass({ yes: true });
      expect(life(A)).toBeUndefined();
      expect(groups.every((group) => existsSync(group))).toBe(true);
    } finally {
      for (const group of groups) rmdirSync(group);
    }
  });

  test('a container of another root is refused and left alone', async () => {
    site().declare({ a });
    await site().converge();
    const held = lives(A);
    const other = await openSite('others-too');
    try {
      other.declare({ a });
      const said = `refused: VZR338 the ctid ${A} is in use on this host, under the root ${site().root.path}`;
      expect(await other.text()).toContain(said);
      const pass = await other.pass({ yes: true });
      expect(planned(pass)).toContain(said);
      expect(ends(pass)).toEqual([]);
      expect(isSame(held)).toBe(true);
      expect(await site().text()).toContain('No changes.');
    } finally {
      await other.close();
    }
  });

  test('a link of our name is refused and stays', async () => {
    shell(`ip link add veth${C}.0 type veth peer name vzr-peer28`);
    try {
      site().declare({ a, c: { ctid: C, ips: ['10.210.2.83'] } });
      const pass = await site().pass();
      expect(ends(pass)).toEqual(['a: create done', expect.stringMatching(/^c: create failed .*is not ours/)]);
      expect(life(C)).toBeUndefined();
      expect(life(A)).toBeDefined();
      site().declare({});
      await site().pass({ yes: true });
      expect(shell(`ip -o link show veth${C}.0`)).toContain('veth');
    } finally {
      shell(`ip link del veth${C}.0`);
    }
  });

  test('an address of the host, or routed elsewhere, is refused', async () => {
    const links = 'ip link add vzr-test28 type veth peer name vzr-peer28 && ip link set vzr-test28 up';
    shell(`${links} && ip link set vzr-peer28 up && ip route add 10.210.2.84/32 dev vzr-test28`);
    try {
      site().declare({ a, c: { ctid: C, ips: ['10.210.2.84'] }, d: { ctid: 61_284, ips: ['127.0.0.2'] } });
      const loopback = await site().pass();
      expect(loopback.problems.map(({ message }) => message)).toEqual([expect.stringContaining('127.0.0.2')]);
      expect(ends(loopback)).toEqual([]);
      site().declare({ a, c: { ctid: C, ips: ['10.210.2.84'] } });
      const pass = await site().pass();
      const c = expect.stringMatching(/^c: .*10\.210\.2\.84 is routed to link vzr-test28/);
      expect(ends(pass)).toEqual(['a: create done', c]);
      expect(life(A)).toBeDefined();
    } finally {
      shell('ip link del vzr-test28');
    }
  });
});

test('drift is shown all at once with !, looking changes nothing, and a pass takes it back', async () => {
  site().declare({ a: { ...a, hostname: 'a.example', nameservers: ['192.0.2.53'], cpumask: '0-1' } });
  await site().converge();
  const held = lives(A);
  put(limitFile('memory', A, RAM), String(40 * 1024 * 1024));
  put(limitFile('pids', A, NUMPROC), '20');
  put(limitFile('cpuset', A, CPUS), '0');
  await execIn(
    A,
    'hostname drifted; echo nameserver 192.0.2.66 > /etc/resolv.conf; ip address del 10.210.2.81/32 dev venet0',
  );
  for (const _twice of [1, 2]) {
    const plan = await site().plan();
    expect(exitClass(summarize(plan))).toBe('changes');
    const text = renderText(plan);
    for (const label of ['ram', 'numproc', 'cpumask', 'hostname', 'nameservers', 'ips'])
      expect(text, label).toMatch(new RegExp(`^ {4}! ${label} `, 'm'));
    expect(text).toMatch(/^ {2}! Container\/a \(61281\)/m);
  }
  expect(readFileSync(limitFile('pids', A, NUMPROC), 'utf8').trim()).toBe('20');
  await site().converge();
  expect(await site().text()).toContain('No changes.');
  expect(isSame(held)).toBe(true);
});
