// Build step, run by node after the others: the thread that plans from snapshots, in one file instead of hundreds. It takes the place
// of its own file, so that what names files beside itself finds them.

import { join } from 'node:path';
import { rolldown } from 'rolldown';

// dist/reconciler/cli/build/bundle.js -> dist/reconciler/cli.
const file = join(import.meta.dirname, '..', 'offline-thread.js');

const bundle = await rolldown({
  input: file,
  platform: 'node',
  external: ['koffi'],
  // That some parts are imported when they are needed is for other commands.
  checks: { ineffectiveDynamicImport: false },
});
await bundle.write({ file, minify: true, codeSplitting: false });
await bundle.close();
