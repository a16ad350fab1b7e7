// The contract suite of the cgroup driver on the real kernel, whichever version it has.

import { kernelFiles } from '../../drivers/cgroup/files.ts';
import { cgroupContract, realClock } from '../drivers/cgroup/contract.ts';
import { describeCgroups } from './cgroup-host.ts';

describeCgroups('cgroup contract', () => {
  cgroupContract('real kernel', () => ({ files: kernelFiles, clock: realClock }), [60_101, 60_102]);
});
