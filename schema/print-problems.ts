// Problems as people read them: a line editors can jump to, the source line with a caret, and what to do.

import type { Problem } from './problem.ts';
import { printable } from './reading.ts';

/** The text of all problems, each ending in a newline. Everything that came from a file is made safe for terminals. */
export function printProblems(problems: readonly Problem[]): string {
  return problems.map(printProblem).join('');
}

/** `path:line:col: error VZRnnn: sentence`, then the source line, the caret and the hint where there are such. */
export function printProblem(problem: Problem): string {
  const { path, line, col } = problem.origin;
  const lines = [
    `${printable(path)}:${line}:${col}: ${problem.severity} ${problem.code}: ${printable(problem.message)}`,
  ];
  const gutter = ' '.repeat(String(line).length);
  if (problem.source !== undefined) {
    const { text, caret } = excerpt(problem.source, col, problem.endCol ?? col + 1);
    lines.push(`  ${line} | ${text}`, `  ${gutter} | ${caret}`);
  }
  if (problem.hint !== undefined) lines.push(`  ${gutter} = ${printable(problem.hint)}`);
  return `${lines.map((text) => text.trimEnd()).join('\n')}\n`;
}

/** Room for the source line; longer ones are cut around the caret. */
const width = 100;

function excerpt(source: string, col: number, endCol: number): { readonly text: string; readonly caret: string } {
  const characters = [...printable(source)];
  const from = col > width - 20 ? col - 20 : 0;
  const text = characters.slice(from, from + width).join('');
  const start = Math.min(col - 1 - from, width);
  const length = Math.max(1, Math.min(endCol - col, width - start));
  return { text: from > 0 ? `...${text.slice(3)}` : text, caret: ' '.repeat(start) + '^'.repeat(length) };
}
