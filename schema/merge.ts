// Settings of several documents -> one, with the place of each value. What wins is written in the schema: scalars replace, mappings
// merge entry by entry, lists replace unless x-merge says otherwise (merge-rules.generated.ts), and null takes away what was set
// before (RFC 7396).

import type { Mark } from './mark.ts';
import { mergeRules } from './merge-rules.generated.ts';

/** A value and the places of what is in it. */
export interface Part {
  readonly value: unknown;
  readonly mark: Mark;
}

type Mapping = Readonly<Record<string, unknown>>;

const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The settings under those of the document itself, merged in order: a null stays, so that it takes away whatever it is laid over,
 * and merging is associative as long as nobody turns a mapping into something else and back.
 */
export const mergeOver = (under: Part, over: Part): Part => merge(under, over, '', false);

/**
 * The whole: the settings under it, without their nulls, and over them the document's own. A null there that takes nothing away
 * stays: it is a value that is missing.
 */
export const mergeLast = (under: Part, own: Part): Part => merge(under, own, '', true);

/** A value without the entries of mappings that are null. Items of lists stay. */
export function withoutNulls(part: Part): Part {
  const { value, mark } = part;
  if (!isMapping(value)) return part;
  const kept: Record<string, unknown> = {};
  const fields = new Map<string, Mark>();
  for (const [key, inner] of Object.entries(value)) {
    if (inner === null) continue;
    const below = withoutNulls({ value: inner, mark: mark.fields?.get(key) ?? mark });
    kept[key] = below.value;
    fields.set(key, below.mark);
  }
  return { value: kept, mark: { ...mark, fields } };
}

function merge(under: Part, over: Part, path: string, isLast: boolean): Part {
  const rule = mergeRules[path];
  if (rule === 'replace') return over;
  if (isMapping(under.value) && isMapping(over.value))
    return mergeMappings(under.value, under.mark, over.value, over.mark, path, isLast);
  if (rule === undefined || !Array.isArray(under.value) || !Array.isArray(over.value)) return over;
  const [before, after] = [itemsOf(under), itemsOf(over)];
  return listOf(
    rule === 'append' ? appended(before, after) : mergedByKey(before, after, rule.byKey, path, isLast),
    over,
  );
}

function mergeMappings(
  under: Mapping,
  underMark: Mark,
  over: Mapping,
  overMark: Mark,
  path: string,
  isLast: boolean,
): Part {
  const value: Record<string, unknown> = { ...under };
  const fields = new Map(underMark.fields);
  for (const [key, inner] of Object.entries(over)) {
    const isThere = Object.hasOwn(value, key);
    if (inner === null && isLast && isThere) {
      delete value[key];
      fields.delete(key);
      continue;
    }
    const own = { value: inner, mark: overMark.fields?.get(key) ?? overMark };
    const before = { value: value[key], mark: fields.get(key) ?? underMark };
    const merged = isThere ? merge(before, own, path === '' ? key : `${path}.${key}`, isLast) : own;
    value[key] = merged.value;
    fields.set(key, merged.mark);
  }
  return { value, mark: { ...overMark, fields } };
}

const itemsOf = ({ value, mark }: Part): Part[] =>
  (value as readonly unknown[]).map((item, i) => ({ value: item, mark: mark.items?.[i] ?? mark }));

const listOf = (items: readonly Part[], { mark }: Part): Part => ({
  value: items.map(({ value }) => value),
  mark: { ...mark, items: items.map((item) => item.mark) },
});

/** What is there already is not said twice. */
function appended(before: readonly Part[], after: readonly Part[]): readonly Part[] {
  const there = new Set(before.map(({ value }) => JSON.stringify(value)));
  return [...before, ...after.filter(({ value }) => !there.has(JSON.stringify(value)))];
}

/** Items of one key are merged, where the first of them stood. */
function mergedByKey(
  before: readonly Part[],
  after: readonly Part[],
  key: string,
  path: string,
  isLast: boolean,
): readonly Part[] {
  const keyOf = ({ value }: Part): unknown => (isMapping(value) ? value[key] : undefined);
  const items = [...before];
  for (const item of after) {
    const wanted = keyOf(item);
    const at = wanted === undefined ? -1 : before.findIndex((one) => keyOf(one) === wanted);
    const there = items[at];
    if (there === undefined) items.push(item);
    else items[at] = merge(there, item, `${path}.*`, isLast);
  }
  return items;
}
