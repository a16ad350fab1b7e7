// Settings of the host that containers run into or look through, one line of doctor each. sysctl(7), namespaces(7),
// Documentation/admin-guide/sysctl/kernel.rst. Reading is a parameter; nothing here changes a setting.

import type { Probe } from '../../reconciler/port/driver.ts';

/** The number in a file of /proc/sys; undefined when this kernel has no such file. */
export type ReadSetting = (name: string) => number | undefined;

const KINDS = ['user', 'pid', 'net', 'ipc', 'uts', 'mnt', 'cgroup'] as const;
/** Process ids are shared by all containers; below this two busy ones can starve the host. */
const FEW_PIDS = 65_536;
const FEW_NAMESPACES = 1000;

/** What the host's settings mean for containers. */
export function hostLimits(read: ReadSetting): readonly Probe[] {
  return [processIds(read), namespaceCount(read), kernelLog(read)];
}

function processIds(read: ReadSetting): Probe {
  const feature = 'process ids';
  const most = read('kernel/pid_max');
  if (most === undefined || most >= FEW_PIDS)
    return { feature, state: 'ok', detail: `${most ?? 'unknown'} on the host` };
  const detail = `${most} for the host and all containers together`;
  return { feature, state: 'degraded', detail, hint: 'sysctl kernel.pid_max=4194304' };
}

function namespaceCount(read: ReadSetting): Probe {
  const feature = 'namespace limits';
  const counts = KINDS.map((kind) => ({ kind, most: read(`user/max_${kind}_namespaces`) ?? Number.POSITIVE_INFINITY }));
  const least = counts.reduce((a, b) => (b.most < a.most ? b : a));
  const hint = `sysctl user.max_${least.kind}_namespaces=65536`;
  if (least.most === 0) return { feature, state: 'missing', detail: `${least.kind} namespaces are switched off`, hint };
  if (least.most < FEW_NAMESPACES)
    return { feature, state: 'degraded', detail: `at most ${least.most} ${least.kind} namespaces`, hint };
  return { feature, state: 'ok', detail: `room for ${least.most} containers` };
}

/** Without the restriction everybody may read the kernel's log, from inside containers too: it has no namespace. */
function kernelLog(read: ReadSetting): Probe {
  const feature = 'kernel log';
  if (read('kernel/dmesg_restrict') !== 0) return { feature, state: 'ok', detail: 'closed to containers' };
  const detail = 'containers may be able to read it';
  return { feature, state: 'degraded', detail, hint: 'sysctl kernel.dmesg_restrict=1' };
}
