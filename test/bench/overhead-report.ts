// The overhead table: what a container costs beside the bare host, with the spread, and with what the same measurement says
// of the host beside itself. Pure.

import type { OverheadTest } from './overhead-tests.ts';

export type Contender = 'host' | 'container' | 'again' | 'filter';

/** Nanoseconds per operation of each contender in one round, the better of two. */
export type Round = Readonly<Record<Contender, number>>;

export interface Row {
  readonly test: OverheadTest;
  readonly rounds: readonly Round[];
}

export interface OverheadReport {
  readonly machine: string;
  /** Load averages before and after. */
  readonly load: readonly (readonly number[])[];
  readonly place: string;
  readonly rows: readonly Row[];
}

/** A ratio to the host, and its quartiles. */
export interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

const GOAL = 1.01;

function quantile(sorted: readonly number[], at: number): number {
  const place = (sorted.length - 1) * at;
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** Of the ratios within each round: what changes between rounds changes both sides of it. */
export function spread(rounds: readonly Round[], who: Contender): Spread {
  const ratios = sorted(rounds.map((round) => round[who] / round.host));
  return { low: quantile(ratios, 0.25), median: quantile(ratios, 0.5), high: quantile(ratios, 0.75) };
}

const percent = (ratio: number): string => `${ratio >= 1 ? '+' : '-'}${Math.abs((ratio - 1) * 100).toFixed(1)}`;
const shown = ({ low, median, high }: Spread): string => `${percent(median)} % (${percent(low)} to ${percent(high)})`;

function time(nanoseconds: number): string {
  const [value, unit] =
    nanoseconds < 1e3 ? [nanoseconds, 'ns'] : nanoseconds < 1e6 ? [nanoseconds / 1e3, 'us'] : [nanoseconds / 1e6, 'ms'];
  return `${value.toPrecision(3)} ${unit}`;
}

export type Verdict = 'met' | 'noise' | 'above';

/** Above the goal is what stays above it beside the host's own spread from one process to the next. */
export function verdict(rounds: readonly Round[]): Verdict {
  const ours = spread(rounds, 'container').median;
  if (ours <= GOAL) return 'met';
  return ours <= GOAL + Math.abs(spread(rounds, 'again').median - 1) ? 'noise' : 'above';
}

export function printOverhead({ machine, load, place, rows }: OverheadReport): string {
  const body = rows.map(({ test, rounds }) => [
    test.title,
    time(quantile(sorted(rounds.map(({ host }) => host)), 0.5)),
    shown(spread(rounds, 'container')),
    shown(spread(rounds, 'again')),
    shown(spread(rounds, 'filter')),
    verdict(rounds),
  ]);
  const above = rows.filter(({ rounds }) => verdict(rounds) === 'above');
  return [
    `Machine: ${machine}; load ${load.map((one) => one.map((value) => value.toFixed(1)).join(' ')).join(' -> ')}`,
    `${rows[0]?.rounds.length ?? 0} rounds, each beside the host in the same moment; median (quartiles); goal: at most +1 %`,
    `disk: ${place}`,
    '',
    table([['What', 'host', 'container', 'host again', 'host, 1-line filter', ''], ...body]),
    '',
    ...above.map(({ test }) => `  ${test.title}: ${test.why}`),
    '',
  ].join('\n');
}

/** Columns as wide as they need to be. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
}
