// What the quota driver needs from a back end of the storage pool. Siblings: btrfs.ts, image.ts, project.ts.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { QuotaState } from '../../reconciler/state/container.ts';

/** What a container's root file system holds: bytes, and inodes where they can be counted. */
export interface Usage {
  readonly space: number;
  readonly inodes?: number;
}

/** How the pool changes the file system of an area while nothing runs in it. */
export interface Rebuild {
  /** Lets `change` work on a copy of the image, which takes its place when it is complete. Throws while it is in use. */
  rebuild(area: string, change: (image: string) => Promise<void>): Promise<void>;
  /** Why there is no room for that copy. */
  lacksRoom(area: string): string | undefined;
}

/** What is in an area with a file system of its own. */
export interface AreaView {
  /** Why the pool has no room for a copy of it. */
  lacksRoom(): string | undefined;
  /** Bytes that its file system cannot be made smaller than. */
  smallest(): Promise<number>;
}

/** What a back end can keep. Pure. */
export interface QuotaJudge {
  /** Whether users and groups inside can have limits. */
  readonly hasUgids: boolean;
  /** What cannot be enforced, and the limits as they would be reported. */
  accept(wants: QuotaState): { readonly wants: QuotaState; readonly refusals: readonly Refusal[] };
  /** Why `was` cannot become `wants` while the container lives. */
  change(was: QuotaState, wants: QuotaState): readonly Refusal[];
  /** Pointers of what of it takes a stop of the container. Absent: none. */
  needsStop?(was: QuotaState, wants: QuotaState): readonly string[];
  /** Why `was` cannot become `wants` with what is in the area now. Absent: it can. */
  look?(area: AreaView, was: QuotaState, wants: QuotaState): Promise<readonly Refusal[]>;
}

/** The limits of one area. `area` is a private area's directory; all of them may throw SyscallError or ChildError. */
export interface QuotaBackend {
  readonly judge: QuotaJudge;
  /** What it can limit, for doctor. */
  readonly detail: string;
  /** What holds each limit; absent where there is none. */
  readonly mechanism: {
    readonly space: string;
    readonly inodes?: string;
    readonly grace?: string;
    readonly users?: string;
    readonly groups?: string;
  };
  /** Absent: areas have no file system of their own. */
  inside?(area: string): AreaView;
  /** The limits in force; undefined when the area has no file system of its own. */
  read(area: string): Promise<QuotaState | undefined>;
  /** Puts limits in force, while processes write. */
  write(area: string, quota: QuotaState): Promise<void>;
  /** Lifts the limits where they can be lifted. */
  lift(area: string): Promise<void>;
  usage(area: string): Promise<Usage>;
}
