// The node's local configuration: found, read and checked, and what it says instead of options that were not given.

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Config, Source } from '../../schema/config.generated.ts';
import { printProblems } from '../../schema/print-problems.ts';
import { count } from '../plan/format.ts';
import { SourceError } from '../port/source.ts';
import { readTrustedBytes } from '../source/secret-file.ts';
import { UsageError } from './errors.ts';
import type { Output } from './output.ts';

const defaultConfig = '/etc/vzreconcile/config.yaml';

export interface LocalConfig {
  /** Absent where there is no file. */
  readonly path?: string;
  readonly spec: Config['spec'];
  /** As parseConfig gives them. */
  readonly places?: ReadonlyMap<string, string>;
}

/** What errors call fields of a mapping in the configuration, by their keys: "config.yaml:7:20: spec.webhook.secretFile". */
export function fieldNames({ path, places }: LocalConfig, name: string, value: object): Record<string, string> {
  const named = (inner: string): string => {
    const at = places?.get(`${name}.${inner}`);
    return `${at === undefined ? '' : `${path}:${at}: `}${name}.${inner}`;
  };
  const keys = Object.entries(value).flatMap(([key, one]) =>
    Array.isArray(one) ? one.map((_, i) => `${key}[${i}]`) : [key],
  );
  return Object.fromEntries(keys.map((key) => [key, named(key)]));
}

/** Reads the file that was named, or the default one where it exists. Throws UsageError. */
export async function readConfig(named: string | undefined, output: Output): Promise<LocalConfig> {
  if (named === '') throw new UsageError('--config is empty', { hint: 'name a file, or leave the option out' });
  const path = named === undefined ? defaultConfig : resolve(named);
  const bytes = await bytesOf(path);
  if (bytes === undefined && named === undefined) return { spec: {} };
  if (bytes === undefined) throw new UsageError(`${path}: no such file`, { hint: 'see --config' });
  // Most commands, most of the time, need no YAML.
  const { parseConfig } = await import('../../schema/config/config.ts');
  const { config, problems, places } = parseConfig(path, bytes);
  if (config !== undefined) return { path, spec: config.spec, ...(places && { places }) };
  output.err(printProblems(problems));
  const [first] = problems;
  const { line, col } = first?.origin ?? { line: 1, col: 1 };
  throw new UsageError(
    `${count(problems.length, 'error')} in the configuration: ${path}:${line}:${col}: ${first?.code}: ${first?.message}`,
  );
}

/** Undefined: there is none. What root does goes by it, and by whom it says to trust, so root takes none that others can change. */
async function bytesOf(path: string): Promise<Uint8Array | undefined> {
  try {
    return process.getuid?.() === 0 ? await readTrustedBytes(path) : await readFile(path);
  } catch (error) {
    const { code } = (error instanceof SourceError ? (error.cause ?? {}) : error) as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === undefined) throw error;
    throw new UsageError(`${path}: ${code === 'EISDIR' ? 'not a regular file' : code}`, { hint: 'see --config' });
  }
}

/** The values of options with the configuration's in the place of those that were not given. */
export function withConfig(
  values: Readonly<Record<string, unknown>>,
  isGiven: (name: string) => boolean,
  { spec: { source = {} } }: LocalConfig,
): Readonly<Record<string, unknown>> {
  const { remotes, ref, path, interval } = source;
  const said = { repo: remotes?.map(({ url }) => url), ref: ref && refText(ref), path, interval };
  const kept = Object.entries(said).filter(([name, value]) => value !== undefined && !isGiven(name));
  return { ...values, ...Object.fromEntries(kept) };
}

/** What is followed is not what the configuration says, and nobody may have meant that: a unit's options, a shell's history. */
export function overridden(repos: readonly string[], { path, spec }: LocalConfig): string | undefined {
  const known = spec.source?.remotes?.map(({ url }) => url);
  if (known === undefined || repos.every((url) => known.includes(url))) return undefined;
  return `--repo wins over spec.source.remotes of ${path}`;
}

/** Whether what is followed can be the signed tag that the configuration asks for, which options may have made another. */
export function requireTag(ref: string, { spec: { verify } }: LocalConfig): void {
  if (verify?.tags !== true || !/^(?:HEAD\b|refs\/heads\/|[0-9a-f]{40}$|[0-9a-f]{64}$)/.test(ref)) return;
  throw new UsageError(`spec.verify.tags of the configuration: a tag is to be signed, and ${ref} is followed`, {
    problem: 'VZR357',
    hint: 'follow a tag or semver with --ref, or remove it',
  });
}

/** As --ref writes it. */
function refText({ branch, tag, semver, tagPrefix, commit = 'HEAD' }: NonNullable<Source['ref']>): string {
  if (branch !== undefined) return `refs/heads/${branch}`;
  if (tag !== undefined) return `refs/tags/${tag}`;
  return semver === undefined ? commit : `semver:${tagPrefix === undefined ? '' : `${tagPrefix}:`}${semver}`;
}
