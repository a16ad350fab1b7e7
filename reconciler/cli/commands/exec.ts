// `vzreconcile exec NAME -- CMD`: a command inside a running container, its exit status passed on.

import { observe } from '../../run/observe.ts';
import { UsageError } from '../errors.ts';
import { knownNode } from '../known-node.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { openHost } from '../wire.ts';
import { findContainer } from './find.ts';

export async function execCommand(
  options: Options,
  output: Output,
  name: string,
  argv: readonly string[],
): Promise<number> {
  const host = await openHost(options, await knownNode(options));
  try {
    if (host.exec === undefined) throw new UsageError('this host has no processes to run a command in');
    const container = findContainer([...(await observe(host)).containers.values()], name);
    if (container.pid === undefined) throw new UsageError(`${container.name} is not running`);
    return await host.exec(container.ctid, argv, (reason) => output.err(`error: ${container.name}: ${reason}\n`));
  } finally {
    await host.close();
  }
}
