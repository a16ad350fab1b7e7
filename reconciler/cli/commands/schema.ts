// `vzreconcile schema`: the public contract of what people write, for editors and other tools.

import { readFile } from 'node:fs/promises';
import { type ExitCode, exitCodes } from '../exit.ts';
import type { Output } from '../output.ts';

export async function schemaCommand(output: Output, of: string): Promise<ExitCode> {
  // The same place beside the sources and in dist/, where the build copies it.
  output.out(await readFile(new URL(`../../../schema/${of}.schema.json`, import.meta.url), 'utf8'));
  return exitCodes.ok;
}
