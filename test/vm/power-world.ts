// What the power cuts work on: a chain of revisions that make, change, stop and destroy a few containers, from a seed. Pure.

const TEMPLATE = {
  apiVersion: 'vzreconcile/v1alpha1',
  kind: 'Template',
  metadata: { name: 'tiny' },
  spec: { source: { busybox: {} } },
};
export const CTIDS = [61_401, 61_402, 61_403, 61_404] as const;

/** Numbers in [0, 1) from a seed (mulberry32): the same on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One revision: its ctids, and its one file. */
export interface World {
  readonly ctids: readonly number[];
  readonly text: string;
}

/** `length` revisions. The first has every container; each has at least one. */
export function worldsFrom(seed: number, backend: string, length: number): readonly World[] {
  const random = randomFrom(seed);
  const among = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const node = {
    apiVersion: 'vzreconcile/v1alpha1',
    kind: 'Node',
    metadata: { name: 'rig' },
    spec: { pool: { backend, size: '2G' } },
  };
  return Array.from({ length }, (_, step): World => {
    const chosen = CTIDS.filter(() => step === 0 || random() < 0.6);
    const ctids = chosen.length === 0 ? [among(CTIDS)] : chosen;
    const documents = ctids.map((ctid) => ({
      apiVersion: 'vzreconcile/v1alpha1',
      kind: 'Container',
      metadata: { name: `box-${ctid}`, ctid },
      spec: {
        template: 'tiny',
        state: random() < 0.85 ? 'running' : 'stopped',
        ips: [`10.210.4.${(ctid % 100) + 10 * Math.floor(random() * 3)}`],
        vswap: { ram: among(['16M', '24M', '32M']), swap: 0 },
        numproc: among([20, 30, 40]),
        // An image can only grow, and not every host lets it.
        diskspace: backend === 'image' ? '24M' : among(['24M', '32M', '48M']),
        stopTimeout: '1s',
      },
    }));
    return { ctids, text: [TEMPLATE, node, ...documents].map((one) => JSON.stringify(one)).join('\n---\n') };
  });
}
