// `vzreconcile validate [DIR]`: every problem of every manifest, without a host.

import { printProblems } from '../../../schema/print-problems.ts';
import { count } from '../../plan/format.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { jsonDocument, jsonProblems } from '../json.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { openManifests } from '../wire.ts';

export async function validateCommand(options: Options, output: Output): Promise<ExitCode> {
  const manifests = await openManifests(options, { applying: false });
  try {
    const loaded = await manifests.load();
    const { revision, problems, desired, stale, warnings = [] } = loaded;
    if (stale !== undefined) output.err(`error: ${stale}\n`);
    for (const warning of warnings) output.err(`warning: ${warning}\n`);
    const valid = desired !== undefined;
    const mine = desired?.containers.length ?? 0;
    if (options.output === 'json') {
      output.out(jsonDocument({ revision: revision.label, valid }, jsonProblems(loaded)));
    } else {
      output.out(printProblems(problems));
      const here = `${count(mine, 'container')} for node ${options.node}`;
      output.out(
        valid
          ? `${revision.label} is valid: ${here}.\n`
          : `${count(problems.length, 'problem')} in ${revision.label}.\n`,
      );
    }
    if (!valid) return exitCodes.invalid;
    return stale === undefined ? exitCodes.ok : exitCodes.error;
  } finally {
    await manifests.close();
  }
}
