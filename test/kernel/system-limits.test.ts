// From manifests to the kernel: what a container is from inside and outside, limits that bite, changes that reach it while
// it runs, and drift that is seen and taken back.

import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { takeInventory } from '../helpers/inventory.ts';
import {
  CPUS,
  isSame,
  limitFile,
  NUMPROC,
  pidsOfGroups,
  plainNode,
  put,
  QUOTA,
  RAM,
  readTrimmed,
  SWAP,
  UNITS,
  until,
} from '../helpers/real-host.ts';
import { type ContainerSpec, execIn, openSite, type Site } from '../helpers/site.ts';
import { missingTools } from '../helpers/tools.ts';

const reason = missingTools();
const MINE = /vzr-limits|vzr-image|\b6120\d\b|veth6120/;
const CT = 61_201;
const OTHER = 61_202;
const MIB = 1024 * 1024;
let site: Site;
let before: ReturnType<typeof takeInventory>;

const box = (more: Readonly<Record<string, unknown>> = {}): Record<string, ContainerSpec> => ({
  box: {
    ctid: CT,
    ips: ['10.210.2.1', 'fd00:210::2:1'],
    hostname: 'box.example',
    nameservers: ['192.0.2.53'],
    searchdomains: ['site.example'],
    ...more,
  },
});

beforeAll(async () => {
  if (reason !== undefined) return;
  before = takeInventory(MINE);
  site = await openSite('limits');
});
afterAll(async () => {
  if (site === undefined) return;
  await site.close();
  const after = takeInventory(MINE);
  expect({ ...after, fds: [] }).toEqual({ ...before, fds: [] });
});
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

/** Brings the box to these fields and gives its life. */
async function bring(more: Readonly<Record<string, unknown>> = {}) {
  site.declare(box(more));
  await site.converge({ yes: true });
  return site.life(CT);
}

const run = (file: string, ...args: string[]): void => void execFileSync(file, args, { stdio: 'pipe' });

/** A directory template: the tiny one with a file more. */
function enterTemplate(name: string): void {
  const folder = `${site.root.path}/templates/${name}`;
  mkdirSync(`${site.root.path}/templates`, { recursive: true });
  const store = `${site.root.path}/pool/templates`;
  const [key] = readdirSync(store).filter((entry) => entry.startsWith('busybox'));
  run('/usr/bin/cp', '-a', `${store}/${key}/root`, folder);
  writeFileSync(`${folder}/etc/second`, 'second template\n');
}

describe('a container of a manifest', () => {
  test('is alone from inside: pid 1, its users, its network, its names', async () => {
    await bring();
    const { output } = await execIn(
      CT,
      'ls /proc | grep -c "^[0-9]"; echo $$; cat /proc/1/comm; id -u; hostname; ls /sys/class/net',
    );
    const [processes, pid, ...rest] = output.split('\n');
    // init, its sleep, this shell, ls and grep.
    expect(Number(processes)).toBeLessThanOrEqual(6);
    expect(Number(pid)).toBeLessThan(1000);
    expect(rest).toEqual(['sh', '0', 'box.example', 'lo', 'venet0']);
    const files = await execIn(CT, 'cat /etc/hostname /etc/resolv.conf; cat /proc/self/uid_map /proc/self/gid_map');
    expect(files.output).toContain('box.example\n');
    expect(files.output).toMatch(/^nameserver 192\.0\.2\.53$/m);
    expect(files.output.match(new RegExp(`^\\s+0\\s+${CT * 65_536}\\s+65536$`, 'gm'))).toHaveLength(2);
    const owners = await execIn(
      CT,
      'stat -c %u / /bin /bin/busybox /etc/resolv.conf /proc/1 /dev/null; stat -c %u /proc/sys',
    );
    expect(owners.output.split('\n')).toEqual(['0', '0', '0', '0', '0', '0', '65534']);
  });

  test('is itself from outside: namespaces, ids, groups, one process more', async () => {
    const { pid } = await bring();
    for (const kind of ['user', 'pid', 'mnt', 'net', 'ipc', 'uts', 'cgroup'])
      expect(readlinkSync(`/proc/${pid}/ns/${kind}`), kind).not.toBe(readlinkSync(`/proc/self/ns/${kind}`));
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    expect(status).toMatch(new RegExp(`^Uid:\\s+(${CT * 65_536}\\s*){4}$`, 'm'));
    expect(status).toMatch(/^NSpid:\s+\d+\s+1$/m);
    expect(pidsOfGroups(CT)).toContain(pid);
    await execIn(CT, 'echo x > /root/made');
    const made = statSync(`${site.root.path}/pool/private/${CT}/upper/root/made`);
    expect([made.uid, made.gid]).toEqual([0, 0]);
    const host = readFileSync('/proc/sys/kernel/hostname', 'utf8');
    expect(host).not.toContain('box.example');
  });
});

describe('limits bite', () => {
  test('memory is killed at the limit, and only what asked for it', async () => {
    const life = await bring({ vswap: { ram: '32M', swap: 0 } });
    const { status, output } = await execIn(
      CT,
      'dd if=/dev/zero of=/dev/null bs=20M count=1 2>/dev/null && echo small; dd if=/dev/zero of=/dev/null bs=64M count=1; echo "dd: $?"',
    );
    expect(output).toContain('small');
    expect(output).toContain('dd: 137');
    expect(status).toBe(0);
    expect(isSame(life)).toBe(true);
  });

  test('what does not fit into ram goes to swap, and is killed at the limit of both', async (ctx) => {
    if (readTrimmed('/proc/swaps').split('\n').length < 2) ctx.skip('this machine has no swap');
    const life = await bring({ vswap: { ram: '24M', swap: '32M' } });
    // Not zeros, which Linux 6.12 needs no memory for; tail keeps all it is given.
    const take = (mib: number): string => `head -c ${mib * MIB} /dev/urandom | tail -c ${mib * MIB}`;
    const { output } = await execIn(CT, `${take(32)} | wc -c; (${take(64)} > /dev/null); echo "tail: $?"`);
    expect(output).toContain(`${32 * MIB}`);
    expect(output).toContain('tail: 137');
    expect(isSame(life)).toBe(true);
  });

  test('a fork is refused at numproc, and not before', async () => {
    await bring({ numproc: 12 });
    const few = await execIn(CT, 'for i in 1 2 3 4 5 6 7; do sleep 0.2 & done; wait; echo went on');
    expect(few.output).toBe('went on');
    const { output } = await execIn(CT, 'for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do sleep 2 & done; echo went on');
    expect(output).toMatch(/can't fork/);
    expect(pidsOfGroups(CT).length).toBeLessThanOrEqual(12);
  });

  test('a write is refused at diskspace', async () => {
    await bring({ diskspace: '16M' });
    const { output } = await execIn(
      CT,
      'dd if=/dev/urandom of=/big bs=1M count=64 2>&1; sync; ls -l /big | tr -s " " | cut -d " " -f 5; rm /big; sync',
    );
    expect(output).toMatch(/quota exceeded/i);
    expect(Number(output.split('\n').at(-1))).toBeLessThanOrEqual(16 * MIB);
  });

  test('its processes stay on the cpumask', async () => {
    await bring({ cpumask: '0' });
    const { output } = await execIn(
      CT,
      'grep Cpus_allowed_list /proc/self/status; nproc; taskset -p 2 $$ 2>&1; grep Cpus_allowed_list /proc/self/status',
    );
    const lines = output.split('\n').filter((line) => line.startsWith('Cpus_allowed_list'));
    expect(lines.map((line) => line.split('\t')[1])).toEqual(['0', '0']);
    expect(output).toMatch(/^1$/m);
  });

  test('cpulimit holds it back', async () => {
    await bring({ cpulimit: 20 });
    const { output } = await execIn(
      CT,
      'timeout 1 sh -c "while :; do :; done"; cat /proc/self/stat > /dev/null; cut -d " " -f 16,17 /proc/$$/stat',
    );
    // Ticks of waited-for children: a full second would be 100.
    const [user = 0, system = 0] = (output.split('\n').at(-1) ?? '').split(' ').map(Number);
    expect(user + system).toBeGreaterThan(3);
    expect(user + system).toBeLessThan(45);
  });

  test('cpus holds it back without a cpulimit', async () => {
    await bring({ cpus: 1 });
    const spin = 'timeout 1 sh -c "while :; do :; done"';
    const { output } = await execIn(CT, `${spin} & ${spin} & ${spin} & wait; cut -d " " -f 16,17 /proc/$$/stat`);
    const [user = 0, system = 0] = (output.split('\n').at(-1) ?? '').split(' ').map(Number);
    expect(user + system).toBeGreaterThan(15);
    expect(user + system).toBeLessThan(130);
  });
});

describe('a change while it runs reaches the kernel', () => {
  const kernel = (controller: 'memory' | 'cpu' | 'cpuset' | 'pids', names: { v1: string; v2: string }) => async () =>
    readTrimmed(limitFile(controller, CT, names));
  const inside = (script: string) => async () => (await execIn(CT, script)).output;
  const isV1 = reason === undefined && limitFile('cpu', CT, UNITS).endsWith(UNITS.v1);
  const quota = (percent: number): string => (isV1 ? `${percent}000` : `${percent}000 100000`);
  /** One connection for all of these changes. */
  let line: Socket;
  // A guest has no address of its own to connect from.
  const addresses = Object.values(networkInterfaces()).flatMap((of) => of ?? []);
  const lacksAddress = !addresses.some(({ family, internal }) => family === 'IPv4' && !internal);
  const own = (verb: 'add' | 'del') =>
    lacksAddress && run('/usr/sbin/ip', 'address', verb, '10.210.2.254/32', 'dev', 'lo');
  beforeAll(async () => {
    if (reason !== undefined) return;
    await bring();
    await execIn(
      CT,
      '(nc -l -p 7012 -e cat > /dev/null 2>&1 &); until netstat -ltn | grep -q :7012; do sleep 0.1; done',
    );
    own('add');
    line = connect(7012, '10.210.2.1');
    await once(line, 'connect');
  });
  afterAll(() => {
    if (line === undefined) return;
    line.destroy();
    own('del');
  });
  async function echo(word: string): Promise<string> {
    line.write(word);
    const [answer] = await once(line, 'data', { signal: AbortSignal.timeout(5000) });
    return String(answer);
  }
  test.each<[string, Readonly<Record<string, unknown>>, () => Promise<string>, string | RegExp]>([
    ['ram', { vswap: { ram: '96M', swap: 0 } }, kernel('memory', RAM), String(96 * MIB)],
    ['less ram', { vswap: { ram: '48M', swap: 0 } }, kernel('memory', RAM), String(48 * MIB)],
    ['numproc', { numproc: 33 }, kernel('pids', NUMPROC), '33'],
    ['cpumask', { cpumask: '1' }, kernel('cpuset', CPUS), '1'],
    ['cpuunits', { cpuunits: 2000 }, kernel('cpu', UNITS), isV1 ? '2048' : '200'],
    ['cpulimit', { cpulimit: 50 }, kernel('cpu', QUOTA), quota(50)],
    ['cpus', { cpus: 1 }, kernel('cpu', QUOTA), quota(100)],
    [
      'ips',
      { ips: ['10.210.2.1', '10.210.2.7'] },
      inside('ip -o address show venet0 | grep -o "inet6* [^ ]*"'),
      'inet 10.210.2.1/32\ninet 10.210.2.7/32',
    ],
    ['hostname', { hostname: 'other.example' }, inside('hostname; cat /etc/hostname'), 'other.example\nother.example'],
    ['nameservers', { nameservers: ['192.0.2.99'] }, inside('grep ^name /etc/resolv.conf'), 'nameserver 192.0.2.99'],
    ['searchdomains', { searchdomains: ['x.example'] }, inside('grep ^search /etc/resolv.conf'), 'search x.example'],
    [
      'diskspace',
      { diskspace: '32M' },
      inside(
        'dd if=/dev/urandom of=/b bs=1M count=48 2>/dev/null; n=$(wc -c < /b); rm /b; [ $n -gt 20000000 ] && [ $n -lt 33554432 ] && echo limited',
      ),
      'limited',
    ],
  ])('%s', async (field, change, look, expected) => {
    const life = await bring();
    site.declare(box(change));
    const [plan] = (await site.plan()).containers;
    expect(plan?.action).toBe('change');
    await site.converge();
    const seen = await look();
    if (typeof expected === 'string') expect(seen).toBe(expected);
    else expect(seen).toMatch(expected);
    expect(isSame(life)).toBe(true);
    expect(await echo(field)).toBe(field);
    expect(await site.text()).toContain('No changes.');
  });
});

describe('drift', () => {
  const restored = (script: string) => async () => (await execIn(CT, script)).output;
  const area = () => `${site.root.path}/pool/private/${CT}`;
  const hands: [string, string, () => void | Promise<void>][] = [
    ['ram', 'ram', () => put(limitFile('memory', CT, RAM), String(40 * MIB))],
    ['swap', 'swap', () => put(limitFile('memory', CT, SWAP), String(96 * MIB))],
    ['numproc', 'numproc', () => put(limitFile('pids', CT, NUMPROC), '20')],
    ['cpumask', 'cpumask', () => put(limitFile('cpuset', CT, CPUS), '0')],
    ['cpuunits', 'cpuunits', () => put(limitFile('cpu', CT, UNITS), '512')],
    ['cpulimit', 'cpulimit', () => put(limitFile('cpu', CT, QUOTA), '30000')],
    ['diskspace', 'diskspace', () => run('/usr/bin/btrfs', 'qgroup', 'limit', '80M', area())],
    ['hostname', 'hostname', async () => void (await execIn(CT, 'hostname drifted'))],
    [
      'nameservers',
      'nameservers',
      async () => void (await execIn(CT, 'echo nameserver 192.0.2.66 > /etc/resolv.conf')),
    ],
    [
      'searchdomains',
      'searchdomains',
      async () => void (await execIn(CT, 'echo search x.example >> /etc/resolv.conf')),
    ],
    ['an address', 'ips', async () => void (await execIn(CT, 'ip address del 10.210.2.1/32 dev venet0'))],
    ['the default route', 'ips', async () => void (await execIn(CT, 'ip route del default'))],
    ['a link that is down', 'ips', async () => void (await execIn(CT, 'ip link set venet0 down'))],
    ['a host route', 'ips', async () => run('/usr/sbin/ip', 'route', 'del', '10.210.2.1')],
    ['the host link', 'ips', async () => run('/usr/sbin/ip', 'link', 'del', `veth${CT}.0`)],
    ['the source filter', 'ips', async () => run('/usr/sbin/tc', 'qdisc', 'del', 'dev', `veth${CT}.0`, 'clsact')],
  ];
  test.each(hands)('of %s is shown with ! and corrected', async (_what, label, change) => {
    const life = await bring();
    await change();
    const text = await site.text();
    expect(text).toMatch(new RegExp(`^ {4}! ${label} `, 'm'));
    expect(text).toContain('Plan: 0 to create, 1 to change');
    await site.converge();
    expect(await site.text()).toContain('No changes.');
    expect(isSame(life)).toBe(true);
    expect(await restored('ip route | grep -c default; ip -o address show venet0 | grep -c 10.210.2.1/32')()).toBe(
      '1\n1',
    );
  });

  test('of a killed init is a start, and the files are still there', async () => {
    const life = await bring();
    await execIn(CT, 'echo kept > /root/kept');
    process.kill(life.pid, 'SIGKILL');
    await until('init is gone', () => !isSame(life));
    expect(await site.text()).toMatch(/box.*start/);
    await site.converge();
    expect((await site.life(CT)).pid).not.toBe(life.pid);
    expect((await execIn(CT, 'cat /root/kept')).output).toBe('kept');
  });
});

describe('what needs more than a change', () => {
  test('restarts for another init, and keeps the files', async () => {
    const life = await bring();
    await execIn(CT, 'echo kept > /root/kept');
    const init = [
      '/bin/sh',
      '-c',
      'trap "exit 0" TERM; echo other > /root/init; while :; do sleep 999 & wait $!; done',
    ];
    site.declare(box({ init }));
    expect(await site.text()).toMatch(/init .* restart/);
    const { plan } = await site.converge();
    expect(plan?.containers[0]?.action).toBe('restart');
    expect(isSame(life)).toBe(false);
    expect((await execIn(CT, 'cat /root/kept /root/init')).output).toBe('kept\nother');
  });

  test('restarts for other ids, and the files belong to the new root', async () => {
    await bring();
    await execIn(CT, 'echo kept > /root/kept');
    const base = 61_209 * 65_536;
    site.declare(box({ idmap: { base } }));
    await site.converge();
    const { pid } = await site.life(CT);
    expect(readFileSync(`/proc/${pid}/uid_map`, 'utf8')).toMatch(new RegExp(`^\\s+0\\s+${base}\\s+65536$`, 'm'));
    expect((await execIn(CT, 'stat -c %u /root/kept; echo more >> /root/kept; cat /root/kept')).output).toBe(
      '0\nkept\nmore',
    );
  });

  test('is recreated for another template only with consent', async () => {
    const life = await bring();
    await execIn(CT, 'echo lost > /root/lost');
    const second = {
      apiVersion: 'vzreconcile/v1alpha1',
      kind: 'Template',
      metadata: { name: 'second' },
      spec: { source: { directory: 'second' }, haltSignal: 'SIGTERM' },
    };
    enterTemplate('second');
    site.declare(box({ template: 'second' }), [second]);
    expect(await site.text()).toMatch(/refused: .*VZR503|VZR503/);
    const refused = await site.pass();
    expect(refused.outcomes).toEqual([]);
    expect(isSame(life)).toBe(true);
    expect((await execIn(CT, 'cat /root/lost')).output).toBe('lost');
    await site.converge({ yes: true });
    expect(isSame(life)).toBe(false);
    expect((await execIn(CT, 'ls /root; cat /etc/second')).output).toBe('second template');
  });

  test('stops and starts by state', async () => {
    const life = await bring();
    await execIn(CT, 'echo kept > /root/kept');
    site.declare(box({ state: 'stopped' }));
    await site.converge();
    expect(isSame(life)).toBe(false);
    expect(takeInventory(new RegExp(`${CT}\\b`)).cgroups).toEqual([]);
    expect(takeInventory(new RegExp(`veth${CT}`)).links).toEqual([]);
    expect(await site.text()).toContain('No changes.');
    await bring();
    expect((await execIn(CT, 'cat /root/kept')).output).toBe('kept');
  });
});

const isForwardingAll = (): boolean => readTrimmed('/proc/sys/net/ipv6/conf/all/forwarding') === '1';

describe('two containers', () => {
  test('reach each other and the host, and not from an address that is not theirs', async () => {
    site.declare({ ...box(), peer: { ctid: OTHER, ips: ['10.210.2.2', 'fd00:210::2:2'] } });
    await site.converge({ yes: true });
    const ping = (address: string) => execIn(CT, `ping -c 1 -W 2 ${address} > /dev/null; echo $?`);
    expect((await ping('10.210.2.2')).output).toBe('0');
    // Forwarded between links, which before Linux 6.17 is the whole host's decision.
    const forwards = existsSync('/proc/sys/net/ipv6/conf/default/force_forwarding') || isForwardingAll();
    expect((await ping('fd00:210::2:2')).output).toBe(forwards ? '0' : '1');
    const spoofed = await execIn(
      CT,
      'ip address add 10.210.2.99/32 dev venet0; ping -c 1 -W 1 -I 10.210.2.99 10.210.2.2 > /dev/null; echo $?',
    );
    expect(spoofed.output).toBe('1');
  });
});

describe('an image pool', () => {
  test('refuses writes at its size and new files at its inodes', async () => {
    const image = await openSite('image', { ...plainNode, pool: { ...plainNode.pool, backend: 'image' } });
    try {
      image.declare({ img: { ctid: 61_203, diskspace: '24M', diskinodes: 400 } });
      await image.converge();
      const { output } = await execIn(
        61_203,
        'dd if=/dev/zero of=/big bs=1M count=64 2>&1 | grep -o "No space left"; rm /big; i=0; while [ $i -lt 600 ] && touch /root/f$i; do i=$((i+1)); done; [ $i -lt 400 ] && echo few',
      );
      expect(output).toContain('No space left');
      expect(output).toMatch(/No space left on device\nfew$/);
      const df = await execIn(61_203, 'df -m / | tail -1 | tr -s " " | cut -d " " -f 2');
      expect(Number(df.output)).toBeLessThanOrEqual(24);
      image.declare({ img: { ctid: 61_203, diskspace: '24M', diskinodes: 500 } });
      expect(await image.text()).toMatch(/VZR657/);
    } finally {
      await image.close();
    }
  });
});
