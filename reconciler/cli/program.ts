// The command line as commander sees it: names, arguments and which function they call. Each command is loaded when it is
// given: compiling what all of them import takes longer than starting node.

import { Command, CommanderError } from 'commander';
import { nearest } from '../../schema/suggest.ts';
import { visible } from '../plan/format.ts';
import type { Aspect } from './commands/explain.ts';
import { overridden, readConfig, withConfig } from './config.ts';
import { UsageError } from './errors.ts';
import { exitCodes } from './exit.ts';
import { jsonError } from './json.ts';
import {
  addOptions,
  type Format,
  formats,
  isSnapshots,
  type Options,
  problemFormats,
  readOptions,
  requireFormat,
  stateFormats,
} from './options.ts';
import type { Output } from './output.ts';
import { addHistory } from './program-history.ts';
import { addHostReports } from './program-host.ts';
import { addAdoption } from './program-import.ts';

const examples = `
Examples:
  vzreconcile --dry-run                      what would be done
  vzreconcile --dry-run --against main       what this branch changes; no root
  vzreconcile --once --repo /srv/containers  one pass
  vzreconcile exec web -- sh                 a shell in a container

Exit codes: 0 success, 1 error, 5 against a policy or --fail-on, 6 invalid
manifests, 7 live state unreadable, 8 saved plan stale, 9 snapshot not
believed, 130 interrupted; with --detailed-exitcode 2 changes, 3 with a
restart, 4 with a recreate or delete.`;

/** Runs the command line and returns the exit code. Throws what the command throws. */
export async function runProgram(argv: readonly string[], output: Output, version: string): Promise<number> {
  let code: number = exitCodes.ok;
  const program = new Command('vzreconcile');
  const run: Run = (printed, load, work) => {
    return async (...given) => {
      const command = given.pop() as Command;
      const options = await optionsOf(command, output);
      requireFormat(command.name(), options, printed);
      code = await work(await load(), options, ...command.args);
    };
  };
  program
    .description('Makes the containers of this host what the manifests in git say.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: output.out, writeErr: output.err })
    .allowExcessArguments(true)
    .action(
      run(
        formats,
        async () => {},
        async (_nothing, options, word) => {
          if (word !== undefined) throw unknownCommand(program, word);
          if (options.out !== undefined && !options.dryRun)
            throw new UsageError('--out keeps a plan against the live state', {
              hint: 'use it with --dry-run, without --against',
            });
          if (options.dryRun && options.snapshots !== undefined)
            return (await import('./commands/offline.ts')).offlineCommand(options, output);
          if (options.dryRun) return (await import('./commands/plan.ts')).planCommand(options, output);
          if (options.once) return (await import('./commands/once.ts')).onceCommand(options, output);
          requireFormat('the loop', options, ['text']);
          return (await import('./commands/loop.ts')).loopCommand(options, output, version);
        },
      ),
    );
  addOptions(program);
  addReports(program, run, output);
  addHistory(program, run, output);
  addHostReports(program, run, output, version);
  addActions(program, run, output);
  addAdoption(program, run, output);
  program.addHelpText('after', examples);
  for (const command of program.commands) {
    command.allowExcessArguments(false).addHelpText('after', '\nThe options in `vzreconcile --help` are accepted too.');
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    const isUsage = error instanceof CommanderError;
    // --help and --version end this way too.
    if (isUsage && error.exitCode === 0) return exitCodes.ok;
    const thrown = isUsage ? new UsageError(error.message.replace(/^error: /, '')) : error;
    if (program.opts()['output'] === 'json') output.out(jsonError(thrown));
    if (!isUsage) throw thrown;
    // commander has said what is wrong.
    return exitCodes.error;
  }
  return code;
}

/** What was given, over the configuration, over the defaults. */
async function optionsOf(command: Command, output: Output): Promise<Options> {
  const values = command.optsWithGlobals();
  // A plan from a snapshot is the same wherever it is made, so nothing of this machine is asked that was not named.
  const isElsewhere = isSnapshots(String(values['against'])) && values['config'] === undefined;
  const config = isElsewhere ? { spec: {} } : await readConfig(values['config'], output);
  const isGiven = (name: string): boolean => command.getOptionValueSourceWithGlobals(name) === 'cli';
  const options = readOptions(withConfig(values, isGiven, config), config);
  const warning = isGiven('repo') ? overridden(values['repo'], config) : undefined;
  if (warning !== undefined) output.err(`warning: ${visible(warning)}\n`);
  return options;
}

/** What commander calls for a command that prints these formats and whose code is in the module that `load` gives. */
export type Run = <Module>(
  printed: readonly Format[],
  load: () => Promise<Module>,
  work: (module: Module, options: Options, ...given: string[]) => Promise<number>,
) => (...given: unknown[]) => Promise<void>;

function addReports(program: Command, run: Run, output: Output): void {
  program
    .command('validate')
    .argument('[dir]', 'a plain directory of manifests (default: --repo and --path)')
    .description('check all manifests; needs no root')
    .action(
      run(
        problemFormats,
        () => import('./commands/validate.ts'),
        ({ validateCommand }, options, dir) =>
          validateCommand(dir === undefined ? options : { ...options, dir }, output),
      ),
    );
  const render = program
    .command('render')
    .argument('[name]', 'name or ctid')
    .option('--origins', 'tell beside each value where it was written')
    .description('the manifests of this node with what profiles and defaults set; needs no root')
    .action(
      run(
        ['text', 'json'],
        () => import('./commands/render.ts'),
        ({ renderCommand }, options, name) => renderCommand(options, output, name, render.opts()['origins'] === true),
      ),
    );
  addStatus(program, run, output);
  const explain = program
    .command('explain')
    .argument('<name>', 'name or ctid')
    .option('--tape', 'print the system calls that start it')
    .option('--limits', 'print what keeps each of its limits')
    .description('why a container is as it is, and what is next')
    .action(
      run(
        ['text'],
        () => import('./commands/explain.ts'),
        ({ explainCommand }, options, name = '') => explainCommand(options, output, name, aspectOf(explain.opts())),
      ),
    );
}

function addStatus(program: Command, run: Run, output: Output): void {
  const status = program
    .command('status')
    .argument('[name]', 'name or ctid')
    .option('--wait', 'wait until it is ready; not for what waits for a human')
    .option('--timeout <time>', 'how long at most (default: 60s)')
    .option('--revision <rev>', 'wait until this commit is applied')
    .description('show the containers of this host')
    .action(
      run(
        stateFormats,
        () => import('./commands/status.ts'),
        ({ statusCommand }, options, name) => statusCommand(options, output, name, status.opts()),
      ),
    );
}

function addActions(program: Command, run: Run, output: Output): void {
  program
    .command('apply')
    .argument('<file>', 'what vzreconcile --dry-run --out FILE wrote')
    .description('apply a saved plan, if it is still the plan')
    .action(
      run(
        formats,
        () => import('./commands/apply.ts'),
        ({ applyCommand }, options, file = '') => applyCommand(options, output, file),
      ),
    );
  program
    .command('exec')
    .argument('<name>', 'name or ctid')
    .argument('<command...>', 'the command, after --')
    .showHelpAfterError('(write -- before the command: vzreconcile exec NAME -- CMD)')
    .description('run a command in a container')
    .action(
      run(
        ['text'],
        () => import('./commands/exec.ts'),
        ({ execCommand }, options, name = '', ...command) => execCommand(options, output, name, command),
      ),
    );
  program
    .command('console')
    .argument('<name>', 'name or ctid')
    .description('log in to a container; Ctrl-] hangs up')
    .action(
      run(
        ['text'],
        () => import('./commands/console.ts'),
        ({ consoleCommand }, options, name = '') => consoleCommand(options, output, name),
      ),
    );
  program
    .command('compact')
    .argument('<name>', 'name or ctid')
    .description('give space a container no longer takes back to the pool (image layout)')
    .action(
      run(
        ['text', 'json'],
        () => import('./commands/compact.ts'),
        ({ compactCommand }, options, name = '') => compactCommand(options, output, name),
      ),
    );
  addBrakes(program, run, output);
  const destroy = program
    .command('destroy')
    .option('--all', 'say that every container is meant')
    .description('delete every container of this root; asks first')
    .action(
      run(
        ['text'],
        () => import('./commands/destroy.ts'),
        ({ destroyCommand }, options) => destroyCommand(options, output, destroy.opts()['all'] === true),
      ),
    );
}

function addBrakes(program: Command, run: Run, output: Output): void {
  const suspend = program
    .command('suspend')
    .argument('[name]', 'name or ctid (default: the whole node)')
    .option('--field <name>', 'only this field, as plans name it')
    .option('--reason <text>', 'why, for everybody who looks')
    .option('--for <time>', 'resumes by itself: 30m, 2h')
    .description('change nothing; go on comparing and showing')
    .action(
      run(
        ['text'],
        () => import('./commands/suspend.ts'),
        ({ suspendCommand }, options, name) => suspendCommand(options, output, name, suspend.opts()),
      ),
    );
  const resume = program
    .command('resume')
    .argument('[name]', 'name or ctid (default: the whole node)')
    .option('--field <name>', 'only this field')
    .option('--quarantine', 'try a quarantined revision again')
    .option('--rollout', 'take the revision that other nodes hold back')
    .option('--machine', 'the root was moved to this machine for good')
    .description('end a suspension or a quarantine')
    .action(
      run(
        ['text'],
        () => import('./commands/suspend.ts'),
        ({ resumeCommand }, options, name) => resumeCommand(options, output, name, resume.opts()),
      ),
    );
}

function unknownCommand(program: Command, word: string): UsageError {
  const near = nearest(
    word,
    program.commands.map((command) => command.name()),
  );
  const hint = near === undefined ? 'see vzreconcile --help' : `did you mean ${near}?`;
  return new UsageError(`unknown command ${JSON.stringify(word)}`, { hint });
}

/** Which of them is asked for. */
function aspectOf(given: { readonly tape?: boolean; readonly limits?: boolean }): Aspect {
  if (given.tape === true && given.limits === true)
    throw new UsageError('--tape and --limits are two questions', { hint: 'ask one after the other' });
  return given.tape === true ? 'tape' : given.limits === true ? 'limits' : undefined;
}
