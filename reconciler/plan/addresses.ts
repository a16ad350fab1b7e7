// Addresses that move between containers. An address is taken from its holder before it is given to the next one, also
// when two containers swap: a set that both gives and takes is split in two, so the waiting never goes in a circle.

import type { Ctid } from '../../schema/units.ts';
import type { Change, ContainerPlan, Refusal, Step } from './plan.ts';

const pointer = '/network/addresses';

/** Step `step` of container `ctid` must wait until step `after.step` of container `after.ctid` is done. */
export interface Dependency {
  readonly ctid: Ctid;
  readonly step: number;
  readonly after: { readonly ctid: Ctid; readonly step: number };
  readonly address: string;
}

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
  const settled = refuseHeld(plans);
  const leaving = new Set(settled.flatMap((plan) => moves(plan).releases.map((move) => move.address)));
  const coming = new Set(settled.flatMap((plan) => moves(plan).gains.map((move) => move.address)));
  return settled.map((plan) => split(plan, leaving, coming));
}

/** Which steps wait for which, across containers. Sorted by container and step; never circular. */
export function addressDependencies(plans: readonly ContainerPlan[]): readonly Dependency[] {
  const releasedBy = new Map<string, { ctid: Ctid; step: number }>();
  for (const plan of plans) {
    for (const move of moves(plan).releases) releasedBy.set(move.address, { ctid: plan.ctid, step: move.step });
  }
  if (releasedBy.size === 0) return [];
  return plans.flatMap((plan) =>
    moves(plan).gains.flatMap(({ address, step }) => {
      const after = releasedBy.get(address);
      return after === undefined || after.ctid === plan.ctid ? [] : [{ ctid: plan.ctid, step, after, address }];
    }),
  );
}

function moves(plan: ContainerPlan): { releases: readonly Move[]; gains: readonly Move[] } {
  const releases: Move[] = [];
  const gains: Move[] = [];
  for (const [step, { driver, verb, changes }] of plan.steps.entries()) {
    if (driver !== 'network') continue;
    const [was, wants] = verb === 'set' ? sidesOf(changes) : [plan.was.network, plan.wants.network].map(addressesOf);
    const before = verb === 'create' ? [] : (was ?? []);
    const after = verb === 'remove' ? [] : (wants ?? []);
    releases.push(...without(before, after).map((address) => ({ address, step })));
    gains.push(...without(after, before).map((address) => ({ address, step })));
  }
  return { releases, gains };
}

const addressesOf = (section: { readonly addresses: readonly string[] } | undefined) => section?.addresses ?? [];
const isAddresses = (change: Change): boolean => change.pointer === pointer;
const without = (all: readonly string[], some: readonly string[]): readonly string[] =>
  all.filter((address) => !some.includes(address));

function sidesOf(changes: readonly Change[]): readonly [readonly string[], readonly string[]] {
  const change = changes.find(isAddresses);
  return [(change?.was ?? []) as readonly string[], (change?.wants ?? []) as readonly string[]];
}

/** Refuses who would get an address from a container that keeps it; being refused, that one keeps its own as well. */
function refuseHeld(plans: readonly ContainerPlan[]): readonly ContainerPlan[] {
  const takers = new Map<string, ContainerPlan>();
  for (const plan of plans) for (const { address } of moves(plan).gains) takers.set(address, plan);
  const refused = new Map<Ctid, Refusal[]>();
  const keeping = plans.map((keeper) => ({ keeper, kept: keptBy(keeper) }));
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
  return plans.map((plan) => {
    const refusals = refused.get(plan.ctid);
    return refusals === undefined ? plan : { ...plan, refusals: [...plan.refusals, ...refusals], steps: [] };
  });
}

function keptBy(plan: ContainerPlan): readonly string[] {
  const released = moves(plan).releases.map((move) => move.address);
  return without(addressesOf(plan.was.network), released);
}

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
