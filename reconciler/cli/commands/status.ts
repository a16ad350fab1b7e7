// `vzreconcile status [NAME]`: what runs, from the kernel, and what the last pass had to say.

import { asCtid, formatSize } from '../../../schema/units.ts';
import { quarantineWords, subjectOf, suspensionWords } from '../../plan/brakes.ts';
import { roughSize } from '../../plan/capacity.ts';
import { heldWords } from '../../plan/fleet.ts';
import { code, fence } from '../../plan/format.ts';
import { undeclaredLines } from '../../plan/render-holds.ts';
import { toldOf } from '../../plan/undeclared.ts';
import { forLooks } from '../../run/brakes-file.ts';
import { type Condition, conditionOf } from '../../run/conditions.ts';
import { observe, withUndeclared } from '../../run/observe.ts';
import { readStatus, type StatusRecord } from '../../run/status-file.ts';
import {
  type NodeSpec,
  type Observed,
  type ObservedContainer,
  type Pressure,
  pressureKinds,
  type Transfers,
} from '../../state/model.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { jsonDocument } from '../json.ts';
import { knownNode } from '../known-node.ts';
import type { Options } from '../options.ts';
import { markdownTable, type Output, table } from '../output.ts';
import { openBrakes, openHost } from '../wire.ts';
import { findContainer } from './find.ts';
import { readWait, waitUntilReady } from './status-wait.ts';

export async function statusCommand(
  options: Options,
  output: Output,
  name: string | undefined,
  given: Readonly<Record<string, unknown>>,
): Promise<ExitCode> {
  const wait = readWait(given);
  const verdict = wait === undefined ? undefined : await waitUntilReady(options, output, name, wait);
  const node = await knownNode(options);
  const host = await openHost(options, node);
  try {
    const seen = await observe(host);
    // It takes a look into each container, so only who asks for one is told.
    const observed = name === undefined ? seen : await withUndeclared(host, seen);
    const last = options.simulate ? undefined : await lastRecord(options, observed);
    const transfers = (await host.transfers?.()) ?? new Map<number, Transfers>();
    const pressure = (await host.pressure?.()) ?? new Map<number, Pressure>();
    const all = [...observed.containers.values()]
      .map(
        (one): Shown => ({
          ...one,
          ...(pressure.has(one.ctid) && { pressure: pressure.get(one.ctid) }),
          ...(transfers.has(one.ctid) && { transfers: transfers.get(one.ctid) }),
        }),
      )
      .sort((a, b) => a.ctid - b.ctid);
    const shown = name === undefined ? all : [withTold(findContainer(all, name), node, last)];
    if (options.output === 'json') output.out(jsonDocument({ containers: shown, lastPass: last ?? null }));
    else output.out(renderStatus(options.output === 'markdown' ? 'markdown' : 'text', shown, last, name !== undefined));
    return verdict ?? exitCodes.ok;
  } finally {
    await host.close();
  }
}

const never = 'never';

/** What the last pass left, with the brakes of now: they may have been put on since, or no pass be made at all. */
async function lastRecord(options: Options, observed: Observed): Promise<StatusRecord | undefined> {
  const unknown: string[] = [];
  const store = forLooks(await openBrakes(options), (sentence) => void unknown.push(sentence));
  const [last, record] = await Promise.all([readStatus(options.root), store.read()]);
  const brakes = record.suspensions.map((one) => `${subjectOf(one)}: ${suspensionWords(one)}`);
  const held = record.held === undefined ? [] : [heldWords(record.held)];
  const notes = [...brakes, ...record.quarantine.map(quarantineWords), ...held];
  unknown.push(...outdated(last, observed));
  if (notes.length + unknown.length === 0 && last?.notes === undefined) return last;
  const none: StatusRecord = { version: 1, pid: 0, at: never, errors: [], refused: [], waiting: [] };
  const { notes: before = [], warnings = [], ...rest } = last ?? none;
  const told = [...unknown, ...warnings];
  return {
    ...rest,
    // What the manifests hold back only the pass knows.
    notes: [...notes, ...before.filter((note) => note.startsWith('observed only'))],
    ...(told.length > 0 && { warnings: told }),
  };
}

/** That containers were changed after the record was written: a disk was full, or a pass broken off. */
export function outdated(last: StatusRecord | undefined, { containers }: Observed): readonly string[] {
  const newer = (last?.containers ?? []).flatMap(({ ctid, name, markedRevision }) => {
    const revision = containers.get(asCtid(ctid))?.marker?.revision;
    const isNewer = revision !== undefined && markedRevision !== undefined && revision !== markedRevision;
    return isNewer ? [`${name} (now ${revision.slice(0, 7)})`] : [];
  });
  if (newer.length === 0) return [];
  const others = newer.length > MOST ? ` and ${newer.length - MOST} others` : '';
  const who = `${newer.slice(0, MOST).join(', ')}${others}`;
  return [`changed after this was written: ${who}; a pass is under way, or could not be recorded`];
}

/** Containers that a sentence names. */
const MOST = 5;

type Shown = ObservedContainer & {
  readonly pressure?: Pressure | undefined;
  readonly transfers?: Transfers | undefined;
};

/** The same, with as much of what no manifest declares as a plan would tell, by the patterns of the last pass. */
export function withTold({ undeclared, ...one }: Shown, node: NodeSpec, last: StatusRecord | undefined): Shown {
  const { ignoreUndeclared = [] } = last?.containers?.find(({ ctid }) => ctid === one.ctid) ?? {};
  const told = toldOf(undeclared, [{ ignoreUndeclared }, node.reconcile]);
  return { ...one, ...(told && { undeclared: told }) };
}

/** A table of containers and the last pass, or everything about them. */
export function renderStatus(
  format: 'text' | 'markdown',
  containers: readonly Shown[],
  last: StatusRecord | undefined,
  detailed: boolean,
): string {
  const style = format === 'markdown' ? markdown : text;
  return detailed ? details(containers, last, style) : overview(containers, last, style);
}

/** How the parts of a status for people are written. */
interface Style {
  table(rows: readonly (readonly string[])[]): string;
  /** A line, and under it others. */
  list(head: string, lines: readonly string[]): string;
  json(text: string): string;
}

const text: Style = {
  table,
  list: (head, lines) => [head, ...lines.map(indent)].map((line) => `${line}\n`).join(''),
  json: (json) => `${indent(json)}\n`,
};

/** What is not ours stands in code spans and fences, where it is inert. */
const markdown: Style = {
  table: markdownTable,
  list: (head, lines) =>
    [code(head), '', ...lines.map((line) => `- ${code(line)}`)].map((line) => `${line}\n`).join(''),
  json: (json) => `\n${fence(json, 3)}json\n${json}\n${fence(json, 3)}\n`,
};

function overview(containers: readonly Shown[], last: StatusRecord | undefined, style: Style): string {
  const rows = containers.map((one) => [
    String(one.ctid),
    one.name,
    one.state.lifecycle?.state ?? 'stopped',
    readyOf(one.ctid, last),
    one.pid === undefined ? '-' : String(one.pid),
    one.state.cgroup === undefined ? '-' : formatSize(one.state.cgroup.memory.ram),
    one.state.network?.addresses.join(' ') || '-',
    pressureOf(one, 'avg10'),
    noteOf(one, last),
  ]);
  rows.push(...missing(containers, last));
  const list =
    rows.length === 0
      ? 'No containers.\n'
      : style.table([['CTID', 'NAME', 'STATE', 'READY', 'PID', 'RAM', 'ADDRESSES', 'PRESSURE', 'NOTE'], ...rows]);
  return `${list}\n${lastPass(last, style)}`;
}

/** Containers that should be here and have nothing on this host yet, because they could not be made. */
function missing(containers: readonly ObservedContainer[], last: StatusRecord | undefined): readonly string[][] {
  const there = new Set<number>(containers.map(({ ctid }) => ctid));
  const behind = (last?.containers ?? []).filter(({ ctid }) => dependencyOf(ctid, last) !== undefined);
  const all = [...(last?.waiting ?? []), ...(last?.refused ?? []), ...behind].map(
    ({ ctid, name }) => [ctid, name] as const,
  );
  // Who failed may wait for another one since.
  return [...new Map(all.filter(([ctid]) => !there.has(ctid)))].map(([ctid, name]) => {
    return [
      String(ctid),
      name,
      'missing',
      readyOf(ctid, last),
      '-',
      '-',
      '-',
      '-',
      noteOf({ ctid: asCtid(ctid) }, last),
    ];
  });
}

/** What it was short of for some of the time: "cpu 12% io 3%"; "none", or "-" where the kernel does not say. */
/** "" where the kernel does not say. */
function transfersOf({ transfers }: Shown): string {
  if (transfers === undefined) return '';
  const { read, written, reads, writes } = transfers;
  return `disk: read ${roughSize(read)} in ${reads}, written ${roughSize(written)} in ${writes}`;
}

function pressureOf({ pressure }: Shown, over: 'avg10' | 'avg60' | 'avg300'): string {
  if (pressure === undefined) return '-';
  const short = pressureKinds.map((kind) => [kind, Math.round(pressure[kind]?.some[over] ?? 0)] as const);
  const shown = short.filter(([, percent]) => percent > 0);
  return shown.length === 0 ? 'none' : shown.map(([kind, percent]) => `${kind} ${percent}%`).join(' ');
}

/** What the last pass said of it; "-" when it said nothing. */
function readyOf(ctid: number, last: StatusRecord | undefined): string {
  return conditionOf(conditionsOf(ctid, last), 'Ready')?.status ?? '-';
}

/** "waits for db (201), which is not healthy: ..."; undefined: it does not. */
function dependencyOf(ctid: number, last: StatusRecord | undefined): string | undefined {
  const ready = conditionOf(conditionsOf(ctid, last), 'Ready');
  return ready?.reason === 'DependencyNotReady' ? ready.message : undefined;
}

export const conditionsOf = (ctid: number, last: StatusRecord | undefined): readonly Condition[] =>
  last?.containers?.find((one) => one.ctid === ctid)?.conditions ?? [];

/** "Ready False since 2026-01-02T03:04:05.000Z  Refused: VZR503: ...". */
export const conditionLine = ({ type, status, since, reason, message }: Condition): string =>
  `${type} ${status} since ${since}  ${reason}: ${message}`;

function noteOf({ ctid, marker }: Partial<ObservedContainer>, last: StatusRecord | undefined): string {
  const waiting = last?.waiting.find((one) => one.ctid === ctid);
  if (waiting !== undefined) return `failed ${waiting.failures}x, retry ${waiting.retryAt}: ${waiting.reason}`;
  const refused = last?.refused.find((one) => one.ctid === ctid);
  if (refused !== undefined) return `refused: ${refused.reason}`;
  const behind = ctid === undefined ? undefined : dependencyOf(ctid, last);
  if (behind !== undefined) return behind;
  const healthy = ctid === undefined ? undefined : conditionOf(conditionsOf(ctid, last), 'Healthy');
  if (healthy?.status === 'False') return `unhealthy: ${healthy.message}`;
  const held = last?.held?.find((one) => one.ctid === ctid);
  if (held !== undefined) return `held: ${held.reason}`;
  if (marker?.applied === undefined) return 'incomplete';
  const without = last?.unenforced?.find((one) => one.ctid === ctid)?.limits ?? [];
  return without.length === 0 ? '' : `not enforced: ${without.join(', ')}`;
}

function lastPass(last: StatusRecord | undefined, style: Style): string {
  if (last === undefined) return 'No pass is recorded.\n';
  const { at, label = 'no revision', pid, stale, notes = [], warnings = [], errors, conditions = [] } = last;
  const { revision, appliedRevision } = last;
  const isBehind = appliedRevision !== undefined && appliedRevision !== revision;
  const head = at === never ? 'No pass is recorded.' : `Last pass: ${at}  ${label}  (pid ${pid})`;
  return style.list(head, [
    ...notes,
    ...conditions.map(conditionLine),
    ...(isBehind ? [`applied last: ${appliedRevision}`] : []),
    ...(stale === undefined ? [] : [`stale: ${stale}`]),
    ...warnings.map((warning) => `warning: ${warning}`),
    ...errors.map((error) => `error: ${error}`),
  ]);
}

function details(all: readonly Shown[], last: StatusRecord | undefined, style: Style): string {
  return all
    .map((one) => {
      const { name, ctid, state, pid, marker } = one;
      const head = `${name} (${ctid})  ${state.lifecycle?.state ?? 'stopped'}${pid === undefined ? '' : `  pid ${pid}`}`;
      const revision = marker?.revision === undefined ? '' : `revision ${marker.revision}`;
      const pressure =
        one.pressure === undefined
          ? ''
          : `pressure over 10 s: ${pressureOf(one, 'avg10')}; 60 s: ${pressureOf(one, 'avg60')}; 300 s: ${pressureOf(one, 'avg300')}`;
      const conditions = conditionsOf(ctid, last).map(conditionLine);
      const undeclared = undeclaredLines(one).map((line) => line.trimStart());
      const lines = [...conditions, revision, pressure, transfersOf(one), noteOf(one, last), ...undeclared].filter(
        (line) => line !== '',
      );
      return `${style.list(head, lines)}${style.json(JSON.stringify(state, null, 2))}`;
    })
    .join('');
}

export const indent = (text: string): string => text.replace(/^/gm, '  ');
