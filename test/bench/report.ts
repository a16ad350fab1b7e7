// The bench table. Pure.

import type { Cold } from './cold.ts';
import { table } from './overhead-report.ts';
import type { Measured } from './rivals.ts';
import type { Simulated } from './still.ts';

export interface Report {
  readonly machine: string;
  readonly colds: readonly Cold[];
  /** Absent where only ratios mean something: in a guest whose every millisecond is emulated. */
  readonly still?: Still;
}

export interface Still {
  /** Milliseconds of an idle pass over 100 real containers, and its phases. */
  readonly idle: number;
  readonly phases: Readonly<Record<string, number>>;
  /** Milliseconds from commit to kernel file at 100 containers. */
  readonly limit: number;
  /** Bytes, with 100 real containers. */
  readonly rss: number;
  /** Processes on the host beside one init per container. */
  readonly extraProcesses: number;
  readonly thousand: Simulated;
  readonly tenThousand: Simulated;
}

const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
const mib = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`;
const each = (measured: Measured, n: number): string => ('ms' in measured ? ms(measured.ms / n) : '-');
const ratio = (value: number, measured: Measured): string =>
  'ms' in measured ? (value / measured.ms).toFixed(2) : '-';
const verdict = (met: boolean): string => (met ? 'met' : 'MISSED');

export function printReport(report: Report): string {
  const { colds } = report;
  const absent = colds.flatMap(({ floor, lxc, runc }) => [floor, lxc, runc]).find((one) => 'absent' in one);
  const lines = [
    `Machine: ${report.machine}`,
    '',
    'Cold converge: commit to all inits running, per container (lxc and runc without network; lxc x2: two at a time)',
    table([
      [
        'N',
        'vzreconcile',
        'proved',
        'removal',
        'C floor',
        'lxc-start',
        'lxc x2',
        'runc',
        'ours/lxc',
        'ours/lxc x2',
        'ours/floor',
      ],
      ...colds.map((cold) => [
        String(cold.n),
        ms(cold.running / cold.n),
        ms(cold.proved / cold.n),
        ms(cold.removal / cold.n),
        each(cold.floor, cold.n),
        each(cold.lxc, cold.n),
        each(cold.lxcTwo, cold.n),
        each(cold.runc, cold.n),
        ratio(cold.running, cold.lxc),
        ratio(cold.running, cold.lxcTwo),
        ratio(cold.running, cold.floor),
      ]),
    ]),
    ...(absent !== undefined && 'absent' in absent ? [`not measured: ${absent.absent}`] : []),
    '',
    'Where the time goes (ms of the whole pass; mean ms per step, waiting included, eight containers at once)',
    ...colds.map((cold) => `  N=${cold.n}: ${words(cold.phases)} | ${words(cold.steps)}`),
    '',
    ...(report.still === undefined ? [] : rest(colds, report.still)),
  ];
  return lines.join('\n');
}

const rest = (colds: readonly Cold[], still: Still): string[] => [
  table([['What', 'measured', 'goal', ''], ...goals(colds, still)]),
  `Idle pass at 100: ${words(still.phases)}`,
  '',
];

function goals(colds: readonly Cold[], still: Still): string[][] {
  const hundred = colds.find(({ n }) => n === 100);
  const rows: string[][] = [];
  const row = (what: string, value: number, limit: number, show: (value: number) => string): void =>
    void rows.push([what, show(value), `<= ${show(limit)}`, verdict(value <= limit)]);
  if (hundred !== undefined) {
    row('cold converge at N=100, per container', hundred.running / 100, 6, ms);
    if ('ms' in hundred.lxc) {
      row('ratio to lxc-start', hundred.running / hundred.lxc.ms, 0.45, (value) => value.toFixed(2));
    }
  }
  row('nothing to do, 100 real', still.idle, 100, ms);
  row('nothing to do, 1,000 simulated', still.thousand.idle, 300, ms);
  row('nothing to do, 10,000 simulated', still.tenThousand.idle, 3000, ms);
  row('one limit, commit to kernel, at 100', still.limit, 100, ms);
  rows.push(['memory, 100 real', mib(still.rss), '', '']);
  rows.push(['memory, 10,000 simulated', mib(still.tenThousand.rss), '', '']);
  rows.push([
    'processes beside the inits, at 100',
    String(still.extraProcesses),
    '0',
    verdict(still.extraProcesses === 0),
  ]);
  return rows;
}

const words = (times: Readonly<Record<string, number>>): string =>
  Object.entries(times)
    .map(([name, value]) => `${name} ${value.toFixed(value < 10 ? 2 : 0)}`)
    .join(', ');
