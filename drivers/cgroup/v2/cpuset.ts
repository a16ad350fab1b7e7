// cpuset.cpus and cpuset.mems, Documentation/admin-guide/cgroup-v2.rst. Empty means what the parent has. Memory that is on
// other nodes moves when the nodes change.

import type { GroupFiles } from '../files.ts';
import { isOneNode } from '../values.ts';
import type { Version } from '../version.ts';

type Name = 'cpus' | 'mems';

const effective = (files: GroupFiles, group: string, name: Name): string | undefined =>
  files.tryRead(`${group}/cpuset.${name}.effective`);

const observe = (files: GroupFiles, group: string, name: Name): string | undefined =>
  files.tryRead(`${group}/cpuset.${name}`) || effective(files, group, name);

export const cpuset: Version['cpuset'] = {
  observe: (files, group, all) => {
    const cpus = observe(files, group, 'cpus');
    const mems = isOneNode(all.mems) ? all.mems : observe(files, group, 'mems');
    return cpus === undefined || mems === undefined ? undefined : { cpus, mems };
  },

  apply: (writer, group, { cpus, mems }) => {
    // Nearly every container may use all nodes, which is what a new group has.
    const was = observe(writer.files, group, 'mems');
    if (was !== mems) writer.set(group, 'cpuset.mems', mems, { initial: '', empty: was });
    writer.set(group, 'cpuset.cpus', cpus, { initial: '' });
  },

  prepareParent: () => undefined,

  ofParent: (files, mount, parent) => ({
    cpus: effective(files, parent, 'cpus') ?? effective(files, mount, 'cpus'),
    mems: effective(files, parent, 'mems') ?? effective(files, mount, 'mems'),
  }),
};
