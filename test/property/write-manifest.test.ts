// The law of writing: what is written of a state resolves to it, so that a plan against it is empty.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makePlan } from '../../reconciler/plan/make.ts';
import type { ContainerState } from '../../reconciler/state/container.ts';
import { resolveDesired } from '../../reconciler/state/desired.ts';
import { writeManifest } from '../../reconciler/state/write-manifest.ts';
import { loadManifests } from '../../schema/load.ts';
import { asCtid } from '../../schema/units.ts';
import { writeManifests } from '../../schema/write.ts';
import { observe, seen } from '../plan/builders.ts';
import { containerState, nodeOfStates } from './state-arbitraries.ts';

const template = { name: 'tiny', key: 'busybox-1', init: ['/sbin/init'], haltSignal: 'SIGUSR2' };
const tiny = {
  apiVersion: 'vzreconcile/v1alpha1',
  kind: 'Template',
  metadata: { name: 'tiny' },
  spec: { source: { busybox: {} } },
};
const everywhere = { cpus: 'all', mems: 'all' };
const ctid = asCtid(101);
const name = 'web-101';

function resolved(text: string) {
  const bytes = (part: string): Uint8Array => new TextEncoder().encode(part);
  const loaded = loadManifests([
    { path: 'a.yaml', bytes: bytes(text) },
    { path: 'node.yaml', bytes: bytes(nodeOfStates) },
  ]);
  expect(loaded.problems).toEqual([]);
  const { desired, problems } = resolveDesired(loaded.manifests, { node: 'node7', cpus: 4 });
  expect(problems).toEqual([]);
  return desired;
}

const write = (state: ContainerState) => writeManifest({ ctid, name, state, template, everywhere });

describe('a manifest written of a state', () => {
  test('plans to nothing against it, and says all of it', () => {
    fc.assert(
      fc.property(containerState(101, name, template), (state) => {
        const { manifest, unsaid } = write(state);
        expect(unsaid).toEqual([]);
        const text = writeManifests([{ value: tiny }, { value: manifest }]);
        const desired = resolved(text);
        const plan = makePlan({
          desired,
          observed: observe([seen(101, state)], [template.key]),
          accepted: new Map(),
          revision: 'r',
        });
        const [container] = plan.containers;
        expect(container?.changes).toEqual([]);
        expect(container?.action).toBe('none');
        // The same bytes, and the same manifest of what it resolves to.
        const again = write(desired.containers[0]?.state ?? {}).manifest;
        expect(writeManifests([{ value: again }])).toBe(writeManifests([{ value: manifest }]));
      }),
      { numRuns: 150 },
    );
  });

  test('is the smallest: without any of its fields it would be another state', () => {
    fc.assert(
      fc.property(containerState(101, name, template), fc.nat(), (state, turn) => {
        const { manifest } = write(state);
        const fields = Object.keys(manifest.spec).filter((field) => field !== 'template');
        const field = fields[turn % (fields.length || 1)];
        if (field === undefined) return;
        const { [field]: _, ...spec } = manifest.spec;
        const text = writeManifests([{ value: tiny }, { value: { ...manifest, spec } }]);
        const loaded = loadManifests([{ path: 'a.yaml', bytes: new TextEncoder().encode(text) }]);
        // Some fields need each other: without one of them there is no manifest at all.
        if (loaded.problems.length > 0) return;
        const { desired } = resolveDesired(loaded.manifests, { node: 'node7', cpus: 4 });
        expect(desired.containers[0]?.state).not.toEqual(
          resolved(writeManifests([{ value: tiny }, { value: manifest }])).containers[0]?.state,
        );
      }),
    );
  });
});
