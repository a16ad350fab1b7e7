// What a container's network tells of its beancounters: buffers of sockets and rules of the packet filter, counted in its
// network namespace from here. sock_diag(7), nfnetlink, ip_tables.

import { existsSync } from 'node:fs';
import { release } from 'node:os';
import type { Counter } from '../../reconciler/port/tools.ts';
import { hasCode } from '../kernel/error-code.ts';
import { inNamespacesOf } from '../kernel/namespace.ts';
import { iptablesEntries } from '../kernel/socket.ts';
import { NetlinkClient } from '../netlink/client.ts';
import { countRules, NETLINK_NETFILTER } from '../netlink/rules.ts';
import { inetSockets, NETLINK_SOCK_DIAG, type SocketMemory, TCP, UDP, unixSockets } from '../netlink/sockets.ts';
import { read } from './processes.ts';

type Counters = Readonly<Record<string, Counter>>;

/** Of the network namespace of `init`. What this kernel cannot list is absent; nothing is there of one that has ended. */
export function networkCounters(init: number): Counters {
  try {
    return inNamespacesOf(init, ['net'], () => ({ ...bufferCounters(), ...ruleCounters(init) }));
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ESRCH')) return {};
    throw error;
  }
}

/**
 * As OpenVZ divides them: what others have not read of a datagram socket is dgramrcvbuf, what a socket of another kind than TCP
 * has sent is othersockbuf. What is unread in AF_UNIX counts as its sender's.
 */
function bufferCounters(): Counters {
  using client = new NetlinkClient(NETLINK_SOCK_DIAG);
  const [tcp, udp, unix] = [inetSockets(client, TCP), inetSockets(client, UDP), unixSockets(client)];
  const sum = (of: keyof SocketMemory, ...lists: readonly (readonly SocketMemory[] | undefined)[]): Counter => ({
    held: lists.flatMap((list) => list ?? []).reduce((total, socket) => total + socket[of], 0),
  });
  return {
    ...(tcp && { tcpsndbuf: sum('queued', tcp), tcprcvbuf: sum('received', tcp) }),
    ...(udp && { dgramrcvbuf: sum('received', udp) }),
    ...((udp ?? unix) && { othersockbuf: sum('sent', udp, unix) }),
  };
}

/** Rules of nftables, and entries of legacy iptables as its kernel counts them: a policy and the end of a table are some, too. */
function ruleCounters(init: number): Counters {
  const legacy = ['ip', 'ip6'].flatMap((family) =>
    read(`/proc/${init}/net/${family}_tables_names`)
      .split('\n')
      .filter((table) => table !== '')
      .map((table) => iptablesEntries(family === 'ip' ? 4 : 6, table)),
  );
  const rules = isThere('nf_tables') ? filterRules() : 0;
  if (rules === undefined && legacy.length === 0) return {};
  return { numiptent: { held: legacy.reduce((total, entries) => total + entries, rules ?? 0) } };
}

function filterRules(): number | undefined {
  using client = new NetlinkClient(NETLINK_NETFILTER);
  return countRules(client);
}

let builtin: string | undefined;

/** Asking would load a module that is not there, for as long as the host runs; without it there are no rules. */
function isThere(module: string): boolean {
  if (existsSync(`/sys/module/${module}`) || !existsSync('/proc/modules')) return true;
  builtin ??= read(`/lib/modules/${release()}/modules.builtin`);
  return builtin.includes(`/${module}.ko`);
}
