// Who approved, as far as the history of the manifests knows: the commits that wrote approvals into files.

import type { Approver } from '../plan/approver.ts';
import { type Planned, runnable } from '../plan/make.ts';
import type { ContainerPlan, Plan } from '../plan/plan.ts';
import type { Clock } from '../port/clock.ts';
import type { Source, Writer } from '../port/source.ts';

export type WriterOf = NonNullable<Source['writerOf']>;

/** Approvals of one pass whose commits are looked for, one after the other. */
const MOST = 20;

/** Milliseconds that a pass waits for all of them: a history may be long, and what was approved is done without knowing by whom. */
const PATIENCE = 2_000;

/** The same plan with the commits that approved what it does, where they are found. Never throws. */
export async function withWriters(
  planned: Planned,
  revision: string,
  clock: Clock,
  writerOf: WriterOf | undefined,
): Promise<Planned> {
  const written = new Map(
    runnable(planned.plan)
      .flatMap(({ approvedBy = [] }) => approvedBy)
      .flatMap((one) => (one.path === undefined ? [] : [[keyOf(one), { path: one.path, words: one.hash }]])),
  );
  if (writerOf === undefined || written.size === 0) return planned;
  const found = new Map<string, Writer>();
  const ended = new AbortController();
  const search = async (): Promise<void> => {
    for (const [key, about] of [...written].slice(0, MOST)) {
      if (ended.signal.aborted) return;
      const writer = await writerOf({ ...about, revision }).catch(() => undefined);
      if (writer !== undefined && !ended.signal.aborted) found.set(key, writer);
    }
  };
  await Promise.race([search(), clock.sleep(PATIENCE, ended.signal)]);
  ended.abort();
  if (found.size === 0) return planned;
  return mapped(planned, (one) => {
    if (one.approvedBy === undefined) return one;
    return { ...one, approvedBy: one.approvedBy.map((approver) => ({ ...approver, ...found.get(keyOf(approver)) })) };
  });
}

/** The same plan, of whose containers more is known. */
export function mapped(planned: Planned, change: (container: ContainerPlan) => ContainerPlan): Planned {
  const of = (plan: Plan): Plan => ({ ...plan, containers: plan.containers.map(change) });
  let hashed: Plan | undefined;
  return {
    plan: of(planned.plan),
    hashed: () => {
      hashed ??= of(planned.hashed());
      return hashed;
    },
  };
}

const keyOf = ({ path = '', hash }: Approver): string => `${path}\n${hash}`;
