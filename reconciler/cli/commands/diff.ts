// `vzreconcile diff A..B [NAME]`: what the manifests of two revisions differ in, as effects. The short form of
// --dry-run --against A --ref B.

import { UsageError } from '../errors.ts';
import type { ExitCode } from '../exit.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { planCommand } from './plan.ts';

export async function diffCommand(
  options: Options,
  output: Output,
  range: string,
  name: string | undefined,
): Promise<ExitCode> {
  if (options.dir !== undefined)
    throw new UsageError('diff compares two revisions, and a directory has only one', {
      hint: 'use --repo instead of --dir',
    });
  const [from, to] = ends(range, options.ref);
  return planCommand({ ...options, dryRun: true, against: from, ref: to }, output, name);
}

/** What is left out is --ref, as git has HEAD. */
function ends(range: string, ref: string): readonly [from: string, to: string] {
  const match = /^(.*?)\.\.(.*)$/.exec(range);
  const [, from = '', to = ''] = match ?? [];
  if (match === null || to.startsWith('.') || (from === '' && to === ''))
    throw new UsageError(`${JSON.stringify(range)}: not two revisions`, { hint: 'for example v1.0..main or HEAD~1..' });
  // A branch of this name, not the kernel.
  return [from === 'live' ? 'refs/heads/live' : from || ref, to || ref];
}
