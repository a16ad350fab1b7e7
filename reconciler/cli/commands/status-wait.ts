// `vzreconcile status --wait`: until the node, or one container, is ready; until a revision is, when one is named. Ends early
// when only a human can help. Looks at files alone: whoever waits costs the host nothing.

import { type Condition, conditionOf } from '../../run/conditions.ts';
import { readHistory } from '../../run/history.ts';
import { readStatus, type StatusRecord } from '../../run/status-file.ts';
import { systemClock } from '../clock.ts';
import { UsageError } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { type Options, readTime } from '../options.ts';
import type { Output } from '../output.ts';

export interface Wait {
  /** Milliseconds. */
  readonly timeout: number;
  /** Lower-case hexadecimal: the begin of a commit id. */
  readonly revision?: string;
}

/** Milliseconds between two looks. */
const EVERY = 200;

/** The options of its own. Throws UsageError. */
export function readWait(given: Readonly<Record<string, unknown>>): Wait | undefined {
  const { wait, timeout, revision } = given;
  if (wait !== true) {
    if (timeout !== undefined || revision !== undefined)
      throw new UsageError('--timeout and --revision say how to wait', { hint: 'add --wait' });
    return undefined;
  }
  const limit = readTime('timeout', String(timeout ?? '60s'), 0);
  if (revision === undefined) return { timeout: limit };
  const id = String(revision).toLowerCase();
  if (!/^[0-9a-f]{4,64}$/.test(id))
    throw new UsageError(`--revision ${JSON.stringify(revision)}: not the begin of a commit id`, {
      hint: 'for example --revision "$(git rev-parse HEAD)"',
    });
  return { timeout: limit, revision: id };
}

/** ok once it is ready, error when it is stalled or the time is over; stderr has the reason. */
export async function waitUntilReady(
  { root, simulate }: Options,
  output: Output,
  name: string | undefined,
  wait: Wait,
): Promise<ExitCode> {
  if (simulate) throw new UsageError('a host in memory ends with its pass', { hint: 'wait without --simulate' });
  const end = systemClock.now() + wait.timeout;
  let looked: string | undefined;
  for (;;) {
    const record = await readStatus(root);
    const subject = subjectOf(record, name);
    const answer = verdict(subject, wait.revision);
    if (answer === 'ready') return exitCodes.ok;
    const left = end - systemClock.now();
    if (wait.revision !== undefined && (record?.at !== looked || left <= 0)) {
      looked = record?.at;
      const next = await successorOf(root, wait.revision);
      if (next !== undefined) {
        output.err(`${wait.revision} was applied; ${next} has come after it\n`);
        return exitCodes.ok;
      }
    }
    if (answer === 'stalled' || left <= 0) {
      const sentence = answer === 'stalled' ? 'it waits for a human' : `not ready after ${wait.timeout / 1000} s`;
      output.err(`error: ${name ?? 'the node'}: ${sentence}\n${reasonOf(subject, wait.revision)}`);
      return exitCodes.error;
    }
    await systemClock.sleep(Math.min(EVERY, left));
  }
}

/** Whoever waits for a commit may come too late: the next one has been pushed. Undefined: it was never applied, or is the last. */
async function successorOf(root: string, revision: string): Promise<string | undefined> {
  const all = await readHistory(root);
  const at = all.findIndex((one) => one.revision.startsWith(revision) && one.came === 'applied');
  return at === -1 ? undefined : all[at + 1]?.label;
}

/** What is waited for. */
interface Subject {
  /** Full commit ids. */
  readonly observed?: string | undefined;
  readonly applied?: string | undefined;
  readonly conditions: readonly Condition[];
}

function subjectOf(record: StatusRecord | undefined, name: string | undefined): Subject {
  const { revision: observed, containers = [] } = record ?? {};
  if (name === undefined) return { observed, applied: record?.appliedRevision, conditions: record?.conditions ?? [] };
  const one = containers.find((each) => each.name === name) ?? containers.find(({ ctid }) => String(ctid) === name);
  return { observed, applied: one?.appliedRevision, conditions: one?.conditions ?? [] };
}

/** Being stalled at another revision says nothing about the one that is waited for. */
function verdict({ observed, applied, conditions }: Subject, revision = ''): 'ready' | 'stalled' | 'neither' {
  if (conditionOf(conditions, 'Ready')?.status === 'True' && (applied ?? '').startsWith(revision)) return 'ready';
  const isStalled = conditionOf(conditions, 'Stalled')?.status === 'True';
  return isStalled && (observed ?? '').startsWith(revision) ? 'stalled' : 'neither';
}

function reasonOf({ observed, conditions }: Subject, revision = ''): string {
  const lines = conditions.map(({ type, status, reason, message }) => `  ${type} ${status}  ${reason}: ${message}\n`);
  if (!(observed ?? '').startsWith(revision)) lines.unshift(`  it has seen ${observed ?? 'no revision'}\n`);
  return lines.length === 0 ? '  no pass has told of it\n' : lines.join('');
}
