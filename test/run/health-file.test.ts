// What is kept of health over lives of the program: of the same init and probe, for a while, and nothing that is secret.

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type HealthMemory, type Known, openHealthMemory } from '../../reconciler/run/health-file.ts';
import { statusFile } from '../../reconciler/run/status-file.ts';
import type { HealthProbe } from '../../schema/health.ts';
import type { Ctid } from '../../schema/units.ts';
import { ctid } from './bench.ts';

const [A, B] = [ctid(60_590), ctid(60_591)];
const MINUTE = 60_000;
const noon = Date.UTC(2026, 0, 1, 12);
const probe: HealthProbe = { kind: 'exec', command: ['/bin/check', '--token=hush-hush'] };
const sick: Known = { probe, status: 'unhealthy', reason: 'status 3' };
const well: Known = { probe, status: 'healthy', reason: '' };
const errors: unknown[] = [];
let root: string;
let lives: Map<Ctid, string>;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'vzr-health-'));
  lives = new Map([
    [A, 'boot 17 400'],
    [B, 'boot 18 401'],
  ]);
  errors.length = 0;
  // The last pass was at noon.
  const status = statusFile(root, () => new Date(noon), unexpected);
  await status.failed(new Error('no'), [], 0);
});
afterEach(() => {
  rmSync(root, { recursive: true });
  expect(errors).toEqual([]);
});

function unexpected(error: unknown): never {
  throw error;
}

const path = (): string => join(root, 'state', 'health.json');
const open = (now = noon + MINUTE, folder = root): Promise<HealthMemory> => {
  const host = { lives: async () => new Map(lives) };
  return openHealthMemory({ root: folder, host, wall: () => new Date(now), onError: (error) => errors.push(error) });
};

async function keep(known: ReadonlyMap<Ctid, Known>): Promise<void> {
  const memory = await open();
  memory.save(() => known);
  await memory.close();
}

test('is recalled of the same init and the same probe, until it is forgotten', async () => {
  await keep(
    new Map([
      [A, sick],
      [B, well],
    ]),
  );
  const memory = await open();
  expect(memory.recall(A, { ...probe })).toEqual({ status: 'unhealthy', reason: 'status 3' });
  expect(memory.recall(B, probe)).toEqual({ status: 'healthy', reason: '' });
  expect(memory.recall(A, { kind: 'exec', command: ['/bin/other'] })).toBeUndefined();
  memory.forget(A);
  expect([memory.recall(A, probe), memory.recall(B, probe)?.status]).toEqual([undefined, 'healthy']);
  memory.forget();
  expect(memory.recall(B, probe)).toBeUndefined();
  lives.set(A, 'boot 17 500');
  expect((await open()).recall(A, probe)).toBeUndefined();
  lives.delete(B);
  expect((await open()).recall(B, probe)).toBeUndefined();
});

test('nothing is known on a host that cannot tell inits apart, or not at this moment', async () => {
  await keep(new Map([[A, sick]]));
  const fail = async () => Promise.reject(new Error('EIO'));
  for (const host of [{}, { lives: fail }]) {
    const options = { root, host, wall: () => new Date(noon), onError: unexpected };
    expect((await openHealthMemory(options)).recall(A, probe)).toBeUndefined();
  }
});

test('is believed for a quarter of an hour after the last pass, and not of the future', async () => {
  await keep(new Map([[A, sick]]));
  const at = async (minutes: number) => (await open(noon + minutes * MINUTE)).recall(A, probe)?.status;
  expect([await at(15), await at(16), await at(-1)]).toEqual(['unhealthy', undefined, undefined]);
  rmSync(join(root, 'state', 'status.json'));
  expect(await at(1)).toBeUndefined();
});

test('holds no words of a probe, is for root alone, and is small', async () => {
  await keep(new Map([[A, { ...sick, reason: 'x'.repeat(10_000) }]]));
  const text = readFileSync(path(), 'utf8');
  expect(text).not.toMatch(/hush|check/);
  expect(text.length).toBeLessThan(400);
  expect(statSync(path()).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(root, 'state')).sort()).toEqual(['health.json', 'status.json']);
});

test('what is torn, strange or of a later version is nothing, and is written over', async () => {
  await keep(new Map([[A, sick]]));
  const whole = readFileSync(path(), 'utf8');
  const odd = [
    ...[
      '',
      whole.slice(0, -9),
      'null',
      '[]',
      '{"version": 1}',
      '{"version": 1, "containers": [null, 7, {"ctid": 60590}]}',
    ],
    ...[whole.replace('"version":1', '"version":2'), whole.replace('unhealthy', 'dizzy')],
  ];
  for (const text of odd) {
    writeFileSync(path(), text);
    expect((await open()).recall(A, probe)).toBeUndefined();
  }
  await keep(new Map([[A, sick]]));
  expect(readFileSync(path(), 'utf8')).toBe(whole);
});

test('the last one is written when several come at once, and none after the end', async () => {
  const memory = await open();
  for (let i = 0; i < 50; i += 1) memory.save(() => new Map([[A, i % 2 === 0 ? well : sick]]));
  await memory.close();
  memory.save(() => new Map([[A, well]]));
  await memory.close();
  expect((await open()).recall(A, probe)?.status).toBe('unhealthy');
});

test('of one that has ended while it was written nothing is kept', async () => {
  const memory = await open();
  const known = new Map([[A, sick]]);
  memory.save(() => known);
  known.delete(A);
  await memory.close();
  expect(JSON.parse(readFileSync(path(), 'utf8'))).toEqual({ version: 1, containers: [] });
});

test('a file that cannot be written is complained of, and is tried again with the next change', async () => {
  const other = join(root, 'status-is-a-file');
  writeFileSync(other, '');
  const memory = await open(noon, other);
  memory.save(() => new Map([[A, sick]]));
  await memory.close();
  expect(errors.splice(0)).toHaveLength(1);
});
