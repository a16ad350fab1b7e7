// Takes a container's link away. A link whose peer's namespace dies goes by itself, with its routes and filter, and all
// namespaces that die together share one grace period; deleting it by hand costs 17 ms each. So this waits first.

import type { Ctid } from '../../schema/units.ts';
import type { Link } from '../netlink/link.ts';
import { ForeignObject } from './errors.ts';
import { changeRoutes, findOwnLink, ownRoutes, removeLink } from './outside.ts';
import type { OwnClient } from './own-client.ts';
import { findIfb, removeIfb } from './shaping.ts';
import { sweepProxies } from './uplink.ts';

export interface Detachment {
  readonly ctid: Ctid;
  /** Whether the init lives on: then nothing will take the link along. */
  readonly alive: boolean;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** How long a dead container's link may stay before it is deleted: somebody else may hold the namespace. Milliseconds. */
const PATIENCE = 2000;
const FIRST_WAIT = 2;
const LONGEST_WAIT = 32;

/** Resolves when the link is gone. A foreign link of that name is left alone. */
export async function detach(client: OwnClient, { ctid, alive, sleep }: Detachment): Promise<void> {
  const link = find(client, ctid);
  if (link !== undefined) {
    // At once, so that the addresses are free for another container.
    const routes = ownRoutes(client, link).map(({ destination }) => destination);
    changeRoutes(client, link, { add: [], remove: routes });
    dropIfb(client, ctid);
    if (alive) removeLink(client, link);
    else await goneByItself(client, ctid, sleep);
  } else dropIfb(client, ctid);
  sweepProxies(client);
}

async function goneByItself(client: OwnClient, ctid: Ctid, sleep: Detachment['sleep']): Promise<void> {
  let waited = 0;
  for (let wait = FIRST_WAIT; waited < PATIENCE; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    await sleep(wait);
    waited += wait;
    if (find(client, ctid) === undefined) return;
  }
  const link = find(client, ctid);
  if (link !== undefined) removeLink(client, link);
}

function dropIfb(client: OwnClient, ctid: Ctid): void {
  if (client.surveyed && !client.shaped.has(ctid)) return;
  const ifb = own(() => findIfb(client, ctid));
  if (ifb !== undefined) removeIfb(client, ctid, ifb);
}

const find = (client: OwnClient, ctid: Ctid): Link | undefined => own(() => findOwnLink(client, ctid));

/** undefined: there is none of ours. */
function own(look: () => Link | undefined): Link | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof ForeignObject) return undefined;
    throw error;
  }
}
