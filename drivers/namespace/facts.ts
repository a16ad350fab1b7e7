// How what a container may do is kept, and what the kernel says of it: for people who want to see the kernel.

import type { LimitFact } from '../../reconciler/port/tools.ts';
import type { MountWish } from '../../schema/mount.ts';
import { hasCode } from '../kernel/error-code.ts';
import type { RunRecord } from '../launcher/run-record.ts';
import { readKernelText } from '../procfs/read.ts';
import { observeMounts } from './mounts.ts';
import { readSysctls } from './sysctls.ts';

/** Without values where the container does not run. */
export function privilegeFacts(record: RunRecord | undefined): readonly LimitFact[] {
  const rows = statusRows(record?.pid);
  const filters = rows.get('Seccomp');
  const isOpen = record?.profile.netfilter !== 'disabled';
  return [
    {
      pointer: '/namespace/features',
      mechanism: 'system call filter, devices',
      value: (record?.profile.features ?? []).join(', '),
      force: 'enforced',
    },
    {
      pointer: '/namespace/capabilities',
      mechanism: 'bounding set',
      value: rows.get('CapBnd') ?? '',
      force: 'enforced',
    },
    {
      pointer: '/namespace/netfilter',
      mechanism: 'system call filter',
      value: filters === undefined ? '' : `Seccomp: ${filters}, ${isOpen ? 'lets it pass' : 'without it'}`,
      force: 'enforced',
      ...(!isOpen && { note: '32-bit programs lose socketcall(2) with it' }),
    },
    {
      pointer: '/namespace/sysctls',
      mechanism: '/proc/sys',
      value: record === undefined ? '' : sysctlsOf(record),
      force: 'approximated',
      note: 'root inside may change its own until the next pass',
    },
  ];
}

/** Files of the network belong to ids of the host, which no kernel maps for them. */
export function mountFact(asked: readonly MountWish[] = [], mountinfo = ''): LimitFact {
  const mounts = observeMounts(asked, mountinfo);
  const fact = {
    pointer: '/namespace/mounts',
    mechanism: 'locked mounts',
    value: mounts.map(({ target }) => target).join(', '),
  };
  if (asked.every(({ type }) => type !== 'nfs')) return { ...fact, force: 'enforced' };
  return {
    ...fact,
    force: 'approximated',
    note: "ids of NFS are the host's: user N inside is user idmap.base + N of the server",
  };
}

function statusRows(pid: number | undefined): ReadonlyMap<string, string> {
  if (pid === undefined) return new Map();
  try {
    const lines = readKernelText(`/proc/${pid}/status`).matchAll(/^(\w+):\t(.*)$/gm);
    return new Map(Array.from(lines, ([, name = '', value = '']) => [name, value]));
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ESRCH')) return new Map();
    throw error;
  }
}

function sysctlsOf({ pid, sysctls }: RunRecord): string {
  try {
    const values = Object.entries(readSysctls(pid, Object.keys(sysctls)));
    return values.map(([name, value]) => `${name}=${value}`).join(', ');
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ESRCH')) return '';
    throw error;
  }
}
