// What was changed by hand in containers of a host, and the manifests that would say it: found by a plan, and checked by another one.

import { joinFiles, type ParsedFile, parseFile } from '../../schema/load.ts';
import { driftEdits } from '../import/drift.ts';
import { type Edit, editYaml } from '../import/edit.ts';
import { fieldOf } from '../plan/fields.ts';
import { makePlan } from '../plan/make.ts';
import type { Change, ContainerPlan, Plan } from '../plan/plan.ts';
import type { Host } from '../port/host.ts';
import { resolveDesired } from '../state/desired.ts';
import type { Desired, Observed } from '../state/model.ts';
import type { Subject } from '../state/spelling.ts';
import { acceptAll, acceptWith, everywhereOn } from './accept.ts';
import { observe } from './observe.ts';

interface Drift {
  readonly container: ContainerPlan;
  readonly changes: readonly Change[];
}

export interface FoundDrift {
  readonly drifts: readonly Drift[];
  /** The files as they shall be, by path. */
  readonly edited: ReadonlyMap<string, string>;
  /** What could not be written, as sentences. */
  readonly unsaid: readonly string[];
}

/** Of all containers, or of the one that is chosen. `files`: all manifests, by path. */
export async function findDrift(
  host: Host,
  desired: Desired,
  files: ReadonlyMap<string, string>,
  choose?: (all: readonly ContainerPlan[]) => ContainerPlan,
): Promise<FoundDrift> {
  const observed = await observe(host);
  const plan = await planOf(host, desired, observed);
  const chosen = choose === undefined ? plan.containers : [choose(plan.containers)];
  const drifts = chosen.flatMap((container): Drift[] => {
    const changes = container.changes.filter(({ drift }) => drift);
    return changes.length === 0 ? [] : [{ container, changes }];
  });
  const { edited, unsaid } = editAll(drifts, files, everywhereOn(host));
  const left = await remaining(host, observed, drifts, new Map([...files, ...edited]));
  return { drifts, edited, unsaid: [...unsaid, ...left] };
}

async function planOf(host: Host, desired: Desired, observed: Observed): Promise<Plan> {
  const accepted = await acceptAll(host, acceptWith(host, new Set()), desired, observed);
  return makePlan({ desired, observed, accepted, revision: '' });
}

function editAll(
  drifts: readonly Drift[],
  files: ReadonlyMap<string, string>,
  everywhere: Subject['everywhere'],
): { readonly edited: ReadonlyMap<string, string>; readonly unsaid: readonly string[] } {
  const edited = new Map<string, string>();
  const unsaid: string[] = [];
  for (const { container } of drifts) {
    const { ctid, name, origin } = container;
    const { edits, unsaid: unsayable } = driftEdits(container, everywhere);
    unsaid.push(...unsayable.map(({ field, reason }) => `${name}: ${field} is not written: ${reason}`));
    const path = origin?.path ?? '';
    const text = edited.get(path) ?? files.get(path);
    if (text === undefined || edits.length === 0) continue;
    const all = edits.flatMap(({ path: own, value, rivals }): Edit[] => [
      ...rivals.map((rival) => ({ path: ['spec', ...rival], value: undefined })),
      { path: ['spec', ...own], value },
    ]);
    const result = editYaml(text, isContainer(ctid), all);
    if (result === undefined) unsaid.push(`${name}: ${path} cannot be edited without changing something else`);
    else edited.set(path, result);
  }
  return { edited, unsaid };
}

const isContainer =
  (ctid: number) =>
  (value: unknown): boolean => {
    const { kind, metadata } = value as { readonly kind?: unknown; readonly metadata?: { readonly ctid?: unknown } };
    return kind === 'Container' && metadata?.ctid === ctid;
  };

/** What a plan of the edited manifests would still correct: a profile may say otherwise, say. */
async function remaining(
  host: Host,
  observed: Observed,
  drifts: readonly Drift[],
  files: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  if (drifts.length === 0) return [];
  const parsed = [...files].map(([path, text]): ParsedFile => parseFile(path, new TextEncoder().encode(text)));
  const { manifests, problems } = joinFiles(parsed);
  const wrong = problems.find(({ severity }) => severity === 'error');
  if (wrong !== undefined)
    return [`what is there is not valid: ${wrong.message} (${wrong.origin.path}:${wrong.origin.line})`];
  const { desired } = resolveDesired(manifests, await host.facts());
  const plan = await planOf(host, desired, observed);
  return drifts.flatMap(({ container: { ctid, name }, changes }) => {
    const after = plan.containers.find((one) => one.ctid === ctid)?.changes ?? [];
    const pointers = after.map(({ pointer }) => pointer);
    return changes
      .filter(({ pointer }) => pointers.includes(pointer))
      .map(({ pointer }) => `${name}: ${fieldOf(pointer).label} would still be corrected`);
  });
}

/** `numproc 64 -> 99`, what the manifests say first. */
export function sentence({ pointer, was, wants }: Change): string {
  const { label, format } = fieldOf(pointer);
  const [there, asked] = [was, wants].map((value) => (value === undefined ? '(none)' : format(value)));
  return `${label} ${asked} -> ${there}`;
}
