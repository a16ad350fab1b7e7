// At most N things at once. Waiting for something else gives the slot back, so that waiting can never block the rest.

export interface Slots {
  /** Runs `work` in a slot. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Within `work`: gives the slot away while `wait` is pending. */
  yielding<T>(wait: Promise<T>): Promise<T>;
}

export function slots(count: number): Slots {
  let free = count;
  const queue: (() => void)[] = [];
  const take = (): Promise<void> => {
    if (free > 0) {
      free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => queue.push(resolve));
  };
  const give = (): void => {
    const next = queue.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return {
    run: async (work) => {
      await take();
      try {
        return await work();
      } finally {
        give();
      }
    },
    yielding: async (wait) => {
      give();
      try {
        return await wait;
      } finally {
        await take();
      }
    },
  };
}
