// spec.ubc.numtcpsock and numothersock -> desired state: the half that counts, its place, and nothing to refuse.

import { expect, test } from 'vitest';
import { unenforceable } from '../../reconciler/plan/unenforced.ts';
import { resolveDesired } from '../../reconciler/state/desired.ts';
import { loadManifests } from '../../schema/load.ts';
import { bytesOf, container, template } from '../schema/marked.ts';

test('socket limits are the barriers, unlimited where there is none', () => {
  const texts = [container('ubc: {numtcpsock: "360:380"}'), template];
  const { manifests, problems } = loadManifests(texts.map((text, i) => ({ path: `${i}.yaml`, bytes: bytesOf(text) })));
  expect(problems).toEqual([]);
  const [first] = resolveDesired(manifests, { node: 'node1', cpus: 4 }).desired.containers;
  expect(first?.state.cgroup?.sockets).toEqual({ tcp: 360, other: 'max' });
  expect(first?.origins.get('/cgroup/sockets/tcp')).toMatchObject({ line: 6, col: 21 });
  expect(first && unenforceable(first)).toEqual([]);
});
