// One look at whether a container works: a command that it runs, a connection or a GET from its own network. Nothing it
// says is believed beyond that, and nothing of it is kept: time and bytes are limited.

import type { HealthVerdict } from '../../reconciler/port/host.ts';
import type { HealthProbe } from '../../schema/health.ts';
import { connectInside, getStatus } from './connect.ts';

export interface Inside {
  /** Host pid of init. */
  readonly pid: number;
  /** Runs a command as `exec` does, its output thrown away; its status. Throws when the container cannot be entered. */
  readonly run: (argv: readonly string[], complain: (reason: string) => void, signal: AbortSignal) => Promise<number>;
}

const healthy: HealthVerdict = { healthy: true };
const bad = (reason: string): HealthVerdict => ({ healthy: false, reason });

/** The verdict, whatever happens. Aborting `signal` ends the probe; the container is then unhealthy. */
export async function check(probe: HealthProbe, inside: Inside, signal: AbortSignal): Promise<HealthVerdict> {
  try {
    return await ask(probe, inside, signal);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // Its init ended while it was asked: pidfd_open(2), and /proc/PID/ns/net is not there.
    const isGone = code === 'ESRCH' || (code === 'ENOENT' && probe.kind !== 'exec');
    return bad(signal.aborted ? 'no answer in time' : isGone ? 'it is not running' : (code ?? message));
  }
}

async function ask(probe: HealthProbe, { pid, run }: Inside, signal: AbortSignal): Promise<HealthVerdict> {
  switch (probe.kind) {
    case 'exec': {
      let reason: string | undefined;
      const status = await run(probe.command, (why) => (reason = why), signal);
      if (signal.aborted) return bad('no answer in time');
      return status === 0 ? healthy : bad(reason ?? `status ${status}`);
    }
    case 'tcp': {
      const socket = await connectInside({ pid, ...probe }, signal);
      socket.destroy();
      return healthy;
    }
    case 'http': {
      const status = await getStatus({ pid, ...probe }, signal);
      const isGood = probe.status === undefined ? status >= 200 && status < 400 : status === probe.status;
      return isGood ? healthy : bad(`status ${status}`);
    }
  }
}
