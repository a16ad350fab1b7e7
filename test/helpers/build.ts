// vitest's global set-up: dist/ as npm ci builds it, from what is checked out, before suites start that run it side by side.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export function setup(): void {
  // Type errors are the business of `npm run check`; here only the emitted program counts.
  const scripts = [
    'node_modules/typescript/bin/tsc',
    'dist/schema/build/compile.js',
    'dist/reconciler/cli/build/bundle.js',
  ];
  for (const script of scripts)
    spawnSync(process.execPath, [join(root, script)], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}
