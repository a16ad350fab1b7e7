// All manifests -> what this host shall look like. Pure: the number of CPUs and the host's name are parameters.

import { addressBytes, contains, type Network, parseContainerAddress } from '../../schema/address.ts';
import { compareProblems } from '../../schema/load.ts';
import { markAt, problemAt } from '../../schema/mark.ts';
import type { Problem } from '../../schema/problem.ts';
import { expectValue } from '../../schema/reading.ts';
import type { LocatedContainer, LocatedNode, LocatedTemplate, Manifest } from '../../schema/validate.ts';
import { type KeptContainer, restoredContainer } from './kept.ts';
import type { Desired, DesiredContainer, NodeSpec } from './model.ts';
import { resolveContainer } from './resolve-container.ts';
import { resolveFleet } from './resolve-fleet.ts';
import { poolNetworks, resolveNode } from './resolve-node.ts';
import { lonelyCanaries } from './resolve-rollout.ts';
import { resolveRules } from './resolve-rules.ts';
import { resolveTemplate } from './resolve-template.ts';

export interface HostIdentity {
  /** The name Node documents and spec.node use. */
  readonly node: string;
  /** CPUs of the machine, for limits written as percent of it. */
  readonly cpus: number;
}

/**
 * Resolves the manifests of one revision for one host. They must have been loaded without problems; the problems here are those
 * that depend on the host. Containers come sorted by ctid. `known`: containers that were resolved for this host before, from the
 * same documents and templates, and found right; asked with the ctid.
 */
export function resolveDesired(
  manifests: readonly Manifest[],
  { node, cpus }: HostIdentity,
  known: ReadonlyMap<number, KeptContainer> = new Map(),
): { readonly desired: Desired; readonly problems: readonly Problem[] } {
  const own = manifests.find((one): one is LocatedNode => one.kind === 'Node' && one.value.metadata.name === node);
  const nodeSpec = resolveNode(own);
  const pools = poolNetworks(nodeSpec);
  const templates = new Map(manifests.filter(isTemplate).map((one) => [one.value.metadata.name, resolveTemplate(one)]));
  const problems: Problem[] = [];
  const containers: DesiredContainer[] = [];
  for (const manifest of manifests) {
    if (manifest.kind !== 'Container' || !belongsTo(manifest, node)) continue;
    const template = templates.get(manifest.value.spec.template);
    // The loader has reported the missing template.
    if (template === undefined) continue;
    const before = known.get(manifest.value.metadata.ctid);
    if (before !== undefined) {
      containers.push(restoredContainer(before, template.spec));
      continue;
    }
    containers.push(resolveContainer(manifest, template, { cpus, networkClasses: nodeSpec.networkClasses }));
    problems.push(...outsidePools(manifest, nodeSpec, pools), ...unknownClasses(manifest, nodeSpec));
  }
  const here = manifests.filter((one): one is LocatedContainer => one.kind === 'Container' && belongsTo(one, node));
  problems.push(...sharedNetdevs(here), ...lonelyCanaries(own, containers));
  containers.sort((a, b) => a.ctid - b.ctid);
  const described = [...templates.values()].map(({ spec }) => spec.key);
  const rules = resolveRules(manifests, node);
  const rollouts = resolveFleet(manifests, node);
  const desired = {
    ...{ node, nodeSpec, containers, templates: described },
    ...(rules !== undefined && { rules }),
    ...(rollouts.length > 0 && { rollouts }),
  };
  return { desired, problems: problems.sort(compareProblems) };
}

const isTemplate = (manifest: Manifest): manifest is LocatedTemplate => manifest.kind === 'Template';

/** Whether the container is one of the node. */
export function belongsTo(manifest: LocatedContainer, node: string): boolean {
  const wanted = manifest.value.spec.node;
  return wanted === undefined || (typeof wanted === 'string' ? wanted === node : wanted.includes(node));
}

function outsidePools({ source, mark, value }: LocatedContainer, node: NodeSpec, pools: readonly Network[]): Problem[] {
  if (pools.length === 0) return [];
  return (value.spec.ips ?? []).flatMap((written, i) => {
    const address = expectValue(parseContainerAddress(written));
    if (pools.some((pool) => contains(pool, addressBytes(address) ?? []))) return [];
    return [
      problemAt(source, markAt(mark, ['spec', 'ips', i]), {
        code: 'VZR307',
        message: `the address ${address} is in none of this node's address pools`,
        hint: `pools: ${node.addressPools.join(', ')}`,
      }),
    ];
  });
}

function unknownClasses({ source, mark, value }: LocatedContainer, { networkClasses }: NodeSpec): Problem[] {
  const { rate } = value.spec;
  if (!Array.isArray(rate)) return [];
  return rate.flatMap(({ class: number }, i) => {
    if (number === undefined || networkClasses[number] !== undefined) return [];
    const described = Object.keys(networkClasses);
    return [
      problemAt(source, markAt(mark, ['spec', 'rate', i, 'class']), {
        code: 'VZR222',
        message: `class ${number} has no networks on this node`,
        hint: `describe it in spec.networkClasses of the Node, which has ${described.join(', ') || 'none'}`,
      }),
    ];
  });
}

/** An interface is in one container at a time. */
function sharedNetdevs(containers: readonly LocatedContainer[]): Problem[] {
  const owners = new Map<string, string>();
  return containers.flatMap(({ source, mark, value }) =>
    (value.spec.netdevs ?? []).flatMap((name, i) => {
      const owner = owners.get(name);
      owners.set(name, owner ?? value.metadata.name);
      if (owner === undefined) return [];
      const message = `the interface ${name} is for ${owner} already`;
      const fault = { code: 'VZR224', message, hint: 'give it to one of the two' };
      return [problemAt(source, markAt(mark, ['spec', 'netdevs', i]), fault)];
    }),
  );
}
