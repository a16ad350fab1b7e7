// A site of a suite's own, that leaves nothing of what `mine` names behind. In a file or a `describe`: skips where there can be none.

import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { NodeSpec } from '../../reconciler/state/model.ts';
import { takeInventory } from '../helpers/inventory.ts';
import { openSite, type Site } from '../helpers/site.ts';
import { missingTools } from '../helpers/tools.ts';

/** `prepare` is called once it is open. `reason`: why it cannot be. */
export function useSite(
  area: string,
  mine: RegExp,
  prepare?: (site: Site) => Promise<void>,
  reason = missingTools(),
  node?: NodeSpec,
): () => Site {
  let before: ReturnType<typeof takeInventory>;
  let site: Site | undefined;
  beforeAll(async () => {
    if (reason !== undefined) return;
    before = takeInventory(mine);
    site = await openSite(area, node);
    await prepare?.(site);
  });
  afterAll(async () => {
    if (site === undefined) return;
    await site.close();
    expect({ ...takeInventory(mine), fds: [] }).toEqual({ ...before, fds: [] });
  });
  beforeEach((ctx) => {
    if (reason !== undefined) ctx.skip(reason);
  });
  return () => {
    if (site === undefined) throw new Error('no site was opened');
    return site;
  };
}
