// Questions to containers how they are: in lanes, so that those who hang hold up nobody, and ended by their own timeout, or by
// whoever asked when something newer is to be done.

import type { HealthProbe, HealthSpec } from '../../schema/health.ts';
import type { Ctid } from '../../schema/units.ts';
import { words } from '../../schema/words.ts';
import type { Clock } from '../port/clock.ts';
import type { HealthVerdict, Host } from '../port/host.ts';
import { makeLane, type Room } from './lane.ts';

export interface Prober {
  readonly clock: Clock;
  /**
   * The verdict; undefined when `signal` aborts, for then nobody waits for it. Ends soon after either is over. The timeout
   * begins with the question: waiting for its turn is no failure. Never throws.
   */
  ask(ctid: Ctid, health: HealthSpec, signal: AbortSignal): Promise<HealthVerdict | undefined>;
}

/** Each command is a process, a connection only a descriptor. */
const rooms: Readonly<Record<HealthProbe['kind'], Room>> = {
  exec: { fresh: 4, all: 128 },
  tcp: { fresh: 64, all: 1024 },
  http: { fresh: 64, all: 1024 },
};
/** Milliseconds that a question may take to end when it is broken off. */
const GRACE = 2000;

const bad = (reason: string): HealthVerdict => ({ healthy: false, reason });
const noProbes = bad('this host makes no probes');
const late = bad('no answer in time');
/** uninterruptible sleep(D), a v1 freezer: SIGKILL comes later. */
const stuck = bad('what was asked before cannot be ended');

type Asked = Pick<Host, 'checkHealth'>;

export function makeProber({ host, clock }: { readonly host: Asked; readonly clock: Clock }): Prober {
  const lanes = {
    exec: makeLane(rooms.exec, clock),
    tcp: makeLane(rooms.tcp, clock),
    http: makeLane(rooms.http, clock),
  };
  /** Whose question was broken off and has not ended: asking on would pile them up. */
  const open = new Set<Ctid>();
  const ask = async (
    ctid: Ctid,
    { probe, timeout }: HealthSpec,
    signal: AbortSignal,
  ): Promise<HealthVerdict | undefined> => {
    // Its turn came, and what it was asked for ended before it began.
    if (signal.aborted) return undefined;
    const [limit, ended] = [new AbortController(), new AbortController()];
    const give = (): void => limit.abort();
    signal.addEventListener('abort', give, { once: true });
    void clock.sleep(timeout * 1000, ended.signal).then(() => !ended.signal.aborted && give());
    const overdue = new Promise<undefined>((resolve) => {
      const wait = (): void => void clock.sleep(GRACE, ended.signal).then(() => resolve(undefined));
      limit.signal.addEventListener('abort', wait, { once: true });
    });
    const answer = verdictOf(host, ctid, probe, limit.signal);
    const verdict = await Promise.race([answer, overdue]);
    ended.abort();
    signal.removeEventListener('abort', give);
    if (verdict === undefined) {
      open.add(ctid);
      void answer.then(() => open.delete(ctid));
    }
    return signal.aborted ? undefined : (verdict ?? late);
  };
  return {
    clock,
    ask: async (ctid, health, signal) => {
      if (open.has(ctid)) return signal.aborted ? undefined : stuck;
      return lanes[health.probe.kind].run(() => ask(ctid, health, signal), signal);
    },
  };
}

async function verdictOf(host: Asked, ctid: Ctid, probe: HealthProbe, signal: AbortSignal): Promise<HealthVerdict> {
  try {
    return (await host.checkHealth?.(ctid, probe, signal)) ?? noProbes;
  } catch (error) {
    // The host could not ask: it may be able to the next time.
    return bad(words(error));
  }
}
