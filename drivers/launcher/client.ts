// The player's other half in Node: starts it from a sealed memfd, sends tapes, sorts replies. Many tapes may be in flight.
// When the player dies every open tape fails; nothing is retried here.

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { errnoName } from '../kernel/error-code.ts';
import { sealedMemfd } from '../kernel/memfd.ts';
import { playerPath } from './build.ts';
import { decodeReply, encode, REPLY, type Reply } from './encode.ts';
import { blank, createTape, fillIn, type Tape } from './tape.ts';

/** Milliseconds to wait for helpers at the end; they take less than one. */
const HELPER_TRIES = 1000;

/** Report code by convention: values are the pids of the main process and of a helper, then what the tape says. */
const CLONED = 1;

export type Reports = ReadonlyMap<number, readonly number[]>;

export interface Playing {
  /** All reports the tape awaits, when it has played to its end. Rejects with a TapeError. */
  readonly reports: Promise<Reports>;
  /** What the tape watches hung up or ended. Rejects with a TapeError when a process of the tape failed before. */
  readonly fired: Promise<void>;
}

/** Status as a shell gives it: the exit status, or 128 and the signal's number. The signal is absent when it exited. */
export type ExitListener = (pid: number, status: number, signal?: number) => void;

/** si_code of waitid(2) for a process that exited by itself. */
const CLD_EXITED = 1;

export interface Player {
  readonly pid: number;
  readonly alive: boolean;
  /** Resolves when the player has ended, for whatever reason. */
  readonly gone: Promise<void>;
  play(tape: Tape): Playing;
  onExited(listener: ExitListener): () => void;
  /** Ends the player; paused inits end with it, running containers do not. */
  close(): Promise<void>;
}

/** A step that failed: `mount overlay on /: EINVAL (step 14)`. */
export class TapeError extends Error {
  override readonly name = 'TapeError';
  readonly code: string;
  readonly step: number | undefined;
  constructor(subject: string, what: string, code: string, step?: number) {
    super(`${subject}: ${what}: ${code}${step === undefined ? '' : ` (step ${step})`}`);
    this.code = code;
    this.step = step;
  }
}

/** A descriptor of this process, or /dev/null. */
export type Stream = number | 'ignore';

export interface PlayerOptions {
  /** The compiled player. */
  readonly binary?: string;
  /** Standard streams of the player and of what it starts without a terminal. */
  readonly stdio?: 'ignore' | 'inherit' | readonly [stdin: Stream, stdout: Stream, stderr: Stream];
}

interface Open {
  readonly tape: Tape;
  readonly reports: Map<number, readonly number[]>;
  done: boolean;
  settled: boolean;
  failed: boolean;
  readonly resolve: (reports: Reports) => void;
  readonly reject: (error: Error) => void;
  readonly fire: () => void;
  readonly misfire: (error: Error) => void;
}

function readPlayer(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new TapeError(path, 'the launch player is not built (npm run build; needs gcc and libc6-dev)', 'ENOENT');
  }
}

/** Starts a player. The binary is copied to a sealed memfd first, so a container can never write to what runs as root. */
export async function startPlayer(options: PlayerOptions = {}): Promise<Player> {
  const image = sealedMemfd('vzreconcile-player', readPlayer(options.binary ?? playerPath()));
  const { stdio = 'ignore' } = options;
  const streams = typeof stdio === 'string' ? [stdio, stdio, stdio] : stdio;
  const child = spawn(`/proc/self/fd/${image}`, [], {
    argv0: 'vzreconcile-player',
    cwd: '/',
    env: {},
    stdio: [...streams, 'pipe'],
    // Ctrl-C in a terminal is for the command, which decides what becomes of the player.
    detached: true,
  });
  try {
    await new Promise((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
  } finally {
    closeSync(image);
  }
  return connect(child);
}

function connect(child: ChildProcess): Player {
  const socket = child.stdio[3] as Socket;
  const open = new Map<number, Open>();
  const listeners = new Set<ExitListener>();
  const helpers = new Set<number>();
  let alive = true;
  let nextId = 1;

  const gone = new Promise<void>((resolve) => {
    child.once('exit', (status, signal) => {
      alive = false;
      const error = (tape: Tape): Error => new TapeError(tape.name, 'the launch player ended', signal ?? `${status}`);
      for (const entry of open.values()) fail(entry, error(entry.tape));
      open.clear();
      resolve();
    });
  });
  socket.on('error', () => socket.destroy());

  const play = (tape: Tape): Playing => {
    const entry = openTape(tape);
    if (!alive) {
      fail(entry.state, new TapeError(tape.name, 'the launch player ended', 'EPIPE'));
      return entry.playing;
    }
    const id = nextId++;
    open.set(id, entry.state);
    socket.write(encode(tape, id));
    return entry.playing;
  };

  const onReply = (reply: Reply): void => {
    if (reply.kind === 'exited') {
      const [pid = 0, status = 0, code = CLD_EXITED, signal] = reply.values;
      helpers.delete(pid);
      for (const [id, entry] of open) {
        processEnded(entry, pid, status);
        if (entry.failed) open.delete(id);
      }
      for (const listener of listeners) listener(pid, status, code === CLD_EXITED ? undefined : signal);
      return;
    }
    const entry = open.get(reply.id);
    if (reply.kind === 'fired') {
      // The descriptor is closed by the one who knows that nobody will use its number any more.
      play(closeTape(reply.values[0] ?? -1)).reports.catch(() => {});
      // A watched process hangs up before its exit is reported: the tape still waits for that.
      if (entry?.settled) open.delete(reply.id);
      entry?.fire();
      return;
    }
    if (entry === undefined) return;
    onTapeReply(entry, reply);
    const helper = reply.kind === 'report' && reply.index === CLONED ? (reply.values[1] ?? 0) : 0;
    if (helper > 0) helpers.add(helper);
    if (entry.failed || (entry.settled && !entry.tape.form.watches)) open.delete(reply.id);
  };
  receive(socket, onReply);

  return {
    pid: child.pid ?? -1,
    get alive() {
      return alive;
    },
    gone,
    play,
    onExited(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      // A helper nobody has reaped keeps the end of its container's pid namespace waiting for the host's init to do it.
      for (let tries = 0; tries < HELPER_TRIES && helpers.size > 0 && alive; tries++) await sleep(1);
      socket.end();
      await gone;
    },
  };
}

/** Replies have one size, but the stream may cut them anywhere. */
function receive(socket: Socket, onReply: (reply: Reply) => void): void {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    for (; at + REPLY <= bytes.length; at += REPLY) onReply(decodeReply(bytes, at));
    rest = bytes.subarray(at);
  });
}

function openTape(tape: Tape): { readonly state: Open; readonly playing: Playing } {
  const reported = withResolvers<Reports>();
  const fired = withResolvers<void>();
  // Whoever asks sees the error; most tapes watch nothing and nobody asks.
  fired.promise.catch(() => {});
  const state: Open = {
    tape,
    reports: new Map(),
    done: false,
    settled: false,
    failed: false,
    resolve: reported.resolve,
    reject: reported.reject,
    fire: fired.resolve,
    misfire: fired.reject,
  };
  return { state, playing: { reports: reported.promise, fired: fired.promise } };
}

function withResolvers<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

function onTapeReply(entry: Open, reply: Reply): void {
  const { tape } = entry;
  switch (reply.kind) {
    case 'report':
      entry.reports.set(reply.index, reply.values);
      break;
    case 'done':
      entry.done = true;
      break;
    case 'error': {
      const label = fillIn(tape.form.steps[reply.index]?.label ?? 'unknown step', tape.values);
      const errno = reply.values[0] ?? 0;
      fail(entry, new TapeError(tape.name, label, errno > 0 ? errnoName(errno) : `got ${-errno}`, reply.index));
      return;
    }
    default:
      fail(entry, new TapeError(tape.name, 'the player refused the tape', 'EBADMSG'));
      return;
  }
  if (!entry.settled && entry.done && tape.form.awaits.every((code) => entry.reports.has(code))) {
    entry.settled = true;
    entry.resolve(entry.reports);
  }
}

function processEnded(entry: Open, pid: number, status: number): void {
  const [main, helper] = entry.reports.get(CLONED) ?? [];
  // A helper's failure has been reported step and all; only its violent death would leave the tape waiting.
  if (entry.settled || (pid !== main && (pid !== helper || status === 0))) return;
  const what = status > 128 ? `killed by signal ${status - 128}` : `exit status ${status}`;
  fail(entry, new TapeError(entry.tape.name, 'ended before it was ready', what));
}

function fail(entry: Open, error: Error): void {
  entry.failed = true;
  if (!entry.settled) {
    entry.settled = true;
    entry.reject(error);
  }
  entry.misfire(error);
}

const closing = (() => {
  const tape = createTape();
  tape.call('close', 'close', [blank('fd')]);
  tape.end();
  return tape.finish([]);
})();

/** Closes a descriptor the player keeps. */
function closeTape(fd: number): Tape {
  return { name: 'player', form: closing, values: { fd } };
}
