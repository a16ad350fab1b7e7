// spec.dependsOn across all containers: names that lead somewhere, on the same nodes, and never in a circle.

import type { Claim, Placed } from './claim.ts';
import { originOf, problemAt } from './mark.ts';
import type { Problem } from './problem.ts';
import { shown } from './reading.ts';
import { nearest } from './suggest.ts';

type Named = Claim & { readonly name: NonNullable<Claim['name']> };

/** One container names another. */
interface Edge {
  readonly from: Named;
  readonly to: Named;
  readonly at: Placed<string>;
}

/** Takes containers in path order. */
export function checkDependencies(containers: readonly Claim[]): Problem[] {
  if (!containers.some(({ dependsOn }) => dependsOn.length > 0)) return [];
  const byName = new Map<string, Named>();
  for (const claim of containers)
    if (isNamed(claim) && !byName.has(claim.name.value)) byName.set(claim.name.value, claim);
  const problems: Problem[] = [];
  const edges = new Map<Named, readonly Edge[]>();
  for (const claim of containers) {
    const own: Edge[] = [];
    for (const at of claim.dependsOn) {
      const to = byName.get(at.value);
      if (to === undefined) problems.push(unknown(claim, at, [...byName.keys()]));
      else if (isNamed(claim)) own.push({ from: claim, to, at });
    }
    if (isNamed(claim) && own.length > 0) edges.set(claim, own);
    problems.push(...own.flatMap(elsewhere));
  }
  return [...problems, ...cycles(edges).map(circular)];
}

const isNamed = (claim: Claim): claim is Named => claim.name !== undefined;

function unknown({ source }: Claim, { value, mark }: Placed<string>, names: readonly string[]): Problem {
  const near = nearest(value, names);
  return problemAt(source, mark, {
    code: 'VZR255',
    message: `there is no container ${shown(value)} to depend on`,
    hint: near === undefined ? 'write the metadata.name of another Container' : `did you mean ${near}?`,
  });
}

/** One node knows nothing of what runs on another. */
function elsewhere({ from, to, at }: Edge): Problem[] {
  const { nodes } = to;
  if (nodes === undefined || from.nodes?.every((node) => nodes.includes(node)) === true) return [];
  return [
    problemAt(from.source, at.mark, {
      code: 'VZR257',
      message: `${shown(at.value).slice(1, -1)} is not on every node of ${shown(from.name.value).slice(1, -1)}`,
      hint: `it is on ${nodes.join(', ')}; a container waits for those of its own node`,
    }),
  ];
}

/** More of them do not help anybody. */
const most = 50;

/** One cycle for each knot of them. Without recursion: a tree may hold a chain of any length. */
function cycles(edges: ReadonlyMap<Named, readonly Edge[]>): (readonly Edge[])[] {
  const left = new Map(edges);
  const found: (readonly Edge[])[] = [];
  for (;;) {
    peel(left);
    const [start] = left.keys();
    if (start === undefined || found.length === most) return found;
    const cycle = cycleFrom(start, left);
    found.push(cycle);
    for (const { from } of cycle) left.delete(from);
  }
}

/** Takes away whoever depends on nobody who is left, until each one left does. */
function peel(left: Map<Named, readonly Edge[]>): void {
  const dependents = new Map<Named, Named[]>();
  const open = new Map<Named, number>();
  for (const [from, own] of left) {
    const within = own.filter(({ to }) => left.has(to));
    open.set(from, within.length);
    for (const { to } of within) {
      const before = dependents.get(to);
      if (before === undefined) dependents.set(to, [from]);
      else before.push(from);
    }
  }
  const free = [...open].flatMap(([one, count]) => (count === 0 ? [one] : []));
  for (let one = free.pop(); one !== undefined; one = free.pop()) {
    left.delete(one);
    for (const dependent of dependents.get(one) ?? []) {
      const count = (open.get(dependent) ?? 0) - 1;
      open.set(dependent, count);
      if (count === 0) free.push(dependent);
    }
  }
}

/** From anybody who is left one comes, sooner or later, to somebody a second time. */
function cycleFrom(start: Named, left: ReadonlyMap<Named, readonly Edge[]>): readonly Edge[] {
  const path: Edge[] = [];
  const seen = new Map<Named, number>();
  let at = start;
  while (!seen.has(at)) {
    seen.set(at, path.length);
    const edge = left.get(at)?.find(({ to }) => left.has(to));
    if (edge === undefined) break;
    path.push(edge);
    at = edge.to;
  }
  const cycle = path.slice(seen.get(at));
  const members = new Set(cycle.map(({ from }) => from));
  const earliest = [...left.keys()].find((one) => members.has(one));
  const first = cycle.findIndex(({ from }) => from === earliest);
  return [...cycle.slice(first), ...cycle.slice(0, first)];
}

/** Of a longer cycle its ends say enough. */
const longest = 8;

function circular(cycle: readonly Edge[]): Problem {
  const [first] = cycle as readonly [Edge];
  const steps = cycle.map(({ from, to, at }) => {
    const { path, line, col } = originOf(from.source, at.mark);
    return `-> ${to.name.value} (${path}:${line}:${col})`;
  });
  const shownSteps =
    steps.length <= longest
      ? steps
      : [...steps.slice(0, longest - 1), `... ${steps.length - longest} more`, ...steps.slice(-1)];
  return problemAt(first.from.source, first.at.mark, {
    code: 'VZR256',
    message: `${first.from.name.value} depends on itself: ${[first.from.name.value, ...shownSteps].join(' ')}`,
    hint: 'take one of them out: the first to start would wait for the last',
  });
}
