// What one document takes for itself or refers to: the parts other documents can collide with. Read from any document of a known
// kind, valid or not, so that one mistake does not hide another.

import { parseContainerAddress } from './address.ts';
import { type Kind, readNodes } from './fields.ts';
import { type Mark, markAt, type Range, type SourceText } from './mark.ts';
import { defaultMac, parseMac } from './netif.ts';

/** The ids of one container: container id n is host id base + n for n below this. */
export const idsPerContainer = 65_536;

/** A value and its place. */
export interface Placed<T> {
  readonly value: T;
  readonly mark: Range;
}

/** Parts are absent where they are missing or malformed. */
export interface Claim {
  readonly kind: Kind;
  readonly source: SourceText;
  readonly name?: Placed<string>;
  readonly ctid?: Placed<number>;
  readonly movedFrom: readonly Placed<number>[];
  /** First host id; its place is spec.idmap.base, or the ctid it follows from. */
  readonly base?: Placed<number> & { readonly explicit: boolean };
  readonly template?: Placed<string>;
  readonly profiles: readonly Placed<string>[];
  readonly dependsOn: readonly Placed<string>[];
  /** Absent: every node. */
  readonly nodes?: readonly string[];
  /** Canonical. */
  readonly addresses: readonly Placed<string>[];
  /** MAC addresses of its devices, given or derived. */
  readonly macs: readonly Placed<string>[];
}

type Mapping = Readonly<Record<string, unknown>>;

export function claimOf(kind: Kind, source: SourceText, value: Mapping, mark: Mark): Claim {
  const metadata = mapping(value['metadata']);
  const spec = mapping(value['spec']);
  const ctid = typeof metadata['ctid'] === 'number' ? metadata['ctid'] : undefined;
  const nodes = spec['node'] === undefined ? undefined : readNodes(spec['node']);
  const base = kind === 'Container' ? baseOf(mapping(spec['idmap'])['base'], ctid, mark) : undefined;
  return {
    kind,
    source,
    ...(typeof metadata['name'] === 'string' ? { name: placed(metadata['name'], mark, 'metadata', 'name') } : {}),
    ...(ctid === undefined ? {} : { ctid: placed(ctid, mark, 'metadata', 'ctid') }),
    ...(base === undefined ? {} : { base }),
    ...(typeof spec['template'] === 'string' ? { template: placed(spec['template'], mark, 'spec', 'template') } : {}),
    ...(nodes !== undefined && 'value' in nodes ? { nodes: nodes.value } : {}),
    profiles: Array.isArray(spec['profiles']) ? namesOf('profiles', spec['profiles'], mark) : [],
    dependsOn: Array.isArray(spec['dependsOn']) ? namesOf('dependsOn', spec['dependsOn'], mark) : [],
    movedFrom: Array.isArray(metadata['movedFrom']) ? formersOf(metadata['movedFrom'], mark) : [],
    macs: Array.isArray(spec['netifs']) ? macsOf(spec['netifs'], ctid, mark) : [],
    addresses: Array.isArray(spec['ips']) ? addressesOf(spec['ips'], mark) : [],
  };
}

const mapping = (value: unknown): Mapping => (typeof value === 'object' && value !== null ? (value as Mapping) : {});

const placed = <T>(value: T, root: Mark, ...path: (string | number)[]): Placed<T> => ({
  value,
  mark: markAt(root, path),
});

function baseOf(written: unknown, ctid: number | undefined, mark: Mark): Claim['base'] {
  if (typeof written === 'number') return { ...placed(written, mark, 'spec', 'idmap', 'base'), explicit: true };
  if (ctid === undefined || ctid < 101 || ctid > 65_534) return undefined;
  return { ...placed(ctid * idsPerContainer, mark, 'metadata', 'ctid'), explicit: false };
}

function macsOf(netifs: readonly unknown[], ctid: number | undefined, mark: Mark): Placed<string>[] {
  const names = netifs.map((netif) => mapping(netif)['name']);
  return netifs.flatMap((netif, i) => {
    const { name, mac } = mapping(netif);
    // A name that is there twice is reported as such.
    if (names.indexOf(name) !== i) return [];
    if (mac === undefined)
      return ctid === undefined || typeof name !== 'string'
        ? []
        : [placed(defaultMac(name, ctid), mark, 'spec', 'netifs', i)];
    const read = parseMac(mac);
    return 'value' in read ? [placed(read.value, mark, 'spec', 'netifs', i, 'mac')] : [];
  });
}

const namesOf = (field: string, written: readonly unknown[], mark: Mark): Placed<string>[] =>
  written.flatMap((name, i) => (typeof name === 'string' ? [placed(name, mark, 'spec', field, i)] : []));

const formersOf = (written: readonly unknown[], mark: Mark): Placed<number>[] =>
  written.flatMap((ctid, i) => (typeof ctid === 'number' ? [placed(ctid, mark, 'metadata', 'movedFrom', i)] : []));

function addressesOf(written: readonly unknown[], mark: Mark): Placed<string>[] {
  return written.flatMap((text, i) => {
    const address = parseContainerAddress(text);
    return 'value' in address ? [placed(address.value, mark, 'spec', 'ips', i)] : [];
  });
}
