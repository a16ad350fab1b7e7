// Tapes that are not starts: opening a gate, watching an adopted init, changing the names a running container goes by. Pure.

import { CLONE, flags, NULL } from './abi.ts';
import { CLONED, type ContainerFile, cloneArgs, OWN_NAMESPACES, READY, writeContainerFile } from './init-tape.ts';
import { becomeContainerRoot, unblockSignals } from './tail.ts';
import { blank, createTape, named, sizeOf, type Tape } from './tape.ts';

/** Report code of a watch: the descriptor the player keeps. */
const WATCHING = 1;

const MSG_NOSIGNAL = named(0x4000, 'MSG_NOSIGNAL');

/** A process in namespaces of its own that ends at once: fails where this host does not let us make one. */
export const tryTape: Tape = (() => {
  const tape = createTape();
  const wanted = flags(CLONE, ...OWN_NAMESPACES);
  const start = tape.mark();
  const pid = tape.clone(`clone3({${wanted.text}})`, tape.bytes(cloneArgs(wanted.value), `{${wanted.text}}`), start);
  tape.wait('its end', pid);
  tape.end();
  tape.here(start);
  tape.call('end', 'exit_group', [0]);
  return { name: 'a process in new namespaces', form: tape.finish([]), values: {} };
})();

const releasing = (() => {
  const tape = createTape();
  tape.call('open the gate', 'sendto', [blank('gate'), tape.text('1'), 1, MSG_NOSIGNAL, NULL, 0], { exact: 1 });
  tape.end();
  return tape.finish([]);
})();

/** Lets the process behind a gate go on. */
export const releaseTape = (name: string, gate: number): Tape => ({ name, form: releasing, values: { gate } });

const watching = (() => {
  const tape = createTape();
  const pidfd = tape.call('open the process', 'pidfd_open', [blank('pid'), 0]);
  const kept = tape.call('keep the process', 'fcntl', [pidfd, named(1030, 'F_DUPFD_CLOEXEC'), 512], { as: 'kept' });
  tape.watch('its end', kept);
  tape.report(WATCHING, [0, 0, kept], 'watching');
  tape.end();
  return tape.finish([WATCHING]);
})();

/** Fires when process `pid` ends, whoever its parent is. pidfd_open(2). */
export const watchTape = (name: string, pid: number): Tape => ({ name, form: watching, values: { pid } });

export interface NameChange {
  readonly hostname?: string;
  readonly files: readonly ContainerFile[];
}

/** Writes host name and files of a running container as its root, from a process it cannot see: it stays in the host's pid namespace. */
export function renameTape(name: string, pid: number, change: NameChange): Tape {
  const tape = createTape();
  const pidfd = tape.call('open init', 'pidfd_open', [pid, 0]);
  const start = tape.mark();
  const child = tape.clone('clone a writer', tape.bytes(cloneArgs(0), '{}'), start);
  tape.report(CLONED, [child], 'cloned');
  tape.end();
  tape.here(start);
  unblockSignals(tape);
  tape.call('enter the container', 'setns', [pidfd, flags(CLONE, 'NEWUSER', 'NEWNS', 'NEWUTS')]);
  becomeContainerRoot(tape);
  const { hostname } = change;
  if (hostname !== undefined) {
    tape.call('set the hostname', 'sethostname', [tape.text(hostname), sizeOf(hostname)]);
  }
  for (const file of change.files) writeContainerFile(tape, file, true);
  tape.report(READY, [], 'written');
  tape.end();
  return { name, form: tape.finish([CLONED, READY]), values: {} };
}
