// OpenVZ's features that are nothing to turn on or off here, each with the reason (vzctl src/lib/config.c knows their names).

import { fault, type Reading } from './reading.ts';

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
};

/** One entry of spec.features. */
export function readFeature(value: unknown, key: string): Reading<unknown> {
  const [reason, hint] = (Object.hasOwn(settled, key) ? settled[key] : undefined) ?? [];
  return reason === undefined || hint === undefined
    ? { value }
    : fault('VZR244', `there is no feature ${key} to turn on or off: ${reason}`, hint);
}
