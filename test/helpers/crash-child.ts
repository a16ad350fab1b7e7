// One pass of the real reconciler over a directory of manifests, that kills itself with SIGKILL at the Nth moment: before
// or after the Nth change (a driver's step or a marker). Exits 0 when it came through, so the caller knows that N was past
// the last one; moment 0 never comes. Once loaded, which takes longer than the rest, it waits for its orders on standard input.

import { cpus } from 'node:os';
import { json } from 'node:stream/consumers';
import { openHost } from '../../drivers/registry.ts';
import { systemClock } from '../../reconciler/cli/clock.ts';
import { makeLoad } from '../../reconciler/run/load.ts';
import { makeReconciler, reconcile } from '../../reconciler/run/reconcile.ts';
import { openDirectorySource } from '../../reconciler/source/directory.ts';
import type { NodeSpec } from '../../reconciler/state/model.ts';
import { withMoments } from './moments.ts';

/** JSON on standard input, which then ends. */
export interface Orders {
  readonly root: string;
  /** Of manifests. */
  readonly dir: string;
  readonly node: string;
  readonly moment: number;
}

const { root, dir, node, moment } = (await json(process.stdin)) as Orders;
let moments = 0;

/** A moment at which this process may have to die. */
function pass(): void {
  moments += 1;
  if (moments === moment) process.kill(process.pid, 'SIGKILL');
}

const pool = { backend: 'auto', size: (2 ** 31) as never } as const;
const nodeSpec: NodeSpec = { pool, addressPools: [], networkClasses: {}, overcommit: {}, protected: [] };
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
process.stdout.write('ready\n');
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
