// `vzreconcile render [NAME]`: the manifests of this node as they come out of profiles and defaults. Needs no host.

import type { Origin } from '../../../schema/problem.ts';
import { writeManifests } from '../../../schema/write.ts';
import { type Effective, effectiveManifests } from '../../state/effective.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { jsonDocument, jsonProblems } from '../json.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { openManifests } from '../wire.ts';
import { complain } from './complain.ts';
import { findContainer } from './find.ts';

export async function renderCommand(
  options: Options,
  output: Output,
  name: string | undefined,
  origins: boolean,
): Promise<ExitCode> {
  const manifests = await openManifests(options, { applying: false });
  try {
    const loaded = await manifests.load();
    if ((await complain(loaded, options, output)) || loaded.manifests === undefined) return exitCodes.invalid;
    const all = effectiveManifests(loaded.manifests, options.node);
    const shown = name === undefined ? all : [findContainer(all.filter(isContainer), name)];
    if (options.output === 'json') {
      const documents = shown.map((one) => ({
        manifest: one.value,
        ...(origins && { origins: Object.fromEntries(placesOf(one)) }),
      }));
      const { revision } = loaded;
      output.out(jsonDocument({ revision: revision.label, node: options.node, documents }, jsonProblems(loaded)));
    } else if (shown.length > 0) {
      output.out(writeManifests(shown.map((one) => ({ value: one.value, ...(origins && notes(one)) }))));
    }
    return loaded.stale === undefined ? exitCodes.ok : exitCodes.error;
  } finally {
    await manifests.close();
  }
}

const isContainer = (one: Effective): one is Effective & { readonly ctid: NonNullable<Effective['ctid']> } =>
  one.ctid !== undefined;

const placed = ({ path, line, col }: Origin): string => `${path}:${line}:${col}`;

/** A comment at each value, and one above the document. apiVersion and kind are nobody's choice. */
const notes = ({ origin, originAt }: Effective) => ({
  head: [`${origin.path}:${origin.line}`],
  beside: (path: readonly (string | number)[]) =>
    path[0] === 'metadata' || path[0] === 'spec' ? placed(originAt(path)) : undefined,
});

/** JSON Pointer -> place, for every value that is not a mapping or list of others. */
function placesOf({ value, originAt }: Effective): readonly [string, object][] {
  const places: [string, object][] = [];
  const visit = (part: unknown, path: readonly (string | number)[]): void => {
    const inner = typeof part === 'object' && part !== null ? Object.entries(part) : [];
    for (const [key, below] of inner) visit(below, [...path, Array.isArray(part) ? Number(key) : key]);
    if (inner.length > 0 || (path[0] !== 'metadata' && path[0] !== 'spec')) return;
    const { path: file, line, col } = originAt(path);
    const steps = path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'));
    places.push([`/${steps.join('/')}`, { path: file, line, column: col }]);
  };
  visit(value, []);
  return places;
}
