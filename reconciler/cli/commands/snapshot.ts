// `vzreconcile snapshot`: a signed picture of what this node has, for plans that are made elsewhere.

import { settingsFile } from '../../run/settings-file.ts';
import { nodeKey, publicText, takeSnapshot } from '../../run/snapshot.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { knownNode } from '../known-node.ts';
import { writeNamed } from '../named-file.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { openBrakes, openHost, snapshotKeyPath } from '../wire.ts';
import { waysOf } from './plan.ts';

export interface SnapshotWish {
  readonly publicKey: boolean;
  readonly program: string;
}

export async function snapshotCommand(options: Options, output: Output, wish: SnapshotWish): Promise<ExitCode> {
  const key = await nodeKey(snapshotKeyPath(options));
  if (wish.publicKey) {
    output.out(`${options.node} ${publicText(key)}\n`);
    return exitCodes.ok;
  }
  const brakes = await (await openBrakes(options)).read();
  const host = await openHost(options, await knownNode(options));
  try {
    const text = await takeSnapshot({
      ...{ host, brakes, key, program: wish.program, now: new Date() },
      approvals: waysOf(options),
      settings: settingsFile(options.root),
    });
    const { out } = options;
    if (out === undefined) output.out(text);
    else await writeNamed('--out', out, text);
    return exitCodes.ok;
  } finally {
    await host.close();
  }
}
