// What the loop does with `spec.snapshot` of the local configuration.

import { join } from 'node:path';
import { parseTime } from '../../../schema/units.ts';
import type { Host } from '../../port/host.ts';
import type { BrakeStore } from '../../run/brakes-file.ts';
import { settingsFile } from '../../run/settings-file.ts';
import { nodeKey, takeSnapshot } from '../../run/snapshot.ts';
import { putDocument } from '../../serve/put.ts';
import { type Snapshots, type SnapshotTarget, snapshotsOf } from '../../serve/snapshots.ts';
import { writeAtomically } from '../../source/atomic-file.ts';
import { publishFile } from '../../source/git-publish.ts';
import { systemClock } from '../clock.ts';
import { fieldNames } from '../config.ts';
import type { Options } from '../options.ts';
import { snapshotKeyPath } from '../wire.ts';
import { waysOf } from './plan.ts';

const EVERY = 15 * 60_000;
const silent: Snapshots = { begun: () => {}, pass: () => {}, close: async () => {} };

export interface PublishParts {
  readonly host: Host;
  readonly brakes: BrakeStore;
  readonly program: string;
  /** Whether this machine may tell others of the node. */
  readonly isOwn: () => boolean;
  /** Aborted: what is on its way is given up. */
  readonly stop: AbortSignal;
  readonly warn: (message: string) => void;
}

export function publishSnapshots(
  options: Options,
  { host, brakes, program, isOwn, stop, warn }: PublishParts,
): Snapshots {
  const { snapshot } = options.config.spec;
  if (snapshot === undefined) return silent;
  return snapshotsOf({
    take: async () => {
      const key = await nodeKey(snapshotKeyPath(options));
      const record = await brakes.read();
      const known = { brakes: record, approvals: waysOf(options), settings: settingsFile(options.root) };
      return takeSnapshot({ ...known, host, key, program, now: new Date() });
    },
    targets: targetsOf(options, snapshot, stop),
    every: parseTime(snapshot.every ?? '') ?? EVERY,
    ...{ clock: systemClock, isOwn, warn },
  });
}

type Wish = NonNullable<Options['config']['spec']['snapshot']>;

function targetsOf(
  { node, root, config }: Options,
  { directory, branch, http: address }: Wish,
  stop: AbortSignal,
): readonly SnapshotTarget[] {
  const name = `${node}.json`;
  const named = (key: string, value: object) => fieldNames(config, `spec.snapshot.${key}`, value);
  const http = address && { ...address, named: named('http', address), stop };
  const targets: SnapshotTarget[] = [];
  if (directory !== undefined)
    targets.push({ name: directory, deliver: (text) => writeAtomically(join(directory, name), text) });
  if (branch !== undefined) {
    const place = { gitDir: join(root, 'git', 'snapshots.git'), home: join(root, 'git', 'home') };
    const { url, name: at = 'snapshots', ...files } = branch;
    const wish = { ...place, url, branch: at, stop, access: { ...files, named: named('branch', files) } };
    const file = { name, subject: `snapshot of ${node}`, author: node };
    targets.push({ name: url, deliver: (text) => publishFile(wish, { ...file, text }) });
  }
  if (http !== undefined) targets.push({ name: new URL(http.url).host, deliver: (text) => putDocument(http, text) });
  return targets;
}
