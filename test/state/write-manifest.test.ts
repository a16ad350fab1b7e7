// What is written of particular states: the spelling of fields, what cannot be said, what is not valid.

import { describe, expect, test } from 'vitest';
import type { ContainerState } from '../../reconciler/state/container.ts';
import { writeManifest } from '../../reconciler/state/write-manifest.ts';
import { asBytes, asCtid } from '../../schema/units.ts';
import { writeManifests } from '../../schema/write.ts';
import { GiB, MiB, running, stopped } from '../plan/builders.ts';

const template = { name: 'tiny', init: ['/sbin/init'], haltSignal: 'SIGUSR2' };
const everywhere = { cpus: '0-3', mems: '0' };

const write = (state: ContainerState, ctid = 101) =>
  writeManifest({ ctid: asCtid(ctid), name: 'web', state, template, everywhere });
const text = (state: ContainerState): string => writeManifests([{ value: write(state).manifest }]);

/** A section of a usual container with something else in it. */
function altered<K extends 'cgroup' | 'namespace' | 'network'>(section: K, part: object): ContainerState {
  return { ...running(101), [section]: { ...running(101)[section], ...part } };
}

describe('a written manifest', () => {
  test('has the spelling of people', () => {
    const state = altered('namespace', {
      hostname: 'web',
      capabilities: ['net_raw:off', 'checkpoint_restore:on'],
      sysctls: { 'kernel.sem': '250 32000 100 128', 'net.core.somaxconn': '8192' },
      mounts: [{ type: 'tmpfs', target: '/scratch', size: asBytes(64 * MiB), mode: '0755' }],
      devices: ['c:10:229 fuse', 'c:4:64 ttyS0'],
    });
    const cgroup = { ...running(101).cgroup, devices: ['c:10:229:rw', 'c:4:64:rw'] };
    expect(
      text({ ...state, cgroup } as ContainerState),
    ).toBe(`# yaml-language-server: $schema=../schema/manifest.schema.json
apiVersion: vzreconcile/v1alpha1
kind: Container
metadata: { name: web, ctid: 101 }
spec:
  template: tiny
  ips: [10.9.0.101]
  vswap: { swap: 0 }
  numproc: 100
  diskspace: 1G
  capabilities: { net_raw: false, checkpoint_restore: true }
  sysctls: { kernel.sem: 250 32000 100 128, net.core.somaxconn: 8192 }
  mounts:
    - { type: tmpfs, target: /scratch, size: 64M, mode: "0755" }
  features: { fuse: true }
  devices: [c:4:64:rw]
`);
  });

  test('of a stopped container says that, and what is kept of it', () => {
    const { manifest, unsaid } = write(stopped(101));
    expect(manifest.spec).toEqual({ template: 'tiny', state: 'stopped', diskspace: '1G' });
    expect(unsaid).toEqual([]);
  });

  test.each([
    ['iolimit', altered('cgroup', { io: { bytes: 'mixed', operations: 'max', priority: 4 } })],
    ['iopslimit', altered('cgroup', { io: { bytes: 'max', operations: 'mixed', priority: 4 } })],
    ['ioprio', altered('cgroup', { io: { bytes: 'max', operations: 'max', priority: 'other' } })],
    ['ubc.numtcpsock', altered('cgroup', { sockets: { tcp: 'broken', other: 'max' } })],
    ['devices', altered('cgroup', { devices: ['no c:1:3:rw'] })],
    ['rate', altered('network', { rate: 'mixed' })],
    ['netifs', altered('network', { netifs: [{ name: 'eth0', mac: '02:00:00:00:00:01', macFilter: 'mixed' }] })],
    ['oomAdjust', altered('namespace', { oomAdjust: 'mixed' })],
  ])('leaves out %s where somebody made it what no manifest says, and names it', (field, state) => {
    const { manifest, unsaid } = write(state);
    expect(unsaid.map((one) => one.field)).toEqual([field]);
    expect(manifest.spec).not.toHaveProperty(field);
    expect(manifest.spec).toHaveProperty('numproc', 100);
  });

  test('leaves out what would not be valid, with the reason', () => {
    const state = altered('cgroup', { guarantee: { ram: asBytes(GiB) } });
    const { manifest, unsaid } = write(state);
    expect(manifest.spec).not.toHaveProperty('memguarantee');
    expect(unsaid).toEqual([{ field: 'memguarantee', reason: 'more memory is guaranteed than the container may use' }]);
  });

  test('names a halt signal that its template does not have', () => {
    const lifecycle = { state: 'running', init: ['/sbin/init'], haltSignal: 'SIGPWR', stopTimeout: 60 } as const;
    expect(write({ ...running(101), lifecycle }).unsaid).toEqual([
      { field: 'template', reason: 'its haltSignal is SIGUSR2, not SIGPWR' },
    ]);
  });

  test('of a large ctid names its ids', () => {
    const state = altered('namespace', { idmap: { base: 131_072 } });
    expect(write(state, 100_000).manifest.spec).toMatchObject({ idmap: { base: 131_072 } });
  });
});
