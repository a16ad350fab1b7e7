// One document -> a typed manifest, or every problem it has, each with its place. Also what the document claims for itself
// (name, ctid, addresses), so that the checks across files see it even when something else in it is wrong.

import { type Claim, claimOf } from './claim.ts';
import { checkHead, findings, placeOf, readFields } from './document.ts';
import type { Explained } from './explain.ts';
import { fields, type Kind } from './fields.ts';
import type {
  ApprovalManifest,
  ContainerManifest,
  ContainerSpec,
  DefaultsManifest,
  NodeManifest,
  PolicyManifest,
  ProfileManifest,
  RolloutManifest,
  TemplateManifest,
  WindowManifest,
} from './manifest.generated.ts';
import { type Mark, originOf, problemAt, type Range, type SourceText } from './mark.ts';
import { findOverGuarantee } from './memguarantee.ts';
import { withoutNulls } from './merge.ts';
import { checkApproval, checkPolicy } from './policy.ts';
import type { Origin, Problem } from './problem.ts';
import { checkRate } from './rate.ts';
import type { Fault } from './reading.ts';
import { isMapping } from './reading.ts';
import { checkStages } from './stages.ts';
import { findSaidTwice } from './ubc.ts';
import { checkUgids } from './ugid-quota.ts';
import {
  type Validator,
  validateApproval,
  validateContainer,
  validateDefaults,
  validateNode,
  validatePolicy,
  validateProfile,
  validateRollout,
  validateTemplate,
  validateWindow,
} from './validators.generated.js';
import { findIdleOvercommit } from './vswap.ts';
import { maxProblems, type Parsed } from './walk.ts';

/** One document of a file, as it was written or with what its layers set. */
export interface Document extends Parsed {
  readonly source: SourceText;
}

/** A valid document with the places of everything in it. */
interface Located<K extends Kind, T> {
  readonly kind: K;
  readonly value: T;
  readonly source: SourceText;
  readonly mark: Mark;
  readonly origin: Origin;
}

/** With everything that its profiles and defaults set. */
type WholeContainer = ContainerManifest & { readonly spec: ContainerSpec & { readonly template: string } };

export type LocatedContainer = Located<'Container', WholeContainer>;
type LocatedProfile = Located<'Profile', ProfileManifest>;
type LocatedDefaults = Located<'Defaults', DefaultsManifest>;
export type LocatedTemplate = Located<'Template', TemplateManifest>;
export type LocatedNode = Located<'Node', NodeManifest>;
export type LocatedPolicy = Located<'Policy', PolicyManifest>;
export type LocatedWindow = Located<'Window', WindowManifest>;
export type LocatedApproval = Located<'Approval', ApprovalManifest>;
export type LocatedRollout = Located<'Rollout', RolloutManifest>;
export type Manifest =
  | LocatedContainer
  | LocatedProfile
  | LocatedDefaults
  | LocatedTemplate
  | LocatedNode
  | LocatedPolicy
  | LocatedWindow
  | LocatedApproval
  | LocatedRollout;

/** What became of one document. */
export interface Checked {
  /** Absent when not even the kind is known. */
  readonly claim?: Claim;
  /** Absent when there are problems. */
  readonly manifest?: Manifest;
  readonly problems: readonly Problem[];
  /** Problems in what its profiles and defaults have set, which other containers may have too. */
  readonly inherited: readonly Problem[];
}

const validators: Readonly<Record<Kind, Validator>> = {
  Container: validateContainer,
  Profile: validateProfile,
  Defaults: validateDefaults,
  Template: validateTemplate,
  Node: validateNode,
  Policy: validatePolicy,
  Window: validateWindow,
  Approval: validateApproval,
  Rollout: validateRollout,
};
const kinds = Object.keys(validators) as readonly Kind[];

/** Checks one document. */
export function validateDocument({ source, value, mark, sound }: Document): Checked {
  const problems: Problem[] = [];
  const inherited: Problem[] = [];
  const report = (range: Range, fault: Fault): void => {
    const own = range.source === undefined || range.source === source;
    (own ? problems : inherited).push(problemAt(source, range, fault));
  };
  const head = checkHead(value, mark, { kinds, what: 'a manifest' }, report);
  if (head === undefined) return { problems, inherited };
  const { kind } = head;
  // Not among the others: what is said of all of spec would hide what is in it.
  const missing = kind === 'Container' ? checkTemplate(head.value) : [];
  for (const found of [...missing, ...findingsOf(kind, head.value)].slice(0, maxProblems))
    report(placeOf(mark, found), found.fault);
  const claim = claimOf(kind, source, head.value, mark);
  if (problems.length + inherited.length > 0 || !sound) return { claim, problems, inherited };
  // The one cast from checked JSON to the generated types.
  const manifest = { kind, value, source, mark, origin: originOf(source, mark) } as unknown as Manifest;
  return { claim, manifest, problems, inherited };
}

/** What the schema and the readers of single fields find. */
function findingsOf(kind: Kind, written: Readonly<Record<string, unknown>>): readonly Explained[] {
  const value = isLayer(kind) ? withoutSpecNulls(written) : written;
  return findings(validators[kind], value, readManifest(kind, value));
}

const isLayer = (kind: Kind): boolean => kind === 'Profile' || kind === 'Defaults';

/** There a null is no value but takes one away. */
function withoutSpecNulls(document: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (!isMapping(document['spec'])) return document;
  const spec = withoutNulls({ value: document['spec'], mark: { start: 0, end: 0 } });
  return { ...document, spec: spec.value };
}

/** What the readers of single fields, and of several together, find. */
function readManifest(kind: Kind, value: Readonly<Record<string, unknown>>): Explained[] {
  const found = readFields(fields[kind], value);
  if (kind === 'Policy') found.push(...checkPolicy(value));
  if (kind === 'Approval') found.push(...checkApproval(value));
  if (kind === 'Rollout') found.push(...checkStages(value));
  if (kind === 'Container') {
    found.push(
      ...checkIds(value),
      ...checkMasks(value),
      ...checkRate(value),
      ...checkGuarantee(value),
      ...checkOvercommit(value),
    );
    found.push(...checkUgids(isMapping(value['spec']) ? value['spec'] : {}));
    for (const { path, fault } of findSaidTwice(value['spec'])) found.push({ path, atKey: true, fault });
  }
  return found;
}

/** Not in the schema, which says what a document may say: this may come from another one. */
function checkTemplate({ spec }: Readonly<Record<string, unknown>>): Explained[] {
  if (!isMapping(spec) || Object.hasOwn(spec, 'template')) return [];
  const hint = 'add a line such as template: tiny, here or in a profile';
  return [{ path: ['spec'], atKey: true, fault: { code: 'VZR102', message: 'spec has no template', hint } }];
}

/** ctid * 65536 is the first host id, and 65534 the last ctid for which that fits 32 bits. */
function checkIds({ metadata, spec }: Readonly<Record<string, unknown>>): Explained[] {
  const ctid = isMapping(metadata) ? metadata['ctid'] : undefined;
  if (typeof ctid !== 'number' || ctid <= 65_534 || ctid > 2_147_483_644) return [];
  const idmap = isMapping(spec) ? spec['idmap'] : undefined;
  if (isMapping(idmap) && Object.hasOwn(idmap, 'base')) return [];
  const fault = {
    code: 'VZR212',
    message: `the ctid ${ctid} is above 65534 and has no ids of its own`,
    hint: 'set spec.idmap.base, or take a ctid from 101 to 65534',
  };
  return [{ path: ['metadata', 'ctid'], atKey: false, fault }];
}

/** Nobody is guaranteed more memory than the limit lets through. */
function checkGuarantee({ spec }: Readonly<Record<string, unknown>>): Explained[] {
  const found = isMapping(spec) ? findOverGuarantee(spec) : undefined;
  return found === undefined ? [] : [{ path: ['spec', 'memguarantee'], atKey: false, fault: found }];
}

function checkOvercommit({ spec }: Readonly<Record<string, unknown>>): Explained[] {
  const found = isMapping(spec) ? findIdleOvercommit(spec) : undefined;
  return found === undefined ? [] : [{ path: ['spec', 'vmOvercommit'], atKey: false, fault: found }];
}

/** vzctl's rule: "auto" is made of the nodes, which have to be named. */
function checkMasks({ spec }: Readonly<Record<string, unknown>>): Explained[] {
  if (!isMapping(spec) || spec['cpumask'] !== 'auto' || Object.hasOwn(spec, 'nodemask')) return [];
  const fault = {
    code: 'VZR236',
    message: 'cpumask: auto takes the CPUs of the memory nodes, and none are named',
    hint: 'set spec.nodemask, or write cpumask: all',
  };
  return [{ path: ['spec', 'cpumask'], atKey: false, fault }];
}
