// Bounds of time that hold on any machine: written for a quiet one with a processor of its own, stretched by how much longer
// this one takes to start a process, as a guest without KVM does, or one that is busy with other things.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Milliseconds for starting `true` and waiting for it, a little below the 4.7 measured on two processors at rest. */
const QUIET = 4;

/** Milliseconds a measurement is good for: where it matters it takes half a second itself. */
const FRESH = 5000;
let last = { at: Number.NEGATIVE_INFINITY, factor: 1 };

/**
 * A guest without KVM, as its processor says. Programs are found there where they were the last time (norandmaps), so that the
 * smallest one starts in half the time of its code being translated anew; what runs longer is as slow as ever.
 */
export const isEmulated = /^model name.*\bTCG\b/m.test(readFileSync('/proc/cpuinfo', 'latin1'));
/** How much longer everything takes there. */
const EMULATED = 10;

/** `ms` for this machine as it is at this moment; never less. */
export function atPace(ms: number): number {
  if (performance.now() - last.at > FRESH) last = { factor: measure(), at: performance.now() };
  return ms * last.factor;
}

function measure(): number {
  const times = [1, 2, 3, 4, 5].map(() => {
    const from = performance.now();
    spawnSync('/bin/true', { stdio: 'ignore' });
    return performance.now() - from;
  });
  return Math.max(isEmulated ? EMULATED : 1, Math.min(...times) / QUIET);
}

/** Whether everything takes so long here that a suite of many like turns should take a part of them: a guest without KVM. */
export const isSlow = atPace(1) > 6;

/** All of a table of like cases; where everything is slow `count` of them, others in another run. */
export const sample = <T>(cases: readonly T[], count: number): readonly T[] =>
  isSlow
    ? cases
        .map((one) => ({ one, at: Math.random() }))
        .sort((a, b) => a.at - b.at)
        .slice(0, count)
        .map(({ one }) => one)
    : cases;
