// The disk of one Container document: what its root file system is made of and how much of it there may be.

import { readMountOpts } from '../../schema/disk.ts';
import { readInodes, readSpace } from '../../schema/fields.ts';
import { expectValue } from '../../schema/reading.ts';
import { readUgidLimits } from '../../schema/ugid-quota.ts';
import type { MountState, QuotaState, RootfsState, UgidQuotas } from './container.ts';
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

/** In the order of ids, which is that of keys that are whole numbers. */
function ugidsOf(
  ledger: Ledger,
  kind: 'users' | 'groups',
  written: Readonly<Record<string, unknown>> = {},
): UgidQuotas {
  const limits = Object.entries(written).map(([id, value]) => [id, expectValue(readUgidLimits(value))] as const);
  const all = Object.fromEntries(limits);
  // That there are none is said by who turned them on.
  noted(ledger, `/quota/${kind}`, ['spec', ...(limits.length > 0 ? ['quotas', kind] : ['quotaugidlimit'])], all, all);
  return all;
}

export function quotaOf(ledger: Ledger): QuotaState {
  const { diskspace, diskinodes, quotaugidlimit, quotas, quotatime } = ledger.manifest.value.spec;
  const most = quotaugidlimit ?? 0;
  const pointer = '/quota/ugids';
  return {
    ...(quotatime !== undefined && {
      grace: noted(ledger, '/quota/grace', ['spec', 'quotatime'], quotatime, quotatime),
    }),
    ...(quotaugidlimit !== undefined && {
      ugids: noted(ledger, pointer, ['spec', 'quotaugidlimit'], quotaugidlimit, most > 0),
    }),
    ...(most > 0 && {
      most: noted(ledger, '/quota/most', ['spec', 'quotaugidlimit'], most, most),
      users: ugidsOf(ledger, 'users', quotas?.users),
      groups: ugidsOf(ledger, 'groups', quotas?.groups),
    }),
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
