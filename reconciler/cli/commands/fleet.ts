// What a node that others wait for, or that waits for others, does with `spec.fleet` of the local configuration.

import { join } from 'node:path';
import { parseTime } from '../../../schema/units.ts';
import type { BrakeStore } from '../../run/brakes-file.ts';
import { deafFleet, type Fleet } from '../../run/fleet.ts';
import type { PassResult } from '../../run/reconcile.ts';
import { nodeKey, signedText } from '../../run/snapshot.ts';
import { folderReader } from '../../serve/fleet/folder.ts';
import { makeListener } from '../../serve/fleet/listener.ts';
import { reportName } from '../../serve/fleet/report.ts';
import { makeReporter } from '../../serve/fleet/reporter.ts';
import type { SnapshotTarget } from '../../serve/snapshots.ts';
import { writeAtomically } from '../../source/atomic-file.ts';
import { branchReader } from '../../source/git-branch-files.ts';
import { publishFile } from '../../source/git-publish.ts';
import { systemClock } from '../clock.ts';
import { fieldNames } from '../config.ts';
import type { Options } from '../options.ts';
import { readKeys } from '../trust.ts';
import { snapshotKeyPath } from '../wire.ts';

const EVERY = 15 * 60_000;
const MAX_AGE = 60 * 60_000;
/** Milliseconds between two looks while somebody is waited for. */
const LOOK = 15_000;

/** What the loop and a single pass use of it. */
export interface Membership {
  /** Absent: this node waits for nobody. */
  readonly fleet?: Fleet;
  /** Hears of the others at once. */
  refresh(): Promise<void>;
  onNews(hint: () => void): void;
  pass(result: PassResult): void;
  /** Waits so many milliseconds for what is on its way. */
  close(patience: number): Promise<void>;
}

const alone: Membership = { refresh: async () => {}, onNews: () => {}, pass: () => {}, close: async () => {} };

export interface MembershipParts {
  readonly brakes: BrakeStore;
  /** Whether this machine may tell others of the node. */
  readonly isOwn: () => boolean;
  /** Aborted: what is on its way is given up. */
  readonly stop: AbortSignal;
  readonly warn: (message: string) => void;
}

/** A host in memory is no node among others. */
export function openMembership(options: Options, { brakes, isOwn, stop, warn }: MembershipParts): Membership {
  const { fleet } = options.config.spec;
  if (options.simulate) return alone;
  if (fleet === undefined) return { ...alone, fleet: deafFleet(Date.now) };
  const { node, root } = options;
  const common = { clock: systemClock, wall: Date.now, warn };
  const { targets, sources } = channelsOf(options, fleet, stop);
  const listener = makeListener({
    ...common,
    sources,
    keys: () => readKeys(fleet.keys, fieldNames(options.config, 'spec.fleet', fleet)['keys']),
    maxAge: parseTime(fleet.maxAge ?? '') ?? MAX_AGE,
    every: Math.min(LOOK, options.interval * 0.9),
    path: join(root, 'state', 'fleet.json'),
  });
  const reporter = makeReporter({
    ...common,
    ...{ node, brakes, targets, isOwn },
    sign: async (text) => signedText(text, await nodeKey(snapshotKeyPath(options)), 'report'),
    every: parseTime(fleet.every ?? '') ?? EVERY,
  });
  return {
    fleet: { hear: listener.hear, own: reporter.standing, look: listener.look, wall: Date.now },
    refresh: listener.refresh,
    onNews: listener.onNews,
    pass: reporter.pass,
    close: async (patience) => {
      await reporter.close(patience);
      await listener.close();
    },
  };
}

type Wish = NonNullable<Options['config']['spec']['fleet']>;

/** Reading and writing have a repository each: they work at the same time. */
function channelsOf({ node, root, config }: Options, { directory, branch }: Wish, stop: AbortSignal) {
  const name = reportName(node);
  const targets: SnapshotTarget[] = [];
  const sources: ((names: readonly string[]) => Promise<ReadonlyMap<string, Buffer>>)[] = [];
  if (directory !== undefined) {
    targets.push({ name: directory, deliver: (text) => writeAtomically(join(directory, name), text) });
    sources.push(folderReader(directory));
  }
  if (branch !== undefined) {
    const { url, name: at = 'reports', ...files } = branch;
    const access = { ...files, named: fieldNames(config, 'spec.fleet.branch', files) };
    const place = (folder: string) => {
      return { url, branch: at, stop, access, gitDir: join(root, 'git', folder), home: join(root, 'git', 'home') };
    };
    const file = { name, subject: `report of ${node}`, author: node };
    targets.push({ name: url, deliver: (text) => publishFile(place('reports-out.git'), { ...file, text }) });
    sources.push(branchReader(place('reports-in.git')));
  }
  return { targets, sources };
}
