// How a manifest writes the disk of a container. Its layout is the pool's, so nothing is written of it.

import type { Bytes, Max } from '../../schema/units.ts';
import type { Pair, UgidQuota, UgidQuotas } from './container.ts';
import { number, size } from './spell-limits.ts';
import type { Spelling, Written } from './spelling.ts';

/** What Linux gives a file system that was told none: 7 days (MAX_DQ_TIME, include/linux/quota.h). */
const usualGrace = 604_800;

/** OpenVZ's soft:hard, or one value for both. */
function pair<T extends number>({ soft, hard }: Pair<T | Max>, write: (half: T | Max) => unknown): unknown {
  return soft === hard ? write(hard) : `${write(soft)}:${write(hard)}`;
}

export const diskSpellings: readonly Spelling[] = [
  {
    path: ['mountOpts'],
    pointers: ['/rootfs/mount/data', '/rootfs/mount/barrier'],
    write: ({ rootfs }) =>
      rootfs?.mount && {
        value: `data=${rootfs.mount.data},${rootfs.mount.barrier ? 'barrier' : 'nobarrier'}`,
        usual: rootfs.mount.data === 'ordered' && rootfs.mount.barrier,
      },
  },
  {
    path: ['diskspace'],
    pointers: ['/quota/space'],
    write: ({ quota }) => quota && { value: String(pair<Bytes>(quota.space, size)) },
  },
  {
    path: ['diskinodes'],
    pointers: ['/quota/inodes'],
    write: ({ quota }) => quota && { value: pair(quota.inodes, number) },
  },
  {
    path: ['quotatime'],
    pointers: ['/quota/grace'],
    write: ({ quota }) =>
      quota?.grace === undefined ? undefined : { value: quota.grace, usual: quota.grace === usualGrace },
  },
  {
    path: ['quotaugidlimit'],
    pointers: ['/quota/ugids', '/quota/most'],
    write: ({ quota }) => {
      if (quota?.ugids === undefined) return undefined;
      const { ugids, users = {}, groups = {} } = quota;
      const { most = Object.keys(users).length + Object.keys(groups).length } = quota;
      return { value: ugids ? most : 0, usual: !ugids };
    },
  },
  { path: ['quotas', 'users'], pointers: ['/quota/users'], write: ({ quota }) => writeUgids(quota?.users) },
  { path: ['quotas', 'groups'], pointers: ['/quota/groups'], write: ({ quota }) => writeUgids(quota?.groups) },
];

function writeUgids(quotas: UgidQuotas | undefined): Written | undefined {
  if (quotas === undefined) return undefined;
  const isLimited = ({ soft, hard }: Pair<number | Max>): boolean => soft !== 'max' || hard !== 'max';
  const one = ({ space, inodes }: UgidQuota) => ({
    ...(isLimited(space) && { space: String(pair<Bytes>(space, size)) }),
    ...(isLimited(inodes) && { inodes: pair(inodes, number) }),
  });
  const value = Object.fromEntries(Object.entries(quotas).map(([id, quota]) => [id, one(quota)]));
  return { value, usual: Object.keys(value).length === 0 };
}
