// What `--output json` prints: one document on stdout, also when something is wrong, with `formatVersion` and `problems`.

import type { Problem } from '../../schema/problem.ts';
import { plainJson } from '../../schema/reading.ts';
import type { Loaded } from '../run/load.ts';
import { explainError } from './errors.ts';
import { exitCodes } from './exit.ts';

interface JsonProblem {
  /** VZRnnn of schema/README.md for what a manifest says; otherwise the name of the exit code, or "warning". */
  readonly code: string;
  readonly severity: Problem['severity'];
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Two spaces deep, ending in a newline. */
export function jsonDocument(content: object, problems: readonly JsonProblem[] = []): string {
  return `${plainJson(JSON.stringify({ formatVersion: '1.0', ...content, problems }, null, 2))}\n`;
}

/** What there is to say about a revision. */
export function jsonProblems({ problems, stale, warnings = [] }: Pick<Loaded, 'problems' | 'stale' | 'warnings'>) {
  return [
    ...(stale === undefined ? [] : [{ code: 'error', severity: 'error', message: stale } as const]),
    ...problems.map(({ code, severity, origin: { path, line, col }, message, hint }): JsonProblem => {
      return { code, severity, path, line, column: col, message, hint };
    }),
    ...warnings.map((message) => ({ code: 'warning', severity: 'warning', message }) as const),
  ];
}

/** The document of a command that failed. */
export function jsonError(error: unknown): string {
  const { message, hint, exitCode, problem } = explainError(error);
  const code = problem ?? Object.entries(exitCodes).find(([, value]) => value === exitCode)?.[0] ?? 'error';
  return jsonDocument({}, [{ code, severity: 'error', message, hint }]);
}
