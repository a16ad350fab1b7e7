// Snapshots while the loop runs: after passes that changed something, and again when the last one has become old. Nothing of it holds
// up a pass or fails one.

import { words } from '../../schema/words.ts';
import type { Clock } from '../port/clock.ts';
import type { PassResult } from '../run/reconcile.ts';

export interface SnapshotTarget {
  /** For warnings. */
  readonly name: string;
  deliver(text: string): Promise<void>;
}

export interface SnapshotsOptions {
  /** Makes one. */
  readonly take: () => Promise<string>;
  readonly targets: readonly SnapshotTarget[];
  /** Milliseconds. */
  readonly every: number;
  readonly clock: Clock;
  /** Where not, another machine's would be written over. */
  readonly isOwn: () => boolean;
  readonly warn: (message: string) => void;
}

export interface Snapshots {
  /** Something is being changed: what is taken now would show half of it. */
  begun(): void;
  pass(result: Pick<PassResult, 'outcomes'>): void;
  /** Resolves when nothing is on its way any more, or not to be waited for. */
  close(): Promise<void>;
}

/** Milliseconds that the end of the program waits for a delivery. */
const PATIENCE = 2_000;

export function snapshotsOf({ take, targets, every, clock, isOwn, warn }: SnapshotsOptions): Snapshots {
  let changes = 0;
  let begun = 0;
  let shown: { readonly changes: number; readonly at: number } | undefined;
  let failed = '';
  let running: Promise<void> | undefined;

  const publish = async (): Promise<void> => {
    const before = { changes, begun };
    const text = await take();
    // A pass has begun to change things meanwhile; its end asks again.
    if (begun !== before.begun) return;
    const at = clock.now();
    const ends = await Promise.allSettled(targets.map((target) => target.deliver(text)));
    const problems = ends.flatMap((end, i) =>
      end.status === 'rejected' ? [`${targets[i]?.name}: ${words(end.reason)}`] : [],
    );
    if (problems.length === 0) shown = { changes: before.changes, at };
    complain(problems.join('; '));
  };
  const complain = (text: string): void => {
    if (text !== '' && text !== failed) warn(`the snapshot of this node was not delivered: ${text}`);
    failed = text;
  };
  return {
    begun: () => {
      begun += 1;
    },
    pass: ({ outcomes }) => {
      if (outcomes.length > 0) changes += 1;
      const isDue = shown === undefined || shown.changes !== changes || clock.now() - shown.at >= every;
      if (!isDue || running !== undefined || !isOwn()) return;
      running = publish()
        .catch((error: unknown) => complain(words(error)))
        .finally(() => {
          running = undefined;
        });
    },
    close: async () => {
      const ended = new AbortController();
      await Promise.race([running, clock.sleep(PATIENCE, ended.signal)]);
      ended.abort();
    },
  };
}
