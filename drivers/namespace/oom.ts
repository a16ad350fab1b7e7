// Whom the OOM killer takes first: /proc/PID/oom_score_adj, proc_pid_oom_score_adj(5); __set_oom_adj(), fs/proc/base.c.
// A process begins with what its parent has, so what a rule says of it is written once it is there.
//
// OpenVZ's kernel asks its rules when it has to kill, and only for processes that did not adjust themselves. Here every pass
// tells the same of a process by its value: one of those that rules give was inherited and becomes its own; any
// other that is higher is its own decision, and stays; any other that is lower is somebody's doing, and drift.

import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import type { LimitFact } from '../../reconciler/port/tools.ts';
import { adjustOf, adjustsOf, isUniform, type OomRule, type OomSubject } from '../../schema/oom.ts';
import { hasCode } from '../kernel/error-code.ts';
import type { Processes } from '../launcher/processes.ts';
import type { RunRecord } from '../launcher/run-record.ts';
import { readIfThere } from '../procfs/read.ts';
import type { OomGiver } from './judge-oom.ts';
import { newcomers } from './newcomers.ts';

type Rules = readonly OomRule[];

/** Processes of a container, as the host numbers them, and the first of its host ids. */
export interface Members {
  readonly pids: readonly number[];
  readonly base: number;
}

/** What observe reports of the rules a container was given. Without any nothing is read. */
export function observeOom(rules: Rules, members: () => Members): Rules | 'mixed' {
  if (rules.length === 0) return rules;
  const given = adjustsOf(rules);
  const wanted = wantedBy(rules, members());
  const isMixed = [...wanted].some(([pid, wants]) => {
    const now = adjustNow(pid);
    return now !== undefined && now < wants && !given.has(now);
  });
  return isMixed ? 'mixed' : rules;
}

/** Gives processes that have what another rule says, because they inherited it, what their own rule says. */
export function tendOom(rules: Rules, members: Members): void {
  if (rules.length === 0) return;
  const given = adjustsOf(rules);
  for (const [pid, wants] of wantedBy(rules, members)) adjust(pid, wants, (now) => given.has(now));
}

/** The record last: until it names them, the processes are looked at as having the rules before. */
export function adjustOom(processes: Processes, { ctid }: RunRecord, members: () => Members, wants: Rules): void {
  const now = processes.running(ctid);
  if (now === undefined) return;
  bringOom(now.oomAdjust ?? [], wants, members);
  processes.rewrite({ ...now, oomAdjust: wants });
}

/** Brings the processes of a container from one set of rules to another. Throws system errors. */
function bringOom(was: Rules, wants: Rules, members: () => Members): void {
  const given = new Set([...adjustsOf(was), ...adjustsOf(wants)]);
  for (const fresh of newcomers(() => members().pids)) {
    // Of all: rules ask for parents as well.
    const wanted = wantedBy(wants, members());
    for (const pid of fresh) {
      const value = wanted.get(pid);
      if (value !== undefined) adjust(pid, value, (now) => given.has(now) || now < value);
    }
  }
}

/** By process; those that have ended are left out. */
function wantedBy(rules: Rules, { pids, base }: Members): ReadonlyMap<number, number> {
  const [first] = rules;
  if (isUniform(rules) && first !== undefined) return new Map(pids.map((pid) => [pid, first.adjust]));
  if (rules.length === 0) return new Map(pids.map((pid) => [pid, 0]));
  const found = new Map(
    pids.flatMap((pid) => {
      const process = read(pid, base);
      return process === undefined ? [] : [[pid, process] as const];
    }),
  );
  return new Map(
    [...found].map(([pid, { command, ppid, uid }]) => {
      const subject: OomSubject = { command, parent: found.get(ppid)?.command ?? '', uid };
      return [pid, adjustOf(rules, subject)];
    }),
  );
}

function read(pid: number, base: number) {
  const status = readIfThere(`/proc/${pid}/status`);
  const [, name] = /^Name:\t(.*)$/m.exec(status) ?? [];
  const [, ppid] = /^PPid:\t(\d+)$/m.exec(status) ?? [];
  const [, uid] = /^Uid:\t(\d+)/m.exec(status) ?? [];
  return name === undefined ? undefined : { command: name, ppid: Number(ppid), uid: Number(uid) - base };
}

const GONE = ['ENOENT', 'ESRCH'] as const;

function adjustNow(pid: number): number | undefined {
  const text = readIfThere(`/proc/${pid}/oom_score_adj`);
  return text === '' ? undefined : Number(text);
}

/** One descriptor for the look and the write: it stays with the process, whoever has its number later. */
function adjust(pid: number, wants: number, may: (now: number) => boolean): void {
  try {
    const fd = openSync(`/proc/${pid}/oom_score_adj`, 'r+');
    try {
      const bytes = Buffer.alloc(16);
      const now = Number(bytes.toString('latin1', 0, readSync(fd, bytes, 0, bytes.length, 0)));
      if (now !== wants && may(now)) writeSync(fd, String(wants), 0);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    if (!hasCode(error, ...GONE)) throw error;
  }
}

export const readOomGiver = (mayRaise: boolean): OomGiver => ({ mayRaise, least: adjustNow(process.pid) ?? 0 });

/** How it is kept, and what the processes have. */
export function oomFact(rules: Rules, pids: readonly number[], { mayRaise }: OomGiver): LimitFact {
  const values = new Set(pids.flatMap((pid) => adjustNow(pid) ?? []));
  const fixed = rules.length === 0 || (isUniform(rules) && mayRaise);
  const note = isUniform(rules)
    ? `a process can raise its own${mayRaise ? '' : ', and lower it again until the next pass'}`
    : 'new processes get theirs at the next pass; until then they have what their parents have';
  return {
    pointer: '/namespace/oomAdjust',
    mechanism: 'oom_score_adj',
    value: [...values].sort((one, other) => one - other).join(', '),
    force: fixed ? 'enforced' : 'approximated',
    ...(rules.length > 0 && { note }),
  };
}
