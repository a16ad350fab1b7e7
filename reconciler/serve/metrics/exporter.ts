// What is known of the loop for those who ask: its meters, the last pass, and whether it is alive and ready.

import type { Clock } from '../../port/clock.ts';
import type { Host } from '../../port/host.ts';
import type { BrakeStore } from '../../run/brakes-file.ts';
import type { Report } from '../../run/loop.ts';
import type { PassResult } from '../../run/reconcile.ts';
import { containerSeries } from './container-series.ts';
import type { Health } from './endpoints.ts';
import type { Family } from './exposition.ts';
import { type Meters, makeMeters } from './meters.ts';
import { findingsOf, nodeGauges, type Standing } from './node-gauges.ts';

export interface ExporterOptions {
  readonly program: string;
  readonly node: string;
  /** Milliseconds between passes. */
  readonly interval: number;
  /** How many containers have series of their own, each some thirty. */
  readonly most: number;
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
}

export interface Exporter {
  readonly meters: Meters;
  /** From here on there is a host to ask. */
  attach(host: Host, brakes: BrakeStore): void;
  /** The same report, which the exporter hears too. */
  hear(report: Report): Report;
  alive(): Health;
  ready(): Health;
  families(): Promise<readonly Family[]>;
}

/** Milliseconds that a pass may be silent: it may build a template. */
const SILENCE = 15 * 60_000;

export function makeExporter(options: ExporterOptions): Exporter {
  const { program, node, interval, most, clock, wall } = options;
  const meters = makeMeters({ clock, most });
  let standing: Standing = { program, node };
  let sides: { readonly host: Host; readonly brakes: BrakeStore } | undefined;
  const settle = (result: PassResult, at: number): void => {
    const { id, label } = result.revision;
    const isApplied = result.plan !== undefined && findingsOf({ last: { result, at } })[0]?.status === 'True';
    if (isApplied) standing = { ...standing, applied: { id, label, at } };
  };
  return {
    meters,
    attach: (host, brakes) => {
      sides = { host, brakes };
    },
    hear: (report) => ({
      plan: (planned, revision) => {
        meters.plan(planned.plan);
        report.plan(planned, revision);
      },
      outcome: (outcome) => {
        meters.outcome(outcome);
        report.outcome(outcome);
      },
      exited: (event) => {
        meters.exited(event);
        report.exited(event);
      },
      pass: (result) => {
        report.pass(result);
        meters.pass(result);
        const at = wall();
        const { error: _, ...before } = standing;
        standing = { ...before, last: { result, at } };
        // Words for every container: not before the pass has ended.
        setImmediate(settle, result, at);
      },
      failure: (error) => {
        report.failure(error);
        meters.failure();
        standing = { ...standing, error };
      },
    }),
    alive: () => {
      const silent = clock.now() - meters.lastSign();
      const healthy = silent <= 3 * interval + SILENCE;
      return { healthy, text: `the last sign of the loop is ${Math.round(silent / 1000)} s old` };
    },
    ready: () => {
      const [ready] = findingsOf(standing);
      if (ready === undefined) return { healthy: false, text: 'Ready Unknown' };
      return { healthy: ready.status === 'True', text: `Ready ${ready.status} ${ready.reason}` };
    },
    families: async () => {
      // Brakes that cannot be read fail the pass, which tells of it.
      const brakes = await sides?.brakes.read().catch(() => undefined);
      const { plan, health } = standing.last?.result ?? {};
      return [
        ...nodeGauges(brakes === undefined ? standing : { ...standing, brakes }),
        ...meters.families(),
        ...(sides === undefined || most === 0
          ? []
          : await containerSeries(sides.host, plan?.containers ?? [], { most, health })),
      ];
    },
  };
}
