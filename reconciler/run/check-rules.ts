// What is wrong with policies and windows beyond their documents: fields that no plan has or compares, times that no calendar has.

import { fitsGlob } from '../../schema/glob.ts';
import { markAt, problemAt } from '../../schema/mark.ts';
import type { Problem } from '../../schema/problem.ts';
import { type Fault, shown } from '../../schema/reading.ts';
import { nearest } from '../../schema/suggest.ts';
import type { LocatedApproval, LocatedPolicy, LocatedWindow, Manifest } from '../../schema/validate.ts';
import { fields } from '../plan/fields.ts';
import { comparable } from '../plan/policy.ts';
import { lonelyNames } from '../state/resolve-fleet.ts';
import { timingFault } from './calendar.ts';

/** Of all nodes: what is wrong is wrong wherever it is read. */
export function checkRules(manifests: readonly Manifest[]): readonly Problem[] {
  const ofAll = manifests.flatMap((one) =>
    one.kind === 'Policy'
      ? unknownFields(one)
      : one.kind === 'Window'
        ? unknownTimes(one)
        : one.kind === 'Approval'
          ? outsideFolder(one)
          : [],
  );
  return [...ofAll, ...lonelyNames(manifests)];
}

function unknownFields({ source, mark, value }: LocatedPolicy): readonly Problem[] {
  const names = fields.flatMap(({ label, pointer }) => [label, pointer]);
  return (value.spec.rules ?? []).flatMap(({ match }, rule) =>
    (match?.fields ?? []).flatMap((written, index) => {
      const isCompared = match?.above !== undefined || match?.below !== undefined;
      const fault = names.some((name) => fitsGlob(written, name))
        ? isCompared && incomparable(written)
        : unknown(written, names);
      return fault ? [problemAt(source, markAt(mark, ['spec', 'rules', rule, 'match', 'fields', index]), fault)] : [];
    }),
  );
}

function unknown(written: string, names: readonly string[]): Fault {
  const near = nearest(written, names);
  return {
    code: 'VZR512',
    message: `no plan has a field ${shown(written)}`,
    hint: near === undefined ? 'write a name as plans print it (ram), or a JSON Pointer' : `did you mean ${near}?`,
  };
}

/** A rule that never fits would forbid nothing, and nobody would see it. */
function incomparable(written: string): Fault | undefined {
  const meant = fields.filter(({ label, pointer }) => fitsGlob(written, label) || fitsGlob(written, pointer));
  const other = meant.find(({ pointer }) => !comparable.has(pointer));
  if (other === undefined) return undefined;
  return {
    code: 'VZR516',
    message: `${other.label} is no number, so nothing is above or below it`,
    hint:
      meant.length > 1
        ? `${shown(written)} means it too: name the fields that are numbers`
        : 'leave out above and below: the rule is then about every change of it',
  };
}

function unknownTimes({ source, mark, value }: LocatedWindow): readonly Problem[] {
  const { schedule, timeZone = 'UTC' } = value.spec;
  const found = timingFault({ schedule, timeZone });
  if (found === undefined) return [];
  const hint =
    found.field === 'schedule' ? 'minute hour day month weekday, as in "0 2 * * 1-5"' : 'for example Europe/Berlin';
  const message = found.field === 'schedule' ? `no schedule: ${found.reason}` : found.reason;
  return [problemAt(source, markAt(mark, ['spec', found.field]), { code: 'VZR513', message, hint })];
}

/** Rules about who signs what are about paths: an approval elsewhere would be beside them. */
function outsideFolder({ source, mark, origin }: LocatedApproval): readonly Problem[] {
  if (origin.path.split('/').slice(0, -1).includes('approvals')) return [];
  const fault = {
    code: 'VZR517',
    message: 'an approval outside of a folder approvals/',
    hint: 'move it into approvals/ among the manifests, whose signers spec.verify.paths can limit',
  };
  return [problemAt(source, markAt(mark, ['kind']), fault)];
}
