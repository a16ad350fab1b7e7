// Interfaces of the host that a container has while it runs (OpenVZ's NETDEV). A physical one comes back by itself when the
// container's network namespace dies, a virtual one dies with it, and the container may end at any time: so the namespace
// is held by a mount below the root until all are back, and which they are is noted there before they are moved.

import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asCtid, type Ctid } from '../../schema/units.ts';
import { machineAt } from '../devices/machine.ts';
import { functionOf } from '../devices/pci.ts';
import { hasCode } from '../kernel/error-code.ts';
import { bindNamespace, unmount } from '../kernel/mount.ts';
import { withNetns } from '../kernel/namespace.ts';
import { NetlinkClient } from '../netlink/client.ts';
import { getLink, parseLink, setLink } from '../netlink/link.ts';
import { insist } from '../netlink/request.ts';
import { dumpRoutes, type Family, parseRoute } from '../netlink/route.ts';
import type { HostLink, LentInterface } from './judge-netdevs.ts';
import { dumpIfKnown } from './outside.ts';
import type { OwnClient } from './own-client.ts';

/** Names of interfaces begin with a letter or digit. */
const PIN = '.netns';
const NSFS_MAGIC = 0x6e736673;
/** Added to an interface's number while it is lent: whatever the container calls it, it is found again. */
const LENT = 1_000_000;

interface Loan {
  readonly name: string;
  /** On the host. */
  readonly index: number;
  /** Address of its PCI function, which sysfs does not tell while it is lent. */
  readonly pci: string | undefined;
}

const folderOf = (root: string, ctid: Ctid): string => join(root, 'netdevs', String(ctid));

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/** Containers that have interfaces of the host, running or not. */
export const borrowers = (root: string): Ctid[] =>
  list(join(root, 'netdevs')).flatMap((entry) => (/^[1-9]\d{0,9}$/.test(entry) ? [asCtid(Number(entry))] : []));

const loansOf = (root: string, ctid: Ctid): Loan[] =>
  list(folderOf(root, ctid))
    .filter((name) => name !== PIN)
    .map((name) => {
      const [index, pci] = readFileSync(join(folderOf(root, ctid), name), 'utf8').split(' ');
      return { name, index: Number(index), pci };
    });

/** Numbers that the interfaces lent to a container have inside. */
export const lentIndexes = (root: string, ctid: Ctid): readonly number[] =>
  loansOf(root, ctid).map(({ index }) => LENT + index);

/** Calls `work` with the held namespace; undefined when none is held. */
function withPin<T>(root: string, ctid: Ctid, work: (netns: number) => T): T | undefined {
  const pin = join(folderOf(root, ctid), PIN);
  if (!isPinned(pin)) return undefined;
  const netns = openSync(pin, 'r');
  try {
    return work(netns);
  } finally {
    closeSync(netns);
  }
}

function isPinned(pin: string): boolean {
  try {
    return statfsSync(pin).type === NSFS_MAGIC;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/** The host's names of interfaces that are with a container, sorted. */
export function readNetdevs(root: string, ctid: Ctid): readonly string[] {
  const loans = loansOf(root, ctid);
  const there = withPin(root, ctid, (netns) =>
    withNetns(netns, () => {
      using inside = new NetlinkClient();
      return inside.attempt(loans.map(({ index }) => getLink({ index: LENT + index }))).map(({ error }) => !error);
    }),
  );
  return loans.flatMap(({ name }, i) => (there?.[i] === true ? [name] : [])).sort();
}

/** Brings a running container to these interfaces: others go back, those that lack are moved in. */
export async function arrangeNetdevs(
  client: OwnClient,
  ctid: Ctid,
  netns: number,
  wanted: readonly string[],
): Promise<void> {
  const there = readNetdevs(client.root, ctid);
  await giveBack(client, ctid, (name) => !wanted.includes(name));
  for (const name of wanted) if (!there.includes(name)) await lend(client, ctid, netns, name);
}

async function lend(client: OwnClient, ctid: Ctid, netns: number, name: string): Promise<void> {
  const message = client.ask([getLink({ name })])[0]?.[0];
  if (message === undefined) throw new Error(`no answer about ${name}`);
  const { index } = parseLink(message);
  const folder = folderOf(client.root, ctid);
  const pin = join(folder, PIN);
  if (!isPinned(pin)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(pin, '');
    await bindNamespace(`/proc/${process.pid}/fd/${netns}`, pin);
  }
  const pci = functionOf(machineAt(), name);
  writeFileSync(join(folder, name), [index, ...(pci === undefined ? [] : [pci])].join(' '));
  client.ask([setLink({ index, name }, { netns, newIndex: LENT + index })]);
}

/** Brings interfaces back under their names, all or those chosen; with the last one the namespace is let go. */
export async function giveBack(
  client: OwnClient,
  ctid: Ctid,
  chosen: (name: string) => boolean = () => true,
): Promise<void> {
  const folder = folderOf(client.root, ctid);
  if (list(folder).length === 0) return;
  const loans = loansOf(client.root, ctid);
  const back = loans.filter(({ name }) => chosen(name));
  const home = openSync('/proc/thread-self/ns/net', 'r');
  try {
    withPin(client.root, ctid, (netns) =>
      withNetns(netns, () => {
        using inside = new NetlinkClient();
        for (const loan of back) takeHome(inside, loan, home);
      }),
    );
  } finally {
    closeSync(home);
  }
  for (const { name } of back) rmSync(join(folder, name));
  if (back.length < loans.length) return;
  if (isPinned(join(folder, PIN))) await unmount(join(folder, PIN));
  rmSync(folder, { recursive: true });
}

/** One that is not there was deleted, or given to a container inside. */
function takeHome(inside: NetlinkClient, { name, index }: Loan, home: number): void {
  const link = { index: LENT + index };
  insist(inside.attempt([setLink(link, { up: false })]), 'ENODEV');
  const [outcome] = inside.attempt([setLink(link, { netns: home, rename: name, newIndex: index })]);
  // Its number is somebody else's by now: any other will do.
  const taken = outcome?.error?.code === 'EBUSY' || outcome?.error?.code === 'EEXIST';
  const last = taken
    ? inside.attempt([setLink(link, { netns: home, rename: name })])
    : outcome === undefined
      ? []
      : [outcome];
  insist(last, 'ENODEV');
}

/** The links of those names that are on the host. */
export function linksAmong(client: OwnClient, names: readonly string[]): ReadonlyMap<string, HostLink> {
  if (names.length === 0) return new Map();
  const leads = new Set((['ipv4', 'ipv6'] as const).flatMap((family) => defaultLinks(client, family)));
  const answers = client.attempt(names.map((name) => getLink({ name })));
  const found = names.flatMap((name, i): [string, HostLink][] => {
    const message = answers[i]?.messages[0];
    if (message === undefined) return [];
    const { index, kind } = parseLink(message);
    return [[name, { leads: leads.has(index), isBridge: kind === 'bridge' }]];
  });
  return new Map(found);
}

/** Who has which interfaces of the host. */
export const allLoans = (root: string): readonly LentInterface[] =>
  borrowers(root).flatMap((ctid) =>
    loansOf(root, ctid).map(({ name, pci }) => ({ ctid, name, ...(pci !== undefined && { pci }) })),
  );

function defaultLinks(client: OwnClient, family: Family): (number | undefined)[] {
  const routes = dumpIfKnown(client, dumpRoutes(family)).map(parseRoute);
  return routes.filter(({ prefix }) => prefix === 0).map(({ link }) => link);
}
