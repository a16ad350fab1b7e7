// Rollout documents -> the stages of one node, and names in them that stand for nobody.
// Codes: VZR576 (a pattern), VZR584 (a node that is skipped).

import { fitsGlob } from '../../schema/glob.ts';
import { markAt, problemAt } from '../../schema/mark.ts';
import type { Problem } from '../../schema/problem.ts';
import { expectValue, shown } from '../../schema/reading.ts';
import { parseDuration } from '../../schema/units.ts';
import type { LocatedRollout, Manifest } from '../../schema/validate.ts';
import type { FleetStage, NodeRollout } from './fleet.ts';

/** Seconds: the schema's default. */
const TIMEOUT = 1800;

/** The rollouts that name the node, in the order of their names. */
export function resolveFleet(manifests: readonly Manifest[], node: string): readonly NodeRollout[] {
  const documents = manifests.filter(isRollout);
  if (documents.length === 0) return [];
  const hosts = hostsOf(manifests);
  return documents
    .flatMap((document): NodeRollout[] => {
      const stages = stagesOf(document, hosts, node);
      const at = stages.findIndex(({ nodes }) => nodes.includes(node));
      const { metadata, spec } = document.value;
      const timeout = spec.timeout === undefined ? TIMEOUT : expectValue(parseDuration(spec.timeout));
      const skip = spec.skip !== undefined && spec.skip.length > 0 ? { skip: [...spec.skip].sort() } : {};
      return at === -1 ? [] : [{ name: metadata.name, origin: document.origin, stages, at, timeout, ...skip }];
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

const isRollout = (manifest: Manifest): manifest is LocatedRollout => manifest.kind === 'Rollout';

const hostsOf = (manifests: readonly Manifest[]): readonly string[] =>
  manifests.flatMap((one) => (one.kind === 'Node' ? [one.value.metadata.name] : []));

/** A host is in the first stage that names it. This one needs no document to be meant by a pattern. */
function stagesOf({ value }: LocatedRollout, hosts: readonly string[], node: string): readonly FleetStage[] {
  const taken = new Set<string>();
  return value.spec.stages.map(({ nodes: patterns, soak = 0, maxUnavailable }) => {
    const named = patterns.flatMap((pattern) =>
      pattern.includes('*') ? [...hosts, node].filter((host) => fitsGlob(pattern, host)) : [pattern],
    );
    const nodes = [...new Set(named)].filter((host) => !taken.has(host)).sort();
    for (const host of nodes) taken.add(host);
    return {
      nodes,
      soak: expectValue(parseDuration(soak)),
      ...(maxUnavailable !== undefined && { maxUnavailable }),
    };
  });
}

/** A misspelled canary would be none, and everybody would go without one; a misspelled machine that is gone would be waited for. */
export function lonelyNames(manifests: readonly Manifest[]): readonly Problem[] {
  const hosts = hostsOf(manifests);
  return manifests.filter(isRollout).flatMap(({ source, mark, value: { spec } }) => [
    ...spec.stages.flatMap(({ nodes }, stage) =>
      nodes.flatMap((pattern, i) => {
        if (!pattern.includes('*') || hosts.some((host) => fitsGlob(pattern, host))) return [];
        const fault = {
          code: 'VZR576',
          message: `no Node document has a name like ${shown(pattern)}`,
          hint: 'patterns stand for hosts that have one; write names, or add Node documents',
        };
        return [problemAt(source, markAt(mark, ['spec', 'stages', stage, 'nodes', i]), fault)];
      }),
    ),
    ...(spec.skip ?? []).flatMap((name, i) => {
      if (spec.stages.some(({ nodes }) => nodes.some((pattern) => fitsGlob(pattern, name)))) return [];
      const fault = {
        code: 'VZR584',
        message: `no stage has ${shown(name)}, and nobody waits for it`,
        hint: 'write the name of a host as a stage does, or remove it',
      };
      return [problemAt(source, markAt(mark, ['spec', 'skip', i]), fault)];
    }),
  ]);
}
