// The loop over the simulated host and a clock that stands still, with what puts revisions on trial: some containers become ill
// of a commit.

import { simulatedHost } from '../../drivers/simulated/host.ts';
import { type BrakeStore, brakesInMemory } from '../../reconciler/run/brakes-file.ts';
import { makeProber } from '../../reconciler/run/probe.ts';
import { makeTrial, type Verdict } from '../../reconciler/run/trial.ts';
import type { HealthSpec } from '../../schema/health.ts';
import { ctid, fakeClock, manifests, reconcilerOver, type Wish } from './bench.ts';
import { looping } from './looping.ts';

export const [A, B, C, D] = [60_530, 60_531, 60_532, 60_533] as const;
const probe = { kind: 'tcp', host: '127.0.0.1', port: 80 } as const;
export const health: HealthSpec = { probe, interval: 5, timeout: 5, retries: 3, successThreshold: 1, startPeriod: 10 };
/** Bytes of memory with which nothing answers. */
export const bad = 2 ** 27;

export interface World {
  readonly host: ReturnType<typeof simulatedHost>;
  readonly source: ReturnType<typeof manifests>;
  readonly brakes: BrakeStore;
  readonly clock: ReturnType<typeof fakeClock>;
}

export const worldOf = (...wishes: readonly Wish[]): World => {
  const host = simulatedHost();
  for (const id of [A, B, C, D])
    host.hands.ail(ctid(id), (state) => (state.cgroup?.memory.ram === bad ? 'ECONNREFUSED' : undefined));
  return { host, source: manifests(...wishes), brakes: brakesInMemory(), clock: fakeClock() };
};

export async function start(
  { host, source, brakes, clock }: World,
  failure?: (error: unknown) => void,
  hear: (verdict: Verdict) => void = () => {},
) {
  const parts = { brakes, earlier: source.earlier };
  const reconciler = await reconcilerOver(host, source, clock, {}, parts);
  const verdicts: Verdict[] = [];
  const onVerdict = (verdict: Verdict): void => {
    verdicts.push(verdict);
    hear(verdict);
  };
  const trial = makeTrial({ ...makeProber({ host, clock }), brakes, wall: () => new Date(0), onVerdict });
  const loop = await looping(reconciler, clock, { trial, ...(failure && { failure }) });
  const commit = async (...wishes: readonly Wish[]): Promise<string> => {
    const id = source.commit(...wishes);
    await loop.hint();
    return id;
  };
  const rams = (...ids: readonly number[]) => ids.map((id) => host.hands.state(ctid(id)).cgroup?.memory.ram);
  const kinds = () => verdicts.map(({ kind }) => kind);
  const last = () => {
    const [pass] = loop.passes.slice(-1);
    if (pass === undefined) throw new Error('no pass');
    return pass;
  };
  return { ...loop, reconciler, verdicts, kinds, commit, rams, last };
}
