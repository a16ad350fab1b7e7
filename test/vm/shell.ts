// npm run vm: a shell in a guest, on this terminal. Arguments: --kernel 6.1. `exit` ends it, Ctrl-A X pulls the plug.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootGuest, makeDisks } from './guest.ts';
import { prepareKernel } from './kernel.ts';

const [, series] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), 'vzr-rig-'));
try {
  const guest = bootGuest({ kernel: await prepareKernel(series), disks: await makeDisks(work) });
  await guest.ended;
} finally {
  rmSync(work, { recursive: true });
}
