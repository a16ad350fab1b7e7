// A report for GitLab's merge requests: findings as a code quality report, and the numbers of the plan widget.
// Source: docs.gitlab.com, "Code Quality report format" and "artifacts:reports:terraform".

import type { Digest } from './effect.ts';
import { fingerprints } from './fingerprint.ts';
import { visible } from './format.ts';
import { findingsOf, findingWords, type Report, settingFindings } from './report.ts';
import { summarize } from './summary.ts';

const severities = { error: 'critical', warning: 'minor', note: 'info' } as const;

/** A JSON list that ends in a newline; an empty one when there is nothing to say. */
export function renderGitlab(report: Report, digest: Digest): string {
  const findings = [...findingsOf(report), ...settingFindings(report)];
  const ids = fingerprints(findings, digest);
  const list = findings.map((finding, index) => {
    const text = findingWords(finding, report);
    return {
      description: finding.hint === undefined ? text : `${text} (${finding.hint})`,
      check_name: finding.code,
      fingerprint: ids[index],
      severity: severities[finding.level],
      // A place is required; what is about a whole plan is shown at the top of the tree.
      location: { path: visible(finding.origin?.path ?? '.'), lines: { begin: finding.origin?.line ?? 1 } },
    };
  });
  return `${JSON.stringify(list, null, 2)}\n`;
}

/** {create, update, delete}, of which the widget makes "1 to add, 2 to change, 3 to delete". A recreate is one of each. */
export function renderGitlabPlan(report: Report): string {
  const widget = { create: 0, update: 0, delete: 0 };
  for (const plan of report.plans) {
    const sum = summarize(plan);
    widget.create += sum.create + sum.recreate;
    widget.update += sum.change + sum.restart;
    widget.delete += sum.delete + sum.recreate;
  }
  return `${JSON.stringify(widget)}\n`;
}
