// Commands as people give them on a host: on terminals, beside what belongs to somebody else, after others changed things.

import { existsSync, mkdtempSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeGroup } from '../helpers/groups.ts';
import { sample } from '../helpers/pace.ts';
import { onTerminal, shell, vz, vzLine } from '../helpers/program.ts';
import {
  CPUS,
  groupMounts,
  isSame,
  limitFile,
  makeRoot,
  missingForHost,
  NUMPROC,
  pidsOfGroups,
  put,
  RAM,
} from '../helpers/real-host.ts';
import { execIn } from '../helpers/site.ts';
import { life, lives, openProgramSite, type ProgramSite } from './program-site.ts';

const reason = missingForHost();
const [A, C] = [61_271, 61_273];
const a = { ctid: A, ips: ['10.210.2.71'] };
let site: ProgramSite;

beforeAll(() => {
  if (reason === undefined) site = openProgramSite('cli', /vzr-cli|\b6127\d\b|veth6127/);
});
afterAll(() => site?.close());
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

test('doctor says that a chroot can have no containers', () => {
  const place = mkdtempSync(join(tmpdir(), 'vzr-chroot-'));
  try {
    const doctor = vzLine('doctor', '--root', '/var/lib/vzr-chroot');
    const script = `mount --rbind / ${place} && chroot ${place} ${doctor}; echo "status $?"`;
    const said = shell(`unshare -m sh -c '${script.replaceAll("'", "'\\''")}'`);
    expect(said).toMatch(/MISSING +namespaces +a process in new namespaces: clone3\(.*\): EPERM/);
    expect(said).toMatch(/hint: namespaces: not possible in a chroot/);
    expect(said).toMatch(/needed thing(s are| is) missing\.\nstatus 1$/);
  } finally {
    rmdirSync(place);
  }
});

describe('a command on a terminal', () => {
  beforeAll(() => {
    if (reason !== undefined) return;
    site.declare({ a });
    expect(site.once()).toMatchObject({ code: 0, err: '' });
  });
  afterAll(() => site?.root.empty());

  test('shows what it writes, as it writes it', async () => {
    const exec = (...argv: string[]): string => vzLine('exec', '--root', site.root.path, 'a', '--', ...argv);
    expect(await onTerminal(exec('sh', '-c', 'echo one; exit 3'))).toEqual([3, 'one\r\n']);
    // Full-screen programs turn the conversion off and move the cursor themselves.
    expect(await onTerminal(exec('sh', '-c', 'stty -opost; printf "one\\ntwo"'))).toEqual([0, 'one\ntwo']);
    // Afterwards, and when there is something to say, the terminal is as it was.
    expect(await onTerminal(`${exec('true')}; stty`)).toEqual(await onTerminal('stty'));
    expect(await onTerminal(exec('/no/such'))).toEqual([127, 'error: a: /no/such: command not found\r\n']);
  });

  const redirections: readonly (readonly [string, string, string])[] = [
    // redirection, which streams are a terminal for the command, what the terminal shows
    ['', '012', 'out\r\nerr\r\n'],
    ['< FILE', '12', 'out\r\nerr\r\n'],
    ['> FILE', '2', 'err\r\n'],
    ['2> FILE', '01', 'out\r\n'],
    ['< /dev/null 2> FILE', '1', 'out\r\n'],
    ['> FILE 2>&1', '', ''],
  ];
  test.each(sample(redirections, 2))(
    'run with %j leaves nothing behind that holds a terminal of the host',
    async (redirection, terminals, shown) => {
      const file = join(site.root.path, 'redirected');
      writeFileSync(file, '');
      const ask =
        't=; for fd in 0 1 2; do [ ! -t $fd ] || t=$t$fd; done; printf "$t" > /root/terminals; echo out; echo err >&2';
      const leave = 'exec 3<&0 4>&1 5>&2; trap "" HUP; sleep 77 < /dev/null > /dev/null 2>&1 &';
      const line = vzLine('exec', '--root', site.root.path, 'a', '--', 'sh', '-c', `${ask}; ${leave}`);
      expect(await onTerminal(`${line} ${redirection.replace('FILE', file)}`)).toEqual([0, shown]);
      expect(readFileSync(`${site.root.path}/pool/private/${A}/upper/root/terminals`, 'utf8')).toBe(terminals);
      const left = pidsOfGroups(A).filter(
        (pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8') === 'sleep\u000077\u0000',
      );
      expect(left).toHaveLength(1);
      const { dev } = statSync('/dev/pts');
      const held = ['3', '4', '5'].map((fd) => statSync(`/proc/${left[0]}/fd/${fd}`).dev);
      expect(held).not.toContain(dev);
      for (const pid of left) process.kill(pid, 'SIGKILL');
    },
  );
});

describe('what belongs to somebody else', () => {
  afterEach(() => (reason === undefined ? site.root.empty() : undefined));

  test('a group of our name is refused and stays', async () => {
    const groups = groupMounts().map((mount) => join(mount, 'vz', String(C)));
    groups.forEach(makeGroup);
    try {
      site.declare({ a, c: { ctid: C } });
      const { code, out } = site.once();
      expect(code).toBe(1);
      expect(out).toMatch(/refused: VZR338 there is a group .*\/vz\/61273 that was not made by vzreconcile/);
      expect(out).toMatch(/a \(61271\): created/);
      site.declare({});
      site.once('--yes');
      expect(groups.every((group) => existsSync(group))).toBe(true);
    } finally {
      for (const group of groups) rmdirSync(group);
    }
  });

  test('a container of another root is refused by the plan and left alone', async () => {
    site.declare({ a });
    site.once();
    const held = lives(A);
    const other = makeRoot('cli-other');
    try {
      const { code, out } = vz('--dry-run', '--dir', site.dir, '--root', other.path);
      expect(code).toBe(1);
      expect(out).toContain(`refused: VZR338 the ctid ${A} is in use on this host, under the root ${site.root.path}`);
      expect(vz('--once', '--dir', site.dir, '--root', other.path).out).toContain('1 refused.');
      expect(isSame(held)).toBe(true);
      expect(site.once().out).toContain('No changes.');
    } finally {
      vz('destroy', '--all', '--yes', '--root', other.path);
      await other.remove();
    }
  });

  test('a link of our name is refused and stays', async () => {
    shell(`ip link add veth${C}.0 type veth peer name vzr-peer27`);
    try {
      site.declare({ a, c: { ctid: C, ips: ['10.210.2.73'] } });
      const { code, out } = site.once();
      expect(code).toBe(1);
      expect(out).toMatch(/c \(61273\): create failed .*is not ours/);
      expect(life(C)).toBeUndefined();
      expect(life(A)).toBeDefined();
      site.declare({});
      site.once('--yes');
      expect(shell(`ip -o link show veth${C}.0`)).toContain('veth');
    } finally {
      shell(`ip link del veth${C}.0`);
    }
  });

  test('an address of the host, or routed elsewhere, is refused', async () => {
    shell(
      'ip link add vzr-test27 type veth peer name vzr-peer27 && ip link set vzr-test27 up && ip link set vzr-peer27 up && ip route add 10.210.2.74/32 dev vzr-test27',
    );
    try {
      site.declare({ a, c: { ctid: C, ips: ['10.210.2.74'] }, d: { ctid: 61_274, ips: ['127.0.0.2'] } });
      const { code, out, err } = site.once();
      expect(code).not.toBe(0);
      expect(out + err).toMatch(/127\.0\.0\.2|10\.210\.2\.74 is routed to link vzr-test27/);
      site.declare({ a, c: { ctid: C, ips: ['10.210.2.74'] } });
      const second = site.once();
      expect(second.code).toBe(1);
      expect(second.out).toMatch(/10\.210\.2\.74 is routed to link vzr-test27/);
      expect(life(A)).toBeDefined();
    } finally {
      shell('ip link del vzr-test27');
    }
  });
});

describe('--dry-run', () => {
  afterAll(() => site?.root.empty());

  test('shows all drift at once with !, changes nothing, and --once takes it back', async () => {
    site.declare({ a: { ...a, hostname: 'a.example', nameservers: ['192.0.2.53'], cpumask: '0-1' } });
    expect(site.once().code).toBe(0);
    const held = lives(A);
    put(limitFile('memory', A, RAM), String(40 * 1024 * 1024));
    put(limitFile('pids', A, NUMPROC), '20');
    put(limitFile('cpuset', A, CPUS), '0');
    await execIn(
      A,
      'hostname drifted; echo nameserver 192.0.2.66 > /etc/resolv.conf; ip address del 10.210.2.71/32 dev venet0',
    );
    for (const _twice of [1, 2]) {
      const { code, out } = vz('--dry-run', '--detailed-exitcode', ...site.at);
      expect(code).toBe(2);
      for (const label of ['ram', 'numproc', 'cpumask', 'hostname', 'nameservers', 'ips'])
        expect(out, label).toMatch(new RegExp(`^ {4}! ${label} `, 'm'));
      expect(out).toMatch(/^ {2}! Container\/a \(61271\)/m);
    }
    expect(readFileSync(limitFile('pids', A, NUMPROC), 'utf8').trim()).toBe('20');
    expect(site.once().code).toBe(0);
    expect(vz('--dry-run', '--detailed-exitcode', ...site.at)).toMatchObject({
      code: 0,
      out: expect.stringContaining('No changes.'),
    });
    expect(isSame(held)).toBe(true);
  });
});
