// The template store: <pool>/templates/<key>/root, built once per content key under a temporary name, synced and renamed, then
// read-only and shared by every container as the lower layer of its root. Entries carry our marker; others are not ours.

import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises';
import type { Refusal } from '../../../reconciler/plan/plan.ts';
import type { TemplateStore } from '../../../reconciler/port/host.ts';
import type { TemplateSpec } from '../../../reconciler/state/model.ts';
import { syncFilesystem } from '../../kernel/sync.ts';
import { getXattr, setXattr } from '../../kernel/xattr.ts';
import type { Player } from '../../launcher/client.ts';
import { discard, newName } from '../leftovers.ts';
import type { Pool } from '../pool.ts';
import { ArchiveError, copyHashed, detectCompression, openArchive } from './archive.ts';
import { buildBusybox } from './busybox.ts';
import { checkTemplate, findDirectory } from './check.ts';
import { buildDebian } from './debian.ts';
import { type UnpackLimits, unpackInJail } from './jail.ts';

const MARKER = 'trusted.vzreconcile.template';
const MIB = 1 << 20;
const KEY = /^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/;

export interface TemplateStoreOptions {
  readonly pool: Pool;
  /** The state directory: admins put directory templates in its templates/NAME. */
  readonly root: string;
  readonly player: () => Promise<Player>;
  /** First host id of the unpacker's range; no container may have it. */
  readonly base?: number;
  readonly limits?: Partial<UnpackLimits & { readonly archive: number }>;
  /** More trusted certificates for https, PEM. */
  readonly ca?: string;
}

export interface Templates extends TemplateStore {
  /** The root directory of a built template; undefined when it is not built. */
  rootOf(key: string): string | undefined;
}

/** ctid 100 is below the first a container can have, so only an explicit spec.idmap.base could get its ids. */
export const UNPACKER_IDS = { first: 100 * 65_536, last: 101 * 65_536 - 1, owner: 'the template unpacker' } as const;
const DEFAULT_LIMITS = { bytes: 16_384 * MIB, inodes: 2_000_000, time: 30 * 60_000, archive: 8_192 * MIB };

/** Opens the store of a pool. */
export function templateStore(options: TemplateStoreOptions): Templates {
  const home = `${options.pool.path}/templates`;
  const building = new Map<string, Promise<void>>();
  // Asked for several times by each container that is made; looked at again by every pass.
  const known = new Map<string, string>();
  const rootOf = (key: string): string | undefined => {
    const found = known.get(key) ?? (KEY.test(key) ? readRoot(`${home}/${key}`) : undefined);
    if (found !== undefined) known.set(key, found);
    return found;
  };
  return {
    rootOf,
    present: async () => {
      known.clear();
      await options.pool.revive();
      if (!existsSync(home)) return new Set();
      return new Set((await readdir(home)).filter((name) => rootOf(name) !== undefined));
    },
    check: (spec): Promise<readonly Refusal[]> => checkTemplate(spec, options),
    ensure: (spec, signal) => {
      if (rootOf(spec.key) !== undefined) return Promise.resolve();
      const work = building.get(spec.key) ?? build(spec, signal, options).finally(() => building.delete(spec.key));
      building.set(spec.key, work);
      return work;
    },
    prune: (inUse) => {
      known.clear();
      return prune(options.pool, (key) => inUse.has(key) || building.has(key));
    },
  };
}

/** The marker holds the root's place: "root" in the entry, or the absolute path of an admin's directory. */
function readRoot(entry: string): string | undefined {
  if (lstatSync(entry, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  const place = getXattr(entry, MARKER);
  if (place === undefined) return undefined;
  const root = place.startsWith('/') ? place : `${entry}/root`;
  return lstatSync(root, { throwIfNoEntry: false })?.isDirectory() === true ? root : undefined;
}

async function build(spec: TemplateSpec, signal: AbortSignal, options: TemplateStoreOptions): Promise<void> {
  if (!KEY.test(spec.key)) throw new Error(`template ${spec.name}: ${spec.key} is no template key`);
  const [refusal] = await checkTemplate(spec, options);
  if (refusal !== undefined) throw new Error(refusal.reason);
  const { pool } = options;
  await pool.prepare();
  const home = `${pool.path}/templates`;
  if (existsSync(`${home}/${spec.key}`))
    throw new Error(`${home}/${spec.key} exists and is no template of vzreconcile`);
  const name = newName(spec.key);
  const entry = `${home}/${name}`;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  try {
    await pool.volumes.makeTree(home, name, limits.bytes + limits.archive);
    const place = await fill(spec, entry, { signal, options, limits });
    setXattr(entry, MARKER, place);
    await pool.volumes.sealTree(home, name);
    await syncFilesystem(entry);
    await rename(entry, `${home}/${spec.key}`);
  } catch (error) {
    if (existsSync(entry)) await pool.volumes.destroyTree(home, name);
    throw error;
  }
}

interface BuildContext {
  readonly signal: AbortSignal;
  readonly options: TemplateStoreOptions;
  readonly limits: typeof DEFAULT_LIMITS;
}

/** Fills a new entry and gives the place of its root, see readRoot. */
async function fill(spec: TemplateSpec, entry: string, context: BuildContext): Promise<string> {
  const { source } = spec;
  const { options, signal } = context;
  if (source.kind === 'directory') return findDirectory(source.name, options) ?? '';
  const root = `${entry}/root`;
  await mkdir(root);
  await chmod(root, 0o755);
  if (source.kind === 'busybox') {
    await buildBusybox(root, signal);
    return 'root';
  }
  const archive = `${entry}/archive`;
  if (source.kind === 'debian') await buildDebian(source, archive, signal);
  else await copyArchive(spec.name, source, archive, context);
  await unpack(spec, entry, context);
  await rm(archive);
  if (readdirSync(root).length === 0) throw new ArchiveError(`template ${spec.name}: the archive is empty`);
  return 'root';
}

async function copyArchive(
  name: string,
  source: { readonly location: string; readonly sha256: string },
  archive: string,
  { signal, options, limits }: BuildContext,
): Promise<void> {
  const stream = await openArchive(source.location, { bytes: limits.archive, idle: 30_000 }, signal, options.ca);
  const digest = await copyHashed(stream, archive, limits.archive);
  if (digest === source.sha256.toLowerCase()) return;
  throw new ArchiveError(
    `template ${name}: ${source.location} has sha256 ${digest}, the manifest says ${source.sha256}`,
  );
}

async function unpack(spec: TemplateSpec, entry: string, { signal, options, limits }: BuildContext): Promise<void> {
  const archive = `${entry}/archive`;
  await unpackInJail(await options.player(), {
    name: `template ${spec.name}`,
    archive,
    compression: await detectCompression(archive),
    target: `${entry}/root`,
    log: `${entry}/log`,
    base: options.base ?? UNPACKER_IDS.first,
    limits,
    signal,
  });
}

async function prune(pool: Pool, keep: (key: string) => boolean): Promise<readonly string[]> {
  const home = `${pool.path}/templates`;
  if (!existsSync(home)) return [];
  const unused = (await readdir(home)).filter(
    (name) => KEY.test(name) && !keep(name) && getXattr(`${home}/${name}`, MARKER) !== undefined,
  );
  for (const key of unused) {
    // Out of sight first: a container must not find a template that is going away.
    await discard(
      key,
      (to) => rename(`${home}/${key}`, `${home}/${to}`),
      (name) => pool.volumes.destroyTree(home, name),
    );
  }
  return unused;
}
