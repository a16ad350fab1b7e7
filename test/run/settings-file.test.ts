// What is in force without a step, over passes and dry runs: here and from a snapshot the same is told.

import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import { renderText } from '../../reconciler/plan/render-text.ts';
import { noBrakes } from '../../reconciler/run/brakes-file.ts';
import { makeReconciler, planNow, reconcile } from '../../reconciler/run/reconcile.ts';
import { knownSettings, type SettingsStore, settingsFile } from '../../reconciler/run/settings-file.ts';
import { openSigned, parseSnapshot, takeSnapshot } from '../../reconciler/run/snapshot.ts';
import { resolveDesired } from '../../reconciler/state/desired.ts';
import type { Desired } from '../../reconciler/state/model.ts';
import { loadManifests } from '../../schema/load.ts';
import { bytesOf } from '../schema/marked.ts';
import { realClock } from '../source/repository.ts';

const head = (kind: string, name: string) =>
  `apiVersion: vzreconcile/v1alpha1\nkind: ${kind}\nmetadata: {name: ${name}`;
const box = `${head('Template', 'tiny')}}\nspec: {source: {busybox: {}}}\n---\n${head('Container', 'web')}, ctid: 101}
spec: {template: tiny, diskspace: 64M, vswap: {ram: 64M, swap: 0}}\n`;
const policy = (verdict: string) =>
  `---\n${head('Policy', 'house')}}\nspec: {rules: [{name: all, match: {actions: [restart]}, then: ${verdict}}]}\n`;

function desired(text: string): Desired {
  const { manifests, problems } = loadManifests([{ path: 'all.yaml', bytes: bytesOf(text) }]);
  expect(problems).toEqual([]);
  return resolveDesired(manifests, { node: 'node1', cpus: 4 }).desired;
}

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'vzr-settings-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const never = new AbortController().signal;
const host = () => simulatedHost({ facts: { node: 'node1', cpus: 4 } });
const over = (on: ReturnType<typeof host>, text: string, settings: SettingsStore) =>
  makeReconciler({
    ...{ host: on, clock: realClock, options: {}, parallel: 1, remember: async () => {}, settings },
    load: async () => ({ revision: { id: text, label: 'main@1' }, problems: [], desired: desired(text) }),
  });

test('a dry run tells what differs from the last pass, another process and a snapshot the same', async () => {
  const here = host();
  const look = async (text: string, settings = settingsFile(root)): Promise<string> => {
    const { plan } = await planNow(await over(here, text, settings));
    return plan === undefined ? '' : renderText(plan);
  };
  const pass = async (text: string) =>
    reconcile(await over(here, text, settingsFile(root)), { stop: never, drain: never });
  expect(await look(box + policy('forbid'))).not.toContain('Settings');
  await pass(box + policy('forbid'));
  expect(await look(box + policy('forbid'))).toMatch(/\nNo changes\.\n$/);
  const live = await look(box);
  expect(live).toMatch(/Settings .*\n {2}Policy\/house +removed +all.yaml:11:1\n/);
  expect(await look(box + policy('warn'))).toContain('rules/all/verdict  forbid -> warn');
  const key = generateKeyPairSync('ed25519').privateKey;
  const parts = { host: here, brakes: noBrakes, key, program: '0', now: new Date(0) };
  const signed = openSigned(Buffer.from(await takeSnapshot({ ...parts, settings: settingsFile(root) })));
  if (typeof signed === 'string') throw new Error(signed);
  expect(await look(box, knownSettings(parseSnapshot(signed).settings))).toBe(live);
  await pass(box);
  expect(await look(box)).not.toContain('Settings');
  expect(await look(box + policy('warn'))).toMatch(/Policy\/house +added/);
});

test('where it cannot be kept the pass has done its work all the same, and says so', async () => {
  mkdirSync(join(root, 'state/settings.json/there'), { recursive: true });
  const here = host();
  const result = await reconcile(await over(here, box, settingsFile(root)), { stop: never, drain: never });
  expect(result.outcomes.map((one) => one.result)).toEqual(['done']);
  expect(result.warnings).toEqual([expect.stringMatching(/^what is applied is not remembered: .*(EISDIR|ENOTEMPTY)/)]);
});

test('is written when it is another one, and believed only whole', async () => {
  const store = settingsFile(root);
  const path = join(root, 'state/settings.json');
  expect(await store.read()).toBeUndefined();
  await store.write(desired(box));
  const first = statSync(path).ino;
  await settingsFile(root).write(desired(box));
  expect(statSync(path).ino).toBe(first);
  await store.write(desired(box + policy('warn')));
  expect((await store.read())?.map(({ kind }) => kind)).toEqual(['Container', 'Node', 'Policy']);
  writeFileSync(path, readFileSync(path).subarray(0, -5));
  expect(await store.read()).toBeUndefined();
});
