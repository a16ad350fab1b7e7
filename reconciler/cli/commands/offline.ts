// `vzreconcile --dry-run --against FILES`: plans of nodes from their snapshots. Asks no host, no network and no other program.

import { count } from '../../plan/format.ts';
import type { Plan } from '../../plan/plan.ts';
import { renderJson } from '../../plan/render-json.ts';
import { exitClass, summarize } from '../../plan/summary.ts';
import { type BrakesRecord, brakesInMemory } from '../../run/brakes-file.ts';
import { loadForAll } from '../../run/load.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { jsonDocument, jsonProblems } from '../json.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { ageWords, readKeys, readSnapshots, type TrustedSnapshot } from '../trust.ts';
import { openManifests, openRecorded } from '../wire.ts';
import { complain } from './complain.ts';
import { planExit, planOver, renderPlan } from './plan.ts';

interface Planned {
  readonly from: TrustedSnapshot;
  readonly plan: Plan;
  readonly code: ExitCode;
}

export async function offlineCommand(options: Options, output: Output): Promise<ExitCode> {
  const { snapshots: files = [], snapshotKeys, maxAge, namedNode: node } = options;
  const keys = snapshotKeys === undefined ? new Map<string, ReadonlySet<string>>() : await readKeys(snapshotKeys);
  const trusted = await readSnapshots(files, { keys, maxAge, node, now: new Date() });
  const manifests = await openManifests({ ...options, allowRewind: true }, { applying: false, withoutGit: true });
  try {
    const identities = trusted.map(({ snapshot: { facts } }) => ({ node: facts.node, cpus: facts.cpus }));
    const loads = await loadForAll(manifests.source, identities);
    const several = trusted.length > 1;
    const planned: Planned[] = [];
    const documents: object[] = [];
    for (const [index, from] of trusted.entries()) {
      const loaded = loads[index];
      if (loaded === undefined || complain(loaded, options, output) || loaded.desired === undefined)
        return exitCodes.invalid;
      const host = await openRecorded(from.snapshot, loaded.desired.nodeSpec);
      const plan = await planOver(
        host,
        options,
        loaded,
        brakesInMemory(from.snapshot.brakes as unknown as BrakesRecord),
      );
      if (plan === undefined) return exitCodes.invalid;
      planned.push({ from, plan, code: planExit(plan, loaded, options) });
      for (const warning of loaded.warnings ?? []) output.err(`warning: ${warning}\n`);
      const json = renderJson(plan, { problems: jsonProblems(loaded), snapshot: sourceJson(from) });
      if (options.output !== 'json') output.out(`${index === 0 ? '' : '\n'}${framed(plan, from, options, output)}`);
      else if (several) documents.push(JSON.parse(json) as object);
      else output.out(json);
    }
    if (several) sumUp(planned, documents, options, output);
    return worst(planned.map(({ code }) => code));
  } finally {
    await manifests.close();
  }
}

const iso = (age: number): number => Math.floor(age / 1000);

const sourceJson = ({ snapshot: { node, time, program }, signer, age }: TrustedSnapshot): object => ({
  ...{ node, time, ageSeconds: iso(age), signer, program },
});

const sourceWords = ({ snapshot: { node, time }, signer, age }: TrustedSnapshot): string =>
  `${node} as of ${time}, ${ageWords(age)} ago, signed by ${signer}`;

/** What a node would print is not touched: where it comes from stands before it, in Markdown behind. */
function framed(plan: Plan, from: TrustedSnapshot, options: Options, output: Output): string {
  const text = renderPlan(plan, options, output);
  return options.output === 'markdown'
    ? `${text}\n<sub>${sourceWords(from)}</sub>\n`
    : `snapshot of ${sourceWords(from)}\n\n${text}`;
}

function sumUp(planned: readonly Planned[], documents: readonly object[], options: Options, output: Output): void {
  const kinds = planned.map(({ plan }) => exitClass(summarize(plan)));
  const refused = planned.filter(({ code }) => code === exitCodes.error || code === exitCodes.policy).length;
  const changed = kinds.filter((kind) => kind !== 'none').length;
  if (options.output === 'json') {
    const summary = { nodes: planned.length, changed, unchanged: planned.length - changed, refused };
    output.out(jsonDocument({ kind: 'Plans', summary, plans: documents }));
    return;
  }
  const what = `${count(planned.length, 'node')}: ${changed} with changes, ${planned.length - changed} unchanged`;
  const words = `${what}${refused === 0 ? '' : `, ${refused} with refusals`}.`;
  output.out(`\n${options.output === 'markdown' ? `**${words}**` : words}\n`);
}

/** Refusals before what would be destroyed, that before restarts, those before other changes. */
const severity: readonly ExitCode[] = [
  ...[exitCodes.invalid, exitCodes.error, exitCodes.policy, exitCodes.destroy, exitCodes.restart, exitCodes.changes],
];

const worst = (codes: readonly ExitCode[]): ExitCode => severity.find((code) => codes.includes(code)) ?? exitCodes.ok;
