// Which beancounters of processes this host can give. Pure over what vzreconcile itself has.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { UbcState } from '../../reconciler/state/container.ts';
import { containerDefaults } from '../../reconciler/state/defaults.ts';
import type { Max } from '../../schema/units.ts';
import { type Giver, readLimit, type UbcLimit, ubcLimits } from '../launcher/profile/limits.ts';

export const resourceNames = Object.keys(ubcLimits) as readonly UbcLimit[];
/** Those a running process can be given; a ceiling is fixed when the namespace is made. */
export const liveLimits = ['numfile', 'lockedpages', 'privvmpages'] as const satisfies readonly UbcLimit[];

export const finite = (limit: number | Max): number => (limit === 'max' ? Number.POSITIVE_INFINITY : limit);

/** The host's most, where a process may not be given more than its giver has. */
const mostOf = ({ own, mayRaise }: Giver, name: UbcLimit): number =>
  mayRaise ? Number.POSITIVE_INFINITY : readLimit(own, ubcLimits[name].name).hard;

/** What nobody on the host may have more of: kernel.pty.max, and fs.nr_open, which setrlimit(2) refuses even to root. */
export type HostMost = Readonly<Record<'numpty' | 'numfile', number>>;

/** The section as observe reports it. A default above what the host has is lowered; what was asked for is refused. */
export function acceptUbc(
  wants: UbcState,
  giver: Giver,
  host: HostMost,
): { readonly wants: UbcState; readonly refusals: readonly Refusal[] } {
  const refusals: Refusal[] = [];
  const accepted: Record<string, number | Max | 'mixed'> = { ...wants };
  const above = (name: keyof UbcState, most: number): void => {
    const reason = `${name} ${wants[name]} is above the ${most} this host has`;
    refusals.push({ code: 'VZR631', pointer: `/namespace/ubc/${name}`, reason, hint: `ask for at most ${most}` });
  };
  for (const name of resourceNames) {
    const most = Math.min(mostOf(giver, name), name === 'numfile' ? host.numfile : Number.POSITIVE_INFINITY);
    const value = wants[name];
    if (value === 'max' || value <= most) continue;
    if (value === containerDefaults.ubc[name]) accepted[name] = most;
    else above(name, most);
  }
  if (wants.numpty > host.numpty) above('numpty', host.numpty);
  return { wants: { ...accepted, shmpages: wants.shmpages ?? 'max' } as unknown as UbcState, refusals };
}

/** Pointers of limits that only another start can raise: for processes that run it takes CAP_SYS_RESOURCE, prlimit(2). */
export function needsStart(was: UbcState, wants: UbcState, { mayRaise }: Giver): readonly string[] {
  if (mayRaise) return [];
  return liveLimits.filter((name) => finite(wants[name]) > finite(was[name])).map((name) => `/namespace/ubc/${name}`);
}
