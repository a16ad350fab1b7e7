// The unpacker's jail as a launch tape: tar as root of a user namespace of its own ids, in a tree that holds nothing but
// read-only programs and the target, without network, devices or a way back. clone3(2), mount_setattr(2), pivot_root(2).
// The target is an id-mapped mount (Linux 5.12; 5.15 for btrfs), so that files end up on disk with the archive's ids. Pure.

import {
  AT_EMPTY_PATH,
  AT_FDCWD,
  CLONE,
  cloneArgs,
  flags,
  MNT_DETACH,
  MOUNT_ATTR,
  MOVE_MOUNT,
  MS,
  NULL,
  O,
  OPEN_TREE,
  octal,
  struct,
} from '../../launcher/abi.ts';
import { CLONE_ARGS_PIDFD } from '../../launcher/init-tape.ts';
import type { ResourceLimit } from '../../launcher/profile/limits.ts';
import * as tail from '../../launcher/tail.ts';
import { type Arg, createTape, load, named, type Result, type Tape, type TapeBuilder } from '../../launcher/tape.ts';

/** Report codes: CLONED (the unpacker's host pid, the setup process's), then READY, right before tar runs. */
export const CLONED = 1;
const READY = 2;
const IDS = 65_536;
const ALONE = ['NEWUSER', 'NEWPID', 'NEWNET', 'NEWIPC', 'NEWUTS'] as const;

export interface JailSpec {
  /** For errors: "template web". */
  readonly name: string;
  /** Read as standard input. */
  readonly archive: string;
  /** Takes what the unpacker says; made new. */
  readonly log: string;
  /** The directory it may write to, seen as /target. */
  readonly target: string;
  /** First of the 65,536 host ids it runs with; no container may have them. */
  readonly base: number;
  readonly argv: readonly string[];
  readonly limits: readonly ResourceLimit[];
}

/** Plays until the unpacker is about to exec. Its end is an exit of the pid that CLONED reports. */
export function jailTape(spec: JailSpec): Tape {
  const tape = createTape();
  const archive = tape.call('open the archive', 'openat', [
    AT_FDCWD,
    tape.text(spec.archive),
    flags(O, 'RDONLY', 'CLOEXEC'),
  ]);
  const fresh = flags(O, 'WRONLY', 'CREAT', 'EXCL', 'CLOEXEC');
  const log = tape.call('open the log', 'openat', [AT_FDCWD, tape.text(spec.log), fresh, octal(0o600)]);
  const steps = tape.space(8, 'steps');
  tape.call('open the steps pipe', 'pipe2', [steps, flags(O, 'CLOEXEC')]);
  const [stepsRead, stepsWrite] = [load(steps, 0, 4, 'steps.read'), load(steps, 4, 4, 'steps.write')];
  tape.call('unshare mounts', 'unshare', [flags(CLONE, 'NEWNS')]);
  tape.call('make mounts private', 'mount', [NULL, tape.text('/'), NULL, flags(MS, 'REC', 'PRIVATE'), NULL]);
  const wanted = flags(CLONE, ...ALONE, 'PIDFD');
  const args = tape.bytes(cloneArgs(wanted.value), `{${wanted.text}}`);
  const slot = tape.space(8, 'pidfd');
  tape.address(args, CLONE_ARGS_PIDFD, slot);
  const [unpackerStart, setupStart] = [tape.mark(), tape.mark()];
  const pid = tape.clone(`clone3({${wanted.text}})`, args, unpackerStart);
  const setup = tape.clone('clone the setup process', tape.bytes(cloneArgs(0), '{}'), setupStart);
  tape.report(CLONED, [pid, setup], 'cloned');
  tape.end();

  tape.here(setupStart);
  playSetup(tape, spec, pid, stepsWrite);
  tape.here(unpackerStart);
  playUnpacker(tape, spec, { archive, log, stepsRead, stepsWrite });

  tape.failureSection();
  const kill = [load(slot, 0, 4, 'pidfd'), named(9, 'SIGKILL'), NULL, 0];
  tape.call('kill the unpacker', 'pidfd_send_signal', kill, { allow: 'any' });
  tape.end();
  return { name: spec.name, form: tape.finish([CLONED, READY]), values: {} };
}

/** Still root of the host: maps the ids, builds the tree both processes stand in, and pivots both into it. */
function playSetup(tape: TapeBuilder, spec: JailSpec, pid: Result, stepsWrite: Arg): void {
  const digits = tape.space(24, 'pid');
  tape.format(digits, pid);
  const path = flags(O, 'PATH', 'DIRECTORY', 'CLOEXEC');
  const proc = tape.call('open /proc', 'openat', [AT_FDCWD, tape.text('/proc'), path], { as: 'proc' });
  const dir = tape.call('open /proc/<unpacker>', 'openat', [proc, digits, path], { as: 'unpacker' });
  const map = `0 ${spec.base} ${IDS}\n`;
  for (const file of ['uid_map', 'gid_map']) {
    const fd = tape.call(`write ${file}`, 'openat', [dir, tape.text(file), flags(O, 'WRONLY', 'CLOEXEC')]);
    tape.call(`write ${file}`, 'write', [fd, tape.text(map), map.length]);
  }
  const userns = tape.call('open the user namespace', 'openat', [
    dir,
    tape.text('ns/user'),
    flags(O, 'RDONLY', 'CLOEXEC'),
  ]);
  const target = cloneTree(tape, spec.target);
  setAttributes(tape, target, ['IDMAP', 'NOSUID', 'NODEV', 'NOEXEC'], userns);
  const programs = cloneTree(tape, '/usr');
  setAttributes(tape, programs, ['RDONLY', 'NOSUID', 'NODEV']);
  buildTree(tape, spec.target, { usr: programs, target });
  tape.call('let the unpacker go on', 'write', [stepsWrite, tape.text('1'), 1], { exact: 1 });
  tape.call('end setup', 'exit_group', [0]);
}

function cloneTree(tape: TapeBuilder, path: string): Result {
  return tape.call(`open ${path}`, 'open_tree', [AT_FDCWD, tape.text(path), flags(OPEN_TREE, 'CLONE', 'CLOEXEC')]);
}

function setAttributes(
  tape: TapeBuilder,
  tree: Result,
  names: readonly (keyof typeof MOUNT_ATTR)[],
  userns?: Arg,
): void {
  const { value, text } = flags(MOUNT_ATTR, ...names);
  const attributes = tape.bytes(struct([8, value], [8, 0], [8, 0], [8, 0]), `{${text.toLowerCase()}}`);
  if (userns !== undefined) tape.store(attributes, 24, 8, userns);
  tape.call('set mount flags', 'mount_setattr', [tree, tape.text(''), AT_EMPTY_PATH, attributes, 32]);
}

/** A tmpfs that host root owns and the unpacker cannot write to, with the two mounts in it. */
function buildTree(tape: TapeBuilder, scratch: string, trees: Readonly<Record<string, Result>>): void {
  const plain = flags(MS, 'NOSUID', 'NODEV', 'NOEXEC');
  const options = tape.text('mode=755,size=64k');
  tape.call('mount the jail', 'mount', [tape.text('none'), tape.text(scratch), tape.text('tmpfs'), plain, options]);
  tape.call('enter the jail', 'chdir', [tape.text(scratch)]);
  for (const [name, tree] of Object.entries(trees)) {
    tape.call(`make /${name}`, 'mkdirat', [AT_FDCWD, tape.text(name), octal(0o755)]);
    const to = [AT_FDCWD, tape.text(name), flags(MOVE_MOUNT, 'F_EMPTY_PATH')];
    tape.call(`attach /${name}`, 'move_mount', [tree, tape.text(''), ...to]);
  }
  for (const name of ['bin', 'lib', 'lib64']) {
    tape.call(`link /${name}`, 'symlinkat', [tape.text(`usr/${name}`), AT_FDCWD, tape.text(name)]);
  }
  const here = tape.text('.');
  tape.call('pivot_root', 'pivot_root', [here, here]);
  tape.call('leave the old root', 'umount2', [here, MNT_DETACH]);
  tape.call('enter the jail', 'chdir', [tape.text('/')]);
}

interface UnpackerFds {
  readonly archive: Result;
  readonly log: Result;
  readonly stepsRead: Arg;
  readonly stepsWrite: Arg;
}

function playUnpacker(tape: TapeBuilder, spec: JailSpec, fds: UnpackerFds): void {
  // With its own copy of the writing end open it would not see that the setup process died.
  tape.call('close the steps pipe', 'close', [fds.stepsWrite]);
  tail.unblockSignals(tape);
  tail.waitAt(tape, 'wait for the setup process', fds.stepsRead);
  tail.becomeContainerRoot(tape);
  tape.call('start a session', 'setsid', []);
  tape.call('set stdin', 'dup3', [fds.archive, 0, 0]);
  for (const output of [1, 2]) tape.call('set stdout and stderr', 'dup3', [fds.log, output, 0]);
  tail.limitResources(tape, 0, spec.limits);
  tape.report(READY, [], 'ready');
  tail.confine(tape, tail.ROOT);
  tail.execute(tape, { argv: spec.argv, env: { LC_ALL: 'C' } });
}
