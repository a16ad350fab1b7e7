// What this host can do, tried out in an empty network namespace that vanishes afterwards.

import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import type { Probe } from '../../reconciler/port/driver.ts';
import { asCtid } from '../../schema/units.ts';
import { words } from '../../schema/words.ts';
import { inNewNetns } from '../kernel/namespace.ts';
import type { NetlinkClient } from '../netlink/client.ts';
import type { Message } from '../netlink/codec.ts';
import { addVeth, getLink, type Link, parseLink, setLink } from '../netlink/link.ts';
import { addClsact, getIngressFilter, parseFilter, setIngressFilter } from '../netlink/traffic.ts';
import type { Abilities } from './accept.ts';
import { hasForceForwarding } from './outside.ts';
import { OwnClient } from './own-client.ts';
import { findIfb, readRates, shapeNew } from './shaping.ts';
import { sourceFilter } from './source-filter.ts';

export function probeNetwork(uplink: string | undefined): {
  readonly abilities: Abilities;
  readonly probes: readonly Probe[];
} {
  const veth = tryOut(() => undefined);
  const filter = veth === undefined ? tryOut(tryFilter) : 'not tried without veth';
  const ipv6 = hasIpv6();
  const probes: Probe[] = [
    feature('network: veth', veth, 'linked pairs of interfaces', 'load the module: modprobe veth'),
    feature(
      'network: cls_bpf',
      filter,
      'source addresses are checked',
      'load the modules: modprobe sch_ingress cls_bpf',
    ),
    ipv6
      ? { feature: 'network: IPv6', state: 'ok', detail: 'on' }
      : {
          feature: 'network: IPv6',
          state: 'degraded',
          detail: 'disabled on this host',
          hint: 'sysctl net.ipv6.conf.all.disable_ipv6=0 (and default)',
        },
    ...(ipv6 ? [forwarding6(uplink)] : []),
    reversePath(),
  ];
  const obstacle = veth === undefined ? filter && `cls_bpf: ${filter}` : `veth: ${veth}`;
  let shaping: { readonly obstacle: string | undefined } | undefined;
  const triedShaping = (): string | undefined => {
    shaping ??= { obstacle: tryOut(tryShaping) };
    return shaping.obstacle;
  };
  return { abilities: { obstacle, ipv6, shaping: triedShaping }, probes };
}

/** Makes a pair in a new namespace and calls `then` with one end; the error's text, or undefined. */
function tryOut(then: (client: OwnClient, index: number) => void): string | undefined {
  try {
    inNewNetns(() => {
      const here = openSync('/proc/thread-self/ns/net', 'r');
      try {
        using client = new OwnClient('/probe');
        client.ask([addVeth({ name: 'veth1' }, { name: 'veth2' }, here)]);
        const [messages] = client.ask([getLink({ name: 'veth1' })]);
        if (messages?.[0] === undefined) throw new Error('no answer');
        const link = parseLink(messages[0]);
        client.ask([setLink(link, { ipv4: { forwarding: 1, rpFilter: 1 } })]);
        then(client, link.index);
      } finally {
        closeSync(here);
      }
    });
    return undefined;
  } catch (error) {
    return words(error);
  }
}

function tryFilter(client: NetlinkClient, index: number): void {
  const link = { index, name: 'veth1' };
  const program = sourceFilter(['192.0.2.1', '2001:db8::1']);
  client.ask([addClsact(link), setIngressFilter(link, program)]);
  const [messages] = client.ask([getIngressFilter(link)]);
  if (messages?.[0] === undefined || parseFilter(messages[0])?.equals(program) !== true) {
    throw new Error('the filter does not read back as written');
  }
}

/** One rate in each direction and one for a network. */
function tryShaping(client: OwnClient, index: number): void {
  const ctid = asCtid(101);
  const rates = [
    { class: 1, networks: ['192.0.2.0/24', '2001:db8::/32'], outgoing: 8_000_000, incoming: 'max' },
    { outgoing: 1_000_000, incoming: 1_000_000 },
  ] as const;
  const link = { index, name: 'veth1' };
  client.ask([addClsact(link)]);
  const look = (): Link => parseLink(client.ask([getLink(link)])[0]?.[0] as Message);
  shapeNew(client, look(), ctid, rates);
  if (JSON.stringify(readRates(client, look(), findIfb(client, ctid))) !== JSON.stringify(rates)) {
    throw new Error('rates do not read back as written');
  }
}

const feature = (name: string, error: string | undefined, detail: string, hint: string): Probe =>
  error === undefined
    ? { feature: name, state: 'ok', detail }
    : { feature: name, state: 'missing', detail: error, hint };

const setting = (path: string): string | undefined =>
  existsSync(`/proc/sys/net/${path}`) ? readFileSync(`/proc/sys/net/${path}`, 'utf8').trim() : undefined;

const hasIpv6 = (): boolean =>
  setting('ipv6/conf/all/disable_ipv6') === '0' && setting('ipv6/conf/default/disable_ipv6') === '0';

function forwarding6(uplink: string | undefined): Probe {
  const name = 'network: IPv6 forwarding';
  if (hasForceForwarding()) return { feature: name, state: 'ok', detail: 'per interface' };
  if (setting('ipv6/conf/all/forwarding') === '1')
    return { feature: name, state: 'ok', detail: 'on for the whole host' };
  if (uplink !== undefined)
    return { feature: name, state: 'ok', detail: `switched on for the whole host with uplink ${uplink}` };
  return {
    feature: name,
    state: 'degraded',
    detail:
      'this kernel (before 6.17) forwards for the whole host or not at all: containers reach the host by IPv6, not each other',
    hint: 'set spec.uplink in the Node manifest, or sysctl net.ipv6.conf.all.forwarding=1',
  };
}

function reversePath(): Probe {
  const value = setting('ipv4/conf/all/rp_filter') ?? '0';
  const name = 'network: rp_filter';
  if (value !== '2') return { feature: name, state: 'ok', detail: `strict on containers' links (all: ${value})` };
  return {
    feature: name,
    state: 'degraded',
    detail:
      'net.ipv4.conf.all.rp_filter=2 loosens it everywhere; the source filter alone keeps containers to their addresses',
    hint: 'sysctl net.ipv4.conf.all.rp_filter=0 and set it per interface',
  };
}
