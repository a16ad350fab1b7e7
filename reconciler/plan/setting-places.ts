// Where in a manifest it is written what a plan tells of as a setting: the model that settings are taken from keeps no places of
// these, and only few plans ask for them.

import { type Mark, originOf } from '../../schema/mark.ts';
import type { Origin } from '../../schema/problem.ts';
import type { Manifest } from '../../schema/validate.ts';
import type { Setting } from './plan.ts';

type Path = readonly (string | number)[];
export type PlaceOf = (setting: Pick<Setting, 'kind' | 'name' | 'ctid' | 'pointer'>) => Origin | undefined;

/**
 * The place of a setting's value in these manifests; where it is not written, of the field around it, or of the document.
 * Undefined where there is no such document.
 */
export function settingPlaces(manifests: readonly Manifest[]): PlaceOf {
  const documents = new Map(manifests.map((one) => [keyOf(one.kind, idOf(one)), one]));
  return ({ kind, name, ctid, pointer }) => {
    const document = documents.get(keyOf(kind, ctid ?? name));
    return document && placeIn(document, pathOf(document, partsOf(pointer)));
  };
}

const keyOf = (kind: string, id: string | number): string => `${kind}/${id}`;

function idOf({ kind, value }: Manifest): string | number {
  if (kind === 'Container') return value.metadata.ctid;
  return 'metadata' in value ? (value.metadata?.name ?? '') : '';
}

/** RFC 6901. */
const partsOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

function placeIn({ source, mark: root, origin }: Manifest, path: Path): Origin {
  let mark: Mark = root;
  for (const [at, step] of path.entries()) {
    const inner = typeof step === 'number' ? mark.items?.[step] : mark.fields?.get(step);
    // Of what is not there the key of the field around it, and of no field the document.
    if (inner === undefined) return at < 2 ? origin : originOf(source, mark.key ?? mark);
    mark = inner;
  }
  return path.length === 0 ? origin : originOf(source, mark);
}

/** From the model's words to those of manifests. */
function pathOf(document: Manifest, parts: readonly string[]): Path {
  const [first = '', ...rest] = parts;
  if (first === '') return [];
  switch (document.kind) {
    case 'Container':
      return containerPath(document.value.spec.health ?? {}, first, rest);
    case 'Policy':
      return policyPath(document.value.spec.rules ?? [], first, rest);
    case 'Node':
      return ['spec', first === 'machine' ? 'machineId' : first, ...(first === 'machine' ? [] : rest)];
    case 'Rollout':
      return ['spec', first === 'at' ? 'stages' : first];
    default:
      return ['spec', first, ...rest];
  }
}

function containerPath(health: object, first: string, rest: readonly string[]): Path {
  if (first === 'annotations') return ['metadata', first, ...rest];
  const [inner, ...deeper] = rest;
  if (first !== 'health' || inner !== 'probe') return ['spec', first, ...rest];
  // The name of the field says which kind of probe it is.
  const kind = ['exec', 'tcp', 'http'].filter((one) => Object.hasOwn(health, one));
  return ['spec', 'health', ...kind, ...deeper.filter((part) => part !== 'kind')];
}

const limits: Readonly<Record<string, string>> = {
  delete: 'maxDeletes',
  recreate: 'maxRecreates',
  restart: 'maxRestarts',
};

function policyPath(rules: readonly { readonly name: string }[], first: string, rest: readonly string[]): Path {
  const [inner, part, ...deeper] = rest;
  if (first === 'limits') return ['spec', ...(inner === undefined ? [] : [limits[inner] ?? inner])];
  if (first !== 'rules' || inner === undefined) return ['spec', first, ...rest];
  const at = rules.findIndex(({ name }) => name === inner);
  const rule: Path = at === -1 ? ['spec', 'rules'] : ['spec', 'rules', at];
  if (part === undefined || at === -1) return rule;
  if (part === 'verdict') return [...rule, 'then'];
  return part === 'message' ? [...rule, part] : [...rule, 'match', part, ...deeper];
}
