// `vzreconcile resume --rollout`: this node takes the revision that it is held back from, whatever others say of it. The next one waits
// again.

import { heldWords } from '../../plan/fleet.ts';
import { visible } from '../../plan/format.ts';
import { UsageError } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { openBrakes } from '../wire.ts';

export async function skipRollout(options: Options, output: Output): Promise<ExitCode> {
  const store = await openBrakes(options);
  const { held } = await store.read();
  if (held === undefined) throw new UsageError('no revision is held back on this node');
  await store.update(({ held: _, ...rest }) => ({ ...rest, admitted: { id: held.revision, label: held.label } }));
  output.out(`lifted: ${visible(heldWords(held))}\n`);
  return exitCodes.ok;
}
