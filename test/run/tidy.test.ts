import { describe, expect, test } from 'vitest';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import { reconcile } from '../../reconciler/run/reconcile.ts';
import type { TemplateSpec } from '../../reconciler/state/model.ts';
import { type Manifests, manifests, never, reconcilerOver } from './bench.ts';

const debian: TemplateSpec = {
  name: 'debian',
  key: 'debian-1',
  source: { kind: 'debian', suite: 'trixie', packages: [] },
};
const both = [{ ctid: 60_501 }, { ctid: 60_502 }, { ctid: 60_503, template: debian }] as const;

/** The same manifests with documents for templates that no container names. */
function describing(source: Manifests, ...templates: readonly string[]): Manifests {
  return {
    ...source,
    load: async () => {
      const loaded = await source.load();
      return loaded.desired === undefined ? loaded : { ...loaded, desired: { ...loaded.desired, templates } };
    },
  };
}

describe('the templates in the pool', () => {
  test('lose the one whose last container and document went', async () => {
    const host = simulatedHost();
    const source = manifests(...both);
    const reconciler = await reconcilerOver(host, source);
    expect((await reconcile(reconciler, never())).tidied).toBeUndefined();
    source.commit({ ctid: 60_501 }, { ctid: 60_502 });
    expect((await reconcile(reconciler, never())).tidied).toEqual(['debian-1']);
    expect([...(await host.templates.present())]).toEqual(['busybox-1']);
    const changes = host.calls.changes;
    expect((await reconcile(reconciler, never())).tidied).toBeUndefined();
    expect(host.calls.changes).toBe(changes);
  });

  test('keep one that the manifests still describe', async () => {
    const host = simulatedHost();
    const source = manifests(...both);
    const reconciler = await reconcilerOver(host, describing(source, 'busybox-1', 'debian-1'));
    await reconcile(reconciler, never());
    source.commit({ ctid: 60_501 }, { ctid: 60_502 });
    expect((await reconcile(reconciler, never())).tidied).toBeUndefined();
    expect((await host.templates.present()).has('debian-1')).toBe(true);
  });

  test('keep one under a container that could not be deleted', async () => {
    const host = simulatedHost();
    const source = manifests(...both);
    await reconcile(await reconcilerOver(host, source), never());
    source.commit({ ctid: 60_501 }, { ctid: 60_502 });
    const stuck = host.drivers.map((driver) =>
      driver.name === 'rootfs' ? { ...driver, apply: () => Promise.reject(new Error('busy')) } : driver,
    );
    const pass = await reconcile(await reconcilerOver({ ...host, drivers: stuck }, source), never());
    expect(pass.outcomes.map(({ result }) => result)).toEqual(['failed']);
    expect(pass.tidied).toBeUndefined();
    expect((await host.templates.present()).has('debian-1')).toBe(true);
  });

  test('are left alone while the plan is refused', async () => {
    const host = simulatedHost();
    const source = manifests(...both);
    const reconciler = await reconcilerOver(host, source);
    await reconcile(reconciler, never());
    source.commit();
    expect((await reconcile(reconciler, never())).plan?.refusals).toHaveLength(1);
    expect((await host.templates.present()).size).toBe(2);
  });

  test('that cannot be removed are a warning, not a failure', async () => {
    const host = simulatedHost();
    const source = manifests(...both);
    await reconcile(await reconcilerOver(host, source), never());
    source.commit({ ctid: 60_501 }, { ctid: 60_502 });
    const templates = { ...host.templates, prune: () => Promise.reject(new Error('rmdir: EBUSY')) };
    const pass = await reconcile(await reconcilerOver({ ...host, templates }, source), never());
    expect(pass.outcomes.map(({ result }) => result)).toEqual(['done']);
    expect(pass.warnings).toEqual(['unused templates cannot be removed: rmdir: EBUSY']);
  });
});
