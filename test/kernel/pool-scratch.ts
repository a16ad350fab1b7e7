// A scratch pool for kernel suites: its own root directory, taken down with everything it mounted.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Areas, openAreas } from '../../drivers/rootfs/areas.ts';
import { openPool, type Pool } from '../../drivers/rootfs/pool.ts';
import type { NodeSpec } from '../../reconciler/state/model.ts';
import { asBytes } from '../../schema/units.ts';
import { takeInventory } from '../helpers/inventory.ts';

export interface Scratch {
  readonly root: string;
  readonly spec: NodeSpec['pool'];
  /** Opens the pool as a new process would. */
  open(): Promise<{ readonly pool: Pool; readonly areas: Areas }>;
  /** Removes the pool and the root. Throws when a mount or a loop device of it is left. */
  cleanUp(): Promise<void>;
}

export const isRoot = process.getuid?.() === 0;

export function makeScratch(backend: NodeSpec['pool']['backend'], mib = 384): Scratch {
  const root = mkdtempSync('/var/tmp/vzr-test-');
  const spec: NodeSpec['pool'] = { backend, size: asBytes(mib * 1024 * 1024) };
  const left = (): readonly string[] => {
    // By its own name: mountinfo shows a folder of a mounted disk from that disk's root on.
    const { mounts, loops } = takeInventory(new RegExp(basename(root)));
    return [...mounts, ...loops];
  };
  const open = async (): Promise<{ pool: Pool; areas: Areas }> => {
    const pool = await openPool({ root, spec });
    return { pool, areas: openAreas(pool) };
  };
  return {
    root,
    spec,
    open,
    cleanUp: async () => {
      if (!existsSync(root)) return;
      const pool = await openPool({ root, spec: { ...spec, backend: 'auto' } });
      const areas = openAreas(pool);
      for (const area of await areas.list()) await areas.remove(area.ctid);
      await pool.dismantle({ erase: true });
      rmSync(root, { recursive: true });
      // An autoclear device lets go of its file a moment after the unmount.
      for (let tries = 0; tries < 100 && left().length > 0; tries++) await sleep(20);
      if (left().length > 0) throw new Error(`left of ${root}:\n${left().join('\n')}`);
    },
  };
}
