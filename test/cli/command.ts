// What the tests of the command line share: the program of dist/, which helpers/build.ts builds, run to its end; and manifests.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export const main = join(import.meta.dirname, '../../dist/reconciler/cli/vzreconcile.js');

/** Runs vzreconcile in the folder `cwd`, with nothing of this environment but PATH and what `env` adds. */
export function run(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}) {
  const options = { cwd, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', ...env } } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], options);
  return { code: status, out: stdout, err: stderr };
}

export const template = `apiVersion: vzreconcile/v1alpha1
kind: Template
metadata: {name: tiny}
spec:
  source: {busybox: {}}
`;

/** A container of that template; `more` are lines of its spec. */
export const container = (name: string, ctid: number, more = '') => `apiVersion: vzreconcile/v1alpha1
kind: Container
metadata: {name: ${name}, ctid: ${ctid}}
spec:
  template: tiny
${more}`;
