// A tape as text, one numbered line for each system call: what `vzreconcile explain --tape` shows. Pure.

import { type Arg, fillIn, type Step, type Tape } from './tape.ts';

/** The steps as `  14  mount_setattr(rootfd, "", AT_EMPTY_PATH, {nodev})`; steps that only move data are left out. */
export function printTape({ name, form, values }: Tape): string {
  const names = new Map<number, string>();
  for (const step of form.steps) {
    for (const arg of step.args) {
      if (typeof arg !== 'number' && arg.kind === 'result' && !arg.text.startsWith('$')) names.set(arg.step, arg.text);
    }
  }
  const targets = new Set(form.steps.map((step) => step.jump));
  const lines = [`# ${name}`];
  for (const [index, step] of form.steps.entries()) {
    if (index === form.failure && index !== 0) lines.push('# after a failure');
    else if (targets.has(index) && index !== 0) lines.push(`${String(index).padStart(4)}:`);
    const text = textOf(step, names.get(index));
    if (text !== undefined) lines.push(`${String(index).padStart(4)}  ${fillIn(text, values)}`);
  }
  return `${lines.join('\n')}\n`;
}

function textOf(step: Step, name: string | undefined): string | undefined {
  const list = step.args.map(argText).join(', ');
  switch (step.op) {
    case 'store':
    case 'address':
    case 'format':
      return undefined;
    case 'end':
      return 'end';
    case 'report':
      return `report ${step.label}(${list})`;
    case 'clone':
      return `${step.label} -> the child goes on at ${step.jump}`;
    case 'wait':
    case 'watch':
    case 'check':
      return `${step.op} ${step.label}`;
    case 'syscall':
      return `${name === undefined ? '' : `${name} = `}${step.call}(${list})${conditionText(step)}`;
  }
}

function conditionText(step: Step): string {
  const otherwise = step.jump === 0 ? '' : `, then ${step.jump}`;
  switch (step.condition.kind) {
    case 'ok':
      return '';
    case 'any':
      return `  # may fail${otherwise}`;
    case 'exact':
      return `  # must be ${step.condition.value}`;
    case 'allow':
      return `  # may be ${step.condition.text}${otherwise}`;
  }
}

function argText(arg: Arg): string {
  return typeof arg === 'number' ? String(arg) : arg.text;
}
