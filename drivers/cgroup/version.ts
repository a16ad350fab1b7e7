// What v1 and v2 have in common: one object per controller, with the same functions in both.

import type { Counter } from '../../reconciler/port/tools.ts';
import type { CgroupState } from '../../reconciler/state/container.ts';
import type { Max } from '../../schema/units.ts';
import type { GroupFiles } from './files.ts';
import type { Reader } from './reader.ts';
import type { Writer } from './writer.ts';

/** `group` is the directory of one container in the hierarchy that has the controller. */
interface Limit<K extends keyof CgroupState> {
  /** Undefined when the group is not there. */
  observe(files: GroupFiles, group: string): CgroupState[K] | undefined;
  /** In an order that is safe at every moment. */
  apply(writer: Writer, group: string, wants: CgroupState[K]): Promise<void> | void;
}

/** What a container may do to each disk, whatever others do. */
export type Throttles = Omit<CgroupState['io'], 'priority'>;

/** A control file with limits per disk. */
export interface IoFile {
  readonly name: string;
  /** The limits of one disk in the text of the file. */
  read(text: string, disk: string): readonly (number | Max)[];
  /** What is written to set them. */
  line(disk: string, values: readonly (number | Max | 'mixed')[]): string;
  /** What each of them limits. */
  readonly kinds: readonly (keyof Throttles)[];
}

export interface Version {
  readonly memory: Limit<'memory'> & {
    /** Rounded as the kernel rounds. */
    canonical(wants: CgroupState['memory'], pageSize: number): CgroupState['memory'];
    /** Bytes in use. */
    usage(files: GroupFiles, group: string): number | undefined;
    /** Bytes that only swap can take from it: what processes wrote to memory, in ram and in swap. */
    held(read: Reader): number;
    /** Whether swap can be limited, asked at the root of the hierarchy. */
    limitsSwap(files: GroupFiles, mount: string): boolean;
    /** Beancounters of memory, in pages where the name says so. */
    counters(read: Reader, pageSize: number): Readonly<Record<string, Counter>>;
    /** v1 counts ram and swap in one sum: no swap limit without a ram limit. */
    readonly swapNeedsRam: boolean;
  };
  readonly cpu: Limit<'cpu'> & { canonical(wants: CgroupState['cpu']): CgroupState['cpu'] };
  readonly cpuset: {
    /** `all`: what vz has. Undefined when the group is not there. */
    observe(files: GroupFiles, group: string, all: CgroupState['cpuset']): CgroupState['cpuset'] | undefined;
    apply(writer: Writer, group: string, wants: CgroupState['cpuset']): void;
    /** Makes the parent usable: on v1 a group without CPUs or nodes cannot hold any process. */
    prepareParent(files: GroupFiles, mount: string, parent: string): void;
    /** What a container's lists are parts of. */
    ofParent(
      files: GroupFiles,
      mount: string,
      parent: string,
    ): { readonly [Name in keyof CgroupState['cpuset']]?: string | undefined };
  };
  readonly io: {
    /** `disks`: "major:minor". Undefined when the group is not there. */
    observe(files: GroupFiles, group: string, disks: readonly string[]): Throttles | undefined;
    apply(writer: Writer, group: string, wants: Throttles, disks: readonly string[]): void;
  };
  readonly pids: Limit<'pids'> & { usage(files: GroupFiles, group: string): number | undefined };
}
