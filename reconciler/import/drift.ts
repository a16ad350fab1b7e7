// What was changed by hand in a container, as edits of its manifest: the field that decides each value gets the one the kernel has.

import type { ContainerPlan } from '../plan/plan.ts';
import { type Subject, spellings } from '../state/spelling.ts';
import type { Unsaid } from '../state/write-manifest.ts';

export interface DriftEdit {
  /** Below spec. */
  readonly path: readonly string[];
  readonly value: unknown;
  /** Other fields that decide the same, below spec. */
  readonly rivals: readonly (readonly string[])[];
}

export interface DriftEdits {
  readonly edits: readonly DriftEdit[];
  /** What of it no manifest says. */
  readonly unsaid: readonly Unsaid[];
}

/** Of the changes that are drift; those the manifests ask for are left out. */
export function driftEdits(container: ContainerPlan, everywhere: Subject['everywhere']): DriftEdits {
  const { ctid, name, was, wants, changes } = container;
  const subject = { ctid, name, everywhere };
  const drifted = changes.filter(({ drift }) => drift).map(({ pointer }) => pointer);
  const edits: DriftEdit[] = [];
  const unsaid: Unsaid[] = [];
  for (const { path, pointers, rivals = [], write } of spellings) {
    if (!pointers.some((pointer) => drifted.includes(pointer))) continue;
    const [there, wanted] = [write(was, subject), write(wants, subject)];
    const field = path.join('.');
    if (there === undefined) unsaid.push({ field, reason: 'it does not run' });
    else if ('unsayable' in there) unsaid.push({ field, reason: there.unsayable });
    else if (JSON.stringify(there) !== JSON.stringify(wanted)) edits.push({ path, value: there.value, rivals });
  }
  return { edits, unsaid };
}
