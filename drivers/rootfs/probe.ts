// What this host's storage can do, one fact per line of doctor.

import { accessSync, constants, existsSync, readFileSync, statfsSync } from 'node:fs';
import type { Probe } from '../../reconciler/port/driver.ts';
import { BTRFS_MAGIC, btrfsUuid, quotaMode } from '../kernel/btrfs.ts';
import { nearestExisting, ownMounts, type PoolSite } from './pool-mount.ts';

/** Facts about the pool's place and about every back end. */
export async function poolProbes(site: PoolSite): Promise<readonly Probe[]> {
  const filesystems = readFileSync('/proc/filesystems', 'utf8').split(/\s+/);
  const loop = existsSync('/dev/loop-control');
  return [
    poolProbe(site),
    tool('btrfs back end', '/usr/sbin/mkfs.btrfs', 'btrfs-progs', hasType(filesystems, 'btrfs') && loop),
    tool('image back end', '/usr/sbin/mkfs.ext4', 'e2fsprogs', hasType(filesystems, 'ext4') && loop),
    {
      feature: 'overlay file system',
      ...state(hasType(filesystems, 'overlay'), 'roots are overlays', 'not in the kernel'),
    },
    projectQuota(site.root),
    simpleQuota(site),
  ];
}

function poolProbe(site: PoolSite): Probe {
  const detail = `${site.backend} (${site.form}) in ${site.root}`;
  return existsSync(`${site.path}/private`)
    ? { feature: 'storage pool', state: 'ok', detail }
    : { feature: 'storage pool', state: 'ok', detail: `${detail}, will be made by the first apply` };
}

/** A module that is not loaded yet is not listed in /proc/filesystems; its presence on disk counts. */
function hasType(filesystems: readonly string[], type: string): boolean {
  if (filesystems.includes(type)) return true;
  const release = readFileSync('/proc/sys/kernel/osrelease', 'utf8').trim();
  return [`/lib/modules/${release}/kernel/fs/${type}`, `/lib/modules/${release}/kernel/fs/${type}fs`].some((path) =>
    existsSync(path),
  );
}

function tool(feature: string, file: string, pkg: string, kernel: boolean): Probe {
  if (!kernel) return { feature, state: 'missing', detail: 'the kernel lacks the file system or loop devices' };
  try {
    accessSync(file, constants.X_OK);
    return { feature, state: 'ok', detail: `${file} and kernel support found` };
  } catch {
    return { feature, state: 'missing', detail: `${file} is not installed`, hint: `apt install ${pkg}` };
  }
}

const state = (good: boolean, yes: string, no: string): Pick<Probe, 'state' | 'detail'> =>
  good ? { state: 'ok', detail: yes } : { state: 'missing', detail: no };

/** The mount options of the file system below say whether project quotas are on: prjquota (ext4, XFS) or pquota (XFS). */
function projectQuota(root: string): Probe {
  const feature = 'overlay back end (project quota)';
  const at = nearestExisting(root);
  const below = ownMounts().filter(({ mountPoint: m }) => at === m || at.startsWith(m === '/' ? '/' : `${m}/`));
  const holder = below.sort((a, b) => a.mountPoint.length - b.mountPoint.length).at(-1);
  const options = holder?.superOptions ?? [];
  const place = holder?.mountPoint ?? at;
  return {
    feature,
    state: 'degraded',
    detail:
      options.includes('prjquota') || options.includes('pquota')
        ? `${place} has project quotas, but this version cannot use them yet`
        : `${place} (${holder?.fsType ?? 'unknown'}) is not mounted with prjquota`,
  };
}

/** Simple quotas cost nothing; full ones count every extent again and again. */
function simpleQuota(site: PoolSite): Probe {
  const feature = 'btrfs simple quotas';
  if (existsSync(site.path) && statfsSync(site.path).type === BTRFS_MAGIC) {
    const mode = quotaMode(btrfsUuid(site.path));
    if (mode !== 'off') {
      return {
        feature,
        state: mode === 'squota' ? 'ok' : 'degraded',
        detail: mode === 'squota' ? 'in use' : 'full qgroups in use',
      };
    }
  }
  return existsSync('/sys/fs/btrfs/features/simple_quota')
    ? { feature, state: 'ok', detail: 'offered by the kernel' }
    : { feature, state: 'degraded', detail: 'kernel before 6.7: full qgroups, slower with many containers' };
}
