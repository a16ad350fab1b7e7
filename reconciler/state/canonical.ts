// One text for one value, whatever the order in which its keys were written.

import type { Json } from '../plan/plan.ts';

/** JSON with the keys of every mapping in order, without spaces. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonical(item)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value as Readonly<Record<string, Json | undefined>>);
  const kept = entries.filter((entry): entry is [string, Json] => entry[1] !== undefined);
  kept.sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${kept.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}
