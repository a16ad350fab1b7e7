// `vzreconcile explain NAME`: what stands in the way and what happens next; then what is asked for and what is there.

import { probeWords } from '../../../schema/health.ts';
import { HIDDEN } from '../../../schema/sysctl.ts';
import { readinessOf } from '../../plan/dependencies.ts';
import { fieldOf } from '../../plan/fields.ts';
import { visible } from '../../plan/format.ts';
import { stepName } from '../../plan/order.ts';
import type { ContainerPlan, Plan } from '../../plan/plan.ts';
import { deferredWords, holdSentences } from '../../plan/render-holds.ts';
import { containerText } from '../../plan/render-text.ts';
import { unkept } from '../../plan/unenforced.ts';
import type { Host } from '../../port/host.ts';
import type { LimitFact } from '../../port/tools.ts';
import { forLooks } from '../../run/brakes-file.ts';
import { conditionOf } from '../../run/conditions.ts';
import { readStatus, type StatusRecord } from '../../run/status-file.ts';
import type { ContainerState } from '../../state/container.ts';
import { maskState } from '../../state/snapshot.ts';
import { UsageError } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import type { Options } from '../options.ts';
import { type Output, table } from '../output.ts';
import { openBrakes, openHost, openManifests } from '../wire.ts';
import { warnOfUncommitted } from '../wire-work-tree.ts';
import { complain } from './complain.ts';
import { findContainer } from './find.ts';
import { planOver } from './plan.ts';
import { conditionLine, conditionsOf, indent } from './status.ts';

/** What is printed instead of the explanation. */
export type Aspect = 'tape' | 'limits' | undefined;

const hidden = (state: ContainerState): ContainerState => maskState(state, () => HIDDEN);

export async function explainCommand(
  options: Options,
  output: Output,
  name: string,
  aspect: Aspect,
): Promise<ExitCode> {
  const manifests = await openManifests(options, { applying: false });
  try {
    const loaded = await manifests.load();
    await warnOfUncommitted(options, output);
    if ((await complain(loaded, options, output)) || loaded.desired === undefined) return exitCodes.invalid;
    const host = await openHost(options, loaded.desired.nodeSpec);
    try {
      const brakes = forLooks(await openBrakes(options), (sentence) => output.err(`warning: ${visible(sentence)}\n`));
      const plan = await planOver(host, options, loaded, brakes, { earlier: manifests.load.earlier });
      if (plan === undefined) return exitCodes.invalid;
      const container = findContainer(plan.containers, name);
      if (aspect === undefined) {
        const last = options.simulate ? undefined : await readStatus(options.root);
        output.out(explanation(plan, container, last, await healthLine(host, container)));
        return exitCodes.ok;
      }
      if (aspect === 'limits') {
        if (host.limits === undefined)
          throw new UsageError('no kernel limits anything here', { hint: 'ask on a real host, without --simulate' });
        output.out(limitTable(container, await host.limits(container.ctid)));
        return exitCodes.ok;
      }
      if (host.tape === undefined || container.desired === undefined) {
        throw new UsageError(`there is no launch tape for ${name}`, {
          hint: 'a tape is made for a manifest on a real host',
        });
      }
      output.out(await host.tape(container.desired, container.wants));
      return exitCodes.ok;
    } finally {
      await host.close();
    }
  } finally {
    await manifests.close();
  }
}

/** The probe of the manifest, made once. */
async function healthLine(host: Host, { ctid, desired }: ContainerPlan): Promise<string> {
  const { health } = desired ?? {};
  if (health === undefined || host.checkHealth === undefined) return '';
  const verdict = await host.checkHealth(ctid, health.probe, AbortSignal.timeout(health.timeout * 1000));
  const what = verdict.healthy ? 'healthy' : `unhealthy: ${verdict.reason}`;
  return `Health: ${visible(`${what} (${probeWords(health.probe)})`)}`;
}

/** What was asked for, what keeps it, and what the kernel says of it. */
function limitTable({ wants, was, desired }: ContainerPlan, facts: readonly LimitFact[]): string {
  const asked = desired === undefined ? was : wants;
  const rows = facts.map(({ pointer, mechanism, value, force, note }) => {
    const { label, get, format } = fieldOf(pointer);
    const wish = get(asked);
    return [label, wish === undefined ? '-' : format(wish), mechanism, value || '-', force, note ?? ''];
  });
  const half = (value: number | 'max' | undefined): string => (value === 'max' ? 'unlimited' : String(value));
  const others = unkept(desired ?? {}, asked.cgroup?.memory).map(({ name, asked: wish, from, force, reason }) => {
    const value = wish === undefined ? '-' : [...new Set([half(wish.barrier), half(wish.limit)])].join(':');
    return [name, from === undefined ? value : `${value} (derived from ${from})`, '-', '-', force, reason];
  });
  return table([['LIMIT', 'ASKED', 'KEPT BY', 'KERNEL SAYS', 'FORCE', 'NOTE'], ...rows, ...others]);
}

/** The verdict first: what is asked for and what is there may be hundreds of lines. `health`: what a probe made now has found. */
export function explanation(plan: Plan, container: ContainerPlan, last: StatusRecord | undefined, health = ''): string {
  const { desired, origin, wants, was, steps, holds } = container;
  const where = origin === undefined ? 'no manifest' : `${origin.path}:${origin.line}`;
  const section = (title: string, value: object): string =>
    `${title}:\n${Object.keys(value).length === 0 ? '  nothing' : indent(JSON.stringify(value, null, 2))}\n`;
  const difference = containerText(container).trimEnd();
  const conditions = conditionsOf(container.ctid, last).map((one) => `  ${visible(conditionLine(one))}`);
  return [
    `${container.name} (${container.ctid})  ${where}  ${plan.revision}\n`,
    ...verdict(plan, container, last),
    conditions.length === 0 ? '' : `Last pass:\n${conditions.join('\n')}\n`,
    health === '' ? '' : `${health}\n`,
    dependencies(plan, container, last),
    steps.length === 0 ? '' : `Steps: ${steps.map(stepName).join(', ')}\n`,
    difference === '' ? '' : `Difference:\n${difference}\n`,
    section('Desired', desired === undefined ? {} : hidden(holds === undefined ? wants : desired.state)),
    section('Observed', hidden(was)),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** What it depends on, and where that stands. */
function dependencies(plan: Plan, { desired }: ContainerPlan, last: StatusRecord | undefined): string {
  const lines = (desired?.dependsOn ?? []).map((name) => {
    const other = plan.containers.find((one) => one.name === name && one.desired !== undefined);
    if (other === undefined) return `  ${name}: not on this node`;
    const ready = readinessOf(other);
    const stands = {
      now: `runs${healthWords(other, last)}`,
      after: `will be started (${other.action})`,
      never: ready.when === 'never' ? ready.why : '',
    };
    return `  ${name} (${other.ctid}): ${stands[ready.when]}`;
  });
  return lines.length === 0 ? '' : `Depends on:\n${lines.join('\n')}\n`;
}

/** As far as the loop has asked. */
function healthWords({ ctid, desired }: ContainerPlan, last: StatusRecord | undefined): string {
  if (desired?.health === undefined) return '';
  const found = conditionOf(conditionsOf(ctid, last), 'Healthy');
  if (found?.status === 'True') return ' and is healthy';
  return found === undefined ? '; the loop has not asked it yet' : `, and is not healthy: ${found.message}`;
}

/** What stands in the way, where something does, and what comes next. */
function verdict(plan: Plan, container: ContainerPlan, last: StatusRecord | undefined): readonly string[] {
  const reasons = [...container.refusals, ...(container.action === 'none' ? [] : plan.refusals)];
  const lines = reasons.map(
    ({ code, reason, hint }) => `  ${code}: ${reason}${hint === undefined ? '' : `\n    hint: ${hint}`}`,
  );
  lines.push(...[...(plan.notes ?? []), ...holdSentences(container)].map((line) => `  ${line}`));
  const ready = conditionOf(conditionsOf(container.ctid, last), 'Ready');
  const isBehind = ready?.reason === 'DependencyNotReady' && container.action !== 'none';
  if (isBehind) lines.push(`  VZR279: ${ready.message}`);
  const waiting = last?.waiting.find(({ ctid }) => ctid === container.ctid);
  if (waiting !== undefined)
    lines.push(`  failed ${waiting.failures}x, next try ${waiting.retryAt}: ${waiting.reason}`);
  const deferred = deferredWords(container);
  const next =
    container.action === 'none' && container.holds !== undefined
      ? deferred || 'nothing while it is held'
      : reasons.length > 0
        ? 'nothing until the above is resolved'
        : container.action === 'none'
          ? lines.length > 0
            ? 'nothing while that lasts'
            : 'nothing, it is as it should be'
          : isBehind
            ? `${container.action}, as soon as that is so`
            : container.action;
  return [lines.length === 0 ? '' : `Blocked:\n${lines.join('\n')}\n`, `Next: ${next}\n`];
}
