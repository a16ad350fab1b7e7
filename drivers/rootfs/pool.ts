// The storage pool: which back end it has, where it is mounted, how it comes back after a reboot and how it is taken down.
// Looking never makes anything; `prepare` does, once, before the first change. The choice is recorded on the pool's root
// directory (xattr trusted.vzreconcile.pool), so that a later request for another back end is refused and not mixed in.

import { existsSync, statfsSync } from 'node:fs';
import { chmod, mkdir, readdir, rmdir, unlink } from 'node:fs/promises';
import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { Probe } from '../../reconciler/port/driver.ts';
import type { NodeSpec } from '../../reconciler/state/model.ts';
import { words } from '../../schema/words.ts';
import { BTRFS_MAGIC } from '../kernel/btrfs.ts';
import { hasCode } from '../kernel/error-code.ts';
import { loopDevices } from '../kernel/loop.ts';
import { unmount } from '../kernel/mount.ts';
import { getXattr, setXattr } from '../kernel/xattr.ts';
import { sweepLeftovers } from './leftovers.ts';
import { choosePool, type PoolMade, type PoolRecord, type PoolView, poolBytes, recordedPool } from './pool-choice.ts';
import {
  attachPool,
  type BackendName,
  isMountPoint,
  makePool,
  nearestExisting,
  type PoolForm,
  type PoolSite,
  poolExists,
} from './pool-mount.ts';
import { type PoolFacts, poolProbes } from './probe.ts';
import { projectQuotaAt } from './project-quota.ts';
import type { Volumes } from './volumes.ts';
import { btrfsVolumes } from './volumes-btrfs.ts';
import { imageVolumes } from './volumes-image.ts';
import { overlayVolumes } from './volumes-overlay.ts';

const RECORD = 'trusted.vzreconcile.pool';

export interface PoolOptions {
  /** The state directory, /var/lib/vz; spec.path takes its place for the pool. */
  readonly root: string;
  readonly spec: NodeSpec['pool'];
}

export interface Pool {
  /** Where private/ and templates/ are. */
  readonly path: string;
  readonly root: string;
  readonly backend: BackendName;
  readonly form: PoolForm;
  /** For people: "btrfs (loop)". */
  readonly label: string;
  /** Why nothing can be made here; the rootfs driver's accept passes them on. */
  readonly refusals: readonly Refusal[];
  readonly volumes: Volumes;
  /** True when private/ and templates/ can be read. */
  ready(): boolean;
  /** Before looking: mounts the pool again that somebody unmounted, lest every container look as if it had to be made. */
  revive(): Promise<void>;
  /** Makes, mounts and sweeps what is needed before the first change; later calls share the first one's work. Throws PoolError. */
  prepare(): Promise<void>;
  /** Destroys what a crash left half made or half destroyed; nothing else may be at work in the pool. */
  sweep(): Promise<void>;
  probe(): Promise<readonly Probe[]>;
  /** What its choice and size rest on. */
  record(): PoolRecord;
  /** Size of the file system the pool is on, bytes. */
  diskBytes(): number;
  /** Releases nothing but this process's interest: mounts stay for the containers. */
  close(): Promise<void>;
  /** Unmounts and detaches. With `erase` the templates and the pool file go too. Throws PoolError while containers exist. */
  dismantle(options?: { readonly erase?: boolean }): Promise<void>;
}

/** The pool cannot be used, in words for the user. */
export class PoolError extends Error {
  override readonly name = 'PoolError';
  readonly hint: string | undefined;
  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** Looks for the pool, and mounts it when it exists and is not mounted (after a reboot). Makes nothing. Needs root. */
export async function openPool(options: PoolOptions): Promise<Pool> {
  const root = options.spec.path ?? options.root;
  const recorded = readRecord(root);
  const view = viewOf(root, recorded);
  const { backend, form, refusals } = choosePool(view, options.spec);
  const site: PoolSite = { root, path: `${root}/pool`, image: `${root}/pool.img`, backend, form };
  const volumes = volumesOf(site);
  if (recorded !== undefined && poolExists(site)) await attach(site, volumes);
  return {
    ...makeHandle(site, options, { refusals, recorded: recorded !== undefined }, volumes),
    record: () => ({ ...recordedPool(view), fileSystem: fileSystemBytes(site), isAttached: isAttached(site) }),
  };
}

const viewOf = (root: string, made: PoolMade | undefined): PoolView => ({
  root,
  ...(made && { made }),
  isOnBtrfs: () => isOnBtrfs(root),
  projectQuota: () => projectQuotaAt(root),
});

function volumesOf({ backend, path }: PoolSite): Volumes {
  if (backend === 'btrfs') return btrfsVolumes();
  return backend === 'image'
    ? imageVolumes(`${path}/private`)
    : overlayVolumes([`${path}/private`, `${path}/templates`]);
}

async function attach(site: PoolSite, volumes: Volumes): Promise<void> {
  try {
    await attachPool(site);
  } catch (error) {
    const reason = words(error);
    const hint = hasCode(error, 'EROFS') ? `mount ${site.root} writable` : undefined;
    throw new PoolError(`the pool in ${site.root} cannot be mounted: ${reason}`, hint);
  }
  await volumes.attachAreas();
}

function makeHandle(
  site: PoolSite,
  options: PoolOptions,
  { refusals, recorded }: Omit<PoolFacts, 'root'>,
  volumes: Volumes,
): Omit<Pool, 'record'> {
  let preparing: Promise<void> | undefined;
  let reviving: Promise<void> | undefined;
  const ready = (): boolean => existsSync(`${site.path}/private`) && existsSync(`${site.path}/templates`);
  return {
    path: site.path,
    root: site.root,
    backend: site.backend,
    form: site.form,
    label: `${site.backend} (${site.form})`,
    refusals,
    volumes,
    ready,
    revive: async () => {
      if (site.form !== 'loop' || ready() || !existsSync(site.image)) return;
      reviving ??= attach(site, volumes).finally(() => {
        reviving = undefined;
      });
      await reviving;
    },
    prepare: () => {
      preparing ??= prepare(site, options, refusals, volumes).catch((error: unknown) => {
        // The next pass tries again: a full disk may have space by then.
        preparing = undefined;
        throw error;
      });
      return preparing;
    },
    sweep: async () => {
      if (ready()) await sweepLeftovers(site.path, volumes);
    },
    probe: () => poolProbes(site, { root: options.root, refusals, recorded }),
    diskBytes: () => poolBytes({ fileSystem: fileSystemBytes(site), isAttached: isAttached(site) }, options.spec.size),
    close: async () => {},
    dismantle: async (how) => {
      preparing = undefined;
      await dismantle(site, volumes, how?.erase === true);
    },
  };
}

async function prepare(
  site: PoolSite,
  options: PoolOptions,
  refusals: readonly Refusal[],
  volumes: Volumes,
): Promise<void> {
  const [refusal] = refusals;
  if (refusal !== undefined) throw new PoolError(refusal.reason, refusal.hint);
  if (!existsSync(site.root)) {
    await mkdir(site.root, { recursive: true });
    // Others may pass through to what is theirs, but not list; the pool directory itself is closed.
    await chmod(site.root, 0o711);
  }
  // Recorded first: whatever a crash leaves half made is then recognised and completed by the next prepare.
  setXattr(site.root, RECORD, JSON.stringify({ version: 1, backend: site.backend, form: site.form }));
  await makePool(site, options.spec.size);
  await attachPool(site);
  await chmod(site.path, 0o700);
  for (const name of ['private', 'templates']) await mkdir(`${site.path}/${name}`, { mode: 0o700, recursive: true });
  await sweepLeftovers(site.path, volumes);
  await volumes.attachAreas();
}

async function dismantle(site: PoolSite, volumes: Volumes, erase: boolean): Promise<void> {
  const present = existsSync(`${site.path}/private`);
  const areas = present ? (await readdir(`${site.path}/private`)).filter((name) => !name.startsWith('.')) : [];
  if (areas.length > 0) {
    throw new PoolError(
      `the pool ${site.path} still holds ${areas.length} private area(s): ${areas.slice(0, 5).join(', ')}`,
    );
  }
  if (present) await sweepLeftovers(site.path, volumes);
  if (erase && present) await eraseTemplates(site, volumes);
  while (isMountPoint(site.path)) await unmount(site.path);
  if (!erase) return;
  if (site.form === 'native') for (const name of ['private', 'templates']) await quietly(rmdir(`${site.path}/${name}`));
  await quietly(unlink(site.image));
  await quietly(rmdir(site.path));
}

async function eraseTemplates(site: PoolSite, volumes: Volumes): Promise<void> {
  const parent = `${site.path}/templates`;
  for (const name of await readdir(parent)) await volumes.destroyTree(parent, name);
}

async function quietly(work: Promise<void>): Promise<void> {
  await work.catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTEMPTY') throw error;
  });
}

function parseRecord(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readRecord(root: string): PoolMade | undefined {
  if (!existsSync(root)) return undefined;
  const text = getXattr(root, RECORD);
  if (text === undefined) return undefined;
  const value = parseRecord(text);
  if (typeof value !== 'object' || value === null) throw new PoolError(`${root}: the record of the pool is damaged`);
  const { backend, form } = value as { backend?: unknown; form?: unknown };
  const isBackend = backend === 'btrfs' || backend === 'image' || backend === 'overlay';
  if (!isBackend || (form !== 'native' && form !== 'loop')) {
    throw new PoolError(`${root}: the pool was made by another version (${text})`);
  }
  return { backend, form };
}

const isOnBtrfs = (path: string): boolean => statfsSync(nearestExisting(path)).type === BTRFS_MAGIC;

const isAttached = ({ form, image }: PoolSite): boolean => form === 'native' || loopDevices().has(image);

/** Size of what the pool is on, or would be. */
function fileSystemBytes({ path }: PoolSite): number {
  const { blocks, bsize } = statfsSync(nearestExisting(path));
  return blocks * bsize;
}
