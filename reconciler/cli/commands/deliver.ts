// Files of manifests that a command has written: to stdout, or below a folder, where nothing that is there is lost.

import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printProblems } from '../../../schema/print-problems.ts';
import type { Problem } from '../../../schema/problem.ts';
import { UsageError } from '../errors.ts';
import { jsonDocument, jsonProblems } from '../json.ts';
import { writingTo } from '../named-file.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';

export interface OutFile {
  readonly name: string;
  readonly text: string;
}

export interface Delivery {
  /** Absent: stdout. */
  readonly into?: string;
  /** Write over files that are there. */
  readonly force: boolean;
}

/** Throws UsageError before anything is written when a file is there. */
export async function deliver(
  files: readonly OutFile[],
  problems: readonly Problem[],
  { into, force }: Delivery,
  { options, output }: { readonly options: Options; readonly output: Output },
): Promise<void> {
  output.err(printProblems(problems));
  if (into !== undefined) await writeFiles(files, into, force);
  if (options.output === 'json') {
    const written = files.map(({ name, text }) => ({ path: into === undefined ? name : join(into, name), text }));
    output.out(jsonDocument({ files: written }, jsonProblems({ problems })));
  } else if (into === undefined) output.out(files.map(({ text }) => text).join('---\n'));
  else for (const { name } of files) output.out(`${join(into, name)}\n`);
}

async function writeFiles(files: readonly OutFile[], into: string, force: boolean): Promise<void> {
  const there = files.map(({ name }) => join(into, name)).filter((path) => existsSync(path));
  if (there.length > 0 && !force) {
    const more = there.length > 1 ? ` and ${there.length - 1} more` : '';
    throw new UsageError(`${there[0]}${more} is there already`, { hint: 'name another folder, or add --force' });
  }
  await writingTo('--into', into, async () => void (await mkdir(into, { recursive: true })));
  for (const { name, text } of files) {
    const path = join(into, name);
    await writingTo('--into', path, () => writeFile(path, text, { flag: force ? 'w' : 'wx' }));
  }
}
