// What importing from other tools has in common: names that are not taken yet, and templates for systems that are called by names.

import { problemAt, type SourceText } from '../../schema/mark.ts';
import type { Problem } from '../../schema/problem.ts';
import type { Fault } from '../../schema/reading.ts';
import type { Draft as Written } from '../../schema/write.ts';
import { defaultHaltSignal, defaultInit } from '../state/defaults.ts';
import type { TemplateTraits } from '../state/write-manifest.ts';
import type { Draft } from './draft.ts';

export interface ImportFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface ImportOptions {
  readonly ctid?: number;
  /** The name of a Template that is written elsewhere, for all of them. */
  readonly template?: string;
}

export interface Imported {
  readonly files: readonly { readonly name: string; readonly drafts: readonly Written[] }[];
  readonly problems: readonly Problem[];
}

/** As near to it as names of manifests are. */
export function nameOf(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
  return /^[0-9]*$/.test(name) ? `ct-${name}`.replace(/-$/, '') : name;
}

/** Gives each name once; a second one gets a number. */
export function namesOf(there: readonly string[] = []): (wanted: string) => string {
  const taken = new Set(there);
  return (wanted) => {
    let name = wanted;
    for (let number = 2; taken.has(name); number += 1) name = `${wanted.slice(0, 58)}-${number}`;
    taken.add(name);
    return name;
  };
}

/** Directory templates for what other tools only name, which somebody has to fill. */
export interface ForeignTemplates {
  /** `label`: what the other tool calls it. `from`: where its files are there. */
  get(label: string, from: string): TemplateTraits;
  files(): Imported['files'];
  problems(): readonly Problem[];
}

export function templatesOf(given: string | undefined): ForeignTemplates {
  const made = new Map<
    string,
    { readonly traits: TemplateTraits; readonly directory: string; readonly from: string }
  >();
  const names = namesOf();
  const traits = (name: string): TemplateTraits => ({
    name,
    init: defaultInit,
    haltSignal: defaultHaltSignal.directory,
  });
  return {
    get: (label, from) => {
      if (given !== undefined) return traits(given);
      const known = made.get(label);
      if (known !== undefined) return known.traits;
      const one = { traits: traits(names(nameOf(label))), directory: directoryOf(label), from };
      made.set(label, one);
      return one.traits;
    },
    files: () =>
      [...made.values()].map(({ traits: { name }, directory, from }) => ({
        name: fileOf(name),
        drafts: [
          {
            value: {
              apiVersion: 'vzreconcile/v1alpha1',
              kind: 'Template',
              metadata: { name },
              spec: { source: { directory } },
            },
            head: [`Put the files of ${from} into templates/${directory} below --root.`],
          },
        ],
      })),
    problems: () =>
      [...made.values()].map(({ traits: { name }, directory, from }) =>
        fileWarning(fileOf(name), {
          code: 'VZR297',
          message: `the template ${name} is the directory templates/${directory} below --root, which you have to fill`,
          hint: `put the files of ${from} there, or name a Template you have with --template`,
        }),
      ),
  };
}

/** About a file that was written, as a whole. */
export const fileWarning = (path: string, fault: Fault): Problem => ({
  ...fault,
  severity: 'warning',
  origin: { path, line: 1, col: 1 },
});

const fileOf = (name: string): string => `template-${name}.yaml`;

function directoryOf(label: string): string {
  const directory = label
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 64);
  return directory === '' ? 'unnamed' : directory;
}

export const noCtid = ({ path }: SourceText, reason: string): Problem => ({
  ...fileWarning(path, {
    code: 'VZR296',
    message: `the container has no ctid: ${reason}`,
    hint: 'name the first one with --ctid, from 101 on',
  }),
  severity: 'error',
});

/** Of a file in which the tool would find nothing of its own. Nothing of it is shown. */
export function noConfig(text: SourceText, hint: string): Problem {
  const message = 'the file is no configuration of a container';
  const { source: _line, ...problem } = problemAt(text, { start: 0, end: 1 }, { code: 'VZR299', message, hint });
  return problem;
}

/** What is limited here unless a manifest says otherwise, and was not there. */
const usuallyLimited: readonly (readonly string[])[] = [
  ['vswap', 'ram'],
  ['vswap', 'swap'],
  ['numproc'],
  ['diskspace'],
];

/** Writes that there is no limit where the other tool had none, so that nobody gets less than he had. */
export function keepUnlimited(draft: Draft, source: SourceText): void {
  const absent = usuallyLimited.filter(
    (path) => draft.get(path) === undefined && draft.get(['ubc', path.at(-1) ?? '']) === undefined,
  );
  if (absent.length === 0) return;
  const place = {
    text: absent.map((path) => path.at(-1)).join(', '),
    source,
    range: { start: 0, end: 1 },
    hidden: true,
  };
  for (const path of absent) draft.set(path, 'unlimited', place);
  draft.remark('changed', place, 'was not limited there, and is not here', 'without these lines there would be limits');
}
