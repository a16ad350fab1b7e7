// What runs in guests, as JavaScript in a folder that they see too: they have no time to compile, nor to look for hundreds
// of modules, so what several suites and programs share lies together in a few files.

import { cpSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

/** The checkout. */
export const root = join(import.meta.dirname, '../../..');

const PROGRAMS = ['reconciler/cli/vzreconcile', 'test/helpers/crash-child', 'test/vm/power-guest', 'test/vm/worker'];

/** Compiles everything and gives the folder. Type errors are the business of `npm run check`. */
export async function compile(): Promise<string> {
  const out = join(root, 'test/dist/vm');
  rmSync(out, { recursive: true, force: true });
  const suites = readdirSync(join(root, 'test/kernel')).filter((file) => file.endsWith('.test.ts'));
  const names = [...PROGRAMS, ...suites.map((file) => `test/kernel/${file.slice(0, -'.ts'.length)}`)];
  const bundle = await rolldown({
    input: {
      ...Object.fromEntries(names.map((name) => [name, join(root, `${name}.ts`)])),
      // Named by its file, beside whatever starts it.
      'test/shared/offline-load': join(root, 'reconciler/cli/offline-load.ts'),
    },
    platform: 'node',
    transform: { target: 'node20' },
    external: ['koffi', /^vitest/],
  });
  // As deep as most sources, which name files beside them.
  await bundle.write({ dir: out, chunkFileNames: 'test/shared/[name]-[hash].js' });
  await bundle.close();
  cpSync(join(root, 'test/kernel/send-frames.mjs'), join(out, 'test/kernel/send-frames.mjs'));
  symlinkSync('../../../fixtures', join(out, 'test/fixtures'));
  return out;
}
