// Whether this is the machine of the node and of the root, as far as that is known without manifests.

import { machineGuard } from '../../plan/machine.ts';
import type { Refusal } from '../../plan/plan.ts';
import { type Identity, makeIdentity } from '../../run/identity.ts';
import { knownNode } from '../known-node.ts';
import type { Options } from '../options.ts';
import { openBrakes, thisMachine } from '../wire.ts';

/** What the guard says by the Node of the last pass and by what is recorded of the root. Throws ObserveError. */
export async function guardHere(options: Options): Promise<readonly Refusal[]> {
  if (options.simulate) return [];
  const { machine } = await (await openBrakes(options)).read();
  return machineGuard(await knownNode(options), await thisMachine(), machine);
}

/** A brakes.json that cannot be read fails the passes, which tell of it. */
export async function openIdentity(options: Options, warn: (sentence: string) => void): Promise<Identity> {
  const { snapshot, fleet, notify = [] } = options.config.spec;
  const isTelling =
    snapshot !== undefined || fleet !== undefined || notify.some(({ kind }) => kind.endsWith('-status'));
  const onStranger = (reason: string): void =>
    warn(`no snapshots, reports or commit statuses of ${options.node} are sent by this machine: ${reason}`);
  return makeIdentity(await guardHere(options).catch(() => []), isTelling ? onStranger : () => {});
}
