// Any state that a manifest can ask for, section by section, as the resolver makes it.

import fc from 'fast-check';
import type { ContainerState } from '../../reconciler/state/container.ts';
import { capabilityChanges, capabilityNames } from '../../schema/capability.ts';
import type { MountWish } from '../../schema/mount.ts';
import { defaultMac } from '../../schema/netif.ts';
import { usualNfsOptions } from '../../schema/nfs.ts';
import { asBytes, type Max } from '../../schema/units.ts';

const page = 4096;
const max = fc.constant('max' as const);
const orMax = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | Max> => fc.oneof({ weight: 4, arbitrary: value }, max);
const size = (least: number, most = 2 ** 40) => fc.integer({ min: least, max: most }).map(asBytes);
const pages = (least: number, most = 2 ** 28) =>
  fc.integer({ min: least, max: most }).map((some) => asBytes(some * page));
const pair = <T extends number>(value: fc.Arbitrary<T>) =>
  fc.oneof(
    orMax(value).map((both) => ({ soft: both, hard: both })),
    fc.tuple(value, orMax(value)).map(([one, other]) => ({
      soft: other === 'max' ? one : (Math.min(one, other) as T),
      hard: other === 'max' ? other : (Math.max(one, other) as T),
    })),
  );
const sometimes = <T>(usual: T, other: fc.Arbitrary<T>) => fc.oneof(fc.constant(usual), other);
const name = fc.stringMatching(/^[a-z]{1,8}$/);

const memory = fc.record({ ram: orMax(pages(1, 2 ** 24)), swap: orMax(pages(0, 2 ** 24)) }).chain((both) =>
  fc.record({
    memory: fc.constant(both),
    guarantee: fc.record({
      ram: sometimes(asBytes(0), pages(0, both.ram === 'max' ? 2 ** 20 : both.ram / page)),
    }),
  }),
);

const devices = fc.subarray([
  '/dev/ttyS0 r ttyS0',
  '/dev/ttyS1 rw modem',
  'b:8:16:r',
  'c:10:200:rw',
  'c:10:229:rw',
  'pci 0000:00:03.0',
]);

const cgroup = fc
  .record({
    own: memory,
    cpu: fc.record({
      units: sometimes(1000, fc.integer({ min: 8, max: 500_000 })),
      limit: orMax(fc.integer({ min: 1000, max: 409_600_000 }).map((thousandths) => thousandths / 1000)),
    }),
    cpuset: fc.record({ cpus: fc.constantFrom('all', '0', '0-3,7'), mems: fc.constantFrom('all', '0', '0-1') }),
    io: fc.record({
      bytes: orMax(size(1)),
      operations: orMax(fc.integer({ min: 1, max: 4_294_967_295 })),
      priority: fc.integer({ min: 0, max: 7 }),
    }),
    pids: fc.record({ max: orMax(fc.integer({ min: 1, max: 4_194_304 })) }),
    sockets: fc.record({ tcp: orMax(fc.nat()), other: orMax(fc.nat()) }),
  })
  .map(({ own, ...rest }) => ({ ...own, ...rest }));

const mounts: fc.Arbitrary<readonly MountWish[]> = fc
  .uniqueArray(
    fc.oneof<fc.Arbitrary<MountWish>[]>(
      fc.record({
        type: fc.constant('bind' as const),
        target: name,
        source: name.map((one) => `/srv/${one}`),
        readOnly: fc.boolean(),
      }),
      fc.record({
        type: fc.constant('tmpfs' as const),
        target: name,
        size: pages(1),
        mode: fc.constantFrom('1777', '0755', '0700'),
      }),
      fc.record({
        type: fc.constant('nfs' as const),
        target: name,
        source: name.map((one) => `nas:/${one}`),
        readOnly: fc.boolean(),
        options: fc.constantFrom(usualNfsOptions, 'vers=4.1,hard,timeo=600,retrans=2,port=111,noac'),
      }),
    ),
    { maxLength: 4, selector: ({ target }) => target },
  )
  .map((wishes) =>
    wishes
      .map((wish) => ({ ...wish, target: `/mnt/${wish.target}` }))
      .sort((one, other) => (one.target < other.target ? -1 : 1)),
  );

const oomAdjust = fc.oneof(
  fc.constant([]),
  fc.integer({ min: -1000, max: 1000 }).map((adjust) => [{ command: '*', adjust }]),
  fc.constant([
    { command: 'sshd', adjust: -500 },
    { command: 'cc*', parent: 'make', uid: '<1000' as const, adjust: 300 },
  ]),
);

const namespace = (called: string, ctid: number) =>
  fc.record({
    idmap: fc.record({ base: sometimes(ctid * 65_536, fc.integer({ min: 65_536, max: 4_294_901_759 })) }),
    hostname: sometimes(called, fc.constantFrom('a.example', '1', 'null', 'no')),
    nameservers: fc.subarray(['9.9.9.9', '2620:fe::fe']),
    searchdomains: fc.subarray(['a.example', 'b.example']),
    features: fc.constantFrom([], ['nesting' as const]),
    capabilities: fc
      .subarray([...capabilityNames.slice(0, 16), 'checkpoint_restore'] as const)
      .map((names) => capabilityChanges(Object.fromEntries(names.map((one) => [one, one === 'checkpoint_restore'])))),
    netfilter: fc.constantFrom('full' as const, 'stateful' as const, 'stateless' as const, 'disabled' as const),
    ubc: fc.record({
      numpty: sometimes(1024, fc.nat({ max: 1_048_576 })),
      numfile: sometimes(524_288, fc.integer({ min: 16, max: 1_048_576 })),
      numsiginfo: orMax(fc.nat()),
      lockedpages: orMax(pages(0)),
      privvmpages: orMax(pages(64)),
      shmpages: orMax(pages(1)),
    }),
    sysctls: fc
      .subarray([
        ['kernel.domainname', 'example.net'],
        ['kernel.sem', '250 32000 100 128'],
        ['net.core.somaxconn', '8192'],
        ['net.ipv4.ip_unprivileged_port_start', '-1'],
      ] as const)
      .map((entries) => Object.fromEntries(entries)),
    mounts,
    oomAdjust,
  });

const speed = orMax(fc.integer({ min: 1000, max: 4_294_967_295 }).map((bytes) => bytes * 8));
const rates = fc
  .record({
    all: fc.option(fc.record({ outgoing: speed, incoming: speed })),
    one: fc.option(fc.record({ outgoing: speed, incoming: speed })),
  })
  .map(({ all, one }) => {
    const isLimit = (rate: typeof all) => rate !== null && (rate.outgoing !== 'max' || rate.incoming !== 'max');
    // A class without a limit is one beside another that has one: it is let through as it is.
    if (!isLimit(all) && !isLimit(one)) return [];
    return [
      ...(one === null ? [] : [{ class: 1, ...one, networks: ['10.0.0.0/8'] }]),
      ...(all === null || !isLimit(all) ? [] : [all]),
    ];
  });

const network = (ctid: number) =>
  fc
    .record({
      addresses: fc.subarray(['10.0.0.1', '10.0.0.2', '2001:db8::1']),
      rate: rates,
      netifs: fc.subarray(['eth0', 'eth1', 'lan']).chain((names) =>
        fc.tuple(
          ...names.map((one) =>
            fc.record(
              {
                name: fc.constant(one),
                mac: fc.constantFrom(defaultMac(one, ctid), `02:00:00:00:00:0${names.indexOf(one)}`),
                bridge: fc.constant('br0'),
                vlan: fc.integer({ min: 1, max: 4094 }),
                macFilter: fc.boolean(),
              },
              { requiredKeys: ['name', 'mac', 'bridge', 'macFilter'] },
            ),
          ),
        ),
      ),
      netdevs: fc.subarray(['eth8', 'eth9']),
    })
    .map(({ rate, ...rest }) => ({ ...rest, rate: rest.addresses.length === 0 ? [] : rate }));

const ugids = fc.dictionary(
  fc.constantFrom('0', '33', '65535'),
  fc.record({ space: pair(size(1)), inodes: pair(fc.integer({ min: 1 })) }),
  { maxKeys: 3 },
);

const quota = fc
  .record({
    space: pair(size(1)),
    inodes: pair(fc.integer({ min: 1 })),
    grace: fc.option(fc.constantFrom(0, 3600, 604_800), { nil: undefined }),
    limited: fc.option(fc.record({ users: ugids, groups: ugids, more: fc.integer({ min: 1, max: 100 }) })),
  })
  .map(({ grace, limited, ...rest }) => ({
    ...rest,
    ...(grace !== undefined && { grace }),
    ...(limited !== null && {
      ugids: true,
      most: Object.keys(limited.users).length + Object.keys(limited.groups).length + limited.more,
      users: limited.users,
      groups: limited.groups,
    }),
  }));

/** Networks that the state's classes need of the Node. */
export const nodeOfStates = `apiVersion: vzreconcile/v1alpha1
kind: Node
metadata: {name: node7}
spec: {networkClasses: {1: [10.0.0.0/8]}}
`;

/** Of a template with the init and the signal given, running or stopped. */
export const containerState = (
  ctid: number,
  called: string,
  template: { readonly key: string; readonly init: readonly string[]; readonly haltSignal: string },
): fc.Arbitrary<ContainerState> =>
  fc
    .record({
      rootfs: fc.record({
        template: fc.constant(template.key),
        mount: fc.option(
          fc.record({ data: fc.constantFrom('ordered' as const, 'journal' as const), barrier: fc.boolean() }),
          { nil: undefined },
        ),
      }),
      quota,
      cgroup,
      namespace: namespace(called, ctid),
      network: network(ctid),
      devices,
      lifecycle: fc.record({
        state: fc.constantFrom('running' as const, 'running' as const, 'stopped' as const),
        init: fc.constantFrom(template.init, ['/bin/sh', '-c', 'exec sleep 1']),
        haltSignal: fc.constant(template.haltSignal),
        stopTimeout: sometimes(60, fc.nat({ max: 86_400 })),
      }),
    })
    .map(({ rootfs: { mount, ...rootfs }, devices: wishes, ...all }) => {
      const { quota: disk, lifecycle } = all;
      const root = { ...rootfs, ...(mount && { mount }) };
      if (lifecycle.state === 'stopped') return { rootfs: root, quota: disk, lifecycle };
      // shmpages sets kernel.shmall itself, and is the only one that does here.
      return {
        rootfs: root,
        quota: disk,
        cgroup: { ...all.cgroup, devices: wishes },
        namespace: { ...all.namespace, devices: wishes },
        network: all.network,
        lifecycle,
      };
    });
