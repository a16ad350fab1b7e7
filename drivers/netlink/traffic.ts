// Packet filters on the way in: the clsact queueing discipline (4.5) and classic BPF classifiers in direct-action mode
// (4.4), by RTM_NEWQDISC and RTM_NEWTFILTER (linux/pkt_cls.h). Classic programs need no bpf(2), and the kernel hands
// them back instruction by instruction, so a filter can be compared with the wished one.

import type { IndexedLink } from './address.ts';
import { decodeAttributes, MalformedNetlink, type Message, readU32 } from './codec.ts';
import { NLM_F_CREATE, NLM_F_EXCL, NLM_F_REPLACE, type Request } from './request.ts';

const RTM_NEWQDISC = 36;
const RTM_NEWTFILTER = 44;
const RTM_GETTFILTER = 46;
const TCA_KIND = 1;
const TCA_OPTIONS = 2;
const TCA_BPF_OPS_LEN = 4;
const TCA_BPF_OPS = 5;
const TCA_BPF_FLAGS = 8;
const TCA_BPF_FLAG_ACT_DIRECT = 1;
const TC_H_CLSACT = 0xfffffff1;
const CLSACT_HANDLE = 0xffff0000;
const CLSACT_INGRESS = 0xfffffff2;
const ETH_P_ALL = 3;
const PRIORITY = 1;
const HANDLE = 1;

/** `tc qdisc add dev LINK clsact`; EEXIST when it is there. */
export const addClsact = (link: IndexedLink): Request => ({
  type: RTM_NEWQDISC,
  flags: NLM_F_CREATE | NLM_F_EXCL,
  header: tcmsg(link.index, CLSACT_HANDLE, TC_H_CLSACT, 0),
  attributes: [{ type: TCA_KIND, value: 'clsact' }],
  label: `add qdisc clsact dev ${link.name ?? link.index}`,
});

/** The first ingress filter of a link: made, or replaced without a moment in between. `program`: struct sock_filter[]. */
export const setIngressFilter = (link: IndexedLink, program: Buffer): Request => ({
  type: RTM_NEWTFILTER,
  flags: NLM_F_CREATE | NLM_F_REPLACE,
  header: tcmsg(link.index, HANDLE, CLSACT_INGRESS, FILTER_INFO),
  attributes: [
    { type: TCA_KIND, value: 'bpf' },
    {
      type: TCA_OPTIONS,
      value: [
        { type: TCA_BPF_FLAGS, value: TCA_BPF_FLAG_ACT_DIRECT },
        { type: TCA_BPF_OPS_LEN, value: Buffer.from(Uint16Array.of(program.length / 8).buffer) },
        { type: TCA_BPF_OPS, value: program },
      ],
    },
  ],
  label: `set ingress filter dev ${link.name ?? link.index}`,
});

/** ENOENT or EINVAL when there is none. */
export const getIngressFilter = (link: IndexedLink): Request => ({
  type: RTM_GETTFILTER,
  header: tcmsg(link.index, HANDLE, CLSACT_INGRESS, FILTER_INFO),
  attributes: [{ type: TCA_KIND, value: 'bpf' }],
  label: `get ingress filter dev ${link.name ?? link.index}`,
});

/** The program of a classic BPF filter whose return value is the verdict; undefined for any other filter. */
export function parseFilter({ type, body }: Message): Buffer | undefined {
  if (type !== RTM_NEWTFILTER || body.length < 20) throw new MalformedNetlink(`message ${type} is not a filter`);
  const options = decodeAttributes(decodeAttributes(body, 20).get(TCA_OPTIONS) ?? Buffer.alloc(0));
  const direct = ((readU32(options.get(TCA_BPF_FLAGS)) ?? 0) & TCA_BPF_FLAG_ACT_DIRECT) !== 0;
  return direct ? options.get(TCA_BPF_OPS) : undefined;
}

/** Priority above, protocol (network byte order) below. */
const FILTER_INFO = ((PRIORITY << 16) | (ETH_P_ALL << 8)) >>> 0;

/** struct tcmsg. */
const tcmsg = (index: number, handle: number, parent: number, info: number): number[] => [
  0,
  index,
  handle,
  parent,
  info,
];
