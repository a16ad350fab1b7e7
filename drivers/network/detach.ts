// Takes a container's link away. A link whose peer's namespace dies goes by itself, with its routes and filter, and all
// namespaces that die together share one grace period; deleting it by hand costs 17 ms each. So this waits first.

import type { Ctid } from '../../schema/units.ts';
import type { Link } from '../netlink/link.ts';
import { ForeignObject } from './errors.ts';
import { findOuters } from './netifs.ts';
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

/** Resolves when the links are gone. Foreign ones of such names are left alone. */
export async function detach(client: OwnClient, { ctid, alive, sleep }: Detachment): Promise<void> {
  const link = own(() => findOwnLink(client, ctid));
  if (link !== undefined) {
    // At once, so that the addresses are free for another container.
    const routes = ownRoutes(client, link).map(({ destination }) => destination);
    changeRoutes(client, link, { add: [], remove: routes });
  }
  const furnished = !client.surveyed || client.furnished.has(ctid);
  const ifb = furnished ? own(() => findIfb(client, ctid)) : undefined;
  if (ifb !== undefined) removeIfb(client, ifb);
  const left = (): readonly Link[] => [
    ...(link === undefined ? [] : [own(() => findOwnLink(client, ctid)) ?? []].flat()),
    ...(furnished ? findOuters(client, ctid).map((outer) => outer.link) : []),
  ];
  if (!alive) await goneByThemselves(left, sleep);
  for (const one of left()) removeLink(client, one);
  sweepProxies(client);
}

async function goneByThemselves(left: () => readonly Link[], sleep: Detachment['sleep']): Promise<void> {
  if (left().length === 0) return;
  let waited = 0;
  for (let wait = FIRST_WAIT; waited < PATIENCE; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    await sleep(wait);
    waited += wait;
    if (left().length === 0) return;
  }
}

/** undefined: there is none of ours. */
function own(look: () => Link | undefined): Link | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof ForeignObject) return undefined;
    throw error;
  }
}
