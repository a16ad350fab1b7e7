// Where things are in a file: the text with its lines, and a tree of places parallel to a document's value. Places are offsets;
// lines and columns are counted when somebody asks.

import type { Origin, Problem } from './problem.ts';
import type { Fault } from './reading.ts';
import { maskedLine } from './sysctl.ts';

/** One file's text, addressed by UTF-16 offset as the YAML parser does. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
  span(range: Range): Span;
  /** A line, at most 400 characters of it. */
  line(number: number): string;
}

/** Offsets; `end` is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
  /** The text they are offsets of, where that is not the document's own: of what a profile or defaults have set. */
  readonly source?: SourceText;
}

/** A span on one line; columns count Unicode characters, `endCol` is exclusive. */
export interface Span {
  readonly line: number;
  readonly col: number;
  readonly endCol: number;
}

/** The place of a value, of the key it stands under, and of what is inside it. */
export interface Mark extends Range {
  readonly key?: Range;
  readonly fields?: ReadonlyMap<string, Mark>;
  readonly items?: readonly Mark[];
}

/** `moved` says where in this text the offsets lead that it is asked about. */
export function sourceText(path: string, text: string, moved = (offset: number): number => offset): SourceText {
  let known: Lines | undefined;
  const lines = (): Lines => {
    known ??= linesOf(text);
    return known;
  };
  return {
    path,
    text,
    span: ({ start, end }) => lines().span(moved(start), moved(end)),
    line: (number) => lines().line(number),
  };
}

interface Lines {
  span(start: number, end: number): Span;
  line(number: number): string;
}

/** Turns offsets into spans; makes the table of lines once. */
function linesOf(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  // Counting characters is only needed where a character takes two UTF-16 units.
  const wide = /[\ud800-\udbff]/.test(text);
  const columns = (from: number, to: number): number => to - from - (wide ? pairs(text, from, to) : 0);
  const span = (start: number, end: number): Span => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= start) low = middle;
      else high = middle - 1;
    }
    const from = starts[low] ?? 0;
    const lineEnd = lineStop(text, (starts[low + 1] ?? text.length + 1) - 1);
    const col = columns(from, start) + 1;
    const width = columns(start, Math.max(start, Math.min(end, lineEnd)));
    return { line: low + 1, col, endCol: col + Math.max(1, width) };
  };
  const line = (number: number): string => {
    const from = starts[number - 1] ?? text.length;
    return text.slice(from, lineStop(text, (starts[number] ?? text.length + 1) - 1)).slice(0, 400);
  };
  return { span, line };
}

/** Characters of two units. A line may be a megabyte, and many problems on it. */
function pairs(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to - 1; at += 1)
    if ((text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) count += 1;
  return count;
}

const lineStop = (text: string, newline: number): number => (text.charAt(newline - 1) === '\r' ? newline - 1 : newline);

/** The mark at a path, or the nearest one above it. */
export function markAt(root: Mark, path: readonly (string | number)[]): Mark {
  let mark = root;
  for (const step of path) {
    const inner = typeof step === 'number' ? mark.items?.[step] : mark.fields?.get(step);
    if (inner === undefined) return mark;
    mark = inner;
  }
  return mark;
}

/** The same tree of places, which says that it is in `source`. */
export function markedIn(source: SourceText, { start, end, key, fields, items }: Mark): Mark {
  return {
    start,
    end,
    source,
    ...(key && { key: { ...key, source } }),
    ...(fields && { fields: new Map([...fields].map(([name, mark]) => [name, markedIn(source, mark)])) }),
    ...(items && { items: items.map((mark) => markedIn(source, mark)) }),
  };
}

/** `document`: the text of the document that the range is of, unless the range says otherwise. */
export function originOf(document: SourceText, range: Range): Origin {
  const source = range.source ?? document;
  const { line, col } = source.span(range);
  return { path: source.path, line, col };
}

/** An error at a place. */
export function problemAt(document: SourceText, range: Range, fault: Fault): Problem {
  const source = range.source ?? document;
  const { line, col, endCol } = source.span(range);
  return {
    code: fault.code,
    severity: 'error',
    origin: { path: source.path, line, col },
    endCol,
    message: fault.message,
    ...(fault.hint === undefined ? {} : { hint: fault.hint }),
    ...(fault.secret !== true && { source: maskedLine(source.line(line)) }),
  };
}
