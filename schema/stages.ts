// What a Rollout may say beyond its schema: how long its stages soak.

import type { Explained } from './explain.ts';
import { isMapping } from './reading.ts';
import { parseDuration } from './units.ts';

/** The schema's own words say less of a duration. */
export function checkStages({ spec }: Readonly<Record<string, unknown>>): Explained[] {
  const stages = isMapping(spec) && Array.isArray(spec['stages']) ? spec['stages'] : [];
  return stages.flatMap((stage: unknown, index): Explained[] => {
    if (!isMapping(stage) || stage['soak'] === undefined) return [];
    const reading = parseDuration(stage['soak']);
    if (!('fault' in reading)) return [];
    return [{ path: ['spec', 'stages', `${index}`, 'soak'], atKey: false, fault: reading.fault }];
  });
}
