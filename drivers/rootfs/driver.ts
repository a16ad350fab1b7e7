// The rootfs driver: a private area exists and is based on this template. Mounting the root is the namespace driver's
// work; it gets the layers from rootOf.

import type { Accepted, Driver, StepContext, Undo } from '../../reconciler/port/driver.ts';
import type { RootfsState } from '../../reconciler/state/container.ts';
import type { Ctid } from '../../schema/units.ts';
import type { Areas } from './areas.ts';
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
}

/** Makes the driver. `templateRoot` gives the root directory of a built template, undefined when it is not built. */
export function rootfsDriver(
  pool: Pool,
  areas: Areas,
  templateRoot: (key: string) => string | undefined,
): RootfsDriver {
  return {
    name: 'rootfs',
    probe: () => pool.probe(),
    accept: ({ rootfs }) => (rootfs === undefined ? { wants: rootfs, refusals: [] } : accept(rootfs, pool)),
    observe: async (scope) => {
      const found = await areas.among(scope);
      return new Map<Ctid, RootfsState>(
        found.map((area) => [area.ctid, { template: area.template, layout: pool.backend }]),
      );
    },
    apply: (context) => apply(context, areas, templateRoot),
    areaOf: areas.path,
    rootOf: (ctid, key) => {
      const lower = templateRoot(key);
      if (lower === undefined) throw new Error(`template ${key} is not built`);
      return { lower: [lower], ...pool.volumes.layers(areas.path(ctid)) };
    },
  };
}

function accept(rootfs: RootfsState, { backend, refusals, root }: Pool): Accepted<'rootfs'> {
  const { layout, ...rest } = rootfs;
  if (layout === undefined || layout === backend) return { wants: rootfs, refusals };
  const refusal = {
    code: 'VZR662',
    pointer: '/rootfs/layout',
    reason: `layout: the pool in ${root} keeps every container as ${backend}, not as ${layout}`,
    hint: `remove the line, or let the Node ask for another pool with pool.backend: ${layout} and pool.path`,
  };
  return { wants: rest, refusals: [...refusals, refusal] };
}

async function apply(
  { ctid, name, step, wants }: StepContext,
  areas: Areas,
  templateRoot: (key: string) => string | undefined,
): Promise<Undo> {
  if (step.verb === 'remove') {
    await areas.remove(ctid);
    // What was destroyed cannot come back; the next pass makes it again from its template.
    return async () => {};
  }
  const template = wants.rootfs?.template;
  if (template === undefined) throw new Error(`container ${ctid} has no template`);
  const present = areas.get(ctid);
  if (present !== undefined) {
    if (present.template === template) return async () => {};
    throw new Error(`container ${ctid} is based on template ${present.template}; another one needs it recreated`);
  }
  if (templateRoot(template) === undefined) throw new Error(`template ${template} is not built`);
  await areas.create({ ctid, name, template, quota: wants.quota });
  return () => areas.remove(ctid);
}
