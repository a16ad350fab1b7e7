// What every pass does beside containers. What goes wrong with it is no reason to call a pass failed; the next one tries again.

import { words } from '../../schema/words.ts';
import type { Host } from '../port/host.ts';
import type { Desired } from '../state/model.ts';
import type { PassResult } from './reconcile.ts';
import { tidyTemplates } from './tidy.ts';

/** What has to be done again because processes come and go, and what a broken off removal left. Gives warnings. */
export async function upkeep(host: Host): Promise<readonly string[]> {
  return [
    ...(await attempt('processes that came since the last pass cannot be tended', () => host.tend?.())),
    // It has nothing left to be seen by, so it is looked for in every pass.
    ...(await attempt('leftovers cannot be removed', () => host.sweep?.())),
  ];
}

async function attempt(trouble: string, work: () => Promise<void> | undefined): Promise<readonly string[]> {
  try {
    await work();
    return [];
  } catch (error) {
    return [`${trouble}: ${words(error)}`];
  }
}

/** Removes templates that nothing uses. */
export async function tidy(
  host: Host,
  desired: Desired,
  present: ReadonlySet<string>,
  warnings: readonly string[],
): Promise<Pick<PassResult, 'tidied' | 'warnings'>> {
  try {
    const tidied = await tidyTemplates(host, desired, present);
    return tidied.length === 0 ? {} : { tidied };
  } catch (error) {
    return { warnings: [...warnings, `unused templates cannot be removed: ${words(error)}`] };
  }
}
