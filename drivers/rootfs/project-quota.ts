// Whether the file system below a directory enforces project quotas, quotactl(2), and the commands that make it do so:
// ext4 wants the features quota and project in its super block, ext4(5), and both it and XFS the mount option prjquota.

import { existsSync, readFileSync, realpathSync, statfsSync } from 'node:fs';
import { FEATURE_PROJECT, FEATURE_QUOTA, roCompatFeatures } from '../kernel/ext4.ts';
import { projectQuotaMode } from '../kernel/quotactl.ts';
import { type Mount, visibleMounts } from '../procfs/mountinfo.ts';
import { nearestExisting, ownMounts } from './pool-mount.ts';

/** For people: what there is, and what to do about what there is not. */
export interface ProjectQuota {
  readonly isOn: boolean;
  readonly detail: string;
  readonly hint?: string;
}

/** statfs(2) magic numbers, linux/magic.h. */
const EXT4_MAGIC = 0xef53;
const XFS_MAGIC = 0x58465342;
/** Limits are rounded to this, which is what every one of these file systems counts in on x86. */
const LARGEST_BLOCK = 4096;
const ELSEWHERE = 'put pool.path on an ext4 or XFS with the mount option prjquota, or set pool.backend to auto';

/** Looks at the file system that holds `path`, or will hold it. */
export function projectQuotaAt(path: string): ProjectQuota {
  const at = realpathSync(nearestExisting(path));
  const { type, bsize } = statfsSync(at);
  const mount = holderOf(at);
  const place = `${mount?.mountPoint ?? at} (${mount?.fsType ?? 'unknown'})`;
  if (type !== EXT4_MAGIC && type !== XFS_MAGIC)
    return { isOn: false, detail: `${place} is neither ext4 nor XFS`, hint: ELSEWHERE };
  if (bsize > LARGEST_BLOCK) return { isOn: false, detail: `${place} has blocks of more than 4 KiB`, hint: ELSEWHERE };
  if (projectQuotaMode(at) === 'on') return { isOn: true, detail: `${place} enforces project quotas` };
  if (type === EXT4_MAGIC && !existsSync('/proc/sys/fs/quota'))
    return { isOn: false, detail: `${place}: the kernel is built without quotas`, hint: 'set pool.backend to auto' };
  return { isOn: false, ...lack(mount, place) };
}

/** The mount of the whole file system, where it can be seen: a bind mount cannot be given the option. */
function holderOf(at: string): Mount | undefined {
  const path = Buffer.from(at, 'utf8').toString('latin1');
  const all = visibleMounts(ownMounts());
  const above = all.filter(({ mountPoint: m }) => path === m || path.startsWith(m === '/' ? '/' : `${m}/`));
  const nearest = above.sort((a, b) => a.mountPoint.length - b.mountPoint.length).at(-1);
  return all.find(({ device, root }) => root === '/' && device === nearest?.device) ?? nearest;
}

function lack(mount: Mount | undefined, place: string): Pick<ProjectQuota, 'detail' | 'hint'> {
  const device = mount === undefined ? 'DEVICE' : deviceOf(mount);
  const isXfs = mount?.fsType === 'xfs';
  const isReady = isXfs || hasProjectFeature(device);
  return {
    detail: isReady
      ? `${place} is not mounted with prjquota`
      : `${place} is made without the features project and quota`,
    hint: enabling(mount?.mountPoint ?? 'PLACE', device, isReady),
  };
}

/** Neither ext4 nor XFS turns enforcement on by a remount. */
function enabling(place: string, device: string, isReady: boolean): string {
  const features = `tune2fs -O project,quota -Q prjquota ${device}`;
  if (place === '/') {
    const boot = 'boot with rootflags=prjquota on the kernel command line';
    return isReady ? boot : `from a rescue system: ${features}; then ${boot}`;
  }
  const steps = [`umount ${place}`, ...(isReady ? [] : [features]), `mount -o prjquota ${device} ${place}`];
  return `${steps.join(' && ')}; and the option prjquota in /etc/fstab`;
}

/** Where the mount table names no device ("/dev/root"), the kernel's own name of it. */
function deviceOf({ source, device }: Mount): string {
  if (source.startsWith('/dev/') && existsSync(source)) return source;
  try {
    const name = /^DEVNAME=(.+)$/m.exec(readFileSync(`/sys/dev/block/${device}/uevent`, 'utf8'))?.[1];
    return name === undefined ? source : `/dev/${name}`;
  } catch {
    return source;
  }
}

/** A super block that cannot be read counts as lacking: tune2fs will say. */
function hasProjectFeature(device: string): boolean {
  try {
    const features = roCompatFeatures(device);
    return (features & FEATURE_QUOTA) !== 0 && (features & FEATURE_PROJECT) !== 0;
  } catch {
    return false;
  }
}
