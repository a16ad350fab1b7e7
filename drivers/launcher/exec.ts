// A command in a running container, with the caller's standard streams, and a terminal of its own in place of those that
// are one. It gets exactly what init got: groups, namespaces, limits, capabilities, filter. It is killed when this process
// ends.

import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { closePidfd, pidfdGetFd, pidfdOpen, pidfdSignal, pidfdSignalGroup } from '../kernel/pidfd.ts';
import { type Player, type PlayerOptions, startPlayer, TapeError } from './client.ts';
import { execTape, GATE, WAITING } from './exec-tape.ts';
import { readGiver } from './giver.ts';
import { cgroupSpec } from './groups.ts';
import { CLONED } from './init-tape.ts';
import { containerLimits } from './profile/limits.ts';
import { startOf } from './profile/oom.ts';
import { type RunRecord, startTime } from './run-record.ts';
import { releaseTape } from './small-tapes.ts';
import { type Credentials, ROOT } from './tail.ts';
import { ownStreams, relay, type TerminalStreams } from './terminal.ts';

export interface ExecOptions extends PlayerOptions {
  readonly init: Pick<RunRecord, 'pid' | 'start' | 'name' | 'profile' | 'ubc' | 'oomAdjust' | 'quotas'>;
  /** The container's groups, as the cgroup driver names them. */
  readonly dirs: { readonly identity: string; readonly join: readonly string[] };
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly user?: Credentials;
  /** The command gets a terminal of the container, relayed to these streams. Without it and `stdio` see ownStreams(). */
  readonly terminal?: TerminalStreams;
  /** Told why a command could not be started, when the status is 126 or 127. */
  readonly complain?: (reason: string) => void;
  /** Aborting kills the command with its process group, or breaks off what comes before it. */
  readonly signal?: AbortSignal;
  /** Aborting hangs up: SIGHUP, and the command is killed when it does not end of it. */
  readonly hangUp?: AbortSignal;
}

const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;
/** What a user sends to a command; SIGWINCH travels as a window size. */
const FORWARDED: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'];
/** Milliseconds a command may take to end after it was hung up. */
const FAREWELL = 2000;

/**
 * Runs a command and returns its status as a shell does: 127 not found, 126 not executable, 128+n killed by signal n.
 * Throws TapeError when the container cannot be entered.
 */
export async function execInContainer(options: ExecOptions): Promise<number> {
  const { init, dirs } = options;
  if (startTime(init.pid) !== init.start) throw new TapeError(init.name, 'exec', 'the container is not running');
  const { unified, join } = execGroups(init.pid, dirs);
  if (isFrozen(unified)) throw new TapeError(init.name, 'exec', 'the container is frozen');
  const streams = options.terminal !== undefined || options.stdio !== undefined ? {} : ownStreams();
  const player = await startPlayer({ ...options, ...streams });
  try {
    const { status, complaint } = await run(player, { ...options, ...streams }, join);
    if (complaint !== undefined) options.complain?.(complaint);
    return status;
  } finally {
    await player.close();
  }
}

/** How a command ended; with a complaint when it could not be started. */
interface Ending {
  readonly status: number;
  readonly complaint?: string;
}

async function run(player: Player, options: ExecOptions, join: readonly string[]): Promise<Ending> {
  const { init, argv, terminal } = options;
  const { env = {}, cwd = '/', user = ROOT } = options;
  const statuses = new Map<number, number>();
  let wake: () => void = () => {};
  player.onExited((pid, status) => {
    statuses.set(pid, status);
    wake();
  });
  const { name, pid: initPid } = init;
  const tape = execTape({
    name,
    pid: initPid,
    argv,
    env,
    cwd,
    user,
    tty: terminal !== undefined,
    ...(terminal?.fds && { ttyStreams: terminal.fds }),
    join,
    limits: containerLimits(readGiver(), init.ubc),
    oomAdjust: startOf(init.oomAdjust ?? [], argv, user.uid),
    profile: init.profile,
    ...(init.quotas && { quotas: init.quotas }),
  });
  const playing = player.play(tape);
  const reports = await Promise.race([playing.reports, brokenOff(name, options.signal)]);
  const value = (code: number, index: number): number => reports.get(code)?.[index] ?? -1;
  const pid = value(CLONED, 0);
  const pidfd = pidfdOpen(pid);
  if (pidfd === undefined) throw new TapeError(name, `exec ${argv[0]}`, 'ended before it began');
  const stop = forwardSignals(pid, pidfd, options);
  const master = (): number => pidfdGetFd(pidfd, value(WAITING, 0));
  const screen = terminal && relay(master(), master(), terminal);
  try {
    await player.play(releaseTape(name, value(GATE, 2))).reports;
    const failure = await playing.fired.then(
      () => undefined,
      (error: unknown) => endingOf(error, argv[0]),
    );
    if (failure !== undefined) return failure;
    const ended = new Promise<void>((resolve) => {
      wake = (): void => (statuses.has(pid) ? resolve() : undefined);
      wake();
    });
    await Promise.race([ended, player.gone]);
    await screen?.drained();
    return { status: statuses.get(pid) ?? 1 };
  } finally {
    screen?.close();
    stop();
    closePidfd(pidfd);
  }
}

/** Rejects when `signal` aborts. The end of the player then takes along what has not begun. */
const brokenOff = (name: string, signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_, reject) => {
    const give = (): void => reject(new TapeError(name, 'exec', 'broken off'));
    signal?.addEventListener('abort', give, { once: true });
    if (signal?.aborted) give();
  });

/** A command that is not there is the command's failure; everything before it is ours. */
function endingOf(error: unknown, command: string | undefined): Ending {
  if (!(error instanceof TapeError) || !error.message.includes(': exec ')) throw error;
  const isAbsent = error.code === 'ENOENT';
  return {
    status: isAbsent || error.code === 'ENOTDIR' ? NOT_FOUND : NOT_EXECUTABLE,
    complaint: `${command}: ${isAbsent ? 'command not found' : error.code}`,
  };
}

/** Until what is returned is called. Exported for its test. */
export function forwardSignals(
  pid: number,
  pidfd: number,
  { signal, hangUp, stdio }: Pick<ExecOptions, 'signal' | 'hangUp' | 'stdio'>,
): () => void {
  // What nobody sits at gets what its caller wants it to, and not what is sent to the caller.
  const forwarded = stdio === 'ignore' ? [] : FORWARDED;
  const listeners = forwarded.map((name) => {
    const forward = (): void => void pidfdSignal(pidfd, constants.signals[name]);
    process.on(name, forward);
    return () => process.off(name, forward);
  });
  // It leads a session of its own; what it started may wait for what it waited for.
  const kill = (): void => pidfdSignalGroup(pidfd, pid, constants.signals.SIGKILL);
  signal?.addEventListener('abort', kill, { once: true });
  if (signal?.aborted) kill();
  let patience: NodeJS.Timeout | undefined;
  const farewell = (): void => {
    pidfdSignal(pidfd, constants.signals.SIGHUP);
    patience = setTimeout(kill, FAREWELL);
  };
  hangUp?.addEventListener('abort', farewell, { once: true });
  if (hangUp?.aborted) farewell();
  return () => {
    for (const remove of listeners) remove();
    clearTimeout(patience);
    hangUp?.removeEventListener('abort', farewell);
    signal?.removeEventListener('abort', kill);
  };
}

/**
 * The container's groups; in the unified hierarchy the one init is in now, because a group that has handed controllers to
 * its children (systemd does) takes no processes of its own.
 */
function execGroups(pid: number, dirs: ExecOptions['dirs']): { unified?: string; join: readonly string[] } {
  const { unified, join } = cgroupSpec(dirs);
  if (unified === undefined) return { join };
  const path = /^0::(.*)$/m.exec(readFileSync(`/proc/${pid}/cgroup`, 'utf8'))?.[1] ?? '';
  const current = `${unified.slice(0, unified.lastIndexOf('/vz/'))}${path}`;
  const entered = current.startsWith(`${unified}/`) ? current : unified;
  return { unified, join: [...join, `${entered}/cgroup.procs`] };
}

function isFrozen(unified: string | undefined): boolean {
  return unified !== undefined && /^frozen 1$/m.test(readFileSync(`${unified}/cgroup.events`, 'utf8'));
}
