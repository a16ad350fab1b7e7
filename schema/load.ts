// A set of files -> manifests, or every problem of every file. A file by itself is a pure function of its path and bytes, which
// callers may cache; what takes several files (profiles, references, things that must be unique) is done by joinFiles(), which
// remembers what it made of each document.

import { readYaml } from './alike.ts';
import { crossCheck } from './cross-check.ts';
import { decode } from './decode.ts';
import { concerned, type KeptFile, type KeptFiles, keptOf, type Named, NotKept, restored } from './kept.ts';
import { layersOf, sharedBudget, wholeOf } from './layers.ts';
import type { Problem } from './problem.ts';
import { toldOnce } from './told-once.ts';
import { type Checked, type Document, type LocatedContainer, type Manifest, validateDocument } from './validate.ts';

export interface ManifestFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What one file holds. Positions contain the path, so a cache's key is path and content together. */
export interface ParsedFile {
  readonly path: string;
  readonly documents: readonly Document[];
  /** Of its bytes and its YAML; what the documents say is judged together with the other files. */
  readonly problems: readonly Problem[];
}

export interface Loaded {
  /** Only valid documents; to be used only when there are no problems. */
  readonly manifests: readonly Manifest[];
  /** Sorted by path, line and column. */
  readonly problems: readonly Problem[];
}

/** Whether a file name is one of a manifest. */
export const isManifestPath = (path: string): boolean => /\.ya?ml$/.test(path);

/** Parses and checks one file. Never throws; a parsed file can be kept as long as path and bytes are the same. */
export function parseFile(path: string, bytes: Uint8Array): ParsedFile {
  const decoded = decode(path, bytes);
  if ('problem' in decoded) return { path, documents: [], problems: [decoded.problem] };
  const { source, documents, problems } = readYaml(decoded.source);
  return { path, documents: documents.map((document) => ({ ...document, source })), problems };
}

/** Checks all documents, each with what its layers set. `refused` are problems of files that were not read at all. */
export function joinFiles(files: readonly ParsedFile[], refused: readonly Problem[] = []): Loaded {
  return joinWithKept(files, [], refused, []);
}

/**
 * The same for files of which some were kept, and not read, after they were joined with the same layers. Of their manifests the result
 * has those that are `asked` for. Throws NotKept when a problem would be about one of them.
 */
export function joinWithKept(
  files: readonly ParsedFile[],
  kept: readonly KeptFiles[],
  refused: readonly Problem[],
  asked: readonly Named[],
): Loaded {
  const ordered = [...files].sort((a, b) => compareText(a.path, b.path));
  const layers = layersOf(ordered.flatMap((file) => file.documents));
  const problems = [...refused, ...ordered.flatMap((file) => file.problems), ...layers.problems];
  const isMissing = problems.some(({ code }) => !complete.has(code));
  const budget = { left: sharedBudget };
  const checkedOf = (document: Document): readonly Checked[] => {
    const whole = wholeOf(document, layers, budget);
    problems.push(...whole.problems.filter(({ code }) => !isMissing || !byName.has(code)));
    if (whole.document === undefined) return [];
    const checked = check(whole.document);
    // What is missing may be in the profile, or the defaults, that are not there.
    const mayInherit = whole.problems.length > 0 || (isMissing && checked.claim?.kind === 'Container');
    const isSure = ({ code }: Problem): boolean => !mayInherit || code !== 'VZR102';
    problems.push(...checked.problems.filter(isSure));
    return [checked];
  };
  const read = ordered.flatMap((file) => file.documents.flatMap(checkedOf));
  const others = known(read, kept, budget);
  const all = others.length === 0 ? read : [...read, ...others].sort(byPath);
  const crossed = crossCheck(all.flatMap(({ claim }) => claim ?? []));
  problems.push(...crossed.filter(({ code }) => !isMissing || !byName.has(code)));
  const manifests = read.flatMap(({ manifest }) => manifest ?? []);
  return {
    manifests: asked.length === 0 ? manifests : [...manifests, ...asked.map(manifestOf)].sort(byPathOf),
    problems: toldOnce(problems, read).sort(compareProblems),
  };
}

const manifestOf = ([path, kept]: Named): LocatedContainer => restored(path, kept).manifest;

/** Of what was kept: what has to do with what was read. */
function known(read: readonly Checked[], kept: readonly KeptFiles[], budget: { left: number }): readonly Checked[] {
  if (kept.length === 0) return [];
  const claims = read.flatMap(({ claim }) => claim ?? []);
  const found = concerned(claims, kept);
  for (const { layered } of kept) budget.left -= layered;
  if (budget.left < 0) throw new NotKept('layers set too much');
  return found.map(([path, one]) => restored(path, one));
}

const byPath = (a: Checked, b: Checked): number => compareText(a.claim?.source.path ?? '', b.claim?.source.path ?? '');
const byPathOf = (a: Manifest, b: Manifest): number => compareText(a.source.path, b.source.path);

/** Those of the files of one tree that can be kept: whole ones, with nothing but right Containers in them. */
export function keepFiles(files: readonly ParsedFile[]): readonly KeptFile[] {
  const ordered = [...files].sort((a, b) => compareText(a.path, b.path));
  const layers = layersOf(ordered.flatMap(({ documents }) => documents));
  return ordered.flatMap(({ path, documents, problems }): readonly KeptFile[] => {
    const kept = documents.flatMap((document) => {
      const budget = { left: sharedBudget };
      const whole = wholeOf(document, layers, budget);
      if (whole.document === undefined || whole.problems.length > 0) return [];
      return keptOf(check(whole.document), sharedBudget - budget.left) ?? [];
    });
    return problems.length > 0 || kept.length < documents.length ? [] : [[path, kept]];
  });
}

/** Problems of files whose documents are there all the same: keys that are written twice or forbidden, second defaults. */
const complete: ReadonlySet<string> = new Set(['VZR008', 'VZR009', 'VZR252']);

/** A name that leads nowhere, or that nobody uses: a document that cannot be read may be the other end. */
const byName: ReadonlySet<string> = new Set(['VZR253', 'VZR254', 'VZR255', 'VZR304']);

const judged = new WeakMap<Document, Checked>();

function check(document: Document): Checked {
  const before = judged.get(document);
  if (before !== undefined) return before;
  const checked = validateDocument(document);
  judged.set(document, checked);
  return checked;
}

/** Loads a whole set of manifest files. */
export function loadManifests(files: readonly ManifestFile[]): Loaded {
  return joinFiles(files.map(({ path, bytes }) => parseFile(path, bytes)));
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order in which problems are shown: by path, line, column, code. */
export function compareProblems(a: Problem, b: Problem): number {
  return (
    compareText(a.origin.path, b.origin.path) ||
    a.origin.line - b.origin.line ||
    a.origin.col - b.origin.col ||
    compareText(a.code, b.code)
  );
}
