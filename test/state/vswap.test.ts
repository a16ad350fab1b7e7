// The values OpenVZ derives from VSwap, by the formulas of vzctl src/lib/ub.c (fill_vswap_ub), and where a state has them.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resolveDesired } from '../../reconciler/state/desired.ts';
import type { DesiredContainer } from '../../reconciler/state/model.ts';
import { derivedFromVswap } from '../../reconciler/state/vswap.ts';
import { loadManifests } from '../../schema/load.ts';
import { asBytes } from '../../schema/units.ts';
import { bytesOf, container, template } from '../schema/marked.ts';

function resolved(spec: string): DesiredContainer {
  const texts = [container(spec), template];
  const { manifests, problems } = loadManifests(texts.map((text, i) => ({ path: `${i}.yaml`, bytes: bytesOf(text) })));
  expect(problems).toEqual([]);
  const [first] = resolveDesired(manifests, { node: 'node1', cpus: 4 }).desired.containers;
  if (first === undefined) throw new Error('no container');
  return first;
}

const spelled = (spec: string): ReadonlyMap<string, string> => resolved(spec).spelled;

/** What a container's processes are held to, and how a plan says it. */
function ubcOf(spec: string) {
  const { state, spelled: said, origins } = resolved(spec);
  const pointer = '/namespace/ubc/privvmpages';
  return { ...state.namespace?.ubc, said: said.get(pointer), line: origins.get(pointer)?.line };
}

const MIB = 1024 * 1024;

test('vswap-256m: guarantees', () => {
  expect(derivedFromVswap({ ram: asBytes(256 * MIB), swap: asBytes(512 * MIB) })).toEqual({
    oomguarpages: { barrier: 65_536, limit: 'max', from: 'vswap.ram' },
    vmguarpages: { barrier: 196_608, limit: 'max', from: 'vswap.ram + vswap.swap' },
  });
});

test('in whole pages, never less than the bytes; without limits there is nothing to derive', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 30), fc.nat(2 ** 30), (ram, swap) => {
      const { oomguarpages, vmguarpages } = derivedFromVswap({ ram: asBytes(ram), swap: asBytes(swap) });
      for (const [pages, bytes] of [
        [oomguarpages?.barrier, ram],
        [vmguarpages?.barrier, ram + swap],
      ] as const) {
        expect(Number(pages) * 4096).toBeGreaterThanOrEqual(bytes);
        expect(Number(pages) * 4096 - bytes).toBeLessThan(4096);
      }
    }),
  );
  expect(derivedFromVswap({ ram: asBytes(4096), swap: 'max' }).vmguarpages?.barrier).toBe('max');
  expect(derivedFromVswap({ ram: 'max', swap: asBytes(0) })).toEqual({});
});

test.each([
  ['vmOvercommit: 1.5', 1152 * MIB, '1152M (derived from vswap.ram + vswap.swap, vmOvercommit: 1.5)', 6],
  ['vmOvercommit: 1.5\nvswap: {ram: 100M, swap: 0}', 150 * MIB, expect.stringContaining('150M (derived from'), 6],
  ['vswap: {ram: 1G, swap: 1G}\nvmOvercommit: 0.5', 1024 * MIB, expect.stringContaining('1G (derived from'), 7],
  ['ubc: {physpages: "0:25600", swappages: "0:25600"}\nvmOvercommit: 2', 400 * MIB, expect.stringContaining('400M'), 7],
  // Whole pages: 4096 + 4096 bytes, times 100.0001, are a byte more than 200 of them.
  ['vswap: {ram: 4K, swap: 4K}\nvmOvercommit: 100.0001', 201 * 4096, expect.stringContaining('804K'), 7],
  ['vmOvercommit: 0', 'max', undefined, undefined],
  ['', 'max', undefined, undefined],
])('%j derives privvmpages, (ram + swap) * vmOvercommit', (spec, privvmpages, said, line) => {
  expect(ubcOf(spec)).toMatchObject({ privvmpages });
  expect([ubcOf(spec).said, ubcOf(spec).line]).toEqual([said, line]);
});

test('lockedpages does not follow ram: a change of ram is live, and to raise it may take a restart', () => {
  expect([ubcOf('vswap: {ram: 1G}').lockedpages, ubcOf('vswap: {ram: 16M}').lockedpages]).toEqual([64 * MIB, 64 * MIB]);
});

test.each([
  ['privvmpages: 65536', 'privvmpages', undefined],
  ['privvmpages: 256M', 'privvmpages', '256M'],
  ['numpty: "16:32"', 'numpty', '16:32 (kept at 16)'],
  ['numfile: "64:unlimited"', 'numfile', '64:unlimited (kept at 64)'],
])('a plan says of %j what is kept', (ubc, name, said) => {
  expect(spelled(`ubc: {${ubc}}`).get(`/namespace/ubc/${name}`)).toBe(said);
});

test('of physpages and swappages the limit is kept', () => {
  const said = spelled('ubc: {physpages: "0:65536", swappages: "0:512M"}');
  expect(said.get('/cgroup/memory/ram')).toBe('0:65536 (kept at 256M)');
  expect(said.get('/cgroup/memory/swap')).toBe('0:512M (kept at 512M)');
});
