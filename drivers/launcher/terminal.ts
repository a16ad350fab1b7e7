// Relays a pseudo terminal's master to the caller's streams: raw mode, window size, the last bytes after the end. pty(7).

import { closeSync, readSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isatty, ReadStream } from 'node:tty';
import { hasCode } from '../kernel/error-code.ts';
import { isReadable } from '../kernel/poll.ts';
import { openPeer, setWindowSize, stopOutputProcessing } from '../kernel/pty.ts';
import type { Stream } from './client.ts';

export interface TerminalStreams {
  /** Which of 0, 1 and 2 are the terminal for the command; all of them when absent. */
  readonly fds?: readonly number[];
  /** With `setRawMode` and `fd` when it is a terminal itself. Absent: nobody types. */
  readonly input?: NodeJS.ReadableStream & {
    readonly isTTY?: boolean;
    readonly fd?: number;
    setRawMode?(mode: boolean): unknown;
  };
  /** With `columns`, `rows` and 'resize' events when it is a terminal. */
  readonly output: NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number };
}

export interface OwnStreams {
  /** What the player gets as its standard streams. */
  readonly stdio: readonly [stdin: Stream, stdout: Stream, stderr: Stream];
  readonly terminal?: TerminalStreams;
}

/**
 * This process's standard streams for a command in a container. One that is a terminal is not among them: what the command
 * leaves behind in the background could read what is typed there for somebody else, a password say. A terminal of the
 * container takes its place. It is typed on when both input and output are terminals; else there is no input, because
 * the terminal belongs to the rest of a pipeline, or to a shell that runs this in the background.
 */
export function ownStreams(): OwnStreams {
  const fds = [0, 1, 2].filter((fd) => isatty(fd));
  const stream = (fd: number): Stream => (fds.includes(fd) ? 'ignore' : fd);
  const stdio = [stream(0), stream(1), stream(2)] as const;
  // Node's stream of a pipe is not touched: it would make the pipe, which the command has too, one that does not wait.
  if (fds.includes(0) && fds.includes(1))
    return { stdio, terminal: { fds, input: process.stdin, output: process.stdout } };
  const shown = fds.filter((fd) => fd !== 0);
  if (shown.length === 0) return { stdio };
  return { stdio, terminal: { fds: shown, output: shown.includes(1) ? process.stdout : process.stderr } };
}

export interface Relay {
  /** Resolves when all output has been passed on, or soon after when a background process keeps the terminal open. */
  drained(): Promise<void>;
  close(): void;
}

/** Milliseconds of silence after the end of the command, when something else keeps the terminal open. */
const LAST_WORDS = 200;

/**
 * Takes over both descriptors, which are one open terminal. The second is for the end: when the last process closes the
 * terminal, libuv takes a short read together with the hang-up for the end of file and leaves the rest unread.
 */
export function relay(master: number, spare: number, { input, output }: TerminalStreams): Relay {
  const screen = new ReadStream(master);
  // login(1) closes its terminal and opens it again. Were nobody else there in between, the master would hang up.
  let peer: number | undefined = openPeer(master);
  const leave = (): void => {
    if (peer !== undefined) closeSync(peer);
    peer = undefined;
  };
  let isClosed = false;
  const closed = new Promise<void>((resolve) => {
    // EIO or a hang-up says that the last process has closed the terminal. It ends the stream even while a slow reader holds it
    // paused; what was read by then is still in its buffer.
    screen.on('error', () => {});
    screen.once('close', () => {
      // We closed it ourselves: `spare` may by now be any other file of this process.
      if (isClosed) return resolve();
      for (let rest: unknown = screen.read(); rest !== null; rest = screen.read()) output.write(rest as Buffer);
      for (let rest = readRest(spare); rest !== undefined; rest = readRest(spare)) output.write(rest);
      resolve();
    });
  });
  const resize = (): void => {
    const { columns, rows } = output;
    if (columns !== undefined && rows !== undefined && !screen.destroyed) setWindowSize(master, { columns, rows });
  };
  const type = (keys: Buffer | string): void => void screen.write(keys);
  resize();
  output.on('resize', resize);
  // A slow reader holds the command back, not the memory of this process.
  let lastWord = performance.now();
  screen.on('data', (text: Buffer) => {
    lastWord = performance.now();
    if (output.write(text)) return;
    screen.pause();
    // A stream that has ended in an error gives its buffer to nobody when it is resumed.
    output.once('drain', () => void (screen.destroyed || screen.resume()));
  });
  const isRaw = input?.isTTY === true;
  if (isRaw) input?.setRawMode?.(true);
  // One of the two makes line ends, the terminal inside where the caller's can be told not to. Leaving raw mode brings it back.
  if (input === undefined) stopOutputProcessing(master);
  else if (isRaw && input.fd !== undefined) stopOutputProcessing(input.fd);
  input?.on('data', type);
  input?.resume();
  return {
    async drained() {
      leave();
      let isOver = false;
      const over = closed.then(() => {
        isOver = true;
      });
      do await Promise.race([over, sleep(LAST_WORDS)]);
      while (!isOver && (screen.isPaused() || performance.now() - lastWord < LAST_WORDS));
    },
    close() {
      isClosed = true;
      input?.off('data', type);
      input?.pause();
      output.off('resize', resize);
      if (isRaw) input?.setRawMode?.(false);
      screen.destroy();
      leave();
      closeSync(spare);
    },
  };
}

/**
 * What is left in a terminal nobody writes to any more; undefined at its end (EIO), and when nothing is there because it was
 * opened again: waiting for that would be up to the container.
 */
function readRest(fd: number): Buffer | undefined {
  if (!isReadable(fd)) return undefined;
  const piece = Buffer.alloc(65_536);
  try {
    const length = readSync(fd, piece);
    return length === 0 ? undefined : piece.subarray(0, length);
  } catch (error) {
    if (hasCode(error, 'EIO', 'EAGAIN')) return undefined;
    throw error;
  }
}
