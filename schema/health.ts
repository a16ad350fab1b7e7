// spec.health: which probe, and how patiently. What is asked of a container is written so that it needs no resolver and no
// shell of the host.

import { parseAddress } from './address.ts';
import { below, fault, type Reading, shown } from './reading.ts';
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
  /** After a change, in which failures do not count. */
  readonly startPeriod: number;
  /** What is done when it becomes unhealthy after the trial of a revision. Absent: nothing but to report it. */
  readonly onFailure?: 'report' | 'restart';
}

export const healthDefaults = { host: '127.0.0.1', path: '/', interval: 5, timeout: 5, retries: 3, startPeriod: 30 };

const kinds = ['exec', 'tcp', 'http'] as const;

interface Written {
  readonly exec?: { readonly command: readonly string[] };
  readonly tcp?: { readonly host?: string; readonly port: number };
  readonly http?: { readonly host?: string; readonly port: number; readonly path?: string; readonly status?: number };
  readonly interval?: unknown;
  readonly timeout?: unknown;
  readonly retries?: number;
  readonly startPeriod?: unknown;
  readonly onFailure?: HealthSpec['onFailure'];
}

/** The value must be one that the schema lets through; what this says is said beside the schema's words. */
export function readHealth(value: unknown): Reading<HealthSpec | undefined> {
  // The schema speaks of what is no mapping.
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { value: undefined };
  const written = value as Written;
  const said = kinds.filter((kind) => written[kind] !== undefined);
  if (said.length !== 1) return fault('VZR281', `spec.health needs exactly one of ${kinds.join(', ')}`, 'keep one');
  const times = { interval: 0, timeout: 0, startPeriod: 0 };
  for (const name of ['interval', 'timeout', 'startPeriod'] as const) {
    const reading = written[name] === undefined ? { value: healthDefaults[name] } : parseDuration(written[name]);
    if ('fault' in reading) return below(name, reading);
    if (reading.value === 0 && name !== 'startPeriod')
      return below(name, fault('VZR206', `spec.health.${name} cannot be 0`, 'the shortest is 1s'));
    times[name] = reading.value;
  }
  for (const kind of ['tcp', 'http'] as const) {
    const host = written[kind]?.host;
    if (host === undefined || 'value' in parseAddress(host)) continue;
    const wrong = fault('VZR282', `${shown(host)} is not an address`, 'write one such as 127.0.0.1 or ::1; no names');
    return below(kind, below('host', wrong));
  }
  const probe = probeOf(written);
  const { retries = healthDefaults.retries, onFailure } = written;
  return { value: probe && { probe, retries, ...times, ...(onFailure && { onFailure }) } };
}

function probeOf({ exec, tcp, http }: Written): HealthProbe | undefined {
  const { host, path } = healthDefaults;
  if (exec !== undefined) return { kind: 'exec', command: exec.command };
  if (tcp !== undefined) return { kind: 'tcp', host, ...tcp };
  return http && { kind: 'http', host, path, ...http };
}

/** "tcp 127.0.0.1:22", "http 127.0.0.1:80/healthz", "exec /bin/true". */
export function probeWords(probe: HealthProbe): string {
  if (probe.kind === 'exec') return `exec ${probe.command[0]}`;
  const host = probe.host.includes(':') ? `[${probe.host}]` : probe.host;
  return `${probe.kind} ${host}:${probe.port}${probe.kind === 'http' ? probe.path : ''}`;
}
