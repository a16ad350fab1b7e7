// What a host may offer to people beside reconciling. Optional: the simulated host has no processes to enter.

import type { Ctid } from '../../schema/units.ts';
import type { ContainerState } from '../state/container.ts';
import type { DesiredContainer } from '../state/model.ts';

/** How a host keeps a limit. */
export interface LimitFact {
  /** JSON Pointer into the state, e.g. /cgroup/memory/ram. */
  readonly pointer: string;
  /** The kernel's file or object that holds it. */
  readonly mechanism: string;
  /** What that says now, in its own words; empty when there is nothing to ask. */
  readonly value: string;
  /** enforced: the kernel never lets more through. approximated: not everything is seen. refused: a limit cannot be set here. */
  readonly force: 'enforced' | 'approximated' | 'refused';
  readonly note?: string;
}

/** A beancounter: pages where its name says so, bytes or a count else. What is absent the kernel does not say. */
export interface Counter {
  readonly held: number;
  /** The most that was held since the container started. */
  readonly maxheld?: number | undefined;
  readonly barrier?: number | 'max' | undefined;
  readonly limit?: number | 'max' | undefined;
  /** How often more was refused. */
  readonly failcnt?: number | undefined;
}

/** By id, OpenVZ's include/bc/beancounter.h; swappages (24) is not in its file. */
export const beancounterNames = [
  ...['kmemsize', 'lockedpages', 'privvmpages', 'shmpages', 'dummy', 'numproc', 'physpages', 'vmguarpages'],
  ...['oomguarpages', 'numtcpsock', 'numflock', 'numpty', 'numsiginfo', 'tcpsndbuf', 'tcprcvbuf', 'othersockbuf'],
  ...['dgramrcvbuf', 'numothersock', 'dcachesize', 'numfile', 'dummy', 'dummy', 'dummy', 'numiptent'],
] as const;

export interface HostTools {
  /**
   * Runs a command inside a running container on our own standard streams, with a terminal when stdin is one; forwards
   * signals and window size. Resolves to its exit status, 128 + signal when it was killed, 126 or
   * 127 when it could not be started, which `complain` is told.
   */
  exec?(ctid: Ctid, argv: readonly string[], complain: (reason: string) => void): Promise<number>;
  /**
   * A login of the container on our own terminal, again after each logout, until its user detaches or the container stops, which
   * `say` is told. The container's own getty or login asks; nothing of it stays. Throws when it has none.
   */
  console?(ctid: Ctid, say: (text: string) => void): Promise<void>;
  /** How each limit of a container is kept, whether or not one is set. Never writes. */
  limits?(ctid: Ctid): Promise<readonly LimitFact[]>;
  /** The beancounters of a running container, by name. Never writes. */
  beancounters?(ctid: Ctid): Promise<Readonly<Record<string, Counter>>>;
  /**
   * Gives what the container's files no longer take back to the pool, while it runs: bytes it took and takes. Undefined where
   * the layout never takes more than they do.
   */
  compact?(ctid: Ctid): Promise<{ readonly before: number; readonly after: number } | undefined>;
  /** The launch tape of a container as text, from its accepted state. */
  tape?(container: DesiredContainer, wants: ContainerState): Promise<string>;
}
