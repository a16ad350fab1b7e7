// Two hundred containers up and down: what they cost the host while they run, and that nothing of them is left.

import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Inventory, takeInventory } from '../helpers/inventory.ts';
import { atPace } from '../helpers/pace.ts';
import { isSame, pidsOfGroups } from '../helpers/real-host.ts';
import { type ContainerSpec, execIn, openSite, type Site } from '../helpers/site.ts';
import { missingTools } from '../helpers/tools.ts';

const reason = missingTools();
const COUNT = 200;
const MINE = /vzr-scale|\b61[01]\d\d\b|veth61[01]\d\d\./;
const ctids = Array.from({ length: COUNT }, (_, index) => 61_000 + index);
let site: Site;
let bare: Inventory;

beforeAll(async () => {
  if (reason !== undefined) return;
  bare = takeInventory(MINE);
  site = await openSite('scale');
  // One container brings up what the host keeps beside containers: the pool, the template, the player, the sockets.
  site.declare(boxes(1));
  await site.converge();
  site.declare({});
  await site.converge({ yes: true });
});
afterAll(async () => {
  if (site === undefined) return;
  await site.close();
  expect(closed(takeInventory(MINE))).toEqual(closed(bare));
});
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

/** Between two suites the test runner has opened files of its own. */
const closed = (all: Inventory): Inventory => ({ ...all, fds: [] });

const boxes = (count: number): Record<string, ContainerSpec> =>
  Object.fromEntries(
    ctids.slice(0, count).map((ctid, index) => [
      `box-${index}`,
      {
        ctid,
        ips: [`10.210.1.${index + 1}`, `fd00:210::1:${index + 1}`],
        vswap: { ram: '16M', swap: 0 },
        cpumask: '0',
      },
    ]),
  );

/** Host pids of this process's descendants and of everything else that runs, by kind of root. */
function processes(): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
      found.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // Ended meanwhile.
    }
  }
  return found;
}

function descendants(): readonly number[] {
  const all = processes();
  const below = (pid: number): number[] =>
    [...all].filter(([, parent]) => parent === pid).flatMap(([child]) => [child, ...below(child)]);
  return below(process.pid);
}

test('two hundred containers come up, cost no process beside their own, and leave nothing', {
  timeout: atPace(60_000),
}, async () => {
  const before = { inventory: takeInventory(MINE), helpers: descendants() };
  site.declare(boxes(COUNT));
  const up = await site.converge();
  expect(up.outcomes).toHaveLength(COUNT);
  const pids = await site.host.pids();
  expect(pids.size).toBe(COUNT);

  const own = new Set(ctids.flatMap((ctid) => pidsOfGroups(ctid)));
  expect(own.size).toBeGreaterThanOrEqual(COUNT);
  expect(descendants().filter((pid) => !own.has(pid))).toEqual(before.helpers);
  const running = takeInventory(MINE);
  expect(running.links).toHaveLength(COUNT);
  // Roots are mounted in the containers' own mount namespaces.
  expect(running.mounts).toEqual(before.inventory.mounts);
  expect(running.loops).toEqual(before.inventory.loops);
  expect(running.zombies).toEqual([]);
  expect((await site.plan()).containers.filter(({ action }) => action !== 'none')).toEqual([]);
  const [first, last] = [await site.life(61_000), await site.life(61_199)];
  expect((await execIn(61_000, 'ping -c 1 -W 2 10.210.1.200 > /dev/null; echo $?')).output).toBe('0');

  // One limit of one container: nobody else is touched.
  const changed = boxes(COUNT);
  site.declare({ ...changed, 'box-7': { ...(changed['box-7'] as ContainerSpec), numproc: 30 } });
  expect((await site.converge()).outcomes).toMatchObject([{ name: 'box-7', action: 'change' }]);
  expect(isSame(first) && isSame(last)).toBe(true);

  site.declare({});
  const refused = await site.pass();
  expect(refused.plan?.refusals).toMatchObject([{ code: 'VZR501' }]);
  expect((await site.host.pids()).size).toBe(COUNT);
  const down = await site.converge({ yes: true });
  expect(down.outcomes).toHaveLength(COUNT);
  expect(takeInventory(MINE)).toEqual(before.inventory);
  expect(descendants()).toEqual(before.helpers);
  expect(readdirSync(`${site.root.path}/pool/private`)).toEqual([]);
});
