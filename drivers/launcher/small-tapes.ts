// Tapes that are not starts: opening a gate, watching an adopted init, changing the names a running container goes by. Pure.

import { AT_FDCWD, CLONE, cloneArgs, flags, MS, MSG_NOSIGNAL, NULL, O } from './abi.ts';
import { type ContainerFile, writeContainerFile } from './container-file.ts';
import { expectDevpts, type ptsOptions } from './devpts.ts';
import { CLONED, OWN_NAMESPACES, openGate, READY } from './init-tape.ts';
import type { ResourceLimit } from './profile/limits.ts';
import { becomeContainerRoot, limitResource, unblockSignals, waitAt } from './tail.ts';
import {
  blank,
  createTape,
  load,
  type Named,
  named,
  type Result,
  sizeOf,
  type Tape,
  type TapeBuilder,
} from './tape.ts';

/** Report code of a watch: the descriptor the player keeps. */
const WATCHING = 1;

/**
 * A process in namespaces of its own that waits at a gate and ends: fails where this host does not let us make one. Reports
 * CLONED(pid, 0, gate).
 */
export const tryTape: Tape = (() => {
  const tape = createTape();
  const gate = openGate(tape);
  const wanted = flags(CLONE, ...OWN_NAMESPACES);
  const start = tape.mark();
  const pid = tape.clone(`clone3({${wanted.text}})`, tape.bytes(cloneArgs(wanted.value), `{${wanted.text}}`), start);
  tape.watch('the gate', gate.keeper);
  tape.report(CLONED, [pid, 0, gate.keeper], 'cloned');
  tape.end();
  tape.here(start);
  waitAt(tape, 'wait at the gate', gate.guest);
  tape.call('end', 'exit_group', [0]);
  tape.failureSection();
  tape.call('close the gate', 'close', [gate.keeper], { allow: 'any' });
  tape.end();
  return { name: 'a process in new namespaces', form: tape.finish([CLONED]), values: {} };
})();

const releasing = (() => {
  const tape = createTape();
  tape.call('open the gate', 'sendto', [blank('gate'), tape.text('1'), 1, MSG_NOSIGNAL, NULL, 0], { exact: 1 });
  tape.end();
  return tape.finish([]);
})();

/** Lets the process behind a gate go on. */
export const releaseTape = (name: string, gate: number): Tape => ({ name, form: releasing, values: { gate } });

const watching = (() => {
  const tape = createTape();
  const pidfd = tape.call('open the process', 'pidfd_open', [blank('pid'), 0]);
  const kept = tape.call('keep the process', 'fcntl', [pidfd, named(1030, 'F_DUPFD_CLOEXEC'), 512], { as: 'kept' });
  tape.watch('its end', kept);
  tape.report(WATCHING, [0, 0, kept], 'watching');
  tape.end();
  return tape.finish([WATCHING]);
})();

/** Fires when process `pid` ends, whoever its parent is. pidfd_open(2). */
export const watchTape = (name: string, pid: number): Tape => ({ name, form: watching, values: { pid } });

/** What follows is played by a process that ends with the tape, in whatever it enters. Reports CLONED(process). */
export function beginAside(tape: TapeBuilder, label: string): void {
  const start = tape.mark();
  const child = tape.clone(label, tape.bytes(cloneArgs(0), '{}'), start);
  tape.report(CLONED, [child], 'cloned');
  tape.end();
  tape.here(start);
  unblockSignals(tape);
}

/** Its end. Reports READY(). */
export function endAside(tape: TapeBuilder, name: string, done: string): Tape {
  tape.report(READY, [], done);
  tape.end();
  return { name, form: tape.finish([CLONED, READY]), values: {} };
}

export interface NameChange {
  readonly hostname?: string;
  readonly files: readonly ContainerFile[];
}

/** Writes host name and files of a running container as its root, from a process it cannot see: it stays in the host's pid namespace. */
export function renameTape(name: string, pid: number, change: NameChange): Tape {
  const tape = createTape();
  const pidfd = tape.call('open init', 'pidfd_open', [pid, 0]);
  beginAside(tape, 'clone a writer');
  tape.call('enter the container', 'setns', [pidfd, flags(CLONE, 'NEWUSER', 'NEWNS', 'NEWUTS')]);
  becomeContainerRoot(tape);
  const { hostname } = change;
  if (hostname !== undefined) {
    tape.call('set the hostname', 'sethostname', [tape.text(hostname), sizeOf(hostname)]);
  }
  for (const file of change.files) writeContainerFile(tape, file, true);
  return endAside(tape, name, 'written');
}

/** Remounts /dev/pts of a running container, as the host's root: the file system belongs to its user namespace. */
export function terminalsTape(name: string, pid: number, options: ReturnType<typeof ptsOptions>): Tape {
  const wrapped = options.wrapped === undefined ? [] : [options.wrapped];
  const wanted = flags(MS, 'REMOUNT', 'NOSUID', 'NOEXEC');
  const place = { path: '/dev/pts', expect: expectDevpts, flags: wanted };
  return remountTape(name, pid, place, [options.plain, ...wrapped]);
}

/** Remounts /dev/shm with another size: the container's own, and not what its root has mounted there meanwhile. */
export const shmTape = (name: string, pid: number, size: string, device: string): Tape => {
  const expect = (tape: TapeBuilder, fd: Result, path: string): void => expectDevice(tape, fd, path, device);
  const place = { path: '/dev/shm', expect, flags: flags(MS, 'REMOUNT', 'NOSUID', 'NODEV') };
  return remountTape(name, pid, place, [`size=${size}`]);
};

/** st_dev of stat(2) as the kernel writes it, new_encode_dev(); of a file system without a disk the major number is 0. */
function expectDevice(tape: TapeBuilder, fd: Result, path: string, device: string): void {
  const [major = 0, minor = 0] = device.split(':').map(Number);
  const buffer = tape.space(144, 'stat');
  tape.call(`look at ${path}`, 'fstat', [fd, buffer]);
  const number = (minor & 0xff) | (major << 8) | ((minor & ~0xff) << 12);
  tape.check(`${path} is on device ${device}`, load(buffer, 0, 8, 'st_dev'), 0xffffffff, number);
}

/** Spellings of the same options for different kernels: each takes one and calls the others invalid. */
function remountTape(
  name: string,
  pid: number,
  place: { readonly path: string; readonly expect: typeof expectDevpts; readonly flags: Named },
  spellings: readonly string[],
): Tape {
  const tape = createTape();
  const { path } = place;
  const pidfd = tape.call('open init', 'pidfd_open', [pid, 0]);
  beginAside(tape, 'clone a mounter');
  tape.call('enter the mount namespace', 'setns', [pidfd, flags(CLONE, 'NEWNS')]);
  tape.call(`enter ${path}`, 'chdir', [tape.text(path)]);
  const here = tape.call(`open ${path}`, 'openat', [
    AT_FDCWD,
    tape.text('.'),
    flags(O, 'PATH', 'DIRECTORY', 'CLOEXEC'),
  ]);
  place.expect(tape, here, path);
  const allow = spellings.length === 1 ? {} : ({ allow: ['EINVAL'] } as const);
  for (const text of spellings)
    tape.call(`remount ${path}`, 'mount', [NULL, tape.text('.'), NULL, place.flags, tape.text(text)], allow);
  return endAside(tape, name, 'remounted');
}

/**
 * Sets resource limits of processes; one that has ended is passed over. Those of another user's process need
 * CAP_SYS_RESOURCE in its user namespace, which who enters it (that of `entered`) has; raising one needs the host's.
 */
export function limitsTape(
  name: string,
  entered: number | undefined,
  pids: readonly number[],
  limits: readonly ResourceLimit[],
): Tape {
  const tape = createTape();
  const pidfd = entered === undefined ? undefined : tape.call('open init', 'pidfd_open', [entered, 0]);
  beginAside(tape, 'clone a limiter');
  if (pidfd !== undefined) tape.call('enter the user namespace', 'setns', [pidfd, flags(CLONE, 'NEWUSER')]);
  for (const limit of limits) for (const pid of pids) limitResource(tape, pid, limit, { allow: ['ESRCH'] });
  return endAside(tape, name, 'limited');
}
