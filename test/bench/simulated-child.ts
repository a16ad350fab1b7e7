// N containers on the simulated host, in a process of its own so that its memory is its own.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { makeRepository, optionsFor, startLoop } from './rig.ts';
import { measureIdle } from './still.ts';

const task = JSON.parse(process.argv[2] ?? '') as { n: number; scratch: string; runs: number };
const path = join(task.scratch, `simulated-${task.n}`);
const repository = makeRepository(path);
await repository.move(repository.prepare(task.n));
const begun = performance.now();
const loop = await startLoop(optionsFor(path, join(task.scratch, 'simulated-root'), true));
const first = performance.now() - begun;
const idle = await measureIdle(loop, task.runs);
globalThis.gc?.();
const rss = process.memoryUsage.rss();
await loop.stop();
rmSync(path, { recursive: true, force: true });
process.send?.({ first, idle, rss });
