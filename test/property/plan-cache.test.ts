// The law of the cache: whatever became of tree and snapshots since it was filled, plans are those that are made without it.

import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordedHost } from '../../drivers/recorded.ts';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import { systemClock } from '../../reconciler/cli/clock.ts';
import { renderJson } from '../../reconciler/plan/render-json.ts';
import { renderText } from '../../reconciler/plan/render-text.ts';
import type { Source } from '../../reconciler/port/source.ts';
import { type BrakesRecord, brakesInMemory, noBrakes } from '../../reconciler/run/brakes-file.ts';
import { makeLoad } from '../../reconciler/run/load.ts';
import { loadForAll } from '../../reconciler/run/load-all.ts';
import { type Filled, openPlanCache, type PlanCache } from '../../reconciler/run/plan-cache.ts';
import { makeReconciler, planNow, reconcile } from '../../reconciler/run/reconcile.ts';
import { maskWith, openSigned, parseSnapshot, takeSnapshot } from '../../reconciler/run/snapshot.ts';
import type { Objects } from '../../reconciler/source/git-objects.ts';
import { listManifests } from '../../reconciler/source/git-tree.ts';
import { type NodeSnapshot, observedIn } from '../../reconciler/state/snapshot.ts';

const NODES = ['node1', 'node2'];
const key = generateKeyPairSync('ed25519').privateKey;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vzr-plan-cache-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Texts by path. */
type Tree = ReadonlyMap<string, string>;

interface World {
  readonly tree: Tree;
  readonly snapshots: readonly NodeSnapshot[];
}

const head = (kind: string, metadata: string): string =>
  `apiVersion: vzreconcile/v1alpha1\nkind: ${kind}\nmetadata: { ${metadata} }\n`;

interface Box {
  readonly name: string;
  readonly ctid: number;
  readonly node: string;
  readonly more: string;
}

const boxText = ({ name, ctid, node, more }: Box): string =>
  `${head('Container', `name: ${name}, ctid: ${ctid}`)}spec: { template: tiny${node}${more} }\n`;

const nodes = fc.constantFrom(', node: node1', ', node: node2', ', node: [node1, node2]', '');
/** `n`: of what no other container may have; 1 is on every node. */
const more = (n: number): fc.Arbitrary<string> =>
  fc.constantFrom(
    '',
    ...[
      ', vswap: { ram: 64M, swap: 0 }',
      ', vswap: { ram: 128M, swap: 64M }',
      ', profiles: [small]',
      ', profiles: [many]',
    ],
    ...[
      ', profiles: [small, big]',
      `, ips: [10.0.0.${n}]`,
      n === 1 ? '' : ', dependsOn: [ct1]',
      ', state: stopped',
      ", cpulimit: '50%'",
    ],
    ...[`, netdevs: [eth${n}]`, `, idmap: { base: ${65_536 * (1000 + n)} }`, ', diskspace: 2G'],
    ', reconcile: { mode: observe }',
  );
const boxOf = (n: number): fc.Arbitrary<Box> => {
  const [name, ctid] = [fc.constant(`ct${n}`), fc.constant(100 + n)];
  return fc.record({ name, ctid, node: n === 1 ? fc.constant('') : nodes, more: more(n) });
};
/** Any, also with what another has. */
const box = (numbers: fc.Arbitrary<number>): fc.Arbitrary<Box> =>
  fc
    .tuple(numbers.chain(boxOf), numbers.chain(more))
    .chain(([one, other]) => fc.constantFrom(one, one, { ...one, more: other }));

const shared = (ram: string, disk: string): Record<string, string> => ({
  'm/tiny.yaml': `${head('Template', 'name: tiny')}spec: { source: { busybox: {} } }\n`,
  'm/profiles.yaml': `${head('Profile', 'name: small')}spec: { vswap: { ram: ${ram}, swap: 0 } }\n---\n${head('Profile', 'name: big')}spec: { numproc: 500 }\n`,
  'm/many.yaml': `${head('Profile', 'name: many')}spec: { cpuunits: 3000 }\n`,
  'm/a/defaults.yaml': `apiVersion: vzreconcile/v1alpha1\nkind: Defaults\nspec: { diskspace: ${disk} }\n`,
  'm/node.yaml': `${head('Node', 'name: node1')}spec: { addressPools: [10.0.0.0/24] }\n`,
});

/** One container of each number, so that most of these trees are right. */
const firstTree: fc.Arbitrary<Tree> = fc
  .tuple(...Array.from({ length: 7 }, (_, n) => fc.tuple(boxOf(n + 1), fc.constantFrom('a', 'b'))))
  .map((boxes) => {
    const files = boxes.map(([one, where]) => [`m/${where}/${one.name}.yaml`, boxText(one)] as const);
    return new Map([...Object.entries(shared('96M', '1G')), ...files]);
  });

type Edit = (world: World, at: number) => World;

const onTree = (change: (tree: Map<string, string>, at: string) => void): Edit => {
  return (world, at) => {
    const tree = new Map(world.tree);
    const boxes = [...tree.keys()].filter((path) => path.includes('/ct'));
    change(tree, boxes[at % Math.max(1, boxes.length)] ?? 'm/b/ct1.yaml');
    return { ...world, tree };
  };
};
const onSnapshot = (change: (snapshot: Mutable, at: number) => void): Edit => {
  return (world, at) => ({
    ...world,
    snapshots: world.snapshots.map((one) => {
      const copy = JSON.parse(JSON.stringify(one)) as Mutable;
      change(copy, at);
      return copy as unknown as NodeSnapshot;
    }),
  });
};
// biome-ignore lint/suspicious/noExplicitAny: a document that is changed at any place.
type Mutable = Record<string, any>;

const write = (files: Record<string, string>): Edit =>
  onTree((tree) => {
    for (const [path, text] of Object.entries(files)) tree.set(path, text);
  });
const remove = (path: string): Edit => onTree((tree) => void tree.delete(path));

const changes: readonly Edit[] = [
  write({ 'm/profiles.yaml': `${head('Profile', 'name: small')}spec: { ips: [10.0.0.7] }\n` }),
  onTree((tree, path) => tree.delete(path)),
  onTree((tree, path) => {
    tree.set(path.includes('/a/') ? 'm/b/moved.yaml' : 'm/a/moved.yaml', tree.get(path) ?? '');
    tree.delete(path);
  }),
  onTree((tree, path) => tree.set(path, `# lower\n${tree.get(path)}`)),
  onTree((tree, path) =>
    tree.set(path, `${tree.get(path)}---\n${boxText({ name: 'two', ctid: 150, node: '', more: '' })}`),
  ),
  onTree((tree, path) => tree.set(path, (tree.get(path) ?? '').replace('ctid: ', 'movedFrom: [103], ctid: 2'))),
  onTree((tree, path) => tree.set(path, (tree.get(path) ?? '').replace('template: tiny', 'template: tinny'))),
  onTree((tree, path) => tree.set(path, (tree.get(path) ?? '').replace('spec: {', 'spec: { nonsense: 1,'))),
  onTree((tree, path) => tree.set(path, `${tree.get(path)}]`)),
  write(shared('80M', '1G')),
  write(shared('96M', '3G')),
  write({ 'm/b/defaults.yaml': `apiVersion: vzreconcile/v1alpha1\nkind: Defaults\nspec: { numproc: 77 }\n` }),
  write({ 'm/tiny.yaml': `${head('Template', 'name: tiny')}spec: { source: { directory: { name: x } } }\n` }),
  write({ 'm/tiny.yaml': `${head('Template', 'name: tiny')}spec: { source: { directory: x } }\n` }),
  write({ 'm/node.yaml': `${head('Node', 'name: node1')}spec: { addressPools: [10.9.0.0/24], protected: [101] }\n` }),
  write({ 'm/policy.yaml': `${head('Policy', 'name: p')}spec: { rules: [{ name: r, forbid: true, match: {} }] }\n` }),
  write({ 'm/extra.yaml': `${head('Profile', 'name: unused')}spec: { numproc: 5 }\n` }),
  write({ 'm/empty.yaml': '# nothing\n' }),
  write({ 'm/many.yaml': `${head('Profile', 'name: many')}spec: { numproc: 4 }\n` }),
  write({ 'm/more.yaml': `${head('Profile', 'name: many')}spec: { numproc: 4 }\n` }),
  write({ 'm/other.yaml': `${head('Template', 'name: other')}spec: { source: { busybox: {} } }\n` }),
  remove('m/many.yaml'),
  remove('m/profiles.yaml'),
  remove('m/tiny.yaml'),
  remove('m/a/defaults.yaml'),
  onSnapshot((snapshot) => {
    snapshot['time'] = '2026-11-26T20:00:00Z';
  }),
  onSnapshot((snapshot, at) => void snapshot['containers'].splice(at % 4, 1)),
  onSnapshot((snapshot, at) => {
    const one = snapshot['containers'][at % 3];
    if (one?.state.quota) one.state.quota.space = { soft: 4096, hard: 4096 };
  }),
  onSnapshot((snapshot, at) => {
    const one = snapshot['containers'][at % 3];
    if (one) one.undeclared = [{ name: 'memory.high', value: '1', usual: 'max' }];
  }),
  onSnapshot((snapshot) => {
    snapshot['facts'].memoryBytes = 2 ** 30;
  }),
  onSnapshot((snapshot) => {
    snapshot['facts'].cpus = 2;
  }),
  onSnapshot((snapshot) => {
    snapshot['brakes'].suspensions = [{ by: 'alice', since: '2026-11-26T15:00:00Z' }];
  }),
];

const edit: fc.Arbitrary<Edit> = fc.oneof(
  box(fc.integer({ min: 1, max: 9 })).map((one) => onTree((tree, path) => tree.set(path, boxText(one)))),
  box(fc.integer({ min: 1, max: 12 })).map((one) => onTree((tree) => tree.set('m/b/new.yaml', boxText(one)))),
  box(fc.integer({ min: 1, max: 7 })).map((one) =>
    onTree((tree, path) =>
      tree.set(path, (tree.get(path) ?? '').replace(/spec:.*/, boxText(one).split('\n')[3] ?? '')),
    ),
  ),
  fc.constantFrom(...changes),
);

const idOf = (bytes: Buffer): string => createHash('sha1').update(bytes).digest('hex');

/** The objects of a tree, as git has them; which of them were read. */
function objectsOf(tree: Tree) {
  const objects = new Map<string, { readonly type: 'blob' | 'tree'; readonly bytes: Buffer }>();
  const add = (type: 'blob' | 'tree', bytes: Buffer): string => {
    const id = idOf(Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]));
    objects.set(id, { type, bytes });
    return id;
  };
  const addTree = (files: readonly (readonly [string, string])[]): string => {
    const names = [...new Set(files.map(([path]) => path.replace(/\/.*/, '')))].sort();
    const entries = names.map((name) => {
      const own = files.find(([path]) => path === name);
      const below = files.flatMap(([path, text]) =>
        path.startsWith(`${name}/`) ? [[path.slice(name.length + 1), text] as const] : [],
      );
      const id = own === undefined ? addTree(below) : add('blob', Buffer.from(own[1]));
      return Buffer.concat([Buffer.from(`${own === undefined ? 40000 : 100644} ${name}\0`), Buffer.from(id, 'hex')]);
    });
    return add('tree', Buffer.concat(entries));
  };
  const root = addTree([...tree]);
  const read = { trees: 0 };
  const seek: Objects['info'] = async (id) => {
    const found = objects.get(id);
    return found && { id, type: found.type, size: found.bytes.length };
  };
  const contents: Objects['contents'] = async (id) => {
    const found = objects.get(id);
    if (found?.type === 'tree') read.trees += 1;
    return found && { id, type: found.type, size: found.bytes.length, bytes: found.bytes };
  };
  return { objects: { info: seek, seek, contents, renew: () => {}, close: () => {} }, root, read };
}

const same = <T>(value: T): T => value;

function sourceOf(tree: Tree) {
  const { objects, root, read: counted } = objectsOf(tree);
  const revision = { id: '1', label: 'main@1' };
  const read: Source['read'] = async (known) => {
    const { files, folders } = await listManifests({ tree: root }, 'm', objects, undefined, { known });
    const content = async (id: string) => (await objects.contents(id, 1 << 20))?.bytes ?? Buffer.alloc(0);
    return { revision, folders, files: files.map((file) => ({ ...file, content: () => content(file.id) })) };
  };
  return { read, counted };
}

/** The same without addresses of folders, as plain directories are. */
const plain = ({ read, counted }: ReturnType<typeof sourceOf>): ReturnType<typeof sourceOf> => ({
  read: async () => {
    const { folders: _, ...snapshot } = await read();
    return snapshot;
  },
  counted,
});

interface Made {
  /** Everything that is said. */
  readonly said: string;
  /** How many containers were neither read nor compared, and how many were not read. */
  readonly spared: number;
  readonly known: number;
  /** How many folders were listed. */
  readonly trees: number;
}

async function plansOf({ tree, snapshots }: World, cache?: PlanCache, source = sourceOf(tree)): Promise<Made> {
  const identities = snapshots.map(({ facts }) => ({ node: facts.node, cpus: facts.cpus }));
  const loaded = await loadForAll(source, identities, cache?.kept);
  const said: string[] = [];
  const filled: Filled[] = [];
  let spared = 0;
  for (const [i, snapshot] of snapshots.entries()) {
    const one = loaded.loads[i];
    said.push(JSON.stringify([one?.problems, one?.warnings, one?.files?.()]));
    if (one?.desired === undefined) continue;
    const { desired } = one;
    const record = snapshot.host as unknown as Parameters<typeof recordedHost>[0]['record'];
    const of = { snapshot, allowed: new Set<string>(), known: loaded.known.get(snapshot.node) ?? new Map() };
    const host = recordedHost(
      {
        record,
        facts: snapshot.facts,
        observed: observedIn(snapshot, maskWith(snapshot.salt)),
        mask: maskWith(snapshot.salt),
      },
      desired.nodeSpec,
    );
    const brakes = brakesInMemory(snapshot.brakes as unknown as BrakesRecord);
    const settled = cache?.settled(of);
    const parts = { host, load: async () => one, clock: systemClock, options: {}, parallel: 1, brakes };
    const reconciler = await makeReconciler({
      ...parts,
      ...(settled && {
        settled: (...given: Parameters<typeof settled>) => {
          const found = settled(...given);
          spared += found.size;
          return found;
        },
      }),
      wall: () => 0,
      remember: async () => {},
    });
    const { plan } = await planNow(reconciler);
    if (plan === undefined) throw new Error('no plan');
    said.push(renderText(plan), renderJson(plan));
    filled.push({ ...of, desired, plan });
  }
  if (filled.length === snapshots.length) await cache?.fill(loaded, filled);
  const known = filled.reduce((sum, one) => sum + one.known.size, 0);
  return { said: said.join('\n'), spared, known, trees: source.counted.trees };
}

async function snapshotsAfter(tree: Tree): Promise<readonly NodeSnapshot[]> {
  const taken = NODES.map(async (node) => {
    const host = simulatedHost({ facts: { node } });
    const load = makeLoad(sourceOf(tree), { node, cpus: 4 });
    const parts = { host, load, clock: systemClock, options: { yes: true }, parallel: 8, remember: async () => {} };
    const never = new AbortController().signal;
    await reconcile(await makeReconciler(parts), { stop: never, drain: never });
    const text = await takeSnapshot({ host, brakes: noBrakes, key, program: '0', now: new Date(0) });
    return parseSnapshot(openSigned(Buffer.from(text)) as Exclude<ReturnType<typeof openSigned>, string>);
  });
  return Promise.all(taken);
}

test('plans with a cache are plans without it', { timeout: 60_000 }, async () => {
  const counts = { runs: 0, spared: 0, plain: 0 };
  const steps = fc.array(fc.tuple(edit, fc.nat(20)), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(firstTree, steps, fc.constantFrom(same, same, plain), async (tree, edits, sources) => {
      rmSync(folder, { recursive: true, force: true });
      const open = () => openPlanCache({ folder, key: 'k'.repeat(32), program: 'p', nodes: NODES });
      const first: World = { tree, snapshots: await snapshotsAfter(tree) };
      await plansOf(first, await open(), sources(sourceOf(tree)));
      let world = first;
      for (const [change, at] of edits) {
        world = change(world, at);
        const { said, spared } = await plansOf(world, await open(), sources(sourceOf(world.tree)));
        expect(said).toBe((await plansOf(world)).said);
        counts.runs += 1;
        if (spared > 0) counts.spared += 1;
        if (said.includes('"severity":"error"')) counts.plain += 1;
      }
    }),
    { numRuns: 60 },
  );
  // It is used, and there is something wrong in a part of the trees.
  expect(counts.spared).toBeGreaterThan(counts.runs / 4);
  expect(counts.plain).toBeGreaterThan(counts.runs / 20);
});

test('each single change to a tree and its snapshots, at each place', { timeout: 60_000 }, async () => {
  const all = [
    '',
    ', profiles: [small]',
    ', ips: [10.0.0.7]',
    ', dependsOn: [ct1]',
    ', netdevs: [eth7]',
    ', diskspace: 2G',
    ", cpulimit: '50%'",
  ];
  const boxes = all.map((one, i) => ({
    name: `ct${i + 1}`,
    ctid: 101 + i,
    node: i % 3 === 1 ? ', node: node2' : '',
    more: one,
  }));
  const files = boxes.map((one, i) => [`m/${i % 2 ? 'a' : 'b'}/${one.name}.yaml`, boxText(one)] as const);
  const tree = new Map([...Object.entries(shared('96M', '1G')), ...files]);
  const first: World = { tree, snapshots: await snapshotsAfter(tree) };
  rmSync(folder, { recursive: true, force: true });
  const open = () => openPlanCache({ folder, key: 'k'.repeat(32), program: 'p', nodes: NODES });
  await plansOf(first, await open());
  const again = await plansOf(first, await open());
  expect(again.spared).toBeGreaterThan(8);
  // The root, which is above the folder of the manifests.
  expect(again.trees).toBe(1);
  const cache = await open();
  for (const [number, change] of changes.entries())
    for (let at = 0; at < all.length; at += 1) {
      const both = change(first, at);
      // Of one node alone, too: what the other's containers are is not resolved then.
      for (const world of [both, { ...both, snapshots: both.snapshots.slice(0, 1) }]) {
        const { said } = await plansOf(world, { ...cache, fill: async () => {} });
        expect(said, `change ${number} at ${at}`).toBe((await plansOf(world)).said);
      }
    }
});

test('what a new file in a folder of its own has to do with files of known folders is told', async () => {
  const metadata = (more: string): string => head('Container', more);
  const files = Object.entries({
    ...shared('96M', '1G'),
    'm/a/ct1.yaml': `${metadata('name: ct1, ctid: 101')}spec: { template: tiny, ips: [10.0.0.7], profiles: [small] }\n`,
    'm/a/ct2.yaml': `${metadata('name: ct2, ctid: 102')}spec: { template: tiny, cpulimit: 50 }\n`,
    'm/d/ct3.yaml': `${metadata('name: ct3, ctid: 103, movedFrom: [203]')}spec: { template: tiny, dependsOn: [ct1] }\n`,
    'm/d/ct4.yaml': `${metadata('name: ct4, ctid: 104')}spec: { template: tiny, idmap: { base: ${65_536 * 5000} } }\n`,
    'm/e/ct5.yaml': `${metadata('name: ct5, ctid: 105')}spec: { template: tiny, netifs: [{ name: eth0, mac: '02:00:00:00:00:05', bridge: br0 }] }\n`,
  });
  const tree: Tree = new Map(files);
  const first: World = { tree, snapshots: await snapshotsAfter(tree) };
  rmSync(folder, { recursive: true, force: true });
  const open = () => openPlanCache({ folder, key: 'k'.repeat(32), program: 'p', nodes: NODES });
  await plansOf(first, await open());
  expect((await plansOf(first, await open())).trees).toBe(1);
  const news = [
    ...([`${metadata('name: ct2, ctid: 300')}spec: { template: tiny }`, 'another container is called ct2'] as const),
    ...([`${metadata('name: new, ctid: 102')}spec: { template: tiny }`, 'another container has the ctid 102'] as const),
    ...([`${metadata('name: new, ctid: 300')}spec: { template: tiny, ips: [10.0.0.7] }`, '10.0.0.7 is taken'] as const),
    ...([`${metadata('name: new, ctid: 203')}spec: { template: tiny }`, 'the ctid 203'] as const),
    ...([`${metadata('name: new, ctid: 300, movedFrom: [105]')}spec: { template: tiny }`, 'the ctid 105'] as const),
    ...([
      `${metadata('name: new, ctid: 300')}spec: { template: tiny, idmap: { base: ${65_536 * 102 + 9} } }`,
      'ct2',
    ] as const),
    ...([`${metadata('name: new, ctid: 5000')}spec: { template: tiny }`, 'ct4'] as const),
    ...([`${metadata('name: new, ctid: 300')}spec: { template: tiny, dependsOn: [ct9] }`, 'ct9'] as const),
    ...([
      `${metadata('name: new, ctid: 300')}spec: { template: tiny, netifs: [{ name: eth0, mac: '02:00:00:00:00:05', bridge: br0 }] }`,
      '02:00:00:00:00:05 is taken',
    ] as const),
  ];
  for (let i = 0; i < news.length; i += 2) {
    const world = { ...first, tree: new Map([...tree, ['m/new/new.yaml', `${news[i]}\n`] as const]) };
    const { said } = await plansOf(world, { ...(await open()), fill: async () => {} });
    expect(said, news[i]).toBe((await plansOf(world)).said);
    expect(said, news[i]).toContain(news[i + 1]);
  }
});

test('what another Profile, Defaults, Template or Node is not behind is known all the same', async () => {
  const boxes = [
    { name: 'ct1', ctid: 101, node: ', node: node1', more: ', profiles: [small]' },
    { name: 'ct2', ctid: 102, node: ', node: node1', more: ', profiles: [many]' },
    { name: 'ct3', ctid: 103, node: ', node: node2', more: '' },
    { name: 'ct4', ctid: 104, node: ', node: node2', more: '' },
  ];
  const files = boxes.map((one, i) => [`m/${i % 2 ? 'a' : 'b'}/${one.name}.yaml`, boxText(one)] as const);
  const other = `${head('Container', 'name: ct5, ctid: 105')}spec: { template: other, node: node2 }\n`;
  const template = (source: string): Record<string, string> => ({
    'm/other.yaml': `${head('Template', 'name: other')}spec: { source: ${source} }\n`,
  });
  const tree = new Map([
    ...Object.entries({ ...shared('96M', '1G'), ...template('{ busybox: {} }') }),
    ...[...files, ['m/c/ct5.yaml', other] as const],
  ]);
  const first: World = { tree, snapshots: await snapshotsAfter(tree) };
  rmSync(folder, { recursive: true, force: true });
  const open = () => openPlanCache({ folder, key: 'k'.repeat(32), program: 'p', nodes: NODES });
  await plansOf(first, await open());
  const spared = async (change: Edit, sources: typeof plain = same): Promise<number> => {
    const world = change(first, 0);
    const { said, known } = await plansOf(
      world,
      { ...(await open()), fill: async () => {} },
      sources(sourceOf(world.tree)),
    );
    expect(said).toBe((await plansOf(world)).said);
    return known;
  };
  expect(await spared(same)).toBe(5);
  for (const sources of [same, plain]) {
    const profile = write({ 'm/many.yaml': `${head('Profile', 'name: many')}spec: { cpuunits: 4000 }\n` });
    expect(await spared(profile, sources)).toBe(4);
    expect(await spared(write({ 'm/a/defaults.yaml': shared('96M', '3G')['m/a/defaults.yaml'] ?? '' }), sources)).toBe(
      3,
    );
    expect(await spared(write(template('{ directory: x }')), sources)).toBe(4);
    expect(await spared(write({ 'm/node.yaml': `${head('Node', 'name: node1')}spec: {}\n` }), sources)).toBe(3);
  }
});
