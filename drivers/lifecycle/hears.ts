// Whether an init would hear a signal. The kernel drops what is sent to the init of a pid namespace while it has neither a
// handler for it nor blocks it, whatever the default action is; only SIGKILL and SIGSTOP from outside always arrive.
// pid_namespaces(7), proc_pid_status(5). Other managers of containers send the halt signal once and blindly: one that
// comes before init has got to its handler is lost, and with it the whole stop timeout.

import { constants } from 'node:os';
import { hasCode } from '../kernel/errno.ts';
import { readKernelText } from '../procfs/read.ts';

const { SIGKILL, SIGSTOP } = constants.signals;

/** False also for a process that is gone. A blocked signal waits until init takes it: systemd reads its own from a signalfd. */
export function hearsSignal(pid: number, signal: number): boolean {
  if (signal === SIGKILL || signal === SIGSTOP) return true;
  try {
    return isIn(readKernelText(`/proc/${pid}/status`), signal);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ESRCH')) return false;
    throw error;
  }
}

/** Whether the masks of a status file have the signal blocked or caught. */
function isIn(status: string, signal: number): boolean {
  const masks = [...status.matchAll(/^Sig(?:Blk|Cgt):\s*([0-9a-f]+)$/gm)].map(([, mask]) => BigInt(`0x${mask}`));
  return masks.some((mask) => (mask >> BigInt(signal - 1)) & 1n);
}
