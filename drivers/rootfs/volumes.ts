// What a back end of the pool can do: make and destroy directories that are limited, or read-only, or mounted.
// One implementation per back end: volumes-btrfs.ts, volumes-image.ts, volumes-overlay.ts. Names are always one path segment below `parent`.

import type { MountState, QuotaState } from '../../reconciler/state/container.ts';
import type { Ctid } from '../../schema/units.ts';

interface Layers {
  readonly upper: string;
  readonly work: string;
}

/** Whose area it will be: what back ends derive from that is theirs. */
interface AreaWish {
  readonly ctid: Ctid;
  readonly quota: QuotaState | undefined;
  readonly mount?: MountState | undefined;
}

interface Mounts {
  /** Undefined while it is not mounted. */
  read(area: string): MountState | undefined;
  /** Mounts it so now and later. Another data mode throws while a container uses it. */
  set(area: string, wants: MountState): Promise<void>;
}

export interface Volumes {
  /** Makes a private area with an empty upper and work directory. The image back end needs the size. Throws. */
  makeArea(parent: string, name: string, wish: AreaWish): Promise<void>;
  /** Renames an area, with what is mounted in it. */
  renameArea(parent: string, from: string, to: string): Promise<void>;
  /** Destroys an area or what a crash left of one: detaches its mount, then its tree. Throws TreeError, SyscallError, ChildError. */
  destroyArea(parent: string, name: string): Promise<void>;
  /** The directories an overlay needs. Throws when the area's file system is not mounted. */
  layers(area: string): Layers;
  /** Mounts every area that needs a mount and has none, after a reboot; makes the pool's directories fit for new ones. Failures are kept and thrown by `layers`. */
  attachAreas(): Promise<void>;
  /** How the file systems of areas are mounted. Absent: areas have none of their own. */
  readonly mounts?: Mounts;
  /** Changes the file system of an area that no container uses, on a copy of its file. Absent: areas have none of their own. */
  rebuild?(area: string, change: (image: string) => Promise<void>): Promise<void>;
  /** Why there is no room in the pool for that copy. */
  lacksRoom?(area: string): string | undefined;
  /** Gives space that no file takes back to the pool, also while a container runs. Absent: none is ever kept. */
  compact?(area: string): Promise<{ readonly before: number; readonly after: number }>;
  /** Makes an empty directory for a template; `bytes` limits it where the back end can. */
  makeTree(parent: string, name: string, bytes: number): Promise<void>;
  /** Makes a finished template read-only where the back end can, and lifts its limit. */
  sealTree(parent: string, name: string): Promise<void>;
  /** Destroys a template. */
  destroyTree(parent: string, name: string): Promise<void>;
}
