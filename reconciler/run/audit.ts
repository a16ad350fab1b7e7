// <root>/state/audit.jsonl: every write to the host with who caused it, the old and the new value, and whether a second
// look found it. Drivers, templates and markers are wrapped, so that nothing can write past it. Lines wait in
// audit.pending for the second look; what a crash leaves there is taken over by the next process.

import { join } from 'node:path';
import { HIDDEN } from '../../schema/sysctl.ts';
import type { Ctid } from '../../schema/units.ts';
import { words } from '../../schema/words.ts';
import type { Approver } from '../plan/approver.ts';
import type { Change, ContainerPlan, Json, Plan, Step } from '../plan/plan.ts';
import { isUpkeep } from '../plan/summary.ts';
import type { Driver, StepContext, Undo } from '../port/driver.ts';
import type { Host } from '../port/host.ts';
import type { Revision } from '../port/source.ts';
import type { ContainerState } from '../state/container.ts';
import { maskState, maskValue } from '../state/snapshot.ts';
import type { Outcome } from './apply.ts';
import { adopt, openSpool } from './audit-spool.ts';
import { jsonLines } from './json-lines.ts';
import { maskedJson } from './mask.ts';

export interface AuditChange {
  /** JSON Pointer into the container's state; a section alone where all of it was made or taken away. */
  readonly pointer: string;
  /** Absent: there was, or is, nothing. */
  readonly old?: Json;
  readonly new?: Json;
}

export interface AuditRecord {
  /** ISO 8601: when the step had ended. */
  readonly time: string;
  readonly revision: string;
  /** "Ann <ann@example.net>", who changed the manifest, several with commas; "quarantine of main@3f2a9c1"; "drift": somebody changed the host by hand; "health": it was unhealthy; else the command. */
  readonly who: string;
  /** Of the revision. */
  readonly signer?: string;
  /** User id of whoever ran the command, and what consent it gave; absent for the loop. */
  readonly uid?: number;
  readonly consent?: '--yes';
  /** Who approved what the write is a part of; absent where nobody had to. */
  readonly approvedBy?: readonly Approver[];
  /** Absent for templates, which are no container's. */
  readonly ctid?: number;
  readonly container?: string;
  readonly driver: string;
  readonly verb: string;
  readonly changes: readonly AuditChange[];
  readonly result: 'done' | 'failed';
  readonly error?: string;
  /** Whether the host was found like that afterwards; absent where nobody looks again. */
  readonly verified?: boolean;
}

/** Who ran this process. */
export interface Caller {
  /** Absent: nobody typed it, it is the loop. */
  readonly uid?: number;
  readonly yes: boolean;
  /** For what has no commit: "destroy --all". */
  readonly command: string;
}

export interface Audit {
  /** The same host, all writes to which are recorded. */
  watch<H extends Host>(host: H): H;
  /** What is written from here on is for this plan. */
  begin(plan: Plan, revision: Revision): void;
  /** The second look of what began: resolves when all of it is on disk. */
  conclude(outcomes: readonly Outcome[]): Promise<void>;
  close(): Promise<void>;
}

const LIMIT = 16 * 1024 * 1024;
const KEEP = 4;
/** Records that wait in memory for a disk that takes them. */
const MOST_HELD = 10_000;

export const auditPath = (root: string): string => join(root, 'state', 'audit.jsonl');

/** `now`: milliseconds since 1970. `onError` is told when nothing can be recorded; work goes on. */
export function openAudit(root: string, caller: Caller, now: () => number, onError: (error: unknown) => void): Audit {
  const lines = jsonLines(auditPath(root), { limit: LIMIT, keep: KEEP });
  const pending = join(root, 'state', 'audit.pending');
  try {
    adopt(pending, auditPath(root));
  } catch (error) {
    onError(error);
  }
  const spool = openSpool(pending, onError);
  let held: Held[] = [];
  let appending = 0;
  /** By container, where it is not the commit alone. */
  let others: ReadonlyMap<number, Cause> = new Map();
  let commit = causeOf(undefined, caller);

  const record = (what: What & Pick<AuditRecord, 'result' | 'error'>): void => {
    const cause = (what.ctid !== undefined && others.get(what.ctid)) || commit;
    const one: Held = { at: now(), what, cause };
    held.push(one);
    spool.add(() => textOf(one));
  };
  /** Runs one write and records it, whatever comes of it. */
  const recorded = async <T>(what: What, work: () => Promise<T>): Promise<T> => {
    try {
      const value = await work();
      record({ ...what, result: 'done' });
      return value;
    } catch (error) {
      record({ ...what, result: 'failed', error: words(error) });
      throw error;
    }
  };
  return {
    watch: (host) => watched(host, recorded),
    begin: (plan, next) => {
      commit = causeOf(next, caller);
      others = new Map(plan.containers.flatMap((one) => ownCause(one, next, caller)));
    },
    conclude: async (outcomes) => {
      const byId = new Map<number, Outcome>(outcomes.map((outcome) => [outcome.ctid, outcome]));
      const taken = held;
      held = [];
      if (taken.length === 0) return;
      for (const one of taken) one.proved ??= withVerdict(textOf(one), verdict(one, byId));
      appending += 1;
      try {
        await lines.append(taken.map(textOf), true);
      } catch (error) {
        // They are tried again with those of the next pass.
        held = [...taken, ...held].slice(-MOST_HELD);
        onError(error);
      } finally {
        appending -= 1;
      }
      // What was written to the host meanwhile is nowhere else yet.
      if (held.length === 0 && appending === 0) spool.clear();
    },
    close: async () => {
      await lines.close();
      spool.close();
    },
  };
}

/** What all writes of a pass have in common. */
type Cause = Pick<AuditRecord, 'revision' | 'who' | 'signer' | 'uid' | 'consent' | 'approvedBy'>;

/** While containers are worked on as little as possible is done: the text is made when there is time. */
interface Held {
  readonly at: number;
  readonly cause: Cause;
  readonly what: What & Pick<AuditRecord, 'result' | 'error'>;
  text?: string;
  /** The text with its verdict, which a later pass cannot give. */
  proved?: string;
}

function textOf(one: Held): string {
  if (one.proved !== undefined) return one.proved;
  one.text ??= [
    JSON.stringify({ time: new Date(one.at).toISOString(), ...one.cause }).slice(0, -1),
    maskedJson(one.what).slice(1),
  ].join(',');
  return one.text;
}

const withVerdict = (text: string, verified: boolean | undefined): string =>
  verified === undefined ? text : `${text.slice(0, -1)},"verified":${verified}}`;

type What = Pick<AuditRecord, 'ctid' | 'container' | 'driver' | 'verb' | 'changes'>;
type Recorded = <T>(what: What, work: () => Promise<T>) => Promise<T>;

function watched<H extends Host>(host: H, recorded: Recorded): H {
  return {
    ...host,
    drivers: host.drivers.map(
      (driver): Driver => ({
        ...driver,
        apply: async (context): Promise<Undo> => {
          const what = stepOf(driver.name, context);
          const undo = await recorded(what, () => driver.apply(context));
          return () => recorded({ ...what, verb: `undo ${what.verb}`, changes: what.changes.map(reversed) }, undo);
        },
      }),
    ),
    templates: {
      ...host.templates,
      ensure: (spec, signal) =>
        recorded({ driver: 'templates', verb: 'ensure', changes: [{ pointer: `/${spec.name}`, new: spec.key }] }, () =>
          host.templates.ensure(spec, signal),
        ),
      prune: async (inUse) => {
        const before = await host.templates.present();
        const gone = [...before].filter((key) => !inUse.has(key)).sort();
        const changes = gone.map((key) => ({ pointer: `/${key}`, old: key }));
        if (gone.length === 0) return host.templates.prune(inUse);
        return recorded({ driver: 'templates', verb: 'prune', changes }, () => host.templates.prune(inUse));
      },
    },
    markers: {
      ...host.markers,
      write: (marker) => {
        const { ctid, name: container, revision = '' } = marker;
        const changes = [{ pointer: '/marker/revision', new: revision }];
        return recorded({ ctid, container, driver: 'markers', verb: 'write', changes }, () =>
          host.markers.write(marker),
        );
      },
    },
  };
}

function stepOf(driver: Driver['name'], { ctid, name, step, was, wants }: StepContext): What {
  return { ctid, container: name, driver, verb: step.verb, changes: changesOf(driver, ctid, step, was, wants) };
}

/** A set writes fields; what is made or removed is a section; a move writes the ctid. */
function changesOf(
  driver: Driver['name'],
  ctid: Ctid,
  { verb, changes, from }: Step,
  was: ContainerState,
  wants: ContainerState,
): readonly AuditChange[] {
  if (verb === 'set') return changes.map(fieldOf);
  if (from !== undefined && verb === 'move') return [{ pointer: '/ctid', old: from, new: ctid }];
  const section = (verb === 'create' ? wants : was)[driver];
  if (section === undefined) return [{ pointer: `/${driver}` }];
  const shown = maskState({ [driver]: section }, hidden)[driver];
  const value = { [verb === 'create' ? 'new' : 'old']: shown as unknown as Json };
  return [{ pointer: `/${driver}`, ...value }];
}

/** Of keys of the kernel: that they were written, not which. */
const hidden = (): string => HIDDEN;

function fieldOf({ pointer, was, wants }: Change): AuditChange {
  return {
    pointer,
    ...(was !== undefined && { old: maskValue(pointer, was, hidden) }),
    ...(wants !== undefined && { new: maskValue(pointer, wants, hidden) }),
  };
}

const reversed = ({ pointer, old, new: made }: AuditChange): AuditChange => ({
  pointer,
  ...(made !== undefined && { old: made }),
  ...(old !== undefined && { new: old }),
});

function ownCause(plan: ContainerPlan, revision: Revision, caller: Caller): readonly [number, Cause][] {
  const { ctid, steps, approvedBy, changedBy } = plan;
  const upkeep = isUpkeep(plan) ? (plan.heals === undefined ? 'drift' : 'health') : undefined;
  if ([upkeep, changedBy, approvedBy].every((one) => one === undefined)) return [];
  const cause = {
    ...causeOf(revision, caller, upkeep),
    ...(upkeep === undefined && changedBy !== undefined && { who: changedBy }),
    ...(approvedBy && { approvedBy }),
  };
  // What is moved is also written to under the ctid that it had.
  const ctids = new Set([ctid, ...steps.flatMap(({ from }) => from ?? [])]);
  return [...ctids].map((one) => [one, cause]);
}

function causeOf(revision: Revision | undefined, { command, uid, yes }: Caller, upkeep?: 'drift' | 'health'): Cause {
  const { id = '', commit, signer } = revision ?? {};
  const author = commit === undefined ? command : `${commit.author} <${commit.email}>`;
  return {
    revision: id,
    who: upkeep ?? author,
    ...(signer !== undefined && upkeep === undefined && { signer }),
    ...(uid !== undefined && { uid }),
    ...(yes && { consent: '--yes' }),
  };
}

/** A container that failed was not looked at again; of one that did not converge the sections that still differ are known. */
function verdict({ what: { ctid, driver } }: Held, outcomes: ReadonlyMap<number, Outcome>): boolean | undefined {
  if (ctid === undefined) return undefined;
  const { result, pointers = [] } = outcomes.get(ctid) ?? {};
  if (result === 'done') return true;
  return result === 'not-converged' && pointers.length > 0 && pointers.every((at) => !at.startsWith(`/${driver}/`));
}
