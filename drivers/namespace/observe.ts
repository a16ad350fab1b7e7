// What the kernel says of the namespaces of a container that runs: the section as observe reports it. proc_pid_uid_map(5).

import { existsSync, readFileSync } from 'node:fs';
import type { NamespaceState } from '../../reconciler/state/container.ts';
import { containerDefaults } from '../../reconciler/state/defaults.ts';
import type { Ctid } from '../../schema/units.ts';
import { hasCode } from '../kernel/error-code.ts';
import { hostnameOf } from '../kernel/uts.ts';
import type { Giver } from '../launcher/profile/limits.ts';
import type { RunRecord } from '../launcher/run-record.ts';
import { readKernelText, readMountinfo } from '../procfs/read.ts';
import { readInside } from '../safefs/read.ts';
import { presentNodes } from './device-nodes.ts';
import { acceptUbc, type HostMost } from './judge-ubc.ts';
import { observeMounts } from './mounts.ts';
import { observeOom } from './oom.ts';
import { observePrivileges } from './privileges.ts';
import { parseResolvConf } from './resolv-conf.ts';
import { readSysctls } from './sysctls.ts';
import { limitsOf, observeUbc } from './ubc.ts';

const RESOLV_CONF = '/etc/resolv.conf';
/** Bytes; a resolver reads three nameservers and six domains. */
const RESOLV_CONF_LIMIT = 16_384;

let most: HostMost | undefined;

/** Asked for every container: read once for all that are judged in one turn of the event loop. */
export function hostMost(): HostMost {
  if (most !== undefined) return most;
  most = { numpty: readSetting('kernel/pty/max') ?? 0, numfile: readSetting('fs/nr_open') ?? Number.POSITIVE_INFINITY };
  setImmediate(() => {
    most = undefined;
  });
  return most;
}

/** Host pids of a container's processes: all of them, and those whose limits are looked at. */
interface Members {
  readonly pids: (ctid: Ctid) => readonly number[];
  readonly members: (ctid: Ctid) => readonly number[];
}

/** undefined when init ended while it was looked at. */
export function observeOne(record: RunRecord, giver: Giver, { pids, members }: Members): NamespaceState | undefined {
  const { ctid, pid, profile, devices = [], mounts: asked = [], sysctls, ubc, oomAdjust = [] } = record;
  try {
    const base = baseOf(pid);
    if (base === undefined) return undefined;
    const text = readInside(`/proc/${pid}/root`, RESOLV_CONF, RESOLV_CONF_LIMIT)?.toString('latin1') ?? '';
    const started = ubc ?? acceptUbc(containerDefaults.ubc, giver, hostMost()).wants;
    const others = members(ctid).filter((one) => one !== pid);
    const limits = readKernelText(`/proc/${pid}/limits`);
    const mounts = readMountinfo(pid);
    if (mounts === '') return undefined;
    return {
      idmap: { base },
      hostname: hostnameOf(pid),
      ...parseResolvConf(text),
      ...observePrivileges(pid, profile),
      devices: presentNodes({ pid }, devices),
      sysctls: readSysctls(pid, Object.keys(sysctls)),
      mounts: observeMounts(asked, mounts),
      oomAdjust: observeOom(oomAdjust, () => ({ pids: pids(ctid), base })),
      ubc: observeUbc(started, pid, [limits, ...limitsOf(others)], mounts),
    };
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ESRCH', 'EACCES')) return undefined;
    throw error;
  }
}

/** The first of its host ids. Throws ENOENT or ESRCH when it is gone. */
export function baseOf(pid: number): number | undefined {
  const [inside, base, count] = readFileSync(`/proc/${pid}/uid_map`, 'latin1').trim().split(/\s+/).map(Number);
  return inside !== 0 || count === undefined ? undefined : base;
}

/** A number of /proc/sys; undefined where this kernel has none. */
export function readSetting(name: string): number | undefined {
  const path = `/proc/sys/${name}`;
  return existsSync(path) ? Number(readKernelText(path)) : undefined;
}
