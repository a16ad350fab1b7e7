// One running container of a rig, and commands in it as `vzreconcile exec` runs them.

import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ExecOptions, execInContainer } from '../../drivers/launcher/exec.ts';
import type { RunRecord } from '../../drivers/launcher/run-record.ts';
import type { Ctid } from '../../schema/units.ts';
import { type Rig, SLEEP } from './launcher-rig.ts';

export type Extra = Partial<Omit<ExecOptions, 'init' | 'dirs' | 'argv'>>;

export interface Box {
  readonly init: RunRecord;
  readonly dirs: ReturnType<Rig['groups']['dirsOf']>;
  /** Runs a command with its output in a file. */
  run(argv: readonly string[], extra?: Extra): Promise<{ readonly status: number; readonly output: string }>;
  shell(script: string, extra?: Extra): Promise<{ readonly status: number; readonly output: string }>;
}

export async function startBox(rig: Rig, number: number): Promise<Box> {
  const { ctid, wish } = rig.container(number);
  await rig.processes.prepare(ctid, wish);
  await rig.processes.release(ctid, { name: 'box', init: SLEEP, haltSignal: 'SIGTERM', stopTimeout: 5 });
  return boxOf(rig, ctid);
}

/** A container of the rig that runs already. */
export function boxOf(rig: Rig, ctid: Ctid): Box {
  const init = rig.processes.running(ctid);
  if (init === undefined) throw new Error('not running');
  const dirs = rig.groups.dirsOf(ctid);
  const run: Box['run'] = async (argv, extra = {}) => {
    const folder = mkdtempSync(`${rig.folder}/run-`);
    const [input, output] = [openSync('/dev/null', 'r'), openSync(`${folder}/out`, 'w+')];
    try {
      const stdio = [input, output, output] as const;
      const status = await execInContainer({
        init,
        dirs,
        argv,
        ...(extra.terminal === undefined && { stdio }),
        ...extra,
      });
      return { status, output: readFileSync(`${folder}/out`, 'utf8') };
    } finally {
      closeSync(input);
      closeSync(output);
      rmSync(folder, { recursive: true });
    }
  };
  return { init, dirs, run, shell: (script, extra) => run(['sh', '-c', script], extra) };
}

/** Compiles test/fixtures/probes/NAME.c, which every root has the architecture for, to `out`. */
export function buildProbe(name: string, out: string): void {
  const source = join(import.meta.dirname, `../fixtures/probes/${name}.c`);
  execFileSync('/usr/bin/cc', ['-static', '-O1', '-o', out, source]);
}
