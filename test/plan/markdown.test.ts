// The comment on a pull request: one for several nodes, short where there is little to say, whole or marked as cut.

import { describe, expect, test } from 'vitest';
import { makePlan } from '../../reconciler/plan/make.ts';
import { bar } from '../../reconciler/plan/markdown-sections.ts';
import type { Plan } from '../../reconciler/plan/plan.ts';
import { commentLimit, renderMarkdown } from '../../reconciler/plan/render-markdown.ts';
import { digest } from '../../reconciler/run/digest.ts';
import { asCtid } from '../../schema/units.ts';
import { debian, desire, GiB, memory, observe, pids, reportOf, running, seen, wish } from './builders.ts';

const facts = {
  ...{ memoryBytes: 16 * GiB, swapBytes: 4 * GiB, diskBytes: 200 * GiB, cpus: 4, processes: 32_768 },
  ...{ node: 'node1' },
} as never;

function plan(node: string, ctids: readonly number[], more: Partial<Parameters<typeof makePlan>[0]> = {}): Plan {
  return makePlan({
    desired: { ...desire(ctids.map((ctid) => wish(ctid, running(ctid, memory(8 * GiB))))), node },
    observed: observe(ctids.map((ctid) => seen(ctid))),
    accepted: new Map(),
    digest,
    revision: 'main@3f2a9c1',
    ...more,
  });
}
const quiet = (node: string): Plan =>
  plan(node, [], { desired: { ...desire([wish(101)]), node }, observed: observe([seen(101)]) });

const markerOf = (text: string): Record<string, unknown> =>
  JSON.parse(/^<!-- vzreconcile (\{.*\}) -->\n/.exec(text)?.[1] ?? '');

describe('one node', () => {
  test('is named in the title with the verdict, and in the marker with the hash of the whole plan', () => {
    const one = plan('node-1', [101]);
    const text = renderMarkdown(reportOf(one));
    expect(text.split('\n')[1]).toBe('## vzreconcile: `node-1`: 1 changed live');
    expect(markerOf(text)).toEqual({ formatVersion: '1.0', nodes: ['node-1'], plans: [one.effect], truncated: false });
    expect(text).toContain(`, plan \`${one.effect?.slice(0, 12)}\`.`);
    expect(text).toContain('| `web-101` (101) | ram | `256M` | `8G` | live | `ct/web-101.yaml:9:10` |');
    expect(text).not.toContain('CAUTION');
  });

  test('shows what it is promised of itself, where that moves', () => {
    const { host } = { host: facts };
    expect(renderMarkdown(reportOf(plan('a', [101], { facts: host })))).toContain(
      '| ram | 256M | 8G | 16G | `▓▓▓▓▓░░░░░` 2 % -> 50 % |',
    );
    const same = plan('a', [101], { facts: host, desired: desire([wish(101, running(101, pids(100)))]) });
    expect(renderMarkdown(reportOf(same))).not.toContain('Promised');
  });

  test.each([
    [0, 50, 100, '`▓▓▓▓▓░░░░░` 0 % -> 50 %'],
    [61, 66, 100, '`██████▓░░░` 61 % -> 66 %'],
    [80, 20, 100, '`██▒▒▒▒▒▒░░` 80 % -> 20 %'],
    [40, 40, 100, '`████░░░░░░` 40 %'],
    [90, 130, 100, '`█████████▓▶` 90 % -> 130 %'],
    [0, 0, 0, ''],
  ])('%i of %i of %i is %s', (before, after, host, drawn) => {
    expect(bar({ before, after, host })).toBe(drawn);
  });

  test('keeps drift apart from what was asked for', () => {
    const drifted = plan('a', [101], {
      desired: desire([wish(101, running(101, memory(8 * GiB)))]),
      observed: observe([seen(101, running(101, pids(7)), { applied: running(101) })]),
    });
    const [changes = '', drift = ''] = renderMarkdown(reportOf(drifted)).split('### Drift: changed by hand');
    expect(changes).toContain('| ram |');
    expect(changes).not.toContain('| numproc |');
    expect(drift).toContain('| numproc | `7` | `100` |');
  });

  test('says what only waits for consent, and how to give it', () => {
    const recreated = plan('a', [101], {
      desired: desire([wish(101, running(101, { rootfs: { template: debian.key } }))]),
    });
    const text = renderMarkdown(reportOf(recreated));
    expect(text).toContain('- `web-101` (101): **waits for consent**: `VZR503`');
    expect(text).toContain(
      '\n```sh\nsudo vzreconcile --dry-run --out plan.json\nsudo vzreconcile apply plan.json\n```\n',
    );
    expect(renderMarkdown(reportOf(plan('a', [101])))).toContain('\nsudo vzreconcile --dry-run --out plan.json\n');
  });
});

describe('several nodes', () => {
  const three = [plan('node1', [101, 102]), quiet('node2'), quiet('node3')];
  const text = renderMarkdown(reportOf(...three));

  test('are one comment, those without changes in its last line', () => {
    const lines = text.trimEnd().split('\n');
    expect(lines[1]).toBe('## vzreconcile: 3 nodes: 2 changed live');
    expect(lines.filter((line) => line.startsWith('### '))).toEqual(['### `node1`: 2 changed live']);
    expect(lines.at(-1)).toBe('<sub>3 nodes, 1 with changes, 2 without: `node2`, `node3`.</sub>');
    expect(markerOf(text)).toMatchObject({
      nodes: ['node1', 'node2', 'node3'],
      plans: three.map(({ effect }) => effect),
    });
  });

  test('say what is lost on which, and what they were compared with', () => {
    const lost = plan('node2', [], { observed: observe([seen(105)]), options: { yes: true } });
    const both = renderMarkdown({
      ...reportOf(plan('node1', [101]), lost),
      sources: ['node1 as of now', 'node2 as of `x`'],
    });
    expect(both).toContain('\n> **Loss of data.**\n> - `node2`: deletes `web-105` (105)\n');
    expect(both).toContain('\n<sub>`node1 as of now`</sub>\n\n<sub>`` node2 as of `x` ``</sub>\n');
  });
});

describe('problems', () => {
  const problem = {
    ...{ code: 'VZR101', severity: 'error' as const, origin: { path: 'ct/web.yaml', line: 4, col: 3 } },
    ...{ message: 'unknown field "vswp"', hint: 'did you mean vswap?' },
  };

  test('without a plan are the verdict, in the comment of the same nodes', () => {
    const text = renderMarkdown({ ...reportOf(), nodes: ['node1', 'node2'], problems: [problem] });
    expect(text.split('\n')[1]).toBe('## vzreconcile: `node1`, `node2`: 1 error, nothing would be done');
    expect(text).toContain('- `ct/web.yaml:4:3`: error `VZR101` `unknown field "vswp"`; hint: `did you mean vswap?`\n');
    const key = (whole: string): string => whole.slice(0, whole.indexOf('"plans"'));
    expect(key(text)).toBe(key(renderMarkdown(reportOf(plan('node1', [101]), quiet('node2')))));
  });

  test('beside a plan, and a revision that is not the newest, are told', () => {
    const report = {
      ...reportOf(plan('a', [101])),
      problems: [{ ...problem, severity: 'warning' as const }],
      stale: 'away',
    };
    expect(renderMarkdown(report)).toContain('> Not the newest revision: `away`\n');
    expect(renderMarkdown(report)).toContain('### Manifests\n\n- `ct/web.yaml:4:3`: warning `VZR101`');
  });
});

describe('what does not fit', () => {
  const ctids = Array.from({ length: 2000 }, (_, index) => 1000 + index);
  const name = 'ü'.repeat(60);
  const large = (count: number) =>
    plan('node1', [], {
      desired: desire(ctids.slice(0, count).map((ctid) => wish(ctid, running(ctid, memory(8 * GiB)), { name }))),
      observed: observe(ctids.slice(0, count).map((ctid) => seen(asCtid(ctid)))),
    });

  test.each([1, 10, 100, 150, 200, 400, 2000])('of %i containers is left out, counted and marked', (count) => {
    const text = renderMarkdown(reportOf(large(count), quiet('node2')));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(commentLimit);
    const [, left] = /\n\*\*Truncated: (\d+) lines left out\.\*\* A plan .* must not be approved/.exec(text) ?? [];
    expect(markerOf(text)['truncated']).toBe(left !== undefined);
    expect(left !== undefined).toBe(count > 10);
    // Nothing is cut in the middle: folds and fences are closed, and what comes last is there.
    expect((text.match(/<details/g) ?? []).length).toBe((text.match(/<\/details>/g) ?? []).length);
    expect((text.match(/^```/gm) ?? []).length % 2).toBe(0);
    expect(text.trimEnd().split('\n').at(-1)).toMatch(/^<sub>2 nodes, 1 with changes, 1 without/);
  });
});
