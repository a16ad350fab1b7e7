// One pass of the real reconciler over a directory of manifests, that kills itself with SIGKILL at the Nth moment: before
// or after the Nth change (a driver's step or a marker). Exits 0 when it came through, so the caller knows that N was past
// the last one. Run compiled: node crash-child.js ROOT DIR NODE MOMENT [DESCRIPTOR]

import { writeSync } from 'node:fs';
import { cpus } from 'node:os';
import { openHost } from '../../drivers/registry.ts';
import { systemClock } from '../../reconciler/cli/clock.ts';
import { makeLoad } from '../../reconciler/run/load.ts';
import { makeReconciler, reconcile } from '../../reconciler/run/reconcile.ts';
import { openDirectorySource } from '../../reconciler/source/directory.ts';
import type { NodeSpec } from '../../reconciler/state/model.ts';
import { withMoments } from './moments.ts';

const [root = '', dir = '', node = '', moment = '0', ready] = process.argv.slice(2);
let moments = 0;

/** A moment at which this process may have to die. */
function pass(): void {
  moments += 1;
  if (moments === Number(moment)) process.kill(process.pid, 'SIGKILL');
}

const pool = { backend: 'auto', size: (2 ** 31) as never } as const;
const nodeSpec: NodeSpec = { pool, addressPools: [], overcommit: {}, protected: [] };
const host = await openHost({ root, nodeSpec, node, clock: systemClock });
const source = await openDirectorySource({ path: dir, clock: systemClock, onWatchFailure: () => {} });
const reconciler = await makeReconciler({
  host: withMoments(host, pass),
  load: makeLoad(source, { node, cpus: cpus().length }),
  clock: systemClock,
  options: { yes: true },
  parallel: 1,
  remember: async () => {},
});
// Whoever kills by the clock wants to know when it starts.
if (ready !== undefined) writeSync(Number(ready), 'ready\n');
const never = new AbortController().signal;
const { outcomes, problems } = await reconcile(reconciler, { stop: never, drain: never });
const wrong = [
  ...problems.map(({ message }) => message),
  ...outcomes.filter(({ result }) => result !== 'done').map(({ name, error }) => `${name}: ${error}`),
];
process.stdout.write(`${[`moments ${moments}`, ...wrong].join('\n')}\n`);
await source.close();
await host.close();
if (wrong.length > 0) process.exitCode = 1;
