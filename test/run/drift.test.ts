// What hands changed as edits of the manifests: on the host in memory, with a plan that is empty when they are merged.

import { describe, expect, test } from 'vitest';
import { type SimulatedHost, simulatedHost } from '../../drivers/simulated/host.ts';
import { unifiedDiff } from '../../reconciler/import/unified-diff.ts';
import { runnable } from '../../reconciler/plan/make.ts';
import type { Json } from '../../reconciler/plan/plan.ts';
import { type FoundDrift, findDrift, sentence } from '../../reconciler/run/drift.ts';
import { resolveDesired } from '../../reconciler/state/desired.ts';
import type { Desired } from '../../reconciler/state/model.ts';
import { loadManifests } from '../../schema/load.ts';
import { asCtid } from '../../schema/units.ts';
import { planFor, play } from '../contract/player.ts';

const head = 'apiVersion: vzreconcile/v1alpha1';
const tiny = `${head}\nkind: Template\nmetadata: { name: tiny }\nspec: { source: { busybox: {} } }\n`;
const web = `# The shop
${head}
kind: Container
metadata:
  name: web
  ctid: 101
spec:
  template: tiny
  vswap: { ram: 64M, swap: 0 } # small
  # who may come in
  ips:
    - 10.0.0.1 # old
    - 10.0.0.2
  cpus: 2
  ubc:
    numproc: 64
`;
type Files = ReadonlyMap<string, string>;
const site = (text = web, more = ''): Files =>
  new Map([
    ['m/web.yaml', text],
    ['m/tiny.yaml', tiny],
    ['m/more.yaml', more],
  ]);

function desiredOf(files: Files): Desired {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const loaded = loadManifests([...files].map(([path, text]) => ({ path, bytes: bytes(text) })));
  expect(loaded.problems).toEqual([]);
  return resolveDesired(loaded.manifests, { node: 'node7', cpus: 4 }).desired;
}

async function hostOf(files: Files): Promise<SimulatedHost> {
  const host = simulatedHost();
  await play(host, await planFor(host, desiredOf(files)));
  return host;
}

/** What is found after hands were at it, and the lines it changes. */
async function handled(files: Files, hands: Readonly<Record<string, Json>>) {
  const host = await hostOf(files);
  for (const [pointer, value] of Object.entries(hands)) host.hands.set(asCtid(101), pointer, value);
  const found = await findDrift(host, desiredOf(files), files);
  const merged = new Map([...files, ...found.edited]);
  const left = runnable(await planFor(host, desiredOf(merged)));
  return { found, left, lines: linesOf(files, found) };
}

const linesOf = (files: Files, { edited }: FoundDrift): readonly string[] =>
  [...edited].flatMap(([path, text]) =>
    unifiedDiff(path, files.get(path) ?? '', text)
      .split('\n')
      .filter((line) => /^[-+](?![-+])/.test(line)),
  );

describe('drift', () => {
  test.each<[string, Readonly<Record<string, Json>>, readonly string[]]>([
    [
      'a value where it is written',
      { '/cgroup/memory/ram': 96 * 1024 ** 2 },
      ['-  vswap: { ram: 64M, swap: 0 } # small', '+  vswap: { ram: 96M, swap: 0 } # small'],
    ],
    ['a field that is not', { '/cgroup/cpu/units': 500 }, ['+  cpuunits: 500']],
    ['a list', { '/network/addresses': ['10.0.0.2', '10.0.0.3'] }, ['-    - 10.0.0.1 # old', '+    - 10.0.0.3']],
    [
      'a field that is written under another name',
      { '/cgroup/pids/max': 99 },
      ['-  ubc:', '-    numproc: 64', '+  numproc: 99'],
    ],
    ['a limit that another field says', { '/cgroup/cpu/limit': 350 }, ['-  cpus: 2', '+  cpulimit: 350']],
    ['a setting', { '/namespace/oomAdjust': [{ command: '*', adjust: 5 }] }, ['+  oomAdjust: 5']],
  ])('of %s becomes an edit, after which there is nothing to correct', async (_what, hands, expected) => {
    const { found, left, lines } = await handled(site(), hands);
    expect(found.unsaid).toEqual([]);
    expect([...lines].sort()).toEqual([...expected].sort());
    expect(left).toEqual([]);
  });

  test('of nothing is none', async () => {
    const { found, lines } = await handled(site(), {});
    expect(found).toEqual({ drifts: [], edited: new Map(), unsaid: [] });
    expect(lines).toEqual([]);
  });

  test('of what a profile says is written into the container itself', async () => {
    const profile = `${head}\nkind: Profile\nmetadata: { name: small }\nspec: { numproc: 50, cpuunits: 700 }\n`;
    const own = web
      .replace('template: tiny', 'template: tiny\n  profiles: [small]')
      .replace('  ubc:\n    numproc: 64\n', '');
    const { found, left, lines } = await handled(site(own, profile), { '/cgroup/pids/max': 77 });
    expect(found.unsaid).toEqual([]);
    expect(lines).toEqual(['+  numproc: 77']);
    expect(left).toEqual([]);
  });

  test('that no manifest says is named, and the rest of it written', async () => {
    const { found, lines } = await handled(site(), { '/cgroup/io/bytes': 'mixed', '/cgroup/cpu/units': 500 });
    expect(found.unsaid).toEqual([
      'web: iolimit is not written: somebody made the limits of reads, writes or disks differ',
      'web: iolimit would still be corrected',
    ]);
    expect(lines).toEqual(['+  cpuunits: 500']);
  });

  test('is not what a commit asks for', async () => {
    const files = site();
    const host = await hostOf(files);
    const newer = site(web.replace('ram: 64M', 'ram: 128M'));
    host.hands.set(asCtid(101), '/cgroup/cpu/units', 500);
    const found = await findDrift(host, desiredOf(newer), newer);
    expect(found.drifts.flatMap(({ changes }) => changes.map(sentence))).toEqual(['cpuunits 1000 -> 500']);
    expect(linesOf(newer, found)).toEqual(['+  cpuunits: 500']);
  });
});
