// `vzreconcile destroy --all`: removes every container that carries our marker, then what else we keep on the host.

import { createInterface } from 'node:readline/promises';
import { count, visible } from '../../plan/format.ts';
import { makePlan, runnable } from '../../plan/make.ts';
import type { Plan } from '../../plan/plan.ts';
import { renderText } from '../../plan/render-text.ts';
import { apply } from '../../run/apply.ts';
import type { Chronicle } from '../../run/chronicle.ts';
import { observe } from '../../run/observe.ts';
import type { Marker } from '../../state/container.ts';
import type { NodeSpec, Observed } from '../../state/model.ts';
import { systemClock } from '../clock.ts';
import { UsageError } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { knownNode } from '../known-node.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { stopOnSignals } from '../signals.ts';
import { lockRoot, openHost, type WiredHost } from '../wire.ts';
import { openChronicle } from './chronicle.ts';
import { guardHere, openIdentity } from './identity.ts';
import { applyLine, outcomeLine, PARALLEL } from './once.ts';

export async function destroyCommand(options: Options, output: Output, all: boolean): Promise<ExitCode> {
  if (!all) throw new UsageError('destroy removes every container of this host', { hint: 'say so with --all' });
  const unlock = await lockRoot(options);
  try {
    await requireOwnRoot(options);
    const nodeSpec = await knownNode(options);
    const complain = (sentence: string): void => output.err(`warning: ${visible(sentence)}\n`);
    const identity = await openIdentity(options, complain);
    const chronicle = await openChronicle(options, 'destroy --all', identity, complain);
    const host = chronicle.watch(await openHost(options, nodeSpec));
    try {
      const plan = await emptyPlan(host, nodeSpec, options.node);
      const deletes = runnable(plan);
      if (plan.containers.length > 0) output.out(renderText(plan, { color: output.color }));
      if (!(await agreed(options, output, plan.containers.length))) return exitCodes.error;
      return await destroy(host, plan, deletes.length, output, chronicle);
    } finally {
      await chronicle.close();
      await host.close();
    }
  } finally {
    unlock();
  }
}

/** On a copied disk the containers are another machine's; a Node that names another machine may have been left for that. */
async function requireOwnRoot(options: Options): Promise<void> {
  const copied = (await guardHere(options)).find(({ code }) => code === 'VZR574');
  if (copied === undefined) return;
  const { code, reason, hint } = copied;
  throw new UsageError(`${code}: ${reason}`, hint === undefined ? {} : { hint });
}

async function emptyPlan(host: WiredHost, { reconcile: _, ...nodeSpec }: NodeSpec, node: string): Promise<Plan> {
  return makePlan({
    desired: { node, nodeSpec, containers: [] },
    observed: released(await observe(host)),
    accepted: new Map(),
    options: { yes: true },
    revision: 'destroy --all',
  });
}

/** Containers that outlive their manifests do not outlive this. */
function released({ containers, ...rest }: Observed): Observed {
  const all = [...containers].map(([ctid, { marker, ...container }]) => {
    const { keep: _, ...plain } = marker ?? {};
    return [ctid, { ...container, ...(marker !== undefined && { marker: plain as Marker }) }] as const;
  });
  return { ...rest, containers: new Map(all) };
}

async function destroy(
  host: WiredHost,
  plan: Plan,
  deletes: number,
  output: Output,
  chronicle: Chronicle,
): Promise<ExitCode> {
  const stop = stopOnSignals(() => output.err('finishing the current steps\n'));
  try {
    const outcomes = await apply({
      host,
      plan,
      containers: runnable(plan),
      revision: '',
      parallel: PARALLEL,
      clock: systemClock,
      stop: stop.signal,
      drain: new AbortController().signal,
      onOutcome: (outcome) => output.out(outcomeLine(outcome, { output: 'text' })),
    });
    const there = (await observe(host)).containers;
    const left = there.size;
    chronicle.proved(outcomes.filter(({ ctid }) => !there.has(ctid)));
    if (deletes > 0) output.out(`${applyLine(outcomes)}\n`);
    if (stop.signal.aborted) return exitCodes.interrupted;
    if (left > 0) {
      output.err(`error: ${count(left, 'container')} could not be deleted\n`);
      return exitCodes.error;
    }
    const templates = await host.templates.prune(new Set());
    if (templates.length > 0) output.out(`Templates removed: ${[...templates].sort().join(', ')}.\n`);
    await host.dismantle();
    output.out('Nothing of vzreconcile is left on this host but its folder.\n');
    return exitCodes.ok;
  } finally {
    stop.dispose();
  }
}

async function agreed(options: Options, output: Output, containers: number): Promise<boolean> {
  if (options.yes || containers === 0) return true;
  if (!process.stdin.isTTY)
    throw new UsageError('destroy --all asks before it deletes, and nobody is there', { hint: 'consent with --yes' });
  const question = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await question.question(`Delete ${count(containers, 'container')} with all data? Type yes: `);
    if (answer.trim() === 'yes') return true;
    output.err('Nothing was deleted.\n');
    return false;
  } finally {
    question.close();
  }
}
