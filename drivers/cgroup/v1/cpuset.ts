// cpuset.cpus and cpuset.mems, Documentation/admin-guide/cgroup-v1/cpusets.rst. A fresh group has neither and takes no
// process (ENOSPC), unless its parent hands on what it has; a CPU that goes offline leaves every list for good.

import type { GroupFiles } from '../files.ts';
import { isOneNode } from '../values.ts';
import type { Version } from '../version.ts';

export const cpuset: Version['cpuset'] = {
  observe: (files, group, all) => {
    const cpus = files.tryRead(`${group}/cpuset.cpus`);
    const mems = isOneNode(all.mems) ? all.mems : files.tryRead(`${group}/cpuset.mems`);
    return cpus === undefined || mems === undefined ? undefined : { cpus, mems };
  },

  apply: (writer, group, { cpus, mems }) => {
    const { files } = writer;
    const had = { cpus: files.read(`${group}/cpuset.cpus`), mems: files.read(`${group}/cpuset.mems`) };
    if (had.cpus === '' || had.mems === '') prepareParent(files, above(above(group)), above(group));
    // Without it what is on other nodes stays there.
    if (had.mems !== mems && had.mems !== '') writer.set(group, 'cpuset.memory_migrate', '1', { initial: '0' });
    writer.set(group, 'cpuset.mems', mems, { initial: had.mems });
    writer.set(group, 'cpuset.cpus', cpus, { initial: had.cpus });
  },

  prepareParent,

  ofParent: (files, mount, parent) => ({
    cpus: files.tryRead(`${parent}/cpuset.cpus`) || files.tryRead(`${mount}/cpuset.effective_cpus`),
    mems: files.tryRead(`${parent}/cpuset.mems`) || files.tryRead(`${mount}/cpuset.effective_mems`),
  }),
};

const above = (group: string): string => group.slice(0, group.lastIndexOf('/'));

function prepareParent(files: GroupFiles, mount: string, parent: string): void {
  // An operator may have narrowed the parent: only an empty one is filled, and made to hand on what it has.
  let filled = false;
  for (const [file, from] of [
    ['cpuset.mems', 'cpuset.effective_mems'],
    ['cpuset.cpus', 'cpuset.effective_cpus'],
  ] as const) {
    if (files.read(`${parent}/${file}`) !== '') continue;
    files.write(`${parent}/${file}`, files.read(`${mount}/${from}`));
    filled = true;
  }
  if (filled) files.write(`${parent}/cgroup.clone_children`, '1');
}
