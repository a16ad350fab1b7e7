// The only file that joins the reconciler and the drivers. Drivers and sources are imported when they are needed: a plan
// between two revisions loads no native code, a command in a container no git.

import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { cpus, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Host, Machine } from '../port/host.ts';
import type { Source } from '../port/source.ts';
import type { HostTools } from '../port/tools.ts';
import type { BrakeStore } from '../run/brakes-file.ts';
import type { Between, Earlier, Load } from '../run/load.ts';
import { takeLock } from '../run/lock.ts';
import type { Reconciler } from '../run/reconcile.ts';
import { settingsFile } from '../run/settings-file.ts';
import type { ApprovalTagPolicy } from '../source/approval-tags.ts';
import { type GitAddress, isPlain, parseAddress } from '../source/git-address.ts';
import type { Asked } from '../source/git-remotes.ts';
import type { VerifyPolicy } from '../source/git-signatures.ts';
import { type LastGood, lastGoodFile, lastGoodInMemory } from '../source/last-good.ts';
import type { NodeSpec } from '../state/model.ts';
import { type NodeSnapshot, observedIn } from '../state/snapshot.ts';
import { systemClock } from './clock.ts';
import { fieldNames, requireTag } from './config.ts';
import { moreFiles, UsageError } from './errors.ts';
import { exitCodes } from './exit.ts';
import type { Options } from './options.ts';

export interface Manifests {
  readonly source: Source;
  readonly load: Load & { readonly earlier: Earlier; readonly between: Between };
  readonly lastGood: LastGood;
  close(): Promise<void>;
}

/** Milliseconds; git is ended sooner where nobody answers. */
const LOOKS_LONG = 60 * 60_000;

/** The simulated machine's processors: the same everywhere, so that plans are. */
const SIMULATED_CPUS = 4;

/** Manifests of a plan from snapshots: who proposes them may be anybody, and it shall fit into 256 MiB. */
const MOST_OFFLINE = 15_000;

/**
 * Opens where manifests come from. `applying` uses and keeps mirrors and the last good revision below the root;
 * otherwise nothing is written there.
 */
export async function openManifests(
  options: Options,
  use: {
    readonly applying: boolean;
    readonly ref?: string;
    readonly withoutGit?: boolean;
    readonly warn?: (message: string) => void;
    /** Told of every request to a remote. */
    readonly onAsked?: (asked: Asked) => void;
  },
): Promise<Manifests> {
  const ref = use.ref ?? options.ref;
  const applying = use.applying && !options.simulate;
  const lastGood = use.withoutGit === true ? lastGoodInMemory() : await openLastGood(options, ref, applying);
  let scratch: string | undefined;
  const onWatchFailure = (reason: string): void =>
    use.warn?.(`changes are noticed at the interval only, they cannot be watched for: ${reason}`);
  const limits = use.withoutGit === true ? { most: MOST_OFFLINE } : {};
  const open = async (): Promise<Source> => {
    if (options.dir !== undefined) {
      if (applying && verifyPolicy(options).verify !== undefined)
        throw new UsageError('a directory has no signatures, and spec.verify of the configuration asks for them', {
          hint: 'use --repo, or look with --dry-run',
        });
      const { openDirectorySource } = await import('../source/directory.ts');
      return openDirectorySource({ path: options.dir, clock: systemClock, onWatchFailure, ...limits });
    }
    const { openGitSource } = await import('../source/git.ts');
    const remotes = options.remotes.map(({ url, ...access }) => ({ address: parseAddress(url), access }));
    requireProof(remotes, options);
    if (use.ref === undefined) requireTag(ref, options.config);
    const isRemote = remotes.length > 1 || remotes[0]?.address.kind === 'remote';
    if (use.withoutGit === true && isRemote)
      throw new UsageError('a plan from a snapshot uses no network', {
        hint: 'clone the repository and name the clone',
      });
    const home = join(options.root, 'git', 'home');
    if (isRemote) {
      if (applying) await mkdir(home, { recursive: true, mode: 0o700 });
      else scratch = await mkdtemp(join(tmpdir(), 'vzreconcile-'));
    }
    return openGitSource({
      remotes,
      ref,
      ...(use.ref === undefined && { trial: trialOf(options) }),
      folder: options.path,
      mirrors: scratch ?? join(options.root, 'git'),
      // A look ends with its first answer, so it waits for that.
      ...(scratch !== undefined && { lender: join(options.root, 'git'), patience: LOOKS_LONG }),
      home,
      lastGood,
      allowRewind: options.allowRewind || use.ref !== undefined,
      ...(use.ref === undefined && { ...verifyPolicy(options), ...approvalPolicy(options) }),
      withoutGit: use.withoutGit ?? false,
      ...limits,
      clock: systemClock,
      // Passes for other reasons (a dead init) shall not fetch; 0.9 so that the interval's own pass always does.
      fetchEvery: options.interval * 0.9,
      onWatchFailure,
      ...(use.onAsked !== undefined && { onAsked: use.onAsked }),
    });
  };
  const source = await open();
  const { makeLoad } = await import('../run/load.ts');
  return {
    source,
    lastGood,
    load: makeLoad(source, { node: options.node, cpus: options.simulate ? SIMULATED_CPUS : cpus().length }),
    close: async () => {
      await source.close();
      if (scratch !== undefined) await rm(scratch, { recursive: true, force: true });
    },
  };
}

/** Listens where the configuration says for pushes to what is followed; nothing where it says nothing. */
export async function openPushes(
  options: Options,
  source: Source,
  warn: (message: string) => void,
): Promise<() => Promise<void>> {
  const { webhook } = options.config.spec;
  if (webhook === undefined || options.dir !== undefined) return async () => {};
  const { keepWebhook } = await import('../serve/webhook.ts');
  const { isFollowed, parseRef } = await import('../source/git-ref.ts');
  const wanted = parseRef(options.ref, { ancestors: true });
  const { path = '/webhook', ...where } = webhook;
  const { secretFile: secretField = '' } = fieldNames(options.config, 'spec.webhook', webhook);
  const { close } = await keepWebhook({
    ...{ ...where, secretField, path, warn, clock: systemClock },
    isFollowed: (ref) => isFollowed(ref, wanted, trialOf(options), approvalPolicy(options).approvals?.pattern),
    look: () => void source.refresh?.(),
  });
  return close;
}

const trialOf = ({ testing, node }: Options): string | undefined => (testing ? `testing-${node}` : undefined);

/** Whose signatures count; nothing where none are looked at. */
function verifyPolicy({ config }: Options): { readonly verify?: VerifyPolicy } {
  const { spec } = config;
  const { mode = 'all', paths = [], ...files } = spec.verify ?? { mode: 'off' };
  return mode === 'off' && files.tags !== true
    ? {}
    : { verify: { mode, paths, ...files, named: fieldNames(config, 'spec.verify', files) } };
}

/** Whose tags approve; nothing where none do. The keys are those of commits. */
function approvalPolicy({ config }: Options): { readonly approvals?: ApprovalTagPolicy } {
  const { spec } = config;
  const { tags } = spec.approvals ?? {};
  if (tags === undefined) return {};
  const { allowedSigners, revokedKeys, gpgKeys } = spec.verify ?? {};
  const files = {
    ...(allowedSigners !== undefined && { allowedSigners }),
    ...(revokedKeys !== undefined && { revokedKeys }),
    ...(gpgKeys !== undefined && { gpgKeys }),
    named: fieldNames(config, 'spec.verify', spec.verify ?? {}),
  };
  return { approvals: { pattern: tags.pattern ?? 'approve/*', signers: tags.signers, ...files } };
}

/** Nobody on the way may say what a node runs. */
function requireProof(remotes: readonly { readonly address: GitAddress }[], options: Options): void {
  const plain = remotes.find(({ address }) => isPlain(address))?.address;
  if (plain?.kind !== 'remote' || verifyPolicy(options).verify !== undefined) return;
  throw new UsageError(`${plain.url}: nothing proves who answers there, and no signatures are asked for`, {
    hint: 'use https:// or ssh://, or set spec.verify in the configuration',
  });
}

/** A directory has no history, so any state of it may follow any other. */
async function openLastGood(options: Options, ref: string, applying: boolean): Promise<LastGood> {
  if (options.dir !== undefined) return lastGoodInMemory();
  const address = parseAddress(options.remotes[0].url);
  const file = lastGoodFile(options.root, `${address.kind === 'local' ? address.path : address.url}#${ref}`);
  if (applying) return file;
  return options.simulate ? lastGoodInMemory() : lastGoodInMemory(await file.load(), await file.latest());
}

/** The host of a snapshot: it judges and reports as the node did, and has nothing of this machine. */
export async function openRecorded(snapshot: NodeSnapshot, nodeSpec: NodeSpec): Promise<Host> {
  const { recordedHost } = await import('../../drivers/recorded.ts');
  const { maskWith } = await import('../run/snapshot.ts');
  const record = snapshot.host as unknown as Parameters<typeof recordedHost>[0]['record'];
  const mask = maskWith(snapshot.salt);
  return recordedHost({ record, facts: snapshot.facts, observed: observedIn(snapshot, mask), mask }, nodeSpec);
}

export const snapshotKeyPath = ({ root, config }: Options): string =>
  config.spec.snapshot?.keyFile ?? join(root, 'state', 'snapshot.key');

export type WiredHost = Host & HostTools;

/** Opens the host the options name. */
export async function openHost(options: Options, nodeSpec: NodeSpec): Promise<WiredHost> {
  if (options.simulate) {
    const { simulatedHost } = await import('../../drivers/simulated/host.ts');
    return simulatedHost({ facts: { node: options.node, cpus: SIMULATED_CPUS } });
  }
  requireHost();
  const { openHost: openReal } = await import('../../drivers/registry.ts');
  return openReal({ root: options.root, nodeSpec, node: options.node, clock: systemClock });
}

/** The launcher keeps descriptors from 512 on. */
const fewestFiles = 1024;

function requireHost(): void {
  if (process.platform !== 'linux')
    throw new UsageError(`containers need Linux, this is ${process.platform}`, { hint: 'try --simulate' });
  if (process.getuid?.() !== 0) {
    throw new UsageError('the state of containers can only be read and changed by root', {
      hint: 'run it with sudo, or try --simulate, or --dry-run --against REF',
      exitCode: exitCodes.unreadable,
    });
  }
  const files = Number(/^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1'))?.[1] ?? fewestFiles);
  if (files < fewestFiles)
    throw new UsageError(`this process may open only ${files} files and needs ${fewestFiles}`, { hint: moreFiles });
}

export async function thisMachine(): Promise<Machine> {
  const { machineHere } = await import('../../drivers/procfs/machine.ts');
  return machineHere();
}

/** What holds changes back below the root; nothing does on a host in memory. */
export async function openBrakes(options: Options): Promise<BrakeStore> {
  const { brakesFile, brakesInMemory } = await import('../run/brakes-file.ts');
  if (options.simulate) return brakesInMemory();
  requireHost();
  const { tryLockExclusive } = await import('../../drivers/kernel/flock.ts');
  return brakesFile({ root: options.root, tryLock: tryLockExclusive, wall: () => new Date() });
}

/** What is in force without a step; nothing is known of a host in memory. */
export const settingsOf = ({ simulate, root }: Options): Pick<Reconciler, 'settings'> =>
  simulate ? {} : { settings: settingsFile(root) };

/** Calls `hint` when brakes are put on or taken off. */
export async function watchBrakes(options: Options, hint: () => void): Promise<() => Promise<void>> {
  if (options.simulate) return async () => {};
  const [{ watchFolders }, { BRAKES_FILE }] = await Promise.all([
    import('../source/watch.ts'),
    import('../run/brakes-file.ts'),
  ]);
  const path = join(options.root, 'state');
  await mkdir(path, { recursive: true });
  return watchFolders([{ path, depth: 0, only: (name) => name === BRAKES_FILE }], hint);
}

/** Takes the root for this process; a simulated host has nothing to share. */
export async function lockRoot(options: Options): Promise<() => void> {
  if (options.simulate) return () => {};
  requireHost();
  const { tryLockExclusive } = await import('../../drivers/kernel/flock.ts');
  return takeLock({
    root: options.root,
    tryLock: tryLockExclusive,
    pid: process.pid,
    started: new Date().toISOString(),
  });
}

/**
 * Containers that use all CPUs must not hold up the one who limits them: this thread goes first. setpriority(2) with 0 means the
 * calling thread. What is started for long work, and every container, goes back to 0.
 */
export function goFirst(options: Options): void {
  if (options.simulate) return;
  try {
    setPriority(PRIORITY);
  } catch {
    // Without CAP_SYS_NICE it works like any other process.
  }
}

/** A nice value: three times the share of an ordinary process. */
const PRIORITY = -5;
