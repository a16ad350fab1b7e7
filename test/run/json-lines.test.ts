import { spawnSync } from 'node:child_process';
import { appendFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jsonLines, readJsonLines } from '../../reconciler/run/json-lines.ts';
import { temporary } from '../source/repository.ts';

let folder: ReturnType<typeof temporary>;
let path: string;
beforeEach(() => {
  folder = temporary();
  path = join(folder.path, 'state', 'a.jsonl');
});
afterEach(() => folder.remove());

const numbers = async (keep: number) => (await readJsonLines<{ n: number }>(path, { keep })).map(({ n }) => n);

describe('a file of JSON lines', () => {
  test('keeps the order of what is appended at once', async () => {
    const lines = jsonLines(path, { limit: 1000, keep: 1 });
    await Promise.all([1, 2, 3].map((n) => lines.append([`{"n":${n}}`, `{"n":${n + 10}}`], n === 2)));
    await lines.close();
    expect(await numbers(1)).toEqual([1, 11, 2, 12, 3, 13]);
  });

  test('is renamed before it gets too large, and the oldest goes', async () => {
    const lines = jsonLines(path, { limit: 30, keep: 2 });
    for (let n = 1; n <= 20; n += 1) await lines.append([`{"n":${n}}`]);
    await lines.close();
    expect(readdirSync(join(folder.path, 'state')).sort()).toEqual(['a.jsonl', 'a.jsonl.1', 'a.jsonl.2']);
    for (const name of ['', '.1', '.2']) expect(statSync(path + name).size).toBeLessThanOrEqual(30);
    const left = await numbers(2);
    expect(left).toEqual([...left].sort((a, b) => a - b));
    expect(left.at(-1)).toBe(20);
    expect(left.length).toBeLessThan(20);
  });

  test('loses to a crash no more than the line it tore', async () => {
    const first = jsonLines(path, { limit: 1000, keep: 0 });
    await first.append(['{"n":1}']);
    await first.close();
    appendFileSync(path, '{"n": 2, "text": "to');
    expect(await numbers(0)).toEqual([1]);
    const next = jsonLines(path, { limit: 1000, keep: 0 });
    await next.append(['{"n":3}']);
    await next.close();
    expect(await numbers(0)).toEqual([1, 3]);
  });

  test('ends a line that the disk took only a part of', async () => {
    const lines = jsonLines(path, { limit: 1000, keep: 0 });
    await lines.append(['{"n":1}']);
    const [tool, pid] = ['prlimit', String(process.pid)];
    const files = (most: string) => spawnSync(tool, ['--pid', pid, `--fsize=${most}:`]).status;
    expect(files('12')).toBe(0);
    try {
      await expect(lines.append(['{"n":2}'], true)).rejects.toThrow(/EFBIG/);
    } finally {
      expect(files('unlimited')).toBe(0);
    }
    expect(statSync(path).size).toBe(12);
    await lines.append(['{"n":3}']);
    await lines.close();
    expect(await numbers(0)).toEqual([1, 3]);
  });

  test('that is not there has no records; one that cannot be written is told', async () => {
    expect(await numbers(4)).toEqual([]);
    appendFileSync(join(folder.path, 'state'), '');
    await expect(jsonLines(path, { limit: 9, keep: 0 }).append(['{"n":1}'])).rejects.toThrow(/EEXIST|ENOTDIR/);
  });
});
