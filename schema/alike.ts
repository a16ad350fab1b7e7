// The files of a commit are often alike but for their words, a hundred containers written from one form. The first of such files
// is parsed; the next is read by putting its words in the place of the first one's, at a thirtieth of the cost.
//
// Why that gives what parsing gives: the yaml package decides where tokens begin and end, and what they are, by characters that
// are neither letters nor digits, and by indentation, which is made of spaces. So two files of one skeleton (the text with every
// word replaced by one letter) have the same tokens. Letters and digits count only after the characters of `reaching`, whose
// files are left out; in keys, which have to be equal; at the beginning of a line, where its lexer looks one character ahead and
// where words have to be equal too; and in what a plain value means, which the package's own schema is asked.

import { type Mark, type SourceText, sourceText } from './mark.ts';
import { parseYaml, plainValue } from './parse.ts';
import type { Problem } from './problem.ts';
import type { Parsed } from './walk.ts';

export interface Read {
  /** The text to which the places of the documents belong. */
  readonly source: SourceText;
  readonly documents: readonly Parsed[];
  readonly problems: readonly Problem[];
}

const word = /[A-Za-z0-9]+/g;

/** Escapes, tags, anchors, aliases, block scalars, explicit keys and directives. */
const reaching = /[\\!&*|>?]|^%/m;

/** Characters; larger files are not worth being kept. */
const largest = 16_384;
const mostSamples = 64;

/** A parsed file, and once another of its skeleton was met, how to read that. */
interface Sample {
  readonly text: string;
  readonly documents: readonly Parsed[];
  pattern?: Pattern | undefined;
}

/** By skeleton. Only an abbreviation: what is in here changes no result. */
const samples = new Map<string, Sample>();

/** The documents of a file, as parseYaml() gives them. */
export function readYaml(source: SourceText): Read {
  if (source.text.length > largest) return { source, ...parseYaml(source) };
  const skeleton = source.text.replace(word, 'w');
  const sample = samples.get(skeleton);
  const read = sample && readAlike(sample, source);
  if (read !== undefined) return read;
  const parsed = parseYaml(source);
  if (parsed.problems.length === 0) keep(skeleton, { text: source.text, documents: parsed.documents });
  return { source, ...parsed };
}

function keep(skeleton: string, sample: Sample): void {
  samples.delete(skeleton);
  samples.set(skeleton, sample);
  for (const oldest of samples.keys()) {
    if (samples.size <= mostSamples) return;
    samples.delete(oldest);
  }
}

/** What a sample says about files of its skeleton. */
interface Pattern {
  readonly words: readonly string[];
  /** Where the words end in the sample. */
  readonly ends: readonly number[];
  /** Indices of the words that another file must have too. */
  readonly fixed: readonly number[];
  readonly forms: readonly Form[];
}

type Form =
  | { readonly kind: 'constant'; readonly value: unknown }
  | { readonly kind: 'scalar'; readonly mark: Mark; readonly wordsBefore: number; readonly wordsUntil: number }
  | { readonly kind: 'mapping'; readonly entries: readonly (readonly [key: string, form: Form])[] }
  | { readonly kind: 'list'; readonly items: readonly Form[] };

function readAlike(sample: Sample, { path, text }: SourceText): Read | undefined {
  if (reaching.test(text)) return undefined;
  sample.pattern ??= patternOf(sample);
  const { words, ends, fixed, forms } = sample.pattern;
  const own = text.match(word) ?? [];
  for (const i of fixed) if (own[i] !== words[i]) return undefined;
  // How far what follows the first n words is moved against the sample.
  const moves = [0];
  let moved = 0;
  for (let i = 0; i < words.length; i += 1) {
    moved += (own[i] as string).length - (words[i] as string).length;
    moves.push(moved);
  }
  const source = sourceText(path, text, (offset) => offset + (moves[wordsUntil(ends, offset)] ?? 0));
  const documents = sample.documents.map(({ mark }, i) => ({
    value: fill(forms[i] as Form, text, moves),
    mark,
    sound: true,
  }));
  return { source, documents, problems: [] };
}

function fill(form: Form, text: string, moves: readonly number[]): unknown {
  switch (form.kind) {
    case 'constant':
      return form.value;
    case 'scalar':
      return scalarValue(
        text.slice(
          form.mark.start + (moves[form.wordsBefore] as number),
          form.mark.end + (moves[form.wordsUntil] as number),
        ),
      );
    case 'mapping': {
      const value: Record<string, unknown> = {};
      for (const [key, inner] of form.entries) value[key] = fill(inner, text, moves);
      return value;
    }
    case 'list':
      return form.items.map((item) => fill(item, text, moves));
  }
}

/** What a scalar on one line means that needs no unescaping. */
function scalarValue(written: string): unknown {
  const first = written.charCodeAt(0);
  return first === 0x22 || first === 0x27 ? written.slice(1, -1) : plainValue(written);
}

function patternOf({ text, documents }: Sample): Pattern {
  const found = [...text.matchAll(word)];
  const starts = found.map(({ index }) => index);
  const ends = found.map((match) => match.index + match[0].length);
  const fixed = new Set<number>();
  const fix = ({ start, end }: { readonly start: number; readonly end: number }): void => {
    for (const [i, at] of starts.entries()) if (at >= start && at < end) fixed.add(i);
  };
  const formOf = (value: unknown, mark: Mark): Form => {
    if (mark.key !== undefined) fix(mark.key);
    if (mark.fields !== undefined) {
      const inner = value as Readonly<Record<string, unknown>>;
      return { kind: 'mapping', entries: [...mark.fields].map(([key, at]) => [key, formOf(inner[key], at)] as const) };
    }
    if (mark.items !== undefined) {
      const inner = value as readonly unknown[];
      return { kind: 'list', items: mark.items.map((at, i) => formOf(inner[i], at)) };
    }
    const written = text.slice(mark.start, mark.end);
    if (/[\r\n]/.test(written) || isFirstOfLine(text, mark.start) || scalarValue(written) !== value) {
      fix(mark);
      return { kind: 'constant', value };
    }
    return {
      kind: 'scalar',
      mark,
      wordsBefore: wordsUntil(ends, mark.start),
      wordsUntil: wordsUntil(ends, mark.end),
    };
  };
  const forms = documents.map(({ value, mark }) => formOf(value, mark));
  return { words: found.map(([text]) => text), ends, fixed: [...fixed], forms };
}

const isFirstOfLine = (text: string, at: number): boolean =>
  text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trim() === '';

/** How many words end at or before an offset. */
function wordsUntil(ends: readonly number[], offset: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] as number) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
