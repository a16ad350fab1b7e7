// Keeps a container's rates where it cannot reach them: on the host's end of its link. What it receives is shaped as that
// end sends it. What it sends has been sent already when that end sees it, so it is led through an ifb, a link of the host
// that hands on what it is sent, and shaped there; the source filter comes first.

import type { LimitFact } from '../../reconciler/port/tools.ts';
import type { RateState } from '../../reconciler/state/container.ts';
import { formatRates } from '../../schema/rate.ts';
import type { Ctid } from '../../schema/units.ts';
import type { IndexedLink } from '../netlink/address.ts';
import type { NetlinkClient } from '../netlink/client.ts';
import type { Message } from '../netlink/codec.ts';
import { addIfb, deleteLink, getLink, type Link, parseLink, setLink } from '../netlink/link.ts';
import { insist, type Request } from '../netlink/request.ts';
import {
  addHtb,
  addNetworkFilter,
  deleteClass,
  deleteNetworkFilter,
  deleteRoot,
  dumpClasses,
  dumpNetworkFilters,
  type End,
  getRoot,
  isHtb,
  type PlacedFilter,
  parseClass,
  parseNetworkFilter,
  setClass,
} from '../netlink/shaping.ts';
import { deleteRedirect, getRedirect, parseRedirect, setRedirect } from '../netlink/traffic.ts';
import { ForeignObject } from './errors.ts';
import { ifbName, linkAlias, linkName } from './names.ts';
import { findOwnLink } from './outside.ts';
import type { OwnClient } from './own-client.ts';
import { type Change, changesBetween } from './reshape.ts';
import { FALLBACK, isSameShape, type PlacedShape, ratesOf, type Shape, shapeOf } from './shape.ts';

type Rates = readonly RateState[];

/** The end of a packet that is not the container. */
const FAR = { outgoing: 'destination', incoming: 'source' } as const;

/** What a link without a queue has, up or down. */
const PLAIN: readonly (string | undefined)[] = ['noqueue', 'noop', undefined];

export const isOurIfb = (link: Link, ctid: Ctid, root: string): boolean =>
  link.kind === 'ifb' && link.name === ifbName(ctid) && link.alias === linkAlias(ctid, root);

/** Our ifb of this container, undefined when there is none. Throws ForeignObject when the name is taken. */
export function findIfb(client: OwnClient, ctid: Ctid): Link | undefined {
  const [outcome] = client.attempt([getLink({ name: ifbName(ctid) })]);
  if (outcome !== undefined) insist([outcome], 'ENODEV');
  const message = outcome?.messages[0];
  if (message === undefined) return undefined;
  const link = parseLink(message);
  if (!isOurIfb(link, ctid, client.root)) throw new ForeignObject(link.name, link.alias);
  return link;
}

/** The rates of a link that was just made: nothing to look at first. It must have room for filters (clsact). */
export function shapeNew(client: OwnClient, link: Link, ctid: Ctid, rates: Rates): void {
  client.furnished.add(ctid);
  const incoming = shapeOf(rates, 'incoming');
  const outgoing = shapeOf(rates, 'outgoing');
  if (incoming !== undefined) client.ask(build(link, incoming, FAR.incoming));
  if (outgoing !== undefined) throughIfb(client, link, findIfb(client, ctid) ?? makeIfb(client, ctid), outgoing);
}

/** Brings a link to these rates from whatever is there; what is as it should be is left alone. */
export function shapeAgain(client: OwnClient, link: Link, ctid: Ctid, rates: Rates): void {
  const ifb = findIfb(client, ctid);
  const incoming = shapeOf(rates, 'incoming');
  converge(client, link, incoming, FAR.incoming, readShape(client, link, FAR.incoming));
  const outgoing = shapeOf(rates, 'outgoing');
  if (rates.length > 0) client.furnished.add(ctid);
  if (outgoing !== undefined) throughIfb(client, link, ifb ?? makeIfb(client, ctid), outgoing);
  else {
    insist(client.attempt([deleteRedirect(link)]), 'ENOENT', 'EINVAL');
    if (ifb !== undefined) removeIfb(client, ifb);
  }
}

/** An RCU grace period, some 17 ms: the namespace of the container does not take it along. */
export function removeIfb(client: OwnClient, ifb: Link): void {
  insist(client.attempt([deleteLink(ifb)]), 'ENODEV');
}

function makeIfb(client: OwnClient, ctid: Ctid): Link {
  const name = ifbName(ctid);
  // One send: a killed reconciler leaves none without its marker.
  const [made, marked, , got] = client.attempt([
    addIfb(name),
    setLink({ name }, { alias: linkAlias(ctid, client.root) }),
    // Refused without IPv6 in the kernel.
    setLink({ name }, { addressGeneration: 'none' }),
    getLink({ name }),
  ]);
  for (const outcome of [made, marked, got]) if (outcome !== undefined) insist([outcome]);
  return parseLink(got?.messages[0] as Message);
}

function throughIfb(client: NetlinkClient, link: Link, ifb: Link, shape: Shape): void {
  converge(client, ifb, shape, FAR.outgoing, readShape(client, ifb, FAR.outgoing));
  client.ask([...(ifb.up ? [] : [setLink(ifb, { up: true })]), setRedirect(link, ifb)]);
}

function converge(
  client: NetlinkClient,
  link: Link,
  wants: Shape | undefined,
  end: End,
  now: PlacedShape | 'foreign' | undefined,
): void {
  if (now !== 'foreign' && isSameShape(wants, now)) return;
  const changes = wants && now && now !== 'foreign' ? changesBetween(now, wants) : undefined;
  if (changes !== undefined) {
    client.ask(changes.flatMap((change) => requestsOf(link, end, change)));
    return;
  }
  if (now !== undefined) insist(client.attempt([deleteRoot(link)]), 'ENOENT', 'EINVAL');
  if (wants !== undefined) client.ask(build(link, wants, end));
}

function requestsOf(link: IndexedLink, end: End, change: Change): readonly Request[] {
  if (change.kind === 'class') return setClass(link, change.minor, change.rate);
  if (change.kind === 'no class') return [deleteClass(link, change.minor)];
  if (change.kind === 'filter') return [addNetworkFilter(link, change.filter, end, change.number)];
  return [deleteNetworkFilter(link, change.filter)];
}

/** An htb from nothing. Before the link is up: an exchange of queues waits for a grace period. */
const build = (link: IndexedLink, wants: Shape, end: End): Request[] => [
  addHtb(link, FALLBACK),
  ...(changesBetween({ classes: new Map(), filters: [] }, wants) ?? []).flatMap((one) => requestsOf(link, end, one)),
];

/** The rates of a container as the kernel has them. */
export function readRates(client: NetlinkClient, link: Link, ifb: Link | undefined): Rates | 'mixed' {
  const incoming = readShape(client, link, FAR.incoming);
  const outgoing = ifb && readOutgoing(client, link, ifb);
  return incoming === 'foreign' || outgoing === 'foreign' ? 'mixed' : ratesOf(outgoing, incoming);
}

/** Nothing goes through an ifb that is down or that nothing is led to. */
function readOutgoing(client: NetlinkClient, link: Link, ifb: Link): PlacedShape | 'foreign' {
  const [found] = client.attempt([getRedirect(link)]);
  const message = found?.messages[0];
  if (!ifb.up || message === undefined || parseRedirect(message) !== ifb.index) return 'foreign';
  return readShape(client, ifb, FAR.outgoing) ?? 'foreign';
}

/** Whether a look at its rates can be spared. */
export const isPlain = ({ qdisc }: Link): boolean => PLAIN.includes(qdisc);

function readShape(client: NetlinkClient, link: Link, end: End): PlacedShape | 'foreign' | undefined {
  const [root] = client.attempt([getRoot(link)]);
  const message = root?.messages[0];
  // An ifb has a queue of its own before it has ours.
  if (message === undefined || isPlain(link)) return undefined;
  if (!isHtb(message, FALLBACK)) return 'foreign';
  const classes = new Map<number, number>();
  for (const { minor, rate } of client.dump(dumpClasses(link)).messages.map(parseClass)) {
    if (rate === undefined) return 'foreign';
    classes.set(minor, rate);
  }
  const filters: PlacedFilter[] = [];
  for (const found of client.dump(dumpNetworkFilters(link)).messages) {
    const filter = parseNetworkFilter(found, end);
    if (filter === 'foreign') return 'foreign';
    if (filter !== undefined) filters.push(filter);
  }
  return { classes, filters };
}

/** What keeps the rates of a container, and what that says. */
export function rateFact(client: OwnClient, ctid: Ctid, obstacle: string | undefined): LimitFact {
  const pointer = '/network/rate';
  if (obstacle !== undefined) return { pointer, mechanism: '-', value: '', force: 'refused', note: obstacle };
  const link = findOwnLink(client, ctid);
  const rates = link === undefined ? undefined : readRates(client, link, findIfb(client, ctid));
  const value = rates === undefined ? '' : rates === 'mixed' ? rates : formatRates(rates);
  return { pointer, mechanism: `htb of ${linkName(ctid)}, ${ifbName(ctid)}`, value, force: 'enforced' };
}
