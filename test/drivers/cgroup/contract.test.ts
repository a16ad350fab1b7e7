import { cgroupContract } from './contract.ts';
import { type FakeHost, fakeKernel } from './fake-kernel.ts';
import { sleptClock } from './hosts.ts';

const hosts: Readonly<Record<string, FakeHost>> = {
  'v2 in memory': { v2: { mount: '/cg', controllers: ['cpuset', 'cpu', 'io', 'memory', 'hugetlb', 'pids'] } },
  'v1 in memory': {
    v1: {
      '/cg/memory': ['memory'],
      '/cg/cpu,cpuacct': ['cpu', 'cpuacct'],
      '/cg/cpuset': ['cpuset'],
      '/cg/blkio': ['blkio'],
      '/cg/pids': ['pids'],
      '/cg/devices': ['devices'],
      '/cg/freezer': ['freezer'],
    },
  },
  'hybrid in memory, pids on v2': {
    v1: { '/cg/memory': ['memory'], '/cg/cpu': ['cpu'], '/cg/cpuset': ['cpuset'] },
    v2: { mount: '/cg/unified', controllers: ['io', 'pids', 'hugetlb'] },
  },
  'v1 in memory, all controllers in one hierarchy': {
    v1: { '/all': ['memory', 'cpu', 'cpuset', 'blkio', 'pids', 'devices'] },
  },
};

for (const [name, host] of Object.entries(hosts)) {
  const kernel = fakeKernel(host);
  const clock = sleptClock();
  cgroupContract(name, () => ({ files: kernel, clock, disks: () => ['8:0', '259:1'] }), [101, 102]);
}
