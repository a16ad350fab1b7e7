// Who is killed first when a container is out of memory: spec.oomAdjust, one number or rules with the four fields of OpenVZ's
// etc/oom-groups.conf. The number is oom_score_adj, proc_pid_oom_score_adj(5); a command is the kernel's name of it, proc_pid_comm(5).

import { below, type Fault, fault, type Reading, shown } from './reading.ts';

/** The first rule that fits a process is its own. `*` in a pattern is any text. */
export interface OomRule {
  readonly command: string;
  /** Of the parent's command. */
  readonly parent?: string;
  /** Inside: this one, or all below it. */
  readonly uid?: number | `<${number}`;
  readonly adjust: number;
}

/** What rules look at. */
export interface OomSubject {
  readonly command: string;
  /** Empty where the parent is outside. */
  readonly parent: string;
  readonly uid: number;
}

/** What the kernel keeps of a name, in bytes: TASK_COMM_LEN without its NUL. */
export const COMMAND_LENGTH = 15;

const isCatchAll = ({ command, parent, uid }: OomRule): boolean =>
  /^\*+$/.test(command) && parent === undefined && uid === undefined;

/** Whether one number is for every process. */
export const isUniform = (rules: readonly OomRule[]): boolean => rules[0] !== undefined && isCatchAll(rules[0]);

/** What a process shall have; 0, as every container starts, where no rule fits. */
export function adjustOf(rules: readonly OomRule[], subject: OomSubject): number {
  return rules.find((rule) => fits(rule, subject))?.adjust ?? 0;
}

/** All that adjustOf() can say. */
export const adjustsOf = (rules: readonly OomRule[]): ReadonlySet<number> =>
  new Set([...rules.map(({ adjust }) => adjust), ...(rules.some(isCatchAll) ? [] : [0])]);

function fits({ command, parent, uid }: OomRule, subject: OomSubject): boolean {
  if (!matches(command, subject.command) || (parent !== undefined && !matches(parent, subject.parent))) return false;
  if (uid === undefined) return true;
  return typeof uid === 'number' ? uid === subject.uid : subject.uid < Number(uid.slice(1));
}

/** Greedy from the left: the first place where each piece fits leaves the most for the others. */
function matches(pattern: string, text: string): boolean {
  const pieces = pattern.split('*');
  const [first = '', last = ''] = [pieces[0], pieces.at(-1)];
  if (pieces.length === 1) return text === pattern;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= text.length - last.length;
}

type Written = Readonly<Record<string, unknown>>;

const isMapping = (value: unknown): value is Written =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hint = 'write a number from -1000 to 1000, or a list such as [{command: sshd, adjust: -500}]';

/** spec.oomAdjust as rules: a number is one for every process. */
export function readOomAdjust(value: unknown): Reading<readonly OomRule[]> {
  if (!Array.isArray(value)) {
    const adjust = readAdjust(value);
    return 'fault' in adjust ? adjust : { value: [{ command: '*', adjust: adjust.value }] };
  }
  const rules: OomRule[] = [];
  for (const [index, written] of value.entries()) {
    const rule = readRule(written);
    if ('fault' in rule) return below(index, rule);
    const above = rules.findIndex(isCatchAll);
    if (above >= 0)
      return below(index, fault('VZR226', `no process gets here: rule ${above + 1} is for all`, 'write it before'));
    rules.push(rule.value);
  }
  return { value: rules };
}

function readAdjust(value: unknown): Reading<number> {
  if (typeof value !== 'number' || !Number.isInteger(value))
    return fault('VZR225', `${shown(value)} is no adjustment of the OOM killer`, hint);
  return Math.abs(value) <= 1000
    ? { value }
    : fault('VZR105', `spec.oomAdjust is ${value}, which is out of range`, 'possible: -1000 to 1000');
}

const names = ['command', 'parent', 'uid', 'adjust'];

function readRule(written: unknown): Reading<OomRule> {
  if (!isMapping(written)) return fault('VZR225', `a rule is a mapping, not ${shown(written)}`, hint);
  const stranger = Object.keys(written).find((name) => !names.includes(name));
  if (stranger !== undefined) {
    const found = fault('VZR101', `unknown field ${shown(stranger)} in a rule`, `possible here: ${names.join(', ')}`);
    return below(stranger, { fault: { ...found.fault, atKey: true } });
  }
  for (const name of ['command', 'adjust'])
    if (written[name] === undefined) return fault('VZR102', `the rule has no ${name}`, `add ${name}:`);
  const { command, parent, uid } = written;
  const adjust = readAdjust(written['adjust']);
  if ('fault' in adjust) return below('adjust', adjust);
  for (const [name, pattern] of Object.entries({ command, parent })) {
    const bad = pattern === undefined ? undefined : patternFault(pattern);
    if (bad !== undefined) return below(name, { fault: bad });
  }
  const isUid = typeof uid === 'number' ? isId(uid) : typeof uid === 'string' && isId(belowOf(uid));
  if (uid !== undefined && !isUid)
    return below('uid', fault('VZR225', `${shown(uid)} is no user of a container`, 'write an id inside, or "<1000"'));
  const parts = { ...(parent !== undefined && { parent }), ...(uid !== undefined && { uid }) };
  return { value: { command, ...parts, adjust: adjust.value } as OomRule };
}

const isId = (id: number): boolean => Number.isInteger(id) && id >= 0 && id <= 65_535;
const belowOf = (uid: string): number => (/^<[1-9][0-9]{0,4}$/.test(uid) ? Number(uid.slice(1)) : Number.NaN);

function patternFault(pattern: unknown): Fault | undefined {
  if (
    typeof pattern !== 'string' ||
    !/^[\x21-\x5b\x5d-\x7e]([\x20-\x5b\x5d-\x7e]{0,62}[\x21-\x5b\x5d-\x7e])?$/.test(pattern)
  )
    return fault(
      'VZR225',
      `${shown(pattern)} is no name of a command`,
      'write it as ps -o comm shows it, * for any text',
    ).fault;
  const length = pattern.replaceAll('*', '').length;
  if (length <= COMMAND_LENGTH) return undefined;
  const short = `${pattern.slice(0, COMMAND_LENGTH)}`;
  return fault('VZR225', `the kernel keeps 15 letters of a name: no command is ${shown(pattern)}`, `write ${short}`)
    .fault;
}

/** `300`; `sshd -500, httpd of init by uid <1000 300`. */
export function formatOomRules(rules: readonly OomRule[]): string {
  const [only] = rules;
  if (only === undefined) return '(none)';
  if (rules.length === 1 && isCatchAll(only)) return String(only.adjust);
  const one = ({ command, parent, uid, adjust }: OomRule): string =>
    [
      command,
      ...(parent === undefined ? [] : [`of ${parent}`]),
      ...(uid === undefined ? [] : [`by uid ${uid}`]),
      adjust,
    ].join(' ');
  return rules.map(one).join(', ');
}
