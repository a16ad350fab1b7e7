// Policies over a plan: what their rules say of each container, and how many containers one plan may touch.
// Codes: VZR509 forbidden, VZR510 needs approval, VZR511 more containers than a policy lets one plan touch.

import { fitsGlob } from '../../schema/glob.ts';
import type { PolicyRule, PolicySpec } from '../state/rules.ts';
import type { Consent } from './consent.ts';
import { fieldOf } from './fields.ts';
import { count } from './format.ts';
import { amountWords, mostOf } from './guard.ts';
import type { Change, ContainerPlan, Json, Refusal } from './plan.ts';
import { classOf, leaves, selects } from './select.ts';

export interface Verdict {
  readonly forbidden: readonly Refusal[];
  /** What needs somebody's approval. */
  readonly asked: readonly Refusal[];
  readonly warnings: readonly string[];
}

/** What the policies have to say of one container, before anybody is asked. */
export function judge(plan: ContainerPlan, policies: readonly PolicySpec[]): Verdict {
  const forbidden: Refusal[] = [];
  const asked: Refusal[] = [];
  const warnings: string[] = [];
  for (const policy of plan.action === 'none' ? [] : policies) {
    for (const rule of policy.rules) {
      const found = fits(rule, plan);
      if (found === undefined) {
        if (!leaves(rule.containers, plan)) continue;
        const words = ' wants it approved that the container leaves it by its name or labels';
        // Or two commits would do what one may not.
        if (rule.verdict === 'warn') warnings.push(sentence(policy, rule, ' is left'));
        else asked.push({ code: 'VZR510', reason: sentence(policy, rule, words), ...placeOf(rule, plan, null) });
        continue;
      }
      const place = placeOf(rule, plan, found);
      if (rule.verdict === 'warn') warnings.push(sentence(policy, rule, ''));
      if (rule.verdict === 'forbid')
        forbidden.push({
          code: 'VZR509',
          reason: sentence(policy, rule, ` forbids this ${classOf(plan.action)}`),
          ...place,
        });
      if (rule.verdict === 'requireApproval')
        asked.push({
          code: 'VZR510',
          reason: sentence(policy, rule, ` wants this ${classOf(plan.action)} approved`),
          ...place,
        });
    }
  }
  return { forbidden, asked, warnings };
}

function sentence({ name }: PolicySpec, rule: PolicyRule, verdict: string): string {
  return `policy ${name}, rule ${rule.name}${verdict}${rule.message === undefined ? '' : `: ${rule.message}`}`;
}

/** Of the field where a field is what the rule is about, and of the rule. */
function placeOf(rule: PolicyRule, plan: ContainerPlan, change: Change | null) {
  const origin = change?.origin ?? plan.origin;
  return { ...(change !== null && { pointer: change.pointer }), ...(origin && { origin }), rule: rule.origin };
}

/** The change that makes it fit; null where it fits without one; undefined where it does not. */
function fits(rule: PolicyRule, plan: ContainerPlan): Change | null | undefined {
  if (rule.actions !== undefined && !rule.actions.includes(classOf(plan.action))) return undefined;
  if (!selects(rule.containers, plan)) return undefined;
  if ([rule.fields, rule.classes, rule.above, rule.below].every((part) => part === undefined)) return null;
  return plan.changes.find((change) => fitsChange(rule, change));
}

function fitsChange({ fields, classes, above, below }: PolicyRule, change: Change): boolean {
  if (classes !== undefined && !classes.includes(change.class)) return false;
  const { label } = fieldOf(change.pointer);
  if (fields !== undefined && !fields.some((glob) => fitsGlob(glob, label) || fitsGlob(glob, change.pointer)))
    return false;
  if (above === undefined && below === undefined) return true;
  const value = numberOf(change.wants);
  if (value === undefined) return false;
  return (above === undefined || value > above) && (below === undefined || value < below);
}

/** Pointers of the fields whose values are numbers, `max` or pairs of these; others are neither above nor below anything. */
export const comparable: ReadonlySet<string> = new Set([
  ...['/cgroup/memory/ram', '/cgroup/memory/swap', '/cgroup/guarantee/ram', '/cgroup/cpu/units', '/cgroup/cpu/limit'],
  ...['/cgroup/io/bytes', '/cgroup/io/operations', '/cgroup/io/priority', '/cgroup/pids/max'],
  ...['/cgroup/sockets/tcp', '/cgroup/sockets/other', '/namespace/ubc/numpty', '/namespace/ubc/numfile'],
  ...['/namespace/ubc/numsiginfo', '/namespace/ubc/lockedpages', '/namespace/ubc/privvmpages'],
  ...['/namespace/ubc/shmpages', '/quota/space', '/quota/inodes', '/quota/grace', '/quota/most'],
  ...['/namespace/idmap/base', '/lifecycle/stopTimeout'],
]);

/** Of a soft and a hard limit the hard one. */
function numberOf(value: Json | undefined): number | undefined {
  if (value === 'max') return Number.POSITIVE_INFINITY;
  if (typeof value === 'number') return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return numberOf((value as Readonly<Record<string, Json>>)['hard']);
}

const verbs = { delete: 'deletes', recreate: 'recreates', restart: 'restarts' } as const;

/** What one plan may touch at most. The plan as a whole can be approved; refused containers are not counted. */
export function limitGuard(
  plans: readonly ContainerPlan[],
  observed: number,
  policies: readonly PolicySpec[],
  consent: Consent,
): readonly Refusal[] {
  if (consent.plan) return [];
  return policies.flatMap(({ name, limits }) =>
    limits.flatMap(({ action, most, origin }): readonly Refusal[] => {
      const touched = plans.filter((plan) => plan.action === action && plan.refusals.length === 0).length;
      if (touched <= mostOf(most, observed)) return [];
      const reason = `policy ${name}: the plan ${verbs[action]} ${count(touched, 'container')}, more than ${amountWords(most, observed)}`;
      return [{ code: 'VZR511', reason, hint: `make it in several steps, or ${consent.approvePlan()}`, origin }];
    }),
  );
}
