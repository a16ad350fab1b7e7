// The state of one container as canonical JSON: what desired and observed share, one section per driver.
// A section that is absent does not exist (a stopped container has no network); a field that is absent is not managed.

import type { CapabilityChange } from '../../schema/capability.ts';
import type { MountWish } from '../../schema/mount.ts';
import type { OomRule } from '../../schema/oom.ts';
import type { Bytes, Ctid, Max } from '../../schema/units.ts';

export interface Pair<T> {
  readonly soft: T;
  readonly hard: T;
}

export interface RootfsState {
  /** Template key: the digest of the template's source, see TemplateSpec.key. */
  readonly template: string;
  /** How the root file system lies on disk; absent only where a manifest does not say and no host was asked. */
  readonly layout?: LayoutName;
  /** Of an image; absent where there is none. */
  readonly mount?: MountState;
}

/** How the ext4 of an image is mounted, ext4(5). */
export interface MountState {
  readonly data: 'ordered' | 'journal' | 'writeback';
  readonly barrier: boolean;
}

/** Back ends of the pool: OpenVZ's simfs is the first two of today, its ploop the last. */
export type LayoutName = 'btrfs' | 'image' | 'overlay';

export interface QuotaState {
  readonly space: Pair<Bytes | Max>;
  readonly inodes: Pair<number | Max>;
  /** Whether users and groups inside can have quotas; absent where there is no file system of the container's own. */
  readonly ugids?: boolean;
  /** Of how many, those included that the container gives limits itself. */
  readonly most?: number;
  /** Seconds for which soft limits may be exceeded; absent: as the file system has it. */
  readonly grace?: number;
  /** Of users and groups that have one, by id inside. */
  readonly users?: UgidQuotas;
  readonly groups?: UgidQuotas;
}

export interface UgidQuota {
  readonly space: Pair<Bytes | Max>;
  readonly inodes: Pair<number | Max>;
}

export type UgidQuotas = Readonly<Record<string, UgidQuota>>;

export interface CgroupState {
  /** Bytes, whole pages. swap is the amount beside ram, not the v1 sum. */
  readonly memory: { readonly ram: Bytes | Max; readonly swap: Bytes | Max };
  /** Bytes, whole pages, that are reclaimed only when there is nothing else to reclaim. */
  readonly guarantee: { readonly ram: Bytes };
  /** units: OpenVZ cpuunits, 8..500000. limit: percent of one CPU. */
  readonly cpu: { readonly units: number; readonly limit: number | Max };
  /** Canonical kernel list format, e.g. "0-3,7"; "all", and "auto" for CPUs, only before the cgroup driver has accepted it. */
  readonly cpuset: { readonly cpus: string; readonly mems: string };
  /**
   * On each disk below the pool, for reads and for writes each: bytes and operations per second. mixed: somebody made them
   * differ.
   */
  readonly io: {
    readonly bytes: number | Max | 'mixed';
    readonly operations: number | Max | 'mixed';
    /** OpenVZ's ioprio, 0..7. other: somebody set a weight that is none of these. */
    readonly priority: number | 'other';
  };
  readonly pids: { readonly max: number | Max };
  /** Sockets of IPv4 and IPv6 at a time; broken: somebody took away a part of what counts them. */
  readonly sockets?: { readonly tcp: number | Max | 'broken'; readonly other: number | Max | 'broken' };
  /**
   * What may be opened beside the default devices, sorted, as "c:10:229:rw"; before the cgroup driver has accepted it as
   * schema/device.ts reads it. "no ..." is a default device that somebody took away.
   */
  readonly devices?: readonly string[];
}

/** What a container may do beyond the default profile: names of spec.features. */
export const featureNames = ['nesting'] as const;
export type Feature = (typeof featureNames)[number];

/** vzctl's --netfilter: what of the kernel's packet filter a container can use. */
export const netfilterLevels = ['disabled', 'stateless', 'stateful', 'full'] as const;
export type NetfilterLevel = (typeof netfilterLevels)[number];
/** What a container's processes and devices are limited to one by one. getrlimit(2), devpts. */
export interface UbcState {
  /** Pseudo terminals at a time. */
  readonly numpty: number;
  /** Open files of one process. */
  readonly numfile: number;
  /** Signals queued for all processes; max: as many as the host lets each user have. */
  readonly numsiginfo: number | Max;
  /** Bytes one process may lock. */
  readonly lockedpages: Bytes | Max;
  /** Bytes of private memory one process may allocate. */
  readonly privvmpages: Bytes | Max;
  /**
   * Bytes of System V shared memory, and as many in /dev/shm; mixed: somebody changed one of the two. Absent: a container of a
   * version that did not manage it.
   */
  readonly shmpages?: Bytes | Max | 'mixed';
}

export interface NamespaceState {
  /** First host id of the container's 65,536 ids. */
  readonly idmap: { readonly base: number };
  readonly hostname: string;
  /** Absent: /etc/resolv.conf inside is left alone. */
  readonly nameservers?: readonly string[];
  readonly searchdomains?: readonly string[];
  /** Those that are on, sorted. */
  readonly features?: readonly Feature[];
  /** What its bounding set has beside, or lacks of, the default one: `chown:off`, in the order of their numbers. */
  readonly capabilities?: readonly CapabilityChange[];
  readonly netfilter?: NetfilterLevel;
  /** Nodes made in its /dev, sorted, as "c:10:229 fuse"; before the driver has accepted it the same as cgroup.devices. */
  readonly devices?: readonly string[];
  /** Absent: a container of a version that did not manage them, which has the defaults. */
  readonly ubc?: UbcState;
  /** Settings below /proc/sys, by their names with dots; only these are looked at. */
  readonly sysctls?: Readonly<Record<string, string>>;
  /** By their targets. */
  readonly mounts?: readonly MountWish[];
  /** Whom the OOM killer takes first; none: all alike. mixed: somebody made a process likelier to survive than its rule says. */
  readonly oomAdjust?: readonly OomRule[] | 'mixed';
}

/** How fast venet is between the container and some networks: bits per second, seen from the container. */
export interface RateState {
  /** 1 to 15, and its networks, sorted. Absent: everything that is in no other class. */
  readonly class?: number;
  readonly networks?: readonly string[];
  readonly outgoing: number | Max;
  readonly incoming: number | Max;
}

/** An Ethernet device inside, whose other end is on the host. */
export interface NetifState {
  readonly name: string;
  readonly mac: string;
  /** Absent: attached to none. */
  readonly bridge?: string;
  /** Absent: what the bridge gives its ports. mixed: somebody made it a member of others. */
  readonly vlan?: number | 'mixed';
  /** mixed: there is another filter. */
  readonly macFilter: boolean | 'mixed';
}

export interface NetworkState {
  /** Canonical addresses without prefix, sorted: IPv4 first, then IPv6. */
  readonly addresses: readonly string[];
  /** By class, all others last; none: no limit. mixed: somebody made it what no manifest can say. */
  readonly rate?: readonly RateState[] | 'mixed';
  /** In order of names. */
  readonly netifs?: readonly NetifState[];
  /** Names of the host's interfaces that are moved into it, sorted. */
  readonly netdevs?: readonly string[];
}

export interface LifecycleState {
  readonly state: 'running' | 'stopped';
  readonly init: readonly string[];
  /** A signal name (SIGRTMIN+3, SIGUSR2, ...) sent to init to ask for a halt. */
  readonly haltSignal: string;
  /** Seconds between haltSignal and SIGKILL. */
  readonly stopTimeout: number;
}

export interface ContainerState {
  readonly rootfs?: RootfsState;
  readonly quota?: QuotaState;
  readonly cgroup?: CgroupState;
  readonly namespace?: NamespaceState;
  readonly network?: NetworkState;
  readonly lifecycle?: LifecycleState;
}

export type DriverName = keyof ContainerState;

/** Words to select containers by. */
export type Labels = Readonly<Record<string, string>>;

/**
 * What we write on a container's private area (xattr trusted.vzreconcile) so that it is recognised as ours.
 * `applied` is the state the last complete apply reached; it only tells drift from intent and may be lost.
 */
export interface Marker {
  readonly version: 1;
  readonly ctid: Ctid;
  readonly name: string;
  readonly applied?: ContainerState;
  readonly revision?: string;
  /** Of the manifest that was last applied, for what a later one drops. Absent: no version that knew them has written it. */
  readonly labels?: Labels;
  /**
   * Names this root file system and no other: 32 hexadecimal digits, drawn when it is made. It moves with the files, and a
   * recreated root has another. Absent: no version that knew it has written the marker.
   */
  readonly rootId?: string;
  /** The ctid that the private area is about to be named after: under either name it is ours. */
  readonly movesTo?: Ctid;
  /** Why the container stays when its manifest goes: the manifest said onDelete: orphan, or mode: observe. */
  readonly keep?: 'orphan' | 'observe';
}
