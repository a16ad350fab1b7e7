// `vzreconcile import` and `drift`: what is there, here or in the files of other tools, becomes manifests.

import type { Command } from 'commander';
import { nearest } from '../../schema/suggest.ts';
import { UsageError } from './errors.ts';
import type { Output } from './output.ts';
import type { Run } from './program.ts';

const origins = ['live', 'openvz', 'lxc', 'incus'] as const;
type Origin = (typeof origins)[number];

interface Given {
  readonly into?: string;
  readonly force?: boolean;
  readonly ctid?: string;
  readonly template?: string;
}

export function addAdoption(program: Command, run: Run, output: Output): void {
  addImport(program, run, output);
  const drift = program
    .command('drift')
    .argument('[name]', 'name or ctid')
    .option('--branch <name>', 'commit it on a new branch of the local repository')
    .description('what was changed by hand, as a change of the manifests')
    .action(
      run(
        ['text', 'json'],
        () => import('./commands/drift.ts'),
        ({ driftCommand }, options, name) =>
          driftCommand(options, output, name, drift.opts<{ branch?: string }>().branch),
      ),
    );
}

function addImport(program: Command, run: Run, output: Output): void {
  const command = program
    .command('import')
    .argument('<from>', origins.join(', '))
    .argument('[what...]', 'live: names or ctids (default: all without a manifest); others: files, - for stdin')
    .option('--into <folder>', 'write files there instead of printing them')
    .option('--force', 'write over files that are there')
    .option('--ctid <number>', 'of the first container, where the file has none')
    .option('--template <name>', 'the Template of what is imported (default: directory templates, to be filled)')
    .description('write manifests of containers that exist, here or in files of other tools')
    .action(
      run(
        ['text', 'json'],
        async () => {},
        async (_nothing, options, from = '', ...what) => {
          const { into, force = false, ctid, template } = command.opts<Given>();
          const delivery = { force, ...(into !== undefined && { into }) };
          const origin = readOrigin(from);
          if (origin === 'live') {
            const { importLiveCommand } = await import('./commands/import-live.ts');
            return importLiveCommand(options, output, what, delivery);
          }
          const wanted = {
            ...(ctid !== undefined && { ctid: readCtid(ctid) }),
            ...(template !== undefined && { template }),
          };
          const { importFilesCommand } = await import('./commands/import-files.ts');
          return importFilesCommand(origin, what, { options, output, wanted, delivery });
        },
      ),
    );
}

function readOrigin(word: string): Origin {
  const found = origins.find((one) => one === word);
  if (found !== undefined) return found;
  const near = nearest(word, origins);
  const hint = near === undefined ? `possible: ${origins.join(', ')}` : `did you mean ${near}?`;
  throw new UsageError(`nothing can be imported from ${JSON.stringify(word)}`, { hint });
}

function readCtid(text: string): number {
  const ctid = /^[0-9]{1,10}$/.test(text) ? Number(text) : 0;
  if (ctid < 101 || ctid > 2_147_483_644)
    throw new UsageError(`--ctid ${text}: not a ctid`, { hint: 'write a number from 101 on' });
  return ctid;
}
