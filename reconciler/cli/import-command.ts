// `vzreconcile import`: from where, and which command writes the manifests.

import type { Command } from 'commander';
import { nearest } from '../../schema/suggest.ts';
import { UsageError } from './errors.ts';
import type { Output } from './output.ts';
import type { Run } from './program.ts';

const origins = ['live'] as const;
type Origin = (typeof origins)[number];

export function addImport(program: Command, run: Run, output: Output): void {
  const command = program
    .command('import')
    .argument('<from>', origins.join(', '))
    .argument('[what...]', 'live: names or ctids (default: all without a manifest)')
    .option('--into <folder>', 'write files there instead of printing them')
    .option('--force', 'write over files that are there')
    .description('write manifests of containers that exist')
    .action(
      run(
        ['text', 'json'],
        async () => {},
        async (_nothing, options, from = '', ...what) => {
          const { into, force = false } = command.opts<{ into?: string; force?: boolean }>();
          const delivery = { force, ...(into !== undefined && { into }) };
          requireOrigin(from);
          const { importLiveCommand } = await import('./commands/import-live.ts');
          return importLiveCommand(options, output, what, delivery);
        },
      ),
    );
}

function requireOrigin(word: string): asserts word is Origin {
  if (origins.some((one) => one === word)) return;
  const near = nearest(word, origins);
  const hint = near === undefined ? `possible: ${origins.join(', ')}` : `did you mean ${near}?`;
  throw new UsageError(`nothing can be imported from ${JSON.stringify(word)}`, { hint });
}
