// Packet filters on the way in: the clsact queueing discipline (4.5) and classic BPF classifiers in direct-action mode
// (4.4), by RTM_NEWQDISC and RTM_NEWTFILTER (linux/pkt_cls.h). Classic programs need no bpf(2), and the kernel hands
// them back instruction by instruction, so a filter can be compared with the wished one.

import type { IndexedLink } from './address.ts';
import { type Attribute, type Attributes, decodeAttributes, MalformedNetlink, type Message, readU32 } from './codec.ts';
import { NLM_F_CREATE, NLM_F_EXCL, NLM_F_REPLACE, type Request } from './request.ts';

const RTM_NEWQDISC = 36;
const RTM_NEWTFILTER = 44;
const RTM_DELTFILTER = 45;
const RTM_GETTFILTER = 46;
const TCA_KIND = 1;
const TCA_OPTIONS = 2;
const TCA_BPF_ACT = 1;
const TCA_BPF_OPS_LEN = 4;
const TCA_BPF_OPS = 5;
const TCA_BPF_FLAGS = 8;
const TCA_BPF_FLAG_ACT_DIRECT = 1;
const TC_H_CLSACT = 0xfffffff1;
const CLSACT_HANDLE = 0xffff0000;
const CLSACT_INGRESS = 0xfffffff2;
const ETH_P_ALL = 3;
const TCA_ACT_KIND = 1;
const TCA_ACT_OPTIONS = 2;
const TCA_MIRRED_PARMS = 2;
const TC_ACT_STOLEN = 4;
const TCA_EGRESS_REDIR = 1;
/** Of the first filter, and of the one after it. */
const PRIORITY = 1;
const LATER = 2;
const HANDLE = 1;
/** BPF_RET of -1: every packet. */
const EVERYTHING = Buffer.from([0x06, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]);

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
export const deleteIngressFilter = (link: IndexedLink): Request => deleteFilters(link, FILTER_INFO);

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

/** `tc filter ... action mirred egress redirect dev TARGET`: what the first filter lets through goes out of another link. */
export const setRedirect = (link: IndexedLink, target: IndexedLink): Request => ({
  type: RTM_NEWTFILTER,
  flags: NLM_F_CREATE | NLM_F_REPLACE,
  header: tcmsg(link.index, HANDLE, CLSACT_INGRESS, REDIRECT_INFO),
  attributes: [
    { type: TCA_KIND, value: 'bpf' },
    {
      type: TCA_OPTIONS,
      value: [
        { type: TCA_BPF_OPS_LEN, value: Buffer.from(Uint16Array.of(EVERYTHING.length / 8).buffer) },
        { type: TCA_BPF_OPS, value: EVERYTHING },
        { type: TCA_BPF_ACT, value: [{ type: 1, value: mirred(target) }] },
      ],
    },
  ],
  label: `set redirection dev ${link.name ?? link.index}`,
});

const mirred = (target: IndexedLink): Attribute[] => [
  { type: TCA_ACT_KIND, value: 'mirred' },
  {
    type: TCA_ACT_OPTIONS,
    // struct tc_mirred: index, capab, action, refcnt, bindcnt; eaction, ifindex.
    value: [{ type: TCA_MIRRED_PARMS, value: { header: [0, 0, TC_ACT_STOLEN, 0, 0, TCA_EGRESS_REDIR, target.index] } }],
  },
];

/** ENOENT or EINVAL when there is none. */
export const getRedirect = (link: IndexedLink): Request => ({
  type: RTM_GETTFILTER,
  header: tcmsg(link.index, HANDLE, CLSACT_INGRESS, REDIRECT_INFO),
  attributes: [{ type: TCA_KIND, value: 'bpf' }],
  label: `get redirection dev ${link.name ?? link.index}`,
});

/** ENOENT or EINVAL when there is none. */
export const deleteRedirect = (link: IndexedLink): Request => deleteFilters(link, REDIRECT_INFO);

const deleteFilters = (link: IndexedLink, info: number): Request => ({
  type: RTM_DELTFILTER,
  header: tcmsg(link.index, 0, CLSACT_INGRESS, info),
  attributes: [{ type: TCA_KIND, value: 'bpf' }],
  label: `delete filter ${info >>> 16} dev ${link.name ?? link.index}`,
});

/** The index of the link that everything goes out of; undefined when it is not as setRedirect leaves it. */
export function parseRedirect({ type, body }: Message): number | undefined {
  if (type !== RTM_NEWTFILTER || body.length < 20) throw new MalformedNetlink(`message ${type} is not a filter`);
  const options = nested(decodeAttributes(body, 20).get(TCA_OPTIONS));
  const actions = nested(options.get(TCA_BPF_ACT));
  const parameters = nested(nested(actions.get(1)).get(TCA_ACT_OPTIONS)).get(TCA_MIRRED_PARMS);
  if (options.get(TCA_BPF_OPS)?.equals(EVERYTHING) !== true || actions.size !== 1) return undefined;
  if (parameters === undefined || parameters.length < 28) return undefined;
  return parameters.readUInt32LE(20) === TCA_EGRESS_REDIR ? parameters.readUInt32LE(24) : undefined;
}

const nested = (attribute: Buffer | undefined): Attributes =>
  attribute === undefined ? new Map() : decodeAttributes(attribute);

/** Priority above, protocol (network byte order) below. */
const infoOf = (priority: number): number => ((priority << 16) | (ETH_P_ALL << 8)) >>> 0;
const FILTER_INFO = infoOf(PRIORITY);
const REDIRECT_INFO = infoOf(LATER);

/** struct tcmsg. */
const tcmsg = (index: number, handle: number, parent: number, info: number): number[] => [
  0,
  index,
  handle,
  parent,
  info,
];
