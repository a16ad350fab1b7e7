// npm run test:power: a machine that reconciles loses its power in the middle of creates, limit changes and destroys, boots
// again on what its disk kept, and must converge with nothing torn or left over. Each back end of the pool has a machine of
// its own. Arguments: --cuts N (20), --seed S, --kernel 6.1, --backend NAME.

import { mkdtempSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compile } from './compile.ts';
import { prepareKernel, type RigKernel, RigUnavailable } from './kernel.ts';
import { BACKENDS, type Backend, type Cut, Machine, PowerError } from './power-machine.ts';
import { FATES } from './write-log.ts';

/** Numbers from 0 to 1 that follow from the seed and the cut's number: mulberry32. */
function randomOf(seed: number, number: number): () => number {
  let state = (seed ^ Math.imul(number, 0x9e37_79b9)) | 0;
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function planCut(seed: number, number: number): Cut {
  const random = randomOf(seed, number);
  // Some in the pass after the boot, most in those that follow.
  const moment = 1 + Math.floor(random() * 60);
  const isExact = random() < 0.5;
  const fate = FATES[Math.floor(random() * FATES.length)] ?? 'all';
  // Milliseconds: short steps and long ones, such as unpacking.
  return { number, moment, delay: isExact ? undefined : Math.floor(random() ** 2 * 1500), fate, random };
}

interface Series {
  readonly cuts: number;
  readonly seed: number;
  readonly kernel: RigKernel;
  readonly program: string;
  readonly work: string;
}

const print = (text: string): unknown => process.stdout.write(`${text}\n`);
const count = { passed: 0, failed: 0 };
const options = {
  cuts: { type: 'string', default: '20' },
  seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  kernel: { type: 'string' },
  backend: { type: 'string' },
} as const;
const { values } = parseArgs({ options });

/** A machine and the boots it has before it: one for each cut that falls to it, and one in which all is taken down. */
interface Life {
  readonly backend: Backend;
  readonly machine: Machine;
  readonly boots: (Cut | undefined)[];
  isOn: boolean;
}

async function begin({ cuts, seed, kernel, program, work }: Series, index: number, backend: Backend): Promise<Life> {
  const folder = join(work, backend.name);
  const machine = await Machine.make({ folder, backend, kernel, program, commits: cuts * 10 + 20 });
  const boots: (Cut | undefined)[] = [];
  for (let number = index + 1; number <= cuts; number += BACKENDS.length) boots.push(planCut(seed, number));
  return { backend, machine, boots: [...boots, undefined], isOn: false };
}

async function boot({ machine, backend, boots }: Life, seed: number): Promise<void> {
  const cut = boots.shift();
  try {
    const survived = await (cut === undefined ? machine.end() : machine.runUntil(cut));
    for (const line of survived) print(line);
    count.passed += survived.length;
  } catch (error) {
    if (!(error instanceof PowerError)) throw error;
    count.failed += 1;
    const upTo = error.number + BACKENDS.length;
    const kernelOption = values.kernel === undefined ? '' : ` --kernel ${values.kernel}`;
    print(
      `${error.message}\n  replay: npm run test:power -- --seed ${seed} --cuts ${upTo} --backend ${backend.name}${kernelOption}`,
    );
  }
}

async function cutAll(kernel: RigKernel): Promise<void> {
  const [cuts, seed] = [Number(values.cuts), Number(values.seed)];
  const started = performance.now();
  print(`power cuts: ${cuts}, seed ${seed}, Linux ${kernel.release}`);
  const out = await compile();
  // Guests have another /tmp, and see the checkout.
  const work = mkdtempSync(join(out, 'power-'));
  try {
    const series = { cuts, seed, kernel, program: `${process.execPath} ${join(out, 'test/vm/power-guest.js')}`, work };
    const lives: Life[] = [];
    for (const [index, backend] of BACKENDS.entries())
      if ([undefined, backend.name].includes(values.backend)) lives.push(await begin(series, index, backend));
    if (lives.length === 0)
      throw new Error(`no back end ${values.backend}; there are ${BACKENDS.map(({ name }) => name).join(', ')}`);
    // A guest keeps one processor busy. Who has the most before it goes next, so that all are done at the same time.
    const lane = async (): Promise<void> => {
      for (;;) {
        const free = lives.filter(({ isOn, boots }) => !isOn && boots.length > 0);
        const life = free.toSorted((one, other) => other.boots.length - one.boots.length)[0];
        if (life === undefined || count.failed > 0) return;
        life.isOn = true;
        await boot(life, seed);
        life.isOn = false;
      }
    };
    await Promise.all(Array.from({ length: Math.min(2, cpus().length) }, lane));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  print(`power cuts: ${((performance.now() - started) / 1000).toFixed(0)} s`);
}

try {
  await cutAll(await prepareKernel(values.kernel));
  print(`${count.passed} passed, ${count.failed} failed, 0 skipped`);
  if (count.failed > 0) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof RigUnavailable)) throw error;
  print(`skipped: power cuts: ${error.message}\n0 passed, 0 failed, 1 skipped`);
}
