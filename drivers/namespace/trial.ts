// Namespaces as a container has them, kept open to try things in: a network namespace that belongs to a user namespace with ids.
// user_namespaces(7). Their process has ended; they go when they are closed.

import { writeFileSync } from 'node:fs';
import { closeNamespace, openNamespace } from '../kernel/namespace.ts';
import type { Player } from '../launcher/client.ts';
import { CLONED } from '../launcher/init-tape.ts';
import { releaseTape, tryTape } from '../launcher/small-tapes.ts';

export interface Trial {
  readonly user: number;
  readonly net: number;
  [Symbol.dispose](): void;
}

/** Throws TapeError where this host does not let us make one. */
export async function openTrial(player: Player): Promise<Trial> {
  const reports = await player.play(tryTape).reports;
  const [pid = -1, , gate = -1] = reports.get(CLONED) ?? [];
  try {
    // Any ids do: nothing will have them.
    for (const file of ['uid_map', 'gid_map']) writeFileSync(`/proc/${pid}/${file}`, '0 65536 65536');
    const [user, net] = [openNamespace(`/proc/${pid}/ns/user`), openNamespace(`/proc/${pid}/ns/net`)];
    return {
      user,
      net,
      [Symbol.dispose]: () => {
        closeNamespace(user);
        closeNamespace(net);
      },
    };
  } finally {
    await player.play(releaseTape(tryTape.name, gate)).reports;
  }
}
