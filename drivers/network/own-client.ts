// rtnetlink spoken for one root: the marks it sets and recognises name that root, so that several can share a host.

import type { Ctid } from '../../schema/units.ts';
import { NetlinkClient } from '../netlink/client.ts';
import type { Link } from '../netlink/link.ts';

export class OwnClient extends NetlinkClient {
  readonly root: string;
  /** Addresses being given to containers, not yet routed. */
  readonly promised = new Map<string, Ctid>();
  /**
   * Containers whose links have more than every container's, so that nobody asks the others: known from the first look at
   * all links on, undefined before.
   */
  furnished = new Set<Ctid>();
  surveyed = false;
  /** Of the last look at all links. */
  bridges: ReadonlyMap<string, NonNullable<Link['bridge']>> = new Map();
  constructor(root: string) {
    super();
    this.root = root;
  }
}
