// A node of the host's /dev that another tool gives a container: a feature where it is one, or an entry of devices.

import { readDevice } from '../../schema/device.ts';
import { deviceFeatures } from '../state/resolve-devices.ts';
import type { Draft, Place } from './draft.ts';

const nodes: Readonly<Record<string, (typeof deviceFeatures)[number][0]>> = {
  '/dev/net/tun': 'tun',
  '/dev/fuse': 'fuse',
  '/dev/ppp': 'ppp',
};

/** `inside`: its path there. */
export function addDevice(path: string, inside: string, draft: Draft, place: Place, access = 'rw'): void {
  const feature = inside === path && access === 'rw' ? nodes[path] : undefined;
  if (feature !== undefined) {
    draft.set(['features', feature], true, place);
    return;
  }
  const name = inside.replace(/^\/dev\//, '');
  const usual = inside === path;
  if (usual && access === 'rw') add(path, draft, place);
  else add({ path, ...(access !== 'rw' && { access }), ...(!usual && { name }) }, draft, place);
}

/** By its numbers: c:10:229:rw. */
export function addRule(rule: string, draft: Draft, place: Place): void {
  const feature = deviceFeatures.find(([, own]) => own === rule);
  if (feature === undefined) add(rule, draft, place);
  else draft.set(['features', feature[0]], true, place);
}

function add(device: unknown, draft: Draft, place: Place): void {
  const read = readDevice(device);
  if ('fault' in read) {
    draft.remark('dropped', place, read.fault.message, read.fault.hint);
    return;
  }
  const before = (draft.get(['devices']) as readonly unknown[] | undefined) ?? [];
  draft.set(['devices'], [...before, device], place);
}
