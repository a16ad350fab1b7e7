// What tests of importers share: text in, manifests out, and what they resolve to.

import { expect } from 'vitest';
import type { Imported } from '../../reconciler/import/foreign.ts';
import { resolveDesired } from '../../reconciler/state/desired.ts';
import type { DesiredContainer } from '../../reconciler/state/model.ts';
import { joinFiles, parseFile } from '../../schema/load.ts';
import { writeManifests } from '../../schema/write.ts';

export const file = (path: string, text: string) => ({ path, bytes: new TextEncoder().encode(text) });

export const textsOf = ({ files }: Imported) =>
  files.map(({ name, drafts }) => ({ name, text: writeManifests(drafts) }));

/** The spec of the only container among them. */
export function specOf(imported: Imported): Readonly<Record<string, unknown>> {
  const values = imported.files.flatMap(({ drafts }) =>
    drafts.map(({ value }) => value as { kind: string; spec: object }),
  );
  const containers = values.filter(({ kind }) => kind === 'Container');
  expect(containers).toHaveLength(1);
  return { ...containers[0]?.spec };
}

/** Remarks as "CODE subject: message", in their order. */
export const remarks = ({ problems }: Imported): readonly string[] =>
  problems.map(({ code, message }) => `${code} ${message}`);

/** What the files amount to. They have to be valid. */
export function resolved(imported: Imported, cpus = 4): readonly DesiredContainer[] {
  const loaded = joinFiles(textsOf(imported).map(({ name, text }) => parseFile(name, new TextEncoder().encode(text))));
  expect(loaded.problems).toEqual([]);
  const { desired, problems } = resolveDesired(loaded.manifests, { node: 'node1', cpus });
  expect(problems).toEqual([]);
  return desired.containers;
}
