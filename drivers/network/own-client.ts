// rtnetlink spoken for one root: the marks it sets and recognises name that root, so that several can share a host.

import { NetlinkClient } from '../netlink/client.ts';

export class OwnClient extends NetlinkClient {
  readonly root: string;
  constructor(root: string) {
    super();
    this.root = root;
  }
}
