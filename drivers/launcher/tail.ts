// The last stretch of every process that enters a container: what init goes through, an exec'd process goes through too.
// credentials(7), session, keyrings(7), capabilities(7), seccomp(2), execve(2). Pure.

import { AT_FDCWD, flags, NULL, O, octal, struct } from './abi.ts';
import { capabilitySets } from './profile/capabilities.ts';
import type { ResourceLimit } from './profile/limits.ts';
import { DEFAULT_PROFILE, type Profile } from './profile/profile.ts';
import { seccompProgram } from './profile/seccomp.ts';
import { type CallOptions, named, type Result, type TapeBuilder } from './tape.ts';

export interface Credentials {
  /** Ids inside the container. */
  readonly uid: number;
  readonly gid: number;
}

export const ROOT: Credentials = { uid: 0, gid: 0 };

const ANY = named(0, '0');
/** Assembled once each: most processes have the same. */
const filters = new Map<string, Uint8Array>();

/**
 * Sets resource limits and ordinary priority of `pid` (0: itself); before entering the user namespace, where raising one is no
 * longer allowed. setpriority(2): the reconciler's own is higher, or whatever it was started with.
 */
export function limitResources(tape: TapeBuilder, pid: number, limits: readonly ResourceLimit[]): void {
  tape.call('set priority', 'setpriority', [named(0, 'PRIO_PROCESS'), pid, 0], { allow: ['EACCES'] });
  for (const limit of limits) limitResource(tape, pid, limit);
}

/** One resource limit of `pid` (0: itself). */
export function limitResource(
  tape: TapeBuilder,
  pid: number,
  { resource, name, soft, hard }: ResourceLimit,
  options: CallOptions = {},
): void {
  const value = (limit: number): number => (limit === Number.POSITIVE_INFINITY ? -1 : limit);
  const limit = tape.bytes(struct([8, value(soft)], [8, value(hard)]), `{${soft}:${hard}}`);
  const args = [pid, named(resource, `RLIMIT_${name.toUpperCase()}`), limit, NULL];
  tape.call(`limit ${name}`, 'prlimit64', args, options);
}

/** Becomes root of the user namespace it is in; its capabilities stay what they are. */
export function becomeContainerRoot(tape: TapeBuilder): void {
  tape.call('drop supplementary groups', 'setgroups', [0, NULL]);
  tape.call('become container root', 'setresgid', [0, 0, 0]);
  tape.call('become container root', 'setresuid', [0, 0, 0]);
}

/** A clean signal mask: the player's own blocks SIGCHLD. */
export function unblockSignals(tape: TapeBuilder): void {
  tape.call('unblock signals', 'rt_sigprocmask', [named(2, 'SIG_SETMASK'), tape.space(8, '{}'), NULL, 8]);
}

/** stdin, stdout and stderr on the container's own /dev/null: the player's are files of the host. */
export function nullStdio(tape: TapeBuilder): void {
  const fd = tape.call('open /dev/null', 'openat', [AT_FDCWD, tape.text('/dev/null'), flags(O, 'RDWR', 'CLOEXEC')], {
    as: 'null',
  });
  for (const target of [0, 1, 2]) tape.call('set stdio', 'dup3', [fd, target, 0]);
}

/** Takes the listener of a filter that has one. */
export type TakeListener = (listener: Result) => void;

/** umask, keyring, filter, user, capabilities. Nothing but execve may come after it. */
export function confine(
  tape: TapeBuilder,
  user: Credentials,
  profile: Profile = DEFAULT_PROFILE,
  listen?: TakeListener,
): void {
  tape.call('set umask', 'umask', [octal(0o022)]);
  // A new anonymous session keyring, so that none of the host's can be reached (keyrings have no namespace).
  tape.call('start a session keyring', 'keyctl', [named(1, 'KEYCTL_JOIN_SESSION_KEYRING'), NULL], { allow: 'any' });
  tape.call('mark descriptors', 'close_range', [3, named(0xffffffff, '~0'), named(4, 'CLOSE_RANGE_CLOEXEC')]);
  const { dropped, kept, count } = capabilitySets(profile.capabilities);
  for (const { number, name, known } of dropped) {
    const args = [named(24, 'PR_CAPBSET_DROP'), named(number, name), 0, 0, 0];
    tape.call(`drop ${name}`, 'prctl', args, known ? {} : { allow: ['EINVAL'] });
  }
  // The filter needs CAP_SYS_ADMIN and the user id CAP_SETUID, which may be among those that go; no call after it is filtered.
  filterCalls(tape, profile, listen);
  if (user.uid !== 0 || user.gid !== 0) {
    tape.call('set group', 'setresgid', [user.gid, user.gid, user.gid]);
    tape.call('set user', 'setresuid', [user.uid, user.uid, user.uid]);
  }
  // Whoever stops being root has none left.
  if (user.uid !== 0) return;
  const header = tape.bytes(struct([4, 0x20080522], [4, 0]), '{version 3}');
  // effective, permitted, inheritable: low words, then high words.
  const { low, high } = kept;
  const sets = struct([4, low], [4, low], [4, 0], [4, high], [4, high], [4, 0]);
  tape.call('set capabilities', 'capset', [header, tape.bytes(sets, `{${count} capabilities}`)]);
}

/** SECCOMP_FILTER_FLAG_NEW_LISTENER; _WAIT_KILLABLE_RECV (Linux 5.19): a signal does not make a caller ask twice. */
const LISTENED = named(8 + 32, 'NEW_LISTENER|WAIT_KILLABLE_RECV');

function filterCalls(tape: TapeBuilder, { features, netfilter }: Profile, listen: TakeListener | undefined): void {
  const quotas = listen !== undefined;
  const options = { nesting: features.includes('nesting'), netfilter: netfilter !== 'disabled', quotas };
  const key = JSON.stringify(options);
  const program = filters.get(key) ?? seccompProgram(process.arch, options);
  filters.set(key, program);
  const header = tape.bytes(struct([4, program.length / 8], [4, 0], [8, 0]), `{${program.length / 8} instructions}`);
  tape.address(header, 8, tape.bytes(program, 'filter'));
  const args = [named(1, 'SECCOMP_SET_MODE_FILTER'), quotas ? LISTENED : ANY, header];
  const listener = tape.call('filter system calls', 'seccomp', args);
  listen?.(listener);
}

const PATH = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** The environment of every process, before what the caller adds. */
const BASE_ENV: Readonly<Record<string, string>> = { PATH: PATH.join(':') };

export interface Program {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Becomes the program. A name without a slash is looked for along PATH, as a shell does. */
export function execute(tape: TapeBuilder, { argv, env }: Program): void {
  const file = argv[0] ?? '';
  const vector = tape.vector(argv);
  const environment = tape.vector(Object.entries({ ...BASE_ENV, ...env }).map(([name, value]) => `${name}=${value}`));
  const label = `exec ${file}`;
  if (!file.includes('/')) {
    for (const folder of PATH.slice(0, -1)) {
      const args = [tape.text(`${folder}/${file}`), vector, environment];
      tape.call(label, 'execve', args, { allow: ['ENOENT', 'ENOTDIR', 'EACCES', 'ELOOP'] });
    }
  }
  const path = file.includes('/') ? file : `${PATH.at(-1)}/${file}`;
  tape.call(label, 'execve', [tape.text(path), vector, environment]);
}

/** Waits for one byte; a closed gate (its keeper died, or changed its mind) ends the process. */
export function waitAt(tape: TapeBuilder, label: string, fd: Parameters<TapeBuilder['watch']>[1]): void {
  tape.call(label, 'read', [fd, tape.space(1, 'byte'), 1], { exact: 1 });
}
