// What is mounted in a container beside its root: what of it is there, by proc_pid_mountinfo(5).

import type { MountWish } from '../../schema/mount.ts';
import type { NfsWish } from '../../schema/nfs.ts';
import { asBytes } from '../../schema/units.ts';
import { type Mount, parseMountinfo, visibleMounts } from '../procfs/mountinfo.ts';
import { readKernelText } from '../procfs/read.ts';

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
