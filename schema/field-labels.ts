// The names of fields as plans print them, for manifests that name one: the labels of the table in
// reconciler/plan/fields.ts, which this folder cannot import (a test compares them).

import { fault, type Reading, shown } from './reading.ts';
import { nearest } from './suggest.ts';

export const fieldLabels: readonly string[] = [
  ...['state', 'template', 'layout', 'mountOpts data', 'mountOpts barrier', 'ram', 'swap', 'memguarantee'],
  ...['cpuunits', 'cpulimit', 'cpumask', 'nodemask', 'iolimit', 'iopslimit', 'ioprio', 'numproc', 'numtcpsock'],
  ...['numothersock', 'devices', 'numpty', 'numfile', 'numsiginfo', 'lockedpages', 'privvmpages', 'shmpages'],
  ...['diskspace', 'diskinodes', 'quotatime', 'quotaugidlimit', 'quotaugidlimit ids', 'quotas.users', 'quotas.groups'],
  ...['ips', 'rate', 'netifs', 'netdevs', 'hostname', 'nameservers', 'searchdomains', 'idmap.base', 'features'],
  ...['capabilities', 'netfilter', 'device nodes', 'mounts', 'sysctls', 'oomAdjust', 'init', 'haltSignal'],
  'stopTimeout',
];

/** One entry of spec.reconcile.fields: its key; the schema checks the value. */
export function readFieldLabel(value: unknown, key: string): Reading<unknown> {
  if (fieldLabels.includes(key)) return { value };
  const near = nearest(key, fieldLabels);
  const hint = near === undefined ? 'write a name as plans print it: ram, cpuunits, ips' : `did you mean ${near}?`;
  const { fault: wrong } = fault('VZR280', `there is no field ${shown(key)}`, hint);
  return { fault: { ...wrong, atKey: true } };
}
