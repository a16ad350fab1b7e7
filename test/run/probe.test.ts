// Questions to containers: their time is their own, they end for certain, and what cannot be ended is not asked again.

import { expect, test } from 'vitest';
import type { HealthVerdict } from '../../reconciler/port/host.ts';
import { makeProber } from '../../reconciler/run/probe.ts';
import type { HealthSpec } from '../../schema/health.ts';
import { ctid, fakeClock } from './bench.ts';

const CT = ctid(60_560);
const health: HealthSpec = {
  probe: { kind: 'exec', command: ['/bin/check'] },
  ...{ interval: 5, timeout: 10, retries: 3, successThreshold: 1, startPeriod: 0 },
};
const nobody = new AbortController().signal;

/** A host whose answers are given by hand; it does not mind being told that nobody waits. */
function deaf() {
  const clock = fakeClock();
  const answers: ((verdict: HealthVerdict) => void)[] = [];
  const host = { checkHealth: () => new Promise<HealthVerdict>((resolve) => void answers.push(resolve)) };
  return { clock, answers, prober: makeProber({ host, clock }) };
}

/** What has come of it, without waiting. */
async function soFar<T>(asked: Promise<T>): Promise<T | 'open'> {
  return Promise.race([asked, new Promise<'open'>((resolve) => setImmediate(() => resolve('open')))]);
}

test('a question that does not end is answered after its timeout all the same, and its container not asked until it has', async () => {
  const { clock, answers, prober } = deaf();
  const first = prober.ask(CT, health, nobody);
  await clock.advance(10_000);
  expect(await soFar(first)).toBe('open');
  await clock.advance(2_000);
  expect(await first).toEqual({ healthy: false, reason: 'no answer in time' });
  const stuck = { healthy: false, reason: 'what was asked before cannot be ended' };
  expect(await prober.ask(CT, health, nobody)).toEqual(stuck);
  expect(answers).toHaveLength(1);
  const other = prober.ask(ctid(60_561), health, nobody);
  await clock.settle();
  answers[1]?.({ healthy: true });
  expect(await other).toEqual({ healthy: true });
  answers[0]?.({ healthy: true });
  await clock.settle();
  const again = prober.ask(CT, health, nobody);
  await clock.settle();
  answers[2]?.({ healthy: true });
  expect(await again).toEqual({ healthy: true });
});

test('waiting for its turn is no failure: the timeout begins with the question', async () => {
  const { clock, answers, prober } = deaf();
  const ids = Array.from({ length: 5 }, (_, at) => ctid(60_570 + at));
  const asked = ids.map((id) => prober.ask(id, { ...health, timeout: 1 }, nobody));
  await clock.advance(200);
  expect(answers).toHaveLength(4);
  await clock.advance(900);
  // The last one began after 250 ms.
  for (const answer of answers) answer({ healthy: true });
  expect(await Promise.all(asked)).toEqual(ids.map(() => ({ healthy: true })));
});

test('a question that nobody waits for any more when its turn comes is not asked', async () => {
  const { answers, prober } = deaf();
  const given = new AbortController();
  const asked = prober.ask(CT, health, given.signal);
  given.abort();
  expect(await soFar(asked)).toBeUndefined();
  expect(answers).toHaveLength(0);
});

test('nobody waits for a question that is broken off, whether it has begun, waits or does not end', async () => {
  const { clock, answers, prober } = deaf();
  const given = new AbortController();
  const asked = Array.from({ length: 6 }, (_, at) => prober.ask(ctid(60_580 + at), health, given.signal));
  await clock.advance(100);
  given.abort();
  await clock.advance(2_000);
  expect(await Promise.all(asked)).toEqual(asked.map(() => undefined));
  expect(answers).toHaveLength(4);
});
