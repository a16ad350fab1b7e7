// What a Policy or an Approval may say beyond its schema: amounts, values to compare with, fields they are of.

import type { Explained } from './explain.ts';
import { type Fault, fault, isMapping, type Reading, shown } from './reading.ts';
import { parseSize } from './units.ts';

/** How many containers one plan may touch: a number, or a percentage of those that are there. */
export function readAmount(value: unknown): Reading<{ readonly count: number } | { readonly percent: number }> {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return { value: { count: value } };
  const percent = typeof value === 'string' ? /^(\d{1,3})%$/.exec(value)?.[1] : undefined;
  if (percent !== undefined && Number(percent) <= 100) return { value: { percent: Number(percent) } };
  return fault(
    'VZR514',
    `${shown(value)} is no number of containers`,
    'write a number such as 3, or a percentage such as "20%"',
  );
}

/** A number of the field's own unit, or a size. */
export function readThreshold(value: unknown): Reading<number> {
  if (typeof value === 'number' && value >= 0) return { value };
  const reading = parseSize(value);
  if ('value' in reading) return { value: Number(reading.value) };
  return fault('VZR514', `${shown(value)} is nothing to compare a value with`, 'write a number, or a size such as 4G');
}

/** The comparisons of all rules, and that they name what they compare. */
export function checkPolicy({ spec }: Readonly<Record<string, unknown>>): Explained[] {
  const rules = isMapping(spec) && Array.isArray(spec['rules']) ? spec['rules'] : [];
  return rules.flatMap((rule: unknown, index) => {
    const match = isMapping(rule) ? rule['match'] : undefined;
    if (!isMapping(match)) return [];
    return ['above', 'below'].flatMap((word): Explained[] => {
      if (!Object.hasOwn(match, word)) return [];
      const found = faultOf(word, match);
      return found === undefined
        ? []
        : [{ path: ['spec', 'rules', `${index}`, 'match', word], atKey: false, fault: found }];
    });
  });
}

function faultOf(word: string, match: Readonly<Record<string, unknown>>): Fault | undefined {
  const reading = readThreshold(match[word]);
  if ('fault' in reading) return reading.fault;
  if (Object.hasOwn(match, 'fields')) return undefined;
  return {
    code: 'VZR514',
    message: `${word} compares values, and the rule names no fields`,
    hint: 'add fields: [ram], say',
  };
}

/** An approval that names no hash would be read as one of everything. */
export function checkApproval({ spec }: Readonly<Record<string, unknown>>): Explained[] {
  if (!isMapping(spec) || Object.hasOwn(spec, 'plan') || Object.hasOwn(spec, 'containers')) return [];
  const found = { code: 'VZR515', message: 'this approves nothing', hint: 'add containers: [HASH] or plan: HASH' };
  // About what is not there: what the schema says of the rest, a misspelt field say, is said too.
  return [{ path: ['spec'], value: ['spec', 'containers'], atKey: true, fault: found }];
}
