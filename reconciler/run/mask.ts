// What must not be written down though it is in a value: by the name of the field, and by its looks in a text.

import { MASK, maskedText, mayHaveSecret } from '../../schema/secret-text.ts';
import type { Json } from '../plan/plan.ts';

const secretName = /pass(word|wd|phrase)?$|secret|token|credential|(private|api)_?key|authorization/i;

/** JSON of a value with secrets replaced by ***: most values have none, and are not walked through. */
export function maskedJson(value: object): string {
  const text = JSON.stringify(value);
  return mayHaveSecret(text) ? JSON.stringify(masked(value as Json)) : text;
}

/** The same value with secrets replaced by ***. */
export function masked(value: Json): Json {
  if (typeof value === 'string') return maskedText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(masked);
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, secretName.test(name) ? MASK : masked(one)]),
  );
}
