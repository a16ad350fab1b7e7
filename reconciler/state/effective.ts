// What a node's manifests come to: each container with everything its profiles and defaults set, in one document, and where each
// value was written. Such documents are manifests themselves, and say the same.

import { markAt, originOf } from '../../schema/mark.ts';
import type { Origin } from '../../schema/problem.ts';
import { replaceSecretWords } from '../../schema/secret-text.ts';
import { HIDDEN, maskSysctls } from '../../schema/sysctl.ts';
import { asCtid, type Ctid } from '../../schema/units.ts';
import type { LocatedContainer, Manifest } from '../../schema/validate.ts';
import { belongsTo } from './desired.ts';

export interface Effective {
  readonly kind: 'Node' | 'Template' | 'Container';
  readonly name: string;
  /** Of a container. */
  readonly ctid?: Ctid;
  readonly value: object;
  /** Of the document. */
  readonly origin: Origin;
  /** Of a value in it; `path` are keys, and indices of lists as numbers. */
  readonly originAt: (path: readonly (string | number)[]) => Origin;
}

/** The Node of that name, the templates its containers start from by name, and its containers by ctid. */
export function effectiveManifests(manifests: readonly Manifest[], node: string): readonly Effective[] {
  const containers = manifests.filter(
    (one): one is LocatedContainer => one.kind === 'Container' && belongsTo(one, node),
  );
  const used = new Set(containers.map(({ value }) => value.spec.template));
  return [
    ...manifests.flatMap((one) => (one.kind === 'Node' && one.value.metadata.name === node ? [effective(one)] : [])),
    ...manifests
      .flatMap((one) => (one.kind === 'Template' && used.has(one.value.metadata.name) ? [effective(one)] : []))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    ...containers.sort((a, b) => a.value.metadata.ctid - b.value.metadata.ctid).map(wholeContainer),
  ];
}

function effective(manifest: Extract<Manifest, { kind: Effective['kind'] }>): Effective {
  const { kind, value, source, mark, origin } = manifest;
  return { kind, name: value.metadata.name, value, origin, originAt: (path) => originOf(source, markAt(mark, path)) };
}

/**
 * Profiles are left out, whose settings are there; fields are sorted, so that it does not matter who set them. Secrets are not
 * shown, and a document that has some is then the one that does not say the same.
 */
function wholeContainer(manifest: LocatedContainer): Effective {
  const { apiVersion, kind, metadata, spec } = manifest.value;
  const { profiles: _, ...rest } = spec;
  const shown = {
    ...rest,
    ...(rest.sysctls && { sysctls: maskSysctls(rest.sysctls, () => HIDDEN) }),
    ...(rest.init && { init: hidden(rest.init) }),
    ...(rest.health && { health: maskHealth(rest.health) }),
  };
  return {
    ...effective(manifest),
    ctid: asCtid(metadata.ctid),
    value: { apiVersion, kind, metadata, spec: sorted(shown) },
  };
}

const hidden = (words: readonly string[]): readonly string[] => replaceSecretWords(words, () => HIDDEN);

type Health = NonNullable<LocatedContainer['value']['spec']['health']>;

function maskHealth({ exec, http, ...rest }: Health): object {
  return {
    ...rest,
    ...(exec && { exec: { ...exec, command: hidden(exec.command) } }),
    ...(http && { http: { ...http, ...(http.path && { path: hidden([http.path])[0] }) } }),
  };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
