// Mounts of the network added to a container that runs, and taken away again. setns(2), open_tree(2), move_mount(2). Pure.

import { AT_FDCWD, CLONE, flags, MS, NULL, O, octal } from './abi.ts';
import { CLONE_TREE, TO_FD, TO_PATH } from './mount-steps.ts';
import { openPlace } from './mounts-tape.ts';
import { mountRemote } from './nfs-tape.ts';
import type { PlacedNfs } from './servers.ts';
import { beginAside, endAside } from './small-tapes.ts';
import { becomeContainerRoot } from './tail.ts';
import { createTape, named, type Result, type Tape, type TapeBuilder } from './tape.ts';

/**
 * Adds mounts to a running container. A copy made by its user namespace has the flags of every mount locked, so that its root
 * cannot take nosuid or read-only away; what is copied from there keeps them. It can be unmounted inside, which a pass sees.
 */
export function addRemoteTape(name: string, pid: number, scratch: string, mounts: readonly PlacedNfs[]): Tape {
  return aside(name, pid, 'mounted', (tape, pidfd) => {
    const made = mountRemote(tape, mounts);
    tape.call('unshare mounts', 'unshare', [flags(CLONE, 'NEWNS')]);
    tape.call('make mounts private', 'mount', [NULL, tape.text('/'), NULL, flags(MS, 'REC', 'PRIVATE'), NULL]);
    const tmpfs = tape.text('tmpfs');
    tape.call('mount scratch', 'mount', [tmpfs, tape.text(scratch), tmpfs, flags(MS, 'NOSUID', 'NODEV'), NULL]);
    tape.call('enter scratch', 'chdir', [tape.text(scratch)]);
    for (const [index, tree] of [...made.values()].entries()) {
      const place = tape.text(String(index));
      tape.call('make scratch directory', 'mkdirat', [AT_FDCWD, place, octal(0o755)]);
      tape.call('attach', 'move_mount', [tree, tape.text(''), AT_FDCWD, place, TO_PATH]);
    }
    tape.call('enter the user namespace', 'setns', [pidfd, flags(CLONE, 'NEWUSER')]);
    tape.call('copy mounts', 'unshare', [flags(CLONE, 'NEWNS')]);
    const locked = [...made.keys()].map((target, index): [string, Result] => [
      target,
      tape.call(`open the mount for ${target}`, 'open_tree', [AT_FDCWD, tape.text(String(index)), CLONE_TREE]),
    ]);
    tape.call('enter the container', 'setns', [pidfd, flags(CLONE, 'NEWNS')]);
    becomeContainerRoot(tape);
    const path = flags(O, 'PATH', 'DIRECTORY', 'CLOEXEC');
    const root = tape.call('open root', 'openat', [AT_FDCWD, tape.text('/'), path]);
    for (const [target, tree] of locked) {
      const place = openPlace(tape, root, target);
      tape.call(`mount on ${target}`, 'move_mount', [tree, tape.text(''), place, tape.text(''), TO_FD]);
    }
  });
}

/** Takes mounts away that were added while the container ran. */
export function removeRemoteTape(name: string, pid: number, targets: readonly string[]): Tape {
  return aside(name, pid, 'unmounted', (tape, pidfd) => {
    tape.call('enter the container', 'setns', [pidfd, flags(CLONE, 'NEWUSER', 'NEWNS')]);
    const how = named(2 + 8, 'MNT_DETACH|UMOUNT_NOFOLLOW');
    for (const target of targets) tape.call(`unmount ${target}`, 'umount2', [tape.text(target), how], { allow: 'any' });
  });
}

function aside(name: string, pid: number, done: string, play: (tape: TapeBuilder, pidfd: Result) => void): Tape {
  const tape = createTape();
  const pidfd = tape.call('open init', 'pidfd_open', [pid, 0]);
  beginAside(tape, 'clone a mounter');
  play(tape, pidfd);
  return endAside(tape, name, done);
}
