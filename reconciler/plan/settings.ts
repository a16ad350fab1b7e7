// What two revisions say differently that no step carries out: how containers are looked after, what a node, policies, windows,
// approvals and rollouts say. A plan between revisions would read as no change where a brake is taken away.

import type { Origin } from '../../schema/problem.ts';
import { mayHaveSecret, replaceSecretWords } from '../../schema/secret-text.ts';
import { HIDDEN } from '../../schema/sysctl.ts';
import type { Manifest } from '../../schema/validate.ts';
import { canonical } from '../state/canonical.ts';
import type { Desired, DesiredContainer } from '../state/model.ts';
import { rulesOf } from './decide.ts';
import type { Json, Setting } from './plan.ts';
import { settingPlaces } from './setting-places.ts';
import { sortKeys } from './sort-keys.ts';

/** The manifests of a revision, of all nodes, and what they come to on this one. */
export interface Stated {
  readonly manifests: readonly Manifest[];
  readonly desired: Desired;
}

type About = Pick<Setting, 'kind' | 'name' | 'ctid'>;

/** One document, without the places in it. JSON. */
export interface Said extends About {
  readonly value: Json;
  /** Of the document; a Node has none. */
  readonly origin?: Origin;
}

type Pair = readonly [was: Said | undefined, wants: Said | undefined];

/** Containers by ctid, then the node, then the rest by kind and name. Containers that come or go are changes, and not told here. */
export function settingsBetween(earlier: Stated, later: Stated): readonly Setting[] {
  const [wasAt, isAt] = [settingPlaces(earlier.manifests), settingPlaces(later.manifests)];
  return pairsOf(saidBy(earlier.desired), later.desired).flatMap(([was, wants]) =>
    differences(was, wants).map(({ kind, name, ctid, ...leaf }) => {
      const about = { kind, name, ...(ctid !== undefined && { ctid }), pointer: leaf.pointer };
      const before = was && wasAt({ ...about, ...aboutOf(was) });
      const origin = isAt(about) ?? before;
      const isShown = before !== undefined && leaf.was !== undefined;
      return { ...about, ...leaf, ...(origin && { origin }), ...(isShown && { wasOrigin: before }) };
    }),
  );
}

/**
 * The same of what was kept of an earlier revision, with the places of documents: a plan from a snapshot may know of none else. A
 * secret that is another one is not told, because none is kept.
 */
export const settingsSince = (kept: readonly Said[], after: Desired): readonly Setting[] =>
  pairsOf(kept, after).flatMap(([was, wants]) =>
    differences(was, wants).flatMap((leaf) => {
      const isSame =
        leaf.was !== undefined && leaf.wants !== undefined && canonical(leaf.was) === canonical(leaf.wants);
      const origin = (wants ?? was)?.origin;
      return isSame ? [] : [{ ...leaf, ...(origin && { origin }) }];
    }),
  );

/** All that a revision says in settings, to be kept: without secrets, and of containers without where they are written. */
export const keptSettings = (desired: Desired): readonly Said[] =>
  saidBy(desired).map(({ origin, ...said }) => ({
    ...said,
    ...(origin !== undefined && said.ctid === undefined && { origin }),
    value: mayHaveSecret(JSON.stringify(said.value)) ? masked(said.value) : said.value,
  }));

const saidBy = (desired: Desired): readonly Said[] => [
  ...desired.containers.map(sayer()),
  nodeOf(desired),
  ...documentsOf(desired).values(),
];

function pairsOf(before: readonly Said[], after: Desired): readonly Pair[] {
  const old = new Map(before.flatMap((one) => (one.ctid === undefined ? [] : [[one.ctid, one] as const])));
  const rest = before.filter(({ ctid }) => ctid === undefined);
  const saidOf = sayer();
  const containers = after.containers.flatMap((container): readonly Pair[] => {
    const { ctid, movedFrom = [] } = container;
    const former = [ctid, ...movedFrom].flatMap((at) => old.get(at) ?? [])[0];
    return former === undefined ? [] : [[former, saidOf(container)]];
  });
  const node = rest.find(({ kind }) => kind === 'Node');
  const gone = new Map(rest.flatMap((one) => (one === node ? [] : [[keyOf(one), one] as const])));
  const there = documentsOf(after);
  const keys = [...new Set([...gone.keys(), ...there.keys()])].sort();
  return [
    ...containers,
    ...(node === undefined ? [] : [[node, nodeOf(after)] as const]),
    ...keys.map((key) => [gone.get(key), there.get(key)] as const),
  ];
}

/** Of one container after the other: thousands may have their settings from one profile. */
function sayer(): (container: DesiredContainer) => Said {
  const known = new Map<string, Json>();
  return ({ ctid, name, origin, health, reconcile, dependsOn, annotations }) => {
    const own = Object.entries(annotations).filter(([key]) => key.startsWith('vzreconcile/'));
    const all = { health, reconcile, dependsOn, ...(own.length > 0 && { annotations: Object.fromEntries(own) }) };
    const text = JSON.stringify(all);
    const value = known.get(text) ?? plain(all);
    known.set(text, value);
    return { kind: 'Container', name, ctid, origin, value };
  };
}

const keyOf = ({ kind, name }: About): string => `${kind}/${name}`;

const nodeOf = ({ node, nodeSpec }: Desired): Said => ({ kind: 'Node', name: node, value: plain(nodeSpec) });

function documentsOf(desired: Desired): ReadonlyMap<string, Said> {
  const { policies, windows, approvals } = rulesOf(desired);
  const all = [
    ...policies.map(({ limits, ...one }) => ({
      ...{ ...one, kind: 'Policy' },
      limits: Object.fromEntries(limits.map(({ action, most }) => [action, most])),
    })),
    ...windows.map((one) => ({ ...one, kind: 'Window' })),
    ...approvals.map((one) => ({ ...one, kind: 'Approval' })),
    ...(desired.rollouts ?? []).map((one) => ({ ...one, kind: 'Rollout' })),
  ];
  const said = all.map(({ kind, name, origin, ...rest }): Said => ({ kind, name, origin, value: plain(rest) }));
  return new Map(said.map((one) => [keyOf(one), one]));
}

/** As JSON, without places; of a list whose members have names a mapping, so that the one that changed is told. */
function plain(value: unknown): Json {
  if (Array.isArray(value)) {
    const names = new Set(value.map((one: unknown) => (one as { name?: unknown } | null)?.name));
    const isNamed =
      value.length > 0 && names.size === value.length && [...names].every((one) => typeof one === 'string');
    if (!isNamed) return value.map(plain);
    return Object.fromEntries(value.map(({ name, ...rest }: { name: string }) => [name, plain(rest)]));
  }
  if (typeof value !== 'object' || value === null) return value as Json;
  const parts = Object.entries(value).filter(([key, one]) => key !== 'origin' && one !== undefined);
  return Object.fromEntries(parts.map(([key, one]) => [key, plain(one)]));
}

type Mapping = Readonly<Record<string, Json>>;
const isMapping = (value: Json | undefined): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const aboutOf = ({ kind, name, ctid }: About): About => ({ kind, name, ...(ctid !== undefined && { ctid }) });

function differences(was: Said | undefined, wants: Said | undefined): readonly (About & Leaf)[] {
  const said = wants ?? was;
  return said === undefined ? [] : leaves(was?.value, wants?.value, '').map((leaf) => ({ ...aboutOf(said), ...leaf }));
}

type Leaf = Pick<Setting, 'pointer' | 'was' | 'wants'>;

/** The smallest parts that differ. */
function leaves(was: Json | undefined, wants: Json | undefined, pointer: string): readonly Leaf[] {
  if (isMapping(was) && isMapping(wants)) {
    const keys = [...new Set([...Object.keys(was), ...Object.keys(wants)])].sort();
    const step = (key: string): string => `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return keys.flatMap((key) => leaves(own(was, key), own(wants, key), step(key)));
  }
  const isSame = was === undefined || wants === undefined ? was === wants : canonical(was) === canonical(wants);
  if (isSame) return [];
  return [
    { pointer, ...(was !== undefined && { was: masked(was) }), ...(wants !== undefined && { wants: masked(wants) }) },
  ];
}

/** A key may be any word, also that of a property which every object has. */
const own = (mapping: Mapping, key: string): Json | undefined =>
  Object.hasOwn(mapping, key) ? mapping[key] : undefined;

/** Probes have words of commands and paths of URLs, and messages any text. */
function masked(value: Json): Json {
  if (typeof value === 'string') return replaceSecretWords([value], hidden)[0] ?? value;
  if (Array.isArray(value))
    return value.every((one: Json) => typeof one === 'string')
      ? replaceSecretWords(value as string[], hidden)
      : value.map(masked);
  if (!isMapping(value)) return value;
  return sortKeys(Object.fromEntries(Object.entries(value).map(([key, one]) => [key, masked(one)])));
}

const hidden = (): string => HIDDEN;
