// The options all commands share: how they are written, what they mean, what is refused before anything happens.

import { realpathSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { Remote } from '../../schema/config.generated.ts';
import { shown } from '../../schema/reading.ts';
import { nearest } from '../../schema/suggest.ts';
import { parseTime } from '../../schema/units.ts';
import { type Failure, failures } from '../plan/fail-on.ts';
import { type MaxDeletes, parseMaxDeletes } from '../plan/guard.ts';
import { parameters } from '../plan/unenforced.ts';
import { fieldNames, type LocalConfig } from './config.ts';
import { UsageError } from './errors.ts';

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export type Format = 'text' | 'json' | 'markdown' | 'github' | 'gitlab' | 'gitlab-plan' | 'sarif' | 'junit';

/** What is written beside the output. */
export interface ReportFile {
  readonly format: Format;
  readonly path: string;
}

export interface Options {
  /** Repositories with the same commits, in the order in which they are asked. */
  readonly remotes: readonly [Remote, ...Remote[]];
  readonly ref: string;
  readonly path: string;
  readonly dir?: string;
  /** 'live', or the ref to compare with. */
  readonly against: string;
  /** --against: files of snapshots to plan from. */
  readonly snapshots?: readonly string[];
  readonly snapshotKeys?: string;
  /** Milliseconds. */
  readonly maxAge: number;
  /** Where plans from snapshots keep what the next one can use, and who is believed about that. */
  readonly cache?: { readonly folder: string; readonly keyFile: string };
  /** --node, where it was given. */
  readonly namedNode?: string;
  readonly simulate: boolean;
  readonly root: string;
  readonly node: string;
  /** Milliseconds. */
  readonly interval: number;
  readonly output: Format;
  readonly reports: readonly ReportFile[];
  /** Where to keep the plan of a dry run. */
  readonly out?: string;
  readonly failOn?: ReadonlySet<Failure>;
  readonly detailedExitcode: boolean;
  readonly maxDeletes?: MaxDeletes;
  readonly yes: boolean;
  readonly allowUnenforced?: ReadonlySet<string>;
  readonly allowRewind: boolean;
  readonly logLevel: LogLevel;
  readonly once: boolean;
  readonly dryRun: boolean;
  /** Whether a branch testing-NODE is tried. */
  readonly testing: boolean;
  readonly config: LocalConfig;
}

export const formats: readonly Format[] = [
  ...(['text', 'json', 'markdown'] as const),
  ...(['github', 'gitlab', 'gitlab-plan', 'sarif', 'junit'] as const),
];

/** Those that say what is wrong with manifests, where nothing is planned. */
export const problemFormats: readonly Format[] = ['text', 'json', 'github', 'gitlab', 'sarif', 'junit'];

/** Those that say how containers are. */
export const stateFormats: readonly Format[] = ['text', 'json', 'markdown'];

const here: readonly string[] = ['.'];

/** Adds the shared options to the program; subcommands accept them before and after their name. */
export function addOptions(program: Command): void {
  program
    .optionsGroup('What to do (default: the loop):')
    .option('--once', 'do one pass and exit')
    .option('--dry-run', 'print the plan and change nothing')
    .optionsGroup('Where manifests come from:')
    .addOption(
      new Option('--repo <path|url>', 'git repository of manifests; again: another to ask where this is away')
        .default(here, '"."')
        .argParser((url: string, before: readonly string[]) => (before === here ? [url] : [...before, url])),
    )
    .option('--ref <ref>', 'branch, tag, commit or semver:RANGE to apply', 'HEAD')
    .option('--path <folder>', 'folder of the manifests in the repository', 'manifests')
    .option('--dir <folder>', 'a plain directory instead of a repository')
    .option('--node <name>', 'the name of this host in the manifests (default: its host name)')
    .option('--config <file>', 'the local configuration of this node (default: /etc/vzreconcile/config.yaml)')
    .option('--allow-rewind', 'follow a ref that moved to a commit which does not descend from the last one')
    .optionsGroup('What they are compared with:')
    .option('--against <live|ref|files>', 'the kernel, another revision, or snapshots: node1.json,node2.json', 'live')
    .option('--snapshot-keys <file>', 'whose snapshots are believed: lines of node and public key')
    .option('--max-age <time>', 'how old a snapshot may be', '24h')
    .option('--cache <folder>', 'where plans from snapshots keep what the next one can use')
    .option('--cache-key <file>', 'the secret that what is in --cache is believed by')
    .option('--root <folder>', 'where pool, mirrors and state are kept', '/var/lib/vz')
    .option('--simulate', 'use a host in memory; needs no root')
    .optionsGroup('Consent:')
    .option('--max-deletes <n|p%>', 'refuse to delete more containers at once (default: 20%, at least 1)')
    .option('--fail-on <kinds>', 'do nothing if the plan has any of these: restart,recreate,delete,drift')
    .option('--yes', 'consent to deleting and recreating containers')
    .option(
      '--allow-unenforced <names>',
      'do without these limits where this host cannot keep them: numflock,numiptent',
    )
    .optionsGroup('Output and timing:')
    .addOption(
      new Option('-o, --output <format>', 'how plans, problems and status are printed')
        .choices(formats)
        .default('text'),
    )
    .option('--report <format=file>', 'write another format of a plan or of problems to a file; repeatable', collected)
    .option('--out <file>', 'keep the plan of --dry-run in a file, for vzreconcile apply')
    .option('--detailed-exitcode', 'exit 2, 3 or 4 when there are changes')
    .addOption(new Option('--log-level <level>', 'how much the loop logs').choices(logLevels).default('info'))
    .option('--interval <time>', 'time between passes when nothing happens', '30s');
}

const collected = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Refuses a format that the command does not print. Throws UsageError. */
export function requireFormat(what: string, options: Options, possible: readonly Format[]): void {
  const { output, reports, dryRun, once } = options;
  const wrong = [output, ...reports.map(({ format }) => format)].find((format) => !possible.includes(format));
  if (wrong !== undefined)
    throw new UsageError(`${what} prints nothing as ${wrong}`, { hint: `possible: --output ${possible.join(', ')}` });
  if (reports.length > 0 && !dryRun && !once && !reporting.has(what))
    throw new UsageError('--report is for plans and problems', {
      hint: 'add --dry-run or --once, or use it with validate',
    });
}

/** Commands that make a plan or check manifests, whatever else is asked for. */
const reporting = new Set(['validate', 'apply', 'diff']);

/** Read as the current directory they would name a place that nobody meant; usually a script's variable is unset. */
const neverEmpty = ['ref', 'path', 'dir', 'against', 'root', 'node', 'out', 'snapshotKeys', 'cache', 'cacheKey'];

/** Checks the values of the command line and the configuration. Throws UsageError. */
export function readOptions(values: Readonly<Record<string, unknown>>, config: LocalConfig = { spec: {} }): Options {
  for (const name of neverEmpty) {
    if (values[name] === '') throw new UsageError(`--${name} is empty`, { hint: 'name one, or leave the option out' });
  }
  const text = (name: string): string => String(values[name]);
  const flag = (name: string): boolean => values[name] === true;
  const maxDeletes = values['maxDeletes'] === undefined ? undefined : readMaxDeletes(text('maxDeletes'));
  const failOn = values['failOn'] === undefined ? undefined : readFailOn(text('failOn'));
  const allowed = values['allowUnenforced'] === undefined ? undefined : readAllowed(text('allowUnenforced'));
  const options: Options = {
    remotes: remotesOf(values['repo'], config),
    ref: text('ref'),
    path: text('path'),
    ...(values['dir'] === undefined ? {} : { dir: text('dir') }),
    against: text('against'),
    ...(isSnapshots(text('against')) && { snapshots: text('against').split(',') }),
    ...(values['snapshotKeys'] === undefined ? {} : { snapshotKeys: text('snapshotKeys') }),
    maxAge: readTime('max-age', text('maxAge'), 1000),
    ...cacheOf(values['cache'], values['cacheKey']),
    ...(values['node'] === undefined ? {} : { namedNode: text('node') }),
    simulate: flag('simulate'),
    root: realPath(resolve(text('root'))),
    node: values['node'] === undefined ? hostname() : text('node'),
    interval: readTime('interval', text('interval'), 100),
    output: text('output') as Format,
    reports: ((values['report'] ?? []) as readonly string[]).map(readReport),
    ...(values['out'] === undefined ? {} : { out: text('out') }),
    ...(failOn === undefined ? {} : { failOn }),
    detailedExitcode: flag('detailedExitcode'),
    ...(maxDeletes === undefined ? {} : { maxDeletes }),
    yes: flag('yes'),
    ...(allowed === undefined ? {} : { allowUnenforced: allowed }),
    allowRewind: flag('allowRewind'),
    logLevel: text('logLevel') as LogLevel,
    once: flag('once'),
    dryRun: flag('dryRun'),
    testing: config.spec.source?.testing === true,
    config,
  };
  checkCombinations(options);
  return options;
}

/** Whether --against names files. */
export const isSnapshots = (against: string): boolean => against.endsWith('.json');

/** A cache that anybody could have written would make plans say anything. */
function cacheOf(folder: unknown, keyFile: unknown): Pick<Options, 'cache'> {
  if (folder === undefined && keyFile === undefined) return {};
  if (folder === undefined || keyFile === undefined)
    throw new UsageError('--cache and --cache-key go together', {
      hint: 'the key is a file with a line that nobody can guess, which only you can read',
    });
  return { cache: { folder: String(folder), keyFile: String(keyFile) } };
}

function checkCombinations(options: Options): void {
  if (options.snapshots !== undefined && (options.simulate || options.once)) {
    throw new UsageError('a plan from a snapshot asks no host', { hint: 'use it with --dry-run, without --simulate' });
  }
  if (options.cache !== undefined && options.snapshots === undefined) {
    throw new UsageError('--cache is for plans from snapshots', { hint: 'use it with --dry-run --against FILES' });
  }
  if (options.dir !== undefined && options.against !== 'live' && options.snapshots === undefined) {
    throw new UsageError('--against REF compares two revisions, and a directory has only one', {
      hint: 'use --repo instead of --dir',
    });
  }
  if (options.snapshots === undefined && /^[./]|\/$/.test(options.against)) {
    throw new UsageError(`--against ${options.against}: neither a ref nor a snapshot`, {
      hint: 'the file of a snapshot ends in .json',
    });
  }
  if (options.against !== 'live' && !options.dryRun) {
    throw new UsageError('--against REF only makes a plan', { hint: 'add --dry-run' });
  }
  if (options.failOn !== undefined && !options.dryRun && !options.once) {
    throw new UsageError('--fail-on is about one plan', {
      hint: 'use it with --dry-run or --once; for the loop there is kind: Policy',
    });
  }
  if (options.out !== undefined && options.dryRun && options.against !== 'live') {
    throw new UsageError('--out keeps a plan against the live state', {
      hint: 'use it with --dry-run, without --against',
    });
  }
}

/** An address that the configuration names too is reached as it says there. */
function remotesOf(urls: unknown, config: LocalConfig): readonly [Remote, ...Remote[]] {
  const known = (config.spec.source?.remotes ?? []).map((remote, i) => ({
    ...{ ...remote, named: fieldNames(config, `spec.source.remotes[${i}]`, remote) },
  }));
  const all = [urls].flat().map((url): Remote => known.find((remote) => remote.url === url) ?? { url: String(url) });
  const [first = { url: '.' }, ...others] = all;
  if (all.some(({ url }) => url === ''))
    throw new UsageError('--repo is empty', { hint: 'name one, or leave the option out' });
  return [first, ...others];
}

/**
 * Marks and mounts name the root, so it has one name however it is reached. What does not exist yet is named below the
 * real path of what does.
 */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT' && dirname(path) !== path;
    // Anything else is for those who use the root to complain of; a simulation does not.
    return isAbsent ? join(realPath(dirname(path)), basename(path)) : path;
  }
}

function readMaxDeletes(text: string): MaxDeletes {
  const value = parseMaxDeletes(text);
  if (value === undefined)
    throw new UsageError(`--max-deletes ${text}: not a number or percentage`, { hint: 'for example 3 or 20%' });
  return value;
}

function readFailOn(text: string): ReadonlySet<Failure> {
  const names = text.split(',').map((name) => name.trim());
  const known = (name: string): name is Failure => failures.some((failure) => failure === name);
  const wrong = names.find((name) => !known(name));
  if (wrong === undefined) return new Set(names.filter(known));
  const near = nearest(wrong, failures);
  throw new UsageError(`--fail-on: ${shown(wrong)} is nothing that a plan does`, {
    hint: near === undefined ? `possible: ${failures.join(', ')}` : `did you mean ${near}?`,
  });
}

function readAllowed(text: string): ReadonlySet<string> {
  const names = text.split(',').map((name) => name.trim());
  const wrong = names.find((name) => !parameters.has(name));
  if (wrong === undefined) return new Set(names);
  const near = nearest(wrong, [...parameters]);
  throw new UsageError(`--allow-unenforced: ${shown(wrong)} is no limit that one could do without`, {
    hint:
      near === undefined
        ? 'write names of limits with commas between them: numflock,numiptent'
        : `did you mean ${near}?`,
  });
}

function readReport(text: string): ReportFile {
  const [, name = '', path = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  const format = formats.find((known) => known === name);
  const wrong = `--report ${shown(text)}`;
  if (path === '') throw new UsageError(`${wrong}: not a format and a file`, { hint: 'for example junit=plan.xml' });
  if (format !== undefined) return { format, path };
  const near = nearest(name, formats);
  const hint = near === undefined ? `possible: ${formats.join(', ')}` : `did you mean ${near}?`;
  throw new UsageError(`${wrong}: no such format`, { hint });
}

/** Milliseconds; `least` of them are the fewest. Throws UsageError naming the option. */
export function readTime(option: string, text: string, least: number): number {
  const value = parseTime(text);
  if (value !== undefined && value >= least) return value;
  const what =
    least === 0 ? 'not a time' : `not a time of at least ${least % 1000 === 0 ? `${least / 1000}s` : `${least}ms`}`;
  throw new UsageError(`--${option} ${text}: ${what}`, { hint: 'for example 30s or 5m' });
}
