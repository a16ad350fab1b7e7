// What the rootfs driver accepts and refuses, on the host and from its record.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { Accepted, Judge } from '../../reconciler/port/driver.ts';
import type { MountState, RootfsState } from '../../reconciler/state/container.ts';
import type { ChosenPool } from './pool-choice.ts';

/** ext4's own, unless its super block says otherwise, which mkfs.ext4 leaves. */
export const mountDefaults: MountState = { data: 'ordered', barrier: true };

export interface JudgedPool extends Pick<ChosenPool, 'backend' | 'refusals'> {
  readonly root: string;
}

export const rootfsJudge = (pool: JudgedPool): Judge<'rootfs'> => ({
  name: 'rootfs',
  accept: ({ rootfs }) => (rootfs === undefined ? { wants: rootfs, refusals: [] } : accept(rootfs, pool)),
});

function accept(rootfs: RootfsState, pool: JudgedPool): Accepted<'rootfs'> {
  const { backend } = pool;
  const defaults = backend === 'image' ? mountDefaults : undefined;
  const { mount = defaults, ...plain } = rootfs;
  const layout = acceptLayout(plain, pool);
  if (defaults !== undefined) return { wants: { ...layout.wants, ...(mount && { mount }) }, refusals: layout.refusals };
  if (mount === undefined) return layout;
  const refusal = {
    code: 'VZR664',
    pointer: '/rootfs/mount',
    reason: `mountOpts: with the ${backend} back end a container has no file system of its own to mount`,
    hint: 'remove the line, or use the image back end (Node spec.pool.backend: image)',
    unenforced: true,
  };
  return { wants: layout.wants, refusals: [...layout.refusals, refusal] };
}

interface AcceptedLayout {
  readonly wants: RootfsState;
  readonly refusals: readonly Refusal[];
}

function acceptLayout(rootfs: RootfsState, { backend, refusals, root }: JudgedPool): AcceptedLayout {
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
