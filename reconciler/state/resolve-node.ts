// The Node document of this host -> NodeSpec, defaults filled in.

import { type Network, parseNetwork } from '../../schema/address.ts';
import { markAt, originOf } from '../../schema/mark.ts';
import { readClasses } from '../../schema/rate.ts';
import { expectValue } from '../../schema/reading.ts';
import { asCtid, parseSize } from '../../schema/units.ts';
import type { LocatedNode } from '../../schema/validate.ts';
import type { NodeSpec } from './model.ts';
import { resolveRollout } from './resolve-rollout.ts';

/** Without a document: any pool, any address, nothing checked, nothing protected. */
export function resolveNode(manifest: LocatedNode | undefined): NodeSpec {
  const spec = manifest?.value.spec ?? {};
  const { backend = 'auto', path, size, quotatime } = spec.pool ?? {};
  const rollout = resolveRollout(spec.rollout);
  return {
    pool: {
      backend,
      ...(path === undefined ? {} : { path }),
      ...(quotatime === undefined ? {} : { quotatime }),
      ...(size === undefined ? {} : { size: expectValue(parseSize(size)) }),
    },
    ...(spec.uplink === undefined ? {} : { uplink: spec.uplink }),
    ...(manifest !== undefined && spec.machineId !== undefined && { machine: machineOf(manifest, spec.machineId) }),
    networkClasses: manifest === undefined ? none : classesOf(manifest),
    addressPools: spec.addressPools ?? [],
    overcommit: { ...spec.overcommit },
    ...(rollout === undefined ? {} : { rollout }),
    ...(spec.reconcile === undefined ? {} : { reconcile: spec.reconcile }),
    protected: [...new Set(spec.protected ?? [])].sort((a, b) => a - b).map(asCtid),
  };
}

const machineOf = ({ source, mark }: LocatedNode, id: string): NonNullable<NodeSpec['machine']> => ({
  id,
  origin: originOf(source, markAt(mark, ['spec', 'machineId'])),
});

const none: NodeSpec['networkClasses'] = {};
const known = new WeakMap<LocatedNode, NodeSpec['networkClasses']>();

/** The same object for the same document: whether containers can stay as they were is decided by it. */
function classesOf(manifest: LocatedNode): NodeSpec['networkClasses'] {
  const written = manifest.value.spec.networkClasses;
  if (written === undefined) return none;
  const classes = known.get(manifest) ?? Object.fromEntries(expectValue(readClasses(written)));
  known.set(manifest, classes);
  return classes;
}

/** The pools as networks; the schema has checked them. */
export const poolNetworks = (node: NodeSpec): readonly Network[] =>
  node.addressPools.map((pool) => expectValue(parseNetwork(pool)));
