// The tape of a command in a running container: player -> joiner -> command, built with init's own last stretch.
// The joiner enters the namespaces by init's pidfd, setns(2); the command is cloned with CLONE_PARENT, so the player reaps it.
// Pure.

import { AT_EMPTY_PATH, AT_FDCWD, CLONE, cloneArgs, flags, O } from './abi.ts';
import { expectDevpts } from './devpts.ts';
import { CLONED, joinGroups, openGate, openGroup } from './init-tape.ts';
import type { ResourceLimit } from './profile/limits.ts';
import type { Profile } from './profile/profile.ts';
import { cloneQuotad, listenWith, playQuotad, type Quotad, sendTo } from './quota-tape.ts';
import * as tail from './tail.ts';
import { type Arg, createTape, named, type Result, type Tape, type TapeBuilder } from './tape.ts';

/** Report code: the gate's descriptor in the player. */
export const GATE = 2;
/** Report code: the terminal's master descriptor in the command's process, which now waits at the gate. */
export const WAITING = 3;

export interface ExecSpec {
  readonly name: string;
  /** Host pid of init. */
  readonly pid: number;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly user: tail.Credentials;
  /** A new pseudo terminal of the container instead of the player's standard streams, or of those in `ttyStreams`. */
  readonly tty: boolean;
  /** Of 0, 1 and 2; all of them when absent. */
  readonly ttyStreams?: readonly number[];
  /** Files the joiner writes itself into. Entering by the clone is not used: see processes.ts. */
  readonly join: readonly string[];
  readonly limits: readonly ResourceLimit[];
  /** oom_score_adj; 0 when absent. */
  readonly oomAdjust?: number;
  /** As init has it; the default one when absent. */
  readonly profile?: Profile;
  /** Where the image is mounted whose quotas the container may ask and set, and its first host id. */
  readonly quotas?: { readonly image: string; readonly base: number };
}

const ALL = ['NEWUSER', 'NEWPID', 'NEWNS', 'NEWNET', 'NEWIPC', 'NEWUTS', 'NEWCGROUP'] as const;

/** Reports GATE(keeper), CLONED(command) and WAITING(master); fires when the command has exec'd or ended. */
export function execTape(spec: ExecSpec): Tape {
  const tape = createTape();
  const pidfd = tape.call('open init', 'pidfd_open', [spec.pid, 0], { as: 'init' });
  const gate = openGate(tape);
  const tasks = spec.join.map((file) => openGroup(tape, file));
  const quotad = spec.quotas && beginQuotad(tape, spec.pid, spec.quotas);
  const joinerStart = tape.mark();
  tape.clone('clone the joiner', tape.bytes(cloneArgs(0), '{}'), joinerStart);
  tape.watch('the gate', gate.keeper);
  tape.report(GATE, [0, 0, gate.keeper], 'gate');
  tape.end();

  tape.here(joinerStart);
  tail.limitResources(tape, 0, spec.limits);
  adjustOom(tape, spec.oomAdjust ?? 0);
  joinGroups(tape, tasks);
  tape.call('enter the container', 'setns', [pidfd, flags(CLONE, ...ALL)]);
  const commandStart = tape.mark();
  const args = tape.bytes(cloneArgs(CLONE.PARENT, 0), '{CLONE_PARENT}');
  const pid = tape.clone('clone the command', args, commandStart);
  tape.report(CLONED, [pid], 'cloned');
  tape.end();

  tape.here(commandStart);
  playCommand(tape, spec, gate.guest, quotad?.outbox);
  if (quotad !== undefined) playQuotad(tape, quotad);

  tape.failureSection();
  tape.call('close the gate', 'close', [gate.keeper], { allow: 'any' });
  tape.end();
  return { name: spec.name, form: tape.finish([CLONED, GATE, WAITING]), values: {} };
}

/** As the setup process does for init: whoever asks for a command may be protected from the OOM killer. */
function adjustOom(tape: TapeBuilder, value: number): void {
  const label = 'write oom_score_adj';
  const options = value === 0 ? ({ allow: 'any' } as const) : {};
  const [path, text] = [tape.text('/proc/self/oom_score_adj'), tape.text(String(value))];
  const fd = tape.call(label, 'openat', [AT_FDCWD, path, flags(O, 'WRONLY', 'CLOEXEC')], options);
  tape.call(label, 'write', [fd, text, String(value).length], options);
}

/** A command has a filter of its own, and so a listener and a daemon. */
function beginQuotad(tape: TapeBuilder, pid: number, { image, base }: NonNullable<ExecSpec['quotas']>): Quotad {
  const quotad = cloneQuotad(tape, image);
  // Of the process that the descriptor holds: were it gone, and its number another's, entering it would fail.
  const path = tape.text(`/proc/${pid}/ns/user`);
  const userns = tape.call('open the user namespace', 'openat', [AT_FDCWD, path, flags(O, 'RDONLY', 'CLOEXEC')]);
  sendTo(tape, quotad.outbox, userns, base);
  return quotad;
}

/** The lowest descriptors that are free in a clone. */
const GATE_FD = 4;
const OUTBOX_FD = 5;

function playCommand(tape: TapeBuilder, spec: ExecSpec, gate: Arg, outbox: Arg | undefined): void {
  // A working directory of /proc/self/fd/N finds no directory of the host there (CVE-2024-21626).
  tape.call('keep the gate', 'dup3', [gate, GATE_FD, named(O.CLOEXEC, 'CLOEXEC')]);
  if (outbox !== undefined) tape.call('keep the outbox', 'dup3', [outbox, OUTBOX_FD, named(O.CLOEXEC, 'CLOEXEC')]);
  tape.call('close the rest', 'close_range', [
    (outbox === undefined ? GATE_FD : OUTBOX_FD) + 1,
    named(0xffffffff, '~0'),
    0,
  ]);
  tail.unblockSignals(tape);
  tail.becomeContainerRoot(tape);
  dieWithPlayer(tape);
  tape.call('start a session', 'setsid', []);
  const master = spec.tty ? openTerminal(tape, spec) : named(-1, 'none');
  tape.report(WAITING, [master], 'waiting');
  tail.waitAt(tape, 'wait at the gate', GATE_FD);
  tape.call(`enter ${spec.cwd}`, 'chdir', [tape.text(spec.cwd)]);
  tail.confine(tape, spec.user, spec.profile, listenWith(tape, outbox && OUTBOX_FD));
  // Changing the user has cleared it.
  dieWithPlayer(tape);
  tail.execute(tape, spec);
}

function dieWithPlayer(tape: TapeBuilder): void {
  const args = [named(1, 'PR_SET_PDEATHSIG'), named(9, 'SIGKILL'), 0, 0, 0];
  tape.call('die with the player', 'prctl', args);
}

/**
 * A terminal of the container's own devpts. The peer is taken from the master and not by its path, which the container
 * could have replaced (CVE-2025-52565).
 */
function openTerminal(tape: TapeBuilder, { user, ttyStreams = [0, 1, 2] }: ExecSpec): Result {
  const open = flags(O, 'RDWR', 'NOCTTY', 'CLOEXEC');
  const path = tape.text('/dev/pts/ptmx');
  const master = tape.call('open /dev/pts/ptmx', 'openat', [AT_FDCWD, path, open], { as: 'master' });
  expectDevpts(tape, master, '/dev/pts/ptmx');
  tape.call('unlock the terminal', 'ioctl', [master, named(0x40045431, 'TIOCSPTLCK'), tape.space(4, '0')]);
  const peer = tape.call('open the terminal', 'ioctl', [master, named(0x5441, 'TIOCGPTPEER'), open], { as: 'peer' });
  // Where nobody types there is nothing to control.
  if (ttyStreams.includes(0)) tape.call('make it the terminal', 'ioctl', [peer, named(0x540e, 'TIOCSCTTY'), 0]);
  if (user.uid !== 0) tape.call('give the terminal', 'fchownat', [peer, tape.text(''), user.uid, -1, AT_EMPTY_PATH]);
  for (const target of ttyStreams) tape.call('set stdio', 'dup3', [peer, target, 0]);
  return master;
}
