// Relays a pseudo terminal's master to the caller's streams: raw mode, window size, the last bytes after the end. pty(7).

import { setTimeout as sleep } from 'node:timers/promises';
import { ReadStream } from 'node:tty';
import { setWindowSize } from '../kernel/pty.ts';

export interface TerminalStreams {
  /** With `setRawMode` when it is a terminal itself. */
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean; setRawMode?(mode: boolean): unknown };
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

/** Takes over the descriptor `master`. */
export function relay(master: number, { input, output }: TerminalStreams): Relay {
  const screen = new ReadStream(master);
  const closed = new Promise<void>((resolve) => {
    // EIO says that the last process has closed the terminal. It ends the stream even while a slow reader holds it
    // paused; what was read by then is still in its buffer.
    screen.on('error', () => {});
    screen.once('close', () => {
      for (let rest: unknown = screen.read(); rest !== null; rest = screen.read()) output.write(rest as Buffer);
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
    output.once('drain', () => screen.resume());
  });
  const isRaw = input.isTTY === true;
  if (isRaw) input.setRawMode?.(true);
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
      input.off('data', type);
      input.pause();
      output.off('resize', resize);
      if (isRaw) input.setRawMode?.(false);
      screen.destroy();
    },
  };
}
