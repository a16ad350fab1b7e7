// Laws of profiles and defaults: the last who sets a value wins and is its origin in the plan, whatever the order of the files;
// merging is associative, and what it makes of mappings is RFC 7396.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makePlan } from '../../reconciler/plan/make.ts';
import type { Change } from '../../reconciler/plan/plan.ts';
import { resolveDesired } from '../../reconciler/state/desired.ts';
import { loadManifests } from '../../schema/load.ts';
import type { Mark } from '../../schema/mark.ts';
import { mergeLast, mergeOver, type Part, withoutNulls } from '../../schema/merge.ts';
import { bytesOf } from '../schema/marked.ts';

const head = 'apiVersion: vzreconcile/v1alpha1\n';

/** Fields by the pointer a plan has for them, with a way to write the n-th value. */
const settings = {
  '/cgroup/cpu/units': (n: number) => `  cpuunits: ${1000 + n}\n`,
  '/cgroup/io/priority': (n: number) => `  ioprio: ${n}\n`,
  '/cgroup/pids/max': (n: number) => `  numproc: ${100 + n}\n`,
  '/cgroup/memory/ram': (n: number) => `  vswap:\n    ram: ${64 + n}M\n`,
  '/namespace/sysctls/kernel.msgmnb': (n: number) => `  sysctls:\n    kernel.msgmnb: ${10 + n}\n`,
  '/quota/space': (n: number) => `  diskspace: ${n + 1}G\n`,
  '/lifecycle/stopTimeout': (n: number) => `  stopTimeout: ${n + 1}\n`,
  '/namespace/nameservers': (n: number) => `  nameservers: [10.0.0.${n + 1}]\n`,
} as const;
const pointers = Object.keys(settings) as (keyof typeof settings)[];

/** From the outermost to the container, each with the file it is in. */
const layers: readonly (readonly [path: string, start: string])[] = [
  ['all.yaml', `${head}kind: Defaults\nspec:\n`],
  ['a/all.yaml', `${head}kind: Defaults\nspec:\n`],
  ['zz/one.yaml', `${head}kind: Profile\nmetadata: {name: one}\nspec:\n`],
  ['p/two.yaml', `${head}kind: Profile\nmetadata: {name: two}\nspec:\n`],
  [
    'a/web.yaml',
    `${head}kind: Container\nmetadata: {name: web, ctid: 101}\nspec:\n  template: tiny\n  profiles: [one, two]\n`,
  ],
];

const setBy = fc.record(
  Object.fromEntries(pointers.map((pointer) => [pointer, fc.subarray([0, 1, 2, 3, 4])] as const)) as Record<
    keyof typeof settings,
    fc.Arbitrary<number[]>
  >,
);

test('the last who sets a field is its origin in the plan, whatever the order of the files', () => {
  fc.assert(
    fc.property(setBy, fc.infiniteStream(fc.nat(1000)), (chosen, random) => {
      const texts = layers.map(([path, start], n) => {
        const lines = pointers.filter((pointer) => chosen[pointer].includes(n)).map((pointer) => settings[pointer](n));
        const isEmpty = lines.length === 0 && n < 4;
        return { path, text: isEmpty ? start.replace(/spec:\n$/, 'spec: {}\n') : `${start}${lines.join('')}` };
      });
      texts.push({
        path: 't.yaml',
        text: `${head}kind: Template\nmetadata: {name: tiny}\nspec: {source: {busybox: {}}}\n`,
      });
      const keyed = texts.map((file) => ({ file, key: random.next().value as number }));
      const shuffled = keyed.sort((a, b) => a.key - b.key).map(({ file }) => file);
      const { manifests, problems } = loadManifests(shuffled.map(({ path, text }) => ({ path, bytes: bytesOf(text) })));
      expect(problems).toEqual([]);
      const { desired } = resolveDesired(manifests, { node: 'n', cpus: 4 });
      const observed = { containers: new Map(), templates: new Set<string>() };
      const [plan] = makePlan({ desired, observed, accepted: new Map(), revision: '' }).containers;
      for (const pointer of pointers) {
        const last = chosen[pointer].at(-1);
        const row = pointer.startsWith('/namespace/sysctls') ? '/namespace/sysctls' : pointer;
        const at =
          row === pointer
            ? plan?.changes.find((one) => one.pointer === row)?.origin
            : desired.containers[0]?.origins.get(pointer);
        if (last === undefined) expect(at).toBeUndefined();
        else {
          const text = texts[last]?.text.split('\n')[(at?.line ?? 0) - 1] ?? '';
          expect(at?.path).toBe(layers[last]?.[0]);
          expect(settings[pointer](last)).toContain(text.slice((at?.col ?? 0) - 1));
          expect(text.slice((at?.col ?? 0) - 1).length).toBeGreaterThan(0);
        }
      }
    }),
    { numRuns: 150 },
  );
});

interface Schema {
  readonly properties: Readonly<Record<string, { readonly examples: readonly unknown[] }>>;
  readonly propertyNames: { readonly not: { readonly enum: readonly string[] } };
}

const { definitions } = JSON.parse(readFileSync('schema/manifest.schema.json', 'utf8'));
const { properties }: Schema = definitions.ContainerManifest.properties.spec;
const own = new Set((definitions.sharedSpec as Schema).propertyNames.not.enum);

/** The changes of a plan that creates one container, whose profile is this; none where the two are no whole. */
function changesBy(spec: object): readonly Change[] {
  const texts = {
    'base.yaml': `${head}kind: Profile\nmetadata: {name: base}\nspec: ${JSON.stringify(spec)}\n`,
    't.yaml': `${head}kind: Template\nmetadata: {name: tiny}\nspec: {source: {busybox: {}}}\n`,
    'web.yaml': `${head}kind: Container\nmetadata: {name: web, ctid: 101}\nspec: {profiles: [base], template: tiny, ips: [10.0.0.1]}\n`,
  };
  const loaded = loadManifests(Object.entries(texts).map(([path, text]) => ({ path, bytes: bytesOf(text) })));
  const { desired } = resolveDesired(loaded.manifests, { node: 'node1', cpus: 4 });
  const observed = { containers: new Map(), templates: new Set<string>() };
  const { containers } = makePlan({ desired, observed, accepted: new Map(), revision: '' });
  return containers[0]?.changes ?? [];
}

/** Not states of the kernel, or not by themselves. */
const without = new Set(['profiles', 'dependsOn', 'node', 'reconcile', 'health', 'template', 'quotas']);
const shared = Object.keys(properties).filter((name) => !own.has(name) && !without.has(name));

test.each(shared)('every change that %s of a profile makes has its place there', (name) => {
  const plain = new Map(changesBy({}).map((change) => [change.pointer, change]));
  const differing = (properties[name]?.examples ?? []).flatMap((example) =>
    changesBy({ [name]: example }).filter(
      ({ pointer, wants }) => JSON.stringify(wants) !== JSON.stringify(plain.get(pointer)?.wants),
    ),
  );
  expect(differing).not.toEqual([]);
  for (const { pointer, origin } of differing) expect(origin?.path, pointer).toBe('base.yaml');
});

const mark: Mark = { start: 0, end: 0 };
/** Values of a container's spec in which a field always has one type; null takes away. */
const specs = (withNull: boolean) => {
  const some = <T>(value: fc.Arbitrary<T>) => (withNull ? fc.oneof(value, fc.constant(null)) : value);
  const item = (key: string) =>
    fc.record({ [key]: fc.constantFrom('a', 'b', 'c'), x: some(fc.nat(3)) }, { requiredKeys: [key] });
  return fc.record(
    {
      cpuunits: some(fc.nat(9)),
      vswap: fc.record({ ram: some(fc.nat(9)), swap: some(fc.nat(9)) }, { requiredKeys: [] }),
      nameservers: some(fc.array(fc.nat(3))),
      devices: fc.uniqueArray(fc.nat(4)),
      mounts: fc.uniqueArray(item('target'), { selector: (one) => String(one['target']) }),
    },
    { requiredKeys: [] },
  );
};
const part = (value: unknown): Part => ({ value, mark });
const over = (a: unknown, b: unknown): unknown => mergeOver(part(a), part(b)).value;

test('merging is associative where a field keeps its type', () => {
  fc.assert(
    fc.property(specs(true), specs(true), specs(true), (a, b, c) => {
      expect(over(over(a, b), c)).toEqual(over(a, over(b, c)));
    }),
  );
});

test('to merge with oneself, or with nothing, changes nothing', () => {
  fc.assert(
    fc.property(specs(true), (a) => {
      expect(over(a, a)).toEqual(a);
      expect(over(a, {})).toEqual(a);
      expect(over({}, a)).toEqual(a);
    }),
  );
});

/** The algorithm of RFC 7396, section 2. */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const isObject = typeof target === 'object' && target !== null && !Array.isArray(target);
  const result: Record<string, unknown> = isObject ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = mergePatch(result[name], value);
  }
  return result;
}

const json = fc.letrec<{ value: unknown; map: Record<string, unknown> }>((tie) => ({
  map: fc.dictionary(fc.constantFrom('cpuunits', 'vswap', 'ram', 'x'), tie('value'), { maxKeys: 4 }),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.nat(9),
    fc.array(fc.nat(3)),
    tie('map'),
  ),
}));

test('layers of mappings are those of RFC 7396, a null of the document that takes nothing away left in', () => {
  const plain = (value: unknown): unknown => mergePatch({}, value);
  fc.assert(
    fc.property(fc.array(json.map, { minLength: 1, maxLength: 4 }), json.map, (under, own) => {
      const base = under.reduce<unknown>((one, next) => mergePatch(one, next), {});
      const merged = mergeLast(withoutNulls(under.map(part).reduce(mergeOver)), part(own)).value;
      expect(plain(merged)).toEqual(mergePatch(base, own));
    }),
  );
});

const anything = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, 0, 5, -1, 'a', '64M', '/a', 'base', ''),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('target', 'name', 'type', 'ram', 'users', 'x'), tie('any'), { maxKeys: 3 }),
  ),
})).any;
const anySpec = fc.dictionary(fc.constantFrom(...Object.keys(properties), 'unknown'), anything, { maxKeys: 5 });

test('whatever profiles, defaults and containers hold, nothing is thrown and every problem has its place', () => {
  fc.assert(
    fc.property(anySpec, anySpec, anySpec, fc.oneof(fc.string(), fc.nat()), (defaults, profile, container, junk) => {
      const isText = typeof junk === 'string';
      const texts: Readonly<Record<string, string>> = {
        'all.yaml': `${head}kind: Defaults\nspec: ${JSON.stringify(defaults)}\n`,
        'base.yaml': `${head}kind: Profile\nmetadata: {name: base}\nspec: ${JSON.stringify(isText ? junk : profile)}\n`,
        'web.yaml': `${head}kind: Container\nmetadata: {name: web, ctid: 101}\nspec: ${JSON.stringify({ profiles: ['base'], ...container })}\n`,
      };
      const { manifests, problems } = loadManifests(
        Object.entries(texts).map(([path, text]) => ({ path, bytes: bytesOf(text) })),
      );
      for (const { origin } of problems) {
        const line = texts[origin.path]?.split('\n')[origin.line - 1];
        expect(line).toBeDefined();
        expect(origin.col).toBeLessThanOrEqual([...(line ?? '')].length + 1);
      }
      if (problems.every(({ severity }) => severity === 'warning')) expect(manifests).toHaveLength(3);
    }),
    { numRuns: 300 },
  );
});
