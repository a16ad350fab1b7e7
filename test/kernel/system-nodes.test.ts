// Memory nodes, seen from outside: where the memory of a process is, and that it moves when the nodes change.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseCpuList } from '../../drivers/procfs/cpu-list.ts';
import { CPUS, isSame, limitFile, NODES, pidsOfGroups, put, readTrimmed, until } from '../helpers/real-host.ts';
import { execIn, type Site } from '../helpers/site.ts';
import { useSite } from './own-site.ts';

const CT = 61_311;
const site = useSite('nodes', /vzr-nodes|\b6131\d\b|veth6131/);

async function bring(more: Readonly<Record<string, unknown>>): ReturnType<Site['life']> {
  site().declare({ box: { ctid: CT, ...more } });
  await site().converge();
  return site().life(CT);
}

const online = (): readonly number[] => parseCpuList(readTrimmed('/sys/devices/system/node/has_memory'), 'nodes');

/** Pages of a process on a node: numa(7), /proc/PID/numa_maps. */
function pagesOn(pid: number, node: number): number {
  const counts = readFileSync(`/proc/${pid}/numa_maps`, 'utf8').matchAll(new RegExp(`\\bN${node}=(\\d+)`, 'g'));
  return [...counts].reduce((sum, [, pages]) => sum + Number(pages), 0);
}

test('a node that is not there is refused at its line before anything is made', async () => {
  site().declare({ box: { ctid: CT, nodemask: '0,1000' } });
  const { plan } = await site().pass();
  const [refusal] = plan?.containers[0]?.refusals ?? [];
  expect(refusal).toMatchObject({ code: 'VZR340', pointer: '/cgroup/cpuset/mems', origin: { path: 'all.yaml' } });
  expect(readFileSync(`${site().dir}/all.yaml`, 'utf8').split('\n')[(refusal?.origin?.line ?? 0) - 1]).toContain(
    'nodemask',
  );
  expect(pidsOfGroups(CT)).toEqual([]);
});

test('cpumask: auto is the CPUs of the nodes, and both can be seen inside', async () => {
  await bring({ nodemask: '0', cpumask: 'auto' });
  const cpus = readTrimmed('/sys/devices/system/node/node0/cpulist');
  expect(readTrimmed(limitFile('cpuset', CT, CPUS))).toBe(cpus);
  const { output } = await execIn(CT, 'grep _allowed_list /proc/self/status');
  expect(output).toMatch(new RegExp(`^Cpus_allowed_list:\\s+${cpus}$`, 'm'));
  expect(output).toMatch(/^Mems_allowed_list:\s+0$/m);
  expect(await site().text()).toContain('No changes.');
});

test('memory comes from the nodes, moves with them live, and drift is taken back', async (context) => {
  const [first = 0, second] = online();
  if (second === undefined) context.skip('this machine has one memory node (guests of npm run test:vm have two)');
  const life = await bring({ nodemask: `${second}` });
  // Holds 16 MiB until the pipe is read.
  await execIn(CT, '(dd if=/dev/zero bs=16M count=1 | sleep 1000) > /dev/null 2>&1 < /dev/null &');
  const holder = (): number | undefined =>
    pidsOfGroups(CT).find(
      (pid) => readTrimmed(`/proc/${pid}/comm`) === 'dd' && pagesOn(pid, first) + pagesOn(pid, second ?? 0) > 4000,
    );
  await until('memory is held', () => holder() !== undefined);
  const pid = holder() ?? 0;
  expect(pagesOn(pid, second ?? 0)).toBeGreaterThan(4000);
  await bring({ nodemask: `${first}` });
  await until('memory has moved', () => pagesOn(pid, first) > 4000);
  expect(isSame(life)).toBe(true);
  put(limitFile('cpuset', CT, NODES), `${second}`);
  expect(await site().text()).toMatch(new RegExp(`^ {4}! nodemask +${second} -> ${first}\\b`, 'm'));
  await site().converge();
  expect(readTrimmed(limitFile('cpuset', CT, NODES))).toBe(`${first}`);
  expect(await site().text()).toContain('No changes.');
  expect(isSame(life)).toBe(true);
});
