// spec.health: which probe, and how patiently. What is asked of a container is written so that it needs no resolver and no
// shell of the host.

import { parseAddress } from './address.ts';
import { expectValue, fault, isMapping, type Reading, shown } from './reading.ts';
import { parseDuration } from './units.ts';

export type HealthProbe =
  | { readonly kind: 'exec'; readonly command: readonly string[] }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | {
      readonly kind: 'http';
      readonly host: string;
      readonly port: number;
      readonly path: string;
      /** Absent: 200 to 399. */
      readonly status?: number;
    };

/** Times in seconds. */
export interface HealthSpec {
  readonly probe: HealthProbe;
  readonly interval: number;
  readonly timeout: number;
  /** Failures in a row that make it unhealthy. */
  readonly retries: number;
  /** Successes in a row that make it healthy; until then they do not take failures back. */
  readonly successThreshold: number;
  /** After a change, in which failures do not count. */
  readonly startPeriod: number;
  /** What is done when it becomes unhealthy after the trial of a revision. Absent: nothing but to report it. */
  readonly onFailure?: 'report' | 'restart';
}

export const healthDefaults = {
  ...{ host: '127.0.0.1', path: '/' },
  ...{ interval: 5, timeout: 5, retries: 3, successThreshold: 1, startPeriod: 30 },
};

const kinds = ['exec', 'tcp', 'http'] as const;

interface Written {
  readonly exec?: { readonly command: readonly string[] };
  readonly tcp?: { readonly host?: string; readonly port: number };
  readonly http?: { readonly host?: string; readonly port: number; readonly path?: string; readonly status?: number };
  readonly interval?: unknown;
  readonly timeout?: unknown;
  readonly retries?: number;
  readonly successThreshold?: number;
  readonly startPeriod?: unknown;
  readonly onFailure?: HealthSpec['onFailure'];
}

/** That there is one probe; what is wrong in the parts is said beside it. */
export function readProbe(value: unknown): Reading<unknown> {
  // The schema speaks of what is no mapping.
  if (!isMapping(value)) return { value };
  const said = kinds.filter((kind) => value[kind] !== undefined);
  if (said.length === 1) return { value };
  const hint = said.length === 0 ? 'add one, such as tcp: {port: 80}' : 'keep one';
  return fault('VZR281', `spec.health needs exactly one of ${kinds.join(', ')}`, hint);
}

/** Seconds; only a startPeriod may be 0. */
export function readHealthTime(value: unknown, name: string): Reading<number> {
  const reading = parseDuration(value);
  return 'value' in reading && reading.value === 0 && name !== 'startPeriod'
    ? fault('VZR206', `spec.health.${name} cannot be 0`, 'the shortest is 1s')
    : reading;
}

export function readHealthHost(value: unknown): Reading<unknown> {
  if ('value' in parseAddress(value)) return { value };
  return fault('VZR282', `${shown(value)} is not an address`, 'write one such as 127.0.0.1 or ::1; no names');
}

/** What was checked, defaults filled in. */
export function healthOf(written: Written): HealthSpec | undefined {
  const time = (name: 'interval' | 'timeout' | 'startPeriod'): number =>
    written[name] === undefined ? healthDefaults[name] : expectValue(readHealthTime(written[name], name));
  const times = { interval: time('interval'), timeout: time('timeout'), startPeriod: time('startPeriod') };
  const probe = probeOf(written);
  const { retries = healthDefaults.retries, successThreshold = healthDefaults.successThreshold, onFailure } = written;
  return probe && { probe, retries, successThreshold, ...times, ...(onFailure && { onFailure }) };
}

function probeOf({ exec, tcp, http }: Written): HealthProbe | undefined {
  const { host, path } = healthDefaults;
  if (exec !== undefined) return { kind: 'exec', command: exec.command };
  if (tcp !== undefined) return { kind: 'tcp', host, ...tcp };
  return http && { kind: 'http', host, path, ...http };
}

/** "tcp 127.0.0.1:22", "http 127.0.0.1:80/healthz", "exec /bin/true"; no arguments and no query, where secrets are. */
export function probeWords(probe: HealthProbe): string {
  if (probe.kind === 'exec') return `exec ${probe.command[0]}`;
  const host = probe.host.includes(':') ? `[${probe.host}]` : probe.host;
  return `${probe.kind} ${host}:${probe.port}${probe.kind === 'http' ? probe.path.replace(/\?.*/s, '') : ''}`;
}
