// A whole chain in this process: manifests in a directory, the real reconciler, this machine, and eyes inside containers.

import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, hostname } from 'node:os';
import { join } from 'node:path';
import { execInContainer } from '../../drivers/launcher/exec.ts';
import { readRecord } from '../../drivers/launcher/run-record.ts';
import { systemClock } from '../../reconciler/cli/clock.ts';
import type { Plan } from '../../reconciler/plan/plan.ts';
import { renderText } from '../../reconciler/plan/render-text.ts';
import type { Host } from '../../reconciler/port/host.ts';
import type { HostTools } from '../../reconciler/port/tools.ts';
import { makeLoad } from '../../reconciler/run/load.ts';
import {
  makeReconciler,
  type PassResult,
  planNow,
  type Reconciler,
  reconcile,
} from '../../reconciler/run/reconcile.ts';
import { openDirectorySource } from '../../reconciler/source/directory.ts';
import type { NodeSpec } from '../../reconciler/state/model.ts';
import { groupMounts, INIT, type Life, lifeOf, makeRoot, plainNode, type TestRoot } from './real-host.ts';

export interface ContainerSpec {
  readonly ctid: number;
  /** Of metadata. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Of spec. */
  readonly [field: string]: unknown;
}

/** Small, quick to stop, and nothing left to defaults that would be large. */
const usual = {
  template: 'tiny',
  vswap: { ram: '64M', swap: 0 },
  diskspace: '64M',
  numproc: 64,
  init: INIT,
  stopTimeout: '1s',
};

const head = 'vzreconcile/v1alpha1';
const tiny = {
  apiVersion: head,
  kind: 'Template',
  metadata: { name: 'tiny' },
  spec: { source: { busybox: {} }, haltSignal: 'SIGTERM' },
};

/** The text of a manifest file: JSON is YAML. */
export function manifests(containers: Readonly<Record<string, ContainerSpec>>, more: readonly object[] = []): string {
  const documents = Object.entries(containers).map(([name, { ctid, labels = {}, ...spec }]) => ({
    apiVersion: head,
    kind: 'Container',
    metadata: { name, ctid, labels },
    spec: { ...usual, ...spec },
  }));
  return [tiny, ...more, ...documents].map((document) => JSON.stringify(document, null, 1)).join('\n---\n');
}

/** The Node manifest of this host: a small pool with that back end. */
export const nodeManifest = (backend: string): object => ({
  apiVersion: head,
  kind: 'Node',
  metadata: { name: hostname() },
  spec: { pool: { backend, size: '2G' } },
});

export interface Site {
  readonly root: TestRoot;
  /** The folder of the manifests. */
  readonly dir: string;
  readonly host: Host & HostTools;
  readonly reconciler: Reconciler;
  /** Replaces all manifests. */
  declare(containers: Readonly<Record<string, ContainerSpec>>, more?: readonly object[]): void;
  plan(): Promise<Plan>;
  /** The plan as --dry-run prints it. */
  text(): Promise<string>;
  /** One pass. Throws when a container was refused or did not come through. */
  converge(options?: { readonly yes?: boolean }): Promise<PassResult>;
  /** One pass, whatever comes of it. */
  pass(options?: { readonly yes?: boolean }): Promise<PassResult>;
  life(ctid: number): Promise<Life>;
  close(): Promise<void>;
}

export async function openSite(area: string, nodeSpec: NodeSpec = plainNode, home?: string): Promise<Site> {
  const root = makeRoot(area, nodeSpec, home);
  const dir = join(root.path, 'manifests');
  mkdirSync(dir);
  const host = await root.open();
  const source = await openDirectorySource({ path: dir, clock: systemClock, onWatchFailure: () => {} });
  const reconciler = await makeReconciler({
    host,
    load: makeLoad(source, { node: hostname(), cpus: cpus().length }),
    clock: systemClock,
    options: {},
    parallel: 8,
    remember: async () => {},
  });
  const never = new AbortController().signal;
  const pass: Site['pass'] = (options = {}) => reconcile({ ...reconciler, options }, { stop: never, drain: never });
  const plan: Site['plan'] = async () => {
    const result = await planNow(reconciler);
    if (result.plan === undefined) throw new Error(result.problems.map(({ message }) => message).join('\n'));
    return result.plan;
  };
  return {
    root,
    dir,
    host,
    reconciler,
    declare: (containers, more) => writeFileSync(join(dir, 'all.yaml'), manifests(containers, more)),
    plan,
    text: async () => renderText(await plan()),
    pass,
    converge: async (options) => {
      const result = await pass(options);
      const wrong = [
        ...result.problems.map(({ message }) => message),
        ...(result.plan?.refusals ?? []).map(({ reason }) => reason),
        ...(result.plan?.containers ?? []).flatMap(({ refusals }) => refusals.map(({ reason }) => reason)),
        ...result.outcomes.filter((one) => one.result !== 'done').map(({ name, error }) => `${name}: ${error}`),
      ];
      if (wrong.length > 0) throw new Error(wrong.join('\n'));
      return result;
    },
    life: async (ctid) => {
      const pid = (await host.pids()).get(ctid as never);
      if (pid === undefined) throw new Error(`${ctid} does not run`);
      return lifeOf(pid);
    },
    close: async () => {
      await source.close();
      await host.close();
      await root.remove();
    },
  };
}

/** Runs a shell command in a container as `vzreconcile exec` does. */
export async function execIn(
  ctid: number,
  script: string,
  options: { readonly user?: { readonly uid: number; readonly gid: number }; readonly signal?: AbortSignal } = {},
): Promise<{ readonly status: number; readonly output: string }> {
  const join = groupMounts().map((mount) => `${mount}/vz/${ctid}`);
  const [identity = ''] = join;
  const init = readRecord(identity);
  if (init === undefined) throw new Error(`${ctid} has no run record`);
  const path = `/var/tmp/vzr-exec-${process.pid}-${ctid}`;
  const [input, output] = [openSync('/dev/null', 'r'), openSync(path, 'w+')];
  try {
    const argv = ['/bin/sh', '-c', script];
    const status = await execInContainer({
      init,
      dirs: { identity, join },
      argv,
      stdio: [input, output, output],
      ...options,
    });
    return { status, output: readFileSync(path, 'utf8').trim() };
  } finally {
    closeSync(input);
    closeSync(output);
    rmSync(path);
  }
}
