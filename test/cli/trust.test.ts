// Whom a plan believes: each refusal with its code, and nothing else refused.

import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import { explainError } from '../../reconciler/cli/errors.ts';
import { ageWords, readKeys, readSnapshots, type Trust } from '../../reconciler/cli/trust.ts';
import { noBrakes } from '../../reconciler/run/brakes-file.ts';
import { publicText, takeSnapshot } from '../../reconciler/run/snapshot.ts';

let folder: string;
const [ours, theirs] = [generateKeyPairSync('ed25519').privateKey, generateKeyPairSync('ed25519').privateKey];
const now = new Date('2026-11-26T12:00:00Z');
const minutes = (count: number): Date => new Date(now.getTime() - count * 60_000);
const trust: Trust = {
  ...{ keys: new Map([['node1', new Set([publicText(ours)])]]), maxAge: 3_600_000, now, node: undefined },
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vzr-trust-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function file(
  name: string,
  more: { node?: string; key?: KeyObject; at?: Date; edit?: (text: string) => string } = {},
) {
  const { node = 'node1', key = ours, at = minutes(2), edit = (text: string) => text } = more;
  const path = join(folder, name);
  const host = simulatedHost({ facts: { node } });
  writeFileSync(path, edit(await takeSnapshot({ brakes: noBrakes, host, key, program: '0', now: at })));
  return path;
}

const refused = async (files: readonly string[], more: Partial<Trust> = {}): Promise<string> => {
  const error = await readSnapshots(files, { ...trust, ...more }).then(
    () => new Error('believed'),
    (thrown: unknown) => thrown,
  );
  const { problem, exitCode, message } = explainError(error);
  return `${problem} ${exitCode} ${message.replace(`${folder}/`, '')}`;
};

test('one that a trusted key signed is believed, with its age and signer', async () => {
  const [found] = await readSnapshots([await file('good.json')], trust);
  expect(found).toMatchObject({ signer: publicText(ours), age: 120_000, snapshot: { node: 'node1' } });
});

test('a file of anything else is none', async () => {
  writeFileSync(join(folder, 'text.json'), '{}\n');
  expect(await refused([join(folder, 'text.json')])).toBe('VZR530 9 text.json: not a snapshot');
  expect(await refused([join(folder, 'none.json')])).toBe('VZR530 9 none.json: no such file');
  expect(await refused([folder])).toMatch(/^VZR530 9 .*not a regular file$/);
  execFileSync('/usr/bin/mkfifo', [join(folder, 'fifo.json')]);
  expect(await refused([join(folder, 'fifo.json')])).toBe('VZR530 9 fifo.json: not a regular file');
});

test('what lacks, or was changed, says what to do', async () => {
  const hintOf = (reading: Promise<unknown>) =>
    reading.then(
      () => '',
      (error: unknown) => explainError(error).hint,
    );
  const forged = await file('forged.json', { edit: (text) => text.replace('"cpus":4', '"cpus":9') });
  for (const path of [join(folder, 'absent.json'), folder, forged])
    expect(await hintOf(readSnapshots([path], trust))).toContain(
      'make one on the node: vzreconcile snapshot --out FILE',
    );
  expect(await hintOf(readKeys(join(folder, 'absent.keys')))).toContain('vzreconcile snapshot --public-key');
});

test('a file that would take the memory of a plan is none', async () => {
  writeFileSync(join(folder, 'large.json'), '');
  truncateSync(join(folder, 'large.json'), 33 * 1024 ** 2);
  expect(await refused([join(folder, 'large.json')])).toBe('VZR530 9 large.json: larger than 33554432 bytes');
});

test('forged, of a stranger, of another node', async () => {
  const edited = await file('edited.json', { edit: (text) => text.replace('"cpus":4', '"cpus":9') });
  expect(await refused([edited])).toBe('VZR532 9 edited.json: its signature does not fit its content');
  expect(await refused([await file('stranger.json', { key: theirs })])).toMatch(/^VZR533 9 .*nobody trusts/);
  const keys = new Map([...trust.keys, ['node2', new Set([publicText(theirs)])]]);
  const posing = await file('posing.json', { node: 'node2' });
  expect(await refused([posing], { keys })).toMatch(/^VZR533 9 .*says that it is of node2/);
  expect(await refused([await file('good.json')], { node: 'node7' })).toMatch(/^VZR537 9 /);
  expect(await refused([await file('good.json')], { keys: new Map() })).toMatch(/^VZR533 9 /);
});

test('too old, not yet made, twice', async () => {
  expect(await refused([await file('old.json', { at: minutes(61) })])).toMatch(/^VZR534 9 .*61 minutes ago$/);
  expect(await refused([await file('early.json', { at: minutes(-6) })])).toMatch(/^VZR535 9 /);
  await expect(readSnapshots([await file('skew.json', { at: minutes(-4) })], trust)).resolves.toMatchObject([
    { age: 0 },
  ]);
  expect(await refused([await file('one.json'), await file('two.json')])).toMatch(
    /^VZR536 9 .*another snapshot of node1/,
  );
});

test('one of another major format is refused, with its own signature', async () => {
  const { openSigned, signedText } = await import('../../reconciler/run/snapshot.ts');
  const path = await file('format.json');
  const signed = openSigned(readFileSync(path));
  if (typeof signed === 'string') throw new Error(signed);
  writeFileSync(
    path,
    signedText(signed.text.toString().replace('"formatVersion":"1.0"', '"formatVersion":"2.0"'), ours),
  );
  expect(await refused([path])).toMatch(/^VZR531 9 /);
});

test('keys are a line for each node, and anything else has its place', async () => {
  const path = join(folder, 'keys');
  const [one, two] = [publicText(ours), publicText(theirs)];
  writeFileSync(path, `# trusted\n\nnode1 ${one}\nnode1\t${two}  # next year's\nnode2 ${two}\n`);
  expect(await readKeys(path)).toEqual(
    new Map([
      ['node1', new Set([one, two])],
      ['node2', new Set([two])],
    ]),
  );
  writeFileSync(path, `node1 ${one}\nnode2 short\n`);
  await expect(readKeys(path)).rejects.toMatchObject({
    problem: 'VZR539',
    message: `${path}:2: not a node and its key`,
  });
});

test('ages are told in the largest unit of which there are two', () => {
  expect([500, 1000, 119_000, 120_000, 7_200_000, 172_800_000].map(ageWords)).toEqual([
    ...['0 seconds', '1 second', '119 seconds', '2 minutes', '2 hours', '2 days'],
  ]);
});
