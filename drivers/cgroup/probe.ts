// Facts about this host's control groups, each with what to do about it. Reads only.

import type { Probe } from '../../reconciler/port/driver.ts';
import { hasCode } from '../kernel/error-code.ts';
import type { GroupFacts } from './accept.ts';
import type { Layout } from './detect.ts';
import type { GroupFiles } from './files.ts';

export function probeGroups(files: GroupFiles, facts: GroupFacts): readonly Probe[] {
  const { layout } = facts;
  return [
    {
      feature: 'cgroup',
      state: 'ok',
      detail: `${layout.kind}: ${layout.hierarchies.map((one) => `${one.mount} (${one.version})`).join(', ')}`,
    },
    ...(['memory', 'cpu', 'cpuset', 'io', 'pids'] as const).map((name) => probeController(layout, name)),
    probeSwap(facts),
    probeMarks(files, layout),
    probeKill(files, layout),
    probeDevices(layout),
    probeWeights(facts),
    probePressure(files, layout),
    ...probeDelegation(files, layout),
  ];
}

function probeController(layout: Layout, name: 'memory' | 'cpu' | 'cpuset' | 'io' | 'pids'): Probe {
  const place = layout.controllers[name];
  const feature = `cgroup ${name}`;
  const v1 = name === 'io' ? 'blkio' : name;
  if (place) return { feature, state: 'ok', detail: `${place.mount} (${place.version})` };
  const hint =
    layout.kind === 'v2'
      ? `look for cgroup_disable=${name} in /proc/cmdline and at ${layout.identity.mount}/cgroup.controllers`
      : `mount it: mount -t cgroup -o ${v1} cgroup /sys/fs/cgroup/${v1}`;
  return { feature, state: 'missing', detail: 'no hierarchy has this controller', hint };
}

function probeSwap({ swap }: GroupFacts): Probe {
  const feature = 'cgroup swap limit';
  if (swap) return { feature, state: 'ok', detail: 'swap is accounted per group' };
  return { feature, state: 'missing', detail: 'swap is not accounted', hint: 'boot with swapaccount=1' };
}

function probeMarks(files: GroupFiles, layout: Layout): Probe {
  const feature = 'cgroup markers';
  try {
    files.getMark(layout.identity.mount, 'trusted.vzreconcile');
    return { feature, state: 'ok', detail: 'trusted extended attributes can be read' };
  } catch (error) {
    if (!hasCode(error, 'ENOTSUP', 'EOPNOTSUPP', 'EPERM')) throw error;
    const hint = 'run as root in the initial user namespace';
    return { feature, state: 'missing', detail: 'trusted extended attributes do not work here', hint };
  }
}

function probeKill(files: GroupFiles, layout: Layout): Probe {
  const feature = 'cgroup.kill';
  const { mount, version } = layout.identity;
  // The root of the hierarchy has no cgroup.kill: any group below tells.
  const child = files.children(mount)[0];
  const known = child === undefined ? undefined : files.tryRead(`${mount}/${child}/cgroup.events`);
  if (version === 'v1') {
    const hint = 'mount cgroup2 somewhere; it needs no controllers';
    return { feature, state: 'degraded', detail: 'no cgroup2 is mounted: processes are killed one by one', hint };
  }
  if (known === undefined)
    return { feature, state: 'ok', detail: 'assumed: cgroup2 has no group yet to ask (since 5.14)' };
  if (files.children(mount).some((name) => files.has(`${mount}/${name}/cgroup.kill`))) {
    return { feature, state: 'ok', detail: 'a container is killed with one write' };
  }
  return { feature, state: 'degraded', detail: 'processes are killed one by one', hint: 'use kernel 5.14 or later' };
}

function probeDevices(layout: Layout): Probe {
  const feature = 'cgroup devices';
  const place = layout.controllers.devices;
  if (place?.version === 'v1') return { feature, state: 'ok', detail: `${place.mount} (v1), allow list` };
  if (place) return { feature, state: 'ok', detail: `${place.mount} (v2), BPF device program` };
  return {
    feature,
    state: 'degraded',
    detail:
      'no device allow list; device nodes cannot be made inside a user namespace, and only those of /dev are there',
    hint: 'use a kernel with CONFIG_CGROUP_BPF, or mount the devices controller of cgroup v1',
  };
}

function probeWeights({ weighing, weighable }: GroupFacts): Probe {
  const feature = 'disk weights';
  if (weighing.names.length > 0)
    return { feature, state: 'ok', detail: `ioprio is kept by ${weighing.names.join(', ')}` };
  const detail = 'no disk below the pool schedules by weight: ioprio cannot be kept';
  const [disk = 'DISK'] = weighable;
  return { feature, state: 'degraded', detail, hint: `echo bfq > /sys/block/${disk}/queue/scheduler` };
}

function probePressure(files: GroupFiles, { identity }: Layout): Probe {
  const feature = 'pressure (PSI)';
  if (identity.version === 'v2' && files.tryRead('/proc/pressure/cpu') !== undefined)
    return { feature, state: 'ok', detail: 'status shows how short of processor, memory and disk containers are' };
  const hint =
    identity.version === 'v2'
      ? 'boot with psi=1, on a kernel with CONFIG_PSI'
      : 'mount cgroup2; it needs no controllers';
  return { feature, state: 'degraded', detail: 'the kernel does not say how long processes wait', hint };
}

/** Whether vz can be given controllers: in a hierarchy's real root always, in a group only while it holds no processes. */
function probeDelegation(files: GroupFiles, layout: Layout): readonly Probe[] {
  const feature = 'cgroup v2 delegation';
  const uses = (['memory', 'cpu', 'cpuset', 'io', 'pids'] as const).filter(
    (name) => layout.controllers[name]?.version === 'v2',
  );
  if (uses.length === 0) return [];
  const { mount } = layout.identity;
  const isRealRoot = files.tryRead(`${mount}/cgroup.type`) === undefined;
  if (isRealRoot || files.read(`${mount}/cgroup.procs`) === '') {
    return [{ feature, state: 'ok', detail: `${uses.join(', ')} can be given to ${mount}/vz` }];
  }
  const detail = `${mount} is not the root of the hierarchy and has processes: ${uses.join(', ')} cannot be given to groups inside`;
  return [
    { feature, state: 'missing', detail, hint: 'run outside of a container, or move the processes into a sub-group' },
  ];
}
