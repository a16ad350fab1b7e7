// The real host: its drivers in dependency order, joined by what they have to know of each other.

import type { Host } from '../reconciler/port/host.ts';
import type { HostTools } from '../reconciler/port/tools.ts';
import type { NodeSpec } from '../reconciler/state/model.ts';

export interface HostOptions {
  readonly root: string;
  readonly nodeSpec: NodeSpec;
  readonly node: string;
  readonly log: (message: string) => void;
}

/** Opens this machine as a host. */
export async function openHost(_options: HostOptions): Promise<Host & HostTools> {
  throw Object.assign(new Error('real host not wired yet'), { hint: 'use --simulate', name: 'ProbeError' });
}
