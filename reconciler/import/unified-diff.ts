// Two versions of a file as a unified diff: git-diff(1), "diff --unified=3".

const context = 3;

/** One line of either, or of both. */
interface Line {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** Empty where they are the same. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const lines = compare(linesOf(before), linesOf(after));
  return `--- a/${path}\n+++ b/${path}\n${hunks(lines).join('')}`;
}

/** With their line breaks; the last may have none. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function compare(before: readonly string[], after: readonly string[]): readonly Line[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const isSame = (): boolean => before[before.length - 1 - tail] === after[after.length - 1 - tail];
  while (tail < before.length - head && tail < after.length - head && isSame()) tail += 1;
  const kept = (text: string): Line => ({ sign: ' ', text });
  return [
    ...before.slice(0, head).map(kept),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(kept),
  ];
}

/** More cells than this are not worth a shorter diff. */
const mostCells = 4_000_000;

/** The longest common subsequence, by dynamic programming: edits of manifests are small. */
function middle(before: readonly string[], after: readonly string[]): readonly Line[] {
  const width = after.length + 1;
  if ((before.length + 1) * width > mostCells)
    return [...before.map((text): Line => ({ sign: '-', text })), ...after.map((text): Line => ({ sign: '+', text }))];
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push({ sign: ' ', text: before[i] ?? '' });
      i += 1;
      j += 1;
    } else if (i < before.length && (j === after.length || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ sign: '-', text: before[i] ?? '' });
      i += 1;
    } else {
      lines.push({ sign: '+', text: after[j] ?? '' });
      j += 1;
    }
  }
  return lines;
}

function hunks(lines: readonly Line[]): readonly string[] {
  const changed = lines.flatMap(({ sign }, index) => (sign === ' ' ? [] : [index]));
  const ranges: { start: number; end: number }[] = [];
  for (const index of changed) {
    const last = ranges.at(-1);
    const [start, end] = [Math.max(0, index - context), Math.min(lines.length, index + context + 1)];
    if (last !== undefined && start <= last.end) last.end = end;
    else ranges.push({ start, end });
  }
  return ranges.map(({ start, end }) => hunk(lines, start, end));
}

function hunk(lines: readonly Line[], start: number, end: number): string {
  const shown = lines.slice(start, end);
  const range = (sign: '-' | '+'): string => {
    const before = lines.slice(0, start).filter((line) => line.sign === ' ' || line.sign === sign).length;
    const count = shown.filter((line) => line.sign === ' ' || line.sign === sign).length;
    return `${sign}${count === 0 ? before : before + 1}${count === 1 ? '' : `,${count}`}`;
  };
  const body = shown.map(
    ({ sign, text }) => `${sign}${text.endsWith('\n') ? text : `${text}\n\\ No newline at end of file\n`}`,
  );
  return `@@ ${range('-')} ${range('+')} @@\n${body.join('')}`;
}
