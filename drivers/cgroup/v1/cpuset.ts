// cpuset.cpus and cpuset.mems, Documentation/admin-guide/cgroup-v1/cpusets.rst. A fresh group has neither and takes no
// process (ENOSPC); a CPU that goes offline leaves every list for good.

import type { Version } from '../version.ts';

export const cpuset: Version['cpuset'] = {
  observe: (files, group) => {
    const cpus = files.tryRead(`${group}/cpuset.cpus`);
    return cpus === undefined ? undefined : { cpus };
  },

  apply: (writer, group, { cpus }) => {
    const parent = group.slice(0, group.lastIndexOf('/'));
    writer.set(`${group}/cpuset.mems`, writer.files.read(`${parent}/cpuset.mems`));
    writer.set(`${group}/cpuset.cpus`, cpus);
  },

  prepareParent: (files, mount, parent) => {
    // An operator may have narrowed the parent: only an empty one is filled.
    for (const [file, from] of [
      ['cpuset.mems', 'cpuset.effective_mems'],
      ['cpuset.cpus', 'cpuset.effective_cpus'],
    ] as const) {
      if (files.read(`${parent}/${file}`) === '') files.write(`${parent}/${file}`, files.read(`${mount}/${from}`));
    }
  },

  parentCpus: (files, mount, parent) =>
    files.tryRead(`${parent}/cpuset.cpus`) || files.tryRead(`${mount}/cpuset.effective_cpus`),
};
