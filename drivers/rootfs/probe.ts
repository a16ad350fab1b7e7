// What this host's storage can do, one fact per line of doctor.

import { accessSync, constants, existsSync, readFileSync, statfsSync } from 'node:fs';
import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { Probe } from '../../reconciler/port/driver.ts';
import { BTRFS_MAGIC, btrfsUuid, quotaMode } from '../kernel/btrfs.ts';
import { mountOn, nearestExisting, type PoolSite, poolExists } from './pool-mount.ts';
import { projectQuotaAt } from './project-quota.ts';

/** What is known of a pool before looking at its place. */
export interface PoolFacts {
  /** The state directory; the pool may be elsewhere. */
  readonly root: string;
  /** Why nothing can be made in it. */
  readonly refusals: readonly Refusal[];
  /** Whether it was made once. */
  readonly recorded: boolean;
}

/** Facts about the pool's place and about every back end. */
export async function poolProbes(site: PoolSite, facts: PoolFacts): Promise<readonly Probe[]> {
  const filesystems = readFileSync('/proc/filesystems', 'utf8').split(/\s+/);
  return [
    folderProbe([...new Set([facts.root, site.root, site.path])]),
    poolProbe(site, facts),
    ...backendProbes(site, {
      loop: existsSync('/dev/loop-control'),
      hasType: (type) => hasType(filesystems, type),
      isInstalled,
    }),
    {
      feature: 'overlay file system',
      ...state(hasType(filesystems, 'overlay'), 'roots are overlays', 'not in the kernel'),
    },
    projectProbe(site),
    simpleQuota(site),
  ];
}

function folderProbe(folders: readonly string[]): Probe {
  const feature = 'root folder';
  const closed = folders.map(nearestExisting).find((folder) => !isWritable(folder));
  if (closed === undefined) return { feature, state: 'ok', detail: `${folders[0]} can be written` };
  const hint = 'mount it writable, or name another folder with --root';
  return { feature, state: 'missing', detail: `${closed} is read-only`, hint };
}

/** For root it says no only where nobody can write: a read-only mount, a read-only file system. */
function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function poolProbe(site: PoolSite, { refusals: [refusal], recorded }: PoolFacts): Probe {
  const feature = 'storage pool';
  if (refusal !== undefined) {
    return { feature, state: 'missing', detail: refusal.reason, ...(refusal.hint && { hint: refusal.hint }) };
  }
  const detail = `${site.backend} (${site.form}) in ${site.root}`;
  const isMade = existsSync(`${site.path}/private`);
  if (isMade && site.form === 'loop' && !existsSync(site.image)) return removedProbe(feature, site);
  if (isMade) return { feature, state: 'ok', detail };
  if (!recorded || poolExists(site))
    return { feature, state: 'ok', detail: `${detail}, will be made by the first apply` };
  const gone = site.form === 'loop' ? site.image : site.path;
  return {
    feature,
    state: 'degraded',
    detail: `${detail}: ${gone} is gone, the next apply makes an empty pool`,
    hint: `if there were containers in it, put ${gone} back first`,
  };
}

/** The file lives on without a name until the pool is unmounted. */
function removedProbe(feature: string, { image, path }: PoolSite): Probe {
  return {
    feature,
    state: 'missing',
    detail: `${image} was removed while it is in use: all containers are lost when the pool is unmounted`,
    hint: `stop the containers, sync, and bring it back before that: dd if=${mountOn(path)?.source} of=${image} bs=1M conv=sparse`,
  };
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

/** What the pool in use lacks is missing; what another one would need is a choice not taken. */
function projectProbe({ root, backend }: PoolSite): Probe {
  const feature = 'overlay back end (project quota)';
  const { isOn, detail, hint } = projectQuotaAt(root);
  if (isOn) return { feature, state: 'ok', detail };
  return { feature, state: backend === 'overlay' ? 'missing' : 'degraded', detail, ...(hint && { hint }) };
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
