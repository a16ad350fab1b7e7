// What one plan from snapshots leaves behind for the next: which manifests were right, what the containers of each node came to, and
// which of these were as they shall be. A folder of sealed files: tree.json, and one for each node.

import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Ctid } from '../../schema/units.ts';
import type { ContainerPlan, Plan } from '../plan/plan.ts';
import { settledPlan } from '../plan/settled.ts';
import { readSealed, type Seal, writeSealed } from '../source/sealed-file.ts';
import type { ContainerState } from '../state/container.ts';
import { type KeptContainer, keptContainer } from '../state/kept.ts';
import type { Desired, Observed } from '../state/model.ts';
import type { NodeSnapshot } from '../state/snapshot.ts';
import { digest } from './digest.ts';
import type { Kept, KeptTree, LoadedForAll, ToKeep } from './load-all.ts';

/** Bytes of one file, and of those of all nodes: their texts are outside of the heap of the thread that plans. */
const MOST_BYTES = 16 * 1024 * 1024;

/** The cache is written anew when one in so many of what could be in it is not, beside a few. */
const ONE_IN = 100;
const FEW = 20;

/** A container as it was resolved and, where nothing was to be done to it, what that followed from. JSON. */
interface Entry {
  /** Key of its file. */
  readonly file: string;
  readonly desired: KeptContainer;
  /** Digest of what was observed of it; absent: it was not settled. */
  readonly seen?: string;
  /** What the drivers made of it; absent: the very state that was observed. */
  readonly wants?: ContainerState;
}

interface NodeFile {
  readonly node: string;
  /** As KeptResolved has it. */
  readonly base: string;
  /** Digest of what plans of single containers rest on beside them. */
  readonly context: string;
  readonly containers: readonly Entry[];
}

export interface CacheOptions {
  readonly folder: string;
  /** Whoever has it is believed. */
  readonly key: string;
  /** Which program this is: another one has another cache. */
  readonly program: string;
  readonly nodes: readonly string[];
}

export interface PlanCache {
  readonly kept: Kept;
  /** Paths of what lies there and is not believed. */
  readonly refused: readonly string[];
  /** Of a node: what is known to be settled (Reconciler.settled). */
  settled(of: Of): (desired: Desired, observed: Observed) => ReadonlyMap<Ctid, ContainerPlan>;
  /** Writes what the next run can use, where that is worth it. Throws what writing throws. */
  fill(loaded: LoadedForAll, planned: readonly Filled[]): Promise<void>;
}

/** What a plan of a node is made from, beside its manifests. */
export interface Of {
  readonly snapshot: NodeSnapshot;
  readonly allowed: ReadonlySet<string>;
  readonly known: ReadonlyMap<number, KeptContainer>;
}

export interface Filled extends Of {
  readonly desired: Desired;
  readonly plan: Plan;
}

/** Whatever lies there that this program did not write with this key is as if it were not there, but for being named. */
export async function openPlanCache({ folder, key, program, nodes }: CacheOptions): Promise<PlanCache> {
  const sealOf = (name: string): Seal => ({ key, purpose: `vzreconcile cache ${program} ${name}` });
  const refused: string[] = [];
  const read = async <T>(name: string, limit: number): Promise<{ readonly value?: T; readonly size: number }> => {
    const path = join(folder, name);
    const text = await readSealed(path, sealOf(name), limit);
    if (text !== undefined) return { value: JSON.parse(text) as T, size: text.length };
    if (await isThere(path)) refused.push(path);
    return { size: 0 };
  };
  const { value: tree } = await read<KeptTree>(TREE, MOST_BYTES);
  const files = new Map<string, NodeFile>();
  let left = MOST_BYTES;
  for (const node of tree === undefined ? [] : nodes) {
    const { value, size } = await read<NodeFile>(fileOf(node), left);
    left -= size;
    if (value !== undefined) files.set(node, value);
  }
  /** By node, how many containers were known to be settled. */
  const used = new Map<string, number>();
  const write = async (name: string, value: KeptTree | NodeFile): Promise<void> => {
    const text = JSON.stringify(value);
    if (Buffer.byteLength(text) < MOST_BYTES) await writeSealed(join(folder, name), sealOf(name), text);
  };
  return {
    kept: { tree, nodes: new Map([...files].map(([node, file]) => [node, resolvedOf(file)])) },
    refused,
    settled: (of) => (desired, observed) => {
      const file = files.get(of.snapshot.node);
      if (file?.context !== contextOf(of, desired)) return new Map();
      const found = settledIn(file, of, desired, observed);
      used.set(of.snapshot.node, found.size);
      return found;
    },
    fill: async (loaded, planned) => {
      const stale = planned.filter(({ snapshot: { node }, known, desired: { containers }, plan }) => {
        const quiet = plan.containers.filter(isQuiet).length;
        const fresh = containers.length - known.size + quiet - (used.get(node) ?? 0);
        return !files.has(node) || isMuch(fresh, containers.length);
      });
      const isTreeStale = tree === undefined || isMuch(loaded.read, tree.files.length);
      if (!isTreeStale && stale.length === 0) return;
      const keep = loaded.keep();
      if (isTreeStale) await write(TREE, keep.tree);
      for (const one of stale) await write(fileOf(one.snapshot.node), nodeFile(one, keep));
    },
  };
}

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

const TREE = 'tree.json';

const fileOf = (node: string): string => `node-${digest(node).slice(0, 32)}.json`;

/** About what settled containers are. */
const isQuiet = ({ action, holds, undeclared, refusals, warnings }: ContainerPlan): boolean =>
  action === 'none' && holds === undefined && undeclared === undefined && refusals.length + warnings.length === 0;

const isMuch = (fresh: number, all: number): boolean => fresh > FEW && fresh * ONE_IN > all;

const resolvedOf = ({ base, containers }: NodeFile) => ({
  base,
  containers: new Map(containers.map((entry) => [Number(entry.desired.ctid), entry] as const)),
});

/** What all containers of a node are planned with. Their use of limits is of those alone that change. */
function contextOf({ snapshot, allowed }: Of, { nodeSpec }: Desired): string {
  const { facts, templates, host, brakes, salt } = snapshot;
  return digest(JSON.stringify([facts, templates, host, brakes, salt, nodeSpec, [...allowed].sort()]));
}

type SeenContainer = NodeSnapshot['containers'][number];

const seenDigest = ({ usage: _, ...seen }: SeenContainer): string => digest(JSON.stringify(seen));

const byCtid = (all: NodeSnapshot['containers']): ReadonlyMap<number, SeenContainer> =>
  new Map(all.map((one) => [one.ctid, one]));

function settledIn(
  { containers }: NodeFile,
  { snapshot, known }: Of,
  desired: Desired,
  observed: Observed,
): ReadonlyMap<Ctid, ContainerPlan> {
  const there = byCtid(snapshot.containers);
  const wanted = new Map(desired.containers.map((container) => [container.ctid, container]));
  const found = new Map<Ctid, ContainerPlan>();
  for (const { desired: kept, seen, wants } of containers) {
    const { ctid } = kept;
    const [now, container, before] = [there.get(ctid), wanted.get(ctid), observed.containers.get(ctid)];
    if (seen === undefined || known.get(ctid) !== kept) continue;
    if (now === undefined || container === undefined || before === undefined || seenDigest(now) !== seen) continue;
    found.set(ctid, settledPlan(container, before, wants ?? before.state));
  }
  return found;
}

function nodeFile({ snapshot, desired, plan, known, ...rest }: Filled, keep: ToKeep): NodeFile {
  const there = byCtid(snapshot.containers);
  const plans = new Map(plan.containers.map((one) => [one.ctid, one]));
  const containers = desired.containers.flatMap((container): readonly Entry[] => {
    const file = keep.keys.get(container.origin.path);
    const kept = known.get(container.ctid) ?? plainly(keptContainer(container));
    if (file === undefined || kept === undefined) return [];
    const [seen, one] = [there.get(container.ctid), plans.get(container.ctid)];
    const isSettled =
      seen !== undefined &&
      one !== undefined &&
      one.action === 'none' &&
      isDeepStrictEqual(
        one,
        settledPlan(container, { state: one.was, ...(one.marked && { marker: one.marked }) }, one.wants),
      );
    if (!isSettled) return [{ file, desired: kept }];
    const wants = isDeepStrictEqual(one.wants, one.was) ? undefined : plainly(one.wants);
    if (wants === undefined && !isDeepStrictEqual(one.wants, one.was)) return [{ file, desired: kept }];
    return [{ file, desired: kept, seen: seenDigest(seen), ...(wants && { wants }) }];
  });
  const { facts } = snapshot;
  const context = contextOf({ snapshot, known, ...rest }, desired);
  return { node: snapshot.node, base: keep.baseOf(facts), context, containers };
}

/** Undefined for what JSON would make something else of. */
function plainly<T extends object>(value: T): T | undefined {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value) ? value : undefined;
}
