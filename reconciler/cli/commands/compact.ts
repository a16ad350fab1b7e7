// `vzreconcile compact NAME`: gives the space that a container's files no longer take back to the pool, as vzctl compact does
// for ploop. The container may run; nothing in it changes.

import { roughSize } from '../../plan/capacity.ts';
import { observe } from '../../run/observe.ts';
import { UsageError } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { jsonDocument } from '../json.ts';
import { knownNode } from '../known-node.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { openHost } from '../wire.ts';
import { findContainer } from './find.ts';

export async function compactCommand(options: Options, output: Output, wanted: string): Promise<ExitCode> {
  const host = await openHost(options, await knownNode(options));
  try {
    if (host.compact === undefined)
      throw new UsageError('nothing takes space here', { hint: 'ask on a real host, without --simulate' });
    const { ctid, name } = findContainer([...(await observe(host)).containers.values()], wanted);
    const compacted = await host.compact(ctid);
    if (options.output === 'json') output.out(jsonDocument({ ctid, name, ...compacted }));
    else if (compacted !== undefined) output.out(`${name}: ${sentence(compacted)}\n`);
    else {
      const { backend } = await host.facts();
      output.out(`${name}: nothing to compact: in a ${backend} pool it takes no more than its files do\n`);
    }
    return exitCodes.ok;
  } finally {
    await host.close();
  }
}

function sentence({ before, after }: { readonly before: number; readonly after: number }): string {
  const given = Math.max(0, before - after);
  return `${roughSize(before)} -> ${roughSize(after)}, ${roughSize(given)} given back`;
}
