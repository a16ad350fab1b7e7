// What of the drafts of a plan may be done, and when: protected and forbidden things never, what is asked about after somebody
// said yes, what windows speak of while they are open. None of it changes what a draft would do, which its hash names.

import type { Calendar } from '../port/calendar.ts';
import type { Desired } from '../state/model.ts';
import type { ApprovalWays, Rules, TagApproval } from '../state/rules.ts';
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
  const containers = judged.map(({ draft, asked }) => {
    const unanswered = asked.filter((one) => !consent.answers(one, draft)).map((one) => hinted(one, draft, consent));
    const refusals = [...draft.refusals, ...unanswered];
    // Nothing is done to a refused container; without steps nobody can do it by mistake.
    if (refusals.length > 0) return { ...draft, refusals, steps: [] };
    const approvedBy = draft.action === 'none' ? [] : consent.approvers(draft, asked);
    const open = approvedBy.length === 0 ? draft : { ...draft, approvedBy };
    if (waitFor === undefined || windows.length === 0) return open;
    // An effect that was approved is done as it was approved, or its hash would be another one half way.
    return timed(open, windows, waitFor, asked.length > 0);
  });
  return { containers, consent, effects };
}

function hinted(refusal: Refusal, draft: ContainerPlan, consent: Consent): Refusal {
  const hint = consent.howToApprove(refusal, draft);
  return hint === '' ? refusal : { ...refusal, hint };
}
