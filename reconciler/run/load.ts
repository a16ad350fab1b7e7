// A snapshot of files -> what this host shall look like. Files are parsed again only when their content changed, and an
// unchanged revision is not even joined again. Any problem in any file means that this revision changes nothing.

import { problemForKind } from '../../schema/decode.ts';
import { compareProblems, type Loaded as Joined, joinFiles, type ParsedFile, parseFile } from '../../schema/load.ts';
import type { Problem } from '../../schema/problem.ts';
import type { Manifest } from '../../schema/validate.ts';
import type { Revision, Snapshot, Source, SourceFile } from '../port/source.ts';
import { type HostIdentity, resolveDesired } from '../state/desired.ts';
import type { KeptContainer } from '../state/kept.ts';
import type { Desired } from '../state/model.ts';
import type { TagApproval } from '../state/rules.ts';
import { checkRules } from './check-rules.ts';

export interface Loaded {
  readonly revision: Revision;
  /** Why this is not the newest revision. */
  readonly stale?: string;
  /** The branch that is tried, when this is its head: not to be kept as the last good revision. */
  readonly testing?: string;
  readonly problems: readonly Problem[];
  /** The manifests of the revision, by path. */
  readonly files?: () => readonly string[];
  /** What else people should know about this revision. */
  readonly warnings?: readonly string[];
  /** Tags that approve, of now and of no revision. */
  readonly approvals?: readonly TagApproval[];
  /** Absent when a problem is an error: such a revision changes nothing. */
  readonly desired?: Desired;
  /** Of all nodes; what `desired` comes from. */
  readonly manifests?: readonly Manifest[];
}

export type Load = () => Promise<Loaded>;

/** A revision that was loaded before; undefined where it cannot be had any more, or is not valid here. */
export type Earlier = (id: string) => Promise<Loaded | undefined>;

/** As Source.between; none where the source has no history. */
export type Between = NonNullable<Source['between']>;

/** Revisions of a source without history that are kept, for going back to one of them. */
const KEPT = 8;
/** What is followed, what is there, the last good one and what is gone to: asked for in every pass while the newest waits. */
const KEPT_OF_HISTORY = 4;
/** Earlier revisions that are known not to be valid: others may name them in every pass. */
const KEPT_INVALID = 256;

/** A loader with caches of its own. Throws SourceError when there is nothing to read. */
export function makeLoad(
  source: Pick<Source, 'read' | 'readAt' | 'between'>,
  identity: HostIdentity,
): Load & { readonly earlier: Earlier; readonly between: Between } {
  let parsed: ReadonlyMap<string, ParsedFile> = new Map();
  let last: Loaded | undefined;
  const kept = new Map<string, Loaded>();
  const invalid = new Set<string>();
  const loadFrom = async (snapshot: Snapshot): Promise<Loaded> => {
    const refused: Problem[] = [];
    parsed = await parseAll(snapshot.files, parsed, refused);
    const { revision, files } = snapshot;
    const said = remarks(
      revision,
      files.map(({ path }) => path),
    );
    return { ...resolve(joinFiles([...parsed.values()], refused), identity), ...said, revision };
  };
  const keep = (loaded: Loaded): Loaded => {
    if (loaded.desired === undefined) return loaded;
    // What is asked for again is the last to go.
    kept.delete(loaded.revision.id);
    kept.set(loaded.revision.id, loaded);
    const limit = source.readAt === undefined ? KEPT : KEPT_OF_HISTORY;
    for (const id of kept.keys()) if (kept.size > limit) kept.delete(id);
    return loaded;
  };
  const load: Load = async () => {
    const snapshot = await source.read();
    if (last?.revision.id !== snapshot.revision.id) last = keep(await loadFrom(snapshot));
    const { stale, testing, warnings = [], revision, approvals } = snapshot;
    // One commit may come to be called by another name.
    if (last.revision.label !== revision.label || last.revision.signer !== revision.signer)
      last = { ...last, revision };
    if (stale === undefined && testing === undefined && warnings.length === 0 && approvals === undefined) return last;
    return {
      ...last,
      ...(stale !== undefined && { stale }),
      ...(testing !== undefined && { testing }),
      ...(approvals !== undefined && { approvals }),
      ...(warnings.length > 0 && { warnings: [...warnings, ...(last.warnings ?? [])] }),
    };
  };
  const earlier: Earlier = async (id) => {
    const known = kept.get(id);
    if (known !== undefined) return keep(known);
    if (invalid.has(id)) return undefined;
    const snapshot = await source.readAt?.(id);
    if (snapshot === undefined) return undefined;
    const loaded = await loadFrom(snapshot);
    if (loaded.desired !== undefined) return keep(loaded);
    invalid.add(id);
    for (const first of invalid) if (invalid.size > KEPT_INVALID) invalid.delete(first);
    return undefined;
  };
  const between: Between = async (base, ids) => (await source.between?.(base, ids)) ?? [];
  return Object.assign(load, { earlier, between });
}

/** What there is to say of manifests at these paths. */
export function remarks({ label }: Revision, paths: readonly string[]): Pick<Loaded, 'warnings' | 'files'> {
  // Right when the last container was retired, but more often a mistaken --path.
  const warnings = [`there are no manifests in ${label} (see --path and --dir)`];
  const files = [...paths].sort();
  return { ...(files.length === 0 && { warnings }), files: () => files };
}

/** `known`: as resolveDesired() takes it. */
export function resolve(
  joined: Joined,
  identity: HostIdentity,
  known?: ReadonlyMap<number, KeptContainer>,
): Omit<Loaded, 'revision'> {
  if (joined.problems.some(isError)) return { problems: joined.problems };
  const { desired, problems } = resolveDesired(joined.manifests, identity, known);
  const all = [...joined.problems, ...problems, ...checkRules(joined.manifests)].sort(compareProblems);
  return all.some(isError) ? { problems: all } : { problems: all, desired, manifests: joined.manifests };
}

const isError = (problem: Problem): boolean => problem.severity === 'error';

// Path and content: positions contain the path, so the same blob in two places is parsed twice.
export const keyOf = (file: Pick<SourceFile, 'path' | 'id'>): string => `${file.path}\0${file.id}`;

/** Files by key; those that are `known` are not read. `refused`: problems of what is no file to read. */
export async function parseAll(
  files: readonly SourceFile[],
  known: ReadonlyMap<string, ParsedFile>,
  refused: Problem[],
  spend: (file: SourceFile, bytes: Uint8Array) => void = () => {},
): Promise<Map<string, ParsedFile>> {
  const parsed = new Map<string, ParsedFile>();
  const missing: SourceFile[] = [];
  for (const file of files) {
    const problem = problemForKind(file.path, file.kind, file.size);
    if (problem !== undefined) {
      refused.push(problem);
      continue;
    }
    const key = keyOf(file);
    const before = known.get(key);
    if (before === undefined) missing.push(file);
    else parsed.set(key, before);
  }
  // Asked for together: the source reads them all with one process.
  await Promise.all(
    missing.map(async (file) => {
      const bytes = await file.content();
      spend(file, bytes);
      parsed.set(keyOf(file), parseFile(file.path, bytes));
    }),
  );
  return parsed;
}
