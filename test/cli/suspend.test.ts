// Lifting suspensions and quarantines, over the file that a running loop reads.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { explanation } from '../../reconciler/cli/commands/explain.ts';
import { resumeCommand } from '../../reconciler/cli/commands/suspend.ts';
import type { Options } from '../../reconciler/cli/options.ts';
import type { Output } from '../../reconciler/cli/output.ts';
import { openBrakes, thisMachine } from '../../reconciler/cli/wire.ts';
import { planNow, reconcile } from '../../reconciler/run/reconcile.ts';
import { ctid, manifests, never, reconcilerOver, spied } from '../run/bench.ts';
import { temporary } from '../source/repository.ts';

let folder: ReturnType<typeof temporary>;
beforeEach(() => {
  folder = temporary();
});
afterEach(() => folder.remove());

const by = { by: 'alice', since: '2026-11-26T15:00:00Z' };
const web = { ...by, ctid: ctid(101), name: 'web' };
const quarantine = { revision: 'abc', label: 'main@abc', since: by.since, reason: 'web is unhealthy', back: 'main@1' };

async function site() {
  const options = { root: folder.path, simulate: false } as Options;
  await (await openBrakes(options)).update(() => ({
    version: 1,
    suspensions: [web, { ...web, field: 'ram' }, { ...by, field: 'ram' }],
    quarantine: [quarantine],
  }));
  return async (name: string | undefined, given: Parameters<typeof resumeCommand>[3] = {}) => {
    let out = '';
    await resumeCommand(options, { out: (text: string) => (out += text) } as unknown as Output, name, given);
    return out.split('\n').filter((line) => line.startsWith('lifted: '));
  };
}

describe('resume', () => {
  beforeEach((context) => {
    if (process.platform !== 'linux') context.skip('needs Linux');
  });
  test('lifts what is named and nothing else, and says what that was', async () => {
    const resume = await site();
    const words = 'suspended by alice since 2026-11-26T15:00:00Z';
    expect(await resume('web')).toEqual([`lifted: web (101): ${words}`]);
    await expect(resume('web')).rejects.toMatchObject({
      message: 'web is not suspended',
      hint: 'what is suspended: ram of web (101)',
    });
    expect(await resume('101', { field: 'ram' })).toEqual([`lifted: ram of web (101): ${words}`]);
    expect(await resume(undefined, { field: 'ram' })).toEqual([`lifted: ram of every container: ${words}`]);
    await expect(resume(undefined)).rejects.toThrow('this node is not suspended');
  });

  test('of a quarantine says which, and that there is none', async () => {
    const resume = await site();
    expect(await resume(undefined, { quarantine: true })).toEqual([
      'lifted: quarantined main@abc since 2026-11-26T15:00:00Z: web is unhealthy; back to main@1',
    ]);
    await expect(resume(undefined, { quarantine: true })).rejects.toThrow('no revision is quarantined');
  });

  test('--machine takes over a root that another machine has made, and no other', async () => {
    const resume = await site();
    await expect(resume(undefined, { machine: true })).rejects.toThrow('the root is of no other machine');
    const brakes = await openBrakes({ root: folder.path, simulate: false } as Options);
    await brakes.update((record) => ({ ...record, machine: { id: 'c'.repeat(32) } }));
    await expect(resume('web', { machine: true })).rejects.toMatchObject({ hint: 'vzreconcile resume --machine' });
    await resume(undefined, { machine: true });
    expect((await brakes.read()).machine).toEqual(await thisMachine());
    expect((await brakes.read()).suspensions).toHaveLength(3);
  });

  test('--rollout takes the revision that is held back, and goes alone', async () => {
    const resume = await site();
    await expect(resume(undefined, { rollout: true })).rejects.toThrow('no revision is held back on this node');
    const brakes = await openBrakes({ root: folder.path, simulate: false } as Options);
    const held = {
      revision: 'def',
      label: 'main@def',
      since: by.since,
      code: 'VZR581' as const,
      reason: 'stopped',
      at: 'main@1',
    };
    await brakes.update((record) => ({ ...record, held }));
    await expect(resume(undefined, { rollout: true, quarantine: true })).rejects.toThrow('each goes alone');
    await expect(resume('web', { rollout: true })).rejects.toMatchObject({ hint: 'vzreconcile resume --rollout' });
    expect(await resume(undefined, { rollout: true })).toEqual([
      'lifted: main@def is held back since 2026-11-26T15:00:00Z: VZR581: stopped; stays at main@1',
    ]);
    const { held: left, admitted, quarantine: kept } = await brakes.read();
    expect([left, admitted, kept.length]).toEqual([undefined, { id: 'def', label: 'main@def' }, 1]);
  });
});

test('explain calls nothing as it should be while the node has gone back', async () => {
  const reconciler = await reconcilerOver(spied({}).host, manifests({ ctid: 60_501 }));
  await reconcile(reconciler, never());
  const { plan } = await planNow(reconciler);
  const [container] = plan?.containers ?? [];
  if (plan === undefined || container === undefined) throw new Error('no plan');
  expect(explanation(plan, container, undefined)).toMatch(
    /^ct60501 \(60501\) .*\n\nNext: nothing, it is as it should be\n\nDesired:\n/,
  );
  const gone = explanation({ ...plan, notes: ['quarantined main@abc'] }, container, undefined);
  expect(gone).toMatch(
    /^ct60501 .*\n\nBlocked:\n {2}quarantined main@abc\n\nNext: nothing while that lasts\n\nDesired:\n/,
  );
});
