// One finding of the generated validator -> a sentence for a person and the path it is about.

import { type Fault, shown } from './reading.ts';
import { fieldHint, nearest } from './suggest.ts';
import type { SchemaError } from './validators.generated.js';

export interface Explained {
  readonly path: readonly string[];
  /** Of the whole value when `path` leads to a part of it: nothing more is said about the value. */
  readonly value?: readonly string[];
  /** Point at the key, not at the value. */
  readonly atKey: boolean;
  readonly fault: Fault;
}

/** Undefined for findings that only repeat others. */
export function explain(error: SchemaError): Explained | undefined {
  const path = pathOf(error.instancePath);
  const fault = faultOf(error, path);
  if (fault === undefined) return undefined;
  const property =
    error.params['additionalProperty'] ??
    (error.keyword === 'propertyNames' ? error.params['propertyName'] : undefined);
  if (typeof property === 'string') return { path: [...path, property], atKey: true, fault };
  // A value that is missing has no place of its own worth showing.
  const atKey = error.data === null || error.keyword === 'required' || error.keyword.endsWith('Properties');
  return { path, atKey, fault };
}

const pathOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

function faultOf(error: SchemaError, path: readonly string[]): Fault | undefined {
  const { keyword, params, data, parentSchema } = error;
  if (error.propertyName !== undefined) return undefined;
  switch (keyword) {
    case 'additionalProperties':
      return unknownField(
        String(params['additionalProperty']),
        path,
        Object.keys((parentSchema['properties'] as object | undefined) ?? {}),
      );
    case 'propertyNames':
      if (isOwn(parentSchema)) return ownField(String(params['propertyName']), parentSchema);
      return {
        code: 'VZR106',
        message: `${shown(params['propertyName'])} cannot be a key here`,
        hint:
          (parentSchema['propertyNames'] as { description?: string } | undefined)?.description ??
          'use letters, digits, dots, dashes and one kind of slash: example.org/owner',
      };
    case 'required':
      return {
        code: 'VZR102',
        message: `${nameOf(path)} has no ${params['missingProperty']}`,
        hint: example(parentSchema, String(params['missingProperty'])),
      };
    case 'minProperties':
    case 'maxProperties':
      return choice(path, parentSchema);
    case 'type':
      return wrongType(path, String(params['type']), data, parentSchema);
    case 'enum':
    case 'const':
      return notOneOf(
        path,
        data,
        keyword === 'enum' ? (params['allowedValues'] as readonly string[]) : [String(params['allowedValue'])],
      );
    default:
      return constraint(error, path);
  }
}

const isOwn = ({ propertyNames }: SchemaError['parentSchema']): boolean =>
  Object.hasOwn(propertyNames as object, 'not');

/** Of a profile or defaults, which many containers share. */
function ownField(name: string, { propertyNames }: SchemaError['parentSchema']): Fault {
  if (name === 'profiles')
    return { code: 'VZR251', message: 'profiles are flat: none names another', hint: 'list them all in the Container' };
  const hint = String((propertyNames as { description?: unknown }).description);
  return { code: 'VZR251', message: `${shown(name)} is for one container alone`, hint };
}

const nameOf = (path: readonly string[]): string =>
  path.length === 0 ? 'the document' : shown(path.join('.')).slice(1, -1);

function unknownField(name: string, path: readonly string[], allowed: readonly string[]): Fault {
  if (path.length === 0 && name === 'status') {
    return {
      code: 'VZR111',
      message: 'status is what vzreconcile reports; it does not belong into git',
      hint: 'remove it; `vzreconcile status` shows it',
    };
  }
  const where = path.length === 0 ? '' : ` in ${nameOf(path)}`;
  return { code: 'VZR101', message: `unknown field ${shown(name)}${where}`, hint: fieldHint(name, allowed) };
}

function example(schema: SchemaError['parentSchema'], name: string): string {
  const property = (schema['properties'] as Record<string, { examples?: readonly unknown[] }> | undefined)?.[name];
  const first = property?.examples?.[0];
  return first === undefined || typeof first === 'object' ? `add ${name}:` : `add a line such as ${name}: ${first}`;
}

function choice(path: readonly string[], schema: SchemaError['parentSchema']): Fault {
  const names = Object.keys((schema['properties'] as object | undefined) ?? {});
  const [choices, of] = names.includes('sha256')
    ? ['path and url', 'spec.source.tarball']
    : [`${names.slice(0, -1).join(', ')} and ${names.at(-1)}`, nameOf(path)];
  return names.length === 0
    ? { code: 'VZR107', message: `${nameOf(path)} has too many keys`, hint: `at most ${schema['maxProperties']}` }
    : { code: 'VZR108', message: `${of} needs exactly one of ${choices}`, hint: 'keep one' };
}

const typeWords: Readonly<Record<string, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
};

function wrongType(path: readonly string[], type: string, data: unknown, schema: SchemaError['parentSchema']): Fault {
  const first = (schema['examples'] as readonly unknown[] | undefined)?.[0];
  const scalar = data !== null && typeof data !== 'object';
  let hint = first === undefined ? 'see `vzreconcile schema`' : `write it like ${JSON.stringify(first)}`;
  if (data === null) hint = 'give it a value or remove the key';
  else if (type === 'array' && scalar) hint = 'write a list: one line per item, each starting with "- "';
  else if (type === 'string' && scalar) hint = `put it in quotes: "${data}"`;
  return { code: 'VZR103', message: `${nameOf(path)} must be ${typeWords[type] ?? type}, not ${shown(data)}`, hint };
}

function notOneOf(path: readonly string[], data: unknown, allowed: readonly string[]): Fault {
  const near = typeof data === 'string' ? nearest(data, allowed) : undefined;
  const possible = `possible: ${allowed.join(', ')}`;
  const hint =
    near === undefined
      ? possible
      : `did you mean ${near}?${allowed.length > 1 && allowed.length <= 5 ? ` ${possible}` : ''}`;
  return { code: 'VZR104', message: `${nameOf(path)} cannot be ${shown(data)}`, hint };
}

function constraint({ keyword, params, data, parentSchema }: SchemaError, path: readonly string[]): Fault | undefined {
  const name = nameOf(path);
  const limit = params['limit'];
  switch (keyword) {
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
      return { code: 'VZR105', message: `${name} is ${data}, which is out of range`, hint: rangeHint(parentSchema) };
    case 'minItems':
      return {
        code: 'VZR107',
        message: `the list ${name} is empty`,
        hint: `write at least ${limit} item, or remove the field`,
      };
    case 'maxItems':
      return { code: 'VZR107', message: `the list ${name} is too long`, hint: `at most ${limit} items` };
    case 'maxLength':
      return { code: 'VZR106', message: `${name} is too long`, hint: `at most ${limit} characters` };
    case 'pattern':
      return { code: 'VZR106', message: `${name} cannot be ${shown(data)}`, hint: patternHint(parentSchema) };
    default:
      // anyOf and allOf only sum up what their branches said.
      return undefined;
  }
}

function rangeHint(schema: SchemaError['parentSchema']): string {
  const low =
    schema['minimum'] ??
    (schema['exclusiveMinimum'] === undefined ? undefined : `more than ${schema['exclusiveMinimum']}`);
  return `possible: ${low} to ${schema['maximum']}`;
}

function patternHint(schema: SchemaError['parentSchema']): string {
  const examples = (schema['examples'] as readonly unknown[] | undefined) ?? [];
  const words = String(schema['description'] ?? '').replace(/\. .*|\.$/s, '');
  return `${words}${examples.length === 0 ? '' : `; for example ${examples.join(', ')}`}`;
}
