// `vzreconcile suspend [NAME]` and `resume [NAME]`: a pause for a node, a container or a field of one. What is paused is
// still compared and shown. Both work beside a running loop, which notices at once.

import { fieldLabels } from '../../../schema/field-labels.ts';
import { shown } from '../../../schema/reading.ts';
import { nearest } from '../../../schema/suggest.ts';
import { quarantineWords, type Suspension, subjectOf, suspensionWords } from '../../plan/brakes.ts';
import { visible, wholeSeconds } from '../../plan/format.ts';
import type { BrakesRecord } from '../../run/brakes-file.ts';
import { observe } from '../../run/observe.ts';
import { UsageError } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { knownNode } from '../known-node.ts';
import { type Options, readTime } from '../options.ts';
import type { Output } from '../output.ts';
import { user } from '../user.ts';
import { openBrakes, openHost } from '../wire.ts';
import { acceptMachine } from './accept-machine.ts';
import { findContainer } from './find.ts';
import { skipRollout } from './skip-rollout.ts';

/** The command's own options, as they were written. */
export interface SuspendOptions {
  readonly field?: string;
  readonly reason?: string;
  readonly for?: string;
}

export async function suspendCommand(
  options: Options,
  output: Output,
  name: string | undefined,
  given: SuspendOptions,
): Promise<ExitCode> {
  const now = new Date();
  const until = given.for === undefined ? undefined : new Date(now.getTime() + readTime('for', given.for, 1000));
  const one: Suspension = {
    ...(await target(options, name, given.field)),
    by: user(),
    since: iso(now),
    ...(until !== undefined && { until: iso(until) }),
    ...(given.reason !== undefined && { reason: readReason(given.reason) }),
  };
  const record = await (await openBrakes(options)).update((before) => ({
    ...before,
    suspensions: [...before.suspensions.filter((other) => !isSame(one, other)), one],
  }));
  output.out(remaining(record));
  return exitCodes.ok;
}

/** What `resume` lifts beside suspensions. */
export interface ResumeOptions {
  readonly field?: string;
  readonly quarantine?: boolean;
  readonly machine?: boolean;
  readonly rollout?: boolean;
}

export async function resumeCommand(
  options: Options,
  output: Output,
  name: string | undefined,
  { field, quarantine = false, machine = false, rollout = false }: ResumeOptions,
): Promise<ExitCode> {
  const words = Object.entries({ quarantine, machine, rollout }).flatMap(([word, isSaid]) => (isSaid ? [word] : []));
  if (words.length > 1 || (words.length === 1 && (name !== undefined || field !== undefined)))
    throw new UsageError('a quarantine and a rollout are of a revision, a machine is of the root: each goes alone', {
      hint: `vzreconcile resume --${words[0]}`,
    });
  if (rollout) return skipRollout(options, output);
  if (machine) return acceptMachine(options, output);
  const store = await openBrakes(options);
  const known = (await store.read()).suspensions.find((one) => one.name === name || String(one.ctid) === name);
  // What was suspended can be resumed also when it no longer exists.
  const wanted = quarantine || known !== undefined ? undefined : await target(options, name, field);
  const ctid = known?.ctid ?? wanted?.ctid;
  let lifted: readonly string[] = [];
  const record = await store.update((before) => {
    const isMeant = (one: Suspension): boolean => !quarantine && one.ctid === ctid && one.field === field;
    lifted = quarantine
      ? before.quarantine.map((one) => quarantineWords(one))
      : before.suspensions.filter(isMeant).map(wordsOf);
    return {
      ...before,
      suspensions: before.suspensions.filter((one) => !isMeant(one)),
      quarantine: quarantine ? [] : before.quarantine,
    };
  });
  if (lifted.length > 0) {
    const said = lifted.map((line) => `lifted: ${visible(line)}\n`).join('');
    output.out(`${said}${isHeld(record) ? remaining(record) : ''}`);
    return exitCodes.ok;
  }
  const what = quarantine ? 'no revision is quarantined' : `${name ?? 'this node'} is not suspended`;
  const others = quarantine ? [] : record.suspensions.filter((one) => one.ctid === ctid);
  throw new UsageError(visible(`${what}${field === undefined ? '' : ` for ${field}`}`), {
    ...(others.length > 0 && { hint: visible(`what is suspended: ${others.map(subjectOf).join(', ')}`) }),
  });
}

const isHeld = ({ suspensions, quarantine }: BrakesRecord): boolean => suspensions.length + quarantine.length > 0;

/** What is in force. */
function remaining({ suspensions, quarantine }: BrakesRecord): string {
  const lines = [...suspensions.map(wordsOf), ...quarantine.map((one) => quarantineWords(one))];
  return lines.length === 0 ? 'Nothing is suspended.\n' : lines.map((line) => `${visible(line)}\n`).join('');
}

const wordsOf = (one: Suspension): string => `${subjectOf(one)}: ${suspensionWords(one)}`;

const isSame = (a: Suspension, b: Suspension): boolean => a.ctid === b.ctid && a.field === b.field;

async function target(
  options: Options,
  name: string | undefined,
  field: string | undefined,
): Promise<Pick<Suspension, 'ctid' | 'name' | 'field'>> {
  if (field !== undefined && !fieldLabels.includes(field)) {
    const near = nearest(field, fieldLabels);
    throw new UsageError(`there is no field ${shown(field)}`, {
      hint: near === undefined ? 'write a name as plans print it: ram, cpuunits, ips' : `did you mean ${near}?`,
    });
  }
  const only = field === undefined ? {} : { field };
  if (name === undefined) return only;
  const host = await openHost(options, await knownNode(options));
  try {
    const found = findContainer([...(await observe(host)).containers.values()], name);
    return { ctid: found.ctid, name: found.name, ...only };
  } finally {
    await host.close();
  }
}

const iso = (at: Date): string => wholeSeconds(at.toISOString());

const LONGEST = 500;

function readReason(text: string): string {
  const one = text.replace(/\s+/g, ' ').trim();
  if (one === '' || one.length > LONGEST)
    throw new UsageError(`--reason is ${one === '' ? 'empty' : 'too long'}`, { hint: 'write a sentence' });
  return one;
}
