// Problems of manifests, and a revision that is not the newest, as every command prints them.

import { printProblems } from '../../../schema/print-problems.ts';
import { count } from '../../plan/format.ts';
import type { Loaded } from '../../run/load.ts';
import { jsonDocument, jsonProblems } from '../json.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';

/** Prints to stderr, and a document to stdout when that is all there will be; true when the manifests cannot be used. */
export function complain(loaded: Loaded, options: Options, output: Output): boolean {
  if (loaded.stale !== undefined) {
    output.err(`error: ${loaded.stale}\n  going on with ${loaded.revision.label}\n`);
  }
  output.err(printProblems(loaded.problems));
  const errors = loaded.problems.filter(({ severity }) => severity === 'error').length;
  if (errors === 0) return false;
  output.err(`${count(errors, 'error')} in ${loaded.revision.label}: nothing is changed.\n`);
  if (options.output === 'json') output.out(jsonDocument({ revision: loaded.revision.label }, jsonProblems(loaded)));
  return true;
}
