// Which of a container's undeclared settings a plan tells: not those that manifests say to ignore, and not too many.

import { fitsGlob } from '../../schema/glob.ts';
import { MORE, type ReconcileSpec, type Undeclared } from '../state/model.ts';

/** Of one container; of the others the number is told. */
export const MOST_TOLD = 20;

/** In their order; undefined: nothing is told. `specs`: those of the container and of its node. */
export function toldOf(
  found: readonly Undeclared[] | undefined,
  specs: readonly (ReconcileSpec | undefined)[],
): readonly Undeclared[] | undefined {
  if (found === undefined) return undefined;
  const patterns = specs.flatMap((spec) => spec?.ignoreUndeclared ?? []);
  const isIgnored = ({ name, value }: Undeclared): boolean =>
    patterns.some((pattern) => fitsGlob(pattern, name) || fitsGlob(pattern, `${name} ${value}`));
  const told = found.filter((one) => !isIgnored(one));
  if (told.length === 0) return undefined;
  const left = told.length - MOST_TOLD;
  if (left <= 0) return told;
  const isCut = told.some(({ value }) => value === MORE);
  const others = isCut ? `at least ${left} more` : `${left} more`;
  return [...told.slice(0, MOST_TOLD), { name: 'others', value: others, usual: 'none' }];
}
