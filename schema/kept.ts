// Files whose documents were judged before, all together, and found right, kept in a few words for another run: what other documents
// can collide with, and nothing of their text. Who has to tell a place in one has to read the file again.

import type { Claim, Placed } from './claim.ts';
import type { Mark, SourceText } from './mark.ts';
import type { Checked, LocatedContainer } from './validate.ts';

/** A Container; short keys, because there are thousands. Lists that are empty are left out. JSON. */
export interface KeptDocument {
  readonly n: string;
  readonly c: number;
  /** The template. */
  readonly t: string;
  /** First host id, where it does not follow from the ctid. */
  readonly b?: number;
  readonly nodes?: readonly string[];
  readonly ips?: readonly string[];
  readonly macs?: readonly string[];
  readonly netdevs?: readonly string[];
  readonly profiles?: readonly string[];
  readonly dependsOn?: readonly string[];
  readonly movedFrom?: readonly number[];
  /** How many values its layers set. */
  readonly layered?: number;
}

/** A file that holds such Containers and nothing else; what else is there to say of it. */
export type KeptFile = readonly [path: string, kept: readonly KeptDocument[], ...more: readonly unknown[]];

/** Files that were kept together. JSON, but for `files`: these are thousands, and seldom looked at. */
export interface KeptFiles {
  /** What no two containers may have, with a space before and behind each: names, ctids, addresses. */
  readonly words: string;
  readonly templates: readonly string[];
  readonly profiles: readonly string[];
  /** How many values layers set in all of them. */
  readonly layered: number;
  /** Whether one depends on another, had another ctid or has ids of its own. */
  readonly isTied: boolean;
  files(): readonly KeptFile[];
}

/** What there is to say of such files. */
export function keptTogether(files: readonly KeptFile[]): Omit<KeptFiles, 'files'> {
  const words: (string | number)[] = [];
  const templates = new Set<string>();
  const profiles = new Set<string>();
  let layered = 0;
  let isTied = false;
  for (const [, kept] of files) {
    for (const one of kept) {
      words.push(one.n, one.c, ...(one.ips ?? none), ...(one.macs ?? none));
      templates.add(one.t);
      for (const name of one.profiles ?? none) profiles.add(name);
      layered += one.layered ?? 0;
      isTied ||= one.dependsOn !== undefined || one.movedFrom !== undefined || one.b !== undefined;
    }
  }
  return { words: ` ${words.join(' ')} `, templates: [...templates], profiles: [...profiles], layered, isTied };
}

/** What was kept does not do: the files have to be read. */
export class NotKept extends Error {
  override readonly name = 'NotKept';
}

/** Undefined for what was not found right, and for other kinds. */
export function keptOf({ claim, manifest, problems, inherited }: Checked, layered: number): KeptDocument | undefined {
  if (manifest?.kind !== 'Container' || problems.length + inherited.length > 0) return undefined;
  const { name, ctid, base, template, nodes } = claim ?? {};
  const { node, netdevs = [] } = manifest.value.spec;
  if (claim === undefined || name === undefined || ctid === undefined || template === undefined) return undefined;
  if ((node === undefined) !== (nodes === undefined)) return undefined;
  // A base that follows from the ctid is made of it again.
  const follows = base !== undefined && !base.explicit && base.value === ctid.value * idsPer;
  if (!follows && base?.explicit !== true) return undefined;
  return {
    ...{ n: name.value, c: ctid.value, t: template.value },
    ...(!follows && base !== undefined && { b: base.value }),
    ...(nodes !== undefined && { nodes }),
    ...list('ips', values(claim.addresses)),
    ...list('macs', values(claim.macs)),
    ...list('netdevs', netdevs),
    ...list('profiles', values(claim.profiles)),
    ...list('dependsOn', values(claim.dependsOn)),
    ...list('movedFrom', values(claim.movedFrom)),
    ...(layered > 0 && { layered }),
  };
}

const idsPer = 65_536;

const values = <T>(all: readonly Placed<T>[]): readonly T[] => all.map(({ value }) => value);

const list = <K extends string, T>(key: K, all: readonly T[]): { readonly [Key in K]?: readonly T[] } =>
  all.length === 0 ? {} : ({ [key]: all } as { readonly [Key in K]: readonly T[] });

/** What joinFiles() makes of such a document. Its places throw NotKept when they are asked for. */
export function restored(path: string, kept: KeptDocument): Checked & { readonly manifest: LocatedContainer } {
  const source = sourceAway(path);
  const { n: name, c: ctid, t: template, b: explicit, nodes, netdevs } = kept;
  const base = { value: explicit ?? ctid * idsPer, mark: somewhere, explicit: explicit !== undefined };
  const claim: Claim = {
    kind: 'Container',
    source,
    name: placed(name),
    ctid: placed(ctid),
    base,
    template: placed(template),
    ...(nodes !== undefined && { nodes }),
    addresses: placedAll(kept.ips),
    macs: placedAll(kept.macs),
    profiles: placedAll(kept.profiles),
    dependsOn: placedAll(kept.dependsOn),
    movedFrom: placedAll(kept.movedFrom),
  };
  const spec = { template, ...(nodes !== undefined && { node: nodes }), ...(netdevs !== undefined && { netdevs }) };
  const value = { metadata: { name, ctid }, spec } as unknown as LocatedContainer['value'];
  const manifest: LocatedContainer = {
    kind: 'Container',
    ...{ value, source, mark: somewhere },
    get origin() {
      return away();
    },
  };
  return { claim, manifest, problems: none, inherited: none };
}

const none: readonly never[] = [];
const somewhere: Mark = { start: 0, end: 0 };
const placed = <T>(value: T): Placed<T> => ({ value, mark: somewhere });

const placedAll = <T>(values: readonly T[] = none): readonly Placed<T>[] => values.map(placed);

const away = (): never => {
  throw new NotKept('a place in a file that was not read');
};

const sourceAway = (path: string): SourceText => ({ path, text: '', span: away, line: away });

/** More new documents than these are compared with all that were kept. */
const FEW = 200;

/**
 * Which kept documents can have anything to do with those that were read: the others have nothing to do with each other, or a problem
 * would have been found when they were kept, and taking some away makes none that is not about a name that is missed. `claims`: of
 * what was read. Throws NotKept where a name that is not there is to be told of.
 */
export function concerned(claims: readonly Claim[], kept: readonly KeptFiles[]): readonly Named[] {
  const containers = claims.filter(({ kind }) => kind === 'Container');
  if (containers.length > FEW) return kept.flatMap((one) => namedIn(one, () => true));
  const asked = askedOf(claims, containers);
  const { names, wanted } = asked;
  for (const one of kept) {
    if (!one.isTied) continue;
    for (const [, documents] of one.files())
      for (const { dependsOn = none } of documents) for (const name of dependsOn) wanted.add(name);
  }
  const missed = [...wanted].filter((name) => !names.has(name));
  const isThere = (name: string): boolean =>
    kept.some((one) => mayHave(one, name) && namedIn(one, ({ n }) => n === name).length > 0);
  if (!missed.every(isThere)) throw new NotKept('a container that another depends on is gone');
  const words = wordsOf(asked);
  return kept.flatMap((one) => {
    const { isTied, templates, profiles } = one;
    const mayConcern =
      isTied ||
      templates.some((name) => !asked.templates.has(name)) ||
      profiles.some((name) => !asked.profiles.has(name)) ||
      words.some((word) => mayHave(one, word));
    return mayConcern ? namedIn(one, (document) => isConcerned(document, asked)) : none;
  });
}

/** A document that was kept, and its file. */
export type Named = readonly [path: string, kept: KeptDocument];

const namedIn = (kept: KeptFiles, isMeant: (document: KeptDocument) => boolean): readonly Named[] =>
  kept.files().flatMap(([path, documents]) => documents.filter(isMeant).map((one): Named => [path, one]));

const mayHave = ({ words }: KeptFiles, word: string | number): boolean => words.includes(` ${word} `);

type Asked = ReturnType<typeof askedOf>;

/** What documents that were read have, or mean. */
function askedOf(claims: readonly Claim[], containers: readonly Claim[]) {
  const of = <T>(pick: (claim: Claim) => readonly (Placed<T> | undefined)[]): Set<T> =>
    new Set(containers.flatMap((claim) => pick(claim).flatMap((one) => (one === undefined ? [] : [one.value]))));
  return {
    names: of((claim) => [claim.name]),
    numbers: of((claim) => [claim.ctid, ...claim.movedFrom]),
    words: of((claim) => [...claim.addresses, ...claim.macs]),
    bases: [...of((claim) => [claim.base])],
    templates: new Set(claims.flatMap(({ kind, name }) => (kind === 'Template' && name ? [name.value] : []))),
    /** Those that somebody is known to use. */
    profiles: new Set<string>(),
    wanted: of((claim) => claim.dependsOn),
  };
}

/** What KeptFiles.words has where one of them is concerned, but for those that are tied. */
function wordsOf({ names, numbers, words, bases, wanted }: Asked): readonly (string | number)[] {
  const near = bases.flatMap((base) => [Math.floor(base / idsPer), Math.ceil(base / idsPer)]);
  return [...new Set<string | number>([...names, ...numbers, ...words, ...near, ...wanted])];
}

function isConcerned(
  {
    n,
    c,
    t,
    b = c * idsPer,
    ips = none,
    macs = none,
    movedFrom = none,
    dependsOn,
    profiles: used = none,
  }: KeptDocument,
  { names, numbers, words, bases, templates, profiles, wanted }: Asked,
): boolean {
  const isNewUse = (name: string): boolean => profiles.size < profiles.add(name).size;
  return (
    names.has(n) ||
    numbers.has(c) ||
    !templates.has(t) ||
    dependsOn !== undefined ||
    wanted.has(n) ||
    bases.some((base) => Math.abs(base - b) < idsPer) ||
    movedFrom.some((ctid) => numbers.has(ctid)) ||
    ips.some((word) => words.has(word)) ||
    macs.some((word) => words.has(word)) ||
    used.some(isNewUse)
  );
}
