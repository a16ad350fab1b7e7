// Whole fleets as properties: nodes that poll when they like, hear of each other late, and get commits without end.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSoaked, type Standing, wayOf } from '../../reconciler/plan/pace.ts';
import type { FleetStage, FleetVerdict, Heard, NodeRollout } from '../../reconciler/state/fleet.ts';

const origin = { path: 'a.yaml', line: 1, col: 1 };
const TICK = 10;
const TIMEOUT = 150;

interface Said {
  readonly time: number;
  readonly revision: number;
  readonly verdict: FleetVerdict;
  readonly lasted: number;
  readonly soaked: ReadonlyMap<string, number>;
}

/** A node with the revision it is at, by number: commits are in one line. */
interface Machine {
  readonly name: string;
  readonly stage: number;
  at: number;
  taken: number;
  open: number;
  verdict: FleetVerdict;
  since: number;
  until: number;
  /** All of it, as a listener remembers. */
  soaked: ReadonlyMap<string, number>;
  readonly said: Said[];
  /** What it took, and until when and for how long it was healthy with it. */
  readonly log: { readonly revision: number; readonly time: number }[];
  readonly healthy: Map<number, number>;
}

const scenarios = fc.record({
  stages: fc.array(
    fc.record({ size: fc.integer({ min: 1, max: 3 }), soak: fc.constantFrom(0, 40, 120), isSingle: fc.boolean() }),
    { minLength: 2, maxLength: 3 },
  ),
  /** Seconds between two commits, until a changed one is judged, and until a report is heard. */
  gap: fc.constantFrom(10, 30, 70, 130),
  trial: fc.constantFrom(0, 20, 50),
  lag: fc.constantFrom(0, 20, 40),
  seed: fc.nat(2 ** 31),
  hasBad: fc.boolean(),
});
type Scenario = typeof scenarios extends fc.Arbitrary<infer T> ? T : never;

const chance = (...numbers: number[]): number => {
  let state = 2_166_136_261;
  for (const one of numbers) state = Math.imul(state ^ one, 16_777_619) ^ (state >>> 13);
  return ((state ^ (state >>> 15)) >>> 0) / 2 ** 32;
};

/** Runs for so many seconds; `onTake` sees every step before it is made. */
function run(
  { stages: shapes, gap, trial, lag, seed, hasBad }: Scenario,
  seconds: number,
  onTake: (machine: Machine, revision: number, all: readonly Machine[], stages: readonly FleetStage[]) => void,
): readonly Machine[] {
  const stages = shapes.map(({ size, soak, isSingle }, stage): FleetStage => {
    const nodes = Array.from({ length: size }, (_, i) => `s${stage}n${i}`);
    return { nodes, soak, ...(isSingle && { maxUnavailable: 1 }) };
  });
  const isBad = (revision: number): boolean => hasBad && revision > 0 && chance(seed, revision) < 0.2;
  const all = stages.flatMap(({ nodes }, stage) =>
    nodes.map((name): Machine => {
      const common = { soaked: new Map<string, number>(), said: [], log: [], healthy: new Map([[0, 1e9]]) };
      return { name, stage, at: 0, taken: -1e9, open: -1e9, verdict: 'healthy', since: -1e9, until: 0, ...common };
    }),
  );
  for (let now = 0; now < seconds; now += TICK) {
    const head = Math.floor(now / gap);
    for (const [index, machine] of all.entries()) {
      if (chance(seed, index, now) < 0.3) continue;
      const hear = (name: string): Heard => heardOf(all, name, now - lag);
      const rollout: NodeRollout = { name: 'fleet', origin, stages, at: machine.stage, timeout: TIMEOUT };
      turn(machine, rollout, head, now, hear, (revision) => onTake(machine, revision, all, stages));
      judge(machine, now, trial, isBad);
    }
  }
  return all;
}

function turn(
  machine: Machine,
  rollout: NodeRollout,
  head: number,
  now: number,
  hear: (name: string) => Heard,
  onTake: (revision: number) => void,
): void {
  if (head === machine.at) return;
  const isOnTrial = machine.verdict === 'trying';
  const lasted = machine.verdict === 'healthy' ? machine.until - machine.since : 0;
  const { at, taken, open, verdict } = machine;
  const standing: Standing = {
    ...{ revision: `${at}`, label: `r${at}`, verdict, isOnTrial, lasted },
    ...{ taken: now - taken, open: now - open },
  };
  const heards = rollout.stages.flatMap(({ nodes }) => nodes.map(hear));
  const told = heards.flatMap((one) => ('none' in one ? [] : [one.report.revision, ...(one.soaked?.keys() ?? [])]));
  const older = [...new Set(told)].filter((one) => Number(one) > at && Number(one) < head);
  older.sort((one, other) => Number(other) - Number(one));
  const fork = { rollouts: [rollout], node: machine.name, hear, standing };
  const { take, turn: why } = wayOf({ ...fork, revisions: [`${head}`, ...older] });
  expect(take === `${head}`).toBe(why === undefined);
  if (take === undefined) return;
  onTake(Number(take));
  if (verdict === 'healthy') machine.soaked = new Map([...machine.soaked, [`${at}`, lasted] as const].slice(-200));
  if (isSoaked([rollout], machine.name, standing, hear)) machine.open = now;
  Object.assign(machine, { at: Number(take), taken: now, verdict: 'trying', since: now, until: now });
  machine.log.push({ revision: Number(take), time: now });
}

function judge(machine: Machine, now: number, trial: number, isBad: (revision: number) => boolean): void {
  if (machine.verdict === 'trying' && now - machine.taken >= trial) {
    machine.verdict = isBad(machine.at) ? 'bad' : 'healthy';
    machine.since = now;
  }
  machine.until = now;
  if (machine.verdict === 'healthy') machine.healthy.set(machine.at, now - machine.since);
  const lasted = now - machine.since;
  machine.said.push({
    time: now,
    revision: machine.at,
    verdict: machine.verdict,
    lasted,
    soaked: machine.soaked,
  });
}

function heardOf(all: readonly Machine[], name: string, time: number): Heard {
  const said = all.find((one) => one.name === name)?.said.findLast((one) => one.time <= time);
  if (said === undefined) return { none: 'no report' };
  const { revision, verdict, lasted, soaked } = said;
  const times = { since: '2026-01-01T00:00:00Z', time: '2026-01-01T00:00:00Z' };
  const about = { node: name, revision: `${revision}`, label: `r${revision}`, verdict, ...times };
  return { report: { formatVersion: '1.0', kind: 'NodeReport', ...about }, lasted, soaked };
}

test('a node gets nothing that the stages before did not soak, nothing condemned there, and never goes back', () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      run(scenario, 1500, (machine, revision, all, stages) => {
        expect(revision).toBeGreaterThan(machine.at);
        for (const other of all.filter(({ stage }) => stage < machine.stage)) {
          expect(other.healthy.get(revision) ?? -1).toBeGreaterThanOrEqual(stages[other.stage]?.soak ?? 0);
          expect(other.at === revision && other.verdict === 'bad').toBe(false);
        }
      });
    }),
    { numRuns: 30 },
  );
});

test('with commits that never end every node gets one that soaked, again and again', () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      // Each stage goes without for the timeout, then has as long for each of its batches.
      const rounds = scenario.stages.map(
        ({ size, soak, isSingle }) => TIMEOUT + (soak + TIMEOUT) * (isSingle ? size : 1),
      );
      const span = 3 * rounds.reduce((sum, one) => sum + one, 0);
      const all = run(scenario, 2 * span, () => {});
      for (const { name, log } of all) {
        const [early, late] = [log.filter(({ time }) => time < span), log.filter(({ time }) => time >= span)];
        expect([name, early.length > 0, late.length > 0]).toEqual([name, true, true]);
      }
    }),
    { numRuns: 10 },
  );
});

test('without a hurry the newest is taken at once, and a newer one ends what soaks', () => {
  const stages = [
    { nodes: ['a', 'b'], soak: 60 },
    { nodes: ['c'], soak: 0 },
  ];
  const rollouts = [{ name: 'fleet', origin, stages, at: 0, timeout: TIMEOUT }];
  const standing = { revision: '1', label: 'main@1', verdict: 'healthy', isOnTrial: false, lasted: 5 } as const;
  const fork = { rollouts, node: 'a', revisions: ['3', '2'] as const, hear: () => ({ none: 'no report' }) };
  expect(wayOf({ ...fork, standing: { ...standing, taken: 5, open: TIMEOUT - 1 } })).toEqual({ take: '3' });
  const late = wayOf({ ...fork, standing: { ...standing, taken: 5, open: TIMEOUT } });
  expect(late.take).toBeUndefined();
  expect(late.turn?.reason).toBe('rollout fleet, stage 1 of 2: main@1 first has to be healthy for 1m on a');
  // What cannot become healthy by itself, and what has had its time, is not waited for.
  const idle = { ...standing, verdict: 'trying', taken: 5, open: TIMEOUT } as const;
  expect(wayOf({ ...fork, standing: idle }).take).toBe('3');
  expect(wayOf({ ...fork, standing: { ...standing, taken: 60 + TIMEOUT, open: TIMEOUT } }).take).toBe('3');
  // Nobody goes by what the last stage says.
  const last = [{ name: 'fleet', origin, stages: stages.slice(0, 1), at: 0, timeout: TIMEOUT }];
  expect(wayOf({ ...fork, rollouts: last, standing: { ...standing, taken: 5, open: TIMEOUT } })).toEqual({ take: '3' });
});
