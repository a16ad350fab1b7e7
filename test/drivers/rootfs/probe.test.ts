import { expect, test } from 'vitest';
import { type BackendNeeds, backendProbes } from '../../../drivers/rootfs/probe.ts';

const full: BackendNeeds = { loop: true, hasType: () => true, isInstalled: () => true };

const states = (backend: 'btrfs' | 'image' | 'overlay', form: 'native' | 'loop', needs: Partial<BackendNeeds>) =>
  backendProbes({ backend, form }, { ...full, ...needs }).map(({ state }) => state);

test('what the pool in use lacks is missing, what the other back end lacks is not', () => {
  const without = (file: string) => ({ isInstalled: (program: string) => program !== file });
  expect(states('btrfs', 'loop', without('/usr/sbin/mkfs.btrfs'))).toEqual(['missing', 'ok']);
  expect(states('image', 'native', without('/usr/sbin/mkfs.btrfs'))).toEqual(['degraded', 'ok']);
  expect(states('btrfs', 'loop', without('/usr/sbin/mkfs.ext4'))).toEqual(['ok', 'degraded']);
});

test('a pool on a btrfs of the host needs neither mkfs nor loop devices', () => {
  expect(states('btrfs', 'native', { loop: false, isInstalled: () => false })).toEqual(['ok', 'degraded']);
});

test('a kernel without the file system is missing it for the pool in use only', () => {
  expect(states('btrfs', 'loop', { hasType: (type) => type !== 'btrfs' })).toEqual(['missing', 'ok']);
  expect(states('image', 'native', { hasType: (type) => type !== 'btrfs' })).toEqual(['degraded', 'ok']);
});

test('an overlay pool needs neither of them', () => {
  expect(states('overlay', 'native', { loop: false, isInstalled: () => false })).toEqual(['degraded', 'degraded']);
});
