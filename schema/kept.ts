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
export function concerned(claims: readonly Claim[], files: readonly KeptFile[]): (kept: KeptDocument) => boolean {
  const containers = claims.filter(({ kind }) => kind === 'Container');
  if (containers.length > FEW) return () => true;
  const of = <T>(pick: (claim: Claim) => readonly (Placed<T> | undefined)[]): Set<T> =>
    new Set(containers.flatMap((claim) => pick(claim).flatMap((one) => (one === undefined ? [] : [one.value]))));
  const names = of((claim) => [claim.name]);
  const numbers = of((claim) => [claim.ctid, ...claim.movedFrom]);
  const words = of((claim) => [...claim.addresses, ...claim.macs]);
  const bases = [...of((claim) => [claim.base])];
  const templates = new Set(claims.flatMap(({ kind, name }) => (kind === 'Template' && name ? [name.value] : [])));
  const profiles = new Set<string>();
  const wanted = of((claim) => claim.dependsOn);
  for (const [, kept] of files) for (const { dependsOn = none } of kept) for (const name of dependsOn) wanted.add(name);
  const missed = new Set(wanted);
  for (const name of names) missed.delete(name);
  for (const [, kept] of missed.size === 0 ? [] : files) for (const { n } of kept) missed.delete(n);
  if (missed.size > 0) throw new NotKept('a container that another depends on is gone');
  const isNewUse = (name: string): boolean => profiles.size < profiles.add(name).size;
  return ({ n, c, t, b = c * idsPer, ips = none, macs = none, movedFrom = none, dependsOn, profiles: used = none }) =>
    names.has(n) ||
    numbers.has(c) ||
    !templates.has(t) ||
    dependsOn !== undefined ||
    wanted.has(n) ||
    bases.some((base) => Math.abs(base - b) < idsPer) ||
    movedFrom.some((ctid) => numbers.has(ctid)) ||
    ips.some((word) => words.has(word)) ||
    macs.some((word) => words.has(word)) ||
    used.some(isNewUse);
}
