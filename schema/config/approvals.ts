// `spec.approvals` of the local configuration, and what it and `spec.verify.tags` need of the sections beside them.

import type { Field } from '../fields.ts';
import { below, fault, isMapping, type Reading } from '../reading.ts';

const keys = ['allowedSigners', 'gpgKeys'];

function readSpec(value: unknown): Reading<unknown> {
  if (!isMapping(value)) return { value };
  const { approvals, verify, source } = value;
  const hasKeys = isMapping(verify) && keys.some((name) => Object.hasOwn(verify, name));
  if (isMapping(approvals) && approvals['tags'] !== undefined && !hasKeys) {
    const hint = 'name allowedSigners or gpgKeys in spec.verify; mode: off there leaves commits alone';
    return below('approvals', below('tags', fault('VZR356', 'tags are to be signed, and no keys are named', hint)));
  }
  const ref = isMapping(source) && isMapping(source['ref']) ? source['ref'] : {};
  const other = ['branch', 'commit'].find((name) => Object.hasOwn(ref, name));
  if (isMapping(verify) && verify['tags'] === true && other !== undefined) {
    const what = `a tag is to be signed, and spec.source.ref follows a ${other}`;
    return below('verify', below('tags', fault('VZR357', what, 'follow a tag or semver, or remove it')));
  }
  return { value };
}

export const approvalFields: readonly Field[] = [{ path: ['spec'], read: readSpec }];
