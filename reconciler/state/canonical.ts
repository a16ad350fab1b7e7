// One text for one value, whatever the order in which its keys were written.

import type { Json } from '../plan/plan.ts';

/** JSON with the keys of every mapping in order, without spaces. */
export function canonical(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonical(item)).join(',')}]`;
  const mapping = value as Readonly<Record<string, Json | undefined>>;
  const parts: string[] = [];
  for (const key of Object.keys(mapping).sort()) {
    const item = mapping[key];
    if (item !== undefined) parts.push(`${JSON.stringify(key)}:${canonical(item)}`);
  }
  return `{${parts.join(',')}}`;
}
