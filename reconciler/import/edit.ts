// Edits of a manifest that leave everything else in its file as it is: comments, order, quotes, empty lines. Values are replaced,
// added and removed where the YAML parser says they are; what came out is parsed again and compared with what was meant.

import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { writeInline } from '../../schema/write.ts';

/** Steps into the document; `value` undefined: the field is removed. */
export interface Edit {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The file with the edits in the document that `isMeant`; undefined: it cannot be edited without changing something else. */
export function editYaml(
  text: string,
  isMeant: (value: unknown) => boolean,
  edits: readonly Edit[],
): string | undefined {
  const before = valuesOf(text);
  const index = before.findIndex(isMeant);
  if (index === -1) return undefined;
  const wanted = before.map((value, at) =>
    at === index ? edits.reduce<unknown>((so, edit) => withEdit(so, edit), value) : value,
  );
  const isGood = (edited: string): boolean => same(valuesOf(edited), wanted);
  const spliced = splice(text, index, steps(before[index], wanted[index], []));
  if (spliced !== undefined && isGood(spliced)) return spliced;
  const written = rewrite(text, index, edits);
  return isGood(written) ? written : undefined;
}

function documentsOf(text: string): Document.Parsed[] {
  const documents = parseAllDocuments(text, { version: '1.2', keepSourceTokens: true });
  return Array.isArray(documents) ? documents : [];
}

const valuesOf = (text: string): readonly unknown[] => documentsOf(text).map((document) => document.toJS() as unknown);

/** A field of which nothing is left goes too; what is at the top of the document stays. */
function withEdit(value: unknown, { path: [step, ...rest], value: wanted }: Edit, depth = 0): unknown {
  if (step === undefined) return wanted;
  if (wanted === undefined && !(isObject(value) && Object.hasOwn(value, step))) return value;
  const { [step]: inner, ...others } = isObject(value) ? value : {};
  const changed = withEdit(inner, { path: rest, value: wanted }, depth + 1);
  if (changed === undefined) return depth > 1 && Object.keys(others).length === 0 ? undefined : others;
  // In its place, where it was.
  return isObject(value) && Object.hasOwn(value, step)
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, key === String(step) ? changed : one]))
    : { ...others, [step]: changed };
}

/** The smallest edits that lead from one value to the other. */
function steps(was: unknown, wants: unknown, path: readonly (string | number)[]): readonly Edit[] {
  if (same(was, wants)) return [];
  if (isObject(was) && isObject(wants) && Object.keys(wants).length > 0) {
    const gone = Object.keys(was).filter((key) => !Object.hasOwn(wants, key));
    return [
      ...gone.map((key): Edit => ({ path: [...path, key], value: undefined })),
      ...Object.entries(wants).flatMap(([key, value]) => steps(was[key], value, [...path, key])),
    ];
  }
  if (Array.isArray(was) && Array.isArray(wants) && was.length === wants.length && wants.every(isObject))
    return wants.flatMap((value, index) => steps(was[index], value, [...path, index]));
  return [{ path, value: wants }];
}

function splice(text: string, index: number, all: readonly Edit[]): string | undefined {
  let edited: string | undefined = text;
  for (const { path, value } of all)
    edited = edited && spliceOne(edited, documentsOf(edited)[index]?.contents, path, value);
  return edited;
}

function spliceOne(
  text: string,
  root: unknown,
  path: readonly (string | number)[],
  value: unknown,
): string | undefined {
  let node: unknown = root;
  for (const [at, step] of path.entries()) {
    const rest = path.slice(at + 1);
    if (isSeq(node) && typeof step === 'number') {
      const item = node.items[step] as Node | undefined;
      if (rest.length === 0)
        return item?.range ? replaced(text, item.range[0], item.range[1], writeInline(value)) : undefined;
      node = item;
      continue;
    }
    if (!isMap(node)) return undefined;
    const pair = node.items.find(({ key }) => isScalar(key) && key.value === step) as
      | Pair<Scalar, Node | null>
      | undefined;
    if (pair === undefined) return value === undefined ? text : added(text, node, String(step), nested(rest, value));
    if (rest.length === 0) return value === undefined ? removed(text, node, pair) : changed(text, pair, value);
    if (!isMap(pair.value) && !isSeq(pair.value)) return changed(text, pair, nested(rest, value));
    node = pair.value;
  }
  return undefined;
}

const nested = (path: readonly (string | number)[], value: unknown): unknown =>
  path.reduceRight((inner, step) => ({ [step]: inner }), value);

const replaced = (text: string, start: number, end: number, by: string): string =>
  text.slice(0, start) + by + text.slice(end);

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
/** Behind the line break; that of a block ends there already. */
function lineEnd(text: string, at: number): number {
  if (text.charAt(at - 1) === '\n') return at;
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}

/** A line of its own behind `at`. */
function withLine(text: string, at: number, line: string): string {
  const end = lineEnd(text, at);
  const isOpen = end === text.length && end > 0 && text.charAt(end - 1) !== '\n';
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return replaced(text, end, end, isOpen ? `${newline}${line}` : `${line}${newline}`);
}

const isBlock = (node: Node): boolean =>
  isScalar(node)
    ? node.type === Scalar.BLOCK_FOLDED || node.type === Scalar.BLOCK_LITERAL
    : 'flow' in node
      ? node.flow !== true
      : true;

function changed(text: string, pair: Pair<Scalar, Node | null>, value: unknown): string | undefined {
  const { key, value: node } = pair;
  if (!key.range) return undefined;
  if (isSeq(node) && isBlock(node) && Array.isArray(value)) {
    const items = itemwise(text, node, value);
    if (items !== undefined) return items;
  }
  const colon = text.indexOf(':', key.range[1]);
  if (node?.range && !isBlock(node) && node.range[1] > node.range[0])
    return replaced(text, node.range[0], node.range[1], writeInline(value));
  const end = node?.range && isBlock(node) ? node.range[1] : colon + 1;
  const isLine = text.charAt(end - 1) === '\n';
  return replaced(text, colon + 1, end, ` ${writeInline(value)}${isLine ? '\n' : ''}`);
}

/** Lines of a list taken out, and new ones at its end; undefined where that is not all. */
function itemwise(text: string, node: YAMLSeq, wanted: readonly unknown[]): string | undefined {
  const left = wanted.map((value) => JSON.stringify(value));
  const items = node.items as Node[];
  const isKept = items.map((item) => left[0] === JSON.stringify(item.toJSON()) && left.shift() !== undefined);
  const [first] = items;
  const last = items.at(-1);
  if (!first?.range || !last?.range || !isKept.includes(true)) return undefined;
  const start = lineStart(text, first.range[0]);
  const [dash] = /^\s*- +/.exec(text.slice(start)) ?? [];
  if (dash === undefined || start + dash.length !== first.range[0]) return undefined;
  let edited = left.reduceRight(
    (so, value) => withLine(so, last.range?.[1] ?? 0, `${dash}${writeInline(JSON.parse(value))}`),
    text,
  );
  for (const [index, item] of [...items.entries()].reverse())
    if (isKept[index] === false && item.range)
      edited = replaced(edited, lineStart(edited, item.range[0]), lineEnd(edited, item.range[1]), '');
  return edited;
}

function added(text: string, map: YAMLMap, key: string, value: unknown): string | undefined {
  const last = map.items.at(-1) as Pair<Scalar, Node | null> | undefined;
  const entry = `${writeInline(key)}: ${writeInline(value)}`;
  if (!map.range) return undefined;
  if (last === undefined || !last.key.range) return replaced(text, map.range[0], map.range[1], `{${entry}}`);
  const end = last.value?.range?.[1] ?? last.key.range[1];
  if (map.flow === true) return replaced(text, end, end, `, ${entry}`);
  const start = lineStart(text, last.key.range[0]);
  return withLine(text, Math.max(end, last.key.range[1]), `${' '.repeat(last.key.range[0] - start)}${entry}`);
}

function removed(text: string, map: YAMLMap, pair: Pair<Scalar, Node | null>): string | undefined {
  const { key, value } = pair;
  const end = value?.range?.[1] ?? key.range?.[1];
  if (!key.range || end === undefined || !map.range) return undefined;
  if (map.flow !== true) return replaced(text, lineStart(text, key.range[0]), lineEnd(text, end), '');
  const index = map.items.indexOf(pair as Pair);
  const next = (map.items[index + 1] as Pair<Scalar, Node | null> | undefined)?.key.range;
  const before = (map.items[index - 1] as Pair<Scalar, Node | null> | undefined)?.value?.range;
  if (next) return replaced(text, key.range[0], next[0], '');
  return before ? replaced(text, before[1], end, '') : undefined;
}

/** By the library, which keeps comments and lays the file out anew. */
function rewrite(text: string, index: number, edits: readonly Edit[]): string {
  const documents = documentsOf(text);
  const document = documents[index];
  for (const { path, value } of edits) {
    if (value === undefined) document?.deleteIn(path);
    else document?.setIn(path, document.createNode(value));
  }
  return documents.map((one) => one.toString({ lineWidth: 0, flowCollectionPadding: false })).join('---\n');
}
