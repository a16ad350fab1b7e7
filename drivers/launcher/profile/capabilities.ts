// Capabilities a container may ever have, capabilities(7): OpenVZ's upstream mask without VE_ADMIN. Pure.
// Inheritable and ambient sets stay empty (CVE-2022-24769 and its siblings); the bounding set is the whole policy.

/** Names by number, <linux/capability.h>; the last one is of Linux 5.9. */
export const CAPABILITIES = [
  'CHOWN',
  'DAC_OVERRIDE',
  'DAC_READ_SEARCH',
  'FOWNER',
  'FSETID',
  'KILL',
  'SETGID',
  'SETUID',
  'SETPCAP',
  'LINUX_IMMUTABLE',
  'NET_BIND_SERVICE',
  'NET_BROADCAST',
  'NET_ADMIN',
  'NET_RAW',
  'IPC_LOCK',
  'IPC_OWNER',
  'SYS_MODULE',
  'SYS_RAWIO',
  'SYS_CHROOT',
  'SYS_PTRACE',
  'SYS_PACCT',
  'SYS_ADMIN',
  'SYS_BOOT',
  'SYS_NICE',
  'SYS_RESOURCE',
  'SYS_TIME',
  'SYS_TTY_CONFIG',
  'MKNOD',
  'LEASE',
  'AUDIT_WRITE',
  'AUDIT_CONTROL',
  'SETFCAP',
  'MAC_OVERRIDE',
  'MAC_ADMIN',
  'SYSLOG',
  'WAKE_ALARM',
  'BLOCK_SUSPEND',
  'AUDIT_READ',
  'PERFMON',
  'BPF',
  'CHECKPOINT_RESTORE',
] as const;

const DROPPED: ReadonlySet<string> = new Set([
  'AUDIT_CONTROL',
  'AUDIT_READ',
  'BLOCK_SUSPEND',
  'BPF',
  'CHECKPOINT_RESTORE',
  'MAC_ADMIN',
  'MAC_OVERRIDE',
  'PERFMON',
  'SYSLOG',
  'SYS_MODULE',
  'SYS_PACCT',
  'SYS_RAWIO',
  'SYS_TIME',
  'WAKE_ALARM',
]);

/** Capabilities of a later kernel that we do not know are dropped too: up to the most a kernel can have. */
const MOST = 63;

export interface DroppedCapability {
  readonly number: number;
  readonly name: string;
  /** False for one this kernel may not have. */
  readonly known: boolean;
}

export const DROPPED_CAPABILITIES: readonly DroppedCapability[] = Array.from({ length: MOST + 1 }, (_, number) => ({
  number,
  name: `CAP_${CAPABILITIES[number] ?? number}`,
  known: number < CAPABILITIES.length,
})).filter(({ number }) => DROPPED.has(CAPABILITIES[number] ?? '') || number >= CAPABILITIES.length);

const keptBits = (from: number): number =>
  CAPABILITIES.reduce(
    (bits, name, number) => (number >> 5 === from && !DROPPED.has(name) ? bits + 2 ** (number & 31) : bits),
    0,
  );

/** The 27 as the two 32-bit words capset(2) takes. */
export const KEPT_CAPABILITIES = { low: keptBits(0), high: keptBits(1) } as const;
