// The local configuration file: bytes -> a checked document, or every problem it has with its place, in the words and by the
// means of manifests. Each section of `spec` has a file here with the readers of its values.

import type { Config } from '../config.generated.ts';
import { decode } from '../decode.ts';
import { checkHead, findings, placeOf, type Report, readFields } from '../document.ts';
import type { Field } from '../fields.ts';
import { type Mark, originOf, problemAt, type SourceText } from '../mark.ts';
import { parseYaml } from '../parse.ts';
import type { Problem } from '../problem.ts';
import { validateConfig } from '../validators.generated.js';
import { maxProblems, type Parsed } from '../walk.ts';
import { approvalFields } from './approvals.ts';
import { notifyFields } from './notify.ts';
import { snapshotFields } from './snapshot.ts';
import { sourceFields } from './source.ts';
import { verifyFields } from './verify.ts';
import { webhookFields } from './webhook.ts';

/** The readers of all sections. */
const fields: readonly Field[] = [
  ...notifyFields,
  ...snapshotFields,
  ...sourceFields,
  ...verifyFields,
  ...webhookFields,
  ...approvalFields,
];

export interface CheckedConfig {
  /** Absent when there are problems. */
  readonly config?: Config;
  /** "line:col" of each value that is no mapping or list, by its name: spec.source.remotes[0].tokenFile. */
  readonly places?: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/** Never throws. */
export function parseConfig(path: string, bytes: Uint8Array): CheckedConfig {
  const decoded = decode(path, bytes);
  if ('problem' in decoded) return { problems: [withoutAddresses(decoded.problem)] };
  const checked = parseSource(decoded.source);
  return { ...checked, problems: checked.problems.map(withoutAddresses) };
}

/** Addresses hold passwords and tokens, those of chats in their paths. Columns stay. */
function withoutAddresses(problem: Problem): Problem {
  const { source } = problem;
  if (source === undefined) return problem;
  const stars = (text: string): string => text.replace(/\S/gu, '*');
  const shown = source
    .replace(/(\burl["']?\s*:\s)(.*)/, (_, name: string, rest: string) => name + stars(rest))
    .replace(/[a-z+]+:\/\/\S*/gi, stars);
  return { ...problem, source: shown };
}

function parseSource(source: SourceText): CheckedConfig {
  const { documents, problems } = parseYaml(source);
  const [first, second] = documents;
  if (first === undefined || problems.length > 0) return { problems: problems.length > 0 ? problems : [empty(source)] };
  if (second !== undefined) {
    const fault = { code: 'VZR347', message: 'there is a second document', hint: 'a node has one Config' };
    return { problems: [problemAt(source, second.mark, fault)] };
  }
  return check(source, first);
}

function empty(source: SourceText): Problem {
  const fault = { code: 'VZR347', message: 'the file holds no document', hint: 'write kind: Config, or remove it' };
  return problemAt(source, { start: 0, end: 0 }, fault);
}

function check(source: SourceText, { value, mark }: Parsed): CheckedConfig {
  const problems: Problem[] = [];
  const report: Report = (range, fault) => void problems.push(problemAt(source, range, fault));
  const head = checkHead(value, mark, { kinds: ['Config'], what: 'a configuration' }, report);
  if (head === undefined) return { problems };
  const found = findings(validateConfig, head.value, readFields(fields, head.value));
  for (const one of found.slice(0, maxProblems)) report(placeOf(mark, one), one.fault);
  // The one cast from checked JSON to the generated type.
  if (problems.length > 0) return { problems };
  return { config: head.value as unknown as Config, places: new Map(placesIn(source, mark, '')), problems };
}

function placesIn(source: SourceText, mark: Mark, name: string): readonly (readonly [string, string])[] {
  const { fields, items } = mark;
  if (fields !== undefined)
    return [...fields].flatMap(([key, inner]) => placesIn(source, inner, name === '' ? key : `${name}.${key}`));
  if (items !== undefined) return items.flatMap((inner, i) => placesIn(source, inner, `${name}[${i}]`));
  const { line, col } = originOf(source, mark);
  return [[name, `${line}:${col}`]];
}
