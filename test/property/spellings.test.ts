// Every way to write a value is the same value: it resolves to the same state, and what was applied in one spelling leaves nothing to do
// in another.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import { runnable } from '../../reconciler/plan/make.ts';
import { resolveDesired } from '../../reconciler/state/desired.ts';
import type { Desired } from '../../reconciler/state/model.ts';
import { fields as schemaFields } from '../../schema/fields.ts';
import { loadManifests } from '../../schema/load.ts';
import { planFor, play } from '../contract/player.ts';

/** The ways to write one value of a field, as parts of spec. */
type Spellings = readonly Readonly<Record<string, unknown>>[];

const MiB = 1024 * 1024;
/** A size of whole MiB, in every unit. */
const sizes = (mebi: number): readonly string[] => [
  ...[
    `${mebi}M`,
    `${mebi}m`,
    `${mebi}.0M`,
    `0${mebi}M`,
    `${mebi}MiB`,
    `${mebi}mib`,
    `${mebi * 1024}K`,
    `${mebi * 1024}KiB`,
  ],
  ...[`${mebi * MiB}B`, `${mebi * MiB}b`, `${(mebi * MiB) / 1000}kB`, `${mebi / 1024}G`, `${mebi / 1024}GiB`],
];
/** Pages of a beancounter. */
const pages = (mebi: number): readonly unknown[] => [
  ...[mebi * 256, `${mebi * 256}`, `${mebi * 256}P`, `${mebi * 256}p`, `${mebi}M`, `${mebi * 1024}k`, `${mebi * MiB}B`],
  ...[`${mebi}M:${mebi}M`, `${mebi * 256}:${mebi * 1024}K`],
];
const counts = (number: number): readonly unknown[] => [number, `${number}`, `${number}:${number}`];
const of = (field: string, values: readonly unknown[]): Spellings => values.map((value) => ({ [field]: value }));
const within = (field: string, part: string, values: readonly unknown[]): Spellings =>
  values.map((value) => ({ [field]: { [part]: value } }));

const mebi = fc.integer({ min: 64, max: 4096 });
const count = fc.integer({ min: 16, max: 100_000 });

const fields: Readonly<Record<string, fc.Arbitrary<Spellings>>> = {
  ram: mebi.map((n) => [...within('vswap', 'ram', sizes(n)), ...within('ubc', 'physpages', [...pages(n), `0:${n}M`])]),
  swap: mebi.map((n) => [
    ...within('vswap', 'swap', sizes(n)),
    ...within('ubc', 'swappages', [...pages(n), `0:${n}M`]),
  ]),
  'no swap': fc.constant(within('vswap', 'swap', [0, '0', '0M', '0B'])),
  memguarantee: fc.constant([
    ...of('memguarantee', [...sizes(128), '50%']),
    { memguarantee: '128M', vswap: { ram: '256M' } },
  ]),
  'no memguarantee': fc.constant([...of('memguarantee', ['auto', 0, '0', '0%', '0B']), {}]),
  cpulimit: fc
    .integer({ min: 1, max: 100 })
    .map((n) => of('cpulimit', [n * 4, `${n * 4}`, `${n * 4}.0`, `${n * 4}.000`, `${n}%`])),
  cpus: fc
    .integer({ min: 1, max: 4 })
    .map((n) => [...of('cpus', [n]), ...of('cpulimit', [n * 100]), { cpus: n, cpulimit: 0 }]),
  'no cpulimit': fc.constant([...of('cpulimit', [0, '0', '0%', 'unlimited', 0.0]), { cpus: 'unlimited' }, {}]),
  cpumask: fc.constant(of('cpumask', ['0-2', '0,1,2', '2,1,0', '0-1,1-2', '0-0,1-2'])),
  'all cpus': fc.constant([...of('cpumask', ['all']), {}]),
  nodemask: fc.constant(of('nodemask', [0, '0', '0-0', '0,0'])),
  iolimit: mebi.map((n) => of('iolimit', sizes(n))),
  'no iolimit': fc.constant([...of('iolimit', [0, '0', 'unlimited', '0M']), {}]),
  'no iopslimit': fc.constant([...of('iopslimit', [0, 'unlimited']), {}]),
  numproc: count.map((n) => [...of('numproc', [n]), ...within('ubc', 'numproc', counts(n))]),
  numfile: count.map((n) => within('ubc', 'numfile', counts(n))),
  numtcpsock: count.map((n) => within('ubc', 'numtcpsock', [...counts(n), `${n}:unlimited`])),
  lockedpages: mebi.map((n) => within('ubc', 'lockedpages', [...pages(n), `${n}M:unlimited`])),
  'lockedpages without end': fc.constant(
    within('ubc', 'lockedpages', ['unlimited', 'unlimited:unlimited', '9223372036854775807']),
  ),
  privvmpages: fc.constant([...within('ubc', 'privvmpages', pages(768)), { vmOvercommit: 1 }]),
  shmpages: mebi.map((n) => within('ubc', 'shmpages', pages(n))),
  diskspace: mebi.map((n) => of('diskspace', [...sizes(n), `${n}M:${n * 1024}K`])),
  'diskspace in two': mebi.map((n) =>
    of(
      'diskspace',
      sizes(n).map((size) => `${size}:${n + 1}M`),
    ),
  ),
  diskinodes: count.map((n) => of('diskinodes', counts(n))),
  stopTimeout: fc.constant(of('stopTimeout', [3690, '3690', '3690s', '1h1m30s', '61m30s', '1h90s'])),
  ips: fc.constant([
    ...of('ips', [
      ['10.0.0.1', '2001:db8::1'],
      ['2001:DB8:0:0::1', '10.0.0.1'],
      ['10.0.0.1', '2001:0db8:0000:0000:0000:0000:0000:0001'],
    ]),
  ]),
  rate: fc.constant(
    [
      '8Mbit',
      '8mbit',
      '8.0Mbit',
      '8000Kbit',
      '8000000bit',
      '0.008Gbit',
      { outgoing: '8Mbit' },
      { outgoing: '8Mbit', incoming: 'unlimited' },
      [{ outgoing: '8000Kbit' }],
    ].map((rate) => ({ rate, ips: ['10.0.0.1'] })),
  ),
  'no rate': fc.constant([
    ...of('rate', ['unlimited', { outgoing: 'unlimited' }, [], [{ incoming: 'unlimited' }]]).map((one) => ({
      ...one,
      ips: ['10.0.0.1'],
    })),
    { ips: ['10.0.0.1'] },
  ]),
  netifs: fc.constant(
    ['02:00:00:00:00:0a', '02:00:00:00:00:0A'].flatMap((mac) => [
      { netifs: [{ name: 'a', mac, bridge: 'br0' }, { name: 'b' }] },
      {
        netifs: [
          { name: 'b', macFilter: 'on' },
          { bridge: 'br0', name: 'a', macFilter: true, mac },
        ],
      },
    ]),
  ),
  nameservers: fc.constant(of('nameservers', [['2620:fe::fe'], ['2620:FE:0::FE'], ['2620:fe:0:0:0:0:0:fe']])),
  capabilities: fc.constant(
    of('capabilities', [
      { chown: false },
      { chown: 'off' },
      { chown: 'off', kill: true },
      { kill: 'on', chown: false },
    ]),
  ),
  features: fc.constant([
    ...of('features', [{ fuse: true }, { fuse: 'on' }, { fuse: true, tun: false }, { ppp: 'off', fuse: 'on' }]),
    ...of('devices', [['c:10:229:rw'], ['c:10:229:wr']]),
  ]),
  devices: fc.constant(
    of('devices', [['/dev/ttyS0'], [{ path: '/dev/ttyS0' }], [{ path: '/dev/ttyS0', access: 'rw', name: 'ttyS0' }]]),
  ),
  pci: fc.constant(of('pci', [['00:03.0'], ['0000:00:03.0'], ['0:3.0'], ['0000:00:03.0'.toUpperCase()]])),
  oomAdjust: fc.constant(of('oomAdjust', [300, [{ command: '*', adjust: 300 }]])),
  tmpfs: mebi.map((n) =>
    of(
      'mounts',
      sizes(n).flatMap((size) => [
        [{ type: 'tmpfs', target: '/x', size, mode: '755' }],
        [{ mode: '0755', type: 'tmpfs', target: '/x', size }],
      ]),
    ),
  ),
  mounts: fc.constant(
    of('mounts', [
      [
        { type: 'bind', source: '/a', target: '/x' },
        { type: 'nfs', source: 'nas:/b', target: '/y' },
      ],
      [
        { type: 'nfs', source: 'nas:/b', target: '/y', options: 'timeo=50,vers=4.2' },
        { type: 'bind', source: '/a', target: '/x', readOnly: false },
      ],
      [
        { type: 'nfs', source: 'nas:/b', target: '/y', options: 'softerr,retrans=2,port=2049' },
        { type: 'bind', source: '/a', target: '/x' },
      ],
    ]),
  ),
  sysctls: fc.constant(
    of('sysctls', [
      { 'net.core.somaxconn': 512, 'kernel.sem': '1 2 3 4' },
      { 'kernel.sem': ' 1  2 3\t4', 'net.core.somaxconn': '512' },
    ]),
  ),
  mountOpts: fc.constant(
    of('mountOpts', ['data=ordered', 'barrier', 'barrier=1', 'barrier,data=ordered', 'data=ordered,barrier=1']),
  ),
  quotas: fc.constant(
    [
      { space: '1G', inodes: 10 },
      { space: '1024M', inodes: '10' },
      { inodes: '10:10', space: '1G:1024M' },
    ].flatMap((limits) => [
      { quotaugidlimit: 5, quotas: { users: { 33: limits } } },
      { quotaugidlimit: 5, quotas: { users: { 33: limits }, groups: {} } },
    ]),
  ),
};

const head = { apiVersion: 'vzreconcile/v1alpha1' };
const tiny = { ...head, kind: 'Template', metadata: { name: 'tiny' }, spec: { source: { busybox: {} } } };

function desiredOf(spec: object): Desired {
  const container = {
    ...head,
    kind: 'Container',
    metadata: { name: 'web', ctid: 101 },
    spec: { template: 'tiny', ...spec },
  };
  const text = [tiny, container].map((one) => JSON.stringify(one)).join('\n---\n');
  const loaded = loadManifests([{ path: 'web.yaml', bytes: new TextEncoder().encode(text) }]);
  expect(loaded.problems.map(({ message }) => message)).toEqual([]);
  const { desired, problems } = resolveDesired(loaded.manifests, { node: 'node7', cpus: 4 });
  expect(problems).toEqual([]);
  return desired;
}

const stateOf = (spec: object) => desiredOf(spec).containers[0]?.state;
const asWritten = (value: unknown): string => JSON.stringify(value);

describe.each(Object.keys(fields))('all spellings of %s', (name) => {
  const spellings = fields[name] as fc.Arbitrary<Spellings>;

  test('are one value', () => {
    fc.assert(
      fc.property(spellings, (all) => {
        const [first = {}, ...others] = all;
        expect(all.length).toBeGreaterThan(1);
        const state = stateOf(first);
        for (const other of others) expect(stateOf(other), asWritten([first, other])).toEqual(state);
      }),
      { numRuns: 8 },
    );
  });

  test('leave nothing to do after any of them was applied', async () => {
    await fc.assert(
      fc.asyncProperty(spellings, fc.nat(), fc.nat(), async (all, one, other) => {
        const host = simulatedHost({ softLimits: true });
        await play(host, await planFor(host, desiredOf(all[one % all.length] ?? {})));
        for (const spec of [all[one % all.length], all[other % all.length]]) {
          const plan = await planFor(host, desiredOf(spec ?? {}));
          expect(runnable(plan), asWritten(spec)).toEqual([]);
          expect(plan.containers.flatMap(({ refusals }) => refusals)).toEqual([]);
        }
      }),
      { numRuns: 6 },
    );
  });
});

test('no field with a grammar of its own is left out', () => {
  const covered = new Set(
    Object.keys(fields).flatMap((name) =>
      fc
        .sample(fields[name] as fc.Arbitrary<Spellings>, 1)
        .flat()
        .flatMap((spec) => Object.keys(spec)),
    ),
  );
  // Those of one spelling only, or of nothing that a host keeps.
  const plain = [
    'layout',
    'node',
    'searchdomains',
    'netdevs',
    'idmap',
    'init',
    'dependsOn',
    'profiles',
    'health',
    'reconcile',
  ];
  const names = schemaFields.Container.map(({ path: [, name = ''] }) => name).filter((name) => !plain.includes(name));
  expect(names.filter((name) => !covered.has(name))).toEqual([]);
});
