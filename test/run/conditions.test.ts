// Conditions from real passes over the host in memory, and what must hold of them whatever a pass came to.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../reconciler/run/apply.ts';
import {
  type Condition,
  type ConditionType,
  containerFindings,
  datedConditions,
  type Finding,
  failureFindings,
  nodeFindings,
  type Retry,
} from '../../reconciler/run/conditions.ts';
import { ObserveError } from '../../reconciler/run/observe.ts';
import { type PassResult, reconcile } from '../../reconciler/run/reconcile.ts';
import { ctid, manifests, never, reconcilerOver, spied } from './bench.ts';

const brief = (findings: readonly Finding[]) =>
  findings.map(({ type, status, reason }) => `${type} ${status} ${reason}`);
const all = (pass: PassResult, retries: ReadonlyMap<number, Retry> = new Map()) => {
  const containers = containerFindings(pass, retries);
  return { node: brief(nodeFindings(pass, containers)), containers: containers.map((one) => brief(one.findings)) };
};

async function twoContainers(fail: (call: string) => boolean = () => false) {
  const { host } = spied({ fail });
  const source = manifests({ ctid: 60_501 }, { ctid: 60_502 });
  return { source, reconciler: await reconcilerOver(host, source) };
}

describe('conditions', () => {
  test('after a pass that did all there was to do', async () => {
    const { reconciler } = await twoContainers();
    const ready = 'Ready True ReconciliationSucceeded';
    const applied = { node: [ready], containers: [[ready], [ready]] };
    expect(all(await reconcile(reconciler, never()))).toEqual(applied);
    expect(all(await reconcile(reconciler, never()))).toEqual(applied);
  });

  test('a failed container is reconciled again, and so is the node; a single pass has nothing to follow', async () => {
    const { reconciler } = await twoContainers((call) => call === '60502 network.create');
    const pass = await reconcile(reconciler, never());
    expect(all(pass).node).toEqual(['Ready False ContainersNotReady']);
    const retry = { failures: 1, reason: 'no', retry: '2026-01-02T03:04:05.000Z' };
    expect(all(pass, new Map([[60_502, retry]]))).toEqual({
      node: ['Ready False ContainersNotReady', 'Reconciling True ProgressingWithRetry'],
      containers: [
        ['Ready True ReconciliationSucceeded'],
        ['Ready False ReconciliationFailed', 'Reconciling True ProgressingWithRetry'],
      ],
    });
  });

  test('invalid manifests and refusals wait for a human', async () => {
    const { source, reconciler } = await twoContainers();
    await reconcile(reconciler, never());
    source.problem('unknown field');
    expect(all(await reconcile(reconciler, never())).node).toEqual([
      'Ready False InvalidManifests',
      'Stalled True InvalidManifests',
    ]);
    source.commit();
    const refused = await reconcile(reconciler, never());
    expect(refused.plan?.refusals.length).toBeGreaterThan(0);
    expect(all(refused)).toEqual({
      node: ['Ready False PlanRefused', 'Stalled True PlanRefused'],
      containers: Array(2).fill(['Ready False PlanRefused', 'Stalled True PlanRefused']),
    });
  });

  test('what was not begun is on its way', async () => {
    const { reconciler } = await twoContainers();
    const pass = await reconcile(reconciler, { ...never(), skip: ({ ctid: id }) => id === 60_502 });
    expect(all(pass)).toEqual({
      node: ['Ready False ContainersNotReady', 'Reconciling True Progressing'],
      containers: [
        ['Ready True ReconciliationSucceeded'],
        ['Ready Unknown Progressing', 'Reconciling True Progressing'],
      ],
    });
  });

  test('an old revision is not what is wanted, and a host that cannot be read says nothing of it', async () => {
    const { reconciler } = await twoContainers();
    const pass = await reconcile(reconciler, never());
    expect(all({ ...pass, stale: 'unreachable' }).node).toEqual([
      'Ready False SourceStale',
      'Reconciling True ProgressingWithRetry',
    ]);
    expect(brief(failureFindings(new ObserveError('x'), 'x'))).toEqual([
      'Ready False ObserveFailed',
      'Reconciling True ProgressingWithRetry',
    ]);
  });
});

const result = fc.constantFrom('done' as const, 'failed' as const, 'interrupted' as const, 'not-converged' as const);

test('whatever a pass came to: one Ready, the others only while true, never both, and Ready alone when it is True', async () => {
  const { reconciler } = await twoContainers();
  const pass = await reconcile(reconciler, never());
  const plan = pass.plan;
  if (plan === undefined) throw new Error('no plan');
  const refusal = { code: 'VZR999', reason: 'no' };
  const outcomeOf = (id: number) =>
    fc.option(result.map((one): Outcome => ({ ctid: ctid(id), name: 'x', action: 'create', result: one, ms: 1 })));
  const ids = plan.containers.map(({ ctid: id }) => Number(id));
  fc.assert(
    fc.property(
      fc.tuple(...ids.map(outcomeOf)),
      fc.subarray(ids),
      fc.subarray(ids),
      fc.boolean(),
      fc.option(fc.string()),
      (given, refused, retried, isPlanRefused, stale) => {
        const made: PassResult = {
          ...pass,
          ...(stale !== null && { stale }),
          outcomes: given.flatMap((one) => one ?? []),
          plan: {
            ...plan,
            refusals: isPlanRefused ? [refusal] : [],
            containers: plan.containers.map((one) => ({
              ...one,
              refusals: refused.includes(one.ctid) ? [refusal] : [],
            })),
          },
        };
        const retries = new Map(retried.map((id) => [id, { failures: 1, reason: 'no', retry: 'soon' }]));
        const containers = containerFindings(made, retries);
        const node = nodeFindings(made, containers);
        for (const findings of [node, ...containers.map((one) => one.findings)]) {
          const of = (type: ConditionType) => findings.filter((one) => one.type === type);
          expect(of('Ready')).toHaveLength(1);
          expect(of('Reconciling').length + of('Stalled').length).toBeLessThanOrEqual(1);
          for (const one of [...of('Reconciling'), ...of('Stalled')]) expect(one.status).toBe('True');
          if (of('Ready')[0]?.status === 'True') expect(findings).toHaveLength(1);
        }
        if (node[0]?.status === 'True') expect(containers.every(({ isApplied }) => isApplied)).toBe(true);
      },
    ),
  );
});

test('a condition holds since its status changed, not since its reason did', () => {
  const before: Condition[] = [{ type: 'Ready', status: 'False', reason: 'A', message: 'a', since: 'then' }];
  const one = { type: 'Ready', status: 'False', reason: 'B', message: 'b' } as const;
  expect(datedConditions([one], before, 'now')).toEqual([{ ...one, since: 'then' }]);
  expect(datedConditions([{ ...one, status: 'True' }], before, 'now')[0]?.since).toBe('now');
});
