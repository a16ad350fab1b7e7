// Plans of nodes from their snapshots. Asks no host, no network and no other program.

import type { Problem } from '../../../schema/problem.ts';
import { count, visible } from '../../plan/format.ts';
import type { Plan } from '../../plan/plan.ts';
import { renderJson } from '../../plan/render-json.ts';
import { renderText } from '../../plan/render-text.ts';
import { exitClass, summarize } from '../../plan/summary.ts';
import { type Source, SourceError } from '../../port/source.ts';
import { type BrakesRecord, brakesInMemory } from '../../run/brakes-file.ts';
import type { Earlier, Loaded } from '../../run/load.ts';
import { type LoadedForAll, loadForAll } from '../../run/load-all.ts';
import { type Filled, type Of, openPlanCache, type PlanCache } from '../../run/plan-cache.ts';
import type { Reconciler } from '../../run/reconcile.ts';
import { knownSettings } from '../../run/settings-file.ts';
import { readSecret } from '../../source/secret-file.ts';
import type { Desired } from '../../state/model.ts';
import type { NodeSnapshot } from '../../state/snapshot.ts';
import { UsageError } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { jsonDocument, jsonProblems } from '../json.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { deliver, type Printed } from '../reports.ts';
import { ageWords, readKeys, readSnapshots, type TrustedSnapshot } from '../trust.ts';
import { openManifests, openRecorded } from '../wire.ts';
import { complain } from './complain.ts';
import { planExit, planOver } from './plan.ts';

interface Planned {
  readonly from: TrustedSnapshot;
  readonly plan: Plan;
  readonly loaded: Loaded;
  readonly code: ExitCode;
  readonly desired: Desired;
  readonly of: Of;
}

/** `program`: which program this is, byte for byte; what another one has kept is not used. */
export async function planOffline(options: Options, output: Output, program: string): Promise<ExitCode> {
  const { snapshots: files = [], snapshotKeys, maxAge, namedNode: node } = options;
  const keys = snapshotKeys === undefined ? new Map<string, ReadonlySet<string>>() : await readKeys(snapshotKeys);
  const trusted = await readSnapshots(files, { keys, maxAge, node, now: new Date() });
  const identities = trusted.map(({ snapshot: { facts } }) => ({ node: facts.node, cpus: facts.cpus }));
  const nodes = identities.map((identity) => identity.node);
  const cache = await openCache(options, program, nodes);
  for (const { path, why } of cache?.refused ?? []) output.err(`warning: ${visible(`${path} is not used: ${why}`)}\n`);
  const use = { applying: false, withoutGit: true };
  const manifests = await openManifests({ ...options, allowRewind: true }, use);
  try {
    const loaded = await loadForAll(manifests.source, identities, cache?.kept);
    const planned = await planAll(trusted, loaded, { options, output, nodes, cache, source: manifests.source });
    if (planned === undefined) return exitCodes.invalid;
    await deliver(plansOf(planned), options, output);
    await cache?.fill(loaded, planned.filter(isOfHead).map(filled)).catch((error: Error) => {
      output.err(`warning: ${visible(`the cache cannot be written: ${error.message}`)}\n`);
    });
    return worst(planned.map(({ code }) => code));
  } finally {
    await manifests.close();
  }
}

async function openCache(
  { cache }: Options,
  program: string,
  nodes: readonly string[],
): Promise<PlanCache | undefined> {
  if (cache === undefined) return undefined;
  const key = await readSecret(cache.keyFile);
  if (key.length < SHORTEST_KEY)
    throw new UsageError(`${cache.keyFile}: shorter than ${SHORTEST_KEY} characters`, {
      hint: 'fill it with openssl rand -hex 32',
    });
  return openPlanCache({ folder: cache.folder, key, program, nodes });
}

const SHORTEST_KEY = 32;

interface About {
  readonly options: Options;
  readonly output: Output;
  readonly nodes: readonly string[];
  readonly cache: PlanCache | undefined;
  readonly source: Source;
}

/** Undefined when the manifests are wrong, which it has said then. */
async function planAll(
  trusted: readonly TrustedSnapshot[],
  { loads, known }: LoadedForAll,
  { options, output, nodes, cache, source }: About,
): Promise<readonly Planned[] | undefined> {
  const planned: Planned[] = [];
  for (const [index, from] of trusted.entries()) {
    const loaded = loads[index] && capped(loads[index]);
    if (loaded === undefined) return undefined;
    const isWrong = await complain(loaded, options, output, nodes);
    for (const warning of loaded.warnings ?? []) output.err(`warning: ${warning}\n`);
    const { desired } = loaded;
    if (isWrong || desired === undefined) return undefined;
    const { snapshot } = from;
    const host = await openRecorded(snapshot, desired.nodeSpec);
    const record = snapshot.brakes as unknown as BrakesRecord;
    const of: Of = {
      ...{ snapshot, allowed: options.allowUnenforced ?? new Set() },
      known: known.get(snapshot.node) ?? new Map(),
    };
    const { approvals = {} } = snapshot;
    const more = {
      approvals,
      settings: knownSettings(snapshot.settings),
      earlier: earlierOn(snapshot, record, source),
      ...(cache && { settled: settledOf(loaded, cache.settled(of)) }),
    };
    const plan = await planOver(host, options, loaded, brakesInMemory(record), more);
    if (plan === undefined) return undefined;
    planned.push({ from, plan, loaded, of, desired, code: planExit(plan, loaded, options) });
  }
  return planned;
}

/** What the cache knows is of the revision that was asked for, and of none that a node has gone back to. */
const settledOf =
  ({ desired: head }: Loaded, settled: NonNullable<Reconciler['settled']>): NonNullable<Reconciler['settled']> =>
  (desired, observed) =>
    desired === head ? settled(desired, observed) : new Map();

const isOfHead = ({ plan, loaded }: Planned): boolean => plan.revision === loaded.revision.label;

/** The revision that a node goes back to from a bad one, under the name it has there. Throws SourceError where the clone has it not. */
function earlierOn({ node, facts }: NodeSnapshot, { good }: BrakesRecord, source: Source): Earlier {
  return async (id) => {
    const found = await source.readAt?.(id);
    const label = good?.id === id ? good.label : id;
    if (found === undefined)
      throw new SourceError(
        `the revision is quarantined on ${node}, which has gone back to ${label}, and that is not in this repository`,
        'git fetch --unshallow; in CI give the checkout more depth',
      );
    const revision = { ...found.revision, label };
    const { loads } = await loadForAll({ read: async () => ({ ...found, revision }) }, [{ node, cpus: facts.cpus }]);
    return loads[0]?.desired === undefined ? undefined : loads[0];
  };
}

const filled = ({ of, desired, plan }: Planned): Filled => ({ ...of, desired, plan });

/** All nodes have the same manifests to read, but some problems are those of one node. */
function plansOf(planned: readonly Planned[]): Printed {
  const problems = new Map(planned.flatMap((one) => one.loaded.problems.map((item) => [JSON.stringify(item), item])));
  const [first] = planned;
  return {
    report: {
      revision: first?.loaded.revision.label ?? '',
      nodes: planned.map(({ plan }) => plan.node),
      plans: planned.map(({ plan }) => plan),
      sources: planned.map(({ from }) => sourceWords(from)),
      problems: [...problems.values()],
      ...{ warnings: first?.loaded.warnings, files: first?.loaded.files },
    },
    text: (style) => {
      // What a node would print is not touched: where it comes from stands before it.
      const texts = planned.map(({ plan, from }) => `snapshot of ${sourceWords(from)}\n\n${renderText(plan, style)}`);
      return [...texts, ...(planned.length > 1 ? [`${sumWords(planned)}\n`] : [])].join('\n');
    },
    json: () => {
      const texts = planned.map(({ plan, from, loaded }) =>
        renderJson(plan, { problems: jsonProblems(loaded), snapshot: sourceJson(from) }),
      );
      if (texts.length === 1) return texts.join('');
      return jsonDocument({ kind: 'Plans', summary: sum(planned), plans: texts.map((text) => JSON.parse(text)) });
    },
  };
}

/** Problems that are shown; nobody reads more, and a log may be too small for them. */
const MOST_SHOWN = 500;

function capped(loaded: Loaded): Loaded {
  const { problems, warnings = [] } = loaded;
  if (problems.length <= MOST_SHOWN) return loaded;
  const more = `${problems.length - MOST_SHOWN} more problems are not shown; vzreconcile validate shows all`;
  const errorsFirst = [...problems].sort((one, other) => rank(one) - rank(other));
  return { ...loaded, problems: errorsFirst.slice(0, MOST_SHOWN), warnings: [...warnings, more] };
}

const rank = ({ severity }: Problem): number => (severity === 'error' ? 0 : 1);

const iso = (age: number): number => Math.floor(age / 1000);

const sourceJson = ({ snapshot: { node, time, program }, signer, age }: TrustedSnapshot): object => ({
  ...{ node, time, ageSeconds: iso(age), signer, program },
});

const sourceWords = ({ snapshot: { node, time }, signer, age }: TrustedSnapshot): string =>
  `${node} as of ${time}, ${ageWords(age)} ago, signed by ${signer}`;

function sum(planned: readonly Planned[]) {
  const changed = planned.filter(({ plan }) => exitClass(summarize(plan), plan.settings) !== 'none').length;
  const refused = planned.filter(({ code }) => code === exitCodes.error || code === exitCodes.policy).length;
  return { nodes: planned.length, changed, unchanged: planned.length - changed, refused };
}

function sumWords(planned: readonly Planned[]): string {
  const { nodes, changed, unchanged, refused } = sum(planned);
  const words = `${count(nodes, 'node')}: ${changed} with changes, ${unchanged} unchanged`;
  return `${words}${refused === 0 ? '' : `, ${refused} with refusals`}.`;
}

/** Refusals before what would be destroyed, that before restarts, those before other changes. */
const severity: readonly ExitCode[] = [
  ...[exitCodes.invalid, exitCodes.error, exitCodes.policy, exitCodes.destroy, exitCodes.restart, exitCodes.changes],
];

const worst = (codes: readonly ExitCode[]): ExitCode => severity.find((code) => codes.includes(code)) ?? exitCodes.ok;
