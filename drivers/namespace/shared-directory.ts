// What a directory of the host is like that a container is to share.

import { lstatSync, realpathSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { hasCode } from '../kernel/error-code.ts';
import { refusesIdmap } from '../kernel/idmap.ts';
import type { SharedDirectory } from './judge-mounts.ts';

/** `userns`: a user namespace with ids; undefined where none could be made. */
export function lookAtDirectory(path: string, userns: number | undefined): SharedDirectory {
  const status = statusOf(path);
  if (!status?.isDirectory()) return { state: 'none' };
  const real = realpathSync(path);
  if (real !== path) return { state: 'linked', real };
  const error = userns === undefined ? undefined : idmapError(path, status.dev, userns);
  return error === undefined ? { state: 'ok', isClosed: isClosed(path) } : { state: 'unmappable', error };
}

function statusOf(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}

/** What a file system can is what it is: asked once, because a mount that is thrown away costs milliseconds. */
const mappable = new Map<number, string | undefined>();

function idmapError(path: string, device: number, userns: number): string | undefined {
  if (!mappable.has(device)) mappable.set(device, refusesIdmap(path, userns));
  return mappable.get(device);
}

/** True when nobody but root gets into the directory: files made there by container root belong to the host's root. */
function isClosed(path: string): boolean {
  for (let at = path; at !== '/'; at = dirname(at)) {
    const { mode, uid, gid } = lstatSync(at);
    const open = (mode & 0o001) !== 0 || ((mode & 0o010) !== 0 && gid !== 0) || ((mode & 0o100) !== 0 && uid !== 0);
    if (!open) return true;
  }
  return false;
}
