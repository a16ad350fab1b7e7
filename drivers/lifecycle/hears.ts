// Whether an init would hear a signal. The kernel drops what is sent to the init of a pid namespace while it has neither a
// handler for it nor blocks it, whatever the default action is; only SIGKILL and SIGSTOP from outside always arrive.
// pid_namespaces(7), proc_pid_status(5), proc_pid_wchan(5). Other managers of containers send the halt signal once and
// blindly: one that comes before init has got to its handler is lost, and with it the whole stop timeout.

import { constants } from 'node:os';
import { hasCode } from '../kernel/error-code.ts';
import { readKernelText } from '../procfs/read.ts';

const { SIGKILL, SIGSTOP } = constants.signals;

/**
 * False also for a process that is gone. A blocked signal waits until init takes it, as systemd does from a signalfd.
 * While it waits for one in sigwaitinfo(2), as busybox and tini do, the kernel shows it as not blocked, and delivers it.
 */
export function hearsSignal(pid: number, signal: number): boolean {
  if (signal === SIGKILL || signal === SIGSTOP) return true;
  try {
    const bit = BigInt(signal - 1);
    const masks = readKernelText(`/proc/${pid}/status`).matchAll(/^Sig(?:Blk|Cgt):\s*([0-9a-f]+)$/gm);
    for (const [, mask] of masks) if ((BigInt(`0x${mask}`) >> bit) & 1n) return true;
    // A kernel without symbols (CONFIG_KALLSYMS) has no name here.
    return readKernelText(`/proc/${pid}/wchan`).includes('sigtimedwait');
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ESRCH')) return false;
    throw error;
  }
}
