// cpuset.cpus and cpuset.mems, Documentation/admin-guide/cgroup-v1/cpusets.rst. A fresh group has neither and takes no
// process (ENOSPC), unless its parent hands on what it has; a CPU that goes offline leaves every list for good.

import type { GroupFiles } from '../files.ts';
import type { Version } from '../version.ts';

export const cpuset: Version['cpuset'] = {
  observe: (files, group) => {
    const cpus = files.tryRead(`${group}/cpuset.cpus`);
    return cpus === undefined ? undefined : { cpus };
  },

  apply: (writer, group, { cpus }) => {
    const { files } = writer;
    const initial = files.read(`${group}/cpuset.cpus`);
    // Both come from the parent or none; nodes are written first.
    if (initial === '' || (!writer.isNew(group) && files.read(`${group}/cpuset.mems`) === '')) {
      const parent = above(group);
      prepareParent(files, above(parent), parent);
      writer.set(group, 'cpuset.mems', files.read(`${parent}/cpuset.mems`));
    }
    writer.set(group, 'cpuset.cpus', cpus, { initial });
  },

  prepareParent,

  parentCpus: (files, mount, parent) =>
    files.tryRead(`${parent}/cpuset.cpus`) || files.tryRead(`${mount}/cpuset.effective_cpus`),
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
