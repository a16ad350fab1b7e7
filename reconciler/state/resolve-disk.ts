// The disk of one Container document: what its root file system is made of and how much of it there may be.

import { readInodes, readSpace } from '../../schema/fields.ts';
import type { QuotaState, RootfsState } from './container.ts';
import { containerDefaults } from './defaults.ts';
import { field, type Ledger, noted } from './ledger.ts';

export function rootfsOf(ledger: Ledger, key: string): RootfsState {
  const { template, layout } = ledger.manifest.value.spec;
  return {
    template: noted(ledger, '/rootfs/template', ['spec', 'template'], template, key),
    ...(layout && { layout: noted(ledger, '/rootfs/layout', ['spec', 'layout'], layout, layout) }),
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
