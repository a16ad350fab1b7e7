// /proc/<pid>/cgroup and /proc/cgroups, cgroups(7).

import { integer, linesOf, ParseError } from './parse.ts';

/** Membership of one process in one hierarchy. */
export interface Membership {
  /** 0 is cgroup v2. */
  readonly hierarchy: number;
  /** Empty for v2; "name=systemd" for a hierarchy without controllers. */
  readonly controllers: readonly string[];
  /** Relative to the reader's cgroup namespace; one character per byte. */
  readonly path: string;
  /** The group was removed while the process was still dying in it. */
  readonly deleted: boolean;
}

const gone = ' (deleted)';

/** /proc/<pid>/cgroup. A path may contain colons: a container names its own groups. */
export function parseProcCgroup(text: string, where: string): readonly Membership[] {
  return linesOf(text).map((line, index) => {
    const match = /^(\d+):([^:]*):(\/.*)$/s.exec(line);
    if (!match) throw new ParseError(where, index + 1, 'not a cgroup line');
    const [, hierarchy, controllers = '', path = ''] = match;
    const deleted = path.endsWith(gone);
    return {
      hierarchy: integer(hierarchy, where, index + 1),
      controllers: controllers === '' ? [] : controllers.split(','),
      path: deleted ? path.slice(0, -gone.length) : path,
      deleted,
    };
  });
}

/** One controller the kernel was built with. */
export interface Controller {
  readonly name: string;
  /** 0: on cgroup v2, or not mounted. */
  readonly hierarchy: number;
  readonly groups: number;
  readonly enabled: boolean;
}

/** /proc/cgroups; columns after the fourth are skipped, should a kernel add some. */
export function parseCgroups(text: string, where: string): readonly Controller[] {
  return linesOf(text).flatMap((line, index) => {
    if (line.startsWith('#')) return [];
    const [name, hierarchy, groups, enabled] = line.split(/\s+/);
    if (!name) throw new ParseError(where, index + 1, 'a controller without a name');
    return [
      {
        name,
        hierarchy: integer(hierarchy, where, index + 1),
        groups: integer(groups, where, index + 1),
        enabled: integer(enabled, where, index + 1) === 1,
      },
    ];
  });
}
