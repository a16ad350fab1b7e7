// Laws of reports, over random plans whose names, places and reasons are any text at all: every format can be read by who
// reads it, and none depends on the order of what it was made from.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { existing } from '../../reconciler/plan/diff.ts';
import { makePlan } from '../../reconciler/plan/make.ts';
import { outputsOf, renderGithub } from '../../reconciler/plan/render-github.ts';
import { renderGitlab, renderGitlabPlan } from '../../reconciler/plan/render-gitlab.ts';
import { renderJson } from '../../reconciler/plan/render-json.ts';
import { renderJunit } from '../../reconciler/plan/render-junit.ts';
import { commentLimit, renderMarkdown } from '../../reconciler/plan/render-markdown.ts';
import { renderSarif } from '../../reconciler/plan/render-sarif.ts';
import { renderText } from '../../reconciler/plan/render-text.ts';
import { findingsOf, type Report } from '../../reconciler/plan/report.ts';
import { digest } from '../../reconciler/run/digest.ts';
import type { DesiredContainer } from '../../reconciler/state/model.ts';
import type { Problem } from '../../schema/problem.ts';
import { commandsIn } from '../helpers/actions.ts';
import { parseSarif } from '../helpers/sarif.ts';
import { parseXml } from '../helpers/xml.ts';
import { busybox, debian, desire, observe, seen } from '../plan/builders.ts';
import { wishes } from './plan-arbitraries.ts';

const nasty = fc.constantFrom(
  ...[
    '::error::x',
    '\n::add-mask::x\n',
    '##[add-mask]x',
    '%0A::error::',
    ']]>',
    '<a b="',
    '&amp;',
    '|`\n',
    '\u202e\u0000',
  ],
  ...['{0}', '[a](b)', '\\[', '\ud800', '\uffff', '```\n</details>', '-->', '@everyone', '#1', '../..//'],
);
const text = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.array(nasty, { maxLength: 3 }).map((all) => all.join('')),
  )
  // No reason and no name of ours is empty.
  .map((words) => words || 'x');

const problems: fc.Arbitrary<readonly Problem[]> = fc.array(
  fc.record({
    code: fc.constantFrom('VZR101', 'VZR307'),
    severity: fc.constantFrom('error' as const, 'warning' as const),
    origin: fc.record({ path: text, line: fc.integer({ min: 1, max: 99 }), col: fc.integer({ min: 1, max: 99 }) }),
    message: text,
    hint: text,
  }),
  { maxLength: 15 },
);

/** Random text in every place of a plan that somebody else writes. */
const written = (wanted: readonly DesiredContainer[], words: readonly string[]): readonly DesiredContainer[] =>
  wanted.map((container, index) => {
    const name = words[index % words.length] ?? '';
    const place = { path: `${name}.yaml`, line: index + 1, col: 1 };
    return { ...container, name, origin: place, origins: new Map([...container.origins].map(([at]) => [at, place])) };
  });

const reports = fc
  .record({ before: wishes, after: wishes, problems, words: fc.array(text, { minLength: 1 }), nodes: fc.array(text) })
  .map(({ before, after, problems, words, nodes }) => {
    const make = (turn: <T>(list: readonly T[]) => readonly T[]): Report => {
      const plans = nodes.slice(0, 3).map((node) =>
        makePlan({
          desired: { ...desire(turn(written(after, words))), node },
          observed: observe(
            turn(before).map(({ ctid, state }) => seen(ctid, existing(state))),
            turn([busybox.key, debian.key]) as string[],
          ),
          accepted: new Map(
            turn(after).map(({ ctid, state }) => [
              ctid,
              {
                wants: state,
                refusals: ctid % 2 === 0 ? [{ code: 'VZR507', reason: words[ctid % words.length] ?? '' }] : [],
              },
            ]),
          ),
          digest,
          revision: 'r',
        }),
      );
      return { revision: words[0] ?? '', nodes, plans, problems, warnings: words, files: () => words };
    };
    return { report: make((list) => list), shuffled: make((list) => [...list].reverse()) };
  });

const formats: Readonly<Record<string, (report: Report) => string>> = {
  github: (report) => renderGithub(report, report.plans.map((plan) => renderText(plan)).join('')),
  gitlab: (report) => renderGitlab(report, digest),
  'gitlab-plan': renderGitlabPlan,
  sarif: (report) => renderSarif(report, { version: '1.0.0', rules: new Map(), digest }),
  junit: renderJunit,
  markdown: renderMarkdown,
  text: (report) => report.plans.map((plan) => renderText(plan)).join(''),
  json: (report) => report.plans.map((plan) => renderJson(plan)).join(''),
};

test('GitHub takes nothing for a command but what is one, and no more annotations than it shows', () => {
  fc.assert(
    fc.property(reports, ({ report }) => {
      const commands = commandsIn(formats['github']?.(report) ?? '');
      const counts = new Map<string, number>();
      for (const { name } of commands) counts.set(name, (counts.get(name) ?? 0) + 1);
      const allowed = ['group', 'endgroup', 'error', 'warning', 'notice'];
      expect([...counts.keys()].filter((name) => !allowed.includes(name))).toEqual([]);
      for (const level of ['error', 'warning'] as const) {
        const all = findingsOf(report).filter((finding) => finding.level === level).length;
        expect(counts.get(level) ?? 0).toBe(Math.min(10, all));
      }
      expect(counts.get('notice') ?? 0).toBeLessThanOrEqual(10);
      for (const [name, value] of outputsOf(report)) expect(`${name}=${value}`).toMatch(/^[a-z_]+=[a-z0-9,]*$/);
    }),
    { numRuns: 40 },
  );
});

test('SARIF, JUnit and GitLab reports are well-formed and say all there is', () => {
  fc.assert(
    fc.property(reports, ({ report }) => {
      const count = findingsOf(report).length;
      const run = parseSarif(formats['sarif']?.(report) ?? '');
      expect(run.results.length).toBe(count);
      const list = JSON.parse(formats['gitlab']?.(report) ?? '') as { fingerprint: string }[];
      expect(list.length).toBe(count);
      expect(new Set(list.map(({ fingerprint }) => fingerprint)).size).toBe(count);
      const root = parseXml(formats['junit']?.(report) ?? '');
      const cases = root.children.flatMap(({ children }) => children.filter(({ name }) => name === 'testcase'));
      expect(Number(root.attributes['tests'])).toBe(cases.length);
      const wrong = findingsOf(report).some(({ level }) => level === 'error');
      expect(Number(root.attributes['failures']) > 0).toBe(wrong);
    }),
    { numRuns: 40 },
  );
});

test('no format depends on the order of manifests, containers or templates', () => {
  fc.assert(
    fc.property(reports, ({ report, shuffled }) => {
      for (const [name, render] of Object.entries(formats)) expect(render(shuffled), name).toBe(render(report));
    }),
    { numRuns: 40 },
  );
});

test('a comment fits, its marker can be read, and no text of others leaves its span or fence', () => {
  fc.assert(
    fc.property(reports, ({ report }) => {
      const comment = renderMarkdown(report);
      expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(commentLimit);
      const [marker = '', ...lines] = comment.split('\n');
      const written = /^<!-- vzreconcile (\{[^<>-]*\}) -->$/.exec(marker)?.[1] ?? '';
      expect(JSON.parse(written)).toMatchObject({ nodes: report.nodes, truncated: comment.includes('**Truncated:') });
      let fence: string | undefined;
      for (const line of lines) {
        const [, ticks] = /^(`{3,})(?:text|sh)?$/.exec(line) ?? [];
        if (fence === undefined) {
          fence = ticks;
          // Without code spans there is no HTML but ours, no link and no mention.
          const plain = line.replace(/(`+) ?.*?\1(?!`)/g, '').replace(/<\/?(details|summary|sub|code)( open)?>/g, '');
          if (ticks === undefined && !line.startsWith('<details')) expect(plain).not.toMatch(/<|\]\(|@/);
        } else if (line === fence) fence = undefined;
      }
      expect(fence).toBeUndefined();
    }),
    { numRuns: 40 },
  );
});
