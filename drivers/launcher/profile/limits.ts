// Resource limits every process of a container starts with, getrlimit(2). Pure.

export interface ResourceLimit {
  readonly resource: number;
  readonly name: string;
  readonly soft: number;
  readonly hard: number;
}

const INFINITY = Number.POSITIVE_INFINITY;

/** Processes are limited by pids.max; a core would go to the host's core_pattern, hence none. */
const WISHED: readonly ResourceLimit[] = [
  { resource: 4, name: 'core', soft: 0, hard: 0 },
  { resource: 6, name: 'nproc', soft: INFINITY, hard: INFINITY },
  { resource: 7, name: 'nofile', soft: 1024, hard: 524_288 },
  { resource: 8, name: 'memlock', soft: 64 * 1024 * 1024, hard: 64 * 1024 * 1024 },
];

const TITLES: Readonly<Record<string, string>> = {
  core: 'Max core file size',
  nproc: 'Max processes',
  nofile: 'Max open files',
  memlock: 'Max locked memory',
};

/**
 * The wished limits, lowered to what this process may give: raising a hard limit needs CAP_SYS_RESOURCE.
 * `own` is the text of /proc/self/limits.
 */
export function containerLimits(own: string, mayRaise: boolean): readonly ResourceLimit[] {
  if (mayRaise) return WISHED;
  return WISHED.map((wish) => {
    const line = own.split('\n').find((text) => text.startsWith(`${TITLES[wish.name]} `));
    const field = line?.slice(TITLES[wish.name]?.length).trim().split(/\s+/)[1];
    const most = field === undefined || field === 'unlimited' ? INFINITY : Number(field);
    const hard = Math.min(wish.hard, most);
    return { ...wish, hard, soft: Math.min(wish.soft, hard) };
  });
}
