// Templates in a scratch pool: a player, the store, archives beside it, and a place outside that no archive may reach.

import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { buildPlayer } from '../../drivers/launcher/build.ts';
import { type Player, startPlayer } from '../../drivers/launcher/client.ts';
import type { Pool } from '../../drivers/rootfs/pool.ts';
import { type TemplateStoreOptions, templateStore } from '../../drivers/rootfs/templates/store.ts';
import type { TemplateSource, TemplateSpec } from '../../reconciler/state/model.ts';
import type { TarEntry } from '../helpers/tar-writer.ts';
import { makeScratch, missing, type Place, type Scratch, usePlace } from './pool-scratch.ts';

export const never = new AbortController().signal;
export const spec = (source: TemplateSource, key = 'k1'): TemplateSpec => ({ name: 'web', key, source });
export const busybox = spec({ kind: 'busybox' });
export const GOOD: readonly TarEntry[] = [
  { name: './', type: '5' },
  { name: './bin/', type: '5' },
  { name: './bin/tool', body: 'tool', mode: 0o4755 },
  { name: './etc/', type: '5' },
  { name: './etc/passwd', body: 'root', uid: 7, gid: 8 },
];

export interface Rig {
  readonly scratch: Scratch;
  readonly pool: Pool;
  readonly player: Player;
  /** Holds the file `precious`, of mode 600. */
  readonly outside: string;
  open(more?: Partial<TemplateStoreOptions>): ReturnType<typeof templateStore>;
  /** A template of these bytes, as a file of the root. */
  archive(bytes: Buffer, key?: string): TemplateSpec;
}

/** In a `describe`: a player for it, and for each test a pool at that place. */
export function useTemplates(place: Place): () => Rig {
  const disk = usePlace(place);
  let player: Player;
  let folder: string;
  let rig: Rig | undefined;
  beforeAll(async () => {
    if (missing !== undefined) return;
    folder = mkdtempSync('/var/tmp/vzr-test-player-');
    buildPlayer(`${folder}/player`);
    player = await startPlayer({ binary: `${folder}/player` });
  });
  afterAll(async () => {
    if (missing !== undefined) return;
    await player.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    const scratch = makeScratch(place.backend, 384, disk()?.path);
    const { root } = scratch;
    const outside = `${root}/outside`;
    mkdirSync(outside);
    writeFileSync(`${outside}/precious`, 'precious', { mode: 0o600 });
    const { pool } = await scratch.open();
    rig = {
      ...{ scratch, pool, player, outside },
      open: (more = {}) => templateStore({ pool, root, player: async () => player, ...more }),
      archive: (bytes, key = 'k1') => {
        const location = `${root}/archive-${key}`;
        writeFileSync(location, bytes);
        return spec({ kind: 'tarball', location, sha256: createHash('sha256').update(bytes).digest('hex') }, key);
      },
    };
  });
  afterEach(async () => {
    await rig?.scratch.cleanUp();
    rig = undefined;
  });
  return () => {
    if (rig === undefined) throw new Error('only in a test');
    return rig;
  };
}

/** A template of these bytes, of the entries GOOD, is unpacked with its owners and modes. */
export async function expectUnpacked({ open, archive, pool }: Rig, bytes: Buffer): Promise<void> {
  const store = open();
  await store.ensure(archive(bytes), never);
  const root = store.rootOf('k1') ?? '';
  expect(readFileSync(`${root}/bin/tool`, 'utf8')).toBe('tool');
  expect(lstatSync(`${root}/bin/tool`)).toMatchObject({ uid: 0, gid: 0, mode: 0o104755 });
  expect(lstatSync(`${root}/etc/passwd`)).toMatchObject({ uid: 7, gid: 8 });
  expect(readdirSync(`${pool.path}/templates/k1`)).toEqual(['root']);
}
