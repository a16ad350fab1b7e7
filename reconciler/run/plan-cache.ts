// What one plan from snapshots leaves behind for the next: which manifests were right, what the containers of each node came to, and
// which of these were as they shall be. A folder of sealed files: tree.json, and one for each node.

import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { folderOf } from '../../schema/layers.ts';
import type { Ctid } from '../../schema/units.ts';
import type { ContainerPlan, Plan } from '../plan/plan.ts';
import { settledPlan } from '../plan/settled.ts';
import { readSealed, type Seal, writeSealed } from '../source/sealed-file.ts';
import type { ContainerState } from '../state/container.ts';
import { type KeptContainer, keptContainer } from '../state/kept.ts';
import type { Desired, DesiredContainer, Observed } from '../state/model.ts';
import type { NodeSnapshot } from '../state/snapshot.ts';
import { digest } from './digest.ts';
import type { Kept, KeptResolved, ResolvedContainer } from './kept.ts';
import { type Parts, partsFor } from './kept-parts.ts';
import { type KeptTree, treeOf, treeText } from './kept-tree.ts';
import { keyOf } from './load.ts';
import type { LoadedForAll, ToKeep } from './load-all.ts';

/** Bytes of one file, and of those of all nodes: their texts are outside of the heap of the thread that plans. */
const MOST_BYTES = 16 * 1024 * 1024;

/** The cache is written anew when one in so many of what could be in it is not, beside a few. */
const ONE_IN = 100;
const FEW = 20;

/** A container as it was resolved and, where nothing was to be done to it, what that followed from. JSON. */
interface Entry extends ResolvedContainer {
  /** Digest of what was observed of it; absent: it was not settled. */
  readonly seen?: string;
  /** What the drivers made of it; absent: the very state that was observed. */
  readonly wants?: ContainerState;
}

interface NodeFile {
  readonly node: string;
  /** As KeptResolved has them. */
  readonly parts: Parts;
  readonly cpus: number;
  /** Digest of what plans of single containers rest on beside them. */
  readonly context: string;
  /** As KeptResolved has them; the address is '' where one of the node's containers in it is not kept. */
  readonly folders: readonly { readonly path: string; readonly id: string; readonly containers: readonly Entry[] }[];
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
  /** What lies there and is not believed, or not read. */
  readonly refused: readonly { readonly path: string; readonly why: string }[];
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
  const refused: { readonly path: string; readonly why: string }[] = [];
  const read = async (name: string, limit: number): Promise<string | undefined> => {
    const path = join(folder, name);
    const text = await readSealed(path, sealOf(name), limit);
    const size = text === undefined ? await sizeOf(path) : undefined;
    if (size !== undefined) refused.push({ path, why: size > limit ? TOO_LARGE : UNSEALED });
    return text;
  };
  const kept = await read(TREE, MOST_BYTES);
  const tree = kept === undefined ? undefined : treeOf(kept);
  const files = new Map<string, NodeFile>();
  let left = MOST_BYTES;
  for (const node of tree === undefined ? [] : nodes) {
    const text = await read(fileOf(node), left);
    if (text === undefined) continue;
    left -= text.length;
    files.set(node, JSON.parse(text) as NodeFile);
  }
  /** By node, how many containers were known to be settled. */
  const used = new Map<string, number>();
  const write = async (name: string, text: string): Promise<void> => {
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
      const isTreeStale = tree === undefined || isTreeOld(loaded, tree);
      if (!isTreeStale && stale.length === 0) return;
      const keep = loaded.keep();
      if (isTreeStale) await write(TREE, treeText(keep.tree));
      for (const one of stale) await write(fileOf(one.snapshot.node), JSON.stringify(nodeFile(one, keep)));
    },
  };
}

const UNSEALED = 'not sealed with this key by this version of the program';
const TOO_LARGE = `too large: at most ${MOST_BYTES / 1024 / 1024} MiB are read, of all nodes together`;

/** Undefined where there is nothing. */
const sizeOf = (path: string): Promise<number | undefined> =>
  lstat(path).then(
    ({ size }) => size,
    () => undefined,
  );

const TREE = 'tree.json';

const fileOf = (node: string): string => `node-${digest(node).slice(0, 32)}.json`;

/** About what settled containers are. */
const isQuiet = ({ action, holds, undeclared, refusals, warnings }: ContainerPlan): boolean =>
  action === 'none' && holds === undefined && undeclared === undefined && refusals.length + warnings.length === 0;

const isMuch = (fresh: number, all: number): boolean => fresh > FEW && fresh * ONE_IN > all;

/** A folder that is looked into takes longer than many that are not. */
function isTreeOld({ read, looked }: LoadedForAll, { folders }: KeptTree): boolean {
  const files = [...folders.values()].reduce((sum, { count }) => sum + count, 0);
  return isMuch(read, files) || (looked.folders > FEW && looked.folders * 4 > looked.of);
}

const resolvedOf = ({ parts, cpus, folders }: NodeFile): KeptResolved => ({
  ...{ parts, cpus },
  containers: new Map(folders.flatMap((one) => one.containers.map((entry) => [entry.kept.c, entry] as const))),
  folders: new Map(folders.map((one) => [one.path, one])),
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
  { folders }: NodeFile,
  { snapshot, known }: Of,
  desired: Desired,
  observed: Observed,
): ReadonlyMap<Ctid, ContainerPlan> {
  const there = byCtid(snapshot.containers);
  const wanted = new Map(desired.containers.map((container) => [container.ctid, container]));
  const found = new Map<Ctid, ContainerPlan>();
  for (const { desired: kept, seen, wants } of folders.flatMap(({ containers }) => containers)) {
    const { ctid } = kept;
    const [now, container, before] = [there.get(ctid), wanted.get(ctid), observed.containers.get(ctid)];
    if (seen === undefined || known.get(ctid) !== kept) continue;
    if (now === undefined || container === undefined || before === undefined || seenDigest(now) !== seen) continue;
    found.set(ctid, settledPlan(container, before, wants ?? before.state));
  }
  return found;
}

function nodeFile(filled: Filled, { tree, parts }: ToKeep): NodeFile {
  const { snapshot, desired, plan } = filled;
  const there = byCtid(snapshot.containers);
  const plans = new Map(plan.containers.map((one) => [one.ctid, one]));
  const folders = new Map<string, { readonly path: string; id: string; readonly containers: Entry[] }>();
  for (const container of desired.containers) {
    const { path: file } = container.origin;
    const inside = tree.folders.get(folderOf(file));
    const [, documents, content = ''] = inside?.entry(file) ?? [];
    const kept = documents?.find(({ c }) => c === container.ctid);
    // Its file is read each time.
    if (inside === undefined || kept === undefined) continue;
    const { path, id } = inside;
    const folder = folders.get(path) ?? { path, id, containers: [] };
    folders.set(path, folder);
    const resolved = filled.known.get(container.ctid) ?? plainly(keptContainer(container));
    if (resolved === undefined) folder.id = '';
    else {
      const settled = settledEntry(container, there.get(container.ctid), plans.get(container.ctid));
      folder.containers.push({ file: keyOf({ path: file, id: content }), kept, desired: resolved, ...settled });
    }
  }
  const context = contextOf(filled, desired);
  const { node, cpus } = snapshot.facts;
  return { node, parts: partsFor(parts, node), cpus, context, folders: [...folders.values()] };
}

function settledEntry(
  container: DesiredContainer,
  seen: SeenContainer | undefined,
  one: ContainerPlan | undefined,
): Pick<Entry, 'seen' | 'wants'> {
  if (seen === undefined || one?.action !== 'none') return {};
  const before = { state: one.was, ...(one.marked && { marker: one.marked }) };
  if (!isDeepStrictEqual(one, settledPlan(container, before, one.wants))) return {};
  if (isDeepStrictEqual(one.wants, one.was)) return { seen: seenDigest(seen) };
  const wants = plainly(one.wants);
  return wants === undefined ? {} : { seen: seenDigest(seen), wants };
}

/** Undefined for what JSON would make something else of. */
function plainly<T extends object>(value: T): T | undefined {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value) ? value : undefined;
}
