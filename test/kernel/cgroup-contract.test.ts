// The contract suite of the cgroup driver on the real kernel, whichever version it has: in the vz that is there, whoever
// made it, and in one that is made by the first container.

import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll } from 'vitest';
import { type Hierarchy, type Layout, readLayout } from '../../drivers/cgroup/detect.ts';
import { disksBelow } from '../../drivers/cgroup/disks.ts';
import { cgroupDriver } from '../../drivers/cgroup/driver.ts';
import { kernelFiles } from '../../drivers/cgroup/files.ts';
import { cgroupContract, realClock } from '../drivers/cgroup/contract.ts';
import { describeCgroups } from './cgroup-host.ts';

const disks = (): readonly string[] => disksBelow('/var/tmp');

describeCgroups('cgroup contract', () => {
  cgroupContract('real kernel', () => ({ files: kernelFiles, clock: realClock, disks }), [60_101, 60_102]);
});

/** The host's layout, with a group of our own in place of each mount point. */
function layoutInside(name: string): Layout {
  const layout = readLayout(kernelFiles);
  const inside = (one: Hierarchy): Hierarchy => ({ ...one, mount: `${one.mount}/${name}` });
  const hierarchies = layout.hierarchies.map(inside);
  const [identity = inside(layout.identity)] = hierarchies;
  const placed = Object.entries(layout.controllers).map(([controller, one]) => [
    controller,
    hierarchies[layout.hierarchies.indexOf(one)],
  ]);
  const sockets = layout.sockets && { sockets: inside(layout.sockets) };
  return { ...layout, ...sockets, hierarchies, identity, controllers: Object.fromEntries(placed) };
}

describeCgroups('cgroup contract, fresh vz', () => {
  const layout = layoutInside(`vzr-test-${process.pid}`);
  const host = { files: kernelFiles, clock: realClock, layout: () => layout, disks };
  beforeAll(() => {
    for (const { mount } of layout.hierarchies) mkdirSync(mount);
    const { cpuset } = layout.controllers;
    for (const file of cpuset?.version === 'v1' ? ['mems', 'cpus'] : []) {
      const above = readFileSync(`${cpuset?.mount}/../cpuset.effective_${file}`);
      writeFileSync(`${cpuset?.mount}/cpuset.${file}`, above);
    }
  });
  afterAll(() => {
    cgroupDriver(host).dismantle();
    for (const { mount } of layout.hierarchies) rmdirSync(mount);
  });
  cgroupContract('real kernel', () => host, [60_101, 60_102]);
});
