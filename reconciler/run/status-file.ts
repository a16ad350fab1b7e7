// <root>/state/status.json: what `vzreconcile status` cannot read from the kernel - the last pass, its errors and who
// waits for a retry. Small, rewritten after each pass, worth nothing to the reconciler itself.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { words } from '../../schema/words.ts';
import { type Summary, summarize } from '../plan/summary.ts';
import { parameterOf } from '../plan/unenforced.ts';
import { writeAtomically } from '../source/atomic-file.ts';
import type { Trouble } from './backoff.ts';
import type { PassResult } from './reconcile.ts';

export interface StatusRecord {
  readonly version: 1;
  readonly pid: number;
  readonly at: string;
  readonly revision?: string;
  readonly label?: string;
  readonly stale?: string;
  readonly summary?: Summary;
  readonly warnings?: readonly string[];
  /** Plan-wide refusals, problems of manifests, or why no pass could be made. */
  readonly errors: readonly string[];
  readonly refused: readonly { readonly ctid: number; readonly name: string; readonly reason: string }[];
  /** Limits that are not kept, by consent. */
  readonly unenforced?: readonly { readonly ctid: number; readonly limits: readonly string[] }[];
  readonly waiting: readonly {
    readonly ctid: number;
    readonly name: string;
    readonly failures: number;
    readonly retryAt: string;
    readonly reason: string;
  }[];
}

export interface StatusStore {
  passed(result: PassResult, waiting: readonly Trouble[], now: number): Promise<void>;
  failed(error: unknown, waiting: readonly Trouble[], now: number): Promise<void>;
}

/** Lists longer than this are cut: the file is read by people. */
const LONGEST = 50;

const statusPath = (root: string): string => join(root, 'state', 'status.json');

/** `wall` gives the time for people; `now` of the calls is monotonic. Errors of writing are given to `onError`. */
export function statusFile(root: string, wall: () => Date, onError: (error: unknown) => void): StatusStore {
  let last: Pick<StatusRecord, 'revision' | 'label' | 'summary'> = {};
  const write = async (
    record: Partial<StatusRecord> & Pick<StatusRecord, 'errors' | 'refused'>,
    waiting: readonly Trouble[],
    now: number,
  ): Promise<void> => {
    const full: StatusRecord = {
      version: 1,
      pid: process.pid,
      at: wall().toISOString(),
      ...last,
      ...record,
      waiting: waiting.slice(0, LONGEST).map(({ ctid, name, failures, until, reason }) => {
        const retryAt = new Date(wall().getTime() + Math.max(0, until - now)).toISOString();
        return { ctid, name, failures, retryAt, reason };
      }),
    };
    await writeAtomically(statusPath(root), `${JSON.stringify(full, null, 2)}\n`, { durable: false }).catch(onError);
  };
  return {
    passed: (result, waiting, now) => {
      const { revision, plan, stale, problems, warnings } = result;
      last = {
        revision: revision.id,
        label: revision.label,
        ...(plan === undefined ? {} : { summary: summarize(plan) }),
      };
      const wrong = problems.filter(({ severity }) => severity === 'error');
      const without = plan?.containers.filter(({ unenforced }) => unenforced !== undefined) ?? [];
      const refused = plan?.containers.filter(({ refusals }) => refusals.length > 0) ?? [];
      return write(
        {
          ...(stale === undefined ? {} : { stale }),
          ...(without.length > 0 && {
            unenforced: without.slice(0, LONGEST).map(({ ctid, unenforced = [] }) => {
              return { ctid, limits: unenforced.map(({ pointer = '' }) => parameterOf(pointer)) };
            }),
          }),
          ...(warnings === undefined ? {} : { warnings: warnings.slice(0, LONGEST) }),
          errors: [
            ...wrong
              .slice(0, LONGEST)
              .map(({ origin, code, message }) => `${origin.path}:${origin.line}: ${code}: ${message}`),
            ...(plan?.refusals.map(({ code, reason }) => `${code}: ${reason}`) ?? []),
          ],
          refused: refused.slice(0, LONGEST).map(({ ctid, name, refusals }) => {
            return { ctid, name, reason: refusals.map(({ code, reason }) => `${code}: ${reason}`).join('; ') };
          }),
        },
        waiting,
        now,
      );
    },
    failed: (error, waiting, now) => write({ errors: [words(error)], refused: [] }, waiting, now),
  };
}

/** The last record, or undefined when there is none or it is not ours. */
export async function readStatus(root: string): Promise<StatusRecord | undefined> {
  try {
    const record: unknown = JSON.parse(await readFile(statusPath(root), 'utf8'));
    if (typeof record === 'object' && record !== null && (record as StatusRecord).version === 1)
      return record as StatusRecord;
    return undefined;
  } catch {
    return undefined;
  }
}

/** For a host in memory, which ends with its pass. */
export const noStatus: StatusStore = { passed: async () => {}, failed: async () => {} };
