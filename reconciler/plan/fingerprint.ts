// What makes a finding the same one in two runs: services that keep findings open and closed compare these. Lines move and
// numbers in sentences change with what is used, so neither is part of it.

import type { Digest } from './effect.ts';
import type { Finding } from './report.ts';

/** "0123456789abcdef:1": 16 hex digits, and which of those with the same ones it is. In the order of the findings. */
export function fingerprints(findings: readonly Finding[], digest: Digest): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ code, origin, node = '', subject = '', message }) => {
    const words = message.replace(/\d+(\.\d+)?/g, '#');
    const id = digest([code, origin?.path ?? '', node, subject, words].join('\0')).slice(0, 16);
    const ordinal = (seen.get(id) ?? 0) + 1;
    seen.set(id, ordinal);
    return `${id}:${ordinal}`;
  });
}
