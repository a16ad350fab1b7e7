// YAML text -> plain values with places, or problems. Nothing a file contains makes this throw, and what it costs is bounded:
// depth, aliases and the number of problems are limited while parsing, not afterwards.

import { Composer, type Document, isMap, isScalar, Lexer, type Node, Parser, type ScalarTag, Schema } from 'yaml';
import type { SourceText } from './mark.ts';
import type { Problem } from './problem.ts';
import { type Fault, printable } from './reading.ts';
import { type Context, maxDepth, maxProblems, type Parsed, readNode, report } from './walk.ts';
import { words } from './words.ts';

/** YAML 1.2's core schema. Made once; left to itself, each document makes its own. */
const schema = new Schema({ schema: 'core', merge: false, resolveKnownTags: false });
const plainTags = schema.tags.filter((tag): tag is ScalarTag => tag.default === true && tag.test !== undefined);

/** The value of a plain scalar on one line, found as the composer finds it (compose-scalar.js, findScalarTagByTest()). */
export function plainValue(written: string): unknown {
  const tag = plainTags.find(({ test }) => test?.test(written) === true);
  if (tag === undefined) return written;
  const value = tag.resolve(written, () => {}, {});
  return isScalar(value) ? value.value : value;
}

/** All non-empty documents of a file. A document with broken syntax is left out. */
export function parseYaml(source: SourceText): {
  readonly documents: readonly Parsed[];
  readonly problems: readonly Problem[];
} {
  const context: Context = { source, problems: [] };
  const documents: Parsed[] = [];
  try {
    for (const document of compose(context)) {
      const parsed = readDocument(context, document);
      if (parsed !== undefined) documents.push(parsed);
      if (context.problems.length >= maxProblems) break;
    }
  } catch (error) {
    // Our own limits come first; this is for what the parser may still hold in store (CVE-2026-33532 was a RangeError).
    const message = words(error);
    report(context, 0, 1, { code: 'VZR007', message: `the file cannot be parsed: ${message.slice(0, 200)}` });
  }
  return { documents, problems: context.problems };
}

/** Documents one by one; stops with a problem as soon as the nesting is too deep. */
function* compose(context: Context): Generator<Document.Parsed, void> {
  const parser = new Parser();
  const composer = new Composer({
    version: '1.2',
    schema,
    stringKeys: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  for (const lexeme of new Lexer().lex(context.source.text)) {
    for (const token of parser.next(lexeme)) yield* composer.next(token);
    // The parser's stack holds the document and every open collection.
    if (parser.stack.length > maxDepth + 1 && depthOf(parser) > maxDepth) {
      report(context, parser.offset - lexeme.length, parser.offset, {
        code: 'VZR005',
        message: `the file is nested deeper than ${maxDepth} levels`,
        hint: 'no manifest needs more than ten',
      });
      return;
    }
  }
  for (const token of parser.end()) yield* composer.next(token);
  yield* composer.end(false, context.source.text.length);
}

const depthOf = (parser: Parser): number =>
  parser.stack.filter(({ type }) => type === 'block-map' || type === 'block-seq' || type === 'flow-collection').length;

function readDocument(context: Context, document: Document.Parsed): Parsed | undefined {
  const before = context.problems.length;
  const complaints = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  for (const { pos, code, message } of complaints) {
    const fault = yamlFault(code, message);
    report(context, pos[0], pos[1], fault);
    // What the parser says behind the first of them is guesswork.
    if (fault.code === 'VZR007' || context.problems.length >= maxProblems) return undefined;
  }
  if (document.directives.yaml.explicit === true && document.directives.yaml.version !== '1.2') {
    const start = Math.max(0, context.source.text.lastIndexOf('%YAML', document.range[0]));
    report(context, start, start + 9, {
      code: 'VZR013',
      message: `YAML ${document.directives.yaml.version} reads values differently`,
      hint: 'remove the %YAML line; manifests are YAML 1.2',
    });
  }
  const contents = document.contents as Node | null;
  if (context.problems.length > before || contents === null || isEmpty(contents)) return undefined;
  const parsed = readNode(context, contents);
  const found = context.problems.slice(before);
  // An alias that leads nowhere leaves a hole, about which validation would only complain a second time.
  if (found.some(({ code }) => code === 'VZR006' || code === 'VZR007')) return undefined;
  if (found.length > 0 && isOfTwoKinds(contents)) return undefined;
  return { ...parsed, sound: found.length === 0 };
}

/** True when `kind` is written twice, differently: by which to judge the document nobody can tell. */
function isOfTwoKinds(node: Node): boolean {
  const kinds = isMap(node) ? node.items.filter(({ key }) => isScalar(key) && key.value === 'kind') : [];
  return new Set(kinds.map(({ value }) => (isScalar(value) ? value.value : value))).size > 1;
}

const isEmpty = (node: Node): boolean =>
  isScalar(node) && node.value === null && (node.source ?? '') === '' && node.anchor === undefined;

/** Parts of a file in the parser's messages can be of any length. */
const longestMessage = 200;

function yamlFault(code: string, message: string): Fault {
  const text = printable(sentenceOf(message)).slice(0, longestMessage);
  const [close] = /(?<=^Flow .* end with a )[\]}]$/.exec(message) ?? [];
  if (close !== undefined) {
    const what = close === '}' ? 'a mapping that begins with {' : 'a list that begins with [';
    return { code: 'VZR007', message: `${what} has no end`, hint: `end it with ${close}, and indent its lines` };
  }
  if (code === 'NON_STRING_KEY')
    return { code: 'VZR013', message: 'a key is not plain text', hint: 'write keys as words' };
  if (code === 'TAG_RESOLVE_FAILED')
    return {
      code: 'VZR013',
      message: 'tags are not used in manifests',
      hint: 'remove the word that starts with "!"',
    };
  if (code === 'TAB_AS_INDENT')
    return { code: 'VZR007', message: 'a tab is used for indentation', hint: 'indent with spaces' };
  if (code === 'BAD_INDENT' || code === 'MULTILINE_IMPLICIT_KEY')
    return { code: 'VZR007', message: text, hint: 'check the indentation and that each key is followed by ": "' };
  return { code: 'VZR007', message: text };
}

/** The parser's sentence without what it quotes of the file, which may be a secret: these messages go into logs. */
const sentenceOf = (message: string): string =>
  message
    .replace(/: "(?:[^"\\]|\\.)*"$/s, '')
    .replace(/^(Not a YAML token|Block scalar header includes extra characters): .*/s, '$1')
    .replace(/^(Invalid escape sequence|Unknown directive|Unsupported YAML version) .*/s, '$1');
