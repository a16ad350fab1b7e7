// Test helper: manifest text in which «...» marks where a problem is expected; gives the clean text and the spans.

import type { Problem } from '../../schema/problem.ts';

export interface Marked {
  readonly text: string;
  /** line:col-endCol, counted here independently of the code under test. */
  readonly spans: readonly string[];
}

export function marked(input: string): Marked {
  let text = '';
  const spans: string[] = [];
  let [line, col, open] = [1, 1, ''];
  for (const character of input) {
    if (character === '«') open = `${line}:${col}`;
    else if (character === '»') spans.push(`${open}-${col}`);
    else {
      text += character;
      [line, col] = character === '\n' ? [line + 1, 1] : [line, col + 1];
    }
  }
  return { text, spans };
}

export const spanOf = ({ origin, endCol }: Problem): string => `${origin.line}:${origin.col}-${endCol}`;

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const head = 'apiVersion: vzreconcile/v1alpha1\n';

export const template = `${head}kind: Template\nmetadata: {name: tiny}\nspec: {source: {busybox: {}}}\n`;

/** A container manifest around the lines of its spec. */
export const container = (spec: string, metadata = 'name: web, ctid: 101'): string =>
  `${head}kind: Container\nmetadata: {${metadata}}\nspec:\n  template: tiny\n${spec.replace(/^/gm, '  ')}\n`;

export const node = (spec: string): string =>
  `${head}kind: Node\nmetadata: {name: node1}\nspec:\n${spec.replace(/^/gm, '  ')}\n`;

export const templateOf = (spec: string): string =>
  `${head}kind: Template\nmetadata: {name: other}\nspec:\n${spec.replace(/^/gm, '  ')}\n`;
