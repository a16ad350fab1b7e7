// Rules of the packet filter: nftables over nfnetlink, <linux/netfilter/nf_tables.h>, of the network namespace of the client.

import type { NetlinkClient } from './client.ts';
import { NetlinkError } from './request.ts';

export const NETLINK_NETFILTER = 12;
const [NFNL_SUBSYS_NFTABLES, NFT_MSG_NEWRULE, NFT_MSG_GETRULE] = [10, 6, 7] as const;

/** undefined where this kernel has no nftables. */
export function countRules(client: NetlinkClient): number | undefined {
  try {
    const type = NFNL_SUBSYS_NFTABLES * 0x100;
    // struct nfgenmsg: of every family.
    const { messages } = client.dump({ type: type + NFT_MSG_GETRULE, header: [0], label: 'list rules of nftables' });
    return messages.filter((message) => message.type === type + NFT_MSG_NEWRULE).length;
  } catch (error) {
    if (error instanceof NetlinkError && ['EINVAL', 'EOPNOTSUPP', 'ENOENT'].includes(error.code)) return undefined;
    throw error;
  }
}
