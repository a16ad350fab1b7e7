// One player for the whole process: started when first needed, and again when it died and something needs it anew.

import { type ExitListener, type Player, type PlayerOptions, type Playing, startPlayer } from './client.ts';
import type { Tape } from './tape.ts';

export interface Keeper {
  player(): Promise<Player>;
  /** Plays a tape to its last awaited report. Throws TapeError. */
  played(tape: Tape): Promise<Playing>;
  close(): Promise<void>;
}

export function keepPlayer(options: PlayerOptions, onExited: ExitListener): Keeper {
  let current: Promise<Player> | undefined;

  const start = async (): Promise<Player> => {
    const player = await startPlayer(options);
    player.onExited(onExited);
    return player;
  };
  const player = async (): Promise<Player> => {
    const held = current;
    const running = await held?.catch(() => undefined);
    if (running?.alive) return running;
    // Of several callers that find it dead, the first starts the next one.
    if (current === held) current = start();
    return current ?? start();
  };
  return {
    player,
    async played(tape) {
      const playing = (await player()).play(tape);
      await playing.reports;
      return playing;
    },
    async close() {
      const running = await current?.catch(() => undefined);
      current = undefined;
      await running?.close();
    },
  };
}
