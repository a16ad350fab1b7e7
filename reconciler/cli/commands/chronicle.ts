// Where the commands that change a host leave what they did: nothing of a host in memory, which ends with its pass.

import { type Caller, openAudit } from '../../run/audit.ts';
import { type Chronicle, makeChronicle, noChronicle } from '../../run/chronicle.ts';
import { openHistory } from '../../run/history.ts';
import type { Earlier } from '../../run/load.ts';
import type { Options } from '../options.ts';
import type { Manifests } from '../wire.ts';

/** `command` is what was typed; undefined: nobody waits for it, it is the loop. `complain` is told what cannot be recorded. */
export function openChronicle(
  { root, simulate, yes }: Options,
  command: string | undefined,
  complain: (error: unknown) => void,
): Chronicle {
  if (simulate) return noChronicle;
  return makeChronicle({
    audit: openAudit(root, callerOf(command, yes), Date.now, complain),
    history: openHistory(root, () => new Date(), complain),
  });
}

/** Revisions that are gone back to, told as those that are loaded are. */
export const earlierOf =
  ({ earlier }: Manifests['load'], chronicle: Chronicle): Earlier =>
  async (id) => {
    const loaded = await earlier(id);
    return loaded && chronicle.follow(async () => loaded)();
  };

/** sudo(8) says who asked for it. */
function callerOf(command: string | undefined, yes: boolean): Caller {
  if (command === undefined) return { yes, command: 'loop' };
  const { SUDO_UID } = process.env;
  const uid = /^\d{1,10}$/.test(SUDO_UID ?? '') ? Number(SUDO_UID) : process.getuid?.();
  return { ...(uid !== undefined && { uid }), yes, command };
}
