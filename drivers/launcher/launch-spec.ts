// What a start is made of: the input of the tape of init-tape.ts.

import type { ContainerFile } from './container-file.ts';
import type { Ceiling, ResourceLimit } from './profile/limits.ts';
import type { Profile } from './profile/profile.ts';
import type { RootSpec } from './root-tape.ts';
import type { PlacedMount } from './servers.ts';

export interface CgroupSpec {
  /** cgroup2 directory entered by the clone itself, which spares the global lock a later move takes. */
  readonly unified?: string;
  /** Files the process writes itself into: `tasks` of version 1, cgroup.procs where the clone cannot enter. */
  readonly join: readonly string[];
  /** The cgroup2 directory the container sees as its own, if it may. */
  readonly shown?: string;
}

export interface LaunchSpec {
  readonly name: string;
  readonly base: number;
  readonly hostname: string;
  readonly root: RootSpec;
  readonly cgroups: CgroupSpec;
  readonly files: readonly ContainerFile[];
  readonly init: readonly string[];
  readonly limits: readonly ResourceLimit[];
  /** Limits on all its processes together; absent: none. */
  readonly ceilings?: readonly Ceiling[];
  /** Whether init sets its limits itself: nobody else may set those of another user's process without CAP_SYS_RESOURCE. */
  readonly limitsItself?: boolean;
  /** Most pseudo terminals at a time. */
  readonly terminals: number;
  readonly scratch: string;
  /** Beside the root; none when absent. */
  readonly mounts?: readonly PlacedMount[];
  /** oom_score_adj of init; 0 when absent. */
  readonly oomAdjust?: number;
  /** The default one when absent. */
  readonly profile?: Profile;
  /** Where lxcfs is mounted, if the container shall see its files. */
  readonly lxcfs?: string;
  /** The loop device of its image, if it may ask and set quotas there. */
  readonly quotas?: { readonly device: string };
}
