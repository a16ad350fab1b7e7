// Exit codes, JSON and the last lines of text are a contract: what each released format version printed is recorded, and
// today's program must still say all of it. README.md beside this file tells how to record a version.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explainError } from '../../../reconciler/cli/errors.ts';
import { runProgram } from '../../../reconciler/cli/program.ts';
import { listener } from '../../helpers/listener.ts';
import { makeRepository, temporary } from '../../source/repository.ts';
import { broken } from './keeps.ts';
import { fill, situations } from './situations.ts';

const recordings = join(import.meta.dirname, '../../fixtures/compat');
const recording = process.env['VZR_RECORD'];

interface Recorded {
  readonly argv: readonly string[];
  readonly code: number;
  /** A JSON document, or the last line. */
  readonly said: unknown;
}

let folder: ReturnType<typeof temporary>;
const today: Record<string, Recorded> = {};

beforeAll(async () => {
  folder = temporary();
  const repository = makeRepository(join(folder.path, 'repo'));
  fill(repository);
  const common = ['--node', 'node7', '--root', join(folder.path, 'root'), '--repo', repository.path];
  for (const [name, { argv, kind }] of Object.entries(situations)) {
    const { code, out } = await run([...common, ...argv]);
    today[name] = { argv, code, said: kind === 'json' ? JSON.parse(out) : out.trimEnd().split('\n').at(-1) };
  }
  if (recording !== undefined) record(recording);
}, 120_000);
afterAll(() => folder.remove());

/** As the program does it, within this process. */
async function run(argv: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
  const output = listener();
  const code = await runProgram(argv, output, '1.2.3').catch((error: unknown) => explainError(error).exitCode);
  return { code, out: output.said.out };
}

/** Never over what is there: a recording is what a release said. */
function record(version: string): void {
  const target = join(recordings, version);
  if (existsSync(target)) throw new Error(`${version} is recorded already`);
  mkdirSync(target, { recursive: true });
  for (const [name, value] of Object.entries(today))
    writeFileSync(join(target, `${name}.json`), `${JSON.stringify(value, null, 2)}\n`);
}

const versionsNow = (): readonly string[] => (existsSync(recordings) ? readdirSync(recordings).sort() : []);
const majorOf = (version: string): string => version.split('.')[0] ?? '';
const formatVersion = (): unknown =>
  (today['plan-changes']?.said as { formatVersion?: unknown } | undefined)?.formatVersion;

test('the format version of today is recorded', () => {
  expect(versionsNow()).toContain(formatVersion());
});

describe.each(versionsNow())('format version %s', (version) => {
  const names = readdirSync(join(recordings, version)).map((name) => name.replace(/\.json$/, ''));

  test.each(names)('%s', (name) => {
    const { code, said } = JSON.parse(readFileSync(join(recordings, version, `${name}.json`), 'utf8')) as Recorded;
    // A new major version may break with old ones, a minor one may not.
    if (majorOf(String(formatVersion())) !== majorOf(version)) return;
    const now = today[name];
    expect(now, 'a situation that was recorded is still tried').toBeDefined();
    expect(now?.code).toBe(code);
    expect(broken(said, now?.said)).toEqual([]);
  });
});

describe('what would be noticed', () => {
  const document = {
    ...{ formatVersion: '1.0', revision: 'main@0123456', summary: { create: 1 } },
    containers: [{ ctid: 101, actions: ['create'], changes: [{ pointer: '/a', wants: 1 }] }],
    problems: [],
  };
  const without = (key: string) => Object.fromEntries(Object.entries(document).filter(([name]) => name !== key));

  test.each([
    ['a key is gone', without('summary'), ['/summary: gone']],
    ['another type', { ...document, summary: 'one' }, ['/summary: no mapping']],
    ['another value', { ...document, summary: { create: 2 } }, ['/summary/create: was 1, is 2']],
    ['another form', { ...document, revision: '0123456' }, ['/revision: 0123456 has another form']],
    ['an element is gone', { ...document, containers: [] }, ['/containers/[101]: gone']],
    [
      'a list of words is another',
      { ...document, containers: [{ ...document.containers[0], actions: ['delete', 'create'] }] },
      ['/containers/[101]/actions: had 1 elements, has 2'],
    ],
  ])('%s', (_what, now, found) => {
    expect(broken(document, now)).toEqual(found);
  });

  test('additions are not', () => {
    const [first] = document.containers;
    const changes = [{ pointer: '/0', wants: 3 }, ...(first?.changes ?? []).map((one) => ({ ...one, note: 'x' }))];
    const now = { ...document, revision: 'main@abcdef0', more: 1, containers: [{ ctid: 100 }, { ...first, changes }] };
    expect(broken(document, now)).toEqual([]);
  });
});
