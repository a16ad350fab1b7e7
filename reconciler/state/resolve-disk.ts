// The disk of one Container document: what its root file system is made of and how much of it there may be.

import { readMountOpts } from '../../schema/disk.ts';
import { readInodes, readSpace } from '../../schema/fields.ts';
import { expectValue } from '../../schema/reading.ts';
import type { MountState, QuotaState, RootfsState } from './container.ts';
import { containerDefaults } from './defaults.ts';
import { field, type Ledger, noted } from './ledger.ts';

export function rootfsOf(ledger: Ledger, key: string): RootfsState {
  const { template, layout, mountOpts } = ledger.manifest.value.spec;
  return {
    template: noted(ledger, '/rootfs/template', ['spec', 'template'], template, key),
    ...(layout && { layout: noted(ledger, '/rootfs/layout', ['spec', 'layout'], layout, layout) }),
    ...(mountOpts && { mount: mountOf(ledger, mountOpts) }),
  };
}

function mountOf(ledger: Ledger, mountOpts: string): MountState {
  const path = ['spec', 'mountOpts'];
  const { data, barrier } = expectValue(readMountOpts(mountOpts));
  return {
    data: noted(ledger, '/rootfs/mount/data', path, data, data),
    barrier: noted(ledger, '/rootfs/mount/barrier', path, barrier, barrier),
  };
}

export function quotaOf(ledger: Ledger): QuotaState {
  const { diskspace, diskinodes } = ledger.manifest.value.spec;
  return {
    space: field(ledger, '/quota/space', ['spec', 'diskspace'], diskspace, readSpace, containerDefaults.diskspace),
    inodes: field(
      ledger,
      '/quota/inodes',
      ['spec', 'diskinodes'],
      diskinodes,
      readInodes,
      containerDefaults.diskinodes,
    ),
  };
}
