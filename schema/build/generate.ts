// What is generated from the public contract: TypeScript types and stand-alone validators, as text.
// Compiled at build time so that nothing is compiled (`new Function`) at run time.

import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { compile } from 'json-schema-to-typescript';

export interface Generated {
  /** schema/manifest.generated.ts */
  readonly types: string;
  /** schema/merge-rules.generated.ts */
  readonly mergeRules: string;
  /** schema/config.generated.ts */
  readonly configTypes: string;
  /** schema/validators.generated.js */
  readonly validators: string;
  /** schema/validators.generated.d.ts */
  readonly declarations: string;
}

const kinds = [
  'Container',
  'Profile',
  'Defaults',
  'Template',
  'Node',
  'Policy',
  'Window',
  'Approval',
  'Rollout',
] as const;
const banner = (name: string): string => `// Generated from ${name} by schema/build/compile.ts. Do not edit.\n`;

/** Generates everything from the texts of both schemas. Throws when ajv's strict mode finds fault with one of them. */
export async function generate(manifestText: string, configText: string): Promise<Generated> {
  const [ofManifests, both] = [banner('manifest.schema.json'), banner('manifest.schema.json and config.schema.json')];
  return {
    types: `${ofManifests}\n${await types(hoisted(manifestText), 'Manifest')}`,
    configTypes: `${banner('config.schema.json')}\n${await types(JSON.parse(configText), 'Config')}`,
    mergeRules: `${ofManifests}${mergeRules(hoisted(manifestText))}`,
    validators: `${both}${validators(hoisted(manifestText), JSON.parse(configText))}\n`,
    declarations: `${both}${declarations}`,
  };
}

function types(schema: object, name: string): Promise<string> {
  return compile(schema, name, {
    bannerComment: '',
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 120 },
  });
}

interface Part {
  $ref?: string;
  'x-merge'?: unknown;
  properties?: Record<string, Part>;
}

interface Schema {
  readonly $id: string;
  readonly definitions: Record<string, Part>;
}

/** The schema with the spec of a container as a definition of its own: one type and one function for all that refer to it. */
function hoisted(schemaText: string): Schema {
  const pointer = '#/definitions/ContainerManifest/properties/spec';
  const schema: Schema = JSON.parse(schemaText.replaceAll(`"${pointer}"`, '"#/definitions/containerSpec"'));
  const { properties } = schema.definitions['ContainerManifest'] ?? {};
  const spec = properties?.['spec'];
  if (properties === undefined || spec === undefined) throw new Error(`the schema has nothing at ${pointer}`);
  schema.definitions['containerSpec'] = spec;
  properties['spec'] = { $ref: '#/definitions/containerSpec' };
  return schema;
}

/** By path below spec, what the keyword x-merge says; a field without it merges by its type. */
function mergeRules({ definitions }: Schema): string {
  const rules: [string, unknown][] = [];
  const collect = ({ properties = {} }: Part, path: string): void => {
    for (const [name, part] of Object.entries(properties)) {
      if (part['x-merge'] !== undefined) rules.push([`${path}${name}`, part['x-merge']]);
      collect(part, `${path}${name}.`);
    }
  };
  collect(definitions['containerSpec'] ?? {}, '');
  const entries = rules.map(([path, rule]) => `  ${JSON.stringify(path)}: ${JSON.stringify(rule)},\n`).join('');
  return `
/** How a list, or a mapping that is not merged entry by entry, joins what was set before it. */
export type MergeRule = 'replace' | 'append' | { readonly byKey: string };

export const mergeRules: Readonly<Record<string, MergeRule>> = {
${entries}};
`;
}

function validators(manifest: Schema, config: Pick<Schema, '$id'>): string {
  // $data stays off (CVE-2025-69873); verbose puts the schema's part into each error, for "did you mean".
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    strict: true,
    strictRequired: true,
    verbose: true,
    code: { source: true, esm: true, lines: true },
  });
  ajv.addKeyword('x-merge');
  ajv.addSchema([manifest, config]);
  const exported = kinds.map((kind) => [`validate${kind}`, `${manifest.$id}#/definitions/${kind}Manifest`]);
  exported.push(['validateConfig', config.$id]);
  const code = standalone.default(ajv, Object.fromEntries(exported));
  return inlineLength(code);
}

/** ajv emits require() for its string length helper even for ES modules; the helper counts code points. */
function inlineLength(code: string): string {
  const inlined = code.replaceAll('require("ajv/dist/runtime/ucs2length").default', '(text) => [...text].length');
  if (inlined.includes('require(')) throw new Error('the validators need a run-time helper that is not inlined');
  return inlined;
}

const declarations = `
/** One finding of ajv, in its verbose form. */
export interface SchemaError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Set when a property's name, not its value, is at fault. */
  readonly propertyName?: string;
  readonly schema: unknown;
  readonly parentSchema: Readonly<Record<string, unknown>>;
  readonly data: unknown;
}

export interface Validator {
  (value: unknown): boolean;
  /** Findings of the last call. */
  readonly errors?: readonly SchemaError[] | null;
}

${[...kinds, 'Config'].map((kind) => `export const validate${kind}: Validator;`).join('\n')}
`;
