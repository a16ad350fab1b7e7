// `vzreconcile resume --machine`: the root was moved here, and the machine it was made by is gone.

import { words } from '../../plan/machine.ts';
import { UsageError } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { openBrakes, thisMachine } from '../wire.ts';

export async function acceptMachine(options: Options, output: Output): Promise<ExitCode> {
  const store = await openBrakes(options);
  const here = await thisMachine();
  const { machine: before } = await store.read();
  if (before === undefined || words(before) === words(here))
    throw new UsageError(`the root is of no other machine than ${words(here)}`);
  await store.update((record) => ({ ...record, machine: here }));
  output.out(`the root is of ${words(here)} now, and was of ${words(before)}\n`);
  return exitCodes.ok;
}
