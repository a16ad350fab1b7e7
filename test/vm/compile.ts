// Sources and tests as JavaScript in a folder that guests see too: they have no time to compile.

import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** The checkout. */
export const root = join(import.meta.dirname, '../../..');

/** Compiles everything and gives the folder. Type errors are the business of `npm run check`. */
export function compile(): string {
  const out = join(root, 'test/dist/vm');
  rmSync(out, { recursive: true, force: true });
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  spawnSync(process.execPath, [tsc, '-p', join(root, 'test/vm/tsconfig.json')], { cwd: root });
  for (const name of ['validators.generated.js', 'manifest.schema.json'])
    cpSync(join(root, 'schema', name), join(out, 'schema', name));
  cpSync(join(root, 'test/kernel/send-frames.mjs'), join(out, 'test/kernel/send-frames.mjs'));
  symlinkSync('../../../fixtures', join(out, 'test/fixtures'));
  return out;
}
