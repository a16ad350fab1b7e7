// What can only be seen across files: things that must be unique, references that must lead somewhere, ids that must not overlap.

import { type Claim, idsPerContainer, type Placed } from './claim.ts';
import { checkDependencies } from './depends.ts';
import type { Kind } from './fields.ts';
import { originOf, problemAt, type SourceText } from './mark.ts';
import type { Problem } from './problem.ts';
import { shown } from './reading.ts';
import { nearest } from './suggest.ts';

/** Takes documents in path order; the later one of a pair gets the problem, which names the earlier. What only deserves mention is a warning. */
export function crossCheck(claims: readonly Claim[]): Problem[] {
  const of = (kind: Kind): Claim[] => claims.filter((claim) => claim.kind === kind);
  const containers = of('Container');
  const templates = of('Template');
  const profiles = of('Profile');
  return [
    ...named.flatMap((kind) =>
      unique(
        of(kind),
        'VZR301',
        (claim) => [claim.name],
        (name) => `another ${kind.toLowerCase()} is called ${name}`,
      ),
    ),
    ...unique(
      of('Node'),
      'VZR305',
      (claim) => [claim.name],
      (name) => `there is another Node for ${name}`,
    ),
    ...unique(
      containers,
      'VZR302',
      (claim) => [claim.ctid],
      (ctid) => `another container has the ctid ${ctid}`,
    ),
    ...unique(
      containers,
      'VZR303',
      (claim) => claim.addresses,
      (address) => `the address ${address} is taken`,
    ),
    ...unique(
      containers,
      'VZR223',
      (claim) => claim.macs,
      (mac) => `the MAC address ${mac} is taken`,
    ),
    ...unique(
      containers,
      'VZR258',
      (claim) => claim.movedFrom,
      (ctid) => `another container says that it had the ctid ${ctid}`,
    ),
    ...takenFormers(containers),
    ...unknownTemplates(containers, templates),
    ...checkDependencies(containers),
    ...unusedProfiles(containers, profiles),
    ...overlaps(containers),
  ];
}

/** Kinds whose names are theirs alone. */
const named: readonly Kind[] = ['Container', 'Template', 'Profile', 'Policy', 'Window', 'Approval', 'Rollout'];

interface Use {
  readonly source: SourceText;
  readonly at: Placed<unknown>;
}

type Pick = (claim: Claim) => readonly (Placed<string | number> | undefined)[];

function unique(claims: readonly Claim[], code: string, pick: Pick, sentence: (key: string) => string): Problem[] {
  const first = new Map<string | number, Use>();
  const problems: Problem[] = [];
  for (const claim of claims) {
    for (const at of pick(claim)) {
      if (at === undefined) continue;
      const earlier = first.get(at.value);
      if (earlier === undefined) first.set(at.value, { source: claim.source, at });
      else {
        const message = `${sentence(shown(`${at.value}`).slice(1, -1))}: ${where(earlier)}`;
        problems.push(problemAt(claim.source, at.mark, { code, message, hint: 'change one of the two' }));
      }
    }
  }
  return problems;
}

function where({ source, at }: Use): string {
  const { path, line, col } = originOf(source, at.mark);
  return `${path}:${line}:${col}`;
}

/** Somebody may be about to use it, or have forgotten to. */
function unusedProfiles(containers: readonly Claim[], profiles: readonly Claim[]): Problem[] {
  const used = new Set(containers.flatMap((claim) => claim.profiles.map(({ value }) => value)));
  return profiles.flatMap(({ source, name }) => {
    if (name === undefined || used.has(name.value)) return [];
    const message = `no container names the profile ${shown(name.value).slice(1, -1)}`;
    const fault = { code: 'VZR254', message, hint: 'name it in spec.profiles of a Container, or remove it' };
    return [{ ...problemAt(source, name.mark, fault), severity: 'warning' as const }];
  });
}

/** Whoever has the ctid keeps its files. */
function takenFormers(containers: readonly Claim[]): Problem[] {
  const owners = new Map(containers.flatMap((claim) => (claim.ctid === undefined ? [] : [[claim.ctid.value, claim]])));
  return containers.flatMap((claim) =>
    claim.movedFrom.flatMap(({ value, mark }) => {
      const owner = owners.get(value);
      if (owner?.ctid === undefined) return [];
      const message =
        owner === claim
          ? `${value} is the ctid it has`
          : `the ctid ${value} is that of another container: ${where({ source: owner.source, at: owner.ctid })}`;
      return [problemAt(claim.source, mark, { code: 'VZR258', message, hint: 'remove it from movedFrom' })];
    }),
  );
}

function unknownTemplates(containers: readonly Claim[], templates: readonly Claim[]): Problem[] {
  const known = new Set(templates.flatMap(({ name }) => (name === undefined ? [] : [name.value])));
  return containers.flatMap(({ source, template }) => {
    if (template === undefined || known.has(template.value)) return [];
    const near = nearest(template.value, [...known]);
    const list =
      known.size === 0 ? 'there is no Template document at all' : `possible: ${[...known].slice(0, 10).join(', ')}`;
    const fault = {
      code: 'VZR304',
      message: `there is no template ${shown(template.value)}`,
      hint: near === undefined ? list : `did you mean ${near}?`,
    };
    return [problemAt(source, template.mark, fault)];
  });
}

type Based = Claim & { readonly base: NonNullable<Claim['base']> };

/** Containers whose host ids overlap on some node could touch each other's files and processes. */
function overlaps(containers: readonly Claim[]): Problem[] {
  const based = containers.filter((claim): claim is Based => claim.base !== undefined);
  based.sort((a, b) => a.base.value - b.base.value);
  const problems: Problem[] = [];
  for (const [i, one] of based.entries()) {
    for (let j = i - 1; j >= 0; j -= 1) {
      const other = based[j];
      if (other === undefined || one.base.value - other.base.value >= idsPerContainer) break;
      // Two containers with one ctid are reported as such.
      if (one.ctid?.value === other.ctid?.value || !shareNode(one, other)) continue;
      problems.push(overlap(one, other));
      break;
    }
  }
  return problems;
}

const shareNode = (a: Claim, b: Claim): boolean =>
  a.nodes === undefined || b.nodes === undefined || a.nodes.some((node) => b.nodes?.includes(node));

function overlap(one: Based, other: Based): Problem {
  const [blamed, earlier] = one.base.explicit ? [one, other] : [other, one];
  const range = `${blamed.base.value} to ${blamed.base.value + idsPerContainer - 1}`;
  const whose = earlier.name === undefined ? 'another container' : shown(earlier.name.value).slice(1, -1);
  return problemAt(blamed.source, blamed.base.mark, {
    code: 'VZR306',
    message: `the host ids ${range} overlap those of ${whose}: ${where({ source: earlier.source, at: earlier.base })}`,
    hint: 'keep bases at least 65536 apart; a container without spec.idmap.base uses ctid * 65536',
  });
}
