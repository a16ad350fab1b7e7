// `vzreconcile apply FILE`: one pass that does what a saved plan says, or nothing.

import { visible } from '../../plan/format.ts';
import type { Plan } from '../../plan/plan.ts';
import { beyond, moved, type SavedPlan } from '../../plan/saved.ts';
import { digest } from '../../run/digest.ts';
import type { Loaded } from '../../run/load.ts';
import { Unadmitted } from '../../run/settle.ts';
import { UsageError } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { readSavedPlan } from '../saved-file.ts';
import { type Admission, onePass } from './once.ts';

export async function applyCommand(options: Options, output: Output, file: string): Promise<ExitCode> {
  const saved = await readSavedPlan(file);
  if (saved.node !== options.node)
    throw new UsageError(`the plan is for ${visible(saved.node)}, and this is ${options.node}`, {
      hint: 'apply it there, or say who this is with --node',
    });
  return onePass(withConsent(options, saved), output, 'apply', admissionOf(saved));
}

export const admissionOf = (saved: SavedPlan): Admission => ({
  first: (plan, loaded) => refuseStale(saved, plan, loaded),
  again: (plan) => refuseMore(saved, plan),
});

/** Planned with what was consented to then; --yes consents to the same effect later. */
function withConsent(options: Options, { consent }: SavedPlan): Options {
  const { maxDeletes, allowUnenforced } = consent;
  return {
    ...options,
    yes: options.yes || consent.yes,
    ...(maxDeletes !== undefined && { maxDeletes }),
    ...(allowUnenforced !== undefined && { allowUnenforced: new Set(allowUnenforced) }),
  };
}

/** How many differences are told. */
const MOST = 20;

/** Later batches are what is left of the plan; the way back from a bad revision, or what died meanwhile, nobody has seen. */
function refuseMore(saved: SavedPlan, plan: Plan): void {
  const lines = beyond(saved, plan);
  if (lines.length === 0) return;
  const more = lines.length > MOST ? [`and ${lines.length - MOST} more`] : [];
  const notes = (plan.notes ?? []).map((note) => visible(note));
  const told = [...notes, ...lines.slice(0, MOST), ...more].map((line) => `\n  ${line}`).join('');
  throw new Unadmitted(`the saved plan does not say what would be done next; it and the rest are left:${told}`);
}

function refuseStale(saved: SavedPlan, plan: Plan, { revision, stale }: Loaded): void {
  const lines =
    revision.id !== saved.revision.id
      ? [`revision: planned ${visible(saved.revision.label)}, now ${visible(revision.label)}`]
      : stale !== undefined
        ? [`revision: whether it is still ${visible(revision.label)} cannot be known: ${stale}`]
        : moved(saved, plan, digest);
  if (lines.length === 0) return;
  const more = lines.length > MOST ? [`and ${lines.length - MOST} more`] : [];
  const told = [...lines.slice(0, MOST), ...more].map((line) => `\n  ${line}`).join('');
  throw new UsageError(`the saved plan is stale, nothing is changed:${told}`, {
    hint: 'make it again with vzreconcile --dry-run --out FILE, and look at it',
    exitCode: exitCodes.stale,
  });
}
