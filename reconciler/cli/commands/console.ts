// `vzreconcile console NAME`: a login of the container on this terminal.

import { observe } from '../../run/observe.ts';
import { UsageError } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { knownNode } from '../known-node.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { openHost } from '../wire.ts';
import { findContainer } from './find.ts';

export async function consoleCommand(options: Options, output: Output, name: string): Promise<ExitCode> {
  if (!process.stdin.isTTY || !process.stdout.isTTY)
    throw new UsageError('a console needs a terminal', { hint: 'for a script: vzreconcile exec NAME -- CMD' });
  const host = await openHost(options, await knownNode(options));
  try {
    if (host.console === undefined) throw new UsageError('this host has no processes to log in to');
    const container = findContainer([...(await observe(host)).containers.values()], name);
    if (container.pid === undefined) throw new UsageError(`${container.name} is not running`);
    await host.console(container.ctid, output.err);
    return exitCodes.ok;
  } finally {
    await host.close();
  }
}
