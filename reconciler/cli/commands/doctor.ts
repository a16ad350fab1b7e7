// `vzreconcile doctor`: what this host offers, and what to do about what it lacks.

import type { Probe } from '../../port/driver.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { knownNode } from '../known-node.ts';
import type { Options } from '../options.ts';
import { type Output, table } from '../output.ts';
import { openHost } from '../wire.ts';
import { guardHere } from './identity.ts';

export async function doctorCommand(options: Options, output: Output): Promise<ExitCode> {
  const host = await openHost(options, await knownNode(options));
  try {
    const probes = [...(await host.probe()), ...(await strangeness(options))];
    const missing = probes.filter(({ state }) => state === 'missing').length;
    if (options.output === 'json') {
      output.out(`${JSON.stringify(probes, null, 2)}\n`);
    } else {
      const rows = probes.map(({ feature, state, detail }) => [
        state === 'ok' ? 'ok' : state.toUpperCase(),
        feature,
        detail,
      ]);
      output.out(table(rows));
      for (const { feature, hint } of probes) if (hint !== undefined) output.out(`hint: ${feature}: ${hint}\n`);
      output.out(
        missing === 0
          ? 'This host can run containers.\n'
          : `${missing} needed ${missing === 1 ? 'thing is' : 'things are'} missing.\n`,
      );
    }
    return missing === 0 ? exitCodes.ok : exitCodes.error;
  } finally {
    await host.close();
  }
}

/** Of the machine that the last Node names and of the one that the root is recorded to be of. */
const strangeness = async (options: Options): Promise<readonly Probe[]> =>
  (await guardHere(options)).map(({ code, reason, hint }) => ({
    ...{ feature: 'this machine', state: 'missing', detail: `${code}: ${reason}` },
    ...(hint !== undefined && { hint }),
  }));
