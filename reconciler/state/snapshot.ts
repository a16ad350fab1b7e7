// A node's observed state as a document that plans can be made from elsewhere. Canonical: the same state gives the same bytes.

import { mayHaveSecret, replaceSecretWords } from '../../schema/secret-text.ts';
import { maskSysctls } from '../../schema/sysctl.ts';
import { asCtid, type Ctid } from '../../schema/units.ts';
import type { Json } from '../plan/plan.ts';
import type { Said } from '../plan/settings.ts';
import type { HostFacts } from '../port/host.ts';
import { canonical } from './canonical.ts';
import type { ContainerState, Marker } from './container.ts';
import type { Observed, ObservedContainer, Undeclared, Usage } from './model.ts';
import type { ApprovalWays } from './rules.ts';

interface SnapshotContainer {
  readonly ctid: number;
  readonly name: string;
  readonly state: ContainerState;
  /** Absent: it has none. */
  readonly marker?: Omit<Marker, 'ctid' | 'applied'> & {
    /** 'state': the same as what it is. */
    readonly applied?: ContainerState | 'state';
  };
  readonly usage?: Usage;
  readonly undeclared?: readonly Undeclared[];
}

/** Readers ignore keys they do not know; a change of what is there is another major version. */
export interface NodeSnapshot {
  readonly formatVersion: '1.0';
  readonly kind: 'Snapshot';
  readonly node: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** Version of the program that made it. */
  readonly program: string;
  /** Of what stands in the place of secrets: equal ones look alike, and whoever reads it can try out guesses. Random keys stay secret, weak ones do not. */
  readonly salt: string;
  readonly facts: HostFacts;
  /** Keys of the templates in the pool. */
  readonly templates: readonly string[];
  /** What the drivers judge by. */
  readonly host: Json;
  /** What people have suspended there. */
  readonly brakes: Json;
  /** Which ways of approval it takes; absent: files and annotations. */
  readonly approvals?: ApprovalWays;
  /** What the manifests of the last pass said that no step carries out; absent: that is not known. */
  readonly settings?: readonly Said[];
  readonly containers: readonly SnapshotContainer[];
}

/** Makes another text of a secret, the same for the same one. */
export type Mask = (name: string, value: string) => string;

export interface SnapshotParts {
  readonly facts: HostFacts;
  readonly host: Json;
  readonly brakes: Json;
  readonly approvals?: ApprovalWays | undefined;
  readonly settings?: readonly Said[] | undefined;
  readonly observed: Observed;
  readonly time: string;
  readonly program: string;
  readonly salt: string;
  readonly mask: Mask;
}

export function makeSnapshot({
  facts,
  host,
  brakes,
  approvals = {},
  settings,
  observed,
  time,
  program,
  salt,
  mask,
}: SnapshotParts): NodeSnapshot {
  const containers = [...observed.containers.values()].sort((a, b) => a.ctid - b.ctid);
  return {
    ...{ formatVersion: '1.0', kind: 'Snapshot', node: facts.node, time, program, salt },
    facts,
    templates: [...observed.templates].sort(),
    host,
    brakes,
    ...(Object.keys(approvals).length > 0 && { approvals }),
    ...(settings !== undefined && { settings }),
    containers: containers.map((container) => containerOf(container, mask)),
  };
}

function containerOf(
  { ctid, name, state, marker, usage, undeclared }: ObservedContainer,
  mask: Mask,
): SnapshotContainer {
  const shown = maskState(state, mask);
  const applied = marker?.applied && maskState(marker.applied, mask);
  const isSame = applied !== undefined && canonical(applied as Json) === canonical(shown as Json);
  return {
    ...{ ctid, name, state: shown },
    ...(marker && { marker: { ...plain(marker), ...(applied && { applied: isSame ? 'state' : applied }) } }),
    ...(usage && { usage }),
    ...(undeclared && { undeclared }),
  };
}

function plain(marker: Marker): Omit<Marker, 'ctid' | 'applied'> {
  const { ctid: _, applied: __, ...rest } = marker;
  return rest;
}

/** The state without what nobody else should read. */
export function maskState(state: ContainerState, mask: Mask): ContainerState {
  const { namespace, lifecycle } = state;
  return {
    ...state,
    ...(namespace?.sysctls && { namespace: { ...namespace, sysctls: maskSysctls(namespace.sysctls, mask) } }),
    ...(lifecycle && { lifecycle: { ...lifecycle, init: maskInit(lifecycle.init, mask) } }),
  };
}

/** The pointers below which there may be something to be masked. */
export const maskedPointers = ['/namespace/sysctls', '/lifecycle/init'] as const;

/** The same of the value at a pointer into a state. */
export function maskValue(pointer: string, value: Json, mask: Mask): Json {
  const [sysctls, init] = maskedPointers;
  if (pointer === init && Array.isArray(value)) return maskInit(value as readonly string[], mask);
  if (pointer !== sysctls || typeof value !== 'object' || value === null) return value;
  return maskSysctls(value as Readonly<Record<string, string>>, mask);
}

const maskInit = (words: readonly string[], mask: Mask): readonly string[] =>
  replaceSecretWords(words, (secret) => mask('init', secret));

/**
 * What the node observed when it was made. Secrets that the program of the node knew none to be are masked here, so that they
 * compare with those of the manifests; of what is a mask already, `mask` is the same.
 */
export function observedIn({ containers, templates }: NodeSnapshot, mask: Mask): Observed {
  const found = containers.map(({ ctid: number, name, state: was, marker, ...more }): [Ctid, ObservedContainer] => {
    const ctid = asCtid(number);
    const state = withInitMasked(was, mask);
    return [ctid, { ctid, name, state, ...(marker && { marker: markerOf(ctid, state, marker, mask) }), ...more }];
  });
  return { containers: new Map(found), templates: new Set(templates) };
}

function markerOf(
  ctid: Ctid,
  state: ContainerState,
  marker: NonNullable<SnapshotContainer['marker']>,
  mask: Mask,
): Marker {
  const { applied, ...rest } = marker;
  if (applied === undefined) return { ...rest, ctid };
  return { ...rest, ctid, applied: applied === 'state' ? state : withInitMasked(applied, mask) };
}

/** Most have no secret, and stay what they are. */
function withInitMasked(state: ContainerState, mask: Mask): ContainerState {
  const { lifecycle } = state;
  if (lifecycle === undefined || !lifecycle.init.some(mayHaveSecret)) return state;
  return { ...state, lifecycle: { ...lifecycle, init: maskInit(lifecycle.init, mask) } };
}

/** The text of a snapshot: keys sorted, a line for each of its parts and each container, so that git shows what changed. */
export function snapshotText(snapshot: NodeSnapshot): string {
  const parts = Object.entries(snapshot)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => {
      const rows = Array.isArray(value)
        ? `[\n${value.map((one) => canonical(one as Json)).join(',\n')}\n]`
        : canonical(value);
      return `${JSON.stringify(key)}:${rows}`;
    });
  return `{\n${parts.join(',\n')}\n}`;
}
