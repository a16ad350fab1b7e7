// The lifecycle driver: lets a prepared init go, and stops a running one: halt signal, patience, kill. pidfd_send_signal(2),
// cgroup.kill. A stopped container has no section here: nothing of the kernel remembers how it was started.

import type { Driver, Probe, StepContext, Undo } from '../../reconciler/port/driver.ts';
import type { LifecycleState } from '../../reconciler/state/container.ts';
import type { Ctid } from '../../schema/units.ts';
import { signalNumber } from '../kernel/process.ts';
import type { Processes } from '../launcher/processes.ts';
import type { RunRecord } from '../launcher/run-record.ts';
import { hearsSignal } from './hears.ts';
import { lifecycleJudge } from './judge.ts';

/** What stopping needs of the cgroup driver. */
export interface LifecycleGroups {
  /** Kills all processes of a container; returns at once. */
  killAll(ctid: Ctid): void;
  /** Lets frozen processes run, so that they can end. No error when nothing is frozen. */
  thaw(ctid: Ctid): Promise<void>;
}

export interface LifecycleOptions {
  readonly processes: Processes;
  readonly groups: LifecycleGroups;
  /** Whether a process would hear a signal; asks the kernel when absent. */
  readonly hears?: (pid: number, signal: number) => boolean;
}

/**
 * Milliseconds between looks at an init that would not hear the halt signal yet: a shell needs one, systemd a few dozen;
 * and how long to believe that it does not.
 */
const DEAF = { first: 2, most: 100, believed: 500 } as const;
/** Milliseconds a killed init may take to be gone, with all that is in its pid namespace. */
const KILL_TIMEOUT = 10_000;

export function lifecycleDriver(options: LifecycleOptions): Driver<'lifecycle'> {
  const { processes } = options;
  return {
    ...lifecycleJudge,
    probe: async (): Promise<readonly Probe[]> => [],
    observe: async (scope) => new Map(processes.list(scope).map((record) => [record.ctid, sectionOf(record)])),
    apply: async (context) => {
      switch (context.step.verb) {
        case 'create':
          return create(options, context);
        case 'set':
          return set(processes, context);
        case 'remove':
          await stop(options, context);
          // What ended cannot be brought back; a later pass starts it anew.
          return async () => {};
        case 'move':
          throw new Error('only files move');
      }
    },
  };
}

const sectionOf = ({ init, haltSignal, stopTimeout }: RunRecord): LifecycleState => ({
  state: 'running',
  init,
  haltSignal,
  stopTimeout,
});

async function create(options: LifecycleOptions, { ctid, name, wants }: StepContext): Promise<Undo> {
  const { lifecycle } = wants;
  const { processes } = options;
  if (lifecycle === undefined) throw new Error(`container ${name}: nothing to start`);
  if (processes.running(ctid) !== undefined && processes.paused(ctid) === undefined) return async () => {};
  const { init, haltSignal, stopTimeout } = lifecycle;
  const { devices = [] } = wants.namespace ?? {};
  await processes.release(ctid, { name, init, haltSignal, stopTimeout, devices });
  return () => kill(options, ctid);
}

async function set(processes: Processes, { ctid, name, wants }: StepContext): Promise<Undo> {
  const record = processes.running(ctid);
  if (record === undefined || wants.lifecycle === undefined) throw new Error(`container ${name} is not running`);
  // init is what runs: it changes with a restart only.
  const { haltSignal, stopTimeout } = wants.lifecycle;
  processes.rewrite({ ...record, haltSignal, stopTimeout });
  return async () => processes.rewrite(record);
}

async function stop(options: LifecycleOptions, { ctid, signal }: StepContext): Promise<void> {
  const { processes, groups } = options;
  const record = processes.running(ctid);
  if (record !== undefined && processes.paused(ctid) === undefined) {
    // A frozen container hears no signal.
    await groups.thaw(ctid);
    if (await halted(options, record, signal)) {
      await processes.forget(ctid);
      return;
    }
    // Asked to give up: a later pass sends the halt signal and waits again, nothing is killed ahead of time.
    signal.throwIfAborted();
  }
  await kill(options, ctid);
}

/** Asks an init to end and waits for it; false when its time is up or `signal` aborts. */
async function halted(options: LifecycleOptions, record: RunRecord, signal: AbortSignal): Promise<boolean> {
  const over = new AbortController();
  const ended = options.processes.ended(record, record.stopTimeout * 1000, signal).finally(() => over.abort());
  const [isOver] = await Promise.all([ended, sendHalt(options, record, over.signal)]);
  return isOver;
}

/**
 * Sends the halt signal as soon as init hears it: sent earlier it would be lost, sent twice it could be taken for an order to
 * hurry. To an init that seems deaf for long it is sent all the same, in case it waits for it in a way we do not know.
 */
async function sendHalt(options: LifecycleOptions, record: RunRecord, over: AbortSignal): Promise<void> {
  const { processes, hears = hearsSignal } = options;
  const number = signalNumber(record.haltSignal);
  if (number === undefined) return;
  let isTried = false;
  let waited = 0;
  for (let pause: number = DEAF.first; !hears(record.pid, number); pause = Math.min(2 * pause, DEAF.most)) {
    if (!isTried && waited >= DEAF.believed) isTried = processes.signal(record, number);
    if ((await processes.ended(record, pause, over)) || over.aborted) return;
    waited += pause;
  }
  processes.signal(record, number);
}

async function kill({ processes, groups }: LifecycleOptions, ctid: Ctid): Promise<void> {
  const record = processes.running(ctid);
  if (record !== undefined) {
    groups.killAll(ctid);
    await groups.thaw(ctid);
    // Where cgroup.kill is missing, the end of init takes its pid namespace along.
    processes.signal(record, 9);
    if (!(await processes.ended(record, KILL_TIMEOUT)))
      throw new Error(`container ${record.name}: init (pid ${record.pid}) does not end after SIGKILL`);
  }
  await processes.forget(ctid);
}
