// The disk fields of a manifest: canonical values and where they were written.

import { expect, test } from 'vitest';
import { resolveDesired } from '../../reconciler/state/desired.ts';
import type { DesiredContainer } from '../../reconciler/state/model.ts';
import { loadManifests } from '../../schema/load.ts';
import { bytesOf, container, template } from '../schema/marked.ts';

function one(spec: string): DesiredContainer {
  const files = [container(spec), template].map((text, i) => ({ path: `${i}.yaml`, bytes: bytesOf(text) }));
  const { manifests, problems } = loadManifests(files);
  expect(problems).toEqual([]);
  const [first] = resolveDesired(manifests, { node: 'node1', cpus: 4 }).desired.containers;
  if (first === undefined) throw new Error('no container');
  return first;
}

const placeOf = ({ origins }: DesiredContainer, pointer: string): string => {
  const { line, col } = origins.get(pointer) ?? {};
  return `${line}:${col}`;
};

test('mount options are what they name and ext4 else, each with its place', () => {
  const box = one('mountOpts: "barrier=0,data=journal"');
  expect(box.state.rootfs?.mount).toEqual({ data: 'journal', barrier: false });
  expect([placeOf(box, '/rootfs/mount/data'), placeOf(box, '/rootfs/mount/barrier')]).toEqual(['6:14', '6:14']);
  expect(one('mountOpts: nobarrier').state.rootfs?.mount).toEqual({ data: 'ordered', barrier: false });
  expect(one('').state.rootfs).not.toHaveProperty('mount');
});

test('quotas of users and groups are there when quotaugidlimit lets them', () => {
  const box = one('quotaugidlimit: 2\nquotas:\n  users: {33: {space: 1G:1.5G}}\n  groups: {0: {inodes: 5}}');
  expect(box.state.quota).toMatchObject({
    ugids: true,
    most: 2,
    users: { 33: { space: { soft: 2 ** 30, hard: 1.5 * 2 ** 30 }, inodes: { soft: 'max', hard: 'max' } } },
    groups: { 0: { space: { soft: 'max', hard: 'max' }, inodes: { soft: 5, hard: 5 } } },
  });
  expect(box.spelled.get('/quota/ugids')).toBe('2');
  expect(placeOf(box, '/quota/users')).toBe('8:12');
  expect(one('quotaugidlimit: 0').state.quota).toMatchObject({ ugids: false });
  expect(one('').state.quota).not.toHaveProperty('ugids');
});
