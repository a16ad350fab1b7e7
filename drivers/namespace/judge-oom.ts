// Which OOM rules vzreconcile may give: lowering oom_score_adj takes CAP_SYS_RESOURCE, proc_pid_oom_score_adj(5).

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { OomRule } from '../../schema/oom.ts';

type Rules = readonly OomRule[];

export interface OomGiver {
  /** CAP_SYS_RESOURCE. */
  readonly mayRaise: boolean;
  /** What this process itself has: the least that it can be sure to give without. */
  readonly least: number;
}

/** The rules as observe reports them, none where this host cannot give them. */
export function acceptOom(
  rules: Rules,
  { mayRaise, least }: OomGiver,
): { readonly wants: Rules; readonly refusals: readonly Refusal[] } {
  const low = Math.min(...rules.map((rule) => rule.adjust));
  if (mayRaise || rules.length === 0 || low >= least) return { wants: rules, refusals: [] };
  const reason = `oom_score_adj ${low} is below ${least}, and vzreconcile runs without the right to lower it`;
  const hint = `run it with CAP_SYS_RESOURCE, or write nothing below ${least}`;
  return {
    wants: [],
    refusals: [{ code: 'VZR633', pointer: '/namespace/oomAdjust', reason, hint, unenforced: true }],
  };
}
