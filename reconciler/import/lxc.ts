// LXC's container configuration -> manifests. Every key is taken over or named in a remark.

import { decode } from '../../schema/decode.ts';
import { type LxcLine, parseLxc } from '../../schema/lxc-conf.ts';
import { problemAt, type SourceText } from '../../schema/mark.ts';
import type { Problem } from '../../schema/problem.ts';
import { type Draft, distinct, named, newDraft } from './draft.ts';
import {
  type Imported,
  type ImportFile,
  type ImportOptions,
  keepUnlimited,
  nameOf,
  namesOf,
  noConfig,
  noCtid,
  templatesOf,
} from './foreign.ts';
import { takeGroup } from './lxc-groups.ts';
import { type LxcHandler, lxcHandlers, prefixes } from './lxc-keys.ts';
import { placeOf, takeNets } from './lxc-net.ts';

/** What LXC would read for lxc.include of a file; undefined: it is not looked at. */
export type Include = (from: string, path: string) => readonly ImportFile[] | undefined;

/** Of includes in includes. */
const deepest = 8;

export function importLxc(files: readonly ImportFile[], options: ImportOptions, include: Include): Imported {
  const problems: Problem[] = [];
  const names = namesOf();
  const templates = templatesOf(options.template);
  const written = files.flatMap((file, index) => {
    const read = linesOf(file, include);
    problems.push(...read.problems);
    if (read.source === undefined) return [];
    if (read.known === 0 && options.ctid !== undefined) {
      problems.push(noConfig(read.source, 'give the config of a container: /var/lib/lxc/NAME/config'));
      return [];
    }
    if (options.ctid === undefined) {
      problems.push(noCtid(read.source, 'LXC has no ctids'));
      return [];
    }
    const draft = newDraft();
    takeLines(read.lines, draft);
    keepUnlimited(draft, read.source);
    const called = last(read.lines, 'lxc.uts.name') ?? folderOf(file.path) ?? 'container';
    const name = names(nameOf(called));
    const label = file.path.split('/').slice(-2).join('/');
    const rootfs = last(read.lines, 'lxc.rootfs.path') ?? `the container ${called}`;
    const finished = draft.finish({ name, ctid: options.ctid + index, template: templates.get(called, rootfs) }, label);
    problems.push(...finished.problems);
    return [{ name: `${name}.yaml`, drafts: [finished.draft] }];
  });
  return { files: [...templates.files(), ...written], problems: distinct([...problems, ...templates.problems()]) };
}

/** /var/lib/lxc/NAME/config. */
const folderOf = (path: string): string | undefined => path.split('/').at(-2);

const last = (lines: readonly LxcLine[], wanted: string): string | undefined =>
  lines.findLast(({ key, value }) => key === wanted && value !== '')?.value;

interface ReadLines {
  readonly lines: readonly LxcLine[];
  readonly problems: readonly Problem[];
  /** How many of its own lines LXC has a key for. */
  readonly known?: number;
  readonly source?: SourceText;
}

function linesOf(file: ImportFile, include: Include, depth = 0): ReadLines {
  const decoded = decode(file.path, file.bytes);
  if ('problem' in decoded) return { lines: [], problems: [decoded.problem] };
  const { source } = decoded;
  const { lines, problems } = parseLxc(source);
  const all = lines.map((line): ReadLines => {
    if (line.key !== 'lxc.include' || line.value === '') return { lines: [line], problems: [] };
    const found = depth < deepest ? include(file.path, line.value) : undefined;
    if (found === undefined) return { lines: [], problems: [notFollowed(line)] };
    const inner = found.map((one) => linesOf(one, include, depth + 1));
    return { lines: inner.flatMap((one) => one.lines), problems: inner.flatMap((one) => one.problems) };
  });
  return {
    source,
    known: lines.filter(({ key }) => isKnown(key)).length,
    lines: all.flatMap((one) => one.lines),
    problems: [...problems, ...all.flatMap((one) => one.problems)],
  };
}

const notFollowed = ({ source, range, value }: LxcLine): Problem => ({
  ...problemAt(source, range, {
    code: 'VZR298',
    message: `${value} is not read: only what lies in the folder of the file is`,
    hint: 'what the distribution includes is the default there, and the default here is another one',
  }),
  severity: 'warning',
});

const GROUP = /^lxc\.cgroup2?\.(?!dir|relative)(.+)$/;

const isKnown = (key: string): boolean =>
  key === 'lxc.include' || /^lxc\.net(\.|$)/.test(key) || GROUP.test(key) || handlerOf(key) !== unknown;

function takeLines(lines: readonly LxcLine[], draft: Draft): void {
  takeNets(lines, draft);
  for (const line of cleared(lines)) {
    const { key, value } = line;
    if (key.startsWith('lxc.net.') || key === 'lxc.net') continue;
    const group = GROUP.exec(key)?.[1];
    if (group !== undefined) takeGroup(group, value, lines, draft, placeOf(line));
    else handlerOf(key)(value, draft, placeOf(line), key);
  }
}

/** A line without a value takes back those before it. */
function cleared(lines: readonly LxcLine[]): readonly LxcLine[] {
  return lines.filter(
    ({ key, value }, index) =>
      value !== '' && !lines.slice(index + 1).some((later) => later.value === '' && later.key === key),
  );
}

function handlerOf(key: string): LxcHandler {
  if (Object.hasOwn(lxcHandlers, key)) return lxcHandlers[key] ?? unknown;
  return prefixes.find(([prefix]) => key.startsWith(prefix))?.[1] ?? unknown;
}

const unknown: LxcHandler = (_value, draft, place, key) =>
  draft.remark('dropped', named(place, key), 'LXC has no such key, and neither has a manifest');
