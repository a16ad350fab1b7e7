// Manifests -> desired state: defaults, canonical values, origins, and what depends on the host.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { resolveDesired } from '../../reconciler/state/desired.ts';
import type { DesiredContainer } from '../../reconciler/state/model.ts';
import { templateKey } from '../../reconciler/state/resolve-template.ts';
import { isManifestPath, loadManifests } from '../../schema/load.ts';
import { bytesOf, container, node, template } from '../schema/marked.ts';

const host = { node: 'node1', cpus: 4 };

function resolve(texts: readonly string[], at = host) {
  const { manifests, problems } = loadManifests(texts.map((text, i) => ({ path: `${i}.yaml`, bytes: bytesOf(text) })));
  expect(problems).toEqual([]);
  return resolveDesired(manifests, at);
}

function one(spec: string, more: readonly string[] = [template]): DesiredContainer {
  const [first] = resolve([container(spec), ...more]).desired.containers;
  if (first === undefined) throw new Error('no container');
  return first;
}

test('a container that says nothing gets every default, and no default has an origin', () => {
  const { state, origins, spelled } = one('');
  expect(state).toEqual({
    rootfs: { template: 'busybox-1' },
    quota: { space: { soft: 2147483648, hard: 2147483648 }, inodes: { soft: 'max', hard: 'max' } },
    cgroup: {
      memory: { ram: 268435456, swap: 536870912 },
      guarantee: { ram: 0 },
      cpu: { units: 1000, limit: 'max' },
      cpuset: { cpus: 'all', mems: 'all' },
      io: { bytes: 'max', operations: 'max', priority: 4 },
      pids: { max: 4096 },
      devices: [],
      sockets: { tcp: 'max', other: 'max' },
    },
    namespace: {
      idmap: { base: 101 * 65_536 },
      hostname: 'web',
      features: [],
      devices: [],
      capabilities: [],
      netfilter: 'full',
      ubc: {
        numpty: 1024,
        numfile: 524_288,
        numsiginfo: 'max',
        lockedpages: 67_108_864,
        privvmpages: 'max',
        shmpages: 'max',
      },
      sysctls: {},
      mounts: [],
      oomAdjust: [],
    },
    network: { addresses: [], rate: [], netifs: [], netdevs: [] },
    lifecycle: { state: 'running', init: ['/sbin/init'], haltSignal: 'SIGUSR2', stopTimeout: 60 },
  });
  expect([...origins.keys()]).toEqual(['/rootfs/template']);
  expect([...spelled]).toEqual([['/rootfs/template', 'tiny']]);
});

test('every written value is canonical, with its place and the spelling of its author', () => {
  const { state, origins, spelled } = one(
    [
      'hostname: web.example.org',
      'ips: ["2001:DB8::2", 10.0.0.10, 10.0.0.9]',
      'nameservers: ["2001:DB8::53"]',
      'searchdomains: [example.org]',
      'vswap: {ram: 1.0001G, swap: 1GB}',
      'cpumask: 3,0-2',
      'cpuunits: 2000',
      'cpulimit: 50%',
      'iolimit: 10M',
      'iopslimit: 500',
      'numproc: unlimited',
      'diskspace: 2G:2.2G',
      'diskinodes: 1000:1100',
      'idmap: {base: 4200000000}',
      'init: [/bin/sh, -c, exit]',
      'stopTimeout: 2m',
      'state: running',
      'features: {nesting: true}',
      'layout: image',
      'nodemask: 1,0',
      'rate: [{outgoing: 1.5Mbit}, {class: 1, incoming: 1Gbit, outgoing: unlimited}]',
      'ubc: {numpty: "16:16", privvmpages: "65536:69632", numflock: 188, lockedpages: 1M, numsiginfo: 256}',
      'ioprio: 7',
      'memguarantee: 50%',
      'netifs: [{name: eth1, mac: 02:00:00:00:00:0A, macFilter: false}, {name: eth0, bridge: br0, vlan: 10}]',
      'netdevs: [eth9, eth8]',
    ].join('\n'),
    [template, node('networkClasses: {1: ["2001:DB8::/32", 10.0.0.0/8]}')],
  );
  expect(state).toEqual({
    rootfs: { template: 'busybox-1', layout: 'image' },
    quota: { space: { soft: 2147483648, hard: 2362232012 }, inodes: { soft: 1000, hard: 1100 } },
    cgroup: {
      memory: { ram: 1073852416, swap: 1000001536 },
      guarantee: { ram: 536_924_160 },
      cpu: { units: 2000, limit: 200 },
      cpuset: { cpus: '0-3', mems: '0-1' },
      io: { bytes: 10_485_760, operations: 500, priority: 7 },
      pids: { max: 'max' },
      devices: [],
      sockets: { tcp: 'max', other: 'max' },
    },
    namespace: {
      idmap: { base: 4200000000 },
      hostname: 'web.example.org',
      nameservers: ['2001:db8::53'],
      searchdomains: ['example.org'],
      features: ['nesting'],
      devices: [],
      capabilities: [],
      netfilter: 'full',
      ubc: {
        numpty: 16,
        numfile: 524_288,
        numsiginfo: 256,
        lockedpages: 1_048_576,
        privvmpages: 268_435_456,
        shmpages: 'max',
      },
      sysctls: {},
      mounts: [],
      oomAdjust: [],
    },
    network: {
      addresses: ['10.0.0.9', '10.0.0.10', '2001:db8::2'],
      rate: [
        { class: 1, networks: ['10.0.0.0/8', '2001:db8::/32'], outgoing: 'max', incoming: 1_000_000_000 },
        { outgoing: 1_500_000, incoming: 'max' },
      ],
      netifs: [
        { name: 'eth0', mac: '00:18:51:ef:d9:34', bridge: 'br0', vlan: 10, macFilter: true },
        { name: 'eth1', mac: '02:00:00:00:00:0a', macFilter: false },
      ],
      netdevs: ['eth8', 'eth9'],
    },
    lifecycle: { state: 'running', init: ['/bin/sh', '-c', 'exit'], haltSignal: 'SIGUSR2', stopTimeout: 120 },
  });
  expect(Object.fromEntries([...origins].map(([pointer, { line, col }]) => [pointer, `${line}:${col}`]))).toEqual({
    '/rootfs/template': '5:13',
    '/namespace/hostname': '6:13',
    '/network/addresses': '7:8',
    '/namespace/nameservers': '8:16',
    '/namespace/searchdomains': '9:18',
    '/cgroup/memory/ram': '10:16',
    '/cgroup/memory/swap': '10:31',
    '/cgroup/cpuset/cpus': '11:12',
    '/cgroup/cpu/units': '12:13',
    '/cgroup/cpu/limit': '13:13',
    '/cgroup/io/bytes': '14:12',
    '/cgroup/io/operations': '15:14',
    '/cgroup/pids/max': '16:12',
    '/quota/space': '17:14',
    '/quota/inodes': '18:15',
    '/namespace/idmap/base': '19:17',
    '/lifecycle/init': '20:9',
    '/lifecycle/stopTimeout': '21:16',
    '/lifecycle/state': '22:10',
    '/namespace/features': '23:13',
    '/rootfs/layout': '24:11',
    '/cgroup/cpuset/mems': '25:13',
    '/network/rate': '26:9',
    '/namespace/ubc/numpty': '27:17',
    '/namespace/ubc/privvmpages': '27:39',
    '/namespace/ubc/lockedpages': '27:82',
    '/namespace/ubc/numsiginfo': '27:98',
    '/ubc/numpty': '27:17',
    '/ubc/privvmpages': '27:39',
    '/ubc/numflock': '27:64',
    '/ubc/lockedpages': '27:82',
    '/ubc/numsiginfo': '27:98',
    '/cgroup/io/priority': '28:11',
    '/cgroup/guarantee/ram': '29:17',
    '/network/netifs': '30:11',
    '/network/netdevs': '31:12',
  });
  expect(Object.fromEntries(spelled)).toEqual({
    '/network/netdevs': 'eth9, eth8',
    '/rootfs/template': 'tiny',
    '/network/addresses': '2001:DB8::2, 10.0.0.10, 10.0.0.9',
    '/namespace/nameservers': '2001:DB8::53',
    '/cgroup/memory/ram': '1.0001G',
    '/cgroup/memory/swap': '1GB',
    '/cgroup/cpuset/cpus': '3,0-2',
    '/cgroup/cpuset/mems': '1,0',
    '/cgroup/guarantee/ram': '50%',
    '/cgroup/cpu/limit': '50%',
    '/cgroup/io/bytes': '10M',
    '/cgroup/pids/max': 'unlimited',
    '/quota/space': '2G:2.2G',
    '/quota/inodes': '1000:1100',
    '/lifecycle/stopTimeout': '2m',
    '/namespace/ubc/numpty': '16:16',
    '/namespace/ubc/privvmpages': '65536:69632 (kept at 256M)',
    '/namespace/ubc/lockedpages': '1M',
  });
});

test('a class without networks on this node is a problem at its place', () => {
  const spec = 'ips: [10.0.0.1]\nrate: [{class: 2, outgoing: 1Mbit}]';
  const { manifests } = loadManifests(
    [container(spec), template, node('networkClasses: {1: [10.0.0.0/8]}')].map((text, i) => ({
      path: `${i}.yaml`,
      bytes: bytesOf(text),
    })),
  );
  expect(resolveDesired(manifests, host).problems).toMatchObject([
    { code: 'VZR222', origin: { line: 7, col: 18 }, hint: expect.stringContaining('which has 1') },
  ]);
});

test('a container stays the same object while neither its manifest nor the classes of its node change', () => {
  const rated = container('ips: [10.0.0.1]\nrate: [{class: 1, outgoing: 1Mbit}]');
  const load = (text: string, path: string) => loadManifests([{ path, bytes: bytesOf(text) }]).manifests;
  const [fixed, one, other] = [
    [...load(rated, 'a.yaml'), ...load(template, 'b.yaml')],
    load(node('networkClasses: {1: [10.0.0.0/8]}'), 'c.yaml'),
    load(node('networkClasses: {1: [10.0.0.0/9]}'), 'c.yaml'),
  ] as const;
  const first = (more: typeof one) => resolveDesired([...fixed, ...more], host).desired.containers[0];
  const before = first(one);
  expect(first(one)).toBe(before);
  expect(first(other)?.state.network?.rate).toMatchObject([{ networks: ['10.0.0.0/9'] }]);
});

test('a stopped container has only files, their quota and its lifecycle', () => {
  const { state, origins } = one('state: stopped\nips: [10.0.0.1]\nvswap: {ram: 1G}');
  expect(Object.keys(state)).toEqual(['rootfs', 'quota', 'lifecycle']);
  expect(origins.has('/network/addresses')).toBe(false);
});

test('init and halt signal come from the template, with their place there', () => {
  const { state, origins } = one('', [
    template.replace('}}}', '}, init: [/init], haltSignal: SIGTERM}'.replace('}, ', '}}, ')),
  ]);
  expect(state.lifecycle).toMatchObject({ init: ['/init'], haltSignal: 'SIGTERM' });
  expect(origins.get('/lifecycle/init')).toMatchObject({ path: '1.yaml', line: 4 });
  expect(origins.get('/lifecycle/haltSignal')?.path).toBe('1.yaml');
});

test.each([
  ['{busybox: {}}', 'busybox-1', 'SIGUSR2'],
  ['{directory: alpine}', 'dir-alpine', 'SIGPWR'],
  [`{tarball: {path: /a.tar, sha256: ${'ab'.repeat(32)}}}`, `sha256-${'ab'.repeat(32)}`, 'SIGPWR'],
  [
    '{debian: {suite: trixie, packages: [b, a]}}'.replace('[b, a]', '[bb, aa, bb]'),
    templateKey({ kind: 'debian', suite: 'trixie', packages: ['aa', 'bb'] }),
    'SIGRTMIN+3',
  ],
  [
    '{debian: {suite: trixie, packages: [openrc, sysvinit-core]}}',
    templateKey({ kind: 'debian', suite: 'trixie', packages: ['openrc', 'sysvinit-core'] }),
    'SIGINT',
  ],
])('the source %s has the key %s and halts on %s', (source, key, haltSignal) => {
  const { template: spec, state } = one('', [template.replace('{busybox: {}}', source)]);
  expect(spec.key).toBe(key);
  expect(key).toMatch(/^[A-Za-z0-9._-]+$/);
  expect(state.lifecycle?.haltSignal).toBe(haltSignal);
});

test('different package sets have different keys', () => {
  const key = (...packages: string[]) => templateKey({ kind: 'debian', suite: 'trixie', packages });
  expect(new Set([key(), key('aa'), key('aa', 'bb'), key('aabb')]).size).toBe(4);
  expect(key('aa', 'bb')).toBe(key('bb', 'aa'));
});

test('spec.node selects; absent means every node; containers come by ctid', () => {
  const texts = [
    container('', 'name: c, ctid: 103'),
    container('node: node1', 'name: b, ctid: 102'),
    container('node: [node2, node1]', 'name: a, ctid: 101'),
    container('node: node2', 'name: other, ctid: 104'),
    template,
  ];
  expect(resolve(texts).desired.containers.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  expect(resolve(texts, { node: 'node3', cpus: 1 }).desired.containers.map(({ name }) => name)).toEqual(['c']);
});

describe('the node', () => {
  test('without a document everything is allowed and nothing is checked', () => {
    expect(resolve([template]).desired.nodeSpec).toEqual({
      pool: { backend: 'auto' },
      addressPools: [],
      networkClasses: {},
      overcommit: {},
      protected: [],
    });
  });

  test('only the document of this host applies', () => {
    const text = node(
      'pool: {backend: btrfs, path: /srv/vz, size: 20G}\nuplink: eth0\nprotected: [102, 101, 102]\novercommit: {ram: 1.5}',
    );
    expect(resolve([template, text]).desired.nodeSpec).toEqual({
      pool: { backend: 'btrfs', path: '/srv/vz', size: 21474836480 },
      uplink: 'eth0',
      networkClasses: {},
      addressPools: [],
      overcommit: { ram: 1.5 },
      protected: [101, 102],
    });
    expect(resolve([template, text], { node: 'node2', cpus: 1 }).desired.nodeSpec.pool).toEqual({ backend: 'auto' });
  });

  test('an address outside the pools is VZR307 where it is written', () => {
    const { problems } = resolve([
      container('ips: [10.20.0.5, 10.21.0.5, "2001:db8::1"]'),
      template,
      node('addressPools: [10.20.0.0/16, "2001:db8:1::/64"]'),
    ]);
    expect(problems.map(({ code, origin }) => `${code} ${origin.path}:${origin.line}:${origin.col}`)).toEqual([
      'VZR307 0.yaml:6:20',
      'VZR307 0.yaml:6:31',
    ]);
  });
});

test('an unchanged document resolves to the same object, another machine to another', () => {
  const { manifests } = loadManifests(
    [container('cpulimit: 50%'), template].map((text, i) => ({ path: `${i}.yaml`, bytes: bytesOf(text) })),
  );
  const at = (cpus: number) => resolveDesired(manifests, { node: 'node1', cpus }).desired.containers[0];
  expect(at(4)).toBe(at(4));
  expect(at(8)?.state.cgroup?.cpu.limit).toBe(400);
});

test('the sample tree resolves for its node without problems', () => {
  const paths = readdirSync('manifests', { recursive: true, encoding: 'utf8' }).filter(isManifestPath);
  const { manifests } = loadManifests(paths.map((path) => ({ path, bytes: readFileSync(`manifests/${path}`) })));
  const { desired, problems } = resolveDesired(manifests, host);
  expect(problems).toEqual([]);
  expect(desired.containers.map(({ ctid }) => ctid)).toEqual([101, 111, 112, 201, 301, 901, 1_000_007]);
  expect(desired.nodeSpec.protected).toEqual([201]);
});

test.each([
  ['cpus: 2', 200, '200% (from cpus: 2)', 6],
  ['cpulimit: 150\ncpus: 2', 150, undefined, 6],
  ['cpulimit: 300\ncpus: 2', 200, '200% (from cpus: 2)', 7],
  ['cpus: 2\ncpulimit: 0', 200, '200% (from cpus: 2)', 6],
])('%j limits the processors to %i percent, and says by what', (text, limit, words, line) => {
  const { state, origins, spelled } = one(text);
  expect(state.cgroup?.cpu.limit).toBe(limit);
  expect(spelled.get('/cgroup/cpu/limit')).toBe(words);
  expect(origins.get('/cgroup/cpu/limit')?.line).toBe(line);
});

test('unlimited and the words on and off mean what no line, true and false do', () => {
  const words = one(
    'cpulimit: unlimited\ncpus: unlimited\niopslimit: unlimited\nfeatures: {nesting: on, fuse: on, tun: off}',
  );
  const plain = one('features: {nesting: true, fuse: true, tun: false}');
  expect(words.state).toEqual(plain.state);
  expect(plain.state.namespace).toMatchObject({ features: ['nesting'], devices: ['c:10:229:rw'] });
  expect(plain.state.cgroup).toMatchObject({ cpu: { limit: 'max' }, io: { operations: 'max' } });
  const netif = (filter: string) => one(`netifs: [{name: eth0, macFilter: ${filter}}]`).state.network?.netifs?.[0];
  expect([netif('off')?.macFilter, netif('on')?.macFilter]).toEqual([false, true]);
});

describe('how far and in which order manifests are carried out', () => {
  test('is resolved with the containers and the node, and changes no state', () => {
    const plain = one('');
    const said = one(
      'reconcile: {mode: observe, fields: {ram: warn}}\nhealth: {http: {port: 80, status: 204}, timeout: "1m", retries: 2, successThreshold: 3}',
    );
    expect(said.state).toEqual(plain.state);
    expect(said.reconcile).toEqual({ mode: 'observe', fields: { ram: 'warn' } });
    expect(said.health).toEqual({
      ...{ interval: 5, timeout: 60, retries: 2, successThreshold: 3, startPeriod: 30 },
      probe: { kind: 'http', host: '127.0.0.1', port: 80, path: '/', status: 204 },
    });
    const { nodeSpec } = resolve([
      template,
      node('rollout: {batch: 10%, pause: 1m}\nreconcile: {drift: warn}'),
    ]).desired;
    expect(nodeSpec.rollout).toEqual({ batch: { percent: 10 }, pause: 60 });
    expect(nodeSpec.reconcile).toEqual({ drift: 'warn' });
  });

  test('a canary that no container answers to is the warning VZR284 where it is written', () => {
    const { problems, desired } = resolve([container(''), template, node('rollout: {canaries: [web, "101", tier=x]}')]);
    const [{ name, ctid: id } = { name: '', ctid: 0 }] = desired.containers;
    const known = ['web', '101'].filter((written) => written === name || written === String(id));
    expect(problems.map(({ code, severity, message }) => `${code} ${severity} ${message}`)).toEqual(
      ['web', '101', 'tier=x']
        .filter((written) => !known.includes(written))
        .map((written) => `VZR284 warning the canary "${written}" is no container of this node`),
    );
  });
});
