// Where this host keeps each controller: cgroup v1, v2, or both (hybrid). Read from mountinfo; no path is assumed.

import { type Mount, parseMountinfo, visibleMounts } from '../procfs/mountinfo.ts';
import { GroupError } from './errors.ts';
import type { GroupFiles } from './files.ts';

const ours = ['memory', 'cpu', 'cpuset', 'io', 'pids', 'devices', 'freezer'] as const;
type Controller = (typeof ours)[number];

export interface Hierarchy {
  readonly version: 'v1' | 'v2';
  /** Mount point, no trailing slash. */
  readonly mount: string;
}

export interface Layout {
  /** Where sockets can be counted: a hierarchy of v2 whose groups take BPF programs. */
  readonly sockets?: Hierarchy;
  readonly kind: 'v1' | 'hybrid' | 'v2';
  readonly controllers: Readonly<Partial<Record<Controller, Hierarchy>>>;
  /** Every hierarchy in which a container gets a group, each once. The first is the identity: made first, removed last. */
  readonly hierarchies: readonly Hierarchy[];
  readonly identity: Hierarchy;
  /** Files of a v2 group that its delegatee owns, besides the directory (/sys/kernel/cgroup/delegate, since 4.15). */
  readonly delegate: readonly string[];
}

const alwaysDelegated = ['cgroup.procs', 'cgroup.threads', 'cgroup.subtree_control'];

/** Reads mountinfo and what v2 offers. Throws FileError, ParseError, or GroupError Unsupported without any hierarchy. */
export function readLayout(files: GroupFiles): Layout {
  const where = '/proc/self/mountinfo';
  const delegate = files.tryRead('/sys/kernel/cgroup/delegate')?.split('\n') ?? [];
  return layoutOf(parseMountinfo(files.read(where), where), {
    delegate,
    available: (mount) => words(files.tryRead(`${mount}/cgroup.controllers`) ?? ''),
    programs: files.programs.work(),
  });
}

/** Pure. `available` gives cgroup.controllers of the v2 mount; `programs`: BPF programs can be attached there. */
export function layoutOf(
  mounts: readonly Mount[],
  host: {
    readonly delegate: readonly string[];
    readonly available: (mount: string) => readonly string[];
    readonly programs: boolean;
  },
): Layout {
  const controllers: Partial<Record<Controller, Hierarchy>> = {};
  let unified: Hierarchy | undefined;
  let v1Seen = false;
  for (const mount of visibleMounts(mounts)) {
    if (mount.fsType === 'cgroup2') unified ??= { version: 'v2', mount: pathOf(mount) };
    if (mount.fsType !== 'cgroup') continue;
    const hierarchy: Hierarchy = { version: 'v1', mount: pathOf(mount) };
    for (const name of ours) {
      if (!mount.superOptions.includes(name === 'io' ? 'blkio' : name)) continue;
      controllers[name] ??= hierarchy;
      v1Seen = true;
    }
  }
  // v2 freezes and kills by itself; a v1 freezer beside it would be one more directory per container for nothing.
  if (unified) delete controllers.freezer;
  const unifiedControllers = unified ? host.available(unified.mount) : [];
  for (const name of ours) if (unified && unifiedControllers.includes(name)) controllers[name] ??= unified;
  // No controller of v2, but something that every group of it can be told.
  if (unified && host.programs) controllers.devices ??= unified;
  const made = finish(controllers, unified, { v1Seen, delegate: host.delegate });
  return unified && host.programs ? { ...made, sockets: unified } : made;
}

function finish(
  controllers: Partial<Record<Controller, Hierarchy>>,
  unified: Hierarchy | undefined,
  host: { readonly v1Seen: boolean; readonly delegate: readonly string[] },
): Layout {
  const byMount = new Map<string, Hierarchy>();
  for (const one of [unified, controllers.memory, ...Object.values(controllers)]) if (one) byMount.set(one.mount, one);
  const hierarchies = [...byMount.values()];
  const identity = hierarchies[0];
  if (!identity) {
    throw new GroupError('Unsupported', '/proc/self/mountinfo', 'no cgroup hierarchy is mounted', 'mount cgroup2');
  }
  const both = host.v1Seen ? 'hybrid' : 'v2';
  return {
    kind: unified ? both : 'v1',
    controllers,
    hierarchies,
    identity,
    delegate: [...new Set([...alwaysDelegated, ...host.delegate])],
  };
}

/** mountinfo text has one character per byte; paths are UTF-8 everywhere else. */
const pathOf = (mount: Mount): string => Buffer.from(mount.mountPoint, 'latin1').toString('utf8');

export const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');
