// What of /proc, /sys and /dev a container sees: the union of what LXC, systemd-nspawn and Docker hide. Pure.
// A path a kernel does not have is skipped. Masks are mounts locked by the container's user namespace.

/**
 * For containers that start containers: where proc and sysfs are mounted once more, whole. The kernel lets a user namespace mount
 * its own only where its mount namespace shows one that nothing covers (mount_too_revealing(), fs/namespace.c; user_namespaces(7)).
 * What the masks hide can be reached there, as far as the kernel's own permissions let somebody who is not the host's root. Below /dev.
 */
export const UNCOVERED = '.nesting';

/** Files that read as empty. Relative to /proc. */
export const PROC_MASKED_FILES = [
  'config.gz',
  'interrupts',
  'kallsyms',
  'kcore',
  'keys',
  'key-users',
  'kmsg',
  'kpagecgroup',
  'kpagecount',
  'kpageflags',
  'latency_stats',
  'sched_debug',
  'slabinfo',
  'sysrq-trigger',
  'timer_list',
  'timer_stats',
  'vmallocinfo',
] as const;

/**
 * Files that tell of the whole host, and of which lxcfs, where it runs, has ones that tell of the container: LXC, Incus and Proxmox
 * bind the same ones. Relative to / and to the mount of lxcfs. What it has beside them adds nothing here: slabinfo is masked.
 */
export const LXCFS_FILES = [
  'proc/cpuinfo',
  'proc/diskstats',
  'proc/loadavg',
  'proc/meminfo',
  'proc/stat',
  'proc/swaps',
  'proc/uptime',
  'sys/devices/system/cpu/online',
] as const;

/** Directories that are empty. Relative to /proc. */
export const PROC_MASKED_DIRECTORIES = ['acpi', 'asound', 'scsi'] as const;

/** Relative to /proc. */
export const PROC_READ_ONLY = ['bus', 'fs', 'irq', 'sys'] as const;

/** Below the read-only /proc/sys, what belongs to the container's own namespaces stays writable. */
export const PROC_SYS_WRITABLE = [
  'net',
  'kernel/hostname',
  'kernel/domainname',
  'kernel/shmall',
  'kernel/shmmax',
  'kernel/shmmni',
  'kernel/shm_rmid_forced',
  'kernel/msgmax',
  'kernel/msgmnb',
  'kernel/msgmni',
  'kernel/sem',
] as const;

/** Directories that are empty. Relative to /sys, which is read-only. */
export const SYS_MASKED_DIRECTORIES = [
  'devices/virtual/powercap',
  'firmware',
  'fs/bpf',
  'fs/pstore',
  'kernel/debug',
  'kernel/security',
  'kernel/slab',
  'kernel/tracing',
  'module',
] as const;

export interface DeviceNode {
  readonly name: string;
  readonly major: number;
  readonly minor: number;
}

/** Character devices, all 0666. */
export const DEVICES: readonly DeviceNode[] = [
  { name: 'null', major: 1, minor: 3 },
  { name: 'zero', major: 1, minor: 5 },
  { name: 'full', major: 1, minor: 7 },
  { name: 'random', major: 1, minor: 8 },
  { name: 'urandom', major: 1, minor: 9 },
  { name: 'tty', major: 5, minor: 0 },
];

/**
 * name -> target, in /dev.
 *
 * The console leads nowhere. A terminal lives as long as somebody holds its master: one that nobody reads makes init wait in
 * write(2) once it is full, one whose master is closed gives every getty an I/O error, and a null device is no terminal at all.
 * A name that does not resolve is what init systems know from machines without a console: systemd's console-getty.service has
 * ConditionPathExists=, SysV init and OpenRC use /dev/null. As a link, because root could make a file of that name, and
 * `echo > /dev/console` in some boot script would; below /dev/pts it can make none. Who wants a console gets a login on a
 * terminal of the container while he watches: console.ts.
 */
export const DEVICE_LINKS: readonly (readonly [name: string, target: string])[] = [
  ['console', 'pts/console'],
  ['ptmx', 'pts/ptmx'],
  ['fd', '/proc/self/fd'],
  ['stdin', '/proc/self/fd/0'],
  ['stdout', '/proc/self/fd/1'],
  ['stderr', '/proc/self/fd/2'],
];
