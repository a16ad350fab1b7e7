// One probe of a container: ended by its own timeout, or by whoever asked when something newer is to be done.

import type { HealthSpec } from '../../schema/health.ts';
import type { Ctid } from '../../schema/units.ts';
import { words } from '../../schema/words.ts';
import type { Clock } from '../port/clock.ts';
import type { HealthVerdict, Host } from '../port/host.ts';

export interface Prober {
  readonly host: Pick<Host, 'checkHealth'>;
  readonly clock: Clock;
}

const noProbes: HealthVerdict = { healthy: false, reason: 'this host makes no probes' };

/** The verdict; undefined when `signal` aborts, for then nobody waits for it. Ends soon after either is over. Never throws. */
export async function probeOnce(
  { host, clock }: Prober,
  ctid: Ctid,
  { probe, timeout }: HealthSpec,
  signal: AbortSignal,
): Promise<HealthVerdict | undefined> {
  const limit = new AbortController();
  const ended = new AbortController();
  const give = (): void => limit.abort();
  signal.addEventListener('abort', give, { once: true });
  if (signal.aborted) give();
  void clock.sleep(timeout * 1000, ended.signal).then(() => !ended.signal.aborted && give());
  try {
    const verdict = (await host.checkHealth?.(ctid, probe, limit.signal)) ?? noProbes;
    return signal.aborted ? undefined : verdict;
  } catch (error) {
    // The host could not ask: it may be able to the next time.
    return signal.aborted ? undefined : { healthy: false, reason: words(error) };
  } finally {
    ended.abort();
    signal.removeEventListener('abort', give);
  }
}
