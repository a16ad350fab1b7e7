// Writes settings of a container's namespaces from a process it cannot see, which stays in the host's pid and mount namespaces:
// /proc/sys shows the network, ipc and uts namespaces of who looks, and nothing the container has put over its own. Pure.

import { AT_FDCWD, CLONE, flags, O } from './abi.ts';
import { beginAside, endAside } from './small-tapes.ts';
import { becomeContainerRoot } from './tail.ts';
import { createTape, type Result, type Tape, type TapeBuilder } from './tape.ts';

export interface Setting {
  /** With slashes, below /proc/sys. */
  readonly path: string;
  readonly value: string;
  /** Of the ipc namespace. */
  readonly ipc: boolean;
}

/**
 * Reports CLONED(writer) and READY(). Settings of network and uts belong to the host's root. Those of ipc did until Linux 6.9 (a
 * namespace's root could not write them) and belong to the container's since (ipc_set_ownership()): both try. Which one
 * may is the kernel's secret, so whoever plays this reads afterwards.
 */
export function sysctlTape(name: string, pid: number, settings: readonly Setting[]): Tape {
  const tape = createTape();
  const pidfd = tape.call('open init', 'pidfd_open', [pid, 0]);
  const path = flags(O, 'PATH', 'DIRECTORY', 'CLOEXEC');
  const root = tape.call('open /proc/sys', 'openat', [AT_FDCWD, tape.text('/proc/sys'), path], { as: 'sys' });
  beginAside(tape, 'clone a writer');
  tape.call('enter the container', 'setns', [pidfd, flags(CLONE, 'NEWNET', 'NEWIPC', 'NEWUTS')]);
  for (const setting of settings) write(tape, root, setting, setting.ipc);
  const shared = settings.filter(({ ipc }) => ipc);
  if (shared.length > 0) {
    tape.call('enter its user namespace', 'setns', [pidfd, flags(CLONE, 'NEWUSER')]);
    becomeContainerRoot(tape);
    for (const setting of shared) write(tape, root, setting, true);
  }
  return endAside(tape, name, 'written');
}

function write(tape: TapeBuilder, root: Result, { path, value }: Setting, mayBeRefused: boolean): void {
  const label = `set ${path.replaceAll('/', '.')} to ${value}`;
  const done = tape.mark();
  const refused = mayBeRefused ? ({ allow: ['EACCES', 'EPERM'], otherwise: done } as const) : {};
  const fd = tape.call(label, 'openat', [root, tape.text(path), flags(O, 'WRONLY', 'CLOEXEC')], refused);
  tape.call(
    label,
    'write',
    [fd, tape.text(value), value.length],
    mayBeRefused ? { allow: ['EACCES', 'EPERM'] } : { exact: value.length },
  );
  tape.call(label, 'close', [fd]);
  tape.here(done);
}
