// OpenVZ's configuration files, CTID.conf and vz.conf, as the lines they consist of. vzctl reads them without a shell
// (src/lib/util.c, parse_line(); config.c, vps_parse_config()), and so is it here: nothing in them is ever expanded or run.

import { problemAt, type Range, type SourceText } from './mark.ts';
import type { Problem } from './problem.ts';

/** NAME="value" on a line of its own. */
export interface ConfEntry {
  readonly name: string;
  readonly value: string;
  /** The line, as it is written. */
  readonly range: Range;
  readonly source: SourceText;
}

export interface Conf {
  readonly source: SourceText;
  /** Each name once, in the order of the file. */
  readonly entries: readonly ConfEntry[];
  readonly problems: readonly Problem[];
}

/** More lines than any such file has. */
const maxLines = 10_000;
/** Of a name in vzctl's table the longest has 16. */
const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;
/** Two names of one parameter (config.c). */
const aliases: Readonly<Record<string, string>> = { DCACHE: 'DCACHESIZE', IPTENTRIES: 'NUMIPTENT' };

/** Never throws. What cannot be read is a problem, and the rest is read on, as vzctl does. */
export function parseOpenvz(source: SourceText): Conf {
  const entries = new Map<string, ConfEntry>();
  const problems: Problem[] = [];
  let start = 0;
  for (const [index, text] of source.text.split('\n').entries()) {
    const range = rangeOf(text, start);
    start += text.length + 1;
    if (index >= maxLines) {
      problems.push(warning(source, range, `a file of more than ${maxLines} lines`, 'the rest is not read'));
      break;
    }
    const read = readLine(text);
    if (read === undefined) continue;
    if ('complaint' in read) {
      problems.push(warning(source, range, read.complaint, 'vzctl ignores the line, and so is it here'));
      continue;
    }
    const name = aliases[read.name] ?? read.name;
    const first = entries.get(name);
    if (first === undefined) entries.set(name, { name, value: read.value, range, source });
    else {
      const { line } = source.span(first.range);
      problems.push(warning(source, range, `${name} is there already on line ${line}`, 'the first one counts'));
    }
  }
  return { source, entries: [...entries.values()], problems };
}

/** Nothing of the line is shown: it may be a password. */
function warning(text: SourceText, range: Range, message: string, hint: string): Problem {
  const { source: _line, ...problem } = problemAt(text, range, { code: 'VZR292', message, hint });
  return { ...problem, severity: 'warning' };
}

function rangeOf(line: string, start: number): Range {
  const text = line.trimEnd();
  const from = text.length - text.trimStart().length;
  return { start: start + from, end: start + text.length };
}

function readLine(
  line: string,
): { readonly name: string; readonly value: string } | { readonly complaint: string } | undefined {
  const text = unescaped(line)
    .trim()
    .replace(/^export[ \t]+/, '');
  if (text === '' || text.startsWith('#')) return undefined;
  const equals = text.indexOf('=');
  if (equals === -1) return { complaint: 'the line is no NAME=value' };
  const name = text.slice(0, equals);
  if (!NAME.test(name)) return { complaint: 'what stands before = is not the name of a parameter' };
  const rest = text.slice(equals + 1);
  const [quote = ''] = rest;
  // A comment behind a bare value is one for the shell scripts that read these files as well.
  if (quote !== '"' && quote !== "'") return { name, value: rest.replace(/(^|\s)#.*$/, '').trim() };
  const end = rest.lastIndexOf(quote);
  return end === 0 ? { complaint: `the value of ${name} has no closing quote` } : { name, value: rest.slice(1, end) };
}

/** A backslash makes the next character plain. */
function unescaped(line: string): string {
  return line.includes('\\') ? line.replace(/\\(.?)/gs, '$1') : line;
}
