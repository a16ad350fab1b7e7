// A BPF_PROG_TYPE_CGROUP_DEVICE program (Linux 4.15): cgroup v2 has no list of devices, the kernel asks a program. Ours is a
// list written as instructions, and read back from them, so that what is observed is what the kernel runs.

import { assemble, compute, exit, type Line, label, load, when } from '../../bpf/assemble.ts';
import { everything, listed, sectionOf, wishedList } from '../device-list.ts';
import { GroupError } from '../errors.ts';
import type { GroupFiles } from '../files.ts';
import type { Program } from '../programs.ts';
import type { Writer } from '../writer.ts';

/** struct bpf_cgroup_dev_ctx: access in the upper and kind in the lower half of the first word, then major and minor. */
const KINDS = { b: 1, c: 2 } as const;
const ACCESS = { m: 1, r: 2, w: 4 } as const;
const ALL_ACCESS = 7;

const NAME = 'vz_devices';

/** A line of devices.list, taken apart. */
interface Rule {
  readonly kind: keyof typeof KINDS;
  readonly major: number | '*';
  readonly minor: number | '*';
  readonly access: string;
}

const bitsOf = (access: string): number =>
  Object.entries(ACCESS).reduce((bits, [letter, bit]) => bits | (access.includes(letter) ? bit : 0), 0);

function ruleOf(line: string): Rule {
  const [, kind, major = '', minor = '', access = ''] = /^([bc]) (\d+|\*):(\d+|\*) ([rwm]+)$/.exec(line) ?? [];
  if (kind !== 'b' && kind !== 'c') throw new Error(`"${line}" is no line of devices.list`);
  const number = (word: string): number | '*' => (word === '*' ? word : Number(word));
  return { kind, major: number(major), minor: number(minor), access };
}

const prologue: readonly Line[] = [
  load('r2', 4, 'r1', 0),
  compute('r3', '=', 'r2'),
  compute('r2', '&=', 0xffff),
  compute('r3', '>>=', 16),
  load('r4', 4, 'r1', 4),
  load('r5', 4, 'r1', 8),
];
const refuse: readonly Line[] = [compute('r0', '=', 0), exit];

/** Allows where the kind, both numbers and all of the access that is asked for are in one rule. */
function allow({ kind, major, minor, access }: Rule, index: number): readonly Line[] {
  const next = `rule ${index + 1}`;
  return [
    when('r2', '!=', KINDS[kind], next),
    ...(major === '*' ? [] : [when('r4', '!=', major, next)]),
    ...(minor === '*' ? [] : [when('r5', '!=', minor, next)]),
    when('r3', '&', ALL_ACCESS & ~bitsOf(access), next),
    compute('r0', '=', 1),
    exit,
    label(next),
  ];
}

/** The program that allows what these lines say, and nothing else. */
export const deviceProgram = (lines: readonly string[]): Buffer =>
  assemble([...prologue, ...lines.map(ruleOf).flatMap(allow), ...refuse]);

/** The lines of a program of ours; undefined for any other program. */
export function devicesOf(code: Buffer): readonly string[] | undefined {
  const lines: string[] = [];
  let found: Partial<Record<number, number>> = {};
  for (let at = assemble(prologue).length; at + 8 <= code.length; at += 8) {
    const [op = 0, register = 0] = [code[at], code[at + 1]];
    const value = code.readUInt32LE(at + 4);
    if (op === 0x55) found[register] = value;
    if (op !== 0x45) continue;
    const access = ['r', 'w', 'm'].filter((letter) => (value & bitsOf(letter)) === 0).join('');
    lines.push(`${found[2] === KINDS.b ? 'b' : 'c'} ${found[4] ?? '*'}:${found[5] ?? '*'} ${access}`);
    found = {};
  }
  // What was understood makes the same program, or it was not understood.
  const isOurs = lines.every((line) => !line.endsWith(' ')) && deviceProgram(lines).equals(code);
  return isOurs ? lines : undefined;
}

/** Of code that is kept: looked at in every pass, and the same for most containers. */
const read = new WeakMap<Buffer, string | undefined>();
const usual = deviceProgram(listed.split('\n'));

function textOf({ id, name, code }: Program): string {
  if (!read.has(code)) read.set(code, code.equals(usual) ? listed : devicesOf(code)?.join('\n'));
  return read.get(code) ?? `program ${name || id} rwm`;
}

/** As devices.list would say it; undefined when the group is not there. */
export function deviceLines(
  { programs, has }: GroupFiles,
  group: string,
  found = programs.on(group, 'device'),
): string | undefined {
  if (found.length === 0) return has(group) ? everything : undefined;
  // All of several have to agree; beside ours there should be none.
  return found.map(textOf).join('\n');
}

/** CgroupState.devices, of the programs that were found; undefined when the group is not there. */
export function observeProgram(
  files: GroupFiles,
  group: string,
  found: readonly Program[],
): readonly string[] | undefined {
  const lines = deviceLines(files, group, found);
  return lines === undefined ? undefined : sectionOf(lines);
}

/** Leaves exactly the default devices and `more`. Nothing is done where that is so. Throws SyscallError or KernelKept. */
export function attachDevices(to: Writer, group: string, more: readonly string[]): void {
  const { programs } = to.files;
  const code =
    more.length === 0 ? usual : deviceProgram([...wishedList(more)].map(([device, access]) => `${device} ${access}`));
  const former = to.isNew(group) ? [] : programs.on(group, 'device');
  const [first, ...others] = former;
  if (first?.code.equals(code) && others.length === 0) return;
  // In one step from one list to the other, so that no device can be opened in between.
  programs.attach(group, 'device', { name: NAME, code, replaces: first?.id });
  for (const { id } of others) programs.detach(group, 'device', id);
  if (!to.isNew(group)) to.remember(() => restore(to.files, group, first?.code));
  const now = programs.on(group, 'device');
  if (now.length === 1 && now[0]?.code.equals(code)) return;
  throw new GroupError('KernelKept', group, `${now.length} device programs are on it, or another one`);
}

/** Programs of others are not brought back. */
function restore({ programs, has }: GroupFiles, group: string, code: Buffer | undefined): void {
  if (!has(group) || code === undefined || devicesOf(code) === undefined) return;
  programs.attach(group, 'device', { name: NAME, code, replaces: programs.on(group, 'device')[0]?.id });
}
