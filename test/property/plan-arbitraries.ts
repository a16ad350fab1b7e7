// Random hosts: a few containers, each running, stopped or absent, that share a small pool of addresses no two of them
// have at once, as validation guarantees.

import fc from 'fast-check';
import type { ContainerState, Pair } from '../../reconciler/state/container.ts';
import type { DesiredContainer } from '../../reconciler/state/model.ts';
import { asBytes, asCtid, type Bytes, type Max } from '../../schema/units.ts';
import { busybox, debian, wish } from '../plan/builders.ts';

const addressPool = ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4', '2001:db8::1', '2001:db8::2'];
export const ctids = [101, 102, 103, 104, 105].map(asCtid);

const size = fc.integer({ min: 1, max: 4096 }).map((pages) => asBytes(pages * 4096 * 16));
const sizeOrMax: fc.Arbitrary<Bytes | Max> = fc.oneof(size, fc.constant('max' as const));
const pair = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Pair<T>> => value.map((both) => ({ soft: both, hard: both }));
const names = fc.constantFrom('a.example', 'b.example', 'c.example');

const cgroup = fc.record({
  memory: fc.record({ ram: sizeOrMax, swap: sizeOrMax }),
  guarantee: fc.record({ ram: fc.constantFrom(asBytes(0), asBytes(65_536)) }),
  cpu: fc.record({ units: fc.constantFrom(8, 1000, 500_000), limit: fc.constantFrom('max' as const, 10, 150) }),
  cpuset: fc.record({ cpus: fc.constantFrom('all', '0', '0-3', '1,3'), mems: fc.constantFrom('all', '0') }),
  io: fc.record({
    bytes: fc.constantFrom('max' as const, 2 ** 20),
    operations: fc.constantFrom('max' as const, 100),
    priority: fc.constantFrom(0, 4, 7),
  }),
  pids: fc.record({ max: fc.constantFrom('max' as const, 10, 500) }),
});

const rate = fc.record({ outgoing: fc.constantFrom('max' as const, 8000), incoming: fc.constant('max' as const) });
const rates = fc
  .constantFrom([], ['all'], ['all', 'class'])
  .chain((kinds) =>
    fc.tuple(
      ...kinds.map((kind) =>
        rate.map((both) => (kind === 'all' ? both : { class: 1, networks: ['10.0.0.0/8'], ...both })),
      ),
    ),
  );

const namespace = (ctid: number) =>
  fc.record(
    {
      idmap: fc.record({ base: fc.constantFrom(ctid * 65_536, (ctid + 1000) * 65_536) }),
      hostname: names,
      nameservers: fc.subarray(['9.9.9.9', '1.1.1.1']),
      searchdomains: fc.subarray(['a.example', 'b.example']),
    },
    { requiredKeys: ['idmap', 'hostname'] },
  );

/** A container's state with the given addresses, running or stopped. */
const state = (ctid: number, addresses: readonly string[]): fc.Arbitrary<ContainerState> =>
  fc
    .record({
      rootfs: fc.record({ template: fc.constantFrom(busybox.key, busybox.key, debian.key) }),
      quota: fc.record({
        space: pair(sizeOrMax),
        inodes: pair(fc.constantFrom('max' as const, 1000, 50_000)),
      }),
      cgroup,
      namespace: namespace(ctid),
      network: fc.record({ addresses: fc.constant(addresses), rate: rates }),
      lifecycle: fc.record({
        state: fc.constantFrom('running' as const, 'running' as const, 'running' as const, 'stopped' as const),
        init: fc.constantFrom(['/sbin/init'], ['/sbin/init'], ['/bin/sh', '-c', 'sleep 1']),
        haltSignal: fc.constantFrom('SIGUSR2', 'SIGPWR'),
        stopTimeout: fc.integer({ min: 0, max: 100 }),
      }),
    })
    .map(({ rootfs, quota, lifecycle, ...processes }) =>
      lifecycle.state === 'stopped' ? { rootfs, quota, lifecycle } : { rootfs, quota, ...processes, lifecycle },
    );

const labels = fc.constantFrom({}, { tier: 'x' }, { tier: 'y', site: 'b' });

/** Which container has which address; -1 is nobody. */
const owners = fc.array(fc.integer({ min: -1, max: ctids.length - 1 }), {
  minLength: addressPool.length,
  maxLength: addressPool.length,
});

/** The manifests of one revision. */
export const wishes: fc.Arbitrary<readonly DesiredContainer[]> = fc
  .record({ present: fc.subarray(ctids), owner: owners })
  .chain(({ present, owner }) =>
    fc.tuple(
      ...present.map((ctid) => {
        const mine = addressPool.filter((_address, index) => ctids[owner[index] ?? -1] === ctid);
        return fc.tuple(state(ctid, mine), labels).map(([wanted, words]) => wish(ctid, wanted, { labels: words }));
      }),
    ),
  );

/** Who takes the next turn among n, from an endless random tape. */
export const turns: fc.Arbitrary<(ready: number) => number> = fc
  .infiniteStream(fc.nat({ max: 0xffff }))
  .map((stream) => (ready: number) => (ready === 0 ? 0 : Number(stream.next().value) % ready));
