// What this host's storage can do, one fact per line of doctor.

import { accessSync, constants, existsSync, readFileSync, statfsSync } from 'node:fs';
import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { Probe } from '../../reconciler/port/driver.ts';
import { BTRFS_MAGIC, btrfsUuid, quotaMode } from '../kernel/btrfs.ts';
import { nearestExisting, ownMounts, type PoolSite } from './pool-mount.ts';

/** Facts about the pool's place and about every back end; `refusals` say why nothing can be made in it. */
export async function poolProbes(site: PoolSite, refusals: readonly Refusal[]): Promise<readonly Probe[]> {
  const filesystems = readFileSync('/proc/filesystems', 'utf8').split(/\s+/);
  return [
    poolProbe(site, refusals),
    ...backendProbes(site, {
      loop: existsSync('/dev/loop-control'),
      hasType: (type) => hasType(filesystems, type),
      isInstalled,
    }),
    {
      feature: 'overlay file system',
      ...state(hasType(filesystems, 'overlay'), 'roots are overlays', 'not in the kernel'),
    },
    projectQuota(site.root),
    simpleQuota(site),
  ];
}

function poolProbe(site: PoolSite, [refusal]: readonly Refusal[]): Probe {
  const feature = 'storage pool';
  if (refusal !== undefined) {
    return { feature, state: 'missing', detail: refusal.reason, ...(refusal.hint && { hint: refusal.hint }) };
  }
  const detail = `${site.backend} (${site.form}) in ${site.root}`;
  const isMade = existsSync(`${site.path}/private`);
  return { feature, state: 'ok', detail: isMade ? detail : `${detail}, will be made by the first apply` };
}

/** What back ends need of a host. */
export interface BackendNeeds {
  readonly loop: boolean;
  hasType(fileSystem: string): boolean;
  isInstalled(program: string): boolean;
}

const BACKENDS = [
  { name: 'btrfs', type: 'btrfs', file: '/usr/sbin/mkfs.btrfs', pkg: 'btrfs-progs' },
  { name: 'image', type: 'ext4', file: '/usr/sbin/mkfs.ext4', pkg: 'e2fsprogs' },
] as const;

/** One line per back end. Only what the pool's own back end lacks is missing: the other one is a choice not taken. */
export function backendProbes(
  { backend, form }: Pick<PoolSite, 'backend' | 'form'>,
  host: BackendNeeds,
): readonly Probe[] {
  return BACKENDS.map(({ name, type, file, pkg }): Probe => {
    const feature = `${name} back end`;
    const inUse = name === backend;
    // A directory of a btrfs that is there already is made with no tool and no loop device.
    const isNative = inUse && name === 'btrfs' && form === 'native';
    const lacking = inUse ? 'missing' : 'degraded';
    if (!host.hasType(type)) return { feature, state: lacking, detail: `the kernel lacks ${type}` };
    if (isNative) return { feature, state: 'ok', detail: 'the pool is on a btrfs' };
    if (!host.loop) return { feature, state: lacking, detail: 'the kernel lacks loop devices' };
    if (host.isInstalled(file)) return { feature, state: 'ok', detail: `${file} and kernel support found` };
    return { feature, state: lacking, detail: `${file} is not installed`, hint: `apt install ${pkg}` };
  });
}

/** A module that is not loaded yet is not listed in /proc/filesystems; its presence on disk counts. */
function hasType(filesystems: readonly string[], type: string): boolean {
  if (filesystems.includes(type)) return true;
  const release = readFileSync('/proc/sys/kernel/osrelease', 'utf8').trim();
  return [`/lib/modules/${release}/kernel/fs/${type}`, `/lib/modules/${release}/kernel/fs/${type}fs`].some((path) =>
    existsSync(path),
  );
}

function isInstalled(program: string): boolean {
  try {
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
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
