// Kernel settings a container can have of its own: those of its network, ipc and uts namespaces. sysctl(8),
// Documentation/admin-guide/sysctl. Names and values are checked here, what a kernel has is asked by the namespace driver.

import { fault, type Reading, shown } from './reading.ts';
import { starredLine, stars } from './secret-text.ts';

/** Of ipc_namespaces(7), the same list as runc and Kubernetes have; settings of the network are whatever the kernel has there. */
const ipcNames = [
  ...['shmall', 'shmmax', 'shmmni', 'shm_rmid_forced', 'msgmax', 'msgmnb', 'msgmni', 'sem'].map(
    (name) => `kernel.${name}`,
  ),
  ...['queues_max', 'msg_max', 'msgsize_max', 'msg_default', 'msgsize_default'].map((name) => `fs.mqueue.${name}`),
];

/** All but those of the network, which are whatever the kernel has. */
export const hostSysctls: readonly string[] = [...ipcNames, 'kernel.domainname'];

/** The namespace that has a setting; undefined: none has. */
export function sysctlKind(name: string): 'net' | 'ipc' | 'uts' | undefined {
  if (name.startsWith('net.')) return 'net';
  if (ipcNames.includes(name)) return 'ipc';
  return name === 'kernel.domainname' ? 'uts' : undefined;
}

/** What another field is for. */
const elsewhere: Readonly<Record<string, string>> = {
  'kernel.hostname': 'write spec.hostname',
  'kernel.pid_max': 'spec.numproc limits processes',
  'kernel.threads-max': 'spec.numproc limits processes',
  'vm.swappiness': 'spec.vswap.swap limits swap',
};

/** The value as the kernel shows it: words with one space between. */
export function readSysctl(value: unknown, key: string): Reading<string> {
  const read = readSetting(value, key);
  return 'fault' in read && isSecretSysctl(key) ? { fault: { ...read.fault, secret: true } } : read;
}

function readSetting(value: unknown, key: string): Reading<string> {
  const bad = nameFault(key);
  if (bad !== undefined) return bad;
  const isSecret = isSecretSysctl(key);
  const quoted = (part: unknown): string => (isSecret ? HIDDEN : shown(part));
  const hint = 'write it as the kernel shows it: a number, or words with spaces between';
  if (typeof value === 'number' && Number.isSafeInteger(value)) return { value: String(value) };
  if (typeof value !== 'string')
    return fault('VZR243', `${key} must be a whole number or text, not ${quoted(value)}`, hint);
  const words = value.split(/[ \t]+/).filter((word) => word !== '');
  if (words.length === 0 || !/^[\x20-\x7e\t]{1,1024}$/.test(value))
    return fault('VZR243', `${key} cannot be ${quoted(value)}`, hint);
  // The kernel reads numbers as C does; keys are groups of hexadecimal digits, between which stands - or :.
  const octal = words.find((word) => /^-?0[0-9xX]/.test(word) && !(isSecret && /[-:]/.test(word)));
  return octal === undefined
    ? { value: words.join(' ') }
    : fault('VZR243', `the kernel would read ${quoted(octal)} as octal or hexadecimal`, 'write a decimal number');
}

function nameFault(name: string): { readonly fault: { code: string; message: string; hint: string } } | undefined {
  if (!/^[a-z][a-z0-9_]*(\.[A-Za-z0-9_-]+)+$/.test(name) || name.length > 128)
    return fault('VZR241', `${shown(name)} is not the name of a setting`, 'write it with dots: net.ipv4.ip_forward');
  const hint = elsewhere[name] ?? 'set it on the host, for all of them: sysctl.d(5)';
  if (sysctlKind(name) === undefined)
    return fault('VZR241', `no namespace of a container has a ${name} of its own`, hint);
  const [, device] = /^net\.(?:ipv4|ipv6|mpls)\.(?:conf|neigh)\.([^.]+)\./.exec(name) ?? [];
  return device === undefined || ['all', 'default', 'lo'].includes(device)
    ? undefined
    : fault(
        'VZR242',
        `${device} does not exist yet when the settings are made`,
        `write ${name.replace(`.${device}.`, '.default.')}`,
      );
}

/** All entries in the order they are written in: forwarding resets others (Documentation/networking/ip-sysctl.rst). */
export function sortSysctls<T>(
  entries: readonly (readonly [name: string, value: T])[],
): readonly (readonly [string, T])[] {
  const rank = (name: string): string => `${/(^|[._])forward(ing)?$/.test(name) ? 0 : 1}${name}`;
  return entries.toSorted(([one], [other]) => (rank(one) < rank(other) ? -1 : 1));
}

/** What people see of a secret. */
export const HIDDEN = '(secret)';

/** Keys and secrets: net.ipv4.tcp_fastopen_key, net.ipv6.conf.*.stable_secret. */
export const isSecretSysctl = (name: string): boolean => /[._](?:key|secret)$/.test(name);

/** A line of a file, whatever is written there, with * over secrets and what follows the name of one; columns stay. */
export const maskedLine = (line: string): string =>
  starredLine(line).replace(
    /(\bnet[./][\w./-]*[._](?:key|secret)["']?\s*[:=])(.*)/,
    (_, name: string, rest: string) => name + stars(rest),
  );

/** The settings with another text in the place of what nobody but the container should know. */
export const maskSysctls = <Value extends string | number>(
  sysctls: Readonly<Record<string, Value>>,
  mask: (name: string, value: Value) => string,
): Readonly<Record<string, Value | string>> =>
  Object.fromEntries(
    Object.entries(sysctls).map(([name, value]) => [name, isSecretSysctl(name) ? mask(name, value) : value]),
  );
