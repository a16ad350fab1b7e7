// `vzreconcile import live [NAME...]`: manifests of containers that this root has, which plan to nothing.

import { joinFiles, type ParsedFile, parseFile } from '../../../schema/load.ts';
import type { Problem } from '../../../schema/problem.ts';
import type { LocatedTemplate } from '../../../schema/validate.ts';
import { writeManifests } from '../../../schema/write.ts';
import { adopt, type KnownTemplate } from '../../import/live.ts';
import { fieldOf } from '../../plan/fields.ts';
import { makePlan } from '../../plan/make.ts';
import type { ContainerPlan } from '../../plan/plan.ts';
import type { Host } from '../../port/host.ts';
import { SourceError } from '../../port/source.ts';
import { acceptAll, acceptWith, everywhereOn } from '../../run/accept.ts';
import { observe } from '../../run/observe.ts';
import { resolveDesired } from '../../state/desired.ts';
import type { ObservedContainer } from '../../state/model.ts';
import { resolveTemplate } from '../../state/resolve-template.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { knownNode } from '../known-node.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { openHost, openManifests } from '../wire.ts';
import { type Delivery, deliver, type OutFile } from './deliver.ts';
import { findContainer } from './find.ts';

export async function importLiveCommand(
  options: Options,
  output: Output,
  names: readonly string[],
  delivery: Delivery,
): Promise<ExitCode> {
  const written = await readWritten(options);
  const host = await openHost(options, await knownNode(options));
  try {
    const { files, problems } = await importLive(host, written, names);
    if (files.length === 0) output.err('every container of this root has a manifest: nothing to import\n');
    else await deliver(files, problems, delivery, { options, output });
    return exitCodes.ok;
  } finally {
    await host.close();
  }
}

/** What is written already, as far as it can be read; a manifest that was lost is the usual reason to be here. */
async function readWritten(options: Options): Promise<readonly ParsedFile[]> {
  try {
    const { source, close } = await openManifests(options, { applying: false });
    try {
      const { files } = await source.read();
      const plain = files.filter(({ kind }) => kind === 'file');
      return await Promise.all(plain.map(async (file) => parseFile(file.path, await file.content())));
    } finally {
      await close();
    }
  } catch (error) {
    if (error instanceof SourceError) return [];
    throw error;
  }
}

/** The files for those that are named, or for all that no manifest describes. */
export async function importLive(
  host: Host,
  written: readonly ParsedFile[],
  names: readonly string[],
): Promise<{ readonly files: readonly OutFile[]; readonly problems: readonly Problem[] }> {
  const all = [...(await observe(host)).containers.values()].sort((one, other) => one.ctid - other.ctid);
  const { manifests } = joinFiles(written);
  const described = new Set(manifests.flatMap((one) => (one.kind === 'Container' ? [one.value.metadata.ctid] : [])));
  const chosen =
    names.length === 0 ? all.filter(({ ctid }) => !described.has(ctid)) : names.map((name) => findContainer(all, name));
  const templates = manifests.filter((one): one is LocatedTemplate => one.kind === 'Template');
  const known = templates.map((one): KnownTemplate => {
    const { spec, init, haltSignal } = resolveTemplate(one);
    return { name: spec.name, key: spec.key, init, haltSignal };
  });
  const adopted = adopt(chosen, known, everywhereOn(host));
  const files = adopted.flatMap(({ name, drafts }) =>
    drafts.length === 0 ? [] : [{ name, text: writeManifests(drafts) }],
  );
  const unkept = await remaining(host, chosen, files, written.map(withoutContainers));
  return { files, problems: [...adopted.flatMap(({ problems }) => problems), ...unkept] };
}

const isContainer = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'Container';

const withoutContainers = (file: ParsedFile): ParsedFile => ({
  ...file,
  documents: file.documents.filter(({ value }) => !isContainer(value)),
});

/** What a plan of the files would still do to the containers: what this host shows in another way than manifests say it. */
async function remaining(
  host: Host,
  chosen: readonly ObservedContainer[],
  files: readonly OutFile[],
  others: readonly ParsedFile[],
): Promise<readonly Problem[]> {
  const parsed = files.map(({ name, text }) => parseFile(name, new TextEncoder().encode(text)));
  const { manifests } = joinFiles([...others, ...parsed]);
  const { desired } = resolveDesired(manifests, await host.facts());
  const described = new Set(desired.containers.map(({ ctid }) => ctid));
  const containers = new Map(chosen.flatMap((one) => (described.has(one.ctid) ? [[one.ctid, one] as const] : [])));
  const observed = { containers, templates: await host.templates.present() };
  const accepted = await acceptAll(host, acceptWith(host, new Set()), desired, observed);
  const plan = makePlan({ desired, observed, accepted, revision: 'import' });
  return plan.containers.flatMap(differences);
}

function differences({ name, changes, refusals, origin }: ContainerPlan): readonly Problem[] {
  const place = { origin: origin ?? { path: `${name}.yaml`, line: 1, col: 1 } };
  return [
    ...changes.map(({ pointer, was, wants, origin: at = place.origin }): Problem => {
      const { label, format } = fieldOf(pointer);
      const values = [was, wants].map((value) => (value === undefined ? '(none)' : format(value)));
      const message = `a plan still changes ${label}: ${values.join(' -> ')}`;
      return { code: 'VZR290', severity: 'warning', origin: at, message };
    }),
    ...refusals.map(({ code, reason, hint, origin: at = place.origin }): Problem => {
      return { code, severity: 'warning', origin: at, message: reason, ...(hint !== undefined && { hint }) };
    }),
  ];
}
