// Problems of manifests, and a revision that is not the newest, as every command prints them.

import { printProblems } from '../../../schema/print-problems.ts';
import { count } from '../../plan/format.ts';
import { inert } from '../../plan/render-github.ts';
import type { Loaded } from '../../run/load.ts';
import { jsonDocument, jsonProblems } from '../json.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { deliver, type Printed } from '../reports.ts';

/**
 * Prints to stderr; true when the manifests cannot be used. Then that is all there will be, so that the reports are made
 * of it too.
 */
export async function complain(
  loaded: Loaded,
  options: Options,
  output: Output,
  nodes: readonly string[] = [options.node],
): Promise<boolean> {
  const tell = (text: string): void => output.err(options.output === 'github' ? inert(text) : text);
  if (loaded.stale !== undefined) tell(`error: ${loaded.stale}\n  going on with ${loaded.revision.label}\n`);
  tell(printProblems(loaded.problems));
  const errors = loaded.problems.filter(({ severity }) => severity === 'error').length;
  if (errors === 0) return false;
  tell(`${count(errors, 'error')} in ${loaded.revision.label}: nothing is changed.\n`);
  await deliver(problemsOf(loaded, nodes), options, output, { silent: options.output === 'text' });
  return true;
}

/** What there is to report of manifests without a plan. */
export function problemsOf(loaded: Loaded, nodes: readonly string[], more: object = {}, text = ''): Printed {
  const { revision, problems, stale, warnings, files } = loaded;
  return {
    report: { revision: revision.label, nodes, plans: [], problems, stale, warnings, files },
    text: () => text,
    json: () => jsonDocument({ revision: revision.label, ...more }, jsonProblems(loaded)),
  };
}
