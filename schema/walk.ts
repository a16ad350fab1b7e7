// A YAML node tree -> a plain value and, beside it, the tree of places. Written out instead of toJS() because this way keys are
// checked in linear time, aliases have a budget, and no key can reach Object.prototype.

import { isAlias, isMap, isScalar, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { type Mark, problemAt, type SourceText } from './mark.ts';
import type { Problem } from './problem.ts';
import { type Fault, shown } from './reading.ts';

export const maxDepth = 64;
/** How many nodes may come from aliases in one document: enough to share settings, far too few for a bomb. */
const maxAliasNodes = 2000;
/** Beyond this many problems of one file more do not help anybody. */
export const maxProblems = 200;

export interface Parsed {
  readonly value: unknown;
  readonly mark: Mark;
  /** False when a problem was already reported inside: the rest is worth checking, the document is not worth using. */
  readonly sound: boolean;
}

type Place = Pick<Parsed, 'value' | 'mark'>;

export interface Context {
  readonly source: SourceText;
  readonly problems: Problem[];
}

export function report(context: Context, start: number, end: number, fault: Fault): void {
  if (context.problems.length >= maxProblems) return;
  context.problems.push(problemAt(context.source, { start, end }, fault));
}

interface Walk extends Context {
  readonly anchors: Map<string, Node>;
  /** Nodes being read: an alias to one of them would never end. */
  readonly open: Set<Node>;
  /** Depth of aliases around the current node. */
  inAlias: number;
  aliasNodes: number;
}

/** Reads one document. Problems go to the context; the value is then only good for naming things. */
export function readNode(context: Context, node: Node): Place {
  return read({ ...context, anchors: new Map(), open: new Set(), inAlias: 0, aliasNodes: 0 }, node, 1);
}

function read(walk: Walk, node: Node, depth: number): Place {
  const [start, end] = node.range ?? [0, 0];
  if (isAlias(node)) return readAlias(walk, node.source, node, depth);
  if (node.anchor !== undefined && node.anchor !== '') walk.anchors.set(node.anchor, node);
  if (walk.inAlias > 0) walk.aliasNodes += 1;
  if (isScalar(node)) {
    if (typeof node.value === 'string' && /[\0]|\p{Surrogate}/u.test(node.value)) {
      report(walk, start, end, {
        code: 'VZR003',
        message: 'the text contains an escaped NUL or half a character',
        hint: 'remove the escape',
      });
    }
    return { value: node.value, mark: { start, end } };
  }
  walk.open.add(node);
  const parsed = isMap(node) ? readMap(walk, node, depth) : readSeq(walk, node as YAMLSeq, depth);
  walk.open.delete(node);
  return parsed;
}

function readAlias(walk: Walk, name: string, node: Node, depth: number): Place {
  const [start, end] = node.range ?? [0, 0];
  const refuse = (fault: Fault): Place => {
    report(walk, start, end, fault);
    return { value: null, mark: { start, end } };
  };
  const target = walk.anchors.get(name);
  const hint = 'write the values out';
  if (target === undefined)
    return refuse({ code: 'VZR007', message: `no anchor ${shown(name)} comes before this alias`, hint });
  if (walk.open.has(target))
    return refuse({ code: 'VZR006', message: `the alias ${shown(name)} contains itself`, hint });
  if (depth > maxDepth || walk.aliasNodes > maxAliasNodes) {
    // One report is enough: every further alias of a bomb would say the same.
    if (walk.problems.some(({ code }) => code === 'VZR006')) return { value: null, mark: { start, end } };
    return refuse({ code: 'VZR006', message: `aliases expand to more than ${maxAliasNodes} values`, hint });
  }
  walk.inAlias += 1;
  walk.aliasNodes += 1;
  const { value, mark } = read(walk, target, depth);
  walk.inAlias -= 1;
  return { value, mark: { ...mark, start, end } };
}

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

function readMap(walk: Walk, map: YAMLMap, depth: number): Place {
  const [start, end] = map.range ?? [0, 0];
  const value: Record<string, unknown> = {};
  const fields = new Map<string, Mark>();
  for (const pair of map.items) {
    if (!isScalar(pair.key)) continue;
    const key = String(pair.key.value);
    const [keyStart, keyEnd] = pair.key.range ?? [0, 0];
    const keyRange = { start: keyStart, end: keyEnd };
    const earlier = fields.get(key)?.key;
    if (forbiddenKeys.has(key)) {
      report(walk, keyStart, keyEnd, {
        code: 'VZR009',
        message: `the key ${shown(key)} is not allowed anywhere`,
        hint: 'remove it',
      });
    } else if (earlier !== undefined) {
      report(walk, keyStart, keyEnd, {
        code: 'VZR008',
        message: `the key ${shown(key)} is already there on line ${walk.source.span(earlier).line}`,
        hint: 'keep one of the two',
      });
    } else {
      const inner = pair.value === null ? { value: null, mark: keyRange } : read(walk, pair.value as Node, depth + 1);
      value[key] = inner.value;
      fields.set(key, { ...inner.mark, key: keyRange });
    }
  }
  return { value, mark: { start, end, fields } };
}

function readSeq(walk: Walk, seq: YAMLSeq, depth: number): Place {
  const [start, end] = seq.range ?? [0, 0];
  const parsed = seq.items.map((item) => read(walk, item as Node, depth + 1));
  return {
    value: parsed.map(({ value }) => value),
    mark: { start, end, items: parsed.map(({ mark }) => mark) },
  };
}
