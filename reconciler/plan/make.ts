// Makes the plan: a pure function of what the manifests ask for, what the host reports and what its drivers accept.

import type { Ctid } from '../../schema/units.ts';
import type { Calendar } from '../port/calendar.ts';
import type { HostFacts } from '../port/host.ts';
import type { ContainerState } from '../state/container.ts';
import type { Desired, DesiredContainer, NodeSpec, Observed, ObservedContainer, TemplateSpec } from '../state/model.ts';
import type { ApprovalWays, TagApproval } from '../state/rules.ts';
import { settleAddresses } from './addresses.ts';
import {
  type Braked,
  type Brakes,
  brake,
  frozenBy,
  heldDelete,
  heldReturn,
  heldWhole,
  isReturn,
  keepOf,
  notesOf,
  standing,
} from './brakes.ts';
import { capacityGuard, capacityNotes, commitmentsOf, overcommitOf } from './capacity.ts';
import { decide, rulesOf } from './decide.ts';
import { settleStarts, withStartsWhen } from './dependencies.ts';
import { actionFor, diff, existing, originOf, type Sides } from './diff.ts';
import { type Digest, withEffects } from './effect.ts';
import { type Failure, failOnGuard } from './fail-on.ts';
import { stageWords, turnGuard } from './fleet.ts';
import { formerGuard, formersOf } from './former.ts';
import { defaultMaxDeletes, deletionGuard, type MaxDeletes, rateWarnings, usageWarnings } from './guard.ts';
import { hostGuard, hostWarnings } from './host-guard.ts';
import { identityChanges } from './identity.ts';
import { machineGuard } from './machine.ts';
import { stepsFor } from './order.ts';
import type { ContainerPlan, Plan, Refusal } from './plan.ts';
import { limitGuard } from './policy.ts';
import { markedIn } from './settled.ts';
import { toldOf } from './undeclared.ts';
import { derivedGuarantees } from './unenforced.ts';

/** What the drivers make of one desired state: rounded as the kernel rounds, and what they refuse. */
export interface AcceptedState {
  readonly wants: ContainerState;
  readonly refusals: readonly Refusal[];
  /** Pointers of what takes a stop of the container on this host, beside the table's. */
  readonly needsStop?: readonly string[];
  readonly unenforced?: readonly Refusal[];
  /** What only the host itself could say. */
  readonly remarks?: readonly string[];
}

export interface PlanOptions {
  readonly maxDeletes?: MaxDeletes;
  /** Consent to lose data. Does not open the protected list. */
  readonly yes?: boolean;
  /** Kinds of actions for which the plan as a whole is refused. */
  readonly failOn?: ReadonlySet<Failure>;
  /** Names of limits that need not be kept where the host cannot. */
  readonly allowUnenforced?: ReadonlySet<string>;
  readonly approvals?: ApprovalWays;
}

export interface PlanInput {
  readonly desired: Desired;
  readonly observed: Observed;
  /** By ctid; a container that is missing here is planned as it was written (no host at hand). */
  readonly accepted: ReadonlyMap<Ctid, AcceptedState>;
  /** Absent: capacity is not checked. */
  readonly facts?: HostFacts;
  readonly options?: PlanOptions;
  /** What is known of containers that are settled: these are not compared. */
  readonly settled?: ReadonlyMap<Ctid, ContainerPlan>;
  /** Absent: the plan does not say which effect it has. */
  readonly digest?: Digest;
  /** Absent: nothing is held back but what manifests say. */
  readonly brakes?: Brakes;
  /** Absent: windows are not looked at. */
  readonly calendar?: Calendar;
  /** Who is to be restarted because it does not work, with why. */
  readonly sick?: ReadonlyMap<Ctid, string>;
  /** Absent: there are none. */
  readonly tags?: readonly TagApproval[];
  /** For people, e.g. "main@3f2a9c1". */
  readonly revision: string;
}

/** A plan, and the same with the hashes of its effects: they cost as much again, and who carries it out needs them last. */
export interface Planned {
  /** Without hashes. */
  readonly plan: Plan;
  readonly hashed: () => Plan;
}

/** The plan that makes `observed` into `desired`. Same input, same plan. */
export const makePlan = (input: PlanInput): Plan => planFirst(input).hashed();

/** The same plan, hashed when somebody asks for it. */
export function planFirst(input: PlanInput): Planned {
  const { desired, observed, digest, options = {} } = input;
  const yes = options.yes ?? false;
  const wanted = new Map(desired.containers.map((container) => [container.ctid, container]));
  const formers = formersOf(desired, observed);
  const ctids = new Set([...wanted.keys(), ...observed.containers.keys()]);
  for (const { ctid } of formers.values()) ctids.delete(ctid);
  const drafts = [...ctids]
    .sort((left, right) => left - right)
    .map((ctid) => {
      const known = input.settled?.get(ctid);
      if (known !== undefined) return known;
      const seen = observed.containers.get(ctid) ?? formers.get(ctid);
      const wish = wanted.get(ctid);
      return wish === undefined ? planDelete(ctid, seen, input) : planContainer(wish, seen, input);
    });
  const { calendar, tags } = input;
  const about = { yes, digest, calendar, tags, ways: options.approvals };
  const { containers: decided, consent, effects } = decide(drafts, desired, about);
  const containers = withStartsWhen(settle(decided));
  const { policies } = rulesOf(desired);
  const there = observed.containers.size;
  const capacity =
    input.facts && commitmentsOf(containers, drafts, overcommitOf(desired.nodeSpec, policies), input.facts);
  const strange = machineGuard(desired.nodeSpec, input.facts?.machine, input.brakes?.machine);
  const plan: Plan = {
    formatVersion: '1.0',
    revision: input.revision,
    node: desired.node,
    ...(desired.rollouts !== undefined && { stages: stageWords(desired.rollouts, desired.node) }),
    ...told(input.brakes ?? none, desired.nodeSpec, strange.length > 0, capacityNotes(capacity ?? [])),
    templates: missingTemplates(containers, observed.templates),
    containers,
    refusals: [
      ...strange,
      ...turnGuard(input.brakes?.held),
      ...(options.failOn === undefined ? [] : failOnGuard(containers, options.failOn)),
      ...(yes ? [] : deletionGuard(containers, there, options.maxDeletes ?? defaultMaxDeletes, consent)),
      ...limitGuard(containers, there, policies, consent),
      ...(capacity === undefined ? [] : capacityGuard(capacity)),
    ],
    ...(capacity !== undefined && { capacity }),
  };
  let hashed: Plan | undefined;
  return {
    plan,
    hashed: () => {
      hashed ??= digest === undefined ? plan : withEffects(plan, effects);
      return hashed;
    },
  };
}

/** Who is refused for what it would wait for keeps what others wait for. */
function settle(drafts: readonly ContainerPlan[]): readonly ContainerPlan[] {
  const refusedIn = (plans: readonly ContainerPlan[]): number =>
    plans.filter(({ refusals }) => refusals.length > 0).length;
  for (let plans = drafts; ; ) {
    const next = settleAddresses(settleStarts(plans));
    if (refusedIn(next) === refusedIn(plans)) return next;
    plans = next;
  }
}

/** The containers whose steps may be played: none of them when the plan as a whole is refused. */
export function runnable(plan: Plan): readonly ContainerPlan[] {
  if (plan.refusals.length > 0) return [];
  return plan.containers.filter((container) => container.action !== 'none' && container.refusals.length === 0);
}

const none: Brakes = { suspensions: [] };

function told(
  brakes: Brakes,
  node: NodeSpec,
  isElsewhere: boolean,
  more: readonly string[],
): Pick<Plan, 'notes' | 'frozen'> {
  const notes = [...notesOf(brakes, node), ...more];
  const isFrozen = isElsewhere || frozenBy(brakes, node) !== undefined;
  return { ...(notes.length > 0 && { notes }), ...(isFrozen && { frozen: true }) };
}

/** What is to be done, and what of it is held back. */
function braked(
  sides: Sides,
  desired: DesiredContainer,
  applied: string | undefined,
  input: Pick<PlanInput, 'brakes' | 'desired'>,
): Braked {
  const { nodeSpec: node } = input.desired;
  const brakes = input.brakes ?? none;
  const whole = (why: ReturnType<typeof heldWhole>): Braked | undefined => {
    if (why === undefined) return undefined;
    const changes = diff(sides);
    return standing(sides, [{ ...why, action: actionFor(sides, changes), changes }]);
  };
  const going = (): Braked => brake(sides, { brakes, node, desired });
  const before = { ...desired, ctid: sides.from ?? desired.ctid };
  return (
    whole(heldWhole(desired, brakes, node) ?? heldWhole(before, brakes, node)) ??
    whole(heldReturn(going().action, applied, brakes)) ??
    going()
  );
}

function planContainer(
  desired: DesiredContainer,
  seen: ObservedContainer | undefined,
  input: PlanInput,
): ContainerPlan {
  const { facts } = input;
  const accepted = input.accepted.get(desired.ctid);
  const was = seen?.state ?? {};
  const wished = existing(accepted?.wants ?? desired.state);
  const from = seen === undefined || seen.ctid === desired.ctid ? undefined : seen.ctid;
  const sick = input.sick?.get(desired.ctid);
  const sides = {
    ...{ was, wants: wished, applied: seen?.marker?.applied, desired, needsStop: accepted?.needsStop, from },
    isSick: sick !== undefined,
  };
  const { action, changes, steps, wants, holds, remember, whole } = braked(
    sides,
    desired,
    seen?.marker?.revision,
    input,
  );
  const heals = action === 'restart' && changes.every(({ class: kind }) => kind === 'live') ? sick : undefined;
  const identity = whole === undefined ? identityChanges(seen, desired) : [];
  const undeclared = toldOf(seen?.undeclared, [desired.reconcile, input.desired.nodeSpec.reconcile]);
  const keep = keepOf(desired);
  const refusals = whole
    ? []
    : [
        ...(accepted?.refusals ?? []).map((refusal) => placed(refusal, desired)),
        ...formerGuard(from, action, desired),
        ...(facts === undefined ? [] : hostGuard(desired, { was, wants, changes }, facts)),
      ];
  const unenforced = (accepted?.unenforced ?? []).map((refusal) => placed(refusal, desired));
  const memory = changes.some(({ pointer }) => pointer.startsWith('/cgroup/memory/'))
    ? wants.cgroup?.memory
    : undefined;
  const derived = memory === undefined ? [] : derivedGuarantees(desired, memory);
  return {
    ctid: desired.ctid,
    name: desired.name,
    // Name and labels live in the marker alone, which is written after the last step, even when there is no step.
    action: identity.length > 0 && action === 'none' ? 'change' : action,
    changes,
    steps,
    refusals,
    ...(holds.length > 0 && { holds }),
    ...(undeclared !== undefined && { undeclared }),
    ...(remember !== undefined && { remember }),
    ...(keep !== undefined && { keep }),
    ...(heals !== undefined && { heals }),
    ...(unenforced.length > 0 && { unenforced }),
    ...(derived.length > 0 && { derived }),
    warnings: [
      ...(heals === undefined ? [] : [`restarted because it is unhealthy: ${heals}`]),
      ...(from === undefined || whole ? [] : [`moved: ctid ${from} -> ${desired.ctid}, with its files`]),
      ...identity,
      ...usageWarnings(wants, changes, seen?.usage),
      ...rateWarnings(wants, changes),
      ...(accepted?.remarks ?? []),
      ...(facts === undefined ? [] : hostWarnings(desired, { was, wants, changes }, facts)),
    ],
    origin: desired.origin,
    was,
    wants,
    desired,
    ...markedIn(seen),
    ...(isReturn(seen?.marker?.revision, input.brakes ?? none) && { returns: true }),
  };
}

function planDelete(ctid: Ctid, seen: ObservedContainer | undefined, { brakes, desired }: PlanInput): ContainerPlan {
  const was = seen?.state ?? {};
  const marked = markedIn(seen);
  const why = seen && heldDelete(seen, brakes ?? none, desired.nodeSpec);
  if (why !== undefined) {
    const { name } = seen ?? { name: String(ctid) };
    const holds = [{ ...why, action: 'delete' as const, changes: [] }];
    const nothing = { action: 'none' as const, changes: [], steps: [], refusals: [], warnings: [] };
    return { ctid, name, ...nothing, holds, was, wants: was, ...marked };
  }
  return {
    ctid,
    name: seen?.name ?? String(ctid),
    action: 'delete',
    changes: [],
    steps: stepsFor({ action: 'delete', was, wants: {}, changes: [] }),
    refusals: [],
    warnings: [],
    was,
    wants: {},
    ...marked,
  };
}

/** Drivers know the field, the manifest knows the place. */
function placed(refusal: Refusal, desired: DesiredContainer): Refusal {
  if (refusal.origin !== undefined) return refusal;
  return { ...refusal, origin: originOf(desired, refusal.pointer ?? '') ?? desired.origin };
}

function missingTemplates(plans: readonly ContainerPlan[], present: ReadonlySet<string>): readonly TemplateSpec[] {
  const missing = new Map<string, TemplateSpec>();
  for (const { steps, desired } of plans) {
    const unpacks = steps.some((step) => step.driver === 'rootfs' && step.verb === 'create');
    if (desired && unpacks && !present.has(desired.template.key)) missing.set(desired.template.key, desired.template);
  }
  return [...missing.values()].sort((left, right) => (left.key < right.key ? -1 : 1));
}
