// Generated from manifest.schema.json and config.schema.json by schema/build/compile.ts. Do not edit.

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

export const validateContainer: Validator;
export const validateProfile: Validator;
export const validateDefaults: Validator;
export const validateTemplate: Validator;
export const validateNode: Validator;
export const validatePolicy: Validator;
export const validateWindow: Validator;
export const validateApproval: Validator;
export const validateRollout: Validator;
export const validateConfig: Validator;
