// Whom a file of allowed signers has keys of: ssh-keygen(1), ALLOWED SIGNERS.

import { createHash } from 'node:crypto';
import { fitsGlob } from '../../schema/glob.ts';

/** A line: patterns of names, options, and a key. */
const LINE = /^\s*(?:"([^"]*)"|([^\s"#]\S*))\s+(?:.*\s)?(?:ssh-|ecdsa-|sk-)\S+\s+([A-Za-z0-9+/]+=*)(?:\s|$)/;

/** Those of `signers`, names or fingerprints ("SHA256:..."), that no line is of. What an authority certifies is not known here. */
export function withoutKeys(signers: readonly string[], text: string): readonly string[] {
  const lines = text.split('\n').flatMap((line) => {
    const [, quoted, plain = '', key = ''] = LINE.exec(line) ?? [];
    return key === '' ? [] : [{ patterns: (quoted ?? plain).toLowerCase().split(','), key }];
  });
  const isThere = (signer: string): boolean =>
    lines.some(
      ({ patterns, key }) =>
        fingerprint(key) === signer || patterns.some((pattern) => fitsGlob(pattern, signer.toLowerCase())),
    );
  return signers.filter((signer) => !isThere(signer));
}

const fingerprint = (key: string): string =>
  `SHA256:${createHash('sha256').update(Buffer.from(key, 'base64')).digest('base64').replace(/=+$/, '')}`;
