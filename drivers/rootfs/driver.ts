// The rootfs driver: a private area exists and is based on this template. Mounting the root is the namespace driver's
// work; it gets the layers from rootOf.

import type { Driver, StepContext, Undo } from '../../reconciler/port/driver.ts';
import type { LimitFact } from '../../reconciler/port/tools.ts';
import type { MountState, RootfsState } from '../../reconciler/state/container.ts';
import type { Ctid } from '../../schema/units.ts';
import type { Area, Areas } from './areas.ts';
import { rootfsJudge } from './judge.ts';
import type { Pool } from './pool.ts';

/** Directories of an overlay: lower ones read-only, top first. */
interface RootLayers {
  readonly lower: readonly string[];
  readonly upper: string;
  readonly work: string;
}

export interface RootfsDriver extends Driver<'rootfs'> {
  /** The layers of a container's root. Throws when the area's file system is not mounted. */
  rootOf(ctid: Ctid, templateKey: string): RootLayers;
  /** The private area, whether it exists or not. */
  areaOf(ctid: Ctid): string;
  /** How its file system is mounted, where it has one of its own. */
  limits(ctid: Ctid): readonly LimitFact[];
}

/** Makes the driver. `templateRoot` gives the root directory of a built template, undefined when it is not built. */
export function rootfsDriver(
  pool: Pool,
  areas: Areas,
  templateRoot: (key: string) => string | undefined,
): RootfsDriver {
  return {
    ...rootfsJudge(pool),
    probe: () => pool.probe(),
    observe: async (scope) => {
      const found = await areas.among(scope);
      return new Map<Ctid, RootfsState>(found.map((area) => [area.ctid, sectionOf(area, pool)]));
    },
    apply: (context) => apply(context, { areas, pool, templateRoot }),
    areaOf: areas.path,
    limits: (ctid) => {
      const area = areas.get(ctid);
      return mountFacts(pool, area && pool.volumes.mounts?.read(area.path));
    },
    rootOf: (ctid, key) => {
      const lower = templateRoot(key);
      if (lower === undefined) throw new Error(`template ${key} is not built`);
      return { lower: [lower], ...pool.volumes.layers(areas.path(ctid)) };
    },
  };
}

function sectionOf({ path, template }: Area, { backend, volumes }: Pool): RootfsState {
  const mount = volumes.mounts?.read(path);
  return { template, layout: backend, ...(mount && { mount }) };
}

function mountFacts({ backend, volumes }: Pool, seen: MountState | undefined): readonly LimitFact[] {
  return (['data', 'barrier'] as const).map((option) => {
    const pointer = `/rootfs/mount/${option}`;
    if (volumes.mounts === undefined)
      return { pointer, mechanism: '-', value: '', force: 'refused', note: `the ${backend} back end has none` };
    const value = seen === undefined ? '' : String(seen[option]);
    return { pointer, mechanism: `mount option ${option} of its ext4`, value, force: 'enforced' };
  });
}

interface Parts {
  readonly areas: Areas;
  readonly pool: Pool;
  readonly templateRoot: (key: string) => string | undefined;
}

async function apply({ ctid, name, step, wants }: StepContext, parts: Parts): Promise<Undo> {
  const { areas, pool, templateRoot } = parts;
  if (step.verb === 'remove') {
    await areas.remove(ctid);
    // What was destroyed cannot come back; the next pass makes it again from its template.
    return async () => {};
  }
  if (step.verb === 'move') return moved(step.from, ctid, areas);
  const { template, mount } = wants.rootfs ?? {};
  if (template === undefined) throw new Error(`container ${ctid} has no template`);
  const present = areas.get(ctid);
  if (present !== undefined) {
    if (present.template === template) return mountAs(present.path, mount, pool);
    throw new Error(`container ${ctid} is based on template ${present.template}; another one needs it recreated`);
  }
  if (templateRoot(template) === undefined) throw new Error(`template ${template} is not built`);
  await areas.create({ ctid, name, template, quota: wants.quota, mount });
  return () => areas.remove(ctid);
}

async function moved(from: Ctid | undefined, to: Ctid, areas: Areas): Promise<Undo> {
  if (from === undefined) throw new Error(`nobody says from where container ${to} moves`);
  await areas.move(from, to);
  return () => areas.move(to, from);
}

async function mountAs(area: string, mount: MountState | undefined, { volumes: { mounts } }: Pool): Promise<Undo> {
  const was = mounts?.read(area);
  if (mounts === undefined || mount === undefined || isSame(was, mount)) return async () => {};
  await mounts.set(area, mount);
  return async () => {
    if (was !== undefined) await mounts.set(area, was);
  };
}

const isSame = (was: MountState | undefined, { data, barrier }: MountState): boolean =>
  was?.data === data && was.barrier === barrier;
