// A Template document -> what the template store builds from, named by its content.

import type { LocatedTemplate } from '../../schema/validate.ts';
import { defaultHaltSignal, defaultInit, sysvHaltSignal, sysvPackage } from './defaults.ts';
import type { TemplateSource, TemplateSpec } from './model.ts';

/** A template with how it boots and stops. */
export interface ResolvedTemplate {
  readonly spec: TemplateSpec;
  readonly manifest: LocatedTemplate;
  readonly init: readonly string[];
  readonly haltSignal: string;
}

const memory = new WeakMap<LocatedTemplate, ResolvedTemplate>();

/** The same document gives the same object, so that what was resolved with it stays good. */
export function resolveTemplate(manifest: LocatedTemplate): ResolvedTemplate {
  const known = memory.get(manifest);
  if (known !== undefined) return known;
  const resolved = build(manifest);
  memory.set(manifest, resolved);
  return resolved;
}

function build(manifest: LocatedTemplate): ResolvedTemplate {
  const { metadata, spec } = manifest.value;
  const source = sourceOf(spec.source);
  return {
    spec: { name: metadata.name, key: templateKey(source), source, origin: manifest.origin },
    manifest,
    init: spec.init ?? defaultInit,
    haltSignal: spec.haltSignal ?? haltSignalOf(source),
  };
}

function haltSignalOf(source: TemplateSource): string {
  if (source.kind === 'debian' && source.packages.includes(sysvPackage)) return sysvHaltSignal;
  return defaultHaltSignal[source.kind];
}

function sourceOf(source: LocatedTemplate['value']['spec']['source']): TemplateSource {
  if (source.tarball !== undefined) {
    return {
      kind: 'tarball',
      location: source.tarball.path ?? source.tarball.url ?? '',
      sha256: source.tarball.sha256,
    };
  }
  if (source.directory !== undefined) return { kind: 'directory', name: source.directory };
  if (source.debian !== undefined) {
    return { kind: 'debian', suite: source.debian.suite, packages: [...new Set(source.debian.packages ?? [])].sort() };
  }
  return { kind: 'busybox' };
}

/**
 * The content address of a source, safe as a file name. A tarball is its digest wherever it lies; what a Debian build gives is
 * decided by the suite and the set of packages; busybox carries the version of our own recipe.
 */
export function templateKey(source: TemplateSource): string {
  switch (source.kind) {
    case 'busybox':
      return 'busybox-1';
    case 'directory':
      return `dir-${source.name}`;
    case 'tarball':
      return `sha256-${source.sha256}`;
    case 'debian':
      return `debian-${source.suite}-${fnv1a64([...source.packages].sort().join(' '))}`;
  }
}

/** FNV-1a, 64 bits, as 16 hexadecimal digits. Names a build; guards nothing, so it need not be cryptographic. */
function fnv1a64(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
