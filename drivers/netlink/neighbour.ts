// Proxy neighbours, `ip neigh add proxy`: answer ARP and neighbour solicitations for an address that lives elsewhere.
// RTM_NEWNEIGH, RTM_DELNEIGH, RTM_GETNEIGH (rtnetlink(7), linux/neighbour.h).

import { formatAddress } from '../../schema/address.ts';
import { binary, type IndexedLink } from './address.ts';
import { decodeAttributes, MalformedNetlink, type Message, u8 } from './codec.ts';
import { NLM_F_CREATE, NLM_F_REPLACE, type Request } from './request.ts';

const RTM_NEWNEIGH = 28;
const RTM_DELNEIGH = 29;
const RTM_GETNEIGH = 30;
const NDA_DST = 1;
const NDA_PROTOCOL = 12;
const NTF_PROXY = 8;

export interface ProxyNeighbour {
  readonly address: string;
  readonly index: number;
  /** Who made it; 0: unknown (an ordinary administrator, or a kernel before 5.2). */
  readonly protocol: number;
}

export const addProxy = (link: IndexedLink, address: string, protocol: number): Request => ({
  type: RTM_NEWNEIGH,
  flags: NLM_F_CREATE | NLM_F_REPLACE,
  header: ndmsg(link.index, binary(address).family),
  attributes: [
    { type: NDA_DST, value: binary(address).bytes },
    { type: NDA_PROTOCOL, value: u8(protocol) },
  ],
  label: `add proxy neighbour ${address} dev ${link.name ?? link.index}`,
});

export const deleteProxy = (link: IndexedLink, address: string): Request => ({
  type: RTM_DELNEIGH,
  header: ndmsg(link.index, binary(address).family),
  attributes: [{ type: NDA_DST, value: binary(address).bytes }],
  label: `delete proxy neighbour ${address} dev ${link.name ?? link.index}`,
});

/** Proxy entries of both families on all links. */
export const dumpProxies = (): Request => ({ type: RTM_GETNEIGH, header: ndmsg(0, 0), label: 'dump proxy neighbours' });

export function parseProxy({ type, body }: Message): ProxyNeighbour {
  if (type !== RTM_NEWNEIGH || body.length < 12) throw new MalformedNetlink(`message ${type} is not a neighbour`);
  const attributes = decodeAttributes(body, 12);
  const address = attributes.get(NDA_DST);
  if (address === undefined) throw new MalformedNetlink('a neighbour without an address');
  return {
    address: formatAddress([...address]),
    index: body.readInt32LE(4),
    protocol: attributes.get(NDA_PROTOCOL)?.[0] ?? 0,
  };
}

/** struct ndmsg. */
const ndmsg = (index: number, family: number): number[] => [family, index, NTF_PROXY << 16];
