// What every document of this project goes through, whatever its kind: its head, the readers of its fields, its schema, and
// where in the file each finding belongs.

import { type Explained, explain } from './explain.ts';
import type { Field } from './fields.ts';
import { type Mark, markAt, type Range } from './mark.ts';
import { type Fault, isMapping, shown } from './reading.ts';
import { nearest } from './suggest.ts';
import type { Validator } from './validators.generated.js';
import { maxProblems } from './walk.ts';

const apiVersion = 'vzreconcile/v1alpha1';

export type Report = (range: Range, fault: Fault) => void;

export interface Head<K extends string> {
  readonly kind: K;
  readonly value: Readonly<Record<string, unknown>>;
}

/** Which of the kinds a document is; undefined, and a report, when nobody can tell. */
export function checkHead<K extends string>(
  value: unknown,
  mark: Mark,
  { kinds, what }: { readonly kinds: readonly K[]; readonly what: string },
  report: Report,
): Head<K> | undefined {
  if (!isMapping(value)) {
    const message = `${what} is a mapping, not ${shown(value)}`;
    report(mark, { code: 'VZR010', message, hint: `start it with apiVersion: ${apiVersion}` });
    return undefined;
  }
  checkVersion(value, mark, report);
  const kind = kindOf(value, mark, kinds, report);
  return kind === undefined ? undefined : { kind, value };
}

function checkVersion(value: Readonly<Record<string, unknown>>, mark: Mark, report: Report): void {
  const version = value['apiVersion'];
  if (version === undefined)
    report(mark, {
      code: 'VZR102',
      message: 'the document has no apiVersion',
      hint: `add a line apiVersion: ${apiVersion}`,
    });
  else if (version !== apiVersion)
    report(markAt(mark, ['apiVersion']), {
      code: 'VZR109',
      message: `the apiVersion ${shown(version)} is not known`,
      hint: `write ${apiVersion}`,
    });
}

function kindOf<K extends string>(
  value: Readonly<Record<string, unknown>>,
  mark: Mark,
  kinds: readonly K[],
  report: Report,
): K | undefined {
  const written = value['kind'];
  const kind = kinds.find((one) => one === written);
  if (written === undefined)
    report(mark, {
      code: 'VZR102',
      message: 'the document has no kind',
      hint: `add a line kind: ${kinds.join(', or ')}`,
    });
  else if (kind === undefined) {
    const near = typeof written === 'string' ? nearest(written, kinds) : undefined;
    report(markAt(mark, ['kind']), {
      code: 'VZR110',
      message: `the kind ${shown(written)} is not known`,
      hint: near === undefined ? `possible: ${kinds.join(', ')}` : `did you mean ${near}?`,
    });
  }
  return kind;
}

/** What the schema finds beside what the readers of fields `found`, once per place. */
export function findings(
  validate: Validator,
  value: Readonly<Record<string, unknown>>,
  found: readonly Explained[],
): readonly Explained[] {
  if (validate(value)) return found;
  const all = [...found];
  const spoken = new Set(found.map(({ path, value = path }) => value.join('/')));
  const silenced = (path: readonly string[]): boolean =>
    path.some((_, i) => spoken.has(path.slice(0, i + 1).join('/')));
  const seen = new Set<string>();
  for (const error of validate.errors ?? []) {
    if (all.length >= maxProblems) break;
    const explained = explain(error);
    if (explained === undefined || silenced(explained.path) || isHead(explained.path)) continue;
    const id = `${explained.path.join('/')} ${explained.fault.code}`;
    if (seen.has(id) && explained.fault.code !== 'VZR102') continue;
    seen.add(id);
    all.push(explained);
  }
  return all;
}

/** apiVersion and kind are checked before the schema is chosen. */
const isHead = ([first, ...rest]: readonly string[]): boolean =>
  rest.length === 0 && (first === 'apiVersion' || first === 'kind');

/** What the readers of fields find. An absent value is no finding. */
export function readFields(fields: readonly Field[], document: unknown): Explained[] {
  const found: Explained[] = [];
  for (const field of fields) readField(field, document, found);
  return found;
}

function readField({ path, read }: Field, document: unknown, found: Explained[]): void {
  const check = (written: unknown, key: string): void => {
    const reading = read(written, key);
    if (!('fault' in reading)) return;
    const value = [...path.slice(0, -1), key];
    const at = [...value, ...(reading.fault.at ?? [])];
    found.push({ path: at, value, atKey: written === null || reading.fault.atKey === true, fault: reading.fault });
  };
  let value = document;
  for (const step of path) {
    if (step === '*') {
      if (Array.isArray(value)) for (const [i, item] of value.entries()) check(item, `${i}`);
      else if (isMapping(value)) for (const [key, item] of Object.entries(value)) check(item, key);
      return;
    }
    if (!isMapping(value) || !Object.hasOwn(value, step)) return;
    value = value[step];
  }
  check(value, path.at(-1) ?? '');
}

export function placeOf(root: Mark, { path, atKey }: Explained): Range {
  let mark = root;
  for (const step of path) {
    const inner = mark.fields?.get(step) ?? mark.items?.[Number(step)];
    if (inner === undefined) break;
    mark = inner;
  }
  return atKey ? (mark.key ?? mark) : mark;
}
