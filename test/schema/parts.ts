// All parts of a JSON schema, and what a published one must not lack.

export interface Schema {
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly required?: readonly string[];
  readonly type?: string;
  readonly additionalProperties?: unknown;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

export interface Part {
  readonly path: string;
  readonly part: Schema;
  readonly required: boolean;
  readonly field: boolean;
}

function* all(part: Schema, path: string): Generator<Part> {
  for (const [name, inner] of Object.entries(part.definitions ?? {})) {
    yield { path: `${path}${name}`, part: inner, required: true, field: false };
    yield* all(inner, `${path}${name}`);
  }
  for (const [name, inner] of Object.entries(part.properties ?? {})) {
    yield { path: `${path}.${name}`, part: inner, required: part.required?.includes(name) ?? false, field: true };
    yield* all(inner, `${path}.${name}`);
  }
  for (const inner of [...(part.items === undefined ? [] : [part.items]), ...(part.anyOf ?? [])]) {
    yield { path: `${path}[]`, part: inner, required: true, field: false };
    yield* all(inner, `${path}[]`);
  }
}

export const partsOf = (schema: Schema): readonly Part[] => [...all(schema, '')];

/** Fields without a description, an example, or a word on their default. */
export function poorlyDescribed(parts: readonly Part[]): readonly string[] {
  const poor = parts.filter(({ part, required, field }) => {
    const told = required || part.default !== undefined || part.description?.includes('Default: ') === true;
    return field && (part.description === undefined || (part.examples?.length ?? 0) === 0 || !told);
  });
  return poor.map(({ path }) => path);
}

/** Mappings that are not closed, and text of any length. */
export function unbounded(parts: readonly Part[]): readonly string[] {
  const open = parts.filter(({ part }) =>
    part.type === 'object'
      ? // What is built on another mapping is closed by it.
        part.additionalProperties === undefined && part.allOf === undefined
      : part.type === 'string' && part.maxLength === undefined && part.const === undefined && part.enum === undefined,
  );
  return open.map(({ path }) => path);
}
