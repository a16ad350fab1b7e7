// What is generated from the public contract: TypeScript types and stand-alone validators, as text.
// Compiled at build time so that nothing is compiled (`new Function`) at run time.

import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { compile } from 'json-schema-to-typescript';

export interface Generated {
  /** schema/manifest.generated.ts */
  readonly types: string;
  /** schema/validators.generated.js */
  readonly validators: string;
  /** schema/validators.generated.d.ts */
  readonly declarations: string;
}

const kinds = ['Container', 'Template', 'Node'] as const;
const banner = '// Generated from manifest.schema.json by schema/build/compile.ts. Do not edit.\n';

/** Generates everything from the text of manifest.schema.json. Throws when ajv's strict mode finds fault with the schema. */
export async function generate(schemaText: string): Promise<Generated> {
  const types = await compile(JSON.parse(schemaText), 'Manifest', {
    bannerComment: '',
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 120 },
  });
  return {
    types: `${banner}\n${types}`,
    validators: `${banner}${validators(JSON.parse(schemaText))}\n`,
    declarations: `${banner}${declarations}`,
  };
}

function validators(schema: { readonly $id: string }): string {
  // $data stays off (CVE-2025-69873); verbose puts the schema's part into each error, for "did you mean".
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    strict: true,
    strictRequired: true,
    verbose: true,
    code: { source: true, esm: true, lines: true },
  });
  ajv.addSchema(schema);
  const exported = kinds.map((kind) => [`validate${kind}`, `${schema.$id}#/definitions/${kind}Manifest`]);
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

${kinds.map((kind) => `export const validate${kind}: Validator;`).join('\n')}
`;
