// A plan from a snapshot is the plan of the host, for any state and any manifests; and a snapshot that somebody touched is none.

import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordedHost } from '../../drivers/recorded.ts';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import type { Plan } from '../../reconciler/plan/plan.ts';
import { renderJson } from '../../reconciler/plan/render-json.ts';
import { renderMarkdown } from '../../reconciler/plan/render-markdown.ts';
import { renderText } from '../../reconciler/plan/render-text.ts';
import type { Host } from '../../reconciler/port/host.ts';
import { noBrakes } from '../../reconciler/run/brakes-file.ts';
import { makeReconciler, planNow, type Reconciler, reconcile } from '../../reconciler/run/reconcile.ts';
import { maskWith, openSigned, parseSnapshot, takeSnapshot } from '../../reconciler/run/snapshot.ts';
import type { DesiredContainer, NodeSpec } from '../../reconciler/state/model.ts';
import { observedIn } from '../../reconciler/state/snapshot.ts';
import { reportOf } from '../plan/builders.ts';
import { realClock } from '../source/repository.ts';
import { ctids, wishes } from './plan-arbitraries.ts';

const nodeSpec: NodeSpec = {
  ...{ pool: { backend: 'auto' }, addressPools: [], networkClasses: {}, overcommit: { ram: 1 }, protected: [] },
};
const key = generateKeyPairSync('ed25519').privateKey;

const over = (host: Host, containers: readonly DesiredContainer[], yes: boolean): Promise<Reconciler> =>
  makeReconciler({
    ...{ host, clock: realClock, options: { yes }, parallel: 2, remember: async () => {} },
    load: async () => ({
      ...{ revision: { id: 'x', label: 'main@1' }, problems: [] },
      desired: { node: 'node1', nodeSpec, containers },
    }),
  });

async function planOf(host: Host, containers: readonly DesiredContainer[]): Promise<Plan> {
  const { plan } = await planNow(await over(host, containers, false));
  if (plan === undefined) throw new Error('no plan');
  return plan;
}

async function recorded(host: Host): Promise<Host> {
  const text = await takeSnapshot({ brakes: noBrakes, host, key, program: '0', now: new Date(0) });
  const signed = openSigned(Buffer.from(text));
  if (typeof signed === 'string') throw new Error(signed);
  const snapshot = parseSnapshot(signed);
  const record = snapshot.host as never;
  const mask = maskWith(snapshot.salt);
  const parts = { record, facts: snapshot.facts, observed: observedIn(snapshot, mask), mask };
  return recordedHost(parts, nodeSpec);
}

const kinds = fc.record({ softLimits: fc.boolean(), fixedInodes: fc.boolean() });
const foreign = fc.option(fc.constantFrom(...ctids), { nil: undefined });

test('it prints the same bytes in every format', async () => {
  const never = new AbortController().signal;
  await fc.assert(
    fc.asyncProperty(wishes, wishes, kinds, foreign, fc.nat(2 ** 30), async (before, after, kind, theirs, space) => {
      const host = simulatedHost(kind);
      await reconcile(await over(host, before, true), { stop: never, drain: never });
      if (theirs !== undefined && !before.some(({ ctid }) => ctid === theirs)) host.hands.plantForeign(theirs);
      for (const { ctid } of before) host.hands.use(ctid, { space, ram: space });
      for (const { ctid } of before.slice(1))
        host.hands.scribble(ctid, { name: 'memory.high', value: String(space), usual: 'max' });
      const [live, offline] = [await planOf(host, after), await planOf(await recorded(host), after)];
      expect(renderText(offline)).toBe(renderText(live));
      expect(renderJson(offline)).toBe(renderJson(live));
      expect(renderMarkdown(reportOf(offline))).toBe(renderMarkdown(reportOf(live)));
    }),
    { numRuns: 60 },
  );
});

test('the same state is the same text, whatever the time and the order in which it was seen', async () => {
  await fc.assert(
    fc.asyncProperty(wishes, async (containers) => {
      const never = new AbortController().signal;
      const host = simulatedHost();
      await reconcile(await over(host, containers, true), { stop: never, drain: never });
      const at = (seconds: number) =>
        takeSnapshot({ brakes: noBrakes, host, key, program: '0', now: new Date(seconds * 1000) });
      expect(await at(0)).toBe(await at(0));
      const content = (text: string): string => text.slice(text.indexOf('"snapshot"')).replace(/"time":"[^"]*"/, '');
      expect(content(await at(5))).toBe(content(await at(0)));
    }),
    { numRuns: 10 },
  );
});

test('one byte more, less or other is noticed', async () => {
  const text = Buffer.from(
    await takeSnapshot({ brakes: noBrakes, host: simulatedHost(), key, program: '0', now: new Date(0) }),
  );
  expect(openSigned(text)).toMatchObject({ key: expect.any(String) });
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.integer({ min: 1, max: 255 }), (at, bits) => {
      const other = Buffer.from(text);
      other[at] = (other[at] ?? 0) ^ bits;
      expect(openSigned(other)).toBeTypeOf('string');
      expect(openSigned(Buffer.concat([text.subarray(0, at), text.subarray(at + 1)]))).toBeTypeOf('string');
      expect(openSigned(Buffer.concat([text.subarray(0, at), Buffer.from([bits]), text.subarray(at)]))).toBeTypeOf(
        'string',
      );
    }),
    { numRuns: 300 },
  );
});
