// Every default of a container and a node in one table, each with its reason. The schema repeats them for editors (tested).

import type { MemGuarantee } from '../../schema/memguarantee.ts';
import type { OomRule } from '../../schema/oom.ts';
import { asBytes, type CpuLimit, type Max } from '../../schema/units.ts';
import { usualMemory } from '../../schema/vswap.ts';
import type { NetfilterLevel } from './container.ts';
import type { TemplateSource } from './model.ts';

const mib = 1024 * 1024;

export const containerDefaults = {
  /** A manifest that is there is there to run. */
  state: 'running',
  ...usualMemory,
  /** Virtuozzo's default, which guarantees a container nothing. */
  memguarantee: 'auto' as MemGuarantee,
  /** Every CPU of the machine. */
  cpumask: 'all',
  /** Every memory node. */
  nodemask: 'all',
  /** OpenVZ's default weight; exactly cpu.weight 100 and cpu.shares 1024, the kernel's own defaults. */
  cpuunits: 1000,
  /** OpenVZ: no limit unless asked for. */
  cpulimit: 'max' as CpuLimit,
  /** OpenVZ: no limit unless asked for. */
  iolimit: 'max' as Max,
  iopslimit: 'max' as Max,
  /** OpenVZ's default, which is what the kernel gives every group. */
  ioprio: 4,
  /** OpenVZ: no limit unless asked for. */
  rate: 'unlimited',
  /** OpenVZ: venet only. */
  netifs: [],
  netdevs: [] as readonly string[],
  /** Beancounters of sockets: no limit unless asked for, and no program that counts. */
  sockets: 'max' as Max,
  /** Enough for a busy distribution, far below pid_max even with a hundred containers. */
  numproc: 4096,
  /** The profile's (drivers/launcher/profile/limits.ts): what systemd gives to services, and Linux's own for terminals. */
  ubc: {
    numpty: 1024,
    numfile: 524_288,
    numsiginfo: 'max' as Max,
    lockedpages: asBytes(64 * mib),
    privvmpages: 'max' as Max,
    shmpages: 'max' as Max,
  },
  /** OpenVZ: privvmpages is not derived unless asked for. */
  vmOvercommit: 0,
  /** The vswap-256m sample's soft limit; a minimal Debian takes a fifth of it. */
  diskspace: { soft: asBytes(2048 * mib), hard: asBytes(2048 * mib) },
  /** Not every back end can count inodes (btrfs has none); asking for it must be a decision. */
  diskinodes: { soft: 'max' as Max, hard: 'max' as Max },
  /** OpenVZ's own default is stateless, which no vanilla kernel can keep; without a patch a network namespace has it all. */
  netfilter: 'full' as NetfilterLevel,
  /** OpenVZ: no groups unless asked for. */
  oomAdjust: [] as readonly OomRule[],
  /** Seconds. Half of OpenVZ's 120: a stop that takes longer than a minute hangs. */
  stopTimeout: 60,
} as const;

/** Where neither container nor template names one: the path every init system installs. */
export const defaultInit: readonly string[] = ['/sbin/init'];

/** How each kind of template is asked to halt when it does not say. */
export const defaultHaltSignal: Readonly<Record<TemplateSource['kind'], string>> = {
  /** busybox init: power off (busybox init/init.c). */
  busybox: 'SIGUSR2',
  /** systemd: start halt.target (systemd(1), SIGNALS). */
  debian: 'SIGRTMIN+3',
  /** SysV init's powerfail entry, which LXC templates turn into a halt; most others end on it. */
  tarball: 'SIGPWR',
  directory: 'SIGPWR',
};

/**
 * SysV init, also as the one under OpenRC, has no signal for a halt, and Debian's inittab nothing for SIGPWR; SIGINT is
 * Ctrl-Alt-Del there, shutdown -r: it ends services and init all the same, and what is stopped does not come back.
 */
export const sysvHaltSignal = 'SIGINT';
/** The Debian package that makes it the init. */
export const sysvPackage = 'sysvinit-core';
