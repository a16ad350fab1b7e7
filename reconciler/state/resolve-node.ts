// The Node document of this host -> NodeSpec, defaults filled in.

import { type Network, parseNetwork } from '../../schema/address.ts';
import { expectValue } from '../../schema/reading.ts';
import { asCtid, parseSize } from '../../schema/units.ts';
import type { LocatedNode } from '../../schema/validate.ts';
import type { NodeSpec } from './model.ts';

/** Without a document: any pool, any address, nothing checked, nothing protected. */
export function resolveNode(manifest: LocatedNode | undefined): NodeSpec {
  const spec = manifest?.value.spec ?? {};
  const { backend = 'auto', path, size } = spec.pool ?? {};
  return {
    pool: {
      backend,
      ...(path === undefined ? {} : { path }),
      ...(size === undefined ? {} : { size: expectValue(parseSize(size)) }),
    },
    ...(spec.uplink === undefined ? {} : { uplink: spec.uplink }),
    addressPools: spec.addressPools ?? [],
    overcommit: { ...spec.overcommit },
    protected: [...new Set(spec.protected ?? [])].sort((a, b) => a - b).map(asCtid),
  };
}

/** The pools as networks; the schema has checked them. */
export const poolNetworks = (node: NodeSpec): readonly Network[] =>
  node.addressPools.map((pool) => expectValue(parseNetwork(pool)));
