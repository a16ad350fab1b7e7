// Templates that nothing uses any more: neither described by the manifests nor under a container. They are large, so
// they go at the end of the pass that made them useless.

import type { Host } from '../port/host.ts';
import type { Desired } from '../state/model.ts';

/**
 * Removes the templates of `present` that are in no manifest and under no container; returns the keys of the removed.
 * The host is asked again, because a container that could not be deleted still stands on its template.
 */
export async function tidyTemplates(
  host: Host,
  desired: Desired,
  present: ReadonlySet<string>,
): Promise<readonly string[]> {
  const inUse = new Set(desired.templates ?? []);
  for (const { template } of desired.containers) inUse.add(template.key);
  if (subset(present, inUse)) return [];
  for (const key of await usedTemplates(host)) inUse.add(key);
  return subset(present, inUse) ? [] : host.templates.prune(inUse);
}

/** Keys of the templates under any container of ours, running or not. */
async function usedTemplates(host: Host): Promise<readonly string[]> {
  const sections = await Promise.all(
    host.drivers.filter(({ name }) => name === 'rootfs').map((driver) => driver.observe('all')),
  );
  return sections.flatMap((section) =>
    [...section.values()].flatMap((root) => ('template' in root ? root.template : [])),
  );
}

const subset = (some: ReadonlySet<string>, all: ReadonlySet<string>): boolean => [...some].every((key) => all.has(key));
