// The three faults of Sieve (OSDI'22), on every step: a crash in the middle, an event that never comes, an observation that is
// older than the last write. Whatever happens, the next passes lead to what the manifests say, and no data is lost on the way.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SimulatedCrash } from '../../drivers/simulated/faults.ts';
import { type SimulatedHost, simulatedHost } from '../../drivers/simulated/host.ts';
import type { Host } from '../../reconciler/port/host.ts';
import { type BrakeStore, brakesInMemory } from '../../reconciler/run/brakes-file.ts';
import { makeHealthMonitor } from '../../reconciler/run/health-monitor.ts';
import type { Loaded } from '../../reconciler/run/load.ts';
import { runLoop } from '../../reconciler/run/loop.ts';
import { makeProber } from '../../reconciler/run/probe.ts';
import { makeReconciler, planNow, reconcile } from '../../reconciler/run/reconcile.ts';
import { reconcileAndJudge } from '../../reconciler/run/settle.ts';
import { noStatus } from '../../reconciler/run/status-file.ts';
import { makeTrial } from '../../reconciler/run/trial.ts';
import type { DesiredContainer } from '../../reconciler/state/model.ts';
import type { HealthSpec } from '../../schema/health.ts';
import { desire, wish } from '../plan/builders.ts';
import { fakeClock } from '../run/bench.ts';
import { ctids, wishes } from './plan-arbitraries.ts';

const never = new AbortController().signal;

/** Manifests that a test sets. */
function sourceOf() {
  const all: Loaded[] = [];
  const commit = (containers: readonly DesiredContainer[]): void => {
    const id = `revision-${all.length + 1}`;
    all.push({ revision: { id, label: id }, problems: [], desired: desire(containers) });
  };
  return {
    commit,
    load: async () => all.at(-1) as Loaded,
    earlier: async (id: string) => all.find(({ revision }) => revision.id === id),
  };
}

async function reconcilerOf(host: Host, source: ReturnType<typeof sourceOf>, brakes: BrakeStore = brakesInMemory()) {
  const { load, earlier } = source;
  const clock = fakeClock();
  const parts = { host, load, earlier, brakes, clock, options: { yes: true }, parallel: 2, remember: async () => {} };
  return { ...(await makeReconciler(parts)), clock };
}

const pass = async (host: Host, source: ReturnType<typeof sourceOf>) =>
  reconcile(await reconcilerOf(host, source), { stop: never, drain: never });

async function expectDone(host: Host, source: ReturnType<typeof sourceOf>): Promise<void> {
  const { plan } = await planNow(await reconcilerOf(host, source));
  expect(plan?.containers.filter(({ action }) => action !== 'none')).toEqual([]);
}

describe('a crash in the middle', () => {
  const health: HealthSpec = {
    probe: { kind: 'tcp', host: '127.0.0.1', port: 80 },
    ...{ interval: 1, timeout: 1, retries: 2, successThreshold: 1, startPeriod: 0 },
  };
  const [A = ctids[0], B = ctids[1]] = ctids;

  /** A store that dies before or after its n-th change, with the host it belongs to. */
  const dying = (store: BrakeStore, moment: () => void): BrakeStore => ({
    read: store.read,
    endsIn: store.endsIn,
    update: async (change) => {
      moment();
      const record = await store.update(change);
      moment();
      return record;
    },
  });

  test('of a trial, a quarantine and the way back, at every change of the host and of brakes.json, is carried on', async () => {
    let count = 1;
    for (let at = 1; count >= at - 1; at += 1) {
      count = 0;
      const moment = (): void => {
        count += 1;
        if (count === at) throw new SimulatedCrash(`at ${at}`);
      };
      const plain = simulatedHost();
      const brakes = brakesInMemory();
      plain.hands.ail(A as never, (state) => (state.cgroup?.pids.max === 7 ? 'ECONNREFUSED' : undefined));
      const source = sourceOf();
      const state = wish(A as never).state;
      source.commit([wish(A as never, state, { health }), wish(B as never)]);
      await run(plain, source, brakes);
      const worse = state.cgroup && { ...state, cgroup: { ...state.cgroup, pids: { max: 7 } } };
      source.commit([
        wish(A as never, worse, { health }),
        wish(B as never, worse && { ...wish(B as never).state, cgroup: worse.cgroup }),
      ]);
      await run(momentous(plain, moment), source, dying(brakes, moment)).catch((error: unknown) => {
        // The dead say nothing else.
        if (count < at) throw error;
      });
      await run(plain, source, brakes);
      for (const id of [A, B]) expect(plain.hands.state(id as never).cgroup?.pids.max, `crash at ${at}`).toBe(100);
      const record = await brakes.read();
      expect(record.quarantine.map(({ revision }) => revision)).toEqual(['revision-2']);
      expect(record.good?.id).toBe('revision-1');
    }
    // Two containers changed and changed back, each a step and a marker, and the quarantine.
    expect(count).toBeGreaterThanOrEqual(18);
  });

  /** One run to its end, its clock moved on for it. */
  async function run(host: Host, source: ReturnType<typeof sourceOf>, brakes: BrakeStore): Promise<void> {
    const reconciler = await reconcilerOf(host, source, brakes);
    const { clock } = reconciler;
    const trial = makeTrial({ ...makeProber({ host, clock }), brakes, wall: () => new Date(0), onVerdict: () => {} });
    const options = { stop: never, drain: never, onAgain: () => {}, onPass: () => {} };
    let ended = false;
    const monitor = makeHealthMonitor(makeProber({ host, clock }));
    const running = reconcileAndJudge(reconciler, options, { trial, monitor }).finally(() => {
      ended = true;
      return monitor.close();
    });
    running.catch(() => {});
    for (let i = 0; i < 50 && !ended; i += 1) await clock.advance(500);
    await running;
  }

  /** The host, with a moment before and after each change. A reconciler that died answers nothing more. */
  function momentous(host: SimulatedHost, moment: () => void): Host {
    let isDead = false;
    const between = async <T>(work: () => Promise<T>): Promise<T> => {
      if (isDead) throw new SimulatedCrash('dead');
      try {
        moment();
        const result = await work();
        moment();
        return result;
      } catch (error) {
        isDead ||= error instanceof SimulatedCrash;
        throw error;
      }
    };
    return {
      ...host,
      drivers: host.drivers.map((driver) => ({
        ...driver,
        observe: (scope) => (isDead ? Promise.reject(new SimulatedCrash('dead')) : driver.observe(scope)),
        apply: (context) => between(() => driver.apply(context)),
      })),
      markers: { ...host.markers, write: (marker) => between(() => host.markers.write(marker)) },
    };
  }
});

describe('an event that never comes', () => {
  const deeds = fc.constantFrom('kill', 'cgroup', 'reboot', 'drift', 'commit' as const);

  test('costs an interval: a commit, a dead init and drift are found without being told', async () => {
    await fc.assert(
      fc.asyncProperty(wishes, wishes, fc.array(deeds, { minLength: 1, maxLength: 4 }), async (before, after, all) => {
        const plain = simulatedHost();
        const source = sourceOf();
        source.commit(before);
        // Nobody ever hears of anything.
        const host: Host = { ...plain, onEvent: () => () => {} };
        const reconciler = await reconcilerOf(host, source);
        const stop = new AbortController();
        const report = { pass: () => {}, plan: () => {}, outcome: () => {}, exited: () => {}, failure: () => {} };
        const running = runLoop({
          ...{ reconciler, report, status: noStatus, interval: 30_000, stop: stop.signal, random: () => 0 },
          source: { watch: async () => async () => {} },
        });
        await reconciler.clock.settle();
        for (const deed of all) {
          const [victim] = ctids.filter((id) => plain.hands.state(id).lifecycle?.state === 'running');
          if (deed === 'commit') source.commit(after);
          else if (deed === 'reboot') plain.hands.rebootHost();
          else if (victim !== undefined && deed === 'kill') plain.hands.killInit(victim);
          else if (victim !== undefined && deed === 'cgroup') plain.hands.deleteCgroup(victim);
          else if (victim !== undefined) plain.hands.set(victim, '/cgroup/pids/max', 3);
        }
        await reconciler.clock.advance(120_000);
        await expectDone(plain, source);
        stop.abort();
        await running;
      }),
      { numRuns: 60 },
    );
  });
});

describe('an observation older than the last write', () => {
  /** The host as one looks at it who sees everything as it was; a look at single containers is a look of now. */
  async function stale(host: SimulatedHost): Promise<Host> {
    const seen = new Map(
      await Promise.all(host.drivers.map(async (driver) => [driver.name, await driver.observe('all')] as const)),
    );
    const [markers, templates, pids] = await Promise.all([host.markers.read(), host.templates.present(), host.pids()]);
    let isOld = true;
    return {
      ...host,
      drivers: host.drivers.map((driver) => ({
        ...driver,
        observe: async (scope) =>
          scope === 'all' && isOld ? ((seen.get(driver.name) ?? new Map()) as never) : driver.observe(scope),
      })),
      markers: {
        ...host.markers,
        read: async () => {
          const now = isOld ? markers : await host.markers.read();
          isOld = false;
          return now;
        },
      },
      templates: { ...host.templates, present: async () => templates },
      pids: async () => pids,
    };
  }

  test('leads to no wrong write: no root file system that is wanted is lost, and the next passes end where they should', async () => {
    await fc.assert(
      fc.asyncProperty(wishes, wishes, async (before, after) => {
        const host = simulatedHost();
        const source = sourceOf();
        source.commit(before);
        await pass(host, source);
        const old = await stale(host);
        source.commit(after);
        await pass(host, source);
        await expectDone(host, source);
        const lost: number[] = [];
        const watched: Host = {
          ...old,
          drivers: old.drivers.map((driver) => ({
            ...driver,
            apply: async (context) => {
              if (driver.name === 'rootfs' && context.step.verb === 'remove') {
                const wanted = after.find(({ ctid }) => ctid === context.ctid);
                const there = host.hands.state(context.ctid).rootfs?.template;
                if (wanted !== undefined && there === wanted.state.rootfs?.template) lost.push(context.ctid);
              }
              return driver.apply(context);
            },
          })),
        };
        await pass(watched, source);
        expect(lost).toEqual([]);
        for (let i = 0; i < 3; i += 1) await pass(host, source);
        await expectDone(host, source);
      }),
      { numRuns: 120 },
    );
  });

  test('is never what a pass works on: it looks after the last write of the pass before', async () => {
    await fc.assert(
      fc.asyncProperty(wishes, wishes, async (before, after) => {
        const plain = simulatedHost();
        const log: string[] = [];
        const host: Host = {
          ...plain,
          drivers: plain.drivers.map((driver) => ({
            ...driver,
            observe: async (scope) => {
              if (scope === 'all') log.push('look');
              return driver.observe(scope);
            },
            apply: async (context) => {
              const undo = await driver.apply(context);
              log.push('write');
              return undo;
            },
          })),
        };
        const source = sourceOf();
        for (const wanted of [before, after, before]) {
          source.commit(wanted);
          log.push('pass');
          await pass(host, source);
        }
        // In each pass every look comes before every write, but for the one at unused templates that ends it.
        const passes = log.join(' ').split('pass').slice(1);
        for (const one of passes) expect(one.trim()).toMatch(/^(look ?)+(write ?)*(look ?)?$/);
      }),
      { numRuns: 60 },
    );
  });
});
