// OpenVZ's features that are nothing to turn on or off here, each with the reason (vzctl src/lib/config.c knows their names).

import { readOnOff } from './on-off.ts';
import { plain } from './openvz-words.ts';
import { fault, type Reading, shown } from './reading.ts';

const OWN =
  'the network of a container is its own: it makes such a device whenever the kernel of the host has the module';
const NFS = 'no vanilla kernel lets a user namespace mount or serve NFS';
const settled: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  bridge: [OWN, 'remove the line; capabilities: { net_admin: false } takes all of it away'],
  sit: [OWN, 'remove the line; capabilities: { net_admin: false } takes all of it away'],
  ipip: [OWN, 'remove the line; capabilities: { net_admin: false } takes all of it away'],
  ipgre: [OWN, 'remove the line; capabilities: { net_admin: false } takes all of it away'],
  nfs: [NFS, 'remove the line; a FUSE client works with features: { fuse: true }'],
  nfsd: [NFS, 'remove the line; a server that is a program needs no feature'],
  sysfs: ['every container has a /sys, which is read-only but for its own network devices', 'remove the line'],
  time: ['the kernel has one clock for the host and all containers, and none of them can set it', 'remove the line'],
};

/** One entry of spec.features. */
export function readFeature(value: unknown, key: string): Reading<unknown> {
  const name = plain(key);
  const [reason, hint] = (Object.hasOwn(settled, name) ? settled[name] : undefined) ?? [];
  return reason === undefined || hint === undefined
    ? readOnOff(value, `the feature ${shown(key).slice(1, -1)}`)
    : fault('VZR244', `there is no feature ${name} to turn on or off: ${reason}`, hint);
}
