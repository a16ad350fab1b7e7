// Addresses that move between containers. An address is taken from its holder before it is given to the next one, also
// when two containers swap: a set that both gives and takes is split in two, so the waiting never goes in a circle.

import type { Ctid } from '../../schema/units.ts';
import type { Change, ContainerPlan, Dependency, Refusal, Step } from './plan.ts';

const pointer = '/network/addresses';

/** What one step does to one address. */
interface Move {
  readonly address: string;
  readonly step: number;
}

/**
 * The plans with address changes made safe: sets split where addresses go round, and containers refused whose new
 * address stays with a container that does not let go of it.
 */
export function settleAddresses(plans: readonly ContainerPlan[]): readonly ContainerPlan[] {
  if (!plans.some((plan) => plan.steps.some((step) => step.driver === 'network'))) return plans;
  const settled = refuseHeld(plans.map((plan) => ({ plan, ...moves(plan) })));
  const leaving = new Set<string>();
  const coming = new Set<string>();
  for (const { releases, gains } of settled) {
    for (const { address } of releases) leaving.add(address);
    for (const { address } of gains) coming.add(address);
  }
  return settled.map(({ plan, releases, gains }) =>
    releases.length === 0 || gains.length === 0 ? plan : split(plan, leaving, coming),
  );
}

/** Which steps wait for which, across containers. Sorted by container and step; never circular. */
export function addressDependencies(plans: readonly ContainerPlan[]): readonly Dependency[] {
  const releasedBy = new Map<string, { ctid: Ctid; step: number }>();
  const gaining: { readonly ctid: Ctid; readonly gains: readonly Move[] }[] = [];
  for (const plan of plans) {
    const { releases, gains } = moves(plan);
    const { ctid } = plan;
    for (const { address, step } of releases) releasedBy.set(address, { ctid, step });
    if (gains.length > 0) gaining.push({ ctid, gains });
  }
  if (releasedBy.size === 0) return [];
  return gaining.flatMap(({ ctid, gains }) =>
    gains.flatMap(({ address, step }) => {
      const after = releasedBy.get(address);
      const unmet = `container ${after?.ctid} still holds ${address}`;
      return after === undefined || after.ctid === ctid ? [] : [{ ctid, step, after, unmet }];
    }),
  );
}

interface Moves {
  readonly releases: readonly Move[];
  readonly gains: readonly Move[];
}

type Moving = Moves & { readonly plan: ContainerPlan };

const stays: Moves = { releases: [], gains: [] };

function moves(plan: ContainerPlan): Moves {
  if (!plan.steps.some(({ driver }) => driver === 'network')) return stays;
  const releases: Move[] = [];
  const gains: Move[] = [];
  for (const [step, { driver, verb, changes }] of plan.steps.entries()) {
    if (driver !== 'network') continue;
    const [was, wants] = verb === 'set' ? sidesOf(changes) : [plan.was.network, plan.wants.network].map(addressesOf);
    const before = verb === 'create' ? [] : (was ?? []);
    const after = verb === 'remove' ? [] : (wants ?? []);
    for (const address of without(before, after)) releases.push({ address, step });
    for (const address of without(after, before)) gains.push({ address, step });
  }
  return { releases, gains };
}

const addressesOf = (section: { readonly addresses: readonly string[] } | undefined) => section?.addresses ?? [];
const isAddresses = (change: Change): boolean => change.pointer === pointer;
const without = (all: readonly string[], some: readonly string[]): readonly string[] =>
  some.length === 0 ? all : all.filter((address) => !some.includes(address));

function sidesOf(changes: readonly Change[]): readonly [readonly string[], readonly string[]] {
  const change = changes.find(isAddresses);
  return [(change?.was ?? []) as readonly string[], (change?.wants ?? []) as readonly string[]];
}

/** Refuses who would get an address from a container that keeps it; being refused, that one keeps its own as well. */
function refuseHeld(all: readonly Moving[]): readonly Moving[] {
  const takers = new Map<string, ContainerPlan>();
  for (const { plan, gains } of all) for (const { address } of gains) takers.set(address, plan);
  if (takers.size === 0) return all;
  const refused = new Map<Ctid, Refusal[]>();
  const keeping = all.map((moving) => ({ keeper: moving.plan, kept: keptBy(moving) }));
  // Each container is refused once, so this ends after as many turns as there are containers, twice.
  for (const { keeper, kept } of keeping) {
    for (const address of kept) {
      const taker = takers.get(address);
      if (taker === undefined || taker.ctid === keeper.ctid) continue;
      const refusals = refused.get(taker.ctid);
      if (refusals === undefined) keeping.push({ keeper: taker, kept: addressesOf(taker.was.network) });
      refused.set(taker.ctid, [...(refusals ?? []), held(address, keeper, taker)]);
    }
  }
  if (refused.size === 0) return all;
  return all.map((moving) => {
    const refusals = refused.get(moving.plan.ctid);
    if (refusals === undefined) return moving;
    return { plan: { ...moving.plan, refusals: [...moving.plan.refusals, ...refusals], steps: [] }, ...stays };
  });
}

const keptBy = ({ plan, releases }: Moving): readonly string[] =>
  without(
    addressesOf(plan.was.network),
    releases.map((move) => move.address),
  );

function held(address: string, keeper: ContainerPlan, taker: ContainerPlan): Refusal {
  const origin = taker.changes.find(isAddresses)?.origin ?? taker.origin;
  const reason = `address ${address} is held by container ${keeper.name} (${keeper.ctid}), which does not release it`;
  return { code: 'VZR506', pointer, reason, ...(origin && { origin }) };
}

/** Two sets, first the release and then the gain, when others wait for the one and this container for the other. */
function split(plan: ContainerPlan, leaving: ReadonlySet<string>, coming: ReadonlySet<string>): ContainerPlan {
  const at = plan.steps.findIndex((step) => step.driver === 'network' && step.verb === 'set');
  const step = plan.steps[at];
  const change = step?.changes.find(isAddresses);
  if (step === undefined || change === undefined) return plan;
  const [was, wants] = sidesOf(step.changes);
  const given = without(was, wants).some((address) => coming.has(address));
  const taken = without(wants, was).some((address) => leaving.has(address));
  if (!given || !taken) return plan;
  const between = was.filter((address) => wants.includes(address));
  const release: Step = { ...step, changes: [{ ...change, wants: between }] };
  const gain: Step = {
    ...step,
    changes: step.changes.map((entry) => (entry === change ? { ...change, was: between } : entry)),
  };
  return { ...plan, steps: [...plan.steps.slice(0, at), release, gain, ...plan.steps.slice(at + 1)] };
}
