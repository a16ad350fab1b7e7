// How an image is mounted: what people chose is an xattr on its area, for the next mount; what holds is what mountinfo says.
// ext4(5): data= cannot change while it is mounted, barrier can. mountinfo names only what differs from ext4's defaults.

import type { MountState } from '../../reconciler/state/container.ts';
import { FEATURE_QUOTA, roCompatFeatures } from '../kernel/ext4.ts';
import { getXattr, setXattr } from '../kernel/xattr.ts';
import { perTurn } from '../procfs/per-turn.ts';
import { mountDefaults } from './judge.ts';
import { ownMounts } from './pool-mount.ts';

const MOUNT_XATTR = 'trusted.vzreconcile.mount';
const MODES = ['ordered', 'journal', 'writeback'] as const;

/** The options for mount(8). */
export const optionText = ({ data, barrier }: MountState): string =>
  `data=${data},${barrier ? 'barrier' : 'nobarrier'}`;

/** Limits of users and groups hold from the first moment, where the file system has them. */
export function mountText(area: string): string {
  const quotas = (roCompatFeatures(`${area}/image`) & FEATURE_QUOTA) === 0 ? '' : ',usrquota,grpquota';
  return `${optionText(chosenMount(area))}${quotas}`;
}

/** What the area's image is to be mounted with. */
function chosenMount(area: string): MountState {
  const text = getXattr(area, MOUNT_XATTR);
  return text === undefined ? mountDefaults : (JSON.parse(text) as MountState);
}

export function chooseMount(area: string, { data, barrier }: MountState): void {
  setXattr(area, MOUNT_XATTR, JSON.stringify({ data, barrier }));
}

const superOptions = perTurn(
  () => new Map(ownMounts().map(({ mountPoint, superOptions: options }) => [mountPoint, options])),
);

/** What the image of an area is mounted with; undefined while it is not. */
export function mountOf(area: string): MountState | undefined {
  // Mount points are latin1 text, one character per byte of the path.
  const options = superOptions().get(Buffer.from(`${area}/mnt`, 'utf8').toString('latin1'));
  if (options === undefined) return undefined;
  return {
    data: MODES.find((mode) => options.includes(`data=${mode}`)) ?? mountDefaults.data,
    barrier: !options.includes('nobarrier') && !options.includes('barrier=0'),
  };
}
