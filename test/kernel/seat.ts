// Somebody at the console of a container, as `vzreconcile console` seats him.

import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { attachConsole, type ConsoleOptions } from '../../drivers/launcher/console.ts';

/** crypt(3) of "secret". */
export const SECRET = '$1$vzr$L7innFgTsnKwtES9UswrY/';
/** Ctrl-]. */
export const DETACH = '\x1d';
/** Milliseconds a text may take to appear. */
const PATIENCE = 60_000;

export function sit({ init, dirs }: Pick<ConsoleOptions, 'init' | 'dirs'>) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const seen = { shown: '', said: '' };
  output.on('data', (piece) => {
    seen.shown += String(piece);
  });
  const say = (text: string): void => {
    seen.said += text;
  };
  const ended = attachConsole({ init, dirs, input, output, term: 'vt100', say });
  ended.catch(() => {});
  return {
    seen,
    ended,
    type: (keys: string): void => void input.write(keys),
    /** Waits for the text, and forgets what was shown up to it. */
    async until(text: string): Promise<void> {
      const from = performance.now();
      while (!seen.shown.includes(text) && performance.now() - from < PATIENCE) await sleep(10);
      expect(seen.shown).toContain(text);
      seen.shown = seen.shown.slice(seen.shown.indexOf(text) + text.length);
    },
  };
}

export type Seat = ReturnType<typeof sit>;

export async function logIn(seat: Seat, password: string, answer: string): Promise<void> {
  await seat.until('login: ');
  seat.type('root\n');
  await seat.until('Password: ');
  seat.type(`${password}\n`);
  await seat.until(answer);
}
