// The result of reading one value a person wrote: the value, or what is wrong with it. Places are added by the caller.

export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** The part of the value that is at fault, as steps below it. Absent: all of it. */
  readonly at?: readonly string[];
  /** The key there is at fault, not its value. */
  readonly atKey?: true;
  /** The value is a secret: its line is not shown. */
  readonly secret?: true;
}

export type Reading<T> = { readonly value: T } | { readonly fault: Fault };

/** The fault of a part of a value, with the step that leads to it. */
export const below = (
  step: string | number,
  { fault: found }: { readonly fault: Fault },
): { readonly fault: Fault } => ({
  fault: { ...found, at: [String(step), ...(found.at ?? [])] },
});

export function fault(
  code: string,
  message: string,
  hint: string,
): { readonly fault: Fault & { readonly hint: string } } {
  return { fault: { code, message, hint } };
}

/** A value as a message quotes it: short, on one line, without characters that could steer a terminal. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `"${printable(value.length > 60 ? `${value.slice(0, 57)}...` : value)}"`;
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : String(value);
}

// C0, DEL, C1, zero width and bidirectional controls, line separators, byte order mark, lone surrogates.
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this finds.
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/gu;

/** The text with every invisible or terminal-steering character replaced by one visible one, so that columns stay. */
export function printable(text: string): string {
  return text.replace(invisible, (character) => (character === '\t' ? ' ' : '\ufffd'));
}

/** JSON text in which such characters are written as escapes: the same value. */
export const plainJson = (json: string): string =>
  json.replace(invisible, (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The value of text that was checked before. Throws on a fault, which is then a mistake in this program. */
export function expectValue<T>(reading: Reading<T>): T {
  if ('value' in reading) return reading.value;
  throw new Error(`checked before, yet ${reading.fault.message}`);
}

/** An object that is no list. */
export const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
