// What every parser of kernel text shares: the error with its place, and exact numbers. Pure: (text, where) => value.
// Files are read as latin1, so that each byte is one character and names in any encoding survive unchanged.

/** Kernel text that does not have the documented form. `line` starts at 1. */
export class ParseError extends Error {
  override readonly name = 'ParseError';
  readonly file: string;
  readonly line: number;
  constructor(file: string, line: number, reason: string) {
    super(`${file}:${line}: ${reason}`);
    this.file = file;
    this.line = line;
  }
}

/** The lines of a kernel file, without the empty one after the last newline. */
export function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** A decimal number that JavaScript holds exactly; anything else is a ParseError, never NaN or a rounded value. */
export function integer(word: string | undefined, where: string, line = 1): number {
  const value = word !== undefined && /^-?\d+$/.test(word) ? Number(word) : Number.NaN;
  if (Number.isSafeInteger(value)) return value;
  throw new ParseError(where, line, `"${word ?? ''}" is not an exact decimal number`);
}
