// `spec.verify` of the local configuration: the grammars of its values.

import type { Field } from '../fields.ts';
import { below, fault, isMapping, type Reading, shown } from '../reading.ts';
import { readFilePath } from './file-path.ts';

function readVerify(value: unknown): Reading<unknown> {
  if (!isMapping(value)) return { value };
  const { mode, tags, allowedSigners, revokedKeys, gpgKeys, paths } = value;
  for (const [name, path] of Object.entries({ allowedSigners, revokedKeys })) {
    const reading = path === undefined ? { value: '' } : readFilePath(path);
    if ('fault' in reading) return below(name, reading);
  }
  for (const [i, path] of (Array.isArray(gpgKeys) ? gpgKeys : []).entries()) {
    const reading = readFilePath(path);
    if ('fault' in reading) return below('gpgKeys', below(i, reading));
  }
  if ((mode !== 'off' || tags === true) && allowedSigners === undefined && gpgKeys === undefined)
    return fault('VZR351', 'signatures are to be checked, and no keys are named', 'name allowedSigners or gpgKeys');
  for (const [i, rule] of (Array.isArray(paths) ? paths : []).entries()) {
    const path: unknown = isMapping(rule) ? rule['path'] : undefined;
    if (typeof path === 'string' && /^\/|(?:^|\/)\.\.?(?:\/|$)/.test(path))
      return below('paths', below(i, below('path', notAPath(path))));
  }
  return { value };
}

const notAPath = (path: string) =>
  fault('VZR352', `${shown(path)} names no path of the repository`, 'write it from the top: manifests/db/**');

export const verifyFields: readonly Field[] = [{ path: ['spec', 'verify'], read: readVerify }];
