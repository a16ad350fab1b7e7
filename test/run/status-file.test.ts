import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readStatus, statusFile } from '../../reconciler/run/status-file.ts';
import { asCtid } from '../../schema/units.ts';
import { temporary } from '../source/repository.ts';

let folder: ReturnType<typeof temporary>;
beforeEach(() => {
  folder = temporary();
});
afterEach(() => folder.remove());

const wall = () => new Date('2026-01-02T03:04:05Z');
const revision = { id: 'abc', label: 'main@abc' };

describe('the status file', () => {
  test('tells the last pass, who waits and until when', async () => {
    const store = statusFile(folder.path, wall, () => {});
    const waiting = [{ ctid: asCtid(60_510), name: 'a', failures: 2, until: 5_000, reason: 'no' }];
    await store.passed(
      { revision, stale: 'old', warnings: ['a pool changed'], problems: [], outcomes: [], phases: {} },
      waiting,
      1_000,
    );
    expect(await readStatus(folder.path)).toMatchObject({
      at: '2026-01-02T03:04:05.000Z',
      label: 'main@abc',
      stale: 'old',
      warnings: ['a pool changed'],
      waiting: [{ ctid: 60_510, failures: 2, retryAt: '2026-01-02T03:04:09.000Z' }],
    });
    expect(readdirSync(join(folder.path, 'state'))).toEqual(['status.json']);
  });

  test('keeps the last revision when a pass could not be made', async () => {
    const store = statusFile(folder.path, wall, () => {});
    await store.passed({ revision, problems: [], outcomes: [], phases: {} }, [], 0);
    await store.failed(new Error('unreadable'), [], 0);
    expect(await readStatus(folder.path)).toMatchObject({ revision: 'abc', errors: ['unreadable'] });
  });

  test('that cannot be written or read ends nothing', async () => {
    const errors: unknown[] = [];
    writeFileSync(join(folder.path, 'state'), '');
    await statusFile(folder.path, wall, (error) => void errors.push(error)).failed(new Error('x'), [], 0);
    expect(errors).toHaveLength(1);
    expect(await readStatus(folder.path)).toBeUndefined();
    expect(existsSync(join(folder.path, 'state'))).toBe(true);
  });
});
