// The part of SARIF 2.1.0 that reports use, as a schema stricter than the standard's: what is not listed is an error.
// Sections are those of the OASIS standard (2.1.0, errata 01); codes and URIs are checked beside it.

import { Ajv, type ValidateFunction } from 'ajv';

const closed = (required: object, optional: object = {}) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(required),
  properties: { ...required, ...optional },
});
const text = { type: 'string', minLength: 1 };
const position = { type: 'integer', minimum: 1 };
/** 3.11: plain text. */
const message = closed({ text });

const schema = closed({
  // 3.13
  $schema: { const: 'https://json.schemastore.org/sarif-2.1.0.json' },
  version: { const: '2.1.0' },
  runs: {
    type: 'array',
    minItems: 1,
    maxItems: 1,
    items: closed({
      // 3.18, 3.19, 3.49
      tool: closed({
        driver: closed({
          name: { const: 'vzreconcile' },
          version: text,
          semanticVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+' },
          rules: {
            type: 'array',
            uniqueItems: true,
            items: closed({ id: text, shortDescription: message, help: message }),
          },
        }),
      }),
      // 3.17.3: hierarchical, with a trailing slash it names a category.
      automationDetails: closed({ id: { type: 'string', pattern: '/$' } }),
      columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
      // 3.20
      invocations: { type: 'array', items: closed({ executionSuccessful: { type: 'boolean' } }) },
      results: {
        type: 'array',
        // 3.27
        items: closed({
          ruleId: text,
          ruleIndex: { type: 'integer', minimum: 0 },
          level: { enum: ['none', 'note', 'warning', 'error'] },
          message,
          locations: {
            type: 'array',
            minItems: 1,
            // 3.28, 3.29, 3.4, 3.30
            items: closed({
              physicalLocation: closed(
                { artifactLocation: closed({ uri: text }, { uriBaseId: { const: '%SRCROOT%' } }) },
                {
                  region: closed(
                    { startLine: position, startColumn: position },
                    { endLine: position, endColumn: position },
                  ),
                },
              ),
            }),
          },
          partialFingerprints: closed({
            primaryLocationLineHash: { type: 'string', pattern: '^[0-9a-f]{16}:[1-9]\\d*$' },
          }),
        }),
      },
    }),
  },
});

interface Sarif {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
      }[];
      readonly partialFingerprints: { readonly primaryLocationLineHash: string };
    }[];
  }[];
}

const validate: ValidateFunction = new Ajv({ allErrors: true }).compile(schema);

/** The document, which is as the standard has it. Throws where it is not. */
export function parseSarif(document: string): Sarif['runs'][number] {
  const value = JSON.parse(document) as Sarif;
  if (!validate(value)) throw new Error(JSON.stringify(validate.errors));
  const [run] = value.runs;
  if (run === undefined) throw new Error('no run');
  for (const { ruleId, ruleIndex, locations, message: said } of run.results) {
    // 3.27.7: the index is that of the id.
    if (run.tool.driver.rules[ruleIndex]?.id !== ruleId) throw new Error(`rule ${ruleIndex} is not ${ruleId}`);
    for (const { physicalLocation } of locations) {
      // 3.4.3: a relative reference of RFC 3986 with nothing that resolving would change, or absolute.
      const { uri } = physicalLocation.artifactLocation;
      if (!/^(file:\/\/\/)?([A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-F]{2})+$/.test(uri)) throw new Error(`uri ${uri}`);
    }
    // 3.11.5: braces are placeholders unless they are doubled; 3.11.6: brackets are links unless they are escaped.
    const plain = said.text.replace(/\{\{|\}\}|\\[\\[\]]/g, '');
    if (/[{}[\]\\]/.test(plain)) throw new Error(`placeholder or link in ${said.text}`);
  }
  if (new Set(run.results.map((one) => one.partialFingerprints.primaryLocationLineHash)).size !== run.results.length)
    throw new Error('a fingerprint twice');
  return run;
}
