// What a start and a command need of quotad.c, which answers quotactl(2) for a container with quotas of its own: the daemon is
// cloned by the player in the host's namespaces, gets the container's user namespace, and in the end the listener of the filter.
// seccomp_unotify(2), unix(7), open_tree(2). Pure.

import { AT_FDCWD, cloneArgs, flags, MSG_NOSIGNAL, O, octal, struct } from './abi.ts';
import { quotadPath } from './build.ts';
import { cloneTree, setAttributes, TO_PATH } from './mount-steps.ts';
import { nullStdio, type TakeListener, unblockSignals } from './tail.ts';
import { type Arg, load, type Mark, named, type Result, type TapeBuilder, type Text } from './tape.ts';

/** In /dev of the container: an empty directory of its image, which shows the tools an ext4 in /proc/mounts. */
const SHOWN = '.quota';
/** The same directory in the image, where no layer is. */
export const VIEW = 'quota';

/** Where the daemon expects its descriptors. */
const INBOX = 3;
const IMAGE = 4;

const NO_DEVICE = named(0, '0:0');

export interface Quotad {
  /** Whoever holds it can send: the other end is the daemon's. */
  readonly outbox: Arg;
  readonly start: Mark;
  readonly inbox: Arg;
  readonly image: Result;
}

/** Clones the daemon of the container whose image is mounted on `image`; playQuotad() is what it plays. */
export function cloneQuotad(tape: TapeBuilder, image: Text): Quotad {
  // A copy of the mount: unmounting the host's does not wait for it.
  const tree = cloneTree(tape, AT_FDCWD, image);
  const folder = flags(O, 'RDONLY', 'DIRECTORY', 'CLOEXEC');
  const root = tape.call(`open ${image}`, 'openat', [tree, tape.text('.'), folder], { as: 'image' });
  const pair = tape.space(8, 'quotad');
  const type = named(5 + O.CLOEXEC, 'SOCK_SEQPACKET|SOCK_CLOEXEC');
  tape.call('open the way to the quota daemon', 'socketpair', [named(1, 'AF_UNIX'), type, 0, pair]);
  const start = tape.mark();
  tape.clone('clone the quota daemon', tape.bytes(cloneArgs(0), '{}'), start);
  return { start, outbox: load(pair, 0, 4, 'outbox'), inbox: load(pair, 4, 4, 'inbox'), image: root };
}

export function playQuotad(tape: TapeBuilder, { start, image, inbox }: Quotad): void {
  tape.here(start);
  unblockSignals(tape);
  tape.call('start a session', 'setsid', []);
  // Those of a command are its user's, who waits for their end.
  nullStdio(tape);
  for (const [fd, at] of [
    [image, IMAGE],
    [inbox, INBOX],
  ] as const)
    tape.call('keep a descriptor', 'dup3', [fd, at, 0]);
  const path = quotadPath();
  tape.call('exec the quota daemon', 'execve', [tape.text(path), tape.vector(['vz-quotad']), tape.vector([])]);
}

/** Sends a descriptor and a number to the daemon; fails when it is gone. */
export function sendTo(tape: TapeBuilder, outbox: Arg, fd: Arg, value: Arg): void {
  const number = tape.space(8, 'number');
  tape.store(number, 0, 4, value);
  const part = tape.bytes(struct([8, 0], [8, 4]), '{4 bytes}');
  tape.address(part, 0, number);
  // struct cmsghdr: SOL_SOCKET, SCM_RIGHTS.
  const control = tape.bytes(struct([8, 20], [4, 1], [4, 1], [8, 0]), '{SCM_RIGHTS}');
  tape.store(control, 16, 4, fd);
  const message = tape.bytes(struct([8, 0], [8, 0], [8, 0], [8, 1], [8, 0], [8, 24], [8, 0]), '{1 descriptor}');
  tape.address(message, 16, part);
  tape.address(message, 32, control);
  tape.call('hand over to the quota daemon', 'sendmsg', [outbox, message, MSG_NOSIGNAL], { exact: 4 });
}

/** Hands the listener of a filter to the daemon, where there is one. */
export const listenWith = (tape: TapeBuilder, outbox: Arg | undefined): TakeListener | undefined =>
  outbox === undefined ? undefined : (listener) => sendTo(tape, outbox, listener, 0);

export interface QuotaView {
  /** `quota` in the image. */
  readonly path: Text;
  /** `loop3`. */
  readonly device: Text;
}

/** Before the scratch directory covers the way there. */
export function openQuotaView(tape: TapeBuilder, { path }: QuotaView): Result {
  tape.call(`make ${path}`, 'mkdirat', [AT_FDCWD, tape.text(path), octal(0o755)], { allow: ['EEXIST'] });
  return cloneTree(tape, AT_FDCWD, path, 'quotas');
}

/**
 * What the tools look at: a file system of a kind that has quotas, and a block device by the name that /proc/mounts has. They only
 * ask for its kind: it has the number of no device.
 */
export function showQuotas(tape: TapeBuilder, dev: Result, view: Result, { device }: QuotaView): void {
  setAttributes(tape, view, 'RDONLY', 'NOSUID', 'NODEV', 'NOEXEC');
  tape.call(`make /dev/${SHOWN}`, 'mkdirat', [dev, tape.text(SHOWN), octal(0o755)]);
  tape.call(`mount /dev/${SHOWN}`, 'move_mount', [view, tape.text(''), dev, tape.text(SHOWN), TO_PATH]);
  tape.call(`make /dev/${device}`, 'mknodat', [dev, tape.text(device), octal(0o60000), NO_DEVICE]);
}
