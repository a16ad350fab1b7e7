// What is destroyed is what was planned to be.

import { describe, expect, test } from 'vitest';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import { apply } from '../../reconciler/run/apply.ts';
import { planNow, reconcile } from '../../reconciler/run/reconcile.ts';
import { ctid, fakeClock, manifests, never, reconcilerOver } from './bench.ts';

describe('a root file system that is about to be lost', () => {
  test.each([
    ['another one of the same template', 'failed', true],
    ['the one that was planned', 'done', false],
  ])('%s: %s', async (_which, result, isMadeAnew) => {
    const host = simulatedHost();
    const source = manifests({ ctid: 60_501, state: 'stopped' }, { ctid: 60_502 });
    const reconciler = await reconcilerOver(host, source);
    await reconcile(reconciler, never());
    const before = (await host.markers.read()).get(ctid(60_501));
    source.commit({ ctid: 60_502 });
    const { plan } = await planNow(reconciler);
    const [container] = plan?.containers ?? [];
    if (plan === undefined || container?.action !== 'delete') throw new Error('nothing is deleted');
    if (isMadeAnew) {
      await reconcile(reconciler, never());
      source.commit({ ctid: 60_501, state: 'stopped' }, { ctid: 60_502 });
      await reconcile(reconciler, never());
      const { rootId, ...rest } = (await host.markers.read()).get(ctid(60_501)) ?? {};
      expect({ ...rest, revision: before?.revision, rootId: before?.rootId }).toEqual(before);
      expect(rootId).not.toBe(before?.rootId);
    }
    const { stop, drain } = never();
    const [outcome] = await apply({
      ...{ host, plan, containers: [container], revision: 'r', parallel: 1, clock: fakeClock(), stop, drain },
    });
    expect(outcome?.result).toBe(result);
    expect((await host.markers.read()).has(ctid(60_501))).toBe(isMadeAnew);
    if (isMadeAnew) expect(outcome?.error).toContain('another one than when this was planned');
  });
});
