// Brings a report to where it was asked for: stdout, the files of --report, and what GitHub Actions reads after a step.

import { appendFile, readFile } from 'node:fs/promises';
import { outputsOf, renderGithub } from '../plan/render-github.ts';
import { renderGitlab, renderGitlabPlan } from '../plan/render-gitlab.ts';
import { renderJunit } from '../plan/render-junit.ts';
import { renderMarkdown } from '../plan/render-markdown.ts';
import { renderSarif } from '../plan/render-sarif.ts';
import type { Report } from '../plan/report.ts';
import { digest } from '../run/digest.ts';
import { writeNamed, writingTo } from './named-file.ts';
import type { Format, Options } from './options.ts';
import type { Output } from './output.ts';
import { version } from './version.ts';

/** A report and what only the command knows how to print of it. */
export interface Printed {
  readonly report: Report;
  text(options: { readonly color: boolean }): string;
  json(): string;
}

/** Formats that are one document, printed when all is known; the others go along with what happens. */
export const isDocument = (format: Format): boolean => !['text', 'markdown'].includes(format);

/** Prints the report unless `printed` says that it was, and writes what else was asked for. Throws UsageError. */
export async function deliver(
  printed: Printed,
  options: Options,
  output: Output,
  { silent = false }: { readonly silent?: boolean } = {},
): Promise<void> {
  if (!silent) output.out(await rendered(options.output, printed, output.color));
  if (options.output === 'github') await tellActions(printed.report);
  for (const { format, path } of options.reports) {
    const text = await rendered(format, printed, false);
    await writeNamed(`--report ${format}`, path, text);
  }
}

async function rendered(format: Format, printed: Printed, color: boolean): Promise<string> {
  const { report } = printed;
  switch (format) {
    case 'text':
      return printed.text({ color });
    case 'json':
      return printed.json();
    case 'markdown':
      return renderMarkdown(report);
    case 'github':
      return renderGithub(report, printed.text({ color: false }));
    case 'gitlab':
      return renderGitlab(report, digest);
    case 'gitlab-plan':
      return renderGitlabPlan(report);
    case 'sarif':
      return renderSarif(report, { version: version(), rules: await codeTable(), digest });
    case 'junit':
      return renderJunit(report);
  }
}

/** The tables of problem codes, which are kept where people read them. The build copies the file into dist/. */
async function codeTable(): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(new URL('../../schema/README.md', import.meta.url), 'utf8');
  const rows = text.matchAll(/^\| (VZR\d{3}) \| (.*?) *\|$/gm);
  return new Map([...rows].map(([, code = '', meaning = '']) => [code, meaning.replaceAll('\\|', '|')]));
}

/** The page of the job, and the values that later steps see as steps.<id>.outputs. Both files are added to. */
async function tellActions(report: Report): Promise<void> {
  const { GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: outputs } = process.env;
  if (summary) await writingTo('GITHUB_STEP_SUMMARY', summary, () => appendFile(summary, renderMarkdown(report)));
  const lines = [...outputsOf(report)].map(([name, value]) => `${name}=${value}\n`);
  if (outputs) await writingTo('GITHUB_OUTPUT', outputs, () => appendFile(outputs, lines.join('')));
}
