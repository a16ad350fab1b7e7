// npm run test:vm: the kernel suites in guests with a kernel that this machine need not have. Two guests share the suites,
// one for each processor. Arguments: --kernel 6.1, -t PATTERN, and vitest's filters.

import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startVitest } from 'vitest/node';
import { longFirst } from '../helpers/long-first.ts';
import { skipReporter } from '../helpers/skip-reporter.ts';
import { compile, root } from './compile.ts';
import { bootGuest, type GuestEnd, makeDisks } from './guest.ts';
import { KERNELS, prepareKernel, type RigKernel, RigUnavailable } from './kernel.ts';
import { guestPool } from './pool.ts';

/** Milliseconds: of all suites in one guest. */
const LIMIT = 40 * 60_000;
/** Without KVM everything takes ten times as long, and more. */
const PATIENCE = { testTimeout: 300_000, hookTimeout: 600_000 };
/** What takes half a minute and more. */
const LONG = [
  ...['inits-sysv', 'crash', 'system-loop', 'scale', 'inits', 'pool', 'system-overlay', 'network', 'template'],
  ...['system-limits', 'system-cli', 'quota-project', 'network-rate', 'cgroup-measured', 'template-archive'],
  ...['exec-hostile', 'system-ioprio', 'nfs', 'quota', 'launcher', 'rootfs'],
];

async function suites(kernel: RigKernel, filters: readonly string[], pattern: string | undefined): Promise<void> {
  const out = await compile();
  const work = mkdtempSync(join(tmpdir(), 'vzr-rig-'));
  const started = performance.now();
  const ends: GuestEnd[] = [];
  let count = 0;
  const pool = guestPool({
    boot: async () =>
      bootGuest({
        kernel,
        command: `exec ${process.execPath} ${join(out, 'test/vm/worker.js')}`,
        cwd: root,
        disks: await makeDisks(join(work, String(count++))),
        limit: LIMIT,
      }),
    onEnd: (end) => void ends.push(end),
  });
  try {
    const vitest = await startVitest('test', [...filters], {
      ...{
        config: false,
        watch: false,
        root: out,
        include: ['test/kernel/**/*.test.js'],
        reporters: ['default', skipReporter],
        sequence: { sequencer: longFirst(LONG) },
      },
      ...{
        pool,
        isolate: false,
        maxWorkers: Math.min(2, cpus().length),
        experimental: { viteModuleRunner: false, nodeLoader: false },
      },
      ...PATIENCE,
      ...(pattern !== undefined && { testNamePattern: pattern }),
    });
    await vitest.close();
    const up = ends.map((end) => `${end.up?.toFixed(1) ?? '?'} s`).join(', ');
    process.stdout.write(
      `rig: Linux ${kernel.release}, booted in ${up}, ${((performance.now() - started) / 1000).toFixed(0)} s in all\n`,
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const { values, positionals } = parseArgs({
  options: { kernel: { type: 'string' }, testNamePattern: { type: 'string', short: 't' } },
  allowPositionals: true,
});
try {
  await suites(await prepareKernel(values.kernel), positionals, values.testNamePattern);
} catch (error) {
  if (!(error instanceof RigUnavailable)) throw error;
  process.stdout.write(
    `skipped: the rig: ${error.message} (kernels: ${KERNELS.join(', ')})\n0 passed, 0 failed, 1 skipped\n`,
  );
}
