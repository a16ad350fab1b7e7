// cpuset.cpus, Documentation/admin-guide/cgroup-v2.rst. Empty means what the parent has; memory nodes are inherited.

import type { Version } from '../version.ts';

export const cpuset: Version['cpuset'] = {
  observe: (files, group) => {
    const cpus = files.tryRead(`${group}/cpuset.cpus`) || files.tryRead(`${group}/cpuset.cpus.effective`);
    return cpus === undefined ? undefined : { cpus };
  },

  apply: (writer, group, { cpus }) => writer.set(group, 'cpuset.cpus', cpus, { initial: '' }),

  prepareParent: () => undefined,

  parentCpus: (files, mount, parent) =>
    files.tryRead(`${parent}/cpuset.cpus.effective`) ?? files.tryRead(`${mount}/cpuset.cpus.effective`),
};
