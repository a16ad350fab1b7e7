// Private areas: <pool>/private/<ctid>, one per container, marked by xattr. An area appears under its name complete and
// marked, or not at all; what lies there without our marker is somebody else's and is neither listed nor touched.

import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import type { Scope } from '../../reconciler/port/driver.ts';
import type { MarkerStore } from '../../reconciler/port/host.ts';
import type { Marker, MountState, QuotaState } from '../../reconciler/state/container.ts';
import { asCtid, type Ctid } from '../../schema/units.ts';
import { SyscallError } from '../kernel/errno.ts';
import { findXattr, setXattr } from '../kernel/xattr.ts';
import { perTurn } from '../procfs/per-turn.ts';
import { discard, newName } from './leftovers.ts';
import type { Pool } from './pool.ts';

const MARKER = 'trusted.vzreconcile';
const TEMPLATE = 'trusted.vzreconcile.template';

export interface Area {
  readonly ctid: Ctid;
  readonly path: string;
  readonly marker: Marker;
  /** Key of the template the root file system is based on. */
  readonly template: string;
}

interface NewArea {
  readonly ctid: Ctid;
  readonly name: string;
  readonly template: string;
  readonly quota: QuotaState | undefined;
  readonly mount?: MountState | undefined;
}

export interface Areas {
  /** Path of a container's private area, whether it exists or not. */
  path(ctid: Ctid): string;
  /** The area when it exists and is ours. */
  get(ctid: Ctid): Area | undefined;
  list(): Promise<readonly Area[]>;
  /** Those that can be seen as the pool is: nothing is mounted for it. */
  seen(): readonly Area[];
  /** Those of the list that are in the scope. Who asks in the same turn shares one look at all of them. */
  among(scope: Scope): Promise<readonly Area[]>;
  /** Makes, marks and names an area. Throws when something that is not ours has the name. */
  create(area: NewArea): Promise<void>;
  /**
   * Names an area after another container, with what is mounted in it. Repeating it, also after a crash, completes it. Throws when
   * there is none, or something of that name.
   */
  move(from: Ctid, to: Ctid): Promise<void>;
  /** Destroys an area that is ours; absent is no error. Throws when it is not ours, or something is mounted in it. */
  remove(ctid: Ctid): Promise<void>;
}

/** The private areas of a pool. */
export function openAreas(pool: Pool): Areas {
  const home = `${pool.path}/private`;
  const path = (ctid: Ctid): string => `${home}/${ctid}`;
  const get = (ctid: Ctid): Area | undefined => readArea(path(ctid), ctid);
  const list = perTurn((): readonly Area[] => {
    if (!existsSync(home)) return [];
    const names = readdirSync(home).filter((name) => /^[1-9]\d*$/.test(name));
    return names.flatMap((name) => get(asCtid(Number(name))) ?? []);
  });
  const listed = async (): Promise<readonly Area[]> => {
    await pool.revive();
    return list();
  };
  return {
    path,
    get,
    list: listed,
    seen: list,
    among: async (scope) => {
      const all = await listed();
      if (scope === 'all') return all;
      const wanted = new Set(scope);
      return all.filter(({ ctid }) => wanted.has(ctid));
    },
    create: async (area) => {
      await pool.prepare();
      refuseForeign(path(area.ctid), area.ctid);
      const name = newName(String(area.ctid));
      try {
        await pool.volumes.makeArea(home, name, area);
        setXattr(`${home}/${name}`, TEMPLATE, area.template);
        mark(`${home}/${name}`, { version: 1, ctid: area.ctid, name: area.name, rootId: newRootId() });
        await pool.volumes.renameArea(home, name, String(area.ctid));
      } catch (error) {
        if (existsSync(`${home}/${name}`)) await pool.volumes.destroyArea(home, name);
        throw error;
      }
    },
    move: async (from, to) => {
      const area = get(from);
      if (area === undefined) {
        if (get(to) === undefined) throw new Error(`container ${from} has no private area to move`);
        finishMove(path(to), to);
        return;
      }
      refuseForeign(path(to), to);
      mark(area.path, { ...area.marker, movesTo: to });
      await pool.volumes.renameArea(home, String(from), String(to));
      finishMove(path(to), to);
    },
    remove: async (ctid) => {
      if (!existsSync(path(ctid))) return;
      if (get(ctid) === undefined) refuseForeign(path(ctid), ctid);
      await discard(
        String(ctid),
        (to) => pool.volumes.renameArea(home, String(ctid), to),
        (name) => pool.volumes.destroyArea(home, name),
      );
    },
  };
}

/** From here on the marker says the name that the area has. */
function finishMove(area: string, ctid: Ctid): void {
  const marker = parseMarker(findXattr(area, MARKER) ?? '');
  if (marker === undefined) throw new Error(`${area} has lost its marker`);
  const { movesTo: _, ...rest } = marker;
  mark(area, { ...rest, ctid });
}

const newRootId = (): string => randomBytes(16).toString('hex');

/** Throws in words where the file system has no room for it: ext4 keeps a block of attributes for each directory. */
function mark(area: string, marker: Marker): void {
  try {
    setXattr(area, MARKER, JSON.stringify(marker));
  } catch (error) {
    if (!(error instanceof SyscallError) || !['ENOSPC', 'E2BIG'].includes(error.code)) throw error;
    throw new Error(`${area} has no room for its marker: the labels and settings of the container are too long`, {
      cause: error,
    });
  }
}

function refuseForeign(path: string, ctid: Ctid): void {
  if (existsSync(path)) throw new Error(`${path} exists and does not belong to container ${ctid} of vzreconcile`);
}

function readArea(path: string, ctid: Ctid): Area | undefined {
  const text = findXattr(path, MARKER);
  const template = text === undefined ? undefined : findXattr(path, TEMPLATE);
  if (text === undefined || template === undefined) return undefined;
  const marker = parseMarker(text);
  return marker?.ctid === ctid || marker?.movesTo === ctid ? { ctid, path, marker, template } : undefined;
}

/** A marker we can read; anything else is treated as not ours, so that nothing is done to it. */
function parseMarker(text: string): Marker | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const marker = value as Marker | null;
    return typeof marker === 'object' && marker?.version === 1 && typeof marker.name === 'string' ? marker : undefined;
  } catch {
    return undefined;
  }
}

/** The markers on the private areas. */
export function markerStore(areas: Areas): MarkerStore {
  return {
    read: async () => new Map((await areas.list()).map((area) => [area.ctid, area.marker])),
    write: async (marker) => {
      const area = areas.get(marker.ctid);
      if (area === undefined) throw new Error(`container ${marker.ctid} has no private area to mark`);
      mark(area.path, { ...marker, rootId: area.marker.rootId ?? newRootId() });
    },
  };
}
