// A set of files -> manifests, or every problem of every file. A file by itself is a pure function of its path and bytes, which
// callers may cache; what can only be seen across files is checked by `join`.

import { readYaml } from './alike.ts';
import type { Claim } from './claim.ts';
import { crossCheck } from './cross-check.ts';
import { decode } from './decode.ts';
import type { Problem } from './problem.ts';
import { type Manifest, validateDocument } from './validate.ts';

export interface ManifestFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What one file holds. Positions contain the path, so a cache's key is path and content together. */
export interface ParsedFile {
  readonly path: string;
  readonly manifests: readonly Manifest[];
  /** What its documents, valid or not, can collide about with others. */
  readonly claims: readonly Claim[];
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
  if ('problem' in decoded) return { path, manifests: [], claims: [], problems: [decoded.problem] };
  const { source, documents, problems } = readYaml(decoded.source);
  const checked = documents.map((document) => validateDocument(source, document));
  return {
    path,
    manifests: checked.flatMap(({ manifest }) => (manifest === undefined ? [] : [manifest])),
    claims: checked.flatMap(({ claim }) => (claim === undefined ? [] : [claim])),
    problems: [...problems, ...checked.flatMap((document) => document.problems)],
  };
}

/** Checks what can only be seen across files. `refused` are problems of files that were not read at all. */
export function joinFiles(files: readonly ParsedFile[], refused: readonly Problem[] = []): Loaded {
  const ordered = [...files].sort((a, b) => compareText(a.path, b.path));
  const claims = ordered.flatMap((file) => file.claims);
  const problems = [...refused, ...ordered.flatMap((file) => file.problems), ...crossCheck(claims)];
  return {
    manifests: ordered.flatMap((file) => file.manifests),
    problems: problems.sort(compareProblems),
  };
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
