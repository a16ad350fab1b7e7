// Relays a pseudo terminal's master to the caller's streams: raw mode, window size, the last bytes after the end. pty(7).

import { closeSync, readSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ReadStream } from 'node:tty';
import { hasCode } from '../kernel/errno.ts';
import { setWindowSize, stopOutputProcessing } from '../kernel/pty.ts';

export interface TerminalStreams {
  /** With `setRawMode` and `fd` when it is a terminal itself. */
  readonly input: NodeJS.ReadableStream & {
    readonly isTTY?: boolean;
    readonly fd?: number;
    setRawMode?(mode: boolean): unknown;
  };
  /** With `columns`, `rows` and 'resize' events when it is a terminal. */
  readonly output: NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number };
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
  const isRaw = input.isTTY === true;
  if (isRaw) input.setRawMode?.(true);
  // The terminal inside has made its line ends already; leaving raw mode brings it back.
  if (isRaw && input.fd !== undefined) stopOutputProcessing(input.fd);
  input.on('data', type);
  input.resume();
  return {
    async drained() {
      let isOver = false;
      const over = closed.then(() => {
        isOver = true;
      });
      do await Promise.race([over, sleep(LAST_WORDS)]);
      while (!isOver && (screen.isPaused() || performance.now() - lastWord < LAST_WORDS));
    },
    close() {
      isClosed = true;
      input.off('data', type);
      input.pause();
      output.off('resize', resize);
      if (isRaw) input.setRawMode?.(false);
      screen.destroy();
      closeSync(spare);
    },
  };
}

/** What is left in a terminal nobody writes to any more; undefined at its end (EIO) and when nothing is there (EAGAIN). */
function readRest(fd: number): Buffer | undefined {
  const piece = Buffer.alloc(65_536);
  try {
    const length = readSync(fd, piece);
    return length === 0 ? undefined : piece.subarray(0, length);
  } catch (error) {
    if (hasCode(error, 'EIO', 'EAGAIN')) return undefined;
    throw error;
  }
}
