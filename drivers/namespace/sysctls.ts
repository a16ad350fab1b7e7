// Settings of a container's own namespaces: /proc/sys, proc_sys(5). Read in its namespaces from here, written by the launch player.

import { closeSync, existsSync, openSync, readdirSync } from 'node:fs';
import { hostSysctls, sortSysctls, sysctlKind } from '../../schema/sysctl.ts';
import { hasCode } from '../kernel/error-code.ts';
import { inNamespacesOf, withNetns } from '../kernel/namespace.ts';
import type { Processes } from '../launcher/processes.ts';
import type { RunRecord } from '../launcher/run-record.ts';
import { readKernelText } from '../procfs/read.ts';

export type Sysctls = Readonly<Record<string, string>>;

const pathOf = (name: string): string => name.replaceAll('.', '/');

/** The values that init `pid` sees, of those that exist. Throws ENOENT or ESRCH when it is gone. */
export function readSysctls(pid: number, names: readonly string[]): Sysctls {
  const kinds = new Set(names.flatMap((name) => sysctlKind(name) ?? []));
  return inNamespacesOf(pid, [...kinds], () =>
    Object.fromEntries(names.flatMap((name) => settingOf(name).map((value) => [name, value]))),
  );
}

function settingOf(name: string): readonly string[] {
  try {
    return [
      readKernelText(`/proc/sys/${pathOf(name)}`)
        .trim()
        .replace(/\s+/g, ' '),
    ];
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/** Writes all, and reads what the kernel made of it. Throws TapeError, and an Error for a value that it changed. */
export async function writeSysctls(
  processes: Processes,
  init: Pick<RunRecord, 'name' | 'pid'>,
  wants: Sysctls,
): Promise<void> {
  const entries = sortSysctls(Object.entries(wants));
  if (entries.length === 0) return;
  const settings = entries.map(([name, value]) => ({ path: pathOf(name), value, ipc: sysctlKind(name) === 'ipc' }));
  await processes.adjust(init, settings);
  const found = readSysctls(
    init.pid,
    entries.map(([name]) => name),
  );
  const wrong = entries.find(([name, value]) => found[name] !== value);
  if (wrong === undefined) return;
  const [name, value] = wrong;
  throw new Error(`${name} is ${found[name] ?? 'not there'} after ${value} was written`);
}

/**
 * Makes the settings of a running container those: what is no longer among them gets back what it had. The run record names
 * all of them before the first is written, so that a pass after a crash knows what to look at.
 */
export async function changeSysctls(
  processes: Processes,
  record: RunRecord,
  wants: Sysctls,
): Promise<() => Promise<void>> {
  const was = record.sysctls;
  const all = { ...readSysctls(record.pid, Object.keys(wants)), ...was };
  const found = readSysctls(record.pid, Object.keys(all));
  const gone = Object.entries(was).filter(([name]) => wants[name] === undefined);
  const note = (sysctls: Sysctls): void => {
    const now = processes.running(record.ctid);
    if (now !== undefined) processes.rewrite({ ...now, sysctls });
  };
  const write = async (values: Sysctls, noted: Sysctls): Promise<void> => {
    note(all);
    await writeSysctls(processes, record, values);
    note(noted);
  };
  const undo = (): Promise<void> => write(found, was);
  try {
    const kept = Object.entries(all).filter(([name]) => wants[name] !== undefined);
    await write({ ...Object.fromEntries(gone), ...wants }, Object.fromEntries(kept));
  } catch (error) {
    await undo();
    throw error;
  }
  return undo;
}

/**
 * Those that a container cannot have: a kernel may lack one, or keep it for the host or for network namespaces whose owner is the
 * host's root. `netns` is one as a container has it.
 */
export function closedSysctls(names: readonly string[], netns: number | undefined): readonly string[] {
  const inNet = names.filter((name) => sysctlKind(name) === 'net');
  const missing = names.filter((name) => !inNet.includes(name) && !existsSync(`/proc/sys/${pathOf(name)}`));
  const closed = netns === undefined || inNet.length === 0 ? [] : withNetns(netns, () => inNet.filter(isClosed));
  return [...missing, ...closed];
}

/** All that a container can have; those of the network are absent where there was no namespace to look at. */
export function openSysctls(netns: number | undefined): Readonly<{ host: readonly string[]; net?: readonly string[] }> {
  const host = hostSysctls.filter((name) => existsSync(`/proc/sys/${pathOf(name)}`));
  if (netns === undefined) return { host };
  const walk = (folder: string): readonly string[] =>
    readdirSync(`/proc/sys/${folder}`, { withFileTypes: true }).flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      // A name with a dot in it could not be told from a folder.
      if (entry.name.includes('.')) return [];
      return entry.isDirectory() ? walk(path) : [path.replaceAll('/', '.')];
    });
  return { host, net: withNetns(netns, () => walk('net').filter((name) => !isClosed(name))).toSorted() };
}

function isClosed(name: string): boolean {
  try {
    closeSync(openSync(`/proc/sys/${pathOf(name)}`, 'r+'));
    return false;
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'EACCES', 'EPERM')) return true;
    throw error;
  }
}
