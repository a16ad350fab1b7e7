// `vzreconcile import openvz|lxc|incus FILE...`: manifests out of the files of other tools, which are read and never run.

import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { joinFiles, parseFile } from '../../../schema/load.ts';
import type { Problem } from '../../../schema/problem.ts';
import { writeManifests } from '../../../schema/write.ts';
import type { Imported, ImportFile, ImportOptions } from '../../import/foreign.ts';
import { importIncus } from '../../import/incus.ts';
import { type Include, importLxc } from '../../import/lxc.ts';
import { importOpenvz } from '../../import/openvz.ts';
import { UsageError, unopened } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { type Delivery, deliver, type OutFile } from './deliver.ts';

export type Tool = 'openvz' | 'lxc' | 'incus';

const importers: Readonly<Record<Tool, (files: readonly ImportFile[], options: ImportOptions) => Imported>> = {
  openvz: importOpenvz,
  lxc: (files, options) => importLxc(files, options, includeBeside),
  incus: importIncus,
};

export async function importFilesCommand(
  tool: Tool,
  paths: readonly string[],
  {
    options,
    output,
    wanted,
    delivery,
  }: {
    readonly options: Options;
    readonly output: Output;
    readonly wanted: ImportOptions;
    readonly delivery: Delivery;
  },
): Promise<ExitCode> {
  if (paths.length === 0) throw new UsageError(`no file to import from ${tool}`, { hint: 'name some, or - for stdin' });
  const imported = importers[tool](paths.map(readInput), wanted);
  const files = imported.files.map(({ name, drafts }): OutFile => ({ name, text: writeManifests(drafts) }));
  const problems = [...imported.problems, ...among(files, wanted)];
  await deliver(files, problems, delivery, { options, output });
  return problems.some(({ severity }) => severity === 'error') ? exitCodes.invalid : exitCodes.ok;
}

/** What is wrong with the files beside each other: one address twice, say. */
function among(files: readonly OutFile[], { template }: ImportOptions): readonly Problem[] {
  const { problems } = joinFiles(files.map(({ name, text }) => parseFile(name, new TextEncoder().encode(text))));
  // A template that was named is written elsewhere.
  return problems.filter(({ code }) => template === undefined || code !== 'VZR304');
}

/** Far more than such a file has; schema/decode.ts has the limit of those that are read. */
const mostBytes = 16 * 1024 * 1024;

function readInput(path: string): ImportFile {
  if (path === '-') return { path: 'stdin', bytes: readFileSync(0) };
  const size = sizeOf(path);
  if (size > mostBytes) throw new UsageError(`${path} has ${size} bytes, which no configuration has`);
  return { path, bytes: readFileSync(path) };
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch (error) {
    throw unopened(path, error, 'name a file, or - for stdin');
  }
}

/** A file, or the *.conf of a folder, in the folder of the file that includes it; undefined for everything else. */
const includeBeside: Include = (from, path) => {
  try {
    const folder = realpathSync(dirname(from));
    const found = realpathSync(resolve(folder, path));
    if (!found.startsWith(`${folder}/`)) return undefined;
    const names = statSync(found).isDirectory()
      ? readdirSync(found)
          .filter((name) => name.endsWith('.conf'))
          .sort()
          .map((name) => join(found, name))
      : [found];
    return names.filter((name) => statSync(name).isFile()).map(readInput);
  } catch {
    // Not there, or not to be read: it is named as not followed.
    return undefined;
  }
};
