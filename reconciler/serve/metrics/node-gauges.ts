// How the node stands, as gauges: made of the last pass when somebody asks.

import type { Plan } from '../../plan/plan.ts';
import type { BrakesRecord } from '../../run/brakes-file.ts';
import {
  type Condition,
  type ConditionType,
  type ContainerFindings,
  containerFindings,
  type Finding,
  failureFindings,
  nodeFindings,
} from '../../run/conditions.ts';
import type { PassResult } from '../../run/reconcile.ts';
import { type Family, gauge, type Sample } from './exposition.ts';

/** What is known when somebody asks. Times are milliseconds since 1970. */
export interface Standing {
  readonly program: string;
  readonly node: string;
  /** The last pass that could be made. */
  readonly last?: { readonly result: PassResult; readonly at: number };
  /** Why the pass after it could not be made. */
  readonly error?: unknown;
  /** The last revision with which everything was as it should be. */
  readonly applied?: { readonly id: string; readonly label: string; readonly at: number };
  readonly brakes?: BrakesRecord;
}

/** The conditions as status.json has them, but for when a container is tried again. */
export function findingsOf({ last, error }: Pick<Standing, 'last' | 'error'>): readonly Finding[] {
  if (error !== undefined) return failureFindings(error, '');
  return last === undefined ? [] : nodeFindings(last.result, containersOf(last.result));
}

const containersOf = (result: PassResult): readonly ContainerFindings[] => containerFindings(result, new Map());

export function nodeGauges(standing: Standing): readonly Family[] {
  const { program, node, last, applied, brakes } = standing;
  return [
    one('build_info', 'The program.', { program, node }),
    ...(last === undefined ? [] : passGauges(last.result, last.at)),
    ...(applied === undefined ? [] : appliedGauges(applied)),
    conditionGauge(findingsOf(standing)),
    ...(brakes === undefined ? [] : brakeGauges(brakes)),
  ];
}

const named = (name: string, help: string, samples: readonly Sample[]): Family =>
  gauge(`vzreconcile_${name}`, help, samples);
const one = (name: string, help: string, labels: Sample['labels'] = {}, value = 1): Family =>
  named(name, help, [{ labels, value }]);

function passGauges(result: PassResult, at: number): readonly Family[] {
  const { revision, plan, problems, stale, testing, held, warnings = [] } = result;
  const codes = problems.map(({ code, severity }) => ({ code, severity }));
  return [
    one('last_pass_timestamp_seconds', 'When the last pass ended that could be made.', {}, at / 1000),
    one('revision_info', 'The revision of the last pass.', { revision: revision.id, label: revision.label }),
    one('source_stale', 'Whether a newer revision could not be had.', {}, stale === undefined ? 0 : 1),
    one('testing', 'Whether a testing branch is applied.', {}, testing === undefined ? 0 : 1),
    one('rollout_held', 'Whether a newer revision waits for other nodes.', {}, held === undefined ? 0 : 1),
    one('warnings', 'What the last pass warned of.', {}, warnings.length),
    named('problems', 'Problems of the manifests by code.', counted(codes)),
    ...(plan === undefined ? [] : [...planGauges(plan), ...readiness(result)]),
  ];
}

function planGauges({ containers, refusals }: Plan): readonly Family[] {
  const holds = containers.flatMap(({ holds = [] }) => holds);
  const drift =
    containers.flatMap(({ changes }) => changes.filter((change) => change.drift)).length +
    holds.filter(({ by }) => by === 'drift').flatMap(({ changes }) => changes).length;
  const opens = holds.flatMap(({ until }) => (until === undefined ? [] : [until.at / 1000]));
  const all = [...refusals, ...containers.flatMap((container) => container.refusals)];
  return [
    one('drift_values', 'Values changed by hand that the last plan found.', {}, drift),
    named('refusals', 'Refusals of the last plan by code.', counted(all.map(({ code }) => ({ code })))),
    named('held', 'What is held back, and by what.', counted(holds.map(({ by }) => ({ by })))),
    ...(opens.length === 0
      ? []
      : [one('next_window_timestamp_seconds', 'When the next window opens for what waits.', {}, Math.min(...opens))]),
  ];
}

function readiness(result: PassResult): readonly Family[] {
  const asked = [...(result.health?.values() ?? [])];
  const states = containersOf(result).map(({ findings }) => findings[0]?.status === 'True');
  return [
    named(
      'containers',
      'Containers, by whether they are as the revision says.',
      [true, false].map((ready) => ({
        labels: { ready: String(ready) },
        value: states.filter((state) => state === ready).length,
      })),
    ),
    named(
      'container_health',
      'Containers that are asked, by how they are.',
      (['healthy', 'unhealthy', 'starting'] as const).map((status) => ({
        labels: { status },
        value: asked.filter((one) => one.status === status).length,
      })),
    ),
  ];
}

const appliedGauges = ({ id, label, at }: NonNullable<Standing['applied']>): readonly Family[] => [
  one('applied_revision_info', 'The last revision with which all was as it should be.', { revision: id, label }),
  one('applied_timestamp_seconds', 'When that was found last.', {}, at / 1000),
];

const types: readonly ConditionType[] = ['Ready', 'Reconciling', 'Stalled'];
const statuses: readonly Condition['status'][] = ['True', 'False', 'Unknown'];

/** 1 for the status that each condition has; Reconciling and Stalled are False while they are not there. */
function conditionGauge(findings: readonly Finding[]): Family {
  const statusOf = (type: ConditionType): Condition['status'] =>
    findings.find((finding) => finding.type === type)?.status ??
    (type === 'Ready' || findings.length === 0 ? 'Unknown' : 'False');
  const samples = types.flatMap((type) =>
    statuses.map((status) => ({ labels: { type, status }, value: statusOf(type) === status ? 1 : 0 })),
  );
  return named('condition', 'The conditions of the node.', samples);
}

function brakeGauges({ suspensions, quarantine }: BrakesRecord): readonly Family[] {
  const scopeOf = ({ ctid, field }: (typeof suspensions)[number]): string => {
    if (field !== undefined) return 'field';
    return ctid === undefined ? 'node' : 'container';
  };
  const scopes = suspensions.map(scopeOf);
  const samples = ['node', 'container', 'field'].map((scope) => ({
    labels: { scope },
    value: scopes.filter((other) => other === scope).length,
  }));
  return [
    named('suspensions', 'Suspensions in force.', samples),
    one('quarantined_revisions', 'Revisions that were tried and did not work.', {}, quarantine.length),
  ];
}

function counted(labels: readonly NonNullable<Sample['labels']>[]): readonly Sample[] {
  const sums = new Map<string, Sample & { value: number }>();
  for (const one of labels) {
    const key = JSON.stringify(one);
    const sample = sums.get(key) ?? { labels: one, value: 0 };
    sums.set(key, { ...sample, value: sample.value + 1 });
  }
  return [...sums.values()];
}
