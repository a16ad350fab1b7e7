// "Did you mean": the nearest of a few allowed words.

import { ubcNames } from './ubc.ts';

/** The allowed word nearest to what was written, if it is near enough to be a slip of the hand; ties go to the first. */
export function nearest(written: string, allowed: readonly string[]): string | undefined {
  if (written.length > 64) return undefined;
  const word = written.toLowerCase();
  // A third of the letters, at most two and a bit: the threshold other configuration tools arrived at by trial.
  const limit = Math.max(1, Math.min(2, Math.floor(word.length / 3) + 1));
  let best: { word: string; distance: number } | undefined;
  for (const candidate of allowed) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const distance = editDistance(word, candidate.toLowerCase());
    if (distance <= limit && distance < candidate.length && (best === undefined || distance < best.distance)) {
      best = { word: candidate, distance };
    }
  }
  return best?.word;
}

/** Optimal string alignment distance: insert, delete, replace, swap two neighbours. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

/** What people who know other tools write, and the field that means it. */
const otherWords: Readonly<Record<string, string>> = {
  memory: 'vswap.ram',
  mem: 'vswap.ram',
  ram: 'vswap.ram',
  swap: 'vswap.swap',
  cpu: 'cpulimit',
  cpuset: 'cpumask',
  disk: 'diskspace',
  size: 'diskspace',
  ip: 'ips',
  ipadd: 'ips',
  netif: 'netifs',
  netdev: 'netdevs',
  veth: 'netifs',
  addresses: 'ips',
  image: 'template',
  ostemplate: 'template',
  dns: 'nameservers',
  pids: 'numproc',
  command: 'init',
  capability: 'capabilities',
  iptables: 'netfilter',
  sysctl: 'sysctls',
  base: 'idmap.base',
  devnodes: 'devices',
  vm_overcommit: 'vmOvercommit',
  ...Object.fromEntries(ubcNames.filter((name) => name !== 'numproc').map((name) => [name, `ubc.${name}`])),
  physpages: 'vswap.ram',
  swappages: 'vswap.swap',
  mount_opts: 'mountOpts',
};

/** OpenVZ parameters this version does not have; naming them beats "unknown". */
const laterParameters = new Set(
  ('onboot bootorder ' + 'diskquota cpuweight private root userpasswd description disabled avnumproc meminfo').split(
    ' ',
  ),
);

/** A hint for a field that does not exist where it was written. */
export function fieldHint(written: string, allowed: readonly string[]): string {
  const near = nearest(written, allowed);
  if (near !== undefined) return `did you mean ${near}?`;
  const lower = written.slice(0, 64).toLowerCase();
  const other = Object.hasOwn(otherWords, lower) && allowed.includes('template') ? otherWords[lower] : undefined;
  if (other !== undefined) return `did you mean ${other}?`;
  if (written === '<<') return 'merge keys are not supported; write the fields out';
  if (laterParameters.has(lower)) return 'vzreconcile/v1alpha1 does not have this OpenVZ parameter yet';
  return allowed.length === 0 ? 'nothing may stand here' : `possible here: ${allowed.join(', ')}`;
}
