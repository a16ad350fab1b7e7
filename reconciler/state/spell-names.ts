// How a manifest writes what a container is called and how it runs.

import { formatDuration } from '../../schema/units.ts';
import type { Spelling } from './spelling.ts';

export const nameSpellings: readonly Spelling[] = [
  {
    path: ['state'],
    pointers: ['/lifecycle/state'],
    write: ({ lifecycle }) => lifecycle && { value: lifecycle.state },
  },
  {
    path: ['hostname'],
    pointers: ['/namespace/hostname'],
    write: ({ namespace }, { name }) => namespace && { value: namespace.hostname, usual: namespace.hostname === name },
  },
  {
    path: ['idmap', 'base'],
    pointers: ['/namespace/idmap/base'],
    write: ({ namespace }, { ctid }) =>
      namespace && { value: namespace.idmap.base, usual: namespace.idmap.base === ctid * 65_536 },
  },
  {
    path: ['init'],
    pointers: ['/lifecycle/init'],
    // A stopped container has none.
    write: ({ lifecycle }) => (lifecycle?.init.length ? { value: lifecycle.init } : undefined),
  },
  {
    path: ['stopTimeout'],
    pointers: ['/lifecycle/stopTimeout'],
    write: ({ lifecycle }) => (lifecycle?.init.length ? { value: formatDuration(lifecycle.stopTimeout) } : undefined),
  },
];
