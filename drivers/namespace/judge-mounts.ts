// Which mounts a host can give a container. Pure over what the host says of its directories.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { MountWish } from '../../schema/mount.ts';

type Bind = Extract<MountWish, { readonly type: 'bind' }>;

export type SharedDirectory =
  | { readonly state: 'none' }
  /** A symbolic link is on the way to it. */
  | { readonly state: 'linked'; readonly real: string }
  | { readonly state: 'unmappable'; readonly error: string }
  /** Closed: nobody but root gets into it. */
  | { readonly state: 'ok'; readonly isClosed: boolean };

export interface MountView {
  /** Directories of vzreconcile itself. */
  readonly own: readonly string[];
  /** unknown: only the host can tell. */
  directory(path: string): SharedDirectory | 'unknown';
  /** Whether the kernel has a client of NFS version 4. */
  hasNfs(): boolean | 'unknown';
}

export function refuseMounts(wishes: readonly MountWish[], view: MountView): readonly Refusal[] {
  return wishes.flatMap((wish): Refusal[] => {
    const found = wish.type === 'tmpfs' ? undefined : wish.type === 'nfs' ? nfsFault(view) : bindFault(wish, view);
    return found === undefined ? [] : [{ pointer: `/namespace/mounts${wish.target}`, ...found }];
  });
}

/** What only the host can tell of them. */
export function remarksOnMounts(wishes: readonly MountWish[], view: MountView): readonly string[] {
  return wishes.flatMap((wish) => {
    if (wish.type === 'nfs' && view.hasNfs() === 'unknown')
      return [`mount ${wish.target}: whether the kernel has a client of NFS, only the node can tell`];
    if (wish.type !== 'bind' || ownFault(wish, view) !== undefined || view.directory(wish.source) !== 'unknown')
      return [];
    return [`mount ${wish.target}: whether ${wish.source} can be shared, only the node can tell`];
  });
}

type Fault = Omit<Refusal, 'pointer' | 'origin'>;

function nfsFault({ hasNfs }: MountView): Fault | undefined {
  return hasNfs() !== false
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

function ownFault({ source, readOnly }: Bind, { own }: MountView): Fault | undefined {
  const system = SYSTEM.find((path) => isIn(source, path));
  if (system !== undefined && !(readOnly && system === '/usr'))
    return {
      code: 'VZR674',
      reason: `${system} is the host's own`,
      hint: 'keep what containers share elsewhere, such as below /srv',
    };
  const mine = own.find((path) => isIn(source, path) || isIn(path, source));
  if (mine === undefined) return undefined;
  return {
    code: 'VZR674',
    reason: `${source} and ${mine}, where containers are kept, lie in each other`,
    hint: 'share another directory',
  };
}

function bindFault(wish: Bind, view: MountView): Fault | undefined {
  const { source, readOnly } = wish;
  const own = ownFault(wish, view);
  if (own !== undefined) return own;
  const found = view.directory(source);
  if (found === 'unknown') return undefined;
  if (found.state === 'none')
    return { code: 'VZR673', reason: `${source} is not a directory of this host`, hint: `mkdir -p ${source}` };
  if (found.state === 'linked')
    return { code: 'VZR673', reason: `a symbolic link is on the way to ${source}`, hint: `write ${found.real}` };
  if (found.state === 'unmappable')
    return {
      code: 'VZR675',
      reason: `the file system of ${source} cannot map ids (${found.error})`,
      hint: 'ext4, XFS, btrfs and, since Linux 6.3, tmpfs can',
    };
  return readOnly || found.isClosed
    ? undefined
    : {
        code: 'VZR676',
        reason: `users of the host can reach ${source}, and run a set-uid program that the container leaves there as root`,
        hint: `chmod 700 ${source}, or a directory above it; or readOnly: true`,
      };
}
