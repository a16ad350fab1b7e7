// How what a container may do is kept, and what the kernel says of it: for people who want to see the kernel.

import type { LimitFact } from '../../reconciler/port/tools.ts';
import { hasCode } from '../kernel/errno.ts';
import type { RunRecord } from '../launcher/run-record.ts';
import { readKernelText } from '../procfs/read.ts';

/** Without values where the container does not run. */
export function privilegeFacts(record: RunRecord | undefined): readonly LimitFact[] {
  const rows = statusRows(record?.pid);
  const filters = rows.get('Seccomp');
  return [
    {
      pointer: '/namespace/capabilities',
      mechanism: 'bounding set',
      value: rows.get('CapBnd') ?? '',
      force: 'enforced',
    },
    {
      pointer: '/namespace/netfilter',
      mechanism: 'system call filter',
      value: filters === undefined ? '' : `Seccomp: ${filters}`,
      force: 'enforced',
      ...(record?.profile.netfilter === 'disabled' && { note: '32-bit programs lose socketcall(2) with it' }),
    },
  ];
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
