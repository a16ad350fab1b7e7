// A report as SARIF, for code scanning. Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".

import type { Digest } from './effect.ts';
import { fingerprints } from './fingerprint.ts';
import { visible } from './format.ts';
import { type Finding, findingsOf, findingWords, otherCodes, type Report, settingFindings } from './report.ts';

export interface SarifOptions {
  readonly version: string;
  /** What the codes mean. */
  readonly rules: ReadonlyMap<string, string>;
  readonly digest: Digest;
}

/** One run, two spaces deep, ending in a newline. */
export function renderSarif(report: Report, { version, rules, digest }: SarifOptions): string {
  const findings = [...findingsOf(report), ...settingFindings(report)];
  const ids = fingerprints(findings, digest);
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const run = {
    tool: {
      driver: {
        name: 'vzreconcile',
        version,
        semanticVersion: version,
        rules: codes.map((code) => rule(code, rules.get(code) ?? otherCodes[code] ?? code)),
      },
    },
    // One for each set of nodes: the results of two do not replace each other.
    automationDetails: { id: ['vzreconcile', ...report.nodes.map(visible)].join('/').concat('/') },
    columnKind: 'unicodeCodePoints',
    invocations: [{ executionSuccessful: true }],
    results: findings.map((finding, index) => ({
      ruleId: finding.code,
      ruleIndex: codes.indexOf(finding.code),
      level: finding.level,
      message: { text: messageOf(finding, report) },
      locations: [location(finding)],
      // The name under which GitHub looks for it.
      partialFingerprints: { primaryLocationLineHash: ids[index] },
    })),
  };
  const schema = 'https://json.schemastore.org/sarif-2.1.0.json';
  return `${JSON.stringify({ $schema: schema, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

const rule = (id: string, text: string) => ({
  id,
  shortDescription: { text: sentence(text) },
  help: { text: `${id}: ${sentence(text)} The message of each result says what to do about it.` },
});

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

/** In SARIF's messages brackets make links and braces placeholders (3.11.5, 3.11.6). */
function messageOf(finding: Finding, report: Report): string {
  const text = findingWords(finding, report);
  const whole = finding.hint === undefined ? text : `${text}\n${finding.hint}`;
  return whole
    .replace(/[\\[\]]/g, '\\$&')
    .replaceAll('{', '{{')
    .replaceAll('}', '}}');
}

function location({ origin, endCol }: Finding) {
  if (origin === undefined) return { physicalLocation: { artifactLocation: { uri: '.', uriBaseId: '%SRCROOT%' } } };
  const { path, line, col } = origin;
  const region = {
    startLine: line,
    startColumn: col,
    ...(endCol !== undefined && { endLine: line, endColumn: endCol }),
  };
  return { physicalLocation: { artifactLocation: artifact(path), region } };
}

/** Relative to the repository; a place outside of it is a file URI. */
function artifact(path: string): { readonly uri: string; readonly uriBaseId?: string } {
  // A lone surrogate has no UTF-8 to be escaped.
  const uri = path
    .split('/')
    .map((part) => encodeURIComponent(visible(part)))
    .join('/');
  return path.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: '%SRCROOT%' };
}
