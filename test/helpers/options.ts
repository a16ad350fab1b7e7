// Options as the program has them for a command line, for tests that are the program themselves.

import { Command } from 'commander';
import { addOptions, type Options, readOptions } from '../../reconciler/cli/options.ts';

/** Throws UsageError. No configuration of this machine is read. */
export function optionsOf(...argv: string[]): Options {
  const program = new Command();
  addOptions(program);
  return readOptions(program.parse(argv, { from: 'user' }).opts());
}
