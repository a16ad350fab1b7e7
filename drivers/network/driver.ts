// The network section of a container: venet, a routed pair of interfaces with no shared layer 2. Speaks rtnetlink only
// (plus three sysctls it has no message for). Nothing but kernel objects stays per container.

import { closeSync, openSync } from 'node:fs';
import type { Driver, StepContext, Undo } from '../../reconciler/port/driver.ts';
import type { LimitFact } from '../../reconciler/port/tools.ts';
import type { ContainerState, RateState } from '../../reconciler/state/container.ts';
import type { Undeclared } from '../../reconciler/state/model.ts';
import type { Ctid } from '../../schema/units.ts';
import { machineAt } from '../devices/machine.ts';
import { viewOf } from '../devices/view.ts';
import { dumpAddresses, parseInterfaceAddress } from '../netlink/address.ts';
import { dumpLinks, parseLink } from '../netlink/link.ts';
import type { Abilities } from './accept.ts';
import { type Attachment, attach, type Before } from './attach.ts';
import { detach } from './detach.ts';
import { networkFacts } from './facts.ts';
import { type NetworkRecord, type NetworkView, networkJudge } from './judge.ts';
import { linkName } from './names.ts';
import { allLoans, arrangeNetdevs, giveBack, linksAmong } from './netdevs.ts';
import { arrangeNetifs } from './netifs.ts';
import { observeNetworks } from './observe.ts';
import { findOwnLink, removeLink } from './outside.ts';
import { OwnClient } from './own-client.ts';
import { probeNetwork } from './probe.ts';
import { findIfb, rateFact, removeIfb } from './shaping.ts';
import { undeclaredNetworks } from './undeclared.ts';

export interface NetworkHost {
  /** Absolute; only links that carry it in their marks are ours. */
  readonly root: string;
  /** Host pid of the container's init (released or not), verified to be it; undefined when there is none. */
  readonly pidOf: (ctid: Ctid) => Promise<number | undefined>;
  /** The same for all containers. */
  readonly pids: () => Promise<ReadonlyMap<Ctid, number>>;
  /** Resolves after that many milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Node.spec.uplink as of now; asked at each step. */
  readonly uplink?: () => string | undefined;
}

export interface NetworkDriver extends Driver<'network'>, Disposable {
  /** What its judge rests on, devices left out. */
  record(isShaped: boolean): NetworkRecord;
  /** What running containers have in their network namespaces that nobody declared. Never writes. */
  undeclared(): Promise<ReadonlyMap<Ctid, readonly Undeclared[]>>;
  /** How each limit is kept. */
  limits(ctid: Ctid): Promise<readonly LimitFact[]>;
}

export function networkDriver(host: NetworkHost): NetworkDriver {
  let open: OwnClient | undefined;
  const client = (): OwnClient => {
    open ??= new OwnClient(host.root);
    return open;
  };
  let abilities: Abilities = { obstacle: 'not probed', ipv6: false, shaping: () => 'not probed' };
  let hostAddresses: ReadonlySet<string> = new Set();
  const uplink = (): string | undefined => host.uplink?.();
  const look = (): void => {
    hostAddresses = new Set(
      client()
        .dump(dumpAddresses())
        .messages.map((message) => parseInterfaceAddress(message).address),
    );
  };
  const view: NetworkView = {
    abilities: () => abilities,
    host: () => ({ addresses: hostAddresses, bridges: client().bridges }),
    devices: viewOf(machineAt()),
    links: (names) => linksAmong(client(), names),
    loans: () => allLoans(host.root),
    uplink,
  };
  return {
    ...networkJudge(view),
    probe: async () => {
      const probed = probeNetwork(uplink());
      abilities = probed.abilities;
      look();
      return probed.probes;
    },
    record: (isShaped) => record(view, client(), isShaped),
    observe: async (scope) => {
      look();
      const pids = scope === 'all' ? await host.pids() : await pidsOf(host, scope);
      return observeNetworks({ client: client(), pids, uplink: uplink(), ...(scope !== 'all' && { only: scope }) });
    },
    apply: (context) =>
      context.step.verb === 'remove' ? remove(host, client(), context) : change(host, client(), context),
    undeclared: async () => undeclaredNetworks(client(), await host.pids()),
    limits: async (ctid) => {
      const pids = await pidsOf(host, [ctid]);
      const seen = await observeNetworks({ client: client(), pids, uplink: uplink(), only: [ctid] });
      return networkFacts(rateFact(client(), ctid, abilities.shaping()), seen.get(ctid));
    },
    [Symbol.dispose]: () => {
      open?.[Symbol.dispose]();
      open = undefined;
    },
  };
}

/** `isShaped`: a container has a rate, so that trying brings nothing new into the host's network. */
function record(view: NetworkView, client: OwnClient, isShaped: boolean): NetworkRecord {
  const { obstacle, ipv6, shaping } = view.abilities();
  const { addresses, bridges } = view.host();
  const links = client.dump(dumpLinks()).messages.map(parseLink);
  const foreign = links.filter(({ alias }) => alias?.startsWith('vzreconcile:') !== true).map(({ name }) => name);
  return {
    ...(obstacle !== undefined && { obstacle }),
    ipv6,
    ...(isShaped && { shaping: shaping() ?? null }),
    addresses: [...addresses].sort(),
    bridges: Object.fromEntries([...bridges].sort(([one], [other]) => (one < other ? -1 : 1))),
    links: Object.fromEntries(linksAmong(client, foreign.toSorted())),
    loans: view.loans(),
  };
}

async function pidsOf(host: NetworkHost, ctids: readonly Ctid[]): Promise<ReadonlyMap<Ctid, number>> {
  const pids = new Map<Ctid, number>();
  for (const ctid of ctids) {
    const pid = await host.pidOf(ctid);
    if (pid !== undefined) pids.set(ctid, pid);
  }
  return pids;
}

async function change(host: NetworkHost, client: OwnClient, { ctid, was, wants }: StepContext): Promise<Undo> {
  const addresses = wants.network?.addresses ?? [];
  const formerly = was.network?.addresses ?? [];
  const uplink = host.uplink?.();
  const rates = ratesIn(wants);
  const before = await withContainer(host, ctid, async (netns) => {
    const netifs = wants.network?.netifs ?? [];
    const found = await attach(client, { ctid, netns, addresses, formerly, uplink, rates, netifs });
    const netdevs = wants.network?.netdevs ?? [];
    if (netdevs.length > 0 || was.network?.netdevs?.length) await arrangeNetdevs(client, ctid, netns, netdevs);
    return found;
  });
  if (before === undefined)
    throw new Error(`container ${ctid} is not running: no network namespace for ${linkName(ctid)}`);
  const back = {
    ctid,
    addresses: before.addresses,
    formerly: addresses,
    uplink,
    rates: ratesIn(was),
    netifs: was.network?.netifs ?? [],
  };
  return async () => {
    const netdevs = was.network?.netdevs ?? [];
    if (netdevs.length > 0 || wants.network?.netdevs?.length)
      await withContainer(host, ctid, (netns) => arrangeNetdevs(client, ctid, netns, netdevs));
    await restore(host, client, back, before);
  };
}

/** What somebody made of them by hand does not come back. */
const ratesIn = ({ network }: ContainerState): readonly RateState[] =>
  network?.rate === undefined || network.rate === 'mixed' ? [] : network.rate;

async function restore(
  host: NetworkHost,
  client: OwnClient,
  back: Omit<Attachment, 'netns'>,
  before: Before,
): Promise<void> {
  if (before.link) {
    await withContainer(host, back.ctid, (netns) => attach(client, { ...back, netns }));
    return;
  }
  const link = findOwnLink(client, back.ctid);
  if (link !== undefined) removeLink(client, link);
  const ifb = client.furnished.has(back.ctid) ? findIfb(client, back.ctid) : undefined;
  if (ifb !== undefined) removeIfb(client, ifb);
  if (client.furnished.has(back.ctid))
    await withContainer(host, back.ctid, async (netns) => arrangeNetifs(client, back.ctid, netns, back.netifs));
}

async function remove(host: NetworkHost, client: OwnClient, { ctid, was }: StepContext): Promise<Undo> {
  const alive = (await host.pidOf(ctid)) !== undefined;
  // First: they would die with the namespace, and the links go when it is let go.
  await giveBack(client, ctid);
  await detach(client, { ctid, alive, sleep: host.sleep });
  const addresses = was.network?.addresses ?? [];
  const uplink = host.uplink?.();
  const rates = ratesIn(was);
  const netifs = was.network?.netifs ?? [];
  return async () => {
    // A container that has ended took its namespace along; starting it again makes a new one.
    await withContainer(host, ctid, (netns) =>
      attach(client, { ctid, netns, addresses, formerly: [], uplink, rates, netifs }),
    );
  };
}

/** Calls `work` with the container's network namespace; undefined when it does not run. */
async function withContainer<T>(
  host: NetworkHost,
  ctid: Ctid,
  work: (netns: number) => Promise<T>,
): Promise<T | undefined> {
  const pid = await host.pidOf(ctid);
  if (pid === undefined) return undefined;
  const netns = openSync(`/proc/${pid}/ns/net`, 'r');
  try {
    // Still the same init: so the namespace opened in between is its own and not that of a pid used again.
    if ((await host.pidOf(ctid)) !== pid) return undefined;
    return await work(netns);
  } finally {
    closeSync(netns);
  }
}
