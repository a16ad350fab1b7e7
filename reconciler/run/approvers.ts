// Who approved, as far as the history of the manifests knows: the commits that wrote approvals into files.

import type { Approver } from '../plan/approver.ts';
import { type Planned, runnable } from '../plan/make.ts';
import type { ContainerPlan, Plan } from '../plan/plan.ts';
import type { Clock } from '../port/clock.ts';
import type { Source, Writer } from '../port/source.ts';
import { type Search, searchFor } from './search.ts';

export type WriterOf = NonNullable<Source['writerOf']>;
export type WriterSearch = Search<Omit<Parameters<WriterOf>[0], 'signal'>, Writer>;

/** A history may be long, and what was approved is done without knowing by whom. */
export const writerSearch = (writerOf: WriterOf, clock: Clock): WriterSearch =>
  searchFor((about, signal) => writerOf({ ...about, signal }), { wait: 2_000, most: 20 }, clock);

/** The same plan with the commits that approved what it does, where they are found. Never throws. */
export async function withWriters(
  planned: Planned,
  revision: string,
  search: WriterSearch | undefined,
): Promise<Planned> {
  const keyOf = ({ path = '', hash }: Approver): string => `${revision}\n${path}\n${hash}`;
  const written = new Map(
    runnable(planned.plan)
      .flatMap(({ approvedBy = [] }) => approvedBy)
      .flatMap((one) => (one.path === undefined ? [] : [[keyOf(one), { path: one.path, words: one.hash, revision }]])),
  );
  if (search === undefined || written.size === 0) return planned;
  const found = await search(written);
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
