// What of the drafts of a plan may be done, and when: protected and forbidden things never, what is asked about after somebody
// said yes, what windows speak of while they are open. None of it changes what a draft would do, which its hash names.

import type { Calendar } from '../port/calendar.ts';
import type { Desired } from '../state/model.ts';
import type { ApprovalWays, Rules, TagApproval } from '../state/rules.ts';
import type { Approver } from './approver.ts';
import { type Consent, consentTo } from './consent.ts';
import { type Digest, type Effects, effectsOf } from './effect.ts';
import { protectedGuard, recreateGuard } from './guard.ts';
import type { ContainerPlan, Refusal } from './plan.ts';
import { judge } from './policy.ts';
import { timed, waiter } from './window.ts';

/** Said of this pass and not by manifests. */
export interface Circumstances {
  readonly yes: boolean;
  readonly digest?: Digest | undefined;
  /** Absent: windows are not looked at. */
  readonly calendar?: Calendar | undefined;
  readonly tags?: readonly TagApproval[] | undefined;
  readonly ways?: ApprovalWays | undefined;
}

export interface Decided {
  readonly containers: readonly ContainerPlan[];
  readonly consent: Consent;
  readonly effects: Effects;
}

const noRules: Rules = { policies: [], windows: [], approvals: [] };

export const rulesOf = ({ rules = noRules }: Pick<Desired, 'rules'>): Rules => rules;

export function decide(drafts: readonly ContainerPlan[], desired: Desired, about: Circumstances): Decided {
  const { yes, digest, calendar, tags, ways } = about;
  const { policies, windows, approvals } = rulesOf(desired);
  const judged = drafts.map((draft) => {
    const { forbidden, asked, warnings } = judge(draft, policies);
    const refusals = [...draft.refusals, ...protectedGuard(draft, desired.nodeSpec), ...forbidden];
    const told = warnings.length === 0 ? draft.warnings : [...draft.warnings, ...warnings];
    return { draft: { ...draft, refusals, warnings: told }, asked: [...(yes ? [] : recreateGuard(draft)), ...asked] };
  });
  // The whole is what would be done if whatever can be consented to were.
  const isOpen = ({ refusals }: ContainerPlan): boolean => refusals.length === 0;
  const effects = effectsOf(
    desired.node,
    judged.map(({ draft }) => draft),
    isOpen,
    digest,
  );
  const consent = consentTo({ yes, documents: approvals, tags, ways, calendar }, effects);
  const waitFor = calendar && waiter(calendar);
  const limited = new Set<string>(policies.flatMap(({ limits }) => limits.map(({ action }) => action)));
  const containers = judged.map(({ draft, asked }) => {
    // An effect that was approved is done as it was approved, or its hash would be another one half way.
    const atItsTime = (one: ContainerPlan): ContainerPlan =>
      waitFor === undefined || windows.length === 0 ? one : timed(one, windows, waitFor, asked.length > 0);
    const unanswered = asked.filter((one) => !consent.answers(one, draft));
    if (draft.refusals.length + unanswered.length > 0) {
      const opens = unanswered.length === 0 ? undefined : opening(atItsTime(draft));
      const refusals = [...draft.refusals, ...unanswered.map((one) => hinted(one, draft, consent, opens))];
      // Nothing is done to a refused container; without steps nobody can do it by mistake.
      return { ...draft, refusals, steps: [] };
    }
    const approvedBy = draft.action === 'none' ? [] : consent.approvers(draft, asked, limited.has(draft.action));
    if (approvedBy.length === 0) return atItsTime(draft);
    const made = atItsTime({ ...draft, approvedBy });
    return asked.length > 0 || draft.action === 'delete' ? warnedOfEnd(made, approvedBy) : made;
  });
  return { containers, consent, effects };
}

function hinted(refusal: Refusal, draft: ContainerPlan, consent: Consent, opens: string | undefined): Refusal {
  const hint = consent.howToApprove(refusal, draft, opens);
  return hint === '' ? refusal : { ...refusal, hint };
}

/** "2026-11-27T01:00:00Z": before it nothing of what waits is done; undefined where nothing does, or nobody knows until when. */
const opening = ({ holds = [] }: ContainerPlan): string | undefined =>
  holds.find(({ by, until }) => by === 'window' && until !== undefined)?.until?.utc;

/** Whoever approved should hear before the window opens that by then they have not. */
function warnedOfEnd(plan: ContainerPlan, approvedBy: readonly Approver[]): ContainerPlan {
  const opens = opening(plan);
  const ends = approvedBy.map(({ expires }) => expires);
  const last = ends.reduce((one, other) => (one !== undefined && other !== undefined && other > one ? other : one));
  if (opens === undefined || last === undefined || ends.includes(undefined) || opens < last) return plan;
  const words = `${ENDS}: its approval is over on ${last}, and before ${opens} no window opens: approve it for longer`;
  return { ...plan, warnings: [...plan.warnings, words] };
}

const ENDS = 'VZR519';
