// The commands that tell what a host is and has.

import { Argument, type Command } from 'commander';
import type { Output } from './output.ts';
import type { Run } from './program.ts';

/** What a host says of itself. */
export function addHostReports(program: Command, run: Run, output: Output, version: string): void {
  const snapshot = program
    .command('snapshot')
    .option('--public-key', 'print the line for --snapshot-keys instead')
    .description('a signed picture of this node, to make plans from elsewhere')
    .action(
      run(
        ['text'],
        () => import('./commands/snapshot.ts'),
        ({ snapshotCommand }, options) =>
          snapshotCommand(options, output, { publicKey: snapshot.opts()['publicKey'] === true, program: version }),
      ),
    );
  const ubc = program
    .command('ubc')
    .argument('[name]', 'name or ctid')
    .description('print beancounters, as /proc/user_beancounters')
    .option('--watch', 'print them every other second, until interrupted; JSON as one line each time')
    .action(
      run(
        ['text', 'json'],
        () => import('./commands/ubc.ts'),
        ({ ubcCommand }, options, name) => ubcCommand(options, output, name, ubc.opts()['watch'] === true),
      ),
    );
  program
    .command('doctor')
    .description('check what this host offers')
    .action(
      run(
        ['text', 'json'],
        () => import('./commands/doctor.ts'),
        ({ doctorCommand }, options) => doctorCommand(options, output),
      ),
    );
  program
    .command('schema')
    .addArgument(new Argument('[of]', 'of what').choices(['manifest', 'config']).default('manifest'))
    .description("print the JSON schema of manifests, or of a node's configuration")
    .action(
      run(
        ['text', 'json'],
        () => import('./commands/schema.ts'),
        ({ schemaCommand }, _, of = 'manifest') => schemaCommand(output, of),
      ),
    );
}
