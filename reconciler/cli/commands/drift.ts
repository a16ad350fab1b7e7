// `vzreconcile drift [NAME]`: what was changed by hand on this host as edits of the manifests: a diff, or a commit on a branch of the
// local repository. Nothing on the host changes; once the branch is merged there is nothing to correct.

import { printable } from '../../../schema/reading.ts';
import { unifiedDiff } from '../../import/unified-diff.ts';
import { count } from '../../plan/format.ts';
import type { ContainerPlan } from '../../plan/plan.ts';
import { type FoundDrift, findDrift, sentence } from '../../run/drift.ts';
import { UsageError } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { jsonDocument } from '../json.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { openHost, openManifests } from '../wire.ts';
import { commitDrift, requireBranch } from '../wire-drift.ts';
import { complain } from './complain.ts';
import { findContainer } from './find.ts';

export async function driftCommand(
  options: Options,
  output: Output,
  name?: string,
  branch?: string,
): Promise<ExitCode> {
  if (branch !== undefined) requireBranch(options);
  const manifests = await openManifests(options, { applying: false });
  try {
    const loaded = await manifests.load();
    if ((await complain(loaded, options, output)) || loaded.desired === undefined) return exitCodes.invalid;
    const snapshot = await manifests.source.read();
    if (snapshot.revision.id !== loaded.revision.id)
      throw new UsageError('the manifests have changed while they were read', { hint: 'run it again' });
    const plain = snapshot.files.filter(({ kind }) => kind === 'file');
    const files = new Map<string, string>();
    // A byte order mark stays where it is.
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    for (const file of plain) files.set(file.path, decoder.decode(await file.content()));
    const host = await openHost(options, loaded.desired.nodeSpec);
    const choose = name === undefined ? undefined : (all: readonly ContainerPlan[]) => findContainer(all, name);
    const found = await findDrift(host, loaded.desired, files, choose).finally(() => host.close());
    const commit =
      branch && found.edited.size > 0 ? await commitDrift(options, snapshot.revision, branch, found) : undefined;
    report(found, files, {
      options,
      output,
      ...(branch !== undefined && { branch }),
      ...(commit !== undefined && { commit }),
    });
    if (found.unsaid.length > 0) return exitCodes.error;
    return found.drifts.length > 0 && options.detailedExitcode ? exitCodes.changes : exitCodes.ok;
  } finally {
    await manifests.close();
  }
}

function report(
  { drifts, edited, unsaid }: FoundDrift,
  files: ReadonlyMap<string, string>,
  to: { readonly options: Options; readonly output: Output; readonly branch?: string; readonly commit?: string },
): void {
  const { options, output, branch, commit } = to;
  const diff = [...edited]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, text]) => unifiedDiff(path, files.get(path) ?? '', text))
    .join('');
  for (const text of unsaid) output.err(`warning: ${printable(text)}\n`);
  if (options.output === 'json') {
    const listed = drifts.map(({ container: { ctid, name }, changes }) => ({
      ...{ ctid, name },
      changes: changes.map(({ pointer, was, wants }) => ({ pointer, was, wants })),
    }));
    output.out(
      jsonDocument(
        { drift: listed, diff, ...(branch !== undefined && { branch }), ...(commit !== undefined && { commit }) },
        unsaid.map((message) => ({ code: 'warning', severity: 'warning', message })),
      ),
    );
    return;
  }
  if (drifts.length === 0) output.out('No drift: everything is as it was applied.\n');
  else if (commit === undefined) output.out(diff);
  else {
    for (const { container, changes } of drifts)
      for (const change of changes) output.out(`${container.name}: ${printable(sentence(change))}\n`);
    output.out(`${branch}: ${commit.slice(0, 12)}, ${count(edited.size, 'file')} of manifests\n`);
    output.out(`Next: git push origin ${branch}, and ask for it to be merged\n`);
  }
}
