// Turns as properties: what lets a node go is a good word of everybody before it, and nothing else.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  heldBy,
  heldWords,
  isStopped,
  soakOf,
  stageWords,
  turnOf,
  withoutSkipped,
} from '../../reconciler/plan/fleet.ts';
import { resolveDesired } from '../../reconciler/state/desired.ts';
import type { FleetStage, Heard, NodeRollout } from '../../reconciler/state/fleet.ts';
import { lonelyNames } from '../../reconciler/state/resolve-fleet.ts';
import { loadManifests } from '../../schema/load.ts';

const origin = { path: 'a.yaml', line: 1, col: 1 };
const report = (revision: string, verdict: 'trying' | 'healthy' | 'bad', lasted: number): Heard => ({
  lasted,
  report: {
    ...{ formatVersion: '1.0', kind: 'NodeReport', node: '', revision, label: revision, verdict },
    ...{ since: '2026-01-01T00:00:00Z', time: '2026-01-01T00:00:00Z' },
  },
});
const heards = fc.oneof(
  fc.constant<Heard>({ none: 'no report' }),
  fc
    .tuple(fc.constantFrom('new', 'old'), fc.constantFrom('trying' as const, 'healthy' as const), fc.nat(100))
    .map((all) => report(...all)),
);
const stages = fc
  .array(
    fc.record({
      size: fc.integer({ min: 1, max: 4 }),
      soak: fc.nat(50),
      limit: fc.option(fc.integer({ min: 1, max: 3 })),
    }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((all): FleetStage[] =>
    all.map(({ size, soak, limit }, stage) => ({
      nodes: Array.from({ length: size }, (_, i) => `s${stage}n${i}`),
      soak,
      ...(limit !== null && { maxUnavailable: limit }),
    })),
  );
const isGood = (heard: Heard | undefined, soak: number): boolean =>
  heard !== undefined &&
  'report' in heard &&
  heard.report.revision === 'new' &&
  heard.report.verdict === 'healthy' &&
  heard.lasted >= soak;

const cases = stages.chain((all) => {
  const nodes = all.flatMap((stage) => stage.nodes);
  return fc.record({
    all: fc.constant(all),
    at: fc.nat(all.length - 1),
    place: fc.nat(3),
    heard: fc
      .array(heards, { minLength: nodes.length, maxLength: nodes.length })
      .map((list) => new Map(nodes.map((node, i) => [node, list[i] as Heard]))),
  });
});
const rolloutOf = (all: readonly FleetStage[], at: number): NodeRollout => ({
  name: 'fleet',
  origin,
  stages: all,
  at,
  timeout: 60,
});

test('a node goes exactly when all before it are good, and in its stage no more than may be are under way', () => {
  fc.assert(
    fc.property(cases, ({ all, at, place, heard }) => {
      const own = all[at] as FleetStage;
      const node = own.nodes[place % own.nodes.length] as string;
      const turn = turnOf([rolloutOf(all, at)], node, 'new', (peer) => heard.get(peer) ?? { none: 'no report' });
      const before = all
        .slice(0, at)
        .every((stage) => stage.nodes.every((peer) => isGood(heard.get(peer), stage.soak)));
      const beside = own.nodes.slice(0, own.nodes.indexOf(node)).filter((peer) => !isGood(heard.get(peer), 0)).length;
      expect(turn === undefined).toBe(before && beside < (own.maxUnavailable ?? Number.POSITIVE_INFINITY));
      expect(turn?.code ?? 'VZR580').toBe('VZR580');
    }),
  );
});

test('one bad word of somebody before it, or beside it, stops it, and one of those after it does not', () => {
  fc.assert(
    fc.property(cases, fc.nat(20), ({ all, at, place, heard }, pick) => {
      const own = all[at] as FleetStage;
      const node = own.nodes[place % own.nodes.length] as string;
      const others = all
        .flatMap((stage, stageAt) => stage.nodes.map((peer) => ({ peer, stageAt })))
        .filter(({ peer }) => peer !== node);
      fc.pre(others.length > 0);
      const { peer: villain, stageAt } = others[pick % others.length] as (typeof others)[number];
      const hear = (peer: string): Heard => (peer === villain ? report('new', 'bad', 5) : (heard.get(peer) as Heard));
      expect(turnOf([rolloutOf(all, at)], node, 'new', hear)?.code === 'VZR581').toBe(stageAt <= at);
    }),
  );
});

test('waiting is called stopped after the timeout, and all of it is said in words', () => {
  const rollout = rolloutOf(
    [
      { nodes: ['a'], soak: 600 },
      { nodes: ['b'], soak: 0, maxUnavailable: 1 },
    ],
    1,
  );
  const turn = turnOf([rollout], 'b', 'new', () => report('old', 'healthy', 5));
  if (turn === undefined) throw new Error('it went');
  const about = { revision: 'new', label: 'main@new', since: '2026-01-01T00:00:00Z', at: 'main@old' };
  expect(isStopped(heldBy(turn, about, 59))).toBe(false);
  const late = heldBy(turn, about, 60);
  expect(isStopped(late)).toBe(true);
  expect(heldWords(late)).toBe(
    'main@new is held back since 2026-01-01T00:00:00Z: VZR582: rollout fleet, stage 2 of 2: waits for a (at old, healthy); for more than 1m; stays at main@old',
  );
  expect(stageWords([rollout], 'b')).toEqual(['rollout fleet: stage 2 of 2, after a (soak 10m), 1 at a time']);
  expect(soakOf([rollout, { ...rollout, at: 0 }])).toBe(600);
});

const head = (kind: string, name: string): string =>
  `---\napiVersion: vzreconcile/v1alpha1\nkind: ${kind}\nmetadata: {name: ${name}}\n`;
const load = (text: string) => loadManifests([{ path: 'a.yaml', bytes: Buffer.from(text) }]);
const nodes = ['n2', 'n1', 'db1'].map((name) => `${head('Node', name)}spec: {}\n`).join('');

test('a node is in the first stage that names it; patterns stand for Node documents, and for nobody they are a problem', () => {
  const text = `${nodes}${head('Rollout', 'fleet')}spec:\n  stages: [{nodes: [far, n1], soak: 90}, {nodes: ["n*"], maxUnavailable: 2}, {nodes: ["*"]}]\n`;
  const { manifests, problems } = load(text);
  expect(problems).toEqual([]);
  const of = (node: string) => resolveDesired(manifests, { node, cpus: 1 }).desired.rollouts?.[0];
  expect(of('n2')?.stages).toEqual([
    { nodes: ['far', 'n1'], soak: 90 },
    { nodes: ['n2'], soak: 0, maxUnavailable: 2 },
    { nodes: ['db1'], soak: 0 },
  ]);
  expect(['far', 'n1', 'n2', 'db1'].map((node) => of(node)?.at)).toEqual([0, 0, 1, 2]);
  expect(lonelyNames(manifests)).toEqual([]);
  const wrong = load(text.replace('"n*"', '"web-*"')).manifests;
  expect(lonelyNames(wrong)).toMatchObject([{ code: 'VZR576', origin: { line: 21, col: 51 } }]);
  expect(load(text.replace('soak: 90', 'soak: 2 hours')).problems).toMatchObject([
    { code: 'VZR206', origin: { line: 21 } },
  ]);
});

test('nodes that are skipped are neither waited for nor listened to, also by what the one before says', () => {
  fc.assert(
    fc.property(cases, fc.nat(20), ({ all, at, place, heard }, pick) => {
      const own = all[at] as FleetStage;
      const node = own.nodes[place % own.nodes.length] as string;
      const others = all.flatMap((stage) => stage.nodes).filter((peer) => peer !== node);
      fc.pre(others.length > 0);
      const gone = others[pick % others.length] as string;
      const before = rolloutOf(all, at);
      const newest = { ...before, skip: [gone] };
      const hear = (peer: string): Heard => heard.get(peer) as Heard;
      const dead = (peer: string): Heard => (peer === gone ? { none: 'no report' } : hear(peer));
      const well = (peer: string): Heard => (peer === gone ? report('new', 'healthy', 1e6) : hear(peer));
      const bad = (peer: string): Heard => (peer === gone ? report('new', 'bad', 5) : hear(peer));
      const rollouts = withoutSkipped([newest, before], [newest], node);
      const turn = (hearing: (peer: string) => Heard) => turnOf(rollouts, node, 'new', hearing);
      expect([turn(dead), turn(bad)]).toEqual([turn(well), turn(well)]);
      expect(turn(dead)?.reason ?? '').not.toContain(gone);
      // As if it were well, but that in a stage with a limit it has no place either.
      if (own.maxUnavailable === undefined || !own.nodes.includes(gone))
        expect(turn(dead)).toEqual(turnOf([before], node, 'new', well));
      // Of another rollout nothing is taken away.
      const other = { ...newest, name: 'other' };
      expect(withoutSkipped([before], [other], node)).toEqual([before]);
      expect(withoutSkipped([before], [{ ...before, skip: [node] }], node)).toEqual([before]);
    }),
  );
});

test('skip is read, told in plans, and refused where it names nobody', () => {
  const text = `${nodes}${head('Rollout', 'fleet')}spec:\n  stages: [{nodes: [n1], soak: 90}, {nodes: ["*"]}]\n  skip: [n1, gone]\n`;
  const { manifests, problems } = load(text);
  expect(problems).toEqual([]);
  const { desired } = resolveDesired(manifests, { node: 'n2', cpus: 1 });
  expect(stageWords(desired.rollouts ?? [], 'n2')).toEqual(['rollout fleet: stage 2 of 2, first, without gone, n1']);
  expect(lonelyNames(manifests)).toEqual([]);
  const wrong = load(text.replace('["*"]', '[n2]')).manifests;
  expect(lonelyNames(wrong)).toMatchObject([{ code: 'VZR584', origin: { line: 22, col: 14 } }]);
});
