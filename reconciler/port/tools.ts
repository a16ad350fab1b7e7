// What a host may offer to people beside reconciling. Optional: the simulated host has no processes to enter.

import type { Ctid } from '../../schema/units.ts';
import type { ContainerState } from '../state/container.ts';
import type { DesiredContainer } from '../state/model.ts';

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
  /** The launch tape of a container as text, from its accepted state. */
  tape?(container: DesiredContainer, wants: ContainerState): Promise<string>;
}
