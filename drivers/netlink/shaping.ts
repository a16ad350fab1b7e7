// Shaping of what a link sends: the htb queueing discipline, a class with a bfifo for each rate, and u32 filters that
// sort packets by network (tc-htb(8), tc-bfifo(8), tc-u32(8); linux/pkt_sched.h, linux/pkt_cls.h). RTM_*QDISC, RTM_*TCLASS
// and RTM_*TFILTER. No rate tables: the kernel computes by itself since 3.8.

import { formatAddress } from '../../schema/address.ts';
import { binary, type IndexedLink } from './address.ts';
import { type Attributes, decodeAttributes, MalformedNetlink, type Message, readText, readU32 } from './codec.ts';
import { NLM_F_CREATE, NLM_F_ECHO, NLM_F_EXCL, NLM_F_REPLACE, type Request } from './request.ts';

const RTM_NEWQDISC = 36;
const RTM_DELQDISC = 37;
const RTM_GETQDISC = 38;
const RTM_NEWTCLASS = 40;
const RTM_DELTCLASS = 41;
const RTM_GETTCLASS = 42;
const RTM_NEWTFILTER = 44;
const RTM_DELTFILTER = 45;
const RTM_GETTFILTER = 46;
const TCA_KIND = 1;
const TCA_OPTIONS = 2;
const TCA_HTB_PARMS = 1;
const TCA_HTB_INIT = 2;
const TCA_U32_CLASSID = 1;
const TCA_U32_SEL = 5;
const TC_H_ROOT = 0xffffffff;
const TC_U32_TERMINAL = 1;
const TC_LINKLAYER_ETHERNET = 1;
const HTB_VERSION = 3;
const ETH_P_IP = 0x0800;
const ETH_P_IPV6 = 0x86dd;

/** 1:0, the handle of the htb. A class has its minor number below it. */
const MAJOR = 0x10000;
/** Of a class's own queue: 11:0 for class 1. */
const leafHandle = (minor: number): number => (0x10 + minor) << 16;

/** Nanoseconds in a tick of the packet scheduler (PSCHED_SHIFT). */
const TICK = 64;
/** What may be sent at once after a pause, in nanoseconds: longer than timers are late. */
const BURST = 10_000_000;
/** Bytes a class may send before another one has its turn. */
const QUANTUM = 60_000;
/** Bytes: two packets as large as segmentation offload makes them. */
const SHORTEST_QUEUE = 128 << 10;
const LONGEST_QUEUE = 8 << 20;
/** Of a second, that a queue holds. */
const QUEUE_TIME = 0.1;

const nameOf = (link: IndexedLink): string => link.name ?? String(link.index);

/** struct tcmsg. */
const tcmsg = (link: IndexedLink, handle: number, parent: number, info = 0): number[] => [
  0,
  link.index,
  handle >>> 0,
  parent >>> 0,
  info >>> 0,
];

/** `tc qdisc add dev LINK root handle 1: htb default MINOR`: what has no class of its own goes to that one, or is not limited. */
export const addHtb = (link: IndexedLink, fallback: number): Request => ({
  type: RTM_NEWQDISC,
  flags: NLM_F_CREATE | NLM_F_EXCL,
  header: tcmsg(link, MAJOR, TC_H_ROOT),
  attributes: [
    { type: TCA_KIND, value: 'htb' },
    // struct tc_htb_glob: version, rate2quantum, defcls, debug, direct_pkts.
    { type: TCA_OPTIONS, value: [{ type: TCA_HTB_INIT, value: { header: [HTB_VERSION, 10, fallback, 0, 0] } }] },
  ],
  label: `add qdisc htb dev ${nameOf(link)}`,
});

/** ENOENT or EINVAL when there is nothing but what every link has. */
export const deleteRoot = (link: IndexedLink): Request => ({
  type: RTM_DELQDISC,
  header: tcmsg(link, 0, TC_H_ROOT),
  label: `delete root qdisc dev ${nameOf(link)}`,
});

/** A class of the htb and its queue, made or changed in place: bytes per second. */
export function setClass(link: IndexedLink, minor: number, rate: number): Request[] {
  const ticks = Math.min(0xffffffff, Math.ceil(Math.max(BURST, (2 * 1514 * 1e9) / rate) / TICK));
  // struct tc_ratespec: cell_log, linklayer, overhead; cell_align, mpu; rate.
  const speed = [TC_LINKLAYER_ETHERNET << 8, 0, rate];
  const limit = Math.min(LONGEST_QUEUE, Math.max(SHORTEST_QUEUE, Math.round(rate * QUEUE_TIME)));
  const where = `dev ${nameOf(link)} class 1:${minor.toString(16)}`;
  return [
    {
      type: RTM_NEWTCLASS,
      flags: NLM_F_CREATE | NLM_F_REPLACE,
      header: tcmsg(link, MAJOR | minor, MAJOR),
      attributes: [
        { type: TCA_KIND, value: 'htb' },
        // struct tc_htb_opt: rate, ceil, buffer, cbuffer, quantum, level, prio.
        {
          type: TCA_OPTIONS,
          value: [{ type: TCA_HTB_PARMS, value: { header: [...speed, ...speed, ticks, ticks, QUANTUM, 0, 0] } }],
        },
      ],
      label: `set rate ${where}`,
    },
    {
      type: RTM_NEWQDISC,
      flags: NLM_F_CREATE | NLM_F_REPLACE,
      header: tcmsg(link, leafHandle(minor), MAJOR | minor),
      attributes: [
        { type: TCA_KIND, value: 'bfifo' },
        { type: TCA_OPTIONS, value: limit },
      ],
      label: `set queue ${where}`,
    },
  ];
}

/** With its queue. EBUSY while a filter leads to it. */
export const deleteClass = (link: IndexedLink, minor: number): Request => ({
  type: RTM_DELTCLASS,
  header: tcmsg(link, MAJOR | minor, MAJOR),
  label: `delete class 1:${minor.toString(16)} dev ${nameOf(link)}`,
});

/** The root queueing discipline. Kernels before 6.7 tell only those who listen, and the asker with NLM_F_ECHO. */
export const getRoot = (link: IndexedLink): Request => ({
  type: RTM_GETQDISC,
  flags: NLM_F_ECHO,
  header: tcmsg(link, 0, TC_H_ROOT),
  label: `get root qdisc dev ${nameOf(link)}`,
});

/** Whether it is what addHtb makes. */
export function isHtb({ type, body }: Message, fallback: number): boolean {
  if (type !== RTM_NEWQDISC || body.length < 20) throw new MalformedNetlink(`message ${type} is not a qdisc`);
  const attributes = decodeAttributes(body, 20);
  const glob = optionsOf(attributes).get(TCA_HTB_INIT);
  const isOurs = readText(attributes.get(TCA_KIND)) === 'htb' && body.readUInt32LE(8) === MAJOR;
  return isOurs && glob !== undefined && glob.length >= 12 && glob.readUInt32LE(8) === fallback;
}

const nothing: Attributes = new Map();
function optionsOf(attributes: Attributes): Attributes {
  const options = attributes.get(TCA_OPTIONS);
  return options === undefined ? nothing : decodeAttributes(options);
}

export const dumpClasses = (link: IndexedLink): Request => ({
  type: RTM_GETTCLASS,
  header: tcmsg(link, 0, 0),
  label: `dump classes dev ${nameOf(link)}`,
});

/** The minor number of a class and its rate in bytes per second; undefined when it is not as setClass leaves it. */
export function parseClass({ type, body }: Message): { readonly minor: number; readonly rate: number | undefined } {
  if (type !== RTM_NEWTCLASS || body.length < 20) throw new MalformedNetlink(`message ${type} is not a class`);
  const [handle, parent, leaf] = [body.readUInt32LE(8), body.readUInt32LE(12), body.readUInt32LE(16)];
  const minor = handle & 0xffff;
  const parameters = optionsOf(decodeAttributes(body, 20)).get(TCA_HTB_PARMS);
  if (parameters === undefined || parameters.length < 36) return { minor, rate: undefined };
  const [rate, ceiling] = [parameters.readUInt32LE(8), parameters.readUInt32LE(20)];
  // htb_dump_class: the root of a class without a parent class is told as TC_H_ROOT.
  const isOurs = parent >>> 0 === TC_H_ROOT && leaf >>> 0 === leafHandle(minor) && rate === ceiling;
  return { minor, rate: isOurs ? rate : undefined };
}

/** At which end of a packet the network is looked for. */
export type End = 'source' | 'destination';

export interface NetworkFilter {
  readonly network: string;
  readonly class: number;
  /** Whether the class has a rate; else its packets pass without one. */
  readonly limited: boolean;
}

/** One that is there. */
export interface PlacedFilter extends NetworkFilter {
  /** The kernel's: table, class and number. */
  readonly handle: number;
}

/** Which of its class's networks a filter is. */
export const numberOf = ({ handle }: PlacedFilter): number => handle & 0xff;

/** struct tc_u32_sel, and the offset of an address from the network header. */
const SELECTOR = 16;
const KEY = 16;
const offsets = { 4: { source: 12, destination: 16 }, 16: { source: 8, destination: 24 } } as const;

/** The longest prefix is asked first: priorities are tried in order, and one belongs to one protocol. */
const priorityOf = (bits: number, prefix: number): number => (bits === 32 ? 1 : 200) + bits - prefix;

/** tcm_info: priority above, protocol (network byte order) below. */
function infoOf(bits: number, prefix: number): number {
  const protocol = bits === 32 ? ETH_P_IP : ETH_P_IPV6;
  return (priorityOf(bits, prefix) << 16) | ((protocol & 0xff) << 8) | (protocol >> 8);
}

/** Sorts packets of one network into a class. `number`, 1 to 255: which of the class's networks it is. */
export function addNetworkFilter(link: IndexedLink, filter: NetworkFilter, end: End, number: number): Request {
  const [address = '', length = ''] = filter.network.split('/');
  const { bytes, bits } = binary(address);
  const prefix = Number(length);
  return {
    type: RTM_NEWTFILTER,
    flags: NLM_F_CREATE | NLM_F_EXCL,
    // The class is in the handle because the class of packets that pass is 1:0.
    header: tcmsg(link, (filter.class << 8) | number, MAJOR, infoOf(bits, prefix)),
    attributes: [
      { type: TCA_KIND, value: 'u32' },
      {
        type: TCA_OPTIONS,
        value: [
          { type: TCA_U32_CLASSID, value: filter.limited ? MAJOR | filter.class : MAJOR },
          { type: TCA_U32_SEL, value: selector(bytes, prefix, offsets[bits === 32 ? 4 : 16][end]) },
        ],
      },
    ],
    label: `add filter ${filter.network} dev ${nameOf(link)}`,
  };
}

export function deleteNetworkFilter(link: IndexedLink, { network, handle }: PlacedFilter): Request {
  const [address = '', length = ''] = network.split('/');
  return {
    type: RTM_DELTFILTER,
    header: tcmsg(link, handle, MAJOR, infoOf(binary(address).bits, Number(length))),
    attributes: [{ type: TCA_KIND, value: 'u32' }],
    label: `delete filter ${network} dev ${nameOf(link)}`,
  };
}

function selector(bytes: Buffer, prefix: number, offset: number): Buffer {
  const words = Math.max(1, Math.ceil(prefix / 32));
  const made = Buffer.alloc(SELECTOR + words * KEY);
  made[0] = TC_U32_TERMINAL;
  made[2] = words;
  for (let word = 0; word < words; word += 1) {
    const at = SELECTOR + word * KEY;
    made.writeUInt32BE(maskOf(prefix - word * 32), at);
    bytes.copy(made, at + 4, word * 4, word * 4 + 4);
    made.writeInt32LE(offset + word * 4, at + 8);
  }
  return made;
}

/** The first bits of a word. */
const maskOf = (bits: number): number => (bits <= 0 ? 0 : bits >= 32 ? 0xffffffff : (0xffffffff << (32 - bits)) >>> 0);

export const dumpNetworkFilters = (link: IndexedLink): Request => ({
  type: RTM_GETTFILTER,
  header: tcmsg(link, 0, MAJOR),
  label: `dump filters dev ${nameOf(link)}`,
});

/** The filter; undefined for a hash table of u32, 'foreign' for what addNetworkFilter does not make. */
export function parseNetworkFilter({ type, body }: Message, end: End): PlacedFilter | 'foreign' | undefined {
  if (type !== RTM_NEWTFILTER || body.length < 20) throw new MalformedNetlink(`message ${type} is not a filter`);
  const attributes = decodeAttributes(body, 20);
  const options = attributes.get(TCA_OPTIONS);
  // Of each priority, and each hash table.
  if (
    readText(attributes.get(TCA_KIND)) === 'u32' &&
    (options === undefined || !decodeAttributes(options).has(TCA_U32_SEL))
  )
    return undefined;
  const inner = optionsOf(attributes);
  const bits = body.readUInt16LE(16) === 0x0008 ? 32 : 128;
  const network = networkOf(inner.get(TCA_U32_SEL), bits, offsets[bits === 32 ? 4 : 16][end]);
  const handle = body.readUInt32LE(8);
  const number = (handle & 0xfff) >> 8;
  const classid = readU32(inner.get(TCA_U32_CLASSID));
  const isOurs = classid === MAJOR || classid === (MAJOR | number);
  const prefix = Number(network?.split('/')[1]);
  if (network === undefined || !isOurs || body.readUInt16LE(18) !== priorityOf(bits, prefix)) return 'foreign';
  return { network, class: number, limited: classid !== MAJOR, handle };
}

function networkOf(found: Buffer | undefined, bits: 32 | 128, offset: number): string | undefined {
  if (found === undefined || found.length < SELECTOR + KEY) return undefined;
  const words = found[2] ?? 0;
  if (found.length !== SELECTOR + words * KEY || words > bits / 32) return undefined;
  const bytes = Buffer.alloc(bits / 8);
  let prefix = 0;
  for (let word = 0; word < words; word += 1) {
    const at = SELECTOR + word * KEY;
    if (found.readInt32LE(at + 8) !== offset + word * 4) return undefined;
    const mask = found.readUInt32BE(at);
    const length = Math.clz32(~mask >>> 0);
    if (mask !== maskOf(length)) return undefined;
    prefix += length;
    found.copy(bytes, word * 4, at + 4, at + 8);
  }
  return `${formatAddress([...bytes])}/${prefix}`;
}
