// What a container could leave behind on the host, as sorted text lines: compared before and after. Our own leaks only:
// lines that other processes of a shared machine change (their mounts, their links) are filtered by `mine`. Shown to see
// planted leaks in test/kernel/inventory.test.ts.

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

export interface Inventory {
  readonly mounts: readonly string[];
  readonly cgroups: readonly string[];
  readonly links: readonly string[];
  readonly loops: readonly string[];
  readonly fds: readonly string[];
  readonly zombies: readonly string[];
}

const lines = (path: string): string[] => readFileSync(path, 'latin1').split('\n').filter(Boolean);

function tryList(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** Every `vz/<n>` directory of every hierarchy. */
function groups(): string[] {
  const roots = lines('/proc/self/mountinfo')
    .filter((line) => / - cgroup2? /.test(line))
    .map((line) => line.split(' ')[4] ?? '');
  return roots.flatMap((root) =>
    tryList(join(root, 'vz'))
      .filter((name) => /^\d+$/.test(name))
      .map((name) => join(root, 'vz', name)),
  );
}

function backedLoops(): string[] {
  return tryList('/sys/block')
    .filter((name) => name.startsWith('loop'))
    .flatMap((name) => {
      try {
        return [`${name} ${readFileSync(`/sys/block/${name}/loop/backing_file`, 'latin1').trim()}`];
      } catch {
        return [];
      }
    });
}

/** Targets of a process's descriptors by kind; numbers of anonymous ones are dropped, counts are kept. */
function descriptors(owner: number): string[] {
  return tryList(`/proc/${owner}/fd`).flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/${owner}/fd/${fd}`).replace(/:\[\d+\]/, '')];
    } catch {
      return [];
    }
  });
}

/** Zombies whose parent is `owner` or this process. */
function zombieChildren(owner: number): string[] {
  return tryList('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return state === 'Z' && [owner, process.pid].includes(Number(parent)) ? [pid] : [];
      } catch {
        return [];
      }
    });
}

/** Takes the inventory of everything whose line matches `mine` (mounts, groups, links and loops), and of a process of ours. */
export function takeInventory(mine: RegExp, owner: number = process.pid): Inventory {
  const keep = (all: readonly string[]): string[] => all.filter((line) => mine.test(line)).sort();
  return {
    mounts: keep(lines('/proc/self/mountinfo').map((line) => line.split(' ').slice(3).join(' '))),
    cgroups: keep(groups()),
    links: keep(tryList('/sys/class/net')),
    loops: keep(backedLoops()),
    fds: descriptors(owner).sort(),
    zombies: zombieChildren(owner),
  };
}
