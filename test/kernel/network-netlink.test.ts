// The netlink client against the kernel: errors, dumps under change, filters.

import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeNamespace, inNewNetns, openNamespace, withNetns } from '../../drivers/kernel/namespace.ts';
import { addAddress, dumpAddresses, parseInterfaceAddress } from '../../drivers/netlink/address.ts';
import { NetlinkClient } from '../../drivers/netlink/client.ts';
import { addVeth, deleteLink, dumpLinks, getLink, type Link, parseLink, setLink } from '../../drivers/netlink/link.ts';
import { addRoute, dumpRoutes, parseRoute } from '../../drivers/netlink/route.ts';
import { NetworkRig, output } from './network-rig.ts';

const missing = process.getuid?.() !== 0 ? 'root' : existsSync('/usr/bin/unshare') ? undefined : '/usr/bin/unshare';
let rig: NetworkRig;
let netns: number;

beforeEach(async (ctx) => {
  if (missing !== undefined) return ctx.skip(`needs ${missing}`);
  rig = new NetworkRig();
  const ctid = await rig.start(60220);
  netns = openNamespace(`/proc/${rig.inits.get(ctid)?.pid}/ns/net`);
});

afterEach(async () => {
  if (missing !== undefined) return;
  closeNamespace(netns);
  await rig.close();
});

/** Runs in the stand-in's namespace, so that nothing touches the host. */
const there = <T>(
  work: (client: NetlinkClient) => T extends PromiseLike<unknown> ? never : T,
): T extends PromiseLike<unknown> ? never : T =>
  withNetns<T>(netns, () => {
    using client = new NetlinkClient();
    return work(client);
  });

const pair = (client: NetlinkClient, name: string): Link => {
  const [, got] = client.ask([addVeth({ name }, { name: `${name}p` }, netns), getLink({ name })]);
  if (got?.[0] === undefined) throw new Error('no answer');
  return parseLink(got[0]);
};

test('an error names the request and carries the kernel words', () => {
  there((client) => {
    expect(() => client.ask([addRoute({ index: 1, name: 'lo' }, '10.202.9.1', 118)])).toThrow(
      /^add route 10\.202\.9\.1\/32 dev lo: ENETDOWN/,
    );
    expect(() => client.ask([getLink({ name: 'nosuch' })])).toThrow(/^get link nosuch: ENODEV/);
    pair(client, 'v');
    expect(() => pair(client, 'v')).toThrow(/^add link v type veth peer vp: EEXIST/);
  });
});

test('each request of a batch gets its own outcome, more than one send holds', () => {
  there((client) => {
    client.ask([setLink({ name: 'lo' }, { up: true })]);
    const addresses = Array.from({ length: 300 }, (_, i) => `10.202.${i >> 8}.${i & 255}`);
    const lo = { index: 1, name: 'lo' };
    const outcomes = client.attempt([...addresses, ...addresses].map((address) => addAddress(lo, address)));
    expect(outcomes.filter(({ error }) => error === undefined)).toHaveLength(300);
    expect(outcomes.slice(300).every(({ error }) => error?.code === 'EEXIST')).toBe(true);
    const seen = client.dump(dumpAddresses(lo)).messages.map(parseInterfaceAddress);
    expect(new Set(seen.map(({ address }) => address))).toEqual(new Set(['127.0.0.1', '::1', ...addresses]));
  });
});

test('a dump may be cut, and the next question gets its own answer', () => {
  there((client) => {
    client.ask([setLink({ name: 'lo' }, { up: true })]);
    const lo = { index: 1, name: 'lo' };
    client.ask(Array.from({ length: 2000 }, (_, i) => addAddress(lo, `10.202.${i >> 8}.${i & 255}`)));
    const { messages, whole } = client.dump(dumpAddresses(lo), { messages: 100 });
    expect(whole).toBe(false);
    expect(messages.length).toBeLessThan(2000);
    expect(client.dump(dumpAddresses(lo)).messages.length).toBeGreaterThanOrEqual(2001);
  });
});

test('a route dump is filtered by protocol and link', () => {
  there((client) => {
    const [a, b] = [pair(client, 'a'), pair(client, 'b')];
    client.ask([setLink(a, { up: true }), setLink(b, { up: true })]);
    client.ask([addRoute(a, '10.202.1.1', 118), addRoute(b, '10.202.1.2', 118), addRoute(a, '10.202.1.3', 119)]);
    const found = (...filter: Parameters<typeof dumpRoutes>): string[] =>
      client.dump(dumpRoutes(...filter)).messages.map((message) => parseRoute(message).destination);
    expect(found('ipv4', 118)).toEqual(['10.202.1.1', '10.202.1.2']);
    expect(found('ipv4', 118, a)).toEqual(['10.202.1.1']);
  });
});

test('dumps stay whole while links come and go', async () => {
  const script = 'while :; do ip link add cx type veth peer name cy; ip link del cx; done';
  const churn = output(
    ...rig.inside([...rig.inits.keys()][0] as Parameters<NetworkRig['inside']>[0], '/bin/sh', '-c', script),
    1500,
  );
  there((client) => {
    for (let i = 0; i < 20; i += 1) pair(client, `k${i}`);
  });
  const end = Date.now() + 1200;
  while (Date.now() < end) {
    const names = there((client) => client.dump(dumpLinks()).messages.map((message) => parseLink(message).name));
    for (let i = 0; i < 20; i += 1) expect(names.filter((name) => name === `k${i}`)).toHaveLength(1);
    await new Promise(setImmediate);
  }
  await churn;
});

test('work in a namespace comes home, also after a throw', () => {
  const names = (): string[] => {
    using client = new NetlinkClient();
    return client
      .dump(dumpLinks())
      .messages.map((message) => parseLink(message).name)
      .sort();
  };
  const home = names();
  there((client) => pair(client, 'h'));
  expect(withNetns(netns, names)).not.toEqual(home);
  expect(() =>
    withNetns(netns, () => {
      throw new Error('inside');
    }),
  ).toThrow('inside');
  expect(inNewNetns(names)).toContain('lo');
  expect(names()).toEqual(home);
});

test('a deleted link is gone', () => {
  there((client) => {
    const link = pair(client, 'v');
    client.ask([deleteLink(link)]);
    expect(client.attempt([getLink(link)])[0]?.error?.code).toBe('ENODEV');
  });
});
