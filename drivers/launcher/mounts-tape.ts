// What is mounted in a container beside its root: directories of the host, id-mapped as layers are, file systems in memory, and
// those of the network, which nfs-tape.ts makes. Made by the setup process, so that the container's copy has all of it locked. open_tree(2), mount_setattr(2), tmpfs(5). Pure.

import { AT_EMPTY_PATH, AT_FDCWD, flags, MS, OPEN_TREE, octal } from './abi.ts';
import { attributesOf, directory, openTarget, TO_FD } from './mount-steps.ts';
import type { Arg, Result, TapeBuilder, Text } from './tape.ts';

export type MountForm =
  | { readonly type: 'bind'; readonly target: string; readonly source: Text; readonly readOnly: boolean }
  | { readonly type: 'tmpfs'; readonly target: string; readonly size: number; readonly mode: string }
  | RemoteForm;

export interface RemoteForm {
  readonly type: 'nfs';
  readonly target: string;
  /** server:/export, and the address of that server. */
  readonly source: Text;
  readonly address: Text;
  readonly readOnly: boolean;
  readonly options: string;
}

/** A detached mount for each bind, by its target: taken before anything may cover the way to its source. */
export function openSources(tape: TapeBuilder, mounts: readonly MountForm[], userns: Arg): ReadonlyMap<string, Result> {
  return new Map(
    mounts.flatMap((mount): [string, Result][] => {
      if (mount.type !== 'bind') return [];
      const { source, target, readOnly } = mount;
      const label = `open ${source}`;
      const folder = tape.call(label, 'openat2', [
        AT_FDCWD,
        tape.text(source),
        directory(tape, 'NO_SYMLINKS', 'NO_MAGICLINKS'),
        24,
      ]);
      const clone = flags({ ...OPEN_TREE, EMPTY_PATH: AT_EMPTY_PATH.value }, 'CLONE', 'CLOEXEC', 'EMPTY_PATH');
      const tree = tape.call(label, 'open_tree', [folder, tape.text(''), clone]);
      const names = ['IDMAP', 'NODEV', 'NOSUID', ...(readOnly ? (['RDONLY'] as const) : [])] as const;
      const attributes = attributesOf(tape, ...names);
      tape.store(attributes, 24, 8, userns);
      tape.call(`map ids of ${source}`, 'mount_setattr', [tree, tape.text(''), AT_EMPTY_PATH, attributes, 32]);
      return [[target, tree]];
    }),
  );
}

/** Mounts all on directories below `root`, which are made where they are missing. The image may be hostile: no link is followed. */
export function attachMounts(
  tape: TapeBuilder,
  root: Result,
  mounts: readonly MountForm[],
  sources: ReadonlyMap<string, Result>,
): void {
  for (const mount of mounts) {
    const place = openPlace(tape, root, mount.target);
    const source = sources.get(mount.target);
    const label = `mount ${mount.type} on ${mount.target}`;
    if (source !== undefined) {
      tape.call(label, 'move_mount', [source, tape.text(''), place, tape.text(''), TO_FD]);
    } else if (mount.type === 'tmpfs') {
      tape.call(label, 'fchdir', [place]);
      const options = tape.text(`mode=${mount.mode},size=${mount.size}`);
      const type = tape.text('tmpfs');
      tape.call(label, 'mount', [type, tape.text('.'), type, flags(MS, 'NOSUID', 'NODEV'), options]);
    }
  }
}

export function openPlace(tape: TapeBuilder, root: Result, target: string): Result {
  let at = root;
  let shown = '';
  for (const name of target.split('/').slice(1)) {
    shown += `/${name}`;
    tape.call(`make ${shown}`, 'mkdirat', [at, tape.text(name), octal(0o755)], { allow: ['EEXIST'] });
    at = openTarget(tape, at, name, shown);
  }
  return at;
}
