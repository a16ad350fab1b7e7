// `vzreconcile status [NAME]`: what runs, from the kernel, and what the last pass of the loop had to say.

import { asCtid, formatSize } from '../../../schema/units.ts';
import { observe } from '../../run/observe.ts';
import { readStatus, type StatusRecord } from '../../run/status-file.ts';
import type { ObservedContainer } from '../../state/model.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { jsonDocument } from '../json.ts';
import type { Options } from '../options.ts';
import { type Output, table } from '../output.ts';
import { knownNode, openHost } from '../wire.ts';
import { findContainer } from './find.ts';

export async function statusCommand(options: Options, output: Output, name: string | undefined): Promise<ExitCode> {
  const host = await openHost(options, await knownNode(options));
  try {
    const observed = await observe(host);
    const last = options.simulate ? undefined : await readStatus(options.root);
    const all = [...observed.containers.values()].sort((a, b) => a.ctid - b.ctid);
    const shown = name === undefined ? all : [findContainer(all, name)];
    if (options.output === 'json') output.out(jsonDocument({ containers: shown, lastPass: last ?? null }));
    else output.out(name === undefined ? overview(shown, last) : details(shown, last));
    return exitCodes.ok;
  } finally {
    await host.close();
  }
}

function overview(containers: readonly ObservedContainer[], last: StatusRecord | undefined): string {
  const rows = containers.map((one) => [
    String(one.ctid),
    one.name,
    one.state.lifecycle?.state ?? 'stopped',
    one.pid === undefined ? '-' : String(one.pid),
    one.state.cgroup === undefined ? '-' : formatSize(one.state.cgroup.memory.ram),
    one.state.network?.addresses.join(' ') || '-',
    noteOf(one, last),
  ]);
  rows.push(...missing(containers, last));
  const list =
    rows.length === 0
      ? 'No containers.\n'
      : table([['CTID', 'NAME', 'STATE', 'PID', 'RAM', 'ADDRESSES', 'NOTE'], ...rows]);
  return `${list}\n${lastPass(last)}`;
}

/** Containers that should be here and have nothing on this host yet, because they could not be made. */
function missing(containers: readonly ObservedContainer[], last: StatusRecord | undefined): readonly string[][] {
  const there = new Set<number>(containers.map(({ ctid }) => ctid));
  const absent = [...(last?.waiting ?? []), ...(last?.refused ?? [])].filter(({ ctid }) => !there.has(ctid));
  return absent.map(({ ctid, name }) => {
    return [String(ctid), name, 'missing', '-', '-', '-', noteOf({ ctid: asCtid(ctid) }, last)];
  });
}

function noteOf({ ctid, marker }: Partial<ObservedContainer>, last: StatusRecord | undefined): string {
  const waiting = last?.waiting.find((one) => one.ctid === ctid);
  if (waiting !== undefined) return `failed ${waiting.failures}x, retry ${waiting.retryAt}: ${waiting.reason}`;
  const refused = last?.refused.find((one) => one.ctid === ctid);
  if (refused !== undefined) return `refused: ${refused.reason}`;
  return marker?.applied === undefined ? 'incomplete' : '';
}

function lastPass(last: StatusRecord | undefined): string {
  if (last === undefined) return 'No pass of the loop is recorded.\n';
  const lines = [`Last pass: ${last.at}  ${last.label ?? 'no revision'}  (pid ${last.pid})`];
  if (last.stale !== undefined) lines.push(`  stale: ${last.stale}`);
  for (const warning of last.warnings ?? []) lines.push(`  warning: ${warning}`);
  for (const error of last.errors) lines.push(`  error: ${error}`);
  return `${lines.join('\n')}\n`;
}

function details(containers: readonly ObservedContainer[], last: StatusRecord | undefined): string {
  return containers
    .map((one) => {
      const note = noteOf(one, last);
      const head = `${one.name} (${one.ctid})  ${one.state.lifecycle?.state ?? 'stopped'}${one.pid === undefined ? '' : `  pid ${one.pid}`}`;
      const revision = one.marker?.revision === undefined ? '' : `  revision ${one.marker.revision}\n`;
      return `${head}\n${revision}${note === '' ? '' : `  ${note}\n`}${indent(JSON.stringify(one.state, null, 2))}\n`;
    })
    .join('');
}

export const indent = (text: string): string => text.replace(/^/gm, '  ');
