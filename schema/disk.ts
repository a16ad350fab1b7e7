// The grammars of the disk fields that have one of their own.

import { fault, type Reading, shown } from './reading.ts';

const layouts = ['overlay', 'btrfs', 'image'] as const;

/** What OpenVZ's `--layout` calls them; ploop may carry a mode, `ploop:raw`. */
const openvzLayouts: Readonly<Record<string, string>> = { simfs: 'overlay or btrfs', ploop: 'image' };

export function readLayout(value: unknown): Reading<(typeof layouts)[number]> {
  const layout = layouts.find((one) => one === value);
  if (layout !== undefined) return { value: layout };
  const today = typeof value === 'string' ? openvzLayouts[value.split(':')[0] ?? ''] : undefined;
  const hint = today === undefined ? `possible: ${layouts.join(', ')}` : `what OpenVZ calls so is ${today} here`;
  return fault('VZR104', `spec.layout cannot be ${shown(value)}`, hint);
}
