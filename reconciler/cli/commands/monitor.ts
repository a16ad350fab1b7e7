// What the loop does with `spec.metrics` of the local configuration. Where it says nothing, nothing is counted.

import type { Host } from '../../port/host.ts';
import type { BrakeStore } from '../../run/brakes-file.ts';
import type { Load } from '../../run/load.ts';
import type { Report } from '../../run/loop.ts';
import type { Verdict } from '../../run/trial.ts';
import type { Asked } from '../../source/git-remotes.ts';
import { systemClock } from '../clock.ts';
import type { Options } from '../options.ts';

export interface Monitoring {
  /** The same host, loader and report, which are listened to. */
  watch<H extends Host>(host: H, brakes: BrakeStore): H;
  follow(load: Load): Load;
  hear(report: Report): Report;
  readonly verdict: (verdict: Verdict) => void;
  readonly asked: (request: Asked) => void;
  close(): Promise<void>;
}

const none: Monitoring = {
  watch: (host) => host,
  follow: (load) => load,
  hear: (report) => report,
  verdict: () => {},
  asked: () => {},
  close: async () => {},
};

/** Containers with series of their own. */
const MOST = 1000;

/** Listens where the configuration says. */
export async function openMonitoring(
  { config, node, interval }: Options,
  program: string,
  warn: (message: string) => void,
): Promise<Monitoring> {
  const { metrics } = config.spec;
  if (metrics === undefined) return none;
  const [{ makeExporter }, { openEndpoints }, { keepOpen }] = await Promise.all([
    import('../../serve/metrics/exporter.ts'),
    import('../../serve/metrics/endpoints.ts'),
    import('../../serve/listen.ts'),
  ]);
  const { listen, containers = true } = metrics;
  const most = containers ? MOST : 0;
  const exporter = makeExporter({ program, node, interval, most, clock: systemClock, wall: Date.now });
  const { families, alive, ready, meters, hear } = exporter;
  const complain = (reason: string): void => warn(`nobody can ask for metrics: ${reason}`);
  const { close } = await keepOpen(() => openEndpoints({ listen, families, alive, ready }), systemClock, complain);
  return {
    watch: (host, brakes) => {
      exporter.attach(host, brakes);
      return meters.watch(host);
    },
    ...{ follow: meters.follow, verdict: meters.verdict, asked: meters.asked, hear, close },
  };
}
