// Second-level quotas: limits of the users and groups inside, in the quota files of the image's own ext4. Files on disk have the
// ids they have inside, so the kernel counts by those; a writer beyond its limit sees EDQUOT. quotactl(2) wants CAP_SYS_ADMIN in
// the initial user namespace (check_quotactl_permission, fs/quota/quota.c): this has it, and tools inside ask drivers/launcher/quotad.c.
// Only ids that the manifest names are compared and set here; a limit of another id is the container's own.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { UgidQuota, UgidQuotas } from '../../reconciler/state/container.ts';
import { asBytes } from '../../schema/units.ts';
import { GRPQUOTA, graceOf, setGrace, setLimits, UNLIMITED, USRQUOTA } from '../kernel/quotactl.ts';
import { enforceUgids, limitsByUgid, ugidState } from '../kernel/quotactl-ugid.ts';
import { run } from '../kernel/spawn.ts';
import { getXattr, setXattr } from '../kernel/xattr.ts';
import type { Rebuild } from './backend.ts';
import { type Declared, readDeclared, writeDeclared } from './declared.ts';
import type { Ugids } from './image-judge.ts';
import { commonGrace, meant, seen } from './pairs.ts';

const TUNE2FS = '/usr/sbin/tune2fs';
/** On the root of the image's file system, where quotad reads it: how many ids may have limits. */
const MOST = 'trusted.vzreconcile.quotaugidlimit';
const TYPES = [
  ['users', USRQUOTA],
  ['groups', GRPQUOTA],
] as const;

let lacking: { readonly reason: string | undefined } | undefined;

/** Why this kernel could not mount an ext4 with quota files; asked once, and only when somebody wants one. */
export function kernelLacks(): string | undefined {
  lacking ??= { reason: findLack() };
  return lacking.reason;
}

function findLack(): string | undefined {
  if (!existsSync('/proc/sys/fs/quota')) return 'the kernel is built without quotas (CONFIG_QUOTA)';
  const modules = `/lib/modules/${readFileSync('/proc/sys/kernel/osrelease', 'utf8').trim()}/kernel/fs/quota`;
  const isModule = existsSync(modules) && readdirSync(modules).some((name) => name.startsWith('quota_v2.ko'));
  if (isModule || existsSync('/sys/module/quota_v2')) return undefined;
  const isBuiltIn = readFileSync('/proc/kallsyms', 'latin1').includes(' v2_check_quota_file');
  return isBuiltIn ? undefined : "the kernel lacks the format of ext4's quota files (CONFIG_QFMT_V2)";
}

/** What of the manifest holds on a mounted image. Limits that are written down but turned off hold nobody. */
export function readUgids(area: string): Ugids {
  const mount = `${area}/mnt`;
  if (!TYPES.every(([, type]) => ugidState(mount, type).counted)) return { ugids: false };
  const [users, groups] = TYPES.map(([, type]) => (ugidState(mount, type).enforced ? quotasOf(mount, type) : {}));
  const declared = readDeclared(area);
  const graces = TYPES.map(([, type]) => commonGrace(graceOf(mount, type)));
  const grace = graces[0] === graces[1] ? graces[0] : undefined;
  const most = getXattr(mount, MOST);
  return {
    ugids: true,
    ...(most !== undefined && { most: Number(most) }),
    ...(grace !== undefined && { grace }),
    users: among(declared?.users, users),
    groups: among(declared?.groups, groups),
  };
}

const among = (ids: readonly string[] | undefined, quotas: UgidQuotas = {}): UgidQuotas =>
  ids === undefined ? quotas : Object.fromEntries(Object.entries(quotas).filter(([id]) => ids.includes(id)));

function quotasOf(mount: string, type: 0 | 1): UgidQuotas {
  const found = [...limitsByUgid(mount, type)].map(([id, { space, inodes }]): [string, UgidQuota] => [
    String(id),
    { space: seen(space, asBytes), inodes: seen(inodes, (count) => count) },
  ]);
  return Object.fromEntries(found);
}

/** Puts limits in force and lifts those that the manifest has no more; live. Quota files come and go while nothing uses the image. */
export async function writeUgids(area: string, wants: Ugids, { rebuild }: Rebuild): Promise<void> {
  const mount = `${area}/mnt`;
  const { ugids = false } = wants;
  if (readUgids(area).ugids !== ugids) {
    const change = ugids ? ['-O', 'quota', '-Q', 'usrquota,grpquota'] : ['-O', '^quota'];
    await rebuild(area, async (image) => void (await run(TUNE2FS, [...change, image])));
  }
  if (!ugids) return;
  if (wants.most !== undefined) setXattr(mount, MOST, String(wants.most));
  const before = readDeclared(area);
  const after: Declared = { users: Object.keys(wants.users ?? {}), groups: Object.keys(wants.groups ?? {}) };
  // Whatever ends this in the middle, no limit of the manifest is taken for the container's own.
  if (before !== undefined) await writeDeclared(area, union(before, after));
  for (const [kind, type] of TYPES) {
    if (wants.grace !== undefined) setGrace(mount, type, wants.grace);
    const quotas = wants[kind] ?? {};
    for (const id of limitsByUgid(mount, type).keys())
      if (!(id in quotas) && (before?.[kind].includes(String(id)) ?? true)) setLimits(mount, type, id, UNLIMITED);
    for (const [id, { space, inodes }] of Object.entries(quotas))
      setLimits(mount, type, Number(id), { space: meant(space), inodes: meant(inodes) });
    if (!ugidState(mount, type).enforced) enforceUgids(mount, type);
  }
  await writeDeclared(area, after);
}

const union = (one: Declared, other: Declared): Declared => ({
  users: [...new Set([...one.users, ...other.users])],
  groups: [...new Set([...one.groups, ...other.groups])],
});
