// Who said yes to what. --yes is a yes to everything that is asked about; an approval is one to the effect whose hash it
// names, and to no other. Neither opens what is protected or forbidden. What policies want approved only an Approval opens, never
// the container's own manifest: whoever writes that could approve himself.

import type { Calendar } from '../port/calendar.ts';
import type { ApprovalSpec } from '../state/rules.ts';
import { approvalHash, type Effects } from './effect.ts';
import type { ContainerPlan, Refusal } from './plan.ts';

/** On a Container: the hash of a recreate of it. It consents as --yes does. */
const approveAnnotation = 'vzreconcile/approve';

export interface Consent {
  readonly yes: boolean;
  /** The plan as a whole is approved, and so all that is in it. */
  readonly plan: boolean;
  /** How somebody says yes to the plan as a whole. */
  approvePlan(): string;
  /** What is done to this container is approved by its hash, or that of the plan, in an Approval. */
  approves(container: Approvable): boolean;
  /** This question about it is answered. */
  answers(question: Refusal, container: Approvable): boolean;
  /** How somebody answers a question about this container with yes. */
  howToApprove(question: Refusal, container: Approvable): string;
}

type Approvable = Pick<ContainerPlan, 'ctid' | 'desired'>;

export interface Approvals {
  readonly yes: boolean;
  readonly documents: readonly ApprovalSpec[];
  /** Absent: no approval counts, because nobody knows which are over. */
  readonly calendar?: Calendar | undefined;
}

export function consentTo({ yes, documents, calendar }: Approvals, effects: Effects): Consent {
  const isOver = ({ expires }: ApprovalSpec): boolean =>
    calendar === undefined || calendar.utc(calendar.now) >= expires;
  const valid = documents.filter((document) => !isOver(document));
  const plan = names(
    valid.flatMap((document) => document.plan ?? []),
    effects.whole,
  );
  const known = valid.flatMap((document) => document.containers);
  const approves = ({ ctid }: Approvable): boolean => plan || names(known, () => effects.of(ctid));
  const annotated = ({ desired }: Approvable): readonly string[] =>
    (desired?.annotations[approveAnnotation] ?? '').split(/[\s,]+/).filter((hash) => hash !== '');
  return {
    yes,
    plan,
    approvePlan: () => {
      const effect = effects.whole();
      return `approve the plan${effect === undefined ? '' : `, ${approvalHash(effect)},`} by an Approval`;
    },
    approves,
    answers: (question, container) =>
      approves(container) || (isOwn(question) && names(annotated(container), () => effects.of(container.ctid))),
    howToApprove: (question, container) => {
      const effect = effects.of(container.ctid);
      const ways = [...(isOwn(question) ? [`the annotation ${approveAnnotation}`] : []), 'an Approval'];
      const approve = effect === undefined ? '' : `approve ${approvalHash(effect)} by ${ways.join(' or ')}`;
      // What might have been meant for it and is not.
      const astray = [
        ...annotated(container).map((hash) => `the annotation's ${hash.slice(0, 64)} is of another effect`),
        ...documents.filter(isOver).map(({ name, expires }) => `${name} expired ${expires}`),
      ];
      return `${approve}${astray.map((one) => `; ${one}`).join('')}`;
    },
  };
}

/** Whether any of them is the hash, or its first 32 digits or more. */
function names(hashes: readonly string[], effectOf: () => string | undefined): boolean {
  if (hashes.length === 0) return false;
  const effect = effectOf();
  return effect !== undefined && hashes.some((hash) => /^[0-9a-f]{32,64}$/.test(hash) && effect.startsWith(hash));
}

/** A container's manifest may answer what is asked of it alone: whether its data may go. */
const isOwn = ({ code }: Refusal): boolean => code === 'VZR503';
