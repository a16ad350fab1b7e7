// The commands about what was: history, events, diff and rollback.

import type { Command } from 'commander';
import { formats, stateFormats } from './options.ts';
import type { Output } from './output.ts';
import type { Run } from './program.ts';

export function addHistory(program: Command, run: Run, output: Output): void {
  const history = program
    .command('history')
    .argument('[name]', 'name or ctid')
    .option('-n, --number <count>', 'how many revisions at most', '20')
    .description('show the revisions this node has seen and what they came to')
    .action(
      run(
        stateFormats,
        () => import('./commands/history.ts'),
        ({ historyCommand }, options, name) => historyCommand(options, output, name, String(history.opts()['number'])),
      ),
    );
  const events = program
    .command('events')
    .argument('[name]', 'name or ctid')
    .option('--follow', 'go on with those that come, until interrupted')
    .option('-n, --number <count>', 'how many of the last at most', '50')
    .description('print what happened on this node')
    .action(
      run(
        ['text', 'json'],
        () => import('./commands/events.ts'),
        ({ eventsCommand }, options, name) => eventsCommand(options, output, name, events.opts()),
      ),
    );
  program
    .command('diff')
    .argument('<range>', 'two revisions: A..B')
    .argument('[name]', 'name or ctid')
    .description('print what would change from one revision to the other; needs no root')
    .action(
      run(
        formats,
        () => import('./commands/diff.ts'),
        ({ diffCommand }, options, range = '', name) => diffCommand(options, output, range, name),
      ),
    );
  const rollback = program
    .command('rollback')
    .option('--to <rev>', 'the revision whose manifests shall be back')
    .option('-n, --number <count>', 'take back that many changes of the manifests (default: 1)')
    .description('make a commit with the manifests of an earlier one')
    .action(
      run(
        ['text', 'json'],
        () => import('./commands/rollback.ts'),
        ({ rollbackCommand }, options) => rollbackCommand(options, output, rollback.opts()),
      ),
    );
}
