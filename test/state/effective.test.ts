// Effective manifests: documents that say the same without profiles and defaults.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resolveDesired } from '../../reconciler/state/desired.ts';
import { effectiveManifests } from '../../reconciler/state/effective.ts';
import { isManifestPath, loadManifests, type ManifestFile } from '../../schema/load.ts';
import { writeManifests } from '../../schema/write.ts';
import { bytesOf, container, template } from '../schema/marked.ts';

const sample = readdirSync('manifests', { recursive: true, encoding: 'utf8' })
  .filter(isManifestPath)
  .map((path): ManifestFile => ({ path, bytes: readFileSync(`manifests/${path}`) }));
const identity = { node: 'node1', cpus: 4 };

function effective(files: readonly ManifestFile[], node = 'node1') {
  const { manifests, problems } = loadManifests(files);
  expect(problems).toEqual([]);
  const { desired } = resolveDesired(manifests, identity);
  return { all: effectiveManifests(manifests, node), desired };
}

const write = (files: readonly ManifestFile[]): string =>
  writeManifests(effective(files).all.map(({ value }) => ({ value })));

test('say the same as the documents they come from, and rendered again are the same bytes', () => {
  const text = write(sample);
  const again = [{ path: 'all.yaml', bytes: bytesOf(text) }];
  const states = (files: readonly ManifestFile[]) => effective(files).desired.containers.map(({ state }) => state);
  expect(states(again)).toEqual(states(sample));
  expect(write(again)).toBe(text);
  expect(text).not.toMatch(/profiles|Defaults/);
});

test('do not depend on the order of the files', () => {
  expect(write([...sample].reverse())).toBe(write(sample));
});

test('with places read as the same values', () => {
  const { all } = effective(sample);
  const beside = all.map(({ value, origin, originAt }) => ({
    value,
    head: [origin.path],
    beside: (path: readonly (string | number)[]) => `${originAt(path).path}:${originAt(path).line}`,
  }));
  const text = writeManifests(beside);
  expect(write([{ path: 'all.yaml', bytes: bytesOf(text) }])).toBe(write(sample));
  expect(text).toMatch(/^ {2}cpumask: 0-1 # profiles\/web\.yaml:10$/m);
  expect(text).toMatch(/^ {4}- 10\.20\.0\.101 # containers\/defaults\.yaml:6$/m);
});

test('are those of one node, with the templates that its containers use', () => {
  const files = [
    { path: 'a.yaml', bytes: bytesOf(container('node: node1')) },
    { path: 'b.yaml', bytes: bytesOf(container('node: node2', 'name: b, ctid: 102').replace('tiny', 'other')) },
    { path: 't.yaml', bytes: bytesOf(template) },
    { path: 'u.yaml', bytes: bytesOf(template.replace('tiny', 'other')) },
  ];
  expect(effective(files, 'node2').all.map(({ kind, name }) => `${kind}/${name}`)).toEqual([
    'Template/other',
    'Container/b',
  ]);
});

test('do not show keys', () => {
  const key = '1f000000-00000000-00000000-00000001';
  const spec = `sysctls: {net.ipv4.tcp_fastopen_key: ${key}, net.ipv4.ip_forward: 1}`;
  const text = write([
    { path: 'a.yaml', bytes: bytesOf(container(spec)) },
    { path: 't.yaml', bytes: bytesOf(template) },
  ]);
  expect(text).toContain('net.ipv4.ip_forward: 1');
  expect(text).toContain('net.ipv4.tcp_fastopen_key: (secret)');
  expect(text).not.toContain(key);
});

test('do not show what looks like a secret in the questions for health', () => {
  const asked = [
    `health: {exec: {command: [/bin/check, --password, hush1, 'TOKEN=hush2', --fast]}}`,
    `health: {http: {port: 80, path: '/h?token=hush3&deep=1'}}`,
  ];
  for (const spec of asked) {
    const text = write([
      { path: 'a.yaml', bytes: bytesOf(container(spec)) },
      { path: 't.yaml', bytes: bytesOf(template) },
    ]);
    expect(text).toMatch(/--fast|deep=1/);
    expect(text).not.toContain('hush');
  }
});
