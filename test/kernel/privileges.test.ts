// What a manifest takes from a container's default profile, asked from inside: capabilities, and the kernel's packet filter.

import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findXattr, setXattr } from '../../drivers/kernel/xattr.ts';
import { groupMounts } from '../helpers/real-host.ts';
import { execIn } from '../helpers/site.ts';
import { useSite } from './own-site.ts';
import { makeProbed, probed } from './probed.ts';

const PLAIN = 61_311;
const TIGHT = 61_312;
const NFT = '/usr/sbin/nft';
const sysctls = {
  'net.ipv4.icmp_echo_ignore_all': 1,
  'net.ipv4.ip_local_port_range': '10000 20000',
  'kernel.shmmax': 1_048_576,
  'kernel.sem': '250 32000 32 64',
  'fs.mqueue.queues_max': 7,
  'kernel.domainname': 'example.org',
};
const plain = { ctid: PLAIN, template: 'probed', sysctls };
const capabilities = { chown: false, setuid: false, setgid: false, sys_admin: 'off', checkpoint_restore: 'on' };
const tight = { ctid: TIGHT, template: 'probed', capabilities, netfilter: 'disabled' };

const site = useSite('privileges', /vzr-privileges|\/vz\/6131[12]/, async (opened) => {
  const folder = await makeProbed(opened.root.path, 'probe');
  if (existsSync(NFT)) copyProgram(NFT, folder);
  opened.declare({ plain, tight }, [probed]);
  await opened.converge();
});

/** With the libraries it is linked with, at the same places. */
function copyProgram(path: string, folder: string): void {
  const libraries = execFileSync('/usr/bin/ldd', [path], { encoding: 'utf8' }).match(/\/\S+/g) ?? [];
  for (const file of [path, ...libraries]) {
    mkdirSync(dirname(folder + file), { recursive: true });
    copyFileSync(file, folder + file);
  }
}

const both = async (script: string): Promise<readonly (readonly string[])[]> => {
  const results = [await execIn(PLAIN, script), await execIn(TIGHT, script)];
  return results.map(({ output }) => output.split('\n'));
};

describe('capabilities', () => {
  test('that are off fail their calls, and what is left goes on', async () => {
    const [free, bound] = await both(
      'touch /tmp/f; /bin/probe chown 5; busybox chown 0 /tmp; mount -t tmpfs none /mnt; echo $?',
    );
    expect(free?.slice(-2)).toEqual(['5 0', '0']);
    expect(bound).toEqual(expect.arrayContaining(['5 EPERM']));
    expect(bound?.at(-1)).not.toBe('0');
  });

  test('are those of init bit for bit in whatever is run later, also as somebody else', async () => {
    const masks = async (ctid: number) => {
      const { pid } = await site().life(ctid);
      const lines = readFileSync(`/proc/${pid}/status`, 'latin1').match(/^Cap.*$/gm);
      expect((await execIn(ctid, 'grep ^Cap /proc/self/status')).output.split('\n')).toEqual(lines);
      const user = await execIn(ctid, 'id -u; grep CapBnd /proc/self/status', { user: { uid: 1000, gid: 1000 } });
      expect(user.output).toBe(`1000\n${lines?.[3]}`);
      return lines?.map((line) => BigInt(`0x${line.split('\t')[1]}`));
    };
    const [inheritable, permitted, effective, bounding = 0n, ambient] = (await masks(PLAIN)) ?? [];
    expect([inheritable, permitted, effective, ambient]).toEqual([0n, bounding, bounding, 0n]);
    // chown 0, setgid 6, setuid 7, sys_admin 21; checkpoint_restore 40.
    const wanted = (bounding & ~((1n << 0n) | (1n << 6n) | (1n << 7n) | (1n << 21n))) | (1n << 40n);
    expect(await masks(TIGHT)).toEqual([0n, wanted, wanted, wanted, 0n]);
  });
});

describe('the packet filter', () => {
  const answers = (lines: readonly string[] | undefined) =>
    Object.fromEntries((lines ?? []).map((line) => line.split(' ')));

  test('cannot be reached where it is disabled, by no call', async () => {
    const [free, bound] = (await both('/bin/probe netfilter')).map(answers);
    const open = { netlink_route: '0', raw: '0', ttl: '0' };
    expect(free).toMatchObject({ ...open, netlink_netfilter: '0' });
    const refused = { netlink_netfilter: 'EPROTONOSUPPORT', get_info: 'ENOPROTOOPT', set_replace: 'ENOPROTOOPT' };
    expect(bound).toMatchObject({ ...open, ...refused });
    if (free?.['i386_socketcall'] !== undefined)
      expect(bound?.['i386_socketcall']).toBe(free['i386_socketcall'] === 'absent' ? 'absent' : 'ENOSYS');
  });

  test('takes rules where it is full, and none where it is disabled', async (ctx) => {
    if (!existsSync(NFT)) ctx.skip('apt-get install nftables');
    const rules = 'add table ip t; add chain ip t out { type filter hook output priority 0; }; add rule ip t out drop';
    const send = 'nc -w 1 127.0.0.1 9 </dev/null 2>&1 | grep -c refused';
    const [free, bound] = await both(`ip link set lo up; ${send}; ${NFT} '${rules}' 2>&1; ${send}`);
    expect(free).toEqual(['1', '0']);
    expect([bound?.[0], bound?.at(-1)]).toEqual(['1', '1']);
    expect(bound?.join(' ')).toContain('Protocol not supported');
    await execIn(PLAIN, `${NFT} flush ruleset`);
  });
});

describe('settings of its own namespaces', () => {
  const names = Object.keys(sysctls);
  const inside = async (ctid: number, wanted = names): Promise<readonly string[]> => {
    const files = wanted.map((name) => `/proc/sys/${name.replaceAll('.', '/')}`).join(' ');
    const { output } = await execIn(ctid, `cat ${files}`);
    return output.split('\n').map((line) => line.replaceAll('\t', ' '));
  };
  const values = Object.values(sysctls).map(String);
  const ping = async (): Promise<number> => (await execIn(PLAIN, 'ip link set lo up; ping -c 1 -W 1 127.0.0.1')).status;
  const redeclare = (more: object): void =>
    site().declare({ plain: { ...plain, sysctls: { ...sysctls, ...more } }, tight }, [probed]);

  test('are there from the start, act, and no other container has them', async () => {
    expect(await inside(PLAIN)).toEqual(values);
    expect(await ping()).toBe(1);
    const others = await inside(TIGHT);
    for (const [index, value] of values.entries()) expect(others[index], names[index]).not.toBe(value);
    for (const name of names) {
      const path = `/proc/sys/${name.replaceAll('.', '/')}`;
      expect(readFileSync(path, 'utf8').trim().replaceAll('\t', ' ')).not.toBe(String(sysctls[name as 'kernel.sem']));
    }
  });

  test('that root inside changes are seen and corrected, and nothing is restarted', async () => {
    const life = await site().life(PLAIN);
    await execIn(PLAIN, 'echo 0 > /proc/sys/net/ipv4/icmp_echo_ignore_all');
    expect(await ping()).toBe(0);
    expect(await site().text()).toMatch(/! sysctls .*icmp_echo_ignore_all=0.* live/);
    expect((await site().converge()).outcomes).toMatchObject([{ name: 'plain', action: 'change', result: 'done' }]);
    expect(await ping()).toBe(1);
    expect(await site().life(PLAIN)).toEqual(life);
  });

  test('are added, changed and given back what they had, live', async () => {
    const life = await site().life(PLAIN);
    const added = 'net.ipv4.ip_unprivileged_port_start';
    const { 'net.ipv4.icmp_echo_ignore_all': _, 'kernel.shmmax': __, ...fewer } = sysctls;
    const before = await inside(TIGHT);
    const wanted = { ...fewer, [added]: 80, 'net.ipv4.ip_local_port_range': '30000 40000' };
    site().declare({ plain: { ...plain, sysctls: wanted }, tight }, [probed]);
    expect((await site().converge()).outcomes).toMatchObject([{ name: 'plain', action: 'change', result: 'done' }]);
    const [ignore, range, shmmax] = await inside(PLAIN);
    expect([ignore, range, shmmax]).toEqual([before[0], '30000 40000', before[2]]);
    expect(await ping()).toBe(0);
    // "terminated": it listens; 1: it must not.
    const listen = async (port: number) =>
      (await execIn(PLAIN, `timeout 1 nc -l -p ${port} >/dev/null 2>&1`, { user: { uid: 1000, gid: 1000 } })).status;
    expect([await listen(80), await listen(79)]).toEqual([143, 1]);
    expect((await site().plan()).containers.map(({ action }) => action)).toEqual(['none', 'none']);
    site().declare({ plain, tight }, [probed]);
    await site().converge();
    expect(await inside(PLAIN, [...names, added])).toEqual([...values, '1024']);
    expect(await site().life(PLAIN)).toEqual(life);
  });

  test('that the kernel keeps for itself are refused at their line, and values it does not take change nothing', async () => {
    redeclare({ 'net.ipv4.tcp_available_congestion_control': 'reno', 'net.core.no_such': 1 });
    const { plan, outcomes } = await site().pass();
    expect(outcomes).toEqual([]);
    const refusals = plan?.containers[0]?.refusals ?? [];
    expect(refusals.map(({ code }) => code)).toEqual(['VZR671', 'VZR671']);
    expect(new Set(refusals.map(({ origin }) => origin?.line)).size).toBe(2);
    redeclare({ 'net.ipv4.icmp_echo_ignore_all': 2, 'net.ipv4.ip_local_port_range': '50000 60000' });
    const bad = await site().pass();
    expect(bad.outcomes).toMatchObject([
      { result: 'failed', error: expect.stringContaining('icmp_echo_ignore_all to 2') },
    ]);
    expect(await inside(PLAIN)).toEqual(values);
    redeclare({});
    expect((await site().plan()).containers.map(({ action }) => action)).toEqual(['none', 'none']);
  });
});

test('what is asked for and observed is one, also with a run record of before profiles', async () => {
  expect((await site().plan()).containers.map(({ action }) => action)).toEqual(['none', 'none']);
  const identity = `${groupMounts()[0]}/vz/${PLAIN}`;
  const { profile, ...old } = JSON.parse(findXattr(identity, 'trusted.vzreconcile.run') ?? '{}');
  expect(profile).toBeDefined();
  setXattr(identity, 'trusted.vzreconcile.run', JSON.stringify({ ...old, features: [] }));
  expect((await site().plan()).containers.map(({ action }) => action)).toEqual(['none', 'none']);
});

test('each limit says what keeps it and what the kernel says', async () => {
  const facts = await site().host.limits?.(TIGHT as never);
  const of = (pointer: string) => facts?.find((fact) => fact.pointer === pointer);
  const { pid } = await site().life(TIGHT);
  const [, bounding] = /CapBnd:\t(\S+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? [];
  expect(of('/namespace/capabilities')).toMatchObject({ force: 'enforced', value: bounding });
  expect(of('/namespace/netfilter')).toMatchObject({ force: 'enforced', value: 'Seccomp: 2, without it' });
  const open = (await site().host.limits?.(PLAIN as never))?.find(({ pointer }) => pointer === '/namespace/netfilter');
  expect(open).toMatchObject({ value: 'Seccomp: 2, lets it pass' });
});

test('a level that cannot be kept is refused at its place, before anything changes', async () => {
  const { pid } = await site().life(TIGHT);
  for (const [netfilter, kept] of [
    ['stateless', 'connection tracking and NAT'],
    ['stateful', 'NAT'],
  ]) {
    site().declare({ plain, tight: { ...tight, netfilter } }, [probed]);
    const { plan, outcomes } = await site().pass();
    expect(outcomes).toEqual([]);
    const [refusal] = plan?.containers[1]?.refusals ?? [];
    const reason = expect.stringContaining(`: ${kept} cannot be kept from it`);
    expect(refusal).toMatchObject({ code: 'VZR670', pointer: '/namespace/netfilter', reason });
    expect(refusal?.origin?.line).toBeGreaterThan(1);
  }
  expect((await site().life(TIGHT)).pid).toBe(pid);
});

test('a change is a restart, and the plan says so', async () => {
  site().declare({ plain, tight: { ...tight, capabilities: {}, netfilter: 'full' } }, [probed]);
  const text = await site().text();
  expect(text).toMatch(/capabilities +chown:off, .* -> default +restart/);
  expect(text).toMatch(/netfilter +disabled -> full +restart/);
  expect((await site().converge()).outcomes).toMatchObject([{ name: 'tight', action: 'restart', result: 'done' }]);
  expect((await execIn(TIGHT, '/bin/probe chown 5')).output).toBe('5 0');
  expect((await site().plan()).containers.map(({ action }) => action)).toEqual(['none', 'none']);
});
