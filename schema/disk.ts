// The grammars of the disk fields that have one of their own.

import { fault, type Reading, shown } from './reading.ts';

/** Options of mount(8) a container may choose for its image. */
export interface MountOpts {
  readonly data: 'ordered' | 'journal' | 'writeback';
  readonly barrier: boolean;
}

const dataModes = ['ordered', 'journal', 'writeback'] as const;

/** OpenVZ's `--mount_opts`: words with commas between them. What is not named is as ext4 has it. */
export function readMountOpts(value: unknown): Reading<MountOpts> {
  const hint = 'write words such as data=journal,nobarrier';
  if (typeof value !== 'string' || value.length > 64)
    return fault('VZR230', `mount options are expected, not ${shown(value)}`, hint);
  const seen = new Set<string>();
  let opts: MountOpts = { data: 'ordered', barrier: true };
  for (const word of value.split(',')) {
    const one = readMountOpt(word);
    if (one === undefined)
      return fault(
        'VZR230',
        `${shown(word)} is no mount option a container may choose`,
        `possible: ${dataModes.map((mode) => `data=${mode}`).join(', ')}, barrier, nobarrier`,
      );
    const [name = ''] = Object.keys(one);
    if (seen.has(name)) return fault('VZR230', `${name} is there twice`, 'keep one');
    seen.add(name);
    opts = { ...opts, ...one };
  }
  return { value: opts };
}

function readMountOpt(word: string): Partial<MountOpts> | undefined {
  const data = dataModes.find((mode) => word === `data=${mode}`);
  if (data !== undefined) return { data };
  if (word === 'barrier' || word === 'barrier=1') return { barrier: true };
  return word === 'nobarrier' || word === 'barrier=0' ? { barrier: false } : undefined;
}

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
