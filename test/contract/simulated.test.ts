import { simulatedHost } from '../../drivers/simulated/host.ts';
import { busybox } from '../plan/builders.ts';
import { describeHostContract } from './host-contract.ts';

for (const softLimits of [false, true]) {
  describeHostContract(
    `the simulated host ${softLimits ? 'with' : 'without'} soft limits`,
    async () => {
      let host = simulatedHost({ softLimits });
      return {
        host,
        template: busybox,
        netdev: 'eth1',
        sabotage: {
          killInit: async (ctid) => host.hands.killInit(ctid),
          setNumproc: async (ctid, max) => host.hands.set(ctid, '/cgroup/pids/max', max),
          plantForeign: async (ctid) => {
            host.hands.plantForeign(ctid);
            return {
              isIntact: async () => host.hands.isForeign(ctid),
              remove: async () => host.hands.removeForeign(ctid),
            };
          },
          reopen: async () => {
            await host.close();
            host = host.restarted();
            return host;
          },
        },
        cleanup: () => host.close(),
      };
    },
    { ctids: [101, 102, 103], addresses: ['192.0.2.1', '192.0.2.2', '192.0.2.3', '2001:db8::1'] },
  );
}
