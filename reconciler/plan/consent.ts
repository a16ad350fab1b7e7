// Who said yes to what. --yes is a yes to everything that is asked about; an approval is one to the effect whose hash it
// names, and to no other. Neither opens what is protected or forbidden. What policies want approved only an Approval or a signed tag
// opens, never the container's own manifest: whoever writes that could approve himself.

import type { Calendar } from '../port/calendar.ts';
import type { ApprovalSpec, ApprovalWays, TagApproval } from '../state/rules.ts';
import type { Approver } from './approver.ts';
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
  /** What is done to this container is approved by its hash, or that of the plan, in an Approval or a signed tag. */
  approves(container: Approvable): boolean;
  /**
   * Who said yes to what is done to this container, of which these questions were asked. `limited`: a policy limits how many containers
   * of a plan that may be done to, which only its approval as a whole answers.
   */
  approvers(container: ContainerPlan, asked: readonly Refusal[], limited: boolean): readonly Approver[];
  /** This question about it is answered. */
  answers(question: Refusal, container: Approvable): boolean;
  /**
   * How somebody answers a question about this container with yes, or does without; and what was meant to answer it. `opens`: when
   * it would be done, as "2026-11-27T01:00:00Z"; absent: at once.
   */
  howToApprove(question: Refusal, container: Approvable, opens?: string): string;
}

type Approvable = Pick<ContainerPlan, 'ctid' | 'desired'>;

export interface Approvals {
  readonly yes: boolean;
  readonly documents: readonly ApprovalSpec[];
  readonly tags?: readonly TagApproval[] | undefined;
  readonly ways?: ApprovalWays | undefined;
  /** Absent: no approval counts, because nobody knows which are over. */
  readonly calendar?: Calendar | undefined;
}

export function consentTo({ yes, documents, tags = [], ways = {}, calendar }: Approvals, effects: Effects): Consent {
  const { files = true, annotations = true } = ways;
  const isOver = (expires: string): boolean => calendar === undefined || calendar.utc(calendar.now) >= expires;
  const valid = files ? documents.filter(({ expires }) => !isOver(expires)) : [];
  const signed = tags.flatMap((tag) => (faultOf(tag, isOver) === undefined ? byTag(tag) : []));
  const whole = naming([...valid.flatMap((one) => byFile(one, one.plan ?? [])), ...signed], effects.whole);
  const known = [...valid.flatMap((one) => byFile(one, one.containers)), ...signed];
  const ofContainer = ({ ctid }: Approvable): readonly Approver[] => naming(known, () => effects.of(ctid));
  const plan = whole.length > 0;
  const approves = (container: Approvable): boolean => plan || ofContainer(container).length > 0;
  const ofOwner = (container: Approvable): readonly Approver[] =>
    annotations ? naming(byAnnotation(container), () => effects.of(container.ctid)) : [];
  const wayWords = (field: 'plan' | 'containers', own = false): string =>
    [
      ...(own && annotations ? [`the annotation ${approveAnnotation}`] : []),
      ...(files ? [`spec.${field} of an Approval below approvals/`] : []),
      ...(ways.tags === true ? ['a signed tag'] : []),
    ].join(' or ') || 'nothing that this node takes (spec.approvals of its configuration)';
  const astray = (container: Approvable): readonly string[] => {
    // Whoever has none is spared the reckoning.
    const meant = tags.length > 0 || documents.length > 0 ? [effects.of(container.ctid), effects.whole()] : [];
    return [
      ...byAnnotation(container).map(({ hash }) =>
        annotations
          ? `the annotation's ${hash.slice(0, 64)} is of another effect`
          : 'annotations do not approve on this node',
      ),
      ...documents.flatMap((document) => strayDocument(document, files, isOver, meant)).slice(0, MOST_TOLD),
      ...tags.flatMap((tag) => strayTag(tag, isOver, meant)).slice(0, MOST_TOLD),
    ];
  };
  return {
    yes,
    plan,
    approvePlan: () => {
      const effect = effects.whole();
      return `approve the plan${effect === undefined ? '' : `, ${approvalHash(effect)},`} by ${wayWords('plan')}`;
    },
    approves,
    approvers: (container, asked, limited) => {
      const isAsked = asked.length > 0 || (container.action === 'delete' && !yes);
      return [
        ...(isAsked || limited ? whole : []),
        // What nobody has to approve is not looked up: hashing costs.
        ...(isAsked ? ofContainer(container) : []),
        ...(asked.some(isOwn) ? ofOwner(container) : []),
      ];
    },
    answers: (question, container) => approves(container) || (isOwn(question) && ofOwner(container).length > 0),
    howToApprove: (question, container, opens) => {
      const own = effects.of(container.ctid);
      const approve =
        own === undefined ? '' : `approve ${approvalHash(own)} by ${wayWords('containers', isOwn(question))}`;
      const ways = [approve, question.hint ?? ''].filter((part) => part !== '').join('; or ');
      const when = opens === undefined ? '' : `it has to be approved on ${opens}, when a window opens for it`;
      return [ways, when, ...astray(container)].filter((part) => part !== '').join('; ');
    },
  };
}

type Ends = (expires: string) => boolean;
type Hashes = readonly (string | undefined)[];

/** Digits of a hash that approve: those that plans print. */
export const FEWEST_DIGITS = 32;

/** Why a hash does not count, in words that follow the tag's name. */
export const tooShort = (hash: string): string =>
  `names ${hash}, and an approval takes ${FEWEST_DIGITS} digits or more of a hash`;

/** Documents, and tags, that one hint tells of: anybody who may push could make many. */
const MOST_TOLD = 5;

function strayDocument(document: ApprovalSpec, files: boolean, isOver: Ends, effects: Hashes): readonly string[] {
  const { name, plan = '', containers, expires } = document;
  if (!isMeant([...containers, plan], effects)) return [];
  if (!files) return [`${name} is a file, and files do not approve on this node`];
  return isOver(expires) ? [`${name} expired ${expires}`] : [];
}

function strayTag(tag: TagApproval, isOver: Ends, effects: Hashes): readonly string[] {
  const short = tag.hashes.find((hash) => hash.length < FEWEST_DIGITS && isMeant([hash], effects));
  const fault = faultOf(tag, isOver) ?? (short === undefined ? undefined : tooShort(short));
  // One that says nothing is often called after what it was meant for.
  const hashes = [...tag.hashes, ...(/[0-9a-f]{7,64}$/.exec(tag.name) ?? [])];
  return fault !== undefined && isMeant(hashes, effects) ? [`tag ${tag.name} ${fault}`] : [];
}

/** Why a tag does not count, in words that follow its name. */
function faultOf({ fault, signer, expires }: TagApproval, isOver: Ends): string | undefined {
  if (fault !== undefined) return fault;
  if (signer === undefined || expires === undefined) return 'is not signed';
  return isOver(expires) ? `expired ${expires}` : undefined;
}

function byFile({ name, origin, expires }: ApprovalSpec, hashes: string | readonly string[]): readonly Approver[] {
  return [hashes].flat().map((hash) => ({ way: 'file', name, hash, expires, path: origin.path }));
}

const byTag = ({ name, hashes, expires, signer, key }: TagApproval): readonly Approver[] =>
  hashes.map((hash) => ({
    ...{ way: 'tag', name, hash },
    ...(expires !== undefined && { expires }),
    ...(signer !== undefined && { signer }),
    ...(key !== undefined && { key }),
  }));

function byAnnotation({ desired }: Approvable): readonly Approver[] {
  if (desired === undefined) return [];
  const { annotations, name, origin } = desired;
  const hashes = (annotations[approveAnnotation] ?? '').split(/[\s,]+/).filter((hash) => hash !== '');
  return hashes.map((hash) => ({ way: 'annotation', name, hash, path: origin.path }));
}

/** Those of them that name the hash, by its first 32 digits or more. */
function naming(approvers: readonly Approver[], effectOf: () => string | undefined): readonly Approver[] {
  const effect = approvers.length === 0 ? undefined : effectOf();
  if (effect === undefined) return [];
  return approvers.filter(({ hash }) => /^[0-9a-f]{32,64}$/.test(hash) && effect.startsWith(hash));
}

/** Whether somebody seems to have meant one of these effects. */
const isMeant = (hashes: readonly string[], effects: Hashes): boolean =>
  hashes.some((hash) => hash !== '' && effects.some((effect) => effect?.startsWith(hash)));

/** A container's manifest may answer what is asked of it alone: whether its data may go. */
const isOwn = ({ code }: Refusal): boolean => code === 'VZR503';
