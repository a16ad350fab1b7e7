// `vzreconcile rollback`: a commit with the manifests of an earlier one, on the branch that is followed; for a remote, on a
// branch of its own there. What is applied stays what is in git, so nothing has to be remembered or switched back on.

import type { Target } from '../../source/git-rollback.ts';
import { UsageError } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { jsonDocument } from '../json.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { openRollback } from '../wire-rollback.ts';

export async function rollbackCommand(
  options: Options,
  output: Output,
  given: Readonly<Record<string, unknown>>,
): Promise<ExitCode> {
  if (options.dir !== undefined)
    throw new UsageError('a directory has no history to go back in', { hint: 'use --repo instead of --dir' });
  const done = await openRollback(options, readTarget(given));
  if (options.output === 'json') {
    output.out(jsonDocument({ rollback: done }));
    return exitCodes.ok;
  }
  const { branch, from, to, target, next } = done;
  const subject = target.subject === '' ? '' : ` (${target.subject})`;
  if (to === null) output.out(`${branch}: the manifests are already those of ${target.id.slice(0, 12)}${subject}\n`);
  else {
    output.out(
      `${branch}: ${from.slice(0, 12)} -> ${to.slice(0, 12)}, the manifests of ${target.id.slice(0, 12)}${subject}\n`,
    );
    output.out(`What it does: vzreconcile diff ${from.slice(0, 12)}..${to.slice(0, 12)}\n`);
  }
  for (const line of next) output.out(`Next: ${line}\n`);
  return exitCodes.ok;
}

function readTarget({ to, number }: Readonly<Record<string, unknown>>): Target {
  if (to !== undefined && number !== undefined)
    throw new UsageError('--to and -n are two answers to one question', { hint: 'give one of them' });
  if (to !== undefined) {
    const name = String(to);
    // Read by git cat-file, a line of input for each: no options, no second line.
    if (name === '' || name.startsWith('-') || /[\s\0:^{]/.test(name))
      throw new UsageError(`--to ${JSON.stringify(to)}: not a revision`, {
        hint: 'for example --to v1.2 or a commit id',
      });
    return { to: name };
  }
  const text = String(number ?? 1);
  if (!/^[1-9]\d{0,3}$/.test(text))
    throw new UsageError(`-n ${text}: not a number of changes`, { hint: 'for example -n 1' });
  return { back: Number(text) };
}
