// Rates and the traffic control that keeps them, pure: what a link has to have for a list of rates, and what rates a link has.
// Each direction that is limited has an htb with a class for each rate; a filter for each network leads to its class.

import type { RateState } from '../../reconciler/state/container.ts';
import { compareNetworks } from '../../schema/rate.ts';
import type { NetworkFilter, PlacedFilter } from '../netlink/shaping.ts';

/** The htb class of what is in no class of networks. Those have their own number, 1 to 15. */
export const FALLBACK = 16;

export type Direction = 'outgoing' | 'incoming';

/** What is on one link. */
export interface Shape {
  /** Bytes per second by minor number. */
  readonly classes: ReadonlyMap<number, number>;
  readonly filters: readonly NetworkFilter[];
}

/** What is on one link, with where the kernel has it. */
export interface PlacedShape extends Shape {
  readonly filters: readonly PlacedFilter[];
}

/** What one direction needs; undefined when nothing is limited in it. */
export function shapeOf(rates: readonly RateState[], direction: Direction): Shape | undefined {
  const classes = new Map<number, number>();
  const filters: NetworkFilter[] = [];
  for (const { class: number = FALLBACK, networks = [], [direction]: bits } of rates) {
    const limited = bits !== 'max';
    if (limited) classes.set(number, bits / 8);
    filters.push(...networks.map((network) => ({ network, class: number, limited })));
  }
  return classes.size === 0 ? undefined : { classes, filters };
}

/** The rates that need exactly these shapes; mixed where no list of rates does. */
export function ratesOf(outgoing: Shape | undefined, incoming: Shape | undefined): readonly RateState[] | 'mixed' {
  const shapes = { outgoing, incoming };
  const networks = new Map<number, Set<string>>();
  for (const shape of [outgoing, incoming]) {
    for (const number of shape?.classes.keys() ?? []) networks.set(number, networks.get(number) ?? new Set());
    for (const { class: number, network } of shape?.filters ?? [])
      networks.set(number, (networks.get(number) ?? new Set()).add(network));
  }
  const rates = [...networks]
    .sort(([a], [b]) => a - b)
    .map(([number, own]): RateState => {
      const bits = (shape: Shape | undefined): number | 'max' => {
        const bytes = shape?.classes.get(number);
        return bytes === undefined ? 'max' : bytes * 8;
      };
      return {
        ...(number !== FALLBACK && { class: number, networks: [...own].sort(compareNetworks) }),
        outgoing: bits(outgoing),
        incoming: bits(incoming),
      };
    });
  const isWhole = (['outgoing', 'incoming'] as const).every((direction) =>
    isSameShape(shapeOf(rates, direction), shapes[direction]),
  );
  return isWhole ? rates : 'mixed';
}

export function isSameShape(one: Shape | undefined, other: Shape | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  const isSameClass = ([minor, rate]: readonly [number, number]): boolean => other.classes.get(minor) === rate;
  return one.classes.size === other.classes.size && [...one.classes].every(isSameClass) && hasSameForm(one, other);
}

function hasSameForm(one: Shape, other: Shape): boolean {
  const minors = (shape: Shape): string => [...shape.classes.keys()].sort((a, b) => a - b).join();
  const filters = (shape: Shape): string =>
    shape.filters
      .map(({ network, class: number, limited }) => `${network} ${number} ${limited}`)
      .sort()
      .join();
  return minors(one) === minors(other) && filters(one) === filters(other);
}
