// Steps of a tape that mounts: clones of trees, flags of mounts, and a file system on a directory. open_tree(2), move_mount(2),
// mount_setattr(2), mount(2), openat2(2). Pure.

import { AT_EMPTY_PATH, flags, MOUNT_ATTR, MOVE_MOUNT, MS, NULL, O, OPEN_TREE, RESOLVE, struct } from './abi.ts';
import type { Arg, Data, Result, TapeBuilder, Text, Tolerable } from './tape.ts';

export const CLONE_TREE = flags(OPEN_TREE, 'CLONE', 'CLOEXEC');
export const TO_PATH = flags(MOVE_MOUNT, 'F_EMPTY_PATH');
export const TO_FD = flags(MOVE_MOUNT, 'F_EMPTY_PATH', 'T_EMPTY_PATH');
export const PLAIN = flags(MS, 'NOSUID', 'NODEV', 'NOEXEC');

export function cloneTree(tape: TapeBuilder, at: Arg, path: Text, as?: string): Result {
  return tape.call(`open ${path}`, 'open_tree', [at, tape.text(path), CLONE_TREE], as === undefined ? {} : { as });
}

type Attribute = keyof typeof MOUNT_ATTR;

export function attributesOf(tape: TapeBuilder, ...names: Attribute[]): Data {
  const { value, text } = flags(MOUNT_ATTR, ...names);
  return tape.bytes(struct([8, value], [8, 0], [8, 0], [8, 0]), `{${text.toLowerCase()}}`);
}

export function setAttributes(tape: TapeBuilder, fd: Result, ...names: Attribute[]): void {
  const args = [fd, tape.text(''), AT_EMPTY_PATH, attributesOf(tape, ...names), 32];
  tape.call('set mount flags', 'mount_setattr', args);
}

/** struct open_how of a directory that is found in this way. */
export function directory(tape: TapeBuilder, ...names: (keyof typeof RESOLVE)[]): Data {
  const { value, text } = flags(RESOLVE, ...names);
  return tape.bytes(struct([8, O.PATH + O.DIRECTORY + O.CLOEXEC], [8, 0], [8, value]), `{O_PATH|O_DIRECTORY, ${text}}`);
}

/** A directory of the image, which may be hostile: no symlink, no other file system on the way. `shown` is for people. */
export function openTarget(tape: TapeBuilder, root: Result, name: string, shown = `/${name}`): Result {
  const how = directory(tape, 'BENEATH', 'NO_SYMLINKS', 'NO_XDEV');
  return tape.call(`open ${shown}, an ordinary directory`, 'openat2', [root, tape.text(name), how, 24]);
}

interface MountWish {
  readonly type: string;
  readonly options?: Text;
  /** The same options for other kernels: tried in the same place afterwards, where `allow` lets either fail. */
  readonly spelled?: Text;
  readonly flags: Arg;
  /** Errors after which the directory stays as it is. */
  readonly allow?: readonly Tolerable[];
}

/** Mounts on a directory by entering it, so no path can lead elsewhere; returns the root of the new mount. */
export function mountOn(tape: TapeBuilder, parent: Result, name: string, wish: MountWish): Result {
  const label = `mount ${wish.type} on ${name}`;
  tape.call(label, 'fchdir', [openTarget(tape, parent, name)]);
  for (const options of [wish.options, ...(wish.spelled === undefined ? [] : [wish.spelled])]) {
    const data = options === undefined ? NULL : tape.text(options);
    const args = [tape.text(wish.type), tape.text('.'), tape.text(wish.type), wish.flags, data];
    tape.call(label, 'mount', args, wish.allow === undefined ? {} : { allow: wish.allow });
  }
  const path = flags(O, 'PATH', 'DIRECTORY', 'NOFOLLOW', 'CLOEXEC');
  return tape.call(`open ${name}`, 'openat', [parent, tape.text(name), path], { as: name });
}
