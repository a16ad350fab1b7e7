// The way from one shape of a link to another while packets pass, pure: at no moment may a packet go faster than both the old and
// the new rates let it. So no queueing discipline is taken away, and what loosens comes last. What waits in the queue of a class
// that its network leaves, a tenth of a second at most, is still sent at the rate of that class.

import { type NetworkFilter, numberOf, type PlacedFilter } from '../netlink/shaping.ts';
import type { PlacedShape, Shape } from './shape.ts';

export type Change =
  | { readonly kind: 'class'; readonly minor: number; readonly rate: number }
  | { readonly kind: 'no class'; readonly minor: number }
  | { readonly kind: 'filter'; readonly filter: NetworkFilter; readonly number: number }
  | { readonly kind: 'no filter'; readonly filter: PlacedFilter };

/** A filter's number has eight bits, and is not 0. */
const NUMBERS = 255;

/** In this order; undefined where a class has more networks, old and new, than there are numbers. */
export function changesBetween(now: PlacedShape, wants: Shape): readonly Change[] | undefined {
  const isIn = (filters: readonly NetworkFilter[], one: NetworkFilter): boolean =>
    filters.some(({ network, class: number, limited }) => {
      return network === one.network && number === one.class && limited === one.limited;
    });
  const added = numbered(
    now.filters,
    wants.filters.filter((one) => !isIn(now.filters, one)),
  );
  if (added === undefined) return undefined;
  const classes = [...wants.classes].map(([minor, rate]) => ({ kind: 'class', minor, rate }) as const);
  const isRaised = ({ minor, rate }: (typeof classes)[number]): boolean => rate > (now.classes.get(minor) ?? rate);
  const isChanged = ({ minor, rate }: (typeof classes)[number]): boolean => rate !== now.classes.get(minor);
  return [
    ...classes.filter((one) => isChanged(one) && !isRaised(one)),
    // A packet whose longest prefix is not there yet, or not any more, goes by a shorter one, which may let it go faster.
    ...added.toSorted((one, other) => prefixOf(other.filter) - prefixOf(one.filter)),
    ...now.filters
      .filter((one) => !isIn(wants.filters, one))
      .toSorted((one, other) => prefixOf(one) - prefixOf(other))
      .map((filter) => ({ kind: 'no filter', filter }) as const),
    ...[...now.classes.keys()]
      .filter((minor) => !wants.classes.has(minor))
      .map((minor) => ({ kind: 'no class', minor }) as const),
    ...classes.filter(isRaised),
  ];
}

const prefixOf = ({ network }: NetworkFilter): number => Number(network.split('/')[1]);

/** Each with a number that no filter of its class has. */
function numbered(
  now: readonly PlacedFilter[],
  added: readonly NetworkFilter[],
): readonly Extract<Change, { kind: 'filter' }>[] | undefined {
  const used = new Set(now.map((one) => (one.class << 8) | numberOf(one)));
  const found: Extract<Change, { kind: 'filter' }>[] = [];
  for (const filter of added) {
    let number = 1;
    while (used.has((filter.class << 8) | number)) number += 1;
    if (number > NUMBERS) return undefined;
    used.add((filter.class << 8) | number);
    found.push({ kind: 'filter', filter, number });
  }
  return found;
}
