// The version of this program, from package.json.

import { readFileSync } from 'node:fs';

/** dist/reconciler/cli/ is one level deeper than reconciler/cli/. */
export function version(): string {
  for (const up of ['../../package.json', '../../../package.json']) {
    try {
      return String((JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8')) as { version?: unknown }).version);
    } catch {
      // Not there: the other place.
    }
  }
  return 'unknown';
}
