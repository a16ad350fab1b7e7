// Mounts of the network: made by the host's root in the host's network namespace, and attached nowhere but in the container.
// So the host has no path that waits for a server, and nothing to unmount: the mount goes with the container's last process.
// fsopen(2), fsconfig(2), fsmount(2), nfs(5). Pure.

import { flags, MOUNT_ATTR, NULL, struct } from './abi.ts';
import type { RemoteForm } from './mounts-tape.ts';
import { named, type Result, type TapeBuilder } from './tape.ts';

/** Seconds a server may take to answer; the kernel's own patience can be without end. */
export const PATIENCE = 30;

const SET_FLAG = named(0, 'FSCONFIG_SET_FLAG');
const SET_STRING = named(1, 'FSCONFIG_SET_STRING');
const CREATE = named(6, 'FSCONFIG_CMD_CREATE');

/** A detached mount for each, by its target. SIGALRM ends the process when a server does not answer. */
export function mountRemote(tape: TapeBuilder, mounts: readonly RemoteForm[]): ReadonlyMap<string, Result> {
  if (mounts.length === 0) return new Map();
  setAlarm(tape, PATIENCE);
  const made = new Map(mounts.map((mount) => [mount.target, mountOne(tape, mount)]));
  setAlarm(tape, 0);
  return made;
}

/** setitimer(2): alarm(2) is not on every architecture. */
function setAlarm(tape: TapeBuilder, seconds: number): void {
  const timer = tape.bytes(struct([8, 0], [8, 0], [8, seconds], [8, 0]), `{${seconds} s}`);
  tape.call('limit the time', 'setitimer', [named(0, 'ITIMER_REAL'), timer, NULL]);
}

function mountOne(tape: TapeBuilder, { source, address, options, readOnly }: RemoteForm): Result {
  const label = `mount ${source}`;
  const fs = tape.call(label, 'fsopen', [tape.text('nfs4'), named(1, 'FSOPEN_CLOEXEC')]);
  const set = (name: string, value: string | RemoteForm['source']): void =>
    void tape.call(label, 'fsconfig', [fs, SET_STRING, tape.text(name), tape.text(value), 0]);
  set('source', source);
  set('addr', address);
  for (const option of options.split(',')) {
    const [name = '', value] = option.split('=');
    if (value === undefined) tape.call(label, 'fsconfig', [fs, SET_FLAG, tape.text(name), NULL, 0]);
    else set(name, value);
  }
  tape.call(label, 'fsconfig', [fs, CREATE, NULL, NULL, 0]);
  const attributes = flags(MOUNT_ATTR, 'NODEV', 'NOSUID', ...(readOnly ? (['RDONLY'] as const) : []));
  return tape.call(label, 'fsmount', [fs, named(1, 'FSMOUNT_CLOEXEC'), attributes]);
}
