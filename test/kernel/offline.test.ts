// A plan from a fresh snapshot beside the plan that this host prints itself: the same bytes, whatever is asked for.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { vz } from '../helpers/program.ts';
import { type ContainerSpec, manifests, nodeManifest } from '../helpers/site.ts';
import { missingTools } from '../helpers/tools.ts';
import { openProgramSite, type ProgramSite } from './program-site.ts';

const reason = missingTools();
const [A, B, C, D] = [61_801, 61_802, 61_803, 61_804];
const a: ContainerSpec = { ctid: A, ips: ['10.218.0.1'], sysctls: { 'net.core.somaxconn': 512 } };
const b: ContainerSpec = { ctid: B, mounts: [{ type: 'tmpfs', target: '/scratch', size: '4M' }] };
let site: ProgramSite;
let [snapshot, keys] = ['', ''];

beforeAll(() => {
  if (reason !== undefined) return;
  site = openProgramSite('offline', /vzr-offline|\b6180\d\b|veth6180/);
  snapshot = join(site.root.path, 'node.json');
  keys = join(site.root.path, 'keys');
  mkdirSync(join(site.root.path, 'templates', 'empty'), { recursive: true });
  site.declare({ a, b });
  expect(site.once()).toMatchObject({ code: 0 });
  writeFileSync(keys, vz('snapshot', '--public-key', '--root', site.root.path).out);
}, 120_000);
afterAll(() => site?.close());
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

type Boxes = Readonly<Record<string, ContainerSpec>>;

/** The live plan and the plan from a snapshot made just before it, in each format. */
function both(
  boxes: Boxes,
  more: readonly object[] = [],
  node: object = nodeManifest('auto'),
  options: readonly string[] = [],
) {
  writeFileSync(join(site.dir, 'all.yaml'), manifests(boxes, [node, ...more]));
  expect(vz('snapshot', '--root', site.root.path, '--out', snapshot)).toMatchObject({ code: 0, err: '' });
  const from = ['--dir', site.dir, '--against', snapshot, '--snapshot-keys', keys, ...options];
  const live = vz('--dry-run', ...site.at, ...options);
  const text = vz('--dry-run', ...from);
  expect(text.code, text.err).toBe(live.code);
  expect(text.out.replace(/^snapshot of .*\n\n/, '')).toBe(live.out);
  const markdown = vz('--dry-run', ...from, '--output', 'markdown').out;
  expect(markdown.replace(/\n<sub>.*<\/sub>\n$/, '')).toBe(
    vz('--dry-run', ...site.at, ...options, '--output', 'markdown').out,
  );
  const { snapshot: said, ...json } = JSON.parse(vz('--dry-run', ...from, '--output', 'json').out) as Record<
    string,
    unknown
  >;
  expect(said).toMatchObject({ node: hostname() });
  const liveJson = vz('--dry-run', ...site.at, ...options, '--output', 'json').out;
  expect(`${JSON.stringify(json, null, 2)}\n`).toBe(liveJson);
  return live.out;
}

/** One of this host's own. */
const ownAddress = (): string =>
  Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '192.0.2.2';

const template = (name: string, source: object): object => ({
  ...{ apiVersion: 'vzreconcile/v1alpha1', kind: 'Template', metadata: { name }, spec: { source } },
});

describe('the same bytes', () => {
  test('when nothing is to be done', () => expect(both({ a, b })).toContain('No changes.'));

  test('for live changes, restarts, creations and deletions', () => {
    const changed = { ...a, vswap: { ram: '96M', swap: 0 }, numproc: 99, hostname: 'other', cpulimit: 50 };
    const restarted = { ...b, mounts: [{ type: 'tmpfs', target: '/other', size: '4M' }] };
    const out = both({ a: changed, b: restarted, c: { ctid: C, ips: ['10.218.0.3'], cpumask: '0' } });
    expect(out).toMatch(/live[\s\S]*restart[\s\S]*create/);
    expect(both({ a })).toContain('delete');
    expect(both({ renamed: { ...a, sysctls: { 'net.core.somaxconn': 256, 'kernel.shmmax': 65536 } }, b })).toContain(
      'somaxconn',
    );
  });

  test('for labels that change, and for what a policy says of those that were applied', () => {
    const labelled = (tier: string): Boxes => ({ a: { ...a, labels: { tier } }, b });
    site.declare(labelled('db'));
    expect(site.once()).toMatchObject({ code: 0 });
    expect(both(labelled('web'))).toContain('warning: labels: tier db -> web\n');
    const verdict: object = JSON.parse('{ "then": "requireApproval" }');
    const rules = [{ name: 'db', match: { containers: { labels: { tier: 'db' } } }, ...verdict }];
    const head = { apiVersion: 'vzreconcile/v1alpha1', metadata: { name: 'house' } };
    const policy = { ...head, kind: 'Policy', spec: { rules } };
    // The hash of a deletion is also of the root that is lost.
    expect(both({ b }, [policy])).toMatch(/delete - needs approval [0-9a-f]{32} /);
    expect(both(labelled('web'), [policy])).toContain('VZR510');
    site.declare({ a, b });
    expect(site.once()).toMatchObject({ code: 0 });
  });

  test('for limits below what is used', () => {
    const out = both({ a: { ...a, vswap: { ram: '64K', swap: 0 } }, b: { ...b, diskspace: '1M' } });
    expect(out).toMatch(/refused|warning/);
  });

  test('for everything this host refuses', () => {
    const out = both(
      {
        a: { ...a, ips: [ownAddress()], devices: ['c:10:999:rw', 'c:1:1:rw', '/dev/nowhere'] },
        b: { ...b, cpumask: '0-900', sysctls: { 'net.ipv4.no_such_thing': 1 } },
        c: { ctid: C, template: 'nodir', netfilter: 'stateful', pci: ['0000:00:1f.7'] },
        d: {
          ctid: D,
          template: 'empty',
          diskinodes: 5000,
          netdevs: ['nosuch0', 'eth0'],
          netifs: [{ name: 'eth1', bridge: 'nobr0' }],
          mounts: [{ type: 'bind', source: '/etc', target: '/mnt' }],
          ubc: { numpty: 999_999 },
        },
      },
      [template('nodir', { directory: 'nosuch' }), template('empty', { directory: 'empty' })],
    );
    expect(out.match(/refused: /g)?.length).toBeGreaterThan(8);
  });

  test('for another pool, overcommit and address pools of the node', () => {
    const node = (spec: object) => ({ ...nodeManifest('auto'), spec });
    expect(both({ a, b }, [], node({ pool: { backend: 'image', size: '2G' } }))).toContain('VZR651');
    const out = both(
      { a: { ...a, vswap: { ram: '1G', swap: 0 } }, b },
      [],
      node({ pool: { backend: 'auto', size: '2G' }, overcommit: { ram: 0.01 } }),
    );
    expect(out).toContain('VZR504');
  });

  test('for what is suspended, and what was changed by hand', () => {
    expect(vz('suspend', 'a', '--reason', 'night', '--root', site.root.path)).toMatchObject({ code: 0 });
    expect(both({ a: { ...a, numproc: 77 }, b })).toContain('night');
    expect(vz('resume', 'a', '--root', site.root.path)).toMatchObject({ code: 0 });
    expect(vz('exec', 'b', '--root', site.root.path, '--', 'hostname', 'elsewhere')).toMatchObject({ code: 0 });
    expect(both({ a, b })).toMatch(/! hostname +elsewhere -> b/);
  });
});

test('what only the node can tell is a warning, and what containers have is known', () => {
  const shared = join(site.root.path, '..', 'vzr-offline-shared');
  mkdirSync(shared, { mode: 0o700, recursive: true });
  try {
    const boxes = { a, b: { ...b, mounts: [{ type: 'bind', source: shared, target: '/data' }] } };
    writeFileSync(join(site.dir, 'all.yaml'), manifests(boxes, [nodeManifest('auto')]));
    const { out } = vz('--dry-run', '--dir', site.dir, '--against', snapshot, '--snapshot-keys', keys);
    expect(out).toContain(`warning: mount /data: whether ${shared} can be shared, only the node can tell`);
    expect(site.once()).toMatchObject({ code: 0 });
    expect(both(boxes)).toContain('No changes.');
    expect(both({ ...boxes, c: { ctid: C, mounts: boxes.b.mounts } })).not.toContain('warning');
  } finally {
    site.declare({ a, b });
    site.once();
    rmSync(shared, { recursive: true });
  }
});
