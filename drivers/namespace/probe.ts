// What of namespaces this host offers, and settings of it that containers run into.

import { existsSync } from 'node:fs';
import type { Probe } from '../../reconciler/port/driver.ts';
import { words } from '../../schema/words.ts';
import { hasCode } from '../kernel/error-code.ts';
import type { Player } from '../launcher/client.ts';
import type { Processes } from '../launcher/processes.ts';
import { hostLimits } from './host-limits.ts';
import { openTrial, type Trial } from './trial.ts';

/** With the namespaces it was tried in, where that went well. */
export async function probeHost(
  processes: Pick<Processes, 'player'>,
  readSetting: (name: string) => number | undefined,
): Promise<{ readonly probes: readonly Probe[]; readonly trial?: Trial }> {
  const player = await processes.player().catch((error: unknown) => words(error));
  const { probe, trial } = await probeNamespaces(player);
  return { probes: [probe, ...hostLimits(readSetting), probePlayer(player)], ...(trial && { trial }) };
}

/** Tried, because no file says it: a chroot, a filter or a container around us refuse what the kernel could do. */
async function probeNamespaces(player: Player | string): Promise<{ readonly probe: Probe; readonly trial?: Trial }> {
  const feature = 'namespaces';
  const missing = ['user', 'pid', 'net', 'ipc', 'uts', 'mnt', 'cgroup'].filter(
    (kind) => !existsSync(`/proc/self/ns/${kind}`),
  );
  if (missing.length > 0)
    return { probe: { feature, state: 'missing', detail: `the kernel has no ${missing.join(', ')} namespace` } };
  try {
    const probe: Probe = { feature, state: 'ok', detail: 'user, pid, net, ipc, uts, mnt, cgroup' };
    return typeof player === 'string' ? { probe } : { probe, trial: await openTrial(player) };
  } catch (error) {
    const hint = hasCode(error, 'ENOSPC')
      ? 'sysctl user.max_user_namespaces, user.max_net_namespaces'
      : 'not possible in a chroot, nor in a container that forbids user namespaces: run it on the host itself';
    return { probe: { feature, state: 'missing', detail: words(error), hint } };
  }
}

function probePlayer(player: Player | string): Probe {
  const feature = 'launch player';
  return typeof player === 'string'
    ? { feature, state: 'missing', detail: player, hint: 'npm run build (needs a C compiler)' }
    : { feature, state: 'ok', detail: `running as ${player.pid}` };
}
