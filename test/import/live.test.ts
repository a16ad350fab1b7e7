// Containers of a host as manifests: what is written of them plans to nothing on that host, and what cannot be is named.

import { describe, expect, test } from 'vitest';
import { type SimulatedHost, simulatedHost } from '../../drivers/simulated/host.ts';
import { importLive } from '../../reconciler/cli/commands/import-live.ts';
import { runnable } from '../../reconciler/plan/make.ts';
import { resolveDesired } from '../../reconciler/state/desired.ts';
import { joinFiles, loadManifests, type ParsedFile, parseFile } from '../../schema/load.ts';
import { asCtid } from '../../schema/units.ts';
import { planFor, play } from '../contract/player.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const site = (text: string): ParsedFile => parseFile('site.yaml', bytes(text));
const identity = { node: 'node7', cpus: 4 };

const head = 'apiVersion: vzreconcile/v1alpha1';
const template = (name: string, source: string): string =>
  `${head}\nkind: Template\nmetadata: {name: ${name}}\nspec: {source: ${source}}\n`;
const container = (name: string, ctid: number, spec: string): string =>
  `${head}\nkind: Container\nmetadata: {name: ${name}, ctid: ${ctid}}\nspec: {${spec}}\n`;

const web = container(
  'web',
  101,
  'template: tiny, vswap: { ram: 300M, swap: 0 }, ips: [10.0.0.1], cpumask: all, numproc: 99, features: { nesting: on }',
);
const db = container(
  'db',
  102,
  'template: tiny, cpumask: 0-1, ubc: { lockedpages: 100 }, init: [/bin/db], stopTimeout: 90',
);
const tiny = template('tiny', '{busybox: {}}');

/** A host brought to what the documents say. */
async function hostWith(...documents: string[]): Promise<SimulatedHost> {
  const host = simulatedHost();
  const { desired, problems } = resolveDesired(joinFiles([site(documents.join('---\n'))]).manifests, identity);
  expect(problems).toEqual([]);
  await play(host, await planFor(host, desired));
  return host;
}

/** What a plan of the written files would do, their templates known. */
async function planOf(
  host: SimulatedHost,
  files: readonly { readonly name: string; readonly text: string }[],
  more = '',
) {
  const loaded = loadManifests([
    ...files.map(({ name, text }) => ({ path: name, bytes: bytes(text) })),
    { path: 'more.yaml', bytes: bytes(more) },
  ]);
  expect(loaded.problems).toEqual([]);
  const { desired, problems } = resolveDesired(loaded.manifests, identity);
  expect(problems).toEqual([]);
  return planFor(host, desired);
}

describe('importing what lives', () => {
  test('writes manifests whose plan is empty', async () => {
    const host = await hostWith(tiny, web, db);
    const { files, problems } = await importLive(host, [], []);
    expect(problems).toEqual([]);
    expect(files.map(({ name }) => name)).toEqual(['template-busybox.yaml', 'web.yaml', 'db.yaml']);
    expect(runnable(await planOf(host, files))).toEqual([]);
    expect(
      files.find(({ name }) => name === 'web.yaml')?.text,
    ).toBe(`# yaml-language-server: $schema=../schema/manifest.schema.json
apiVersion: vzreconcile/v1alpha1
kind: Container
metadata: { name: web, ctid: 101 }
spec:
  template: busybox
  ips: [10.0.0.1]
  vswap: { ram: 300M, swap: 0 }
  numproc: 99
  features: { nesting: true }
`);
    expect(files.find(({ name }) => name === 'db.yaml')?.text).toContain('  cpumask: 0-1\n');
  });

  test('takes those without a manifest, and templates that have one by their names', async () => {
    const host = await hostWith(tiny, web, db);
    const { files } = await importLive(host, [site([tiny, web].join('---\n'))], []);
    expect(files.map(({ name }) => name)).toEqual(['db.yaml']);
    expect(files[0]?.text).toContain('  template: tiny\n');
    expect(runnable(await planOf(host, files, [tiny, web].join('---\n')))).toEqual([]);
    const named = await importLive(host, [site([tiny, web].join('---\n'))], ['web']);
    expect(named.files.map(({ name }) => name)).toEqual(['web.yaml']);
    await expect(importLive(host, [], ['wep'])).rejects.toThrow('there is no container wep');
  });

  test('of one that ended keeps what it had, and does not start it', async () => {
    const host = await hostWith(tiny, web);
    host.hands.killInit(asCtid(101));
    const { files, problems } = await importLive(host, [], []);
    expect(problems).toEqual([]);
    expect(files[1]?.text).toContain('  state: stopped\n');
    expect(files[1]?.text).toContain('  vswap: { ram: 300M, swap: 0 }\n');
    expect(runnable(await planOf(host, files)).filter(({ action }) => action !== 'stop')).toEqual([]);
  });

  test('writes what hands made of it, and names what nobody can write', async () => {
    const host = await hostWith(tiny, web);
    host.hands.set(asCtid(101), '/cgroup/pids/max', 77);
    host.hands.set(asCtid(101), '/cgroup/io/bytes', 'mixed');
    const { files, problems } = await importLive(host, [], []);
    expect(files[1]?.text).toContain('  numproc: 77\n');
    expect(problems.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'VZR290 iolimit is not written: somebody made the limits of reads, writes or disks differ',
      'VZR290 a plan still changes iolimit: mixed -> unlimited',
    ]);
  });

  test('tells templates by their keys as far as those tell', async () => {
    const sha256 = 'ab'.repeat(32);
    const sources = {
      debian: '{debian: { suite: trixie }}',
      more: '{debian: { suite: trixie, packages: [nginx] }}',
      tarball: `{tarball: {path: /srv/a.tar, sha256: ${sha256}}}`,
      directory: '{directory: Alpine_3}',
    };
    const names = Object.keys(sources);
    const host = await hostWith(
      ...Object.entries(sources).map(([name, source]) => template(name, source)),
      ...names.map((name, index) => container(`c${index}`, 101 + index, `template: ${name}`)),
    );
    const { files, problems } = await importLive(host, [], []);
    expect(files.filter(({ name }) => name.startsWith('template-')).map(({ name }) => name)).toEqual([
      'template-debian-trixie.yaml',
      'template-archive-abababab.yaml',
      'template-alpine-3.yaml',
    ]);
    expect(problems.map(({ code, origin }) => `${code} ${origin.path}`)).toEqual([
      'VZR291 template-debian-trixie-2.yaml',
      'VZR291 template-archive-abababab.yaml',
    ]);
    // All but the one whose template nobody can tell.
    const known = files.filter(({ name }) => name !== 'c1.yaml');
    const plan = await planOf(host, known);
    expect(plan.containers.map(({ name, action }) => `${name} ${action}`)).toEqual([
      'c0 none',
      'c1 delete',
      'c2 none',
      'c3 none',
    ]);
  });
});
