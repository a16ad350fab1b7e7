// Manifests as text: YAML as people write it by hand, small collections on one line, the same bytes for the same values.

import { Document, isSeq } from 'yaml';
import { printable } from './reading.ts';

/** What editors take the schema from: `vzreconcile schema` prints it. */
const schemaLine = '# yaml-language-server: $schema=../schema/manifest.schema.json';

export interface Draft {
  /** A manifest; its keys are written in their order. */
  readonly value: object;
  /** Lines above the document. */
  readonly head?: readonly string[];
  /** What stands beside a value that is no collection of others, by its path; every value then has a line of its own. */
  readonly beside?: Beside;
}

type Beside = (path: readonly (string | number)[]) => string | undefined;

/** A file of them. */
export function writeManifests(drafts: readonly Draft[]): string {
  return `${schemaLine}\n${drafts.map(writeDraft).join('---\n')}`;
}

/** What other people's files say must not end the comment. */
const writeDraft = ({ value, head = [], beside }: Draft): string =>
  [...head.map((line) => `# ${printable(line)}`.trimEnd()), ...linesOf(value, [], beside), ''].join('\n');

/** Longer collections take a line for each of their parts. */
const longestInline = 90;

function linesOf(value: object, path: readonly (string | number)[], beside?: Beside): readonly string[] {
  const note = (at: readonly (string | number)[]): string => {
    const text = beside?.(at);
    return text === undefined ? '' : ` # ${printable(text)}`;
  };
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) => {
      const at = [...path, index];
      if (beside === undefined || isLeaf(item)) return [`- ${writeInline(item)}${note(at)}`];
      return linesOf(item as object, at, beside).map((line, first) => `${first === 0 ? '- ' : '  '}${line}`);
    });
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = [...path, key];
    const name = writeInline(key);
    if (beside === undefined ? isInline(inner) : isLeaf(inner)) return [`${name}: ${writeInline(inner)}${note(at)}`];
    return [`${name}:`, ...linesOf(inner as object, at, beside).map((line) => `  ${line}`)];
  });
}

/** Nothing is in it that has a place of its own. */
const isLeaf = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || Object.keys(value).length === 0;

/** Only of plain values, of which a line holds all. */
const isInline = (value: unknown): boolean =>
  isLeaf(value) ||
  (Object.values(value as object).every((one) => typeof one !== 'object') &&
    JSON.stringify(value).length <= longestInline);

/** A value on one line, as it can stand behind a key or in a list at any depth. */
export function writeInline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeInline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return scalar(value);
  const entries = Object.entries(value).map(([key, inner]) => `${writeInline(key)}: ${writeInline(inner)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** Quoted only where it would be read as something else, in a list too; what has several lines is quoted with escapes. */
function scalar(value: unknown): string {
  if (typeof value === 'string' && value.includes('\n')) return JSON.stringify(value);
  const document = new Document([value], { version: '1.2' });
  if (isSeq(document.contents)) document.contents.flow = true;
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).trimEnd().slice(1, -1);
}
