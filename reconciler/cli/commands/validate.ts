// `vzreconcile validate [DIR]`: every problem of every manifest, without a host.

import { printProblems } from '../../../schema/print-problems.ts';
import { count } from '../../plan/format.ts';
import { inert } from '../../plan/render-github.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { deliver } from '../reports.ts';
import { openManifests } from '../wire.ts';
import { warnOfUncommitted } from '../wire-work-tree.ts';
import { problemsOf } from './complain.ts';

export async function validateCommand(options: Options, output: Output): Promise<ExitCode> {
  const manifests = await openManifests(options, { applying: false });
  try {
    const loaded = await manifests.load();
    await warnOfUncommitted(options, output);
    const { revision, problems, desired, stale, warnings = [] } = loaded;
    const tell = (text: string): void => output.err(options.output === 'github' ? inert(text) : text);
    if (stale !== undefined) tell(`error: ${stale}\n`);
    for (const warning of warnings) tell(`warning: ${warning}\n`);
    const valid = desired !== undefined;
    const mine = desired?.containers.length ?? 0;
    const verdict = valid
      ? `${revision.label} is valid: ${count(mine, 'container')} for node ${options.node}.\n`
      : `${count(problems.length, 'problem')} in ${revision.label}.\n`;
    await deliver(
      problemsOf(loaded, [options.node], { valid }, `${printProblems(problems)}${verdict}`),
      options,
      output,
    );
    if (!valid) return exitCodes.invalid;
    return stale === undefined ? exitCodes.ok : exitCodes.error;
  } finally {
    await manifests.close();
  }
}
