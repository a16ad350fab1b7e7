// npm run vm: a shell in a guest, on this terminal; with a COMMAND its output and status instead. Arguments: --kernel 6.1,
// COMMAND. `exit` ends the shell, Ctrl-A X pulls the plug.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bootGuest, makeDisks } from './guest.ts';
import { prepareKernel, RigUnavailable } from './kernel.ts';

const { values, positionals } = parseArgs({ options: { kernel: { type: 'string' } }, allowPositionals: true });
const command = positionals.join(' ');
const work = mkdtempSync(join(tmpdir(), 'vzr-rig-'));
try {
  const kernel = await prepareKernel(values.kernel);
  const guest = bootGuest({ kernel, disks: await makeDisks(work), ...(command !== '' && { command }) });
  guest.output.pipe(process.stdout);
  const { status, console } = await guest.ended;
  if (command !== '' && status === undefined) process.stderr.write(`the guest ended early\n${console}\n`);
  if (command !== '') process.exitCode = status ?? 1;
} catch (error) {
  if (!(error instanceof RigUnavailable)) throw error;
  process.stderr.write(`no guest here: ${error.message}\n`);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true });
}
