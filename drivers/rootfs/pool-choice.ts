// Which pool a node has or would get, from what is known of its place. Pure over what the host says.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { NodeSpec } from '../../reconciler/state/model.ts';
import type { BackendName, PoolForm } from './pool-mount.ts';
import type { ProjectQuota } from './project-quota.ts';

/** What is recorded on a pool that was made. */
export interface PoolMade {
  readonly backend: BackendName;
  readonly form: PoolForm;
}

export interface PoolView {
  readonly root: string;
  readonly made?: PoolMade;
  isOnBtrfs(): boolean;
  projectQuota(): ProjectQuota;
}

export interface ChosenPool extends PoolMade {
  /** Why nothing can be made in it. */
  readonly refusals: readonly Refusal[];
}

export function choosePool(view: PoolView, spec: NodeSpec['pool']): ChosenPool {
  const backend = view.made?.backend ?? chooseBackend(view, spec);
  const form = view.made?.form ?? (backend !== 'btrfs' || view.isOnBtrfs() ? 'native' : 'loop');
  return { backend, form, refusals: refuse(view, spec, backend) };
}

function chooseBackend(view: PoolView, { backend }: NodeSpec['pool']): BackendName {
  if (backend !== 'auto') return backend;
  return view.isOnBtrfs() || !view.projectQuota().isOn ? 'btrfs' : 'overlay';
}

function refuse({ root, made, projectQuota }: PoolView, spec: NodeSpec['pool'], backend: BackendName): Refusal[] {
  if (made !== undefined && spec.backend !== 'auto' && spec.backend !== backend) {
    return [
      {
        code: 'VZR651',
        pointer: '/rootfs',
        reason: `the pool in ${root} was made with the ${backend} back end, the node asks for ${spec.backend}`,
        hint: `set pool.backend to ${backend}, or give another pool.path`,
      },
    ];
  }
  if (backend !== 'overlay') return [];
  // Of a pool that was made as well: mounted without the option, nothing would hold a container back.
  const { isOn, detail, hint } = projectQuota();
  const reason = `the overlay back end needs project quotas: ${detail}`;
  return isOn ? [] : [{ code: 'VZR650', pointer: '/rootfs', reason, ...(hint && { hint }) }];
}

/** Bytes; until its file is attached, a pool is as large as it is to be. */
export const poolBytes = (
  { fileSystem, isAttached }: Pick<PoolRecord, 'fileSystem' | 'isAttached'>,
  size: number | undefined,
): number => (!isAttached && size !== undefined ? size : fileSystem);

export interface PoolRecord {
  readonly root: string;
  readonly made?: PoolMade;
  readonly isOnBtrfs: boolean;
  readonly projectQuota: ProjectQuota;
  /** Bytes. */
  readonly fileSystem: number;
  readonly isAttached: boolean;
}

export const recordedPool = ({
  root,
  made,
  isOnBtrfs,
  projectQuota,
}: PoolView): Omit<PoolRecord, 'fileSystem' | 'isAttached'> => ({
  root,
  ...(made && { made }),
  isOnBtrfs: isOnBtrfs(),
  projectQuota: projectQuota(),
});

export const viewOfPoolRecord = ({ root, made, isOnBtrfs, projectQuota }: PoolRecord): PoolView => ({
  root,
  ...(made && { made }),
  isOnBtrfs: () => isOnBtrfs,
  projectQuota: () => projectQuota,
});
