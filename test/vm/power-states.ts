// What the machine that loses its power shall become, commit after commit, and what its host and its guest tell each other.

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { ContainerSpec } from '../helpers/site.ts';
import { tar } from '../helpers/tar-writer.ts';

export const NODE = 'power';
const [A, B, C] = [61_251, 61_252, 61_253];

type State = Readonly<Record<string, ContainerSpec>>;

const a = { ctid: A, template: 'tiny', ips: ['10.210.5.1'], diskspace: '32M' };
const b = { ctid: B, template: 'archive', ips: ['10.210.5.2'], diskspace: '32M' };
const c = { ctid: C, template: 'tiny', diskspace: '48M' };
const more = { vswap: { ram: '48M', swap: 0 }, numproc: 40, diskspace: '64M' };

/** One after the other, and again from the beginning: creates, limits, addresses, stops, starts, recreates, deletes. */
const STATES: readonly State[] = [
  {},
  { a, b },
  { a: { ...a, ...more, ips: ['10.210.5.3'] }, b: { ...b, state: 'stopped' } },
  { a: { ...a, ...more, template: 'archive', ips: ['10.210.5.3'] }, b: { ...b, ...more, ips: a.ips } },
  { b: { ...b, ...more }, c },
  { b: { ...b, ...more, template: 'tiny' }, c: { ...c, ...more, hostname: 'renamed' } },
];
export const stateOf = (commit: number): State => STATES[commit % STATES.length] ?? {};

/** Containers that commit `from` has and no commit up to `to` deletes, or makes anew from another template. */
export const survivors = (from: number, to: number): readonly number[] =>
  Object.entries(stateOf(from)).flatMap(([name, { ctid, template }]) => {
    for (let at = from + 1; at <= to; at += 1) if (stateOf(at)[name]?.['template'] !== template) return [];
    return [ctid];
  });

/** Files of the archive's template beside busybox, by name. */
export const FILES: ReadonlyMap<string, string> = new Map(
  Array.from({ length: 24 }, (_, index) => [`data-${index}`, `${index}\n`.repeat(50 * (index + 1))]),
);

const HEAD = 'vzreconcile/v1alpha1';
export const ARCHIVE = 'archive.tar.gz';

export function archive(): Buffer {
  const busybox = readFileSync('/bin/busybox');
  return gzipSync(
    tar(
      ...['bin', 'dev', 'etc', 'proc', 'root', 'sys', 'tmp'].map((name) => ({ name: `${name}/`, type: '5' })),
      { name: 'bin/busybox', mode: 0o755, body: busybox },
      ...['sh', 'sleep'].map((name) => ({ name: `bin/${name}`, type: '2', link: 'busybox' })),
      ...[...FILES].map(([name, body]) => ({ name, body })),
    ),
  );
}

/** The documents beside those of containers and of the usual template. */
export const documents = (backend: string, source: { readonly path: string; readonly sha256: string }): object[] => [
  { apiVersion: HEAD, kind: 'Node', metadata: { name: NODE }, spec: { pool: { backend, size: '1G' } } },
  {
    apiVersion: HEAD,
    kind: 'Template',
    metadata: { name: 'archive' },
    spec: { source: { tarball: source }, haltSignal: 'SIGTERM' },
  },
];

/** What a boot is for. */
export interface Task {
  readonly backend: string;
  /** The bare repository, and a file with the ids of its commits as JSON. */
  readonly repository: string;
  readonly ids: string;
  /** The newest commit: its index. */
  readonly newest: number;
  /** The last revision that was accepted before, when the first pass has to do without the remote. */
  readonly offline?: number;
  /** What containers had written and synced after the pass for that commit. */
  readonly kept?: Kept;
  /** Stop dead at this moment. Absent: whoever looks at the moments cuts. */
  readonly halt?: number;
  /** Converge, destroy all, end. */
  readonly last?: boolean;
}

export interface Kept {
  readonly commit: number;
  readonly ctids: readonly number[];
}

/** Lines of the guest. `moment` is before or after a change; `remembered` means that the pass for it is over. */
export type Event =
  | { readonly kind: 'moment'; readonly number: number; readonly what: string; readonly halted: boolean }
  | { readonly kind: 'newest'; readonly commit: number }
  | { readonly kind: 'remembered'; readonly commit: number }
  | { readonly kind: 'kept'; readonly kept: Kept }
  | { readonly kind: 'converged'; readonly ms: number; readonly actions: number; readonly offline?: number }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };
