// Brings one container's network to the wished addresses, from whatever is there: used for create, set and undo alike.
// Order: check for conflicts, drop the routes of addresses that go, inside, filter, and the routes of new addresses last,
// so that an address is reachable only when all of it works.

import { setImmediate } from 'node:timers/promises';
import type { NetifState, RateState } from '../../reconciler/state/container.ts';
import type { Ctid } from '../../schema/units.ts';
import type { Link } from '../netlink/link.ts';
import { AddressConflict } from './errors.ts';
import { arrangeInside, furnishInside, isHostNetns, raiseLoopback, readInside } from './inside.ts';
import { linkAddress } from './names.ts';
import { arrangeNetifs } from './netifs.ts';
import {
  changeRoutes,
  checkFree,
  findOwnLink,
  makeLink,
  ownRoutes,
  prepareLink,
  raiseLink,
  removeLink,
  survey,
} from './outside.ts';
import type { OwnClient } from './own-client.ts';
import { findIfb, removeIfb, shapeAgain, shapeNew } from './shaping.ts';
import { answerFor, findUplink, prepareUplink, sweepProxies } from './uplink.ts';

export interface Attachment {
  readonly ctid: Ctid;
  /** Open /proc/PID/ns/net of the container. */
  readonly netns: number;
  readonly addresses: readonly string[];
  /** Addresses that were ours inside and go; others inside are the container's own affair. */
  readonly formerly: readonly string[];
  readonly uplink: string | undefined;
  readonly rates: readonly RateState[];
  readonly netifs: readonly NetifState[];
}

/** What was there before: for undo. */
export interface Before {
  readonly link: boolean;
  readonly addresses: readonly string[];
}

/** Ethernet's; the uplink's when there is one, so that packets are not too big for it. */
const DEFAULT_MTU = 1500;

/** Throws ForeignObject and AddressConflict before the first change; NetlinkError where the kernel refuses. */
export async function attach(client: OwnClient, attachment: Attachment): Promise<Before> {
  const { ctid, addresses } = attachment;
  for (const address of addresses) {
    const other = client.promised.get(address);
    if (other !== undefined) throw new AddressConflict(address, `is just being given to container ${other}`);
  }
  for (const address of addresses) client.promised.set(address, ctid);
  try {
    const before = await bringUp(client, attachment);
    // Without the look at all links nobody knows what there is.
    if (attachment.netifs.length > 0 || client.furnished.has(ctid) || !client.surveyed)
      arrangeNetifs(client, ctid, attachment.netns, attachment.netifs);
    return before;
  } finally {
    for (const address of addresses) client.promised.delete(address);
  }
}

async function bringUp(client: OwnClient, attachment: Attachment): Promise<Before> {
  const { ctid, netns, addresses, uplink, rates } = attachment;
  if (isHostNetns(netns)) throw new Error(`container ${ctid} is in the host's network namespace`);
  const { existing, taken } = survey(client, ctid, addresses);
  const before = existing === undefined ? [] : ownRoutes(client, existing).map(({ destination }) => destination);
  checkFree(
    client,
    taken.filter(({ destination }) => !before.includes(destination)),
    existing,
  );
  if (existing === undefined && addresses.length === 0) {
    raiseLoopback(netns);
    const leftover = client.furnished.has(ctid) ? findIfb(client, ctid) : undefined;
    if (leftover !== undefined) removeIfb(client, leftover);
    return { link: false, addresses: [] };
  }
  const out = uplink === undefined ? undefined : findUplink(client, uplink);
  const paired = pairedLink(client, ctid, netns, existing);
  if (paired === undefined) await attachNew(client, { ctid, netns, addresses, rates, mtu: out?.mtu ?? DEFAULT_MTU });
  else attachAgain(client, paired, { ...attachment, before });
  if (out !== undefined) {
    prepareUplink(client, out);
    answerFor(client, out, addresses);
  }
  if (paired !== undefined && before.some((address) => !addresses.includes(address))) sweepProxies(client);
  return { link: existing !== undefined, addresses: before };
}

interface New {
  readonly ctid: Ctid;
  readonly netns: number;
  readonly addresses: readonly string[];
  readonly rates: readonly RateState[];
  readonly mtu: number;
}

async function attachNew(client: OwnClient, { ctid, netns, addresses, rates, mtu }: New): Promise<void> {
  const link = makeLink(client, ctid, netns, mtu);
  prepareLink(client, link, addresses);
  furnishInside(netns, link.peer ?? 0, addresses);
  if (rates.length > 0) shapeNew(client, link, ctid, rates);
  // When many containers start, what the others wait for is done first; after that the grace period has mostly passed.
  await setImmediate();
  raiseLink(client, link, addresses, addresses);
}

interface Again extends Attachment {
  /** Addresses with a route. */
  readonly before: readonly string[];
}

function attachAgain(client: OwnClient, link: Link, again: Again): void {
  const { ctid, netns, addresses, formerly, before, rates } = again;
  const gone = before.filter((address) => !addresses.includes(address));
  changeRoutes(client, link, { add: [], remove: gone });
  const remove = [...new Set([...gone, ...formerly])].filter((address) => !addresses.includes(address));
  arrangeInside(netns, { mac: linkAddress(ctid), addresses, remove });
  prepareLink(client, link, addresses);
  shapeAgain(client, link, ctid, rates);
  raiseLink(client, link, addresses);
  // Routes go when a link goes down, and somebody may just have done that.
  const present = new Set(ownRoutes(client, link).map(({ destination }) => destination));
  changeRoutes(client, link, { add: addresses.filter((address) => !present.has(address)), remove: [] });
}

/** The link when its other end is this container's venet0; one that leads to a dying namespace is removed. */
function pairedLink(client: OwnClient, ctid: Ctid, netns: number, link: Link | undefined): Link | undefined {
  if (link === undefined) return undefined;
  const inside = readInside(netns);
  if (inside !== undefined && inside.link.peer === link.index && link.peer === inside.link.index) return link;
  removeLink(client, link);
  return findOwnLink(client, ctid);
}
