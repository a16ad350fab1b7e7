// What is there -> files of manifests that describe it: containers as they are observed, and templates as far as their keys tell
// where they come from.

import type { Problem } from '../../schema/problem.ts';
import type { Draft } from '../../schema/write.ts';
import type { ContainerState } from '../state/container.ts';
import { defaultHaltSignal, defaultInit } from '../state/defaults.ts';
import type { ObservedContainer, TemplateSource } from '../state/model.ts';
import { templateKey } from '../state/resolve-template.ts';
import type { Subject } from '../state/spelling.ts';
import { type TemplateTraits, writeManifest } from '../state/write-manifest.ts';
import { fileWarning, nameOf, namesOf } from './foreign.ts';

/** A file to write, and what of its container cannot be said in it. */
export interface AdoptedFile {
  readonly name: string;
  readonly drafts: readonly Draft[];
  readonly problems: readonly Problem[];
}

/** A template that is described already, with the key of its source. */
export interface KnownTemplate extends TemplateTraits {
  readonly key: string;
}

/** One file for each container, and one for each template that none of `known` is. */
export function adopt(
  containers: readonly ObservedContainer[],
  known: readonly KnownTemplate[],
  everywhere: Subject['everywhere'],
): readonly AdoptedFile[] {
  const templates = [...known];
  const names = namesOf(known.map(({ name }) => name));
  const files: AdoptedFile[] = [];
  for (const container of containers) {
    const { ctid, name, marker } = container;
    const state = lastingState(container);
    const key = state.rootfs?.template ?? '';
    let template = templates.find((one) => one.key === key);
    if (template === undefined) {
      const found = unknownTemplate(key, state, names);
      template = found.traits;
      templates.push(template);
      files.push(found.file);
    }
    const { manifest, unsaid } = writeManifest({ ctid, name, labels: marker?.labels, state, template, everywhere });
    const file = `${name}.yaml`;
    const problems = unsaid.map(({ field, reason }) =>
      fileWarning(file, {
        code: 'VZR290',
        message: `${field} is not written: ${reason}`,
        hint: 'a plan shows what it will become',
      }),
    );
    files.push({ name: file, drafts: [{ value: manifest }], problems });
  }
  return files;
}

/** Of a container that does not run also what it had when it did, so that it will have it again. */
function lastingState({ state, marker }: ObservedContainer): ContainerState {
  const { lifecycle = marker?.applied?.lifecycle, ...rest } = state;
  const isRunning = state.lifecycle?.state === 'running';
  return {
    ...(isRunning ? {} : marker?.applied),
    ...rest,
    lifecycle: isRunning && lifecycle ? lifecycle : { ...(lifecycle ?? noProcess), state: 'stopped' },
  };
}

const noProcess = { init: [], haltSignal: '', stopTimeout: 0 };

function unknownTemplate(key: string, { lifecycle }: ContainerState, names: (wanted: string) => string) {
  const { source, name: wanted, lacks } = sourceOf(key);
  const name = names(wanted);
  const file = `template-${name}.yaml`;
  const usual = defaultHaltSignal[source?.kind ?? 'tarball'];
  const haltSignal = lifecycle?.haltSignal || usual;
  const spec = {
    source: source && writtenSource(source),
    ...(haltSignal !== usual && { haltSignal }),
  };
  const value = { apiVersion: 'vzreconcile/v1alpha1', kind: 'Template', metadata: { name }, spec };
  return {
    traits: { key, name, init: defaultInit, haltSignal },
    file: {
      name: file,
      drafts: source === undefined ? [] : [{ value }],
      problems: lacks === undefined ? [] : [fileWarning(file, { code: 'VZR291', ...lacks })],
    },
  };
}

interface Guess {
  readonly name: string;
  /** Absent where it cannot be known. */
  readonly source?: TemplateSource;
  readonly lacks?: { readonly message: string; readonly hint: string };
}

/** What a key says of its source: templateKey() backwards. */
function sourceOf(key: string): Guess {
  if (key === templateKey({ kind: 'busybox' })) return { name: 'busybox', source: { kind: 'busybox' } };
  const [, directory] = /^dir-(.+)$/.exec(key) ?? [];
  if (directory !== undefined) return { name: nameOf(directory), source: { kind: 'directory', name: directory } };
  const [, sha256] = /^sha256-([0-9a-f]{64})$/.exec(key) ?? [];
  if (sha256 !== undefined) {
    const lacks = {
      message: `the archive with the sha256 ${sha256} is unpacked here, and where it came from is not kept`,
      hint: 'write its path or url; until then the template cannot be unpacked again',
    };
    return { name: `archive-${sha256.slice(0, 8)}`, source: { kind: 'tarball', location: '/unknown', sha256 }, lacks };
  }
  const [, suite = ''] = /^debian-([a-z][a-z0-9-]*)-[0-9a-f]{16}$/.exec(key) ?? [];
  const plain: TemplateSource = { kind: 'debian', suite, packages: [] };
  if (suite !== '' && templateKey(plain) === key) return { name: `debian-${suite}`, source: plain };
  const lacks = {
    message: `what the template ${key} was made of is not kept`,
    hint: 'name where its Template is written with --repo or --dir, or write one with the same packages',
  };
  return { name: nameOf(suite === '' ? key : `debian-${suite}`), lacks };
}

function writtenSource(source: TemplateSource): object {
  switch (source.kind) {
    case 'busybox':
      return { busybox: {} };
    case 'directory':
      return { directory: source.name };
    case 'debian':
      return { debian: { suite: source.suite } };
    case 'tarball':
      return { tarball: { path: source.location, sha256: source.sha256 } };
  }
}
