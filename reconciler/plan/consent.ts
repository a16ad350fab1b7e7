// Who said yes to what. --yes is a yes to everything that is asked about; an approval is one to the effect whose hash it
// names, and to no other. Neither opens what is protected or forbidden.

import type { Calendar } from '../port/calendar.ts';
import type { ApprovalSpec } from '../state/rules.ts';
import { shortHash } from './effect.ts';
import type { ContainerPlan } from './plan.ts';

/** On a Container: the hash of what may be done to it. */
const approveAnnotation = 'vzreconcile/approve';

export interface Consent {
  readonly yes: boolean;
  /** The plan as a whole is approved, and so all that is in it. */
  readonly plan: boolean;
  /** What is done to this container is approved by its hash, or that of the plan. */
  approves(container: Approvable): boolean;
  /** Approvals that might have been meant for it and are not: of another effect, or expired. */
  astray(container: Approvable): readonly string[];
}

type Approvable = Pick<ContainerPlan, 'effect' | 'desired'>;

export interface Approvals {
  readonly yes: boolean;
  readonly documents: readonly ApprovalSpec[];
  /** Hashes that were approved beside the manifests, by signed tags. */
  readonly hashes: readonly string[];
  /** Absent: approvals that expire do not count. */
  readonly calendar?: Calendar | undefined;
}

/** `effect`: the hash of the whole plan. */
export function consentTo({ yes, documents, hashes, calendar }: Approvals, effect: string | undefined): Consent {
  const isOver = ({ expires }: ApprovalSpec): boolean =>
    expires !== undefined && (calendar === undefined || calendar.utc(calendar.now) >= expires);
  const valid = documents.filter((document) => !isOver(document));
  const plan = names([...hashes, ...valid.flatMap((document) => document.plan ?? [])], effect);
  const known = [...hashes, ...valid.flatMap((document) => document.containers)];
  const annotated = ({ desired }: Approvable): readonly string[] =>
    (desired?.annotations[approveAnnotation] ?? '').split(/[\s,]+/).filter((hash) => hash !== '');
  return {
    yes,
    plan,
    approves: (container) => plan || names([...known, ...annotated(container)], container.effect),
    astray: (container) => [
      ...annotated(container).map((hash) => `the annotation's ${hash.slice(0, 64)} is of another effect`),
      ...documents.filter(isOver).map(({ name, expires }) => `${name} expired ${expires}`),
    ],
  };
}

/** Whether any of them is the hash, or its first 12 digits or more. */
function names(hashes: readonly string[], effect: string | undefined): boolean {
  return effect !== undefined && hashes.some((hash) => /^[0-9a-f]{12,64}$/.test(hash) && effect.startsWith(hash));
}

/** How somebody says yes to what is done to this container. */
export function howToApprove(container: Approvable, consent: Consent): string {
  const { effect, desired } = container;
  const ways = [...(desired === undefined ? [] : [`the annotation ${approveAnnotation}`]), 'an Approval'];
  const approve = effect === undefined ? '' : `approve ${shortHash(effect)} by ${ways.join(' or ')}`;
  const astray = consent.astray(container).map((one) => `; ${one}`);
  return `${approve}${astray.join('')}`;
}
