// What only the processes of a container tell of its beancounters: counted in /proc, one process after the other, so these
// numbers are not of one moment. proc(5), proc_pid_net(5).

import { readdirSync, readFileSync } from 'node:fs';
import type { Counter } from '../../reconciler/port/tools.ts';
import { firstMount, parseMountinfo } from '../procfs/mountinfo.ts';
import { readMountinfo } from '../procfs/read.ts';
import { terminalsInside } from '../safefs/read.ts';

type Counters = Readonly<Record<string, Counter>>;

/** `pids`: of the container, as the host numbers them; `init`: the one whose network and terminals are asked. */
export function processCounters(pids: readonly number[], init: number, pageSize: number): Counters {
  const statuses = pids.map((pid) => read(`/proc/${pid}/status`));
  const sum = (key: string): number => statuses.reduce((total, text) => total + (row(text, key) ?? 0), 0);
  // Of the user, which all processes of one user share: the highest of each user.
  const queued = new Map<string, number>();
  for (const text of statuses) {
    const uid = /^Uid:\s+(\d+)/m.exec(text)?.[1];
    if (uid !== undefined) queued.set(uid, Math.max(queued.get(uid) ?? 0, row(text, 'SigQ') ?? 0));
  }
  const files = pids.flatMap((pid) => list(`/proc/${pid}/fdinfo`).map((fd) => `/proc/${pid}/fdinfo/${fd}`));
  const sockets = `${read(`/proc/${init}/net/sockstat`)}\n${read(`/proc/${init}/net/sockstat6`)}`;
  const inUse = (...names: readonly string[]): number =>
    names.reduce((total, name) => {
      const [, count = '0'] = new RegExp(`^${name}: inuse (\\d+)`, 'm').exec(sockets) ?? [];
      return total + Number(count);
    }, 0);
  return {
    privvmpages: { held: Math.floor(((sum('VmData') + sum('VmStk')) * 1024) / pageSize) },
    numfile: { held: files.length },
    numflock: { held: new Set(files.flatMap((file) => locksOf(read(file)))).size },
    numpty: { held: seesTerminals(init) ? terminalsInside(`/proc/${init}/root`).length : 0 },
    numsiginfo: { held: [...queued.values()].reduce((total, count) => total + count, 0) },
    numtcpsock: { held: inUse('TCP', 'TCP6') },
    // Of the families that a limit is kept on, so that setting one does not change what is counted. "FRAG" are no sockets.
    numothersock: { held: inUse('UDP', 'UDPLITE', 'RAW', 'UDP6', 'UDPLITE6', 'RAW6') },
  };
}

/** What root inside mounted over them is not theirs, and may be slow to answer. */
function seesTerminals(init: number): boolean {
  const own = firstMount(parseMountinfo(readMountinfo(init), 'mountinfo'), '/dev/pts');
  return own?.visible === true && own.mount.fsType === 'devpts';
}

/** "lock:	1: FLOCK  ADVISORY  WRITE 3437 08:01:1234 0 EOF": /proc/locks names who took it, who may be gone. */
const locksOf = (fdinfo: string): readonly string[] =>
  fdinfo.split('\n').flatMap((line) => /^lock:\s+\d+: (.*)$/.exec(line)?.[1] ?? []);

/** A number of kB or the first of two: "VmData:  180 kB", "SigQ: 0/1024". */
function row(status: string, key: string): number | undefined {
  const [, value] = new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status) ?? [];
  return value === undefined ? undefined : Number(value);
}

/** Processes end while they are counted, and what is asked then has many errors. */
export function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function list(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
