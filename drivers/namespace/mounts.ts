// What is mounted in a container beside its root: what of it is there, by proc_pid_mountinfo(5), and what cannot be.

import { lstatSync, realpathSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { MountWish } from '../../schema/mount.ts';
import type { NfsWish } from '../../schema/nfs.ts';
import { asBytes } from '../../schema/units.ts';
import { hasCode } from '../kernel/errno.ts';
import { knowsFileSystem } from '../kernel/file-system.ts';
import { refusesIdmap } from '../kernel/idmap.ts';
import { type Mount, parseMountinfo, visibleMounts } from '../procfs/mountinfo.ts';
import { readKernelText } from '../procfs/read.ts';

type Bind = Extract<MountWish, { readonly type: 'bind' }>;

/** Those of `asked` that are there, as they are. `inside` is the mountinfo of init. */
export function observeMounts(asked: readonly MountWish[], inside: string): readonly MountWish[] {
  if (asked.length === 0) return [];
  const mounts = parseMountinfo(inside, 'mountinfo');
  const own = visibleMounts(parseMountinfo(readKernelText('/proc/self/mountinfo'), '/proc/self/mountinfo'));
  return asked.flatMap((wish): MountWish[] => {
    const there = mounts.filter(({ mountPoint }) => mountPoint === wish.target);
    if (wish.type === 'bind') {
      const place = placeOf(wish.source, own);
      const found = there.find(({ device, root }) => device === place?.device && root === place.root);
      return found === undefined ? [] : [{ ...wish, readOnly: found.options.includes('ro') }];
    }
    if (wish.type === 'nfs') {
      const found = there.find(({ fsType, source }) => fsType === 'nfs4' && source === wish.source);
      return found === undefined ? [] : [{ ...wish, ...nfsOf(found, wish) }];
    }
    const found = there.find(({ fsType }) => fsType === 'tmpfs');
    return found === undefined ? [] : [{ ...wish, ...tmpfsOf(found) }];
  });
}

/** nfs_show_options(): of the options only those that were asked for, as they are. */
function nfsOf({ options, superOptions }: Mount, { options: asked }: NfsWish): Pick<NfsWish, 'readOnly' | 'options'> {
  const shown = (option: string): string => {
    const [name = ''] = option.split('=');
    const one = WAITS.includes(option)
      ? (superOptions.find((text) => WAITS.includes(text)) ?? 'hard')
      : superOptions.find((text) => text === option || text.startsWith(`${name}=`));
    return one ?? `no ${name}`;
  };
  return { readOnly: options.includes('ro'), options: asked.split(',').map(shown).join(',') };
}

const WAITS: readonly string[] = ['hard', 'soft', 'softerr'];

/** What of which file system a path of the host is, as mountinfo would show a mount of it. */
function placeOf(path: string, own: readonly Mount[]): { readonly device: string; readonly root: string } | undefined {
  const holds = ({ mountPoint }: Mount): boolean =>
    mountPoint === '/' || path === mountPoint || path.startsWith(`${mountPoint}/`);
  const mount = own.filter(holds).reduce<Mount | undefined>((best, one) => {
    return best === undefined || one.mountPoint.length >= best.mountPoint.length ? one : best;
  }, undefined);
  if (mount === undefined) return undefined;
  const rest = path.slice(mount.mountPoint === '/' ? 0 : mount.mountPoint.length);
  return { device: mount.device, root: `${mount.root === '/' ? '' : mount.root}${rest}` || '/' };
}

/** shmem_show_options(): the size in KiB, the mode where it is not 1777. */
function tmpfsOf({ superOptions }: Mount) {
  const option = (name: string): string | undefined =>
    superOptions.find((text) => text.startsWith(`${name}=`))?.slice(name.length + 1);
  return {
    size: asBytes(Number.parseInt(option('size') ?? '0', 10) * 1024),
    mode: (option('mode') ?? '1777').padStart(4, '0'),
  };
}

export interface MountChecks {
  /** Directories of vzreconcile itself. */
  readonly own: readonly string[];
  /** A user namespace with ids; undefined where none could be made. */
  readonly userns: number | undefined;
}

export function refuseMounts(wishes: readonly MountWish[], checks: MountChecks): readonly Refusal[] {
  return wishes.flatMap((wish): Refusal[] => {
    const found = wish.type === 'tmpfs' ? undefined : wish.type === 'nfs' ? nfsFault() : bindFault(wish, checks);
    return found === undefined ? [] : [{ pointer: `/namespace/mounts${wish.target}`, ...found }];
  });
}

type Fault = Omit<Refusal, 'pointer' | 'origin'>;

function nfsFault(): Fault | undefined {
  return knowsFileSystem('nfs4')
    ? undefined
    : {
        code: 'VZR636',
        reason: "this host's kernel has no client of NFS version 4",
        hint: 'modprobe nfsv4, on a kernel with CONFIG_NFS_V4; or a client that is a program (features: { fuse: true })',
      };
}

/** What the host runs from, or keeps secrets in. */
const SYSTEM = ['bin', 'boot', 'dev', 'etc', 'lib', 'lib64', 'proc', 'root', 'run', 'sbin', 'sys', 'usr'].map(
  (name) => `/${name}`,
);

const isIn = (path: string, above: string): boolean => path === above || path.startsWith(`${above}/`);

function bindFault({ source, readOnly }: Bind, { own, userns }: MountChecks): Fault | undefined {
  const system = SYSTEM.find((path) => isIn(source, path));
  if (system !== undefined && !(readOnly && system === '/usr'))
    return {
      code: 'VZR674',
      reason: `${system} is the host's own`,
      hint: 'keep what containers share elsewhere, such as below /srv',
    };
  const mine = own.find((path) => isIn(source, path) || isIn(path, source));
  if (mine !== undefined)
    return {
      code: 'VZR674',
      reason: `${source} and ${mine}, where containers are kept, lie in each other`,
      hint: 'share another directory',
    };
  const status = statusOf(source);
  if (!status?.isDirectory())
    return { code: 'VZR673', reason: `${source} is not a directory of this host`, hint: `mkdir -p ${source}` };
  const real = realpathSync(source);
  if (real !== source)
    return { code: 'VZR673', reason: `a symbolic link is on the way to ${source}`, hint: `write ${real}` };
  const error = userns === undefined ? undefined : idmapError(source, status.dev, userns);
  if (error !== undefined)
    return {
      code: 'VZR675',
      reason: `the file system of ${source} cannot map ids (${error})`,
      hint: 'ext4, XFS, btrfs and, since Linux 6.3, tmpfs can',
    };
  return readOnly || isClosed(source)
    ? undefined
    : {
        code: 'VZR676',
        reason: `users of the host can reach ${source}, and run a set-uid program that the container leaves there as root`,
        hint: `chmod 700 ${source}, or a directory above it; or readOnly: true`,
      };
}

function statusOf(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}

/** What a file system can is what it is: asked once, because a mount that is thrown away costs milliseconds. */
const mappable = new Map<number, string | undefined>();

function idmapError(path: string, device: number, userns: number): string | undefined {
  if (!mappable.has(device)) mappable.set(device, refusesIdmap(path, userns));
  return mappable.get(device);
}

/** True when nobody but root gets into the directory: files made there by container root belong to the host's root. */
function isClosed(path: string): boolean {
  for (let at = path; at !== '/'; at = dirname(at)) {
    const { mode, uid, gid } = lstatSync(at);
    const open = (mode & 0o001) !== 0 || ((mode & 0o010) !== 0 && gid !== 0) || ((mode & 0o100) !== 0 && uid !== 0);
    if (!open) return true;
  }
  return false;
}
