// Which machine this is: machine-id(5), and the UUID that its firmware tells (SMBIOS 3.6, 7.2.1), which a copied disk does not bring
// along. Neither is told to anybody: both only as the ids of this program that sd_id128_get_machine_app_specific(3) derives.

import { createHmac } from 'node:crypto';
import type { Machine } from '../../reconciler/port/host.ts';
import { hasCode } from '../kernel/error-code.ts';
import { readIfThere } from './read.ts';

/** `systemd-id128 machine-id --app-specific=` with this gives the same. */
export const APPLICATION = '6c1d9a3e7f2b4e0d9b8a51c4d7e60f12';

export function machineHere(etc = '/etc/machine-id', firmware = '/sys/class/dmi/id/product_uuid'): Machine {
  const id = derived(readable(etc).trim());
  const hardware = derived(readable(firmware).trim().replaceAll('-', '').toLowerCase());
  return { ...(id !== undefined && { id }), ...(hardware !== undefined && { hardware }) };
}

/** The firmware's is for root alone. */
function readable(path: string): string {
  try {
    return readIfThere(path);
  } catch (error) {
    if (hasCode(error, 'EACCES')) return '';
    throw error;
  }
}

/** HMAC-SHA256 with the secret id as key, made a UUID of version 4. Undefined for what is no id: "uninitialized", zeros. */
function derived(secret: string): string | undefined {
  if (!/^[0-9a-f]{32}$/.test(secret) || /^(0+|f+)$/.test(secret)) return undefined;
  const bytes = createHmac('sha256', Buffer.from(secret, 'hex')).update(Buffer.from(APPLICATION, 'hex')).digest();
  const id = bytes.subarray(0, 16);
  id[6] = ((id[6] ?? 0) & 0x0f) | 0x40;
  id[8] = ((id[8] ?? 0) & 0x3f) | 0x80;
  return id.toString('hex');
}
