// What can only be seen across files: things that must be unique, references that must lead somewhere, ids that must not overlap.

import { parseContainerAddress } from './address.ts';
import { readNodes } from './fields.ts';
import { type Mark, markAt, problemAt } from './mark.ts';
import type { Problem } from './problem.ts';
import { shown } from './reading.ts';
import { nearest } from './suggest.ts';
import type { Candidate } from './validate.ts';

/** The ids of one container: container id n is host id base + n for n below this. */
export const idsPerContainer = 65_536;

/** Takes documents in path order; the later one of a pair gets the problem, which names the earlier. */
export function crossCheck(candidates: readonly Candidate[]): Problem[] {
  const containers = candidates.filter(({ kind }) => kind === 'Container').map(claim);
  const templates = candidates.filter(({ kind }) => kind === 'Template').map(claim);
  const nodes = candidates.filter(({ kind }) => kind === 'Node').map(claim);
  return [
    ...unique(named(containers), { code: 'VZR301', what: (name) => `another container is called ${name}` }),
    ...unique(named(templates), { code: 'VZR301', what: (name) => `another template is called ${name}` }),
    ...unique(named(nodes), { code: 'VZR305', what: (name) => `there is another Node for ${name}` }),
    ...unique(numbered(containers), { code: 'VZR302', what: (ctid) => `another container has the ctid ${ctid}` }),
    ...unique(addressed(containers), { code: 'VZR303', what: (ip) => `the address ${ip} is taken` }),
    ...unknownTemplates(containers, templates),
    ...overlaps(containers),
  ];
}

/** The parts of a document other documents can collide with; absent where they are missing or malformed. */
interface Claim {
  readonly candidate: Candidate;
  readonly name?: string;
  readonly ctid?: number;
  readonly base?: number;
  readonly explicitBase: boolean;
  readonly template?: string;
  readonly nodes?: readonly string[];
  readonly ips: readonly unknown[];
}

function claim(candidate: Candidate): Claim {
  const metadata = mapping(candidate.value['metadata']);
  const spec = mapping(candidate.value['spec']);
  const { name, ctid } = metadata;
  const base = mapping(spec['idmap'])['base'];
  const nodes = spec['node'] === undefined ? undefined : readNodes(spec['node']);
  const known = typeof ctid === 'number' && Number.isSafeInteger(ctid) && ctid > 100 ? ctid : undefined;
  const first =
    typeof base === 'number' ? base : known !== undefined && known <= 65_534 ? known * idsPerContainer : undefined;
  return {
    candidate,
    ...(typeof name === 'string' ? { name } : {}),
    ...(known === undefined ? {} : { ctid: known }),
    ...(first === undefined ? {} : { base: first }),
    explicitBase: typeof base === 'number',
    ...(typeof spec['template'] === 'string' ? { template: spec['template'] } : {}),
    ...(nodes !== undefined && 'value' in nodes ? { nodes: nodes.value } : {}),
    ips: Array.isArray(spec['ips']) ? spec['ips'] : [],
  };
}

const mapping = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

interface Use {
  readonly key: string;
  readonly candidate: Candidate;
  readonly mark: Mark;
}

const place = (candidate: Candidate, ...path: (string | number)[]): Mark => markAt(candidate.mark, path);

const named = (claims: readonly Claim[]): Use[] =>
  claims.flatMap(({ candidate, name }) =>
    name === undefined ? [] : [{ key: name, candidate, mark: place(candidate, 'metadata', 'name') }],
  );

const numbered = (claims: readonly Claim[]): Use[] =>
  claims.flatMap(({ candidate, ctid }) =>
    ctid === undefined ? [] : [{ key: `${ctid}`, candidate, mark: place(candidate, 'metadata', 'ctid') }],
  );

const addressed = (claims: readonly Claim[]): Use[] =>
  claims.flatMap(({ candidate, ips }) =>
    ips.flatMap((ip, i) => {
      const address = parseContainerAddress(ip);
      return 'value' in address ? [{ key: address.value, candidate, mark: place(candidate, 'spec', 'ips', i) }] : [];
    }),
  );

function unique(
  uses: readonly Use[],
  { code, what }: { readonly code: string; readonly what: (key: string) => string },
): Problem[] {
  const first = new Map<string, Use>();
  const problems: Problem[] = [];
  for (const use of uses) {
    const earlier = first.get(use.key);
    if (earlier === undefined) first.set(use.key, use);
    else {
      const message = `${what(shown(use.key).slice(1, -1))}: ${where(earlier)}`;
      problems.push(problemAt(use.candidate.source, use.mark, { code, message, hint: 'change one of the two' }));
    }
  }
  return problems;
}

const where = ({ candidate, mark }: Pick<Use, 'candidate' | 'mark'>): string =>
  `${candidate.source.path}:${mark.line}:${mark.col}`;

function unknownTemplates(containers: readonly Claim[], templates: readonly Claim[]): Problem[] {
  const known = new Set(templates.flatMap(({ name }) => (name === undefined ? [] : [name])));
  return containers.flatMap(({ candidate, template }) => {
    if (template === undefined || known.has(template)) return [];
    const near = nearest(template, [...known]);
    const list =
      known.size === 0 ? 'there is no Template document at all' : `possible: ${[...known].slice(0, 10).join(', ')}`;
    const fault = {
      code: 'VZR304',
      message: `there is no template ${shown(template)}`,
      hint: near === undefined ? list : `did you mean ${near}?`,
    };
    return [problemAt(candidate.source, place(candidate, 'spec', 'template'), fault)];
  });
}

/** Containers whose host ids overlap on some node could touch each other's files and processes. */
function overlaps(claims: readonly Claim[]): Problem[] {
  const based = claims.filter(({ base }) => base !== undefined).sort((a, b) => (a.base ?? 0) - (b.base ?? 0));
  const problems: Problem[] = [];
  for (const [i, one] of based.entries()) {
    for (let j = i - 1; j >= 0; j -= 1) {
      const other = based[j];
      if (other === undefined || (one.base ?? 0) - (other.base ?? 0) >= idsPerContainer) break;
      // Two containers with one ctid are reported as such.
      if (one.ctid === other.ctid || !shareNode(one, other)) continue;
      problems.push(overlap(one, other));
      break;
    }
  }
  return problems;
}

const shareNode = (a: Claim, b: Claim): boolean =>
  a.nodes === undefined || b.nodes === undefined || a.nodes.some((node) => b.nodes?.includes(node));

function overlap(one: Claim, other: Claim): Problem {
  const [blamed, earlier] = one.explicitBase ? [one, other] : [other, one];
  const at = ({ candidate, explicitBase }: Claim): Mark =>
    explicitBase ? place(candidate, 'spec', 'idmap', 'base') : place(candidate, 'metadata', 'ctid');
  const range = `${blamed.base} to ${(blamed.base ?? 0) + idsPerContainer - 1}`;
  return problemAt(blamed.candidate.source, at(blamed), {
    code: 'VZR306',
    message: `the host ids ${range} overlap those of ${earlier.name ?? 'another container'}: ${where({ candidate: earlier.candidate, mark: at(earlier) })}`,
    hint: 'keep bases at least 65536 apart; a container without spec.idmap.base uses ctid * 65536',
  });
}
