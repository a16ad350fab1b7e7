// What is wrong with policies and windows beyond their documents: fields that no plan has, times that no calendar has.

import { fitsGlob } from '../../schema/glob.ts';
import { markAt, problemAt } from '../../schema/mark.ts';
import type { Problem } from '../../schema/problem.ts';
import { shown } from '../../schema/reading.ts';
import { nearest } from '../../schema/suggest.ts';
import type { LocatedPolicy, LocatedWindow, Manifest } from '../../schema/validate.ts';
import { fields } from '../plan/fields.ts';
import { timingFault } from './calendar.ts';

/** Of all nodes: what is wrong is wrong wherever it is read. */
export function checkRules(manifests: readonly Manifest[]): readonly Problem[] {
  return manifests.flatMap((one) =>
    one.kind === 'Policy' ? unknownFields(one) : one.kind === 'Window' ? unknownTimes(one) : [],
  );
}

function unknownFields({ source, mark, value }: LocatedPolicy): readonly Problem[] {
  const names = fields.flatMap(({ label, pointer }) => [label, pointer]);
  return (value.spec.rules ?? []).flatMap(({ match }, rule) =>
    (match?.fields ?? []).flatMap((written, index) => {
      if (names.some((name) => fitsGlob(written, name))) return [];
      const near = nearest(written, names);
      const fault = {
        code: 'VZR512',
        message: `no plan has a field ${shown(written)}`,
        hint: near === undefined ? 'write a name as plans print it (ram), or a JSON Pointer' : `did you mean ${near}?`,
      };
      return [problemAt(source, markAt(mark, ['spec', 'rules', rule, 'match', 'fields', index]), fault)];
    }),
  );
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
