// The real host keeps what every host promises.

import { execFileSync } from 'node:child_process';
import { existsSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../../reconciler/port/host.ts';
import { describeHostContract } from '../contract/host-contract.ts';
import { makeGroup } from '../helpers/groups.ts';
import { groupMounts, INIT, limitFile, makeRoot, NUMPROC, put } from '../helpers/real-host.ts';
import { missingTools } from '../helpers/tools.ts';
import { busybox } from '../plan/builders.ts';

const LENT = 'lent61301a';
const link = (...args: string[]): unknown => execFileSync('/usr/sbin/ip', ['link', ...args]);

describeHostContract(
  'the real host',
  async () => {
    const reason = missingTools();
    if (reason !== undefined) return { skip: reason };
    const root = makeRoot('contract');
    link('add', LENT, 'type', 'veth', 'peer', 'name', 'lent61301b');
    let host: Host = await root.open();
    return {
      host,
      template: busybox,
      netdev: LENT,
      sabotage: {
        killInit: async (ctid) => {
          const pid = (await host.pids()).get(ctid);
          if (pid === undefined) throw new Error(`${ctid} does not run`);
          process.kill(pid, 'SIGKILL');
        },
        setNumproc: async (ctid, max) => put(limitFile('pids', ctid, NUMPROC), String(max)),
        plantForeign: async (ctid) => {
          const groups = groupMounts().map((mount) => join(mount, 'vz', String(ctid)));
          groups.forEach(makeGroup);
          return {
            isIntact: async () => groups.every((group) => existsSync(group)),
            remove: async () => groups.forEach((group) => void rmdirSync(group)),
          };
        },
        reopen: async () => {
          await host.close();
          host = await root.open();
          return host;
        },
      },
      cleanup: async () => {
        await host.close();
        await root.remove();
        link('del', 'lent61301b');
      },
    };
  },
  {
    ctids: [61_301, 61_302, 61_303],
    addresses: ['10.210.3.1', '10.210.3.2', '10.210.3.3', 'fd00:210::3:1'],
    // The template's own init may take a second to halt, for what does not end by itself.
    sections: () => ({ lifecycle: { state: 'running', init: INIT, haltSignal: 'SIGTERM', stopTimeout: 1 } }),
  },
);
