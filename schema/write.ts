// Manifests as text: YAML as people write it by hand, small collections on one line, the same bytes for the same values.

import { Document, isCollection, isMap, isNode, isScalar, isSeq, type Node, type Pair, visit } from 'yaml';
import { printable } from './reading.ts';

/** What editors take the schema from: `vzreconcile schema` prints it. */
const schemaLine = '# yaml-language-server: $schema=../schema/manifest.schema.json';

export interface Draft {
  /** A manifest; its keys are written in their order. */
  readonly value: object;
  /** Lines above the document. */
  readonly head?: readonly string[];
  /** Lines above a field, by its steps with slashes between: "spec/vswap". */
  readonly above?: ReadonlyMap<string, readonly string[]>;
  /** What stands beside a value that is no collection of others, by its path; every value then has a line of its own. */
  readonly beside?: (path: readonly (string | number)[]) => string | undefined;
}

/** Longer collections take a line for each of their parts. */
const longestFlow = 90;

/** A file of them. */
export function writeManifests(drafts: readonly Draft[]): string {
  return `${schemaLine}\n${drafts.map(writeDraft).join('---\n')}`;
}

function writeDraft({ value, head = [], above = new Map(), beside }: Draft): string {
  const document = new Document(value, { version: '1.2', aliasDuplicateObjects: false });
  visit(document, {
    Collection: (key, node) => {
      if (key !== null) node.flow = beside === undefined && isShort(node);
    },
    Pair: (_, pair, path) => {
      const lines = above.get(stepsTo(path, pair));
      if (lines !== undefined && isScalar(pair.key)) pair.key.commentBefore = lines.map(comment).join('\n');
    },
  });
  if (beside !== undefined && isNode(document.contents)) note(document.contents, [], beside);
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: false, commentString: commented });
  return `${head.map((line) => `#${comment(line)}`.trimEnd()).join('\n')}${head.length > 0 ? '\n' : ''}${text}`;
}

function note(node: Node, path: readonly (string | number)[], beside: NonNullable<Draft['beside']>): void {
  const below = (inner: unknown, step: string | number): void => {
    if (isNode(inner)) note(inner, [...path, step], beside);
  };
  if (isMap(node)) for (const { key, value } of node.items) below(value, isScalar(key) ? String(key.value) : '');
  if (isSeq(node)) for (const [i, item] of node.items.entries()) below(item, i);
  if (isCollection(node) && node.items.length > 0) return;
  const text = beside(path);
  if (text !== undefined) node.comment = comment(text);
}

/** Only of plain values, of which a line holds all. */
function isShort(node: Node): boolean {
  const value: unknown = node.toJSON();
  if (JSON.stringify(value).length > longestFlow) return false;
  return Object.values(value as object).every((one) => typeof one !== 'object');
}

function stepsTo(path: readonly unknown[], pair: Pair): string {
  const pairs = [...path, pair].filter((one): one is Pair => typeof one === 'object' && one !== null && 'key' in one);
  return pairs.map(({ key }) => (isScalar(key) ? String(key.value) : '')).join('/');
}

/** What other people's files say must not end the comment. */
const comment = (line: string): string => ` ${printable(line)}`;
const commented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `#${line}`.trimEnd())
    .join('\n');
