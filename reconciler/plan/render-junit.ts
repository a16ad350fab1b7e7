// A report as JUnit XML, which most CI systems show as tests: a suite of the manifests with a case for each file, and a
// suite for each node with a case for each container. Refused or failed is a failure, waiting for consent is skipped.

import { visible } from './format.ts';
import { type Finding, findingsOf, type Report, subjectOf } from './report.ts';
import { verdict } from './summary.ts';
import { place } from './wording.ts';

interface Case {
  readonly name: string;
  readonly file?: string | undefined;
  readonly findings: readonly Finding[];
}

/** XML 1.0, ending in a newline. */
export function renderJunit(report: Report): string {
  const findings = findingsOf(report);
  const suites = [
    ['manifests', '', manifestCases(report, findings)] as const,
    ...report.plans.map((plan) => {
      const mine = findings.filter(({ node }) => node === visible(plan.node));
      const whole = mine.filter(({ subject }) => subject === undefined);
      const cases = plan.containers.map((container): Case => {
        const name = subjectOf(container);
        const own = mine.filter(({ subject }) => subject === name);
        return { name, file: container.origin?.path, findings: own };
      });
      return [
        visible(plan.node),
        verdict(plan),
        [...(whole.length > 0 ? [{ name: 'the whole plan', findings: whole }] : []), ...cases],
      ] as const;
    }),
  ];
  const lines = suites.map(([name, said, cases]) => suite(name, said, cases));
  const all = suites.flatMap(([, , cases]) => cases);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="vzreconcile"${counts(all)}>\n${lines.join('')}</testsuites>\n`;
}

/** Also the files that are as they should be: a run without cases looks like one that did not happen. */
function manifestCases(report: Report, findings: readonly Finding[]): readonly Case[] {
  const own = findings.filter(({ node }) => node === undefined);
  const paths = new Set([...(report.files?.() ?? []), ...own.flatMap(({ origin }) => origin?.path ?? [])]);
  const general = own.filter(({ origin }) => origin === undefined);
  return [
    ...(general.length > 0 ? [{ name: 'the revision', findings: general }] : []),
    ...[...paths].sort().map((path) => ({
      name: visible(path),
      file: path,
      findings: own.filter(({ origin }) => origin?.path === path),
    })),
  ];
}

function suite(name: string, said: string, cases: readonly Case[]): string {
  const output = said === '' ? '' : `    <system-out>${text(said)}</system-out>\n`;
  const head = `  <testsuite name=${quoted(name)}${counts(cases)}>\n`;
  return `${head}${cases.map((one) => testcase(name, one)).join('')}${output}  </testsuite>\n`;
}

function counts(cases: readonly Case[]): string {
  const failures = cases.filter((one) => resultOf(one) === 'failure').length;
  const skipped = cases.filter((one) => resultOf(one) === 'skipped').length;
  return ` tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}" time="0"`;
}

function resultOf({ findings }: Case): 'passed' | 'failure' | 'skipped' {
  if (findings.some(({ level }) => level === 'error')) return 'failure';
  return findings.some(({ waits }) => waits === true) ? 'skipped' : 'passed';
}

function testcase(suiteName: string, one: Case): string {
  const file = one.file === undefined ? '' : ` file=${quoted(visible(one.file))}`;
  const head = `    <testcase classname=${quoted(suiteName)} name=${quoted(one.name)}${file} time="0"`;
  if (one.findings.length === 0) return `${head}/>\n`;
  const result = resultOf(one);
  const said = one.findings.map(words).join('\n');
  if (result === 'passed') return `${head}>\n      <system-out>${text(said)}</system-out>\n    </testcase>\n`;
  const [first] = one.findings;
  const attributes = `message=${quoted(first === undefined ? '' : `${first.code} ${first.message}`)}`;
  const body =
    result === 'skipped'
      ? `<skipped ${attributes}>${text(said)}</skipped>`
      : `<failure ${attributes} type=${quoted(first?.code ?? '')}>${text(said)}</failure>`;
  return `${head}>\n      ${body}\n    </testcase>\n`;
}

function words({ code, level, message, hint, origin }: Finding): string {
  const at = place(origin);
  return [
    `${at === '' ? '' : `${at}: `}${level} ${code}: ${message}`,
    ...(hint === undefined ? [] : [`  ${hint}`]),
  ].join('\n');
}

/** What is visible has no character that XML cannot hold but these two (XML 1.0, 2.2). */
const text = (value: string): string =>
  value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\ufffe\uffff]/g, '\ufffd');
const quoted = (value: string): string => `"${text(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')}"`;
