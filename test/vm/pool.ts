// A pool for vitest whose workers are guests: vitest itself, with its reports and filters, stays on the host, and each guest
// runs one worker over the compiled tests. So no guest pays for starting vitest, which takes 20 s without KVM.

import { EventEmitter } from 'node:events';
import type { PoolRunnerInitializer, PoolWorker } from 'vitest/node';
import { onFrame, sendFrame } from './frames.ts';
import type { Guest, GuestEnd } from './guest.ts';

/** The message that ends a worker. */
export const STOP = 'stop';

/** Milliseconds in which a guest that is told to stop powers off. */
const FAREWELL = 60_000;

export interface PoolOptions {
  /** Boots a guest that runs the worker. */
  readonly boot: () => Promise<Guest>;
  /** Told how each guest ended. */
  readonly onEnd: (end: GuestEnd) => void;
}

export const guestPool = ({ boot, onEnd }: PoolOptions): PoolRunnerInitializer => ({
  name: 'guest',
  createPoolWorker: ({ project }): PoolWorker => {
    const events = new EventEmitter();
    let guest: Guest | undefined;
    let isStopping = false;
    return {
      name: 'guest',
      on: (event, callback) => void events.on(event, callback),
      off: (event, callback) => void events.off(event, callback),
      send: (message) => guest && sendFrame(guest.channel, message),
      deserialize: (data) => data,
      canReuse: () => true,
      async start() {
        if (guest !== undefined) return;
        const booted = await boot();
        guest = booted;
        booted.output.pipe(project.vitest.logger.outputStream, { end: false });
        onFrame(booted.channel, (message) => events.emit('message', message));
        void booted.ended.then((end) => {
          onEnd(end);
          if (!isStopping)
            events.emit('error', new Error(`the guest ended in the middle of its suites\n${end.console}`));
          events.emit('exit', 0);
        });
      },
      async stop() {
        isStopping = true;
        if (guest === undefined) return;
        sendFrame(guest.channel, STOP);
        // One that never came up hears nothing.
        const plug = setTimeout(guest.cut, FAREWELL);
        await guest.ended;
        clearTimeout(plug);
      },
    };
  },
});
