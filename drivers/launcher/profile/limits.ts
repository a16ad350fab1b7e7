// Resource limits every process of a container starts with, getrlimit(2). Pure.

import type { UbcState } from '../../../reconciler/state/container.ts';
import { containerDefaults } from '../../../reconciler/state/defaults.ts';
import type { Max } from '../../../schema/units.ts';

export interface ResourceLimit {
  readonly resource: number;
  readonly name: string;
  readonly soft: number;
  readonly hard: number;
}

/**
 * A limit on all processes of a user namespace together: what its creator's soft limit was at that moment, and what that
 * is restored to. set_userns_rlimit_max(), kernel/user_namespace.c, Linux 5.14.
 */
export interface Ceiling extends ResourceLimit {
  readonly own: { readonly soft: number; readonly hard: number };
}

const INFINITY = Number.POSITIVE_INFINITY;
const finite = (limit: number | Max): number => (limit === 'max' ? INFINITY : limit);

/** Of beancounters that are resource limits: the one of getrlimit(2), and the most processes usually begin with. */
export const ubcLimits = {
  privvmpages: { resource: 2, name: 'data', title: 'Max data size' },
  numfile: { resource: 7, name: 'nofile', title: 'Max open files', usual: 1024 },
  lockedpages: { resource: 8, name: 'memlock', title: 'Max locked memory' },
  numsiginfo: { resource: 11, name: 'sigpending', title: 'Max pending signals' },
} as const;
export type UbcLimit = keyof typeof ubcLimits;

/** One beancounter as a limit of each process. */
export function limitOf(counter: UbcLimit, value: number | Max): ResourceLimit {
  const { resource, name, ...rest } = ubcLimits[counter];
  const hard = finite(value);
  return { resource, name, soft: 'usual' in rest ? Math.min(rest.usual, hard) : hard, hard };
}

/** Processes are limited by pids.max; a core would go to the host's core_pattern, hence none. */
function wished(ubc: UbcState): readonly ResourceLimit[] {
  return [
    { resource: 4, name: 'core', soft: 0, hard: 0 },
    { resource: 6, name: 'nproc', soft: INFINITY, hard: INFINITY },
    limitOf('numfile', ubc.numfile),
    limitOf('lockedpages', ubc.lockedpages),
    // These two are the host's unless asked for.
    ...(['privvmpages', 'numsiginfo'] as const).flatMap((name) =>
      ubc[name] === 'max' ? [] : limitOf(name, ubc[name]),
    ),
  ];
}

const TITLES: Readonly<Record<string, string>> = {
  core: 'Max core file size',
  nproc: 'Max processes',
  ...Object.fromEntries(Object.values(ubcLimits).map(({ name, title }) => [name, title])),
};

/** What /proc/PID/limits says of a limit; infinite also where it has no such row. */
export function readLimit(text: string, name: string): { readonly soft: number; readonly hard: number } {
  const line = text.split('\n').find((row) => row.startsWith(`${TITLES[name]} `));
  const [soft, hard] = (line?.slice(TITLES[name]?.length).trim().split(/\s+/) ?? []).map((field) =>
    field === 'unlimited' ? INFINITY : Number(field),
  );
  return { soft: soft ?? INFINITY, hard: hard ?? INFINITY };
}

/** The rows of /proc/PID/limits that beancounters are about. */
export const limitLines = (text: string): string =>
  text
    .split('\n')
    .filter((row) => Object.values(ubcLimits).some(({ title }) => row.startsWith(`${title} `)))
    .join('\n');

/** What this process is and may give: `own` is the text of /proc/self/limits; raising a hard limit needs CAP_SYS_RESOURCE. */
export interface Giver {
  readonly own: string;
  readonly mayRaise: boolean;
}

/** The limits of a container's processes, lowered to what may be given. */
export function containerLimits(
  { own, mayRaise }: Giver,
  ubc: UbcState = containerDefaults.ubc,
): readonly ResourceLimit[] {
  const limits = wished(ubc);
  if (mayRaise) return limits;
  return limits.map((wish) => {
    const hard = Math.min(wish.hard, readLimit(own, wish.name).hard);
    return { ...wish, hard, soft: Math.min(wish.soft, hard) };
  });
}

/** The ceilings of a container's user namespace. */
export function ceilingsOf({ own }: Giver, { numsiginfo }: UbcState = containerDefaults.ubc): readonly Ceiling[] {
  if (numsiginfo === 'max') return [];
  return [{ ...limitOf('numsiginfo', numsiginfo), own: readLimit(own, ubcLimits.numsiginfo.name) }];
}
