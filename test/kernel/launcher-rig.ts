// Containers small enough to make by the dozen: busybox roots in a scratch directory, groups in every hierarchy of this host.

import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildPlayer, playerPath } from '../../drivers/launcher/build.ts';
import { openLxcfs } from '../../drivers/launcher/lxcfs.ts';
import { createProcesses, type Processes } from '../../drivers/launcher/processes.ts';
import type { Wish } from '../../drivers/launcher/starts.ts';
import type { Clock } from '../../reconciler/port/clock.ts';
import { asCtid, type Ctid } from '../../schema/units.ts';
import { makeGroup } from '../helpers/groups.ts';

const BUSYBOX = '/usr/bin/busybox';

const clock: Clock = {
  now: () => performance.now(),
  sleep: async (ms, signal) => {
    try {
      await sleep(ms, undefined, signal === undefined ? {} : { signal });
    } catch {
      // Aborted: the caller looks for itself.
    }
  },
};

const CGROUP2_MAGIC = 0x63677270;
const MOUNT_ROOT = '/sys/fs/cgroup';

/** Mount points of the hierarchies containers get a group in; the first is the identity. */
function hierarchies(): readonly string[] {
  const all = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .flatMap((line) => {
      const mountpoint = line.split(' ')[4] ?? '';
      if (line.includes(' - cgroup2 ')) return [{ mountpoint, unified: true }];
      return / - cgroup .*\b(memory|pids|cpu|cpuset)$/.test(line) ? [{ mountpoint, unified: false }] : [];
    });
  const sorted = all.sort((a, b) => Number(b.unified) - Number(a.unified));
  return [...new Set(sorted.map(({ mountpoint }) => mountpoint))];
}

export interface Rig {
  readonly folder: string;
  /**
   * What of the host's inventory is this rig's: its folder, the groups of its containers (60400 to 60499), and the
   * directory a root is put together on, where a mount that got out would not name the folder.
   */
  readonly mine: RegExp;
  readonly processes: Processes;
  readonly groups: {
    dirsOf(ctid: Ctid): { readonly identity: string; readonly join: readonly string[] };
    killAll(ctid: Ctid): void;
    thaw(ctid: Ctid): Promise<void>;
  };
  /** Makes groups and a root for a container; `init` is an argv. */
  container(number: number, init?: readonly string[]): { readonly ctid: Ctid; readonly wish: Wish };
  /** A second view of the same host, as a restarted reconciler has it. */
  another(): Processes;
  rootOf(ctid: Ctid): { readonly lower: readonly string[]; readonly upper: string; readonly work: string };
  close(): Promise<void>;
}

export const SLEEP = ['/bin/sh', '-c', 'trap "exit 0" TERM; while :; do sleep 1000 & wait $!; done'] as const;

export function openRig(): Rig {
  const folder = mkdtempSync('/var/tmp/vz-launcher-');
  if (!existsSync(playerPath()) || isOlder(playerPath(), 'drivers/launcher/player.c')) buildPlayer();
  makeTemplate(`${folder}/template`);
  const mounts = hierarchies();
  const dirsOf: Rig['groups']['dirsOf'] = (ctid) => {
    const join = mounts.map((mount) => `${mount}/vz/${ctid}`);
    return { identity: join[0] ?? MOUNT_ROOT, join };
  };
  const made = new Set<Ctid>();
  const opened: Processes[] = [];
  const another = (): Processes => {
    const processes = createProcesses({
      groups: { dirsOf, clear: async () => {} },
      clock,
      root: '/var/lib/vz',
      lxcfs: openLxcfs(clock.now),
    });
    opened.push(processes);
    return processes;
  };
  const rootOf: Rig['rootOf'] = (ctid) => ({
    lower: [`${folder}/template`],
    upper: `${folder}/${ctid}/upper`,
    work: `${folder}/${ctid}/work`,
  });
  const groups: Rig['groups'] = {
    dirsOf,
    killAll: (ctid) => tryWrite(`${dirsOf(ctid).identity}/cgroup.kill`, '1'),
    thaw: async (ctid) => tryWrite(`${dirsOf(ctid).identity}/cgroup.freeze`, '0'),
  };
  return {
    folder,
    mine: new RegExp(`${folder}|^\\S+ /tmp(/(u|r|e|l\\d+)(/\\S*)?)? |/vz/604\\d\\d$`),
    groups,
    processes: another(),
    another,
    rootOf,
    container(number, init = SLEEP) {
      const ctid = asCtid(number);
      made.add(ctid);
      for (const dir of dirsOf(ctid).join) makeGroup(dir);
      for (const dir of dirsOf(ctid).join) prepareCpuset(dir);
      for (const name of ['upper', 'work']) mkdirSync(`${folder}/${ctid}/${name}`, { recursive: true });
      const wish: Wish = {
        name: `container ${ctid}`,
        base: ctid * 65_536,
        hostname: `ct${ctid}`,
        root: rootOf(ctid),
        files: [{ name: 'hostname', content: `ct${ctid}\n`, replace: true }],
        init,
      };
      return { ctid, wish };
    },
    async close() {
      for (const ctid of made) {
        groups.killAll(ctid);
        await opened[0]?.forget(ctid).catch(() => {});
        await opened
          .at(-1)
          ?.forget(ctid)
          .catch(() => {});
      }
      for (const processes of opened) await processes.close();
      for (const ctid of made) await removeGroups(dirsOf(ctid).join);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const isOlder = (file: string, than: string): boolean => statSync(file).mtimeMs < statSync(than).mtimeMs;

function makeTemplate(root: string): void {
  for (const name of ['bin', 'sbin', 'etc', 'proc', 'sys', 'dev', 'tmp', 'root', 'var']) {
    mkdirSync(`${root}/${name}`, { recursive: true });
  }
  copyFileSync(BUSYBOX, `${root}/bin/busybox`);
  const applets = execFileSync(BUSYBOX, ['--list'], { encoding: 'utf8' }).split('\n');
  for (const applet of applets) {
    if (applet !== '' && applet !== 'busybox') symlinkSync('busybox', `${root}/bin/${applet}`);
  }
  symlinkSync('../bin/busybox', `${root}/sbin/init`);
  writeFileSync(`${root}/etc/passwd`, 'root:x:0:0:root:/root:/bin/sh\n');
}

/** A cpuset of version 1 takes no process before it has CPUs and nodes. */
function prepareCpuset(dir: string): void {
  if (statfsSync(dir).type === CGROUP2_MAGIC) return;
  for (const name of ['cpuset.cpus', 'cpuset.mems']) {
    const parent = `${dir}/../${name}`;
    const top = `${dir}/../../${name}`;
    if (!existsSync(parent)) continue;
    if (readFileSync(parent, 'utf8').trim() === '') writeFileSync(parent, readFileSync(top, 'utf8').trim());
    writeFileSync(`${dir}/${name}`, readFileSync(parent, 'utf8').trim());
  }
}

function tryWrite(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch {
    // Gone, or a kernel without it.
  }
}

async function removeGroups(dirs: readonly string[]): Promise<void> {
  for (const dir of dirs) {
    for (let tries = 0; tries < 100 && existsSync(dir); tries++) {
      try {
        execFileSync('/usr/bin/rmdir', [dir], { stdio: 'ignore' });
      } catch {
        await sleep(20);
      }
    }
  }
}

/** Runs a command in a running container from the outside, by nsenter: independent of what is tested. */
export function inside(pid: number, command: string): string {
  const args = [
    '-t',
    String(pid),
    '-U',
    '-p',
    '-n',
    '-i',
    '-u',
    '-C',
    '-m',
    '-S',
    '0',
    '-G',
    '0',
    '/bin/sh',
    '-c',
    command,
  ];
  return execFileSync('/usr/bin/nsenter', args, {
    encoding: 'utf8',
    env: { PATH: '/bin:/sbin' },
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}
