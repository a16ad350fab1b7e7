// Capabilities as OpenVZ names them (vzctl src/lib/cap.c), and which of them a container may have. capabilities(7).

import { isOn, readOnOff } from './on-off.ts';
import { fault, type Reading, shown } from './reading.ts';
import { nearest } from './suggest.ts';

/** By number, <linux/capability.h>; the last one is of Linux 5.9. */
export const capabilityNames = [
  ...['chown', 'dac_override', 'dac_read_search', 'fowner', 'fsetid', 'kill', 'setgid', 'setuid', 'setpcap'],
  ...['linux_immutable', 'net_bind_service', 'net_broadcast', 'net_admin', 'net_raw', 'ipc_lock', 'ipc_owner'],
  ...['sys_module', 'sys_rawio', 'sys_chroot', 'sys_ptrace', 'sys_pacct', 'sys_admin', 'sys_boot', 'sys_nice'],
  ...['sys_resource', 'sys_time', 'sys_tty_config', 'mknod', 'lease', 'audit_write', 'audit_control', 'setfcap'],
  ...['mac_override', 'mac_admin', 'syslog', 'wake_alarm', 'block_suspend', 'audit_read', 'perfmon', 'bpf'],
  'checkpoint_restore',
] as const;

export type CapabilityName = (typeof capabilityNames)[number];

/** The kernel asks for it with capable(), which means the host's user namespace. */
const HOST = 'the kernel asks for it in the user namespace of the host, so it would have no effect';
const POLICY = 'it changes the security policy of the host';

/**
 * Those that are off unless asked for: OpenVZ's upstream mask (cap.c) without ve_admin has none of them. With the reason why none
 * can be given; undefined where it can. checkpoint_restore is one the kernel asks for in the container's own user namespace
 * (checkpoint_restore_ns_capable(), Linux 5.9).
 */
const withheld: Readonly<Partial<Record<CapabilityName, string | undefined>>> = {
  sys_module: HOST,
  sys_rawio: HOST,
  sys_pacct: HOST,
  sys_time: HOST,
  audit_control: HOST,
  mac_override: POLICY,
  mac_admin: POLICY,
  syslog: HOST,
  wake_alarm: HOST,
  block_suspend: HOST,
  audit_read: HOST,
  perfmon: HOST,
  bpf: HOST,
  checkpoint_restore: undefined,
};

export const isWithheld = (name: CapabilityName): boolean => Object.hasOwn(withheld, name);

/** What of a default is left of, or added to, by a manifest: `chown:off`, in the order of their numbers. */
export type CapabilityChange = `${CapabilityName}:${'on' | 'off'}`;

/** All of them, in that order. */
export const capabilityChangeNames: readonly CapabilityChange[] = capabilityNames.map(
  (name): CapabilityChange => `${name}:${isWithheld(name) ? 'on' : 'off'}`,
);

/** One entry of spec.capabilities: true where it is on. OpenVZ's words are possible too. */
export function readCapability(value: unknown, key: string): Reading<boolean> {
  const name = capabilityNames.find((one) => one === key);
  if (name === undefined) return unknown(key);
  const reason = withheld[name];
  return isOn(value) && reason !== undefined
    ? fault('VZR240', `no container can have the capability ${name}: ${reason}`, 'remove the line')
    : readOnOff(value, `the capability ${name}`);
}

function unknown(key: string): Reading<never> {
  const word = key.toLowerCase().replace(/^cap_/, '');
  const near = nearest(word, capabilityNames);
  const known = capabilityNames.find((one) => one === word) ?? near;
  if (word === 've_admin') return fault('VZR239', 've_admin is of the OpenVZ kernel', 'sys_admin and net_admin are on');
  const hint = known === undefined ? `possible: ${capabilityNames.join(', ')}` : `did you mean ${known}?`;
  return fault('VZR239', `there is no capability ${shown(key)}`, hint);
}

/** The entries of spec.capabilities that differ from the default: `(default | on) & ~off`, vzctl's cap.c. */
export function capabilityChanges(written: Readonly<Record<string, unknown>>): readonly CapabilityChange[] {
  return capabilityChangeNames.filter((change) => {
    const [name = '', word] = change.split(':');
    return Object.hasOwn(written, name) && isOn(written[name]) === (word === 'on');
  });
}
