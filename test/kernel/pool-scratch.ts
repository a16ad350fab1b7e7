// A scratch pool for kernel suites: its own root directory, taken down with everything it mounted, on this machine's disk
// or on one of the rig's.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Areas, openAreas } from '../../drivers/rootfs/areas.ts';
import { openPool, type Pool } from '../../drivers/rootfs/pool.ts';
import type { NodeSpec } from '../../reconciler/state/model.ts';
import { asBytes } from '../../schema/units.ts';
import { takeInventory } from '../helpers/inventory.ts';
import {
  type DiskLabel,
  expectNoProjects,
  missingDisk,
  mountDisk,
  type RigDisk,
  TEMPLATES,
} from '../helpers/rig-disk.ts';
import { missingTools } from '../helpers/tools.ts';

export interface Scratch {
  readonly root: string;
  readonly spec: NodeSpec['pool'];
  /** Opens the pool as a new process would. */
  open(): Promise<{ readonly pool: Pool; readonly areas: Areas }>;
  /** Removes the pool and the root. Throws when a mount or a loop device of it is left. */
  cleanUp(): Promise<void>;
}

/** Why there can be no pool here. */
export const missing = missingTools();

/** A back end and what it is tried on. */
export interface Place {
  readonly backend: 'btrfs' | 'image' | 'overlay';
  /** For the names of tests. */
  readonly on: string;
  /** A disk of the rig; absent: /var/tmp. */
  readonly disk?: DiskLabel;
}

export const PLACES: readonly Place[] = [
  { backend: 'btrfs', on: 'a file' },
  { backend: 'image', on: 'a directory' },
  { backend: 'btrfs', on: 'a btrfs', disk: 'btrfs' },
  { backend: 'overlay', on: 'an ext4', disk: 'ext4' },
  { backend: 'overlay', on: 'an XFS', disk: 'xfs' },
];

/** In a `describe`: mounts the place's disk for it and skips its tests where it cannot be had. Gives the mounted disk. */
export function usePlace({ disk: label }: Place): () => RigDisk | undefined {
  const reason = missing ?? (label === undefined ? undefined : missingDisk(label));
  let disk: RigDisk | undefined;
  beforeAll(() => {
    if (reason === undefined && label !== undefined) disk = mountDisk(label);
  });
  afterAll(() => disk?.unmount());
  beforeEach((ctx) => {
    if (reason !== undefined) ctx.skip(reason);
  });
  return () => disk;
}

/** A root in the directory `home`. */
export function makeScratch(backend: NodeSpec['pool']['backend'], mib = 384, home = '/var/tmp'): Scratch {
  const root = mkdtempSync(`${home}/vzr-test-`);
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
      const ctids = (await areas.list()).map(({ ctid }) => ctid);
      for (const ctid of ctids) await areas.remove(ctid);
      await pool.dismantle({ erase: true });
      rmSync(root, { recursive: true });
      await expectNoProjects(home, [...ctids, TEMPLATES]);
      // An autoclear device lets go of its file a moment after the unmount.
      for (let tries = 0; tries < 100 && left().length > 0; tries++) await sleep(20);
      if (left().length > 0) throw new Error(`left of ${root}:\n${left().join('\n')}`);
    },
  };
}
