// Rules that choose a routing table: RTM_GETRULE (ip-rule(8), linux/fib_rules.h).

import { formatAddress } from '../../schema/address.ts';
import { AF_INET, AF_INET6 } from './address.ts';
import { decodeAttributes, MalformedNetlink, type Message, readText, readU32 } from './codec.ts';
import type { Request } from './request.ts';
import type { Family } from './route.ts';

const RTM_NEWRULE = 32;
const RTM_GETRULE = 34;
const [FRA_DST, FRA_SRC, FRA_IIFNAME, FRA_PRIORITY, FRA_FWMARK] = [1, 2, 3, 6, 10] as const;
const [FRA_TABLE, FRA_OIFNAME, FRA_PROTOCOL] = [15, 17, 21] as const;
const FR_ACT_TO_TBL = 1;

export interface PolicyRule {
  readonly family: Family;
  readonly priority: number;
  /** RTPROT_KERNEL is 2. */
  readonly protocol: number;
  /** What `ip rule` would say of it, as far as that is read here: "from 10.0.0.0/8 lookup 42". */
  readonly words: string;
}

export const dumpPolicyRules = (family: Family): Request => ({
  type: RTM_GETRULE,
  header: [family === 'ipv4' ? AF_INET : AF_INET6, 0, 0],
  label: `dump ${family} routing rules`,
});

/** struct fib_rule_hdr: family, dst_len, src_len, tos, table, two reserved, action, flags. */
export function parsePolicyRule({ type, body }: Message): PolicyRule {
  if (type !== RTM_NEWRULE || body.length < 12) throw new MalformedNetlink(`message ${type} is not a routing rule`);
  const attributes = decodeAttributes(body, 12);
  const network = (at: number, prefix = 0): string | undefined => {
    const bytes = attributes.get(at);
    return bytes && `${formatAddress([...bytes])}/${prefix}`;
  };
  const source = network(FRA_SRC, body[2]) ?? 'all';
  const target = network(FRA_DST, body[1]);
  const mark = readU32(attributes.get(FRA_FWMARK)) ?? 0;
  const [from, to] = [readText(attributes.get(FRA_IIFNAME)), readText(attributes.get(FRA_OIFNAME))];
  const action = body[7] ?? 0;
  const table = readU32(attributes.get(FRA_TABLE)) ?? body[4] ?? 0;
  return {
    family: body[0] === AF_INET ? 'ipv4' : 'ipv6',
    priority: readU32(attributes.get(FRA_PRIORITY)) ?? 0,
    protocol: attributes.get(FRA_PROTOCOL)?.[0] ?? 0,
    words: [
      `from ${source}`,
      ...(target === undefined ? [] : [`to ${target}`]),
      ...(mark === 0 ? [] : [`fwmark ${mark}`]),
      ...(from === undefined ? [] : [`iif ${from}`]),
      ...(to === undefined ? [] : [`oif ${to}`]),
      action === FR_ACT_TO_TBL ? `lookup ${table}` : `action ${action}`,
    ].join(' '),
  };
}
