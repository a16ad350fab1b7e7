// Templates of messages: text with {{names}} of an event's values. No code, no conditions; a name that is not known is a
// fault when the configuration is read, not a hole in a message at night.

import { fault, type Reading, shown } from '../reading.ts';
import { nearest } from '../suggest.ts';

export const variables = [
  ...(['time', 'kind', 'severity', 'node', 'revision', 'label', 'author', 'subject'] as const),
  ...(['ctid', 'container', 'reason', 'message'] as const),
] as const;

export type Variable = (typeof variables)[number];

/** Text and names, in turn. */
export type Template = readonly (string | { readonly name: Variable })[];

export function readTemplate(value: unknown): Reading<Template> {
  if (typeof value !== 'string') return fault('VZR103', `a template is text, not ${shown(value)}`, 'put it in quotes');
  const parts: (string | { readonly name: Variable })[] = [];
  let at = 0;
  for (const match of value.matchAll(/\{\{([^{}]*)\}\}/g)) {
    const name = (match[1] ?? '').trim();
    const known = variables.find((one) => one === name);
    if (known === undefined) {
      const near = nearest(name, [...variables]);
      const hint = near === undefined ? `known are ${variables.join(', ')}` : `did you mean {{${near}}}?`;
      return fault('VZR570', `a template has no ${shown(name)}`, hint);
    }
    parts.push(value.slice(at, match.index), { name: known });
    at = match.index + match[0].length;
  }
  const rest = value.slice(at);
  if (/\{\{|\}\}/.test([...parts, rest].filter((part) => typeof part === 'string').join('\0')))
    return fault('VZR570', 'a name in {{ }} is not closed', 'write {{message}}');
  return { value: [...parts, rest].filter((part) => part !== '') };
}

/** What an event lacks is left empty. */
export function renderTemplate(template: Template, values: Readonly<Partial<Record<Variable, unknown>>>): string {
  return template.map((part) => (typeof part === 'string' ? part : String(values[part.name] ?? ''))).join('');
}
