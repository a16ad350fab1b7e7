// What a container must not reach, tried from inside it by processes with exactly what its init has.

import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  PROC_MASKED_DIRECTORIES,
  PROC_MASKED_FILES,
  PROC_READ_ONLY,
  SYS_MASKED_DIRECTORIES,
} from '../../drivers/launcher/profile/paths.ts';
import { buildBusybox } from '../../drivers/rootfs/templates/busybox.ts';
import { isSame } from '../helpers/real-host.ts';
import { execIn, openSite, type Site } from '../helpers/site.ts';
import { missingTools } from '../helpers/tools.ts';
import { buildProbe } from './launcher-box.ts';

const reason = missingTools() ?? (existsSync('/usr/bin/cc') ? undefined : 'needs a C compiler');
const A = 61_221;
const B = 61_222;
let site: Site;
let canary: string;

const directory = (name: string): object => ({
  apiVersion: 'vzreconcile/v1alpha1',
  kind: 'Template',
  metadata: { name },
  spec: { source: { directory: name }, haltSignal: 'SIGTERM' },
});

async function makeTemplate(name: string): Promise<string> {
  const folder = join(site.root.path, 'templates', name);
  mkdirSync(folder, { recursive: true });
  await buildBusybox(folder, new AbortController().signal);
  return folder;
}

const boxes = () => ({
  a: { ctid: A, template: 'probed', ips: ['10.210.2.21'], vswap: { ram: '128M', swap: 0 } },
  b: { ctid: B, template: 'probed', ips: ['10.210.2.22'] },
});

beforeAll(async () => {
  if (reason !== undefined) return;
  canary = mkdtempSync('/var/tmp/vzr-canary-');
  writeFileSync(`${canary}/file`, 'alive');
  site = await openSite('isolation');
  const folder = await makeTemplate('probed');
  buildProbe('probe', `${folder}/bin/probe`);
  // Nodes that an image brings along.
  mkdirSync(`${folder}/nodes`);
  for (const [name, ...numbers] of [
    ['mem', 'c', '1', '1'],
    ['null', 'c', '1', '3'],
    ['loop', 'b', '7', '0'],
  ])
    execFileSync('/usr/bin/mknod', ['-m', '666', `${folder}/nodes/${name}`, ...numbers]);
  site.declare(boxes(), [directory('probed')]);
  await site.converge();
});
afterAll(async () => {
  await site?.close();
  if (canary !== undefined) rmSync(canary, { recursive: true });
});
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

const inside = async (script: string): Promise<string> => (await execIn(A, script)).output;
/** What the probe says: name -> errno, "0" when it was granted. */
async function probe(...args: string[]): Promise<Record<string, string>> {
  const { output } = await execIn(A, `/bin/probe ${args.join(' ')}`);
  return Object.fromEntries(output.split('\n').map((line) => line.split(' ') as [string, string]));
}
const granted = (answers: Record<string, string>): string[] =>
  Object.keys(answers).filter((name) => answers[name] === '0');

describe('the profile', () => {
  test('is in force: 27 capabilities, nothing inheritable, a filter', async () => {
    const { pid } = await site.life(A);
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const set = (name: string): bigint => BigInt(`0x${new RegExp(`^${name}:\\s+(\\w+)$`, 'm').exec(status)?.[1]}`);
    const count = (bits: bigint): number => bits.toString(2).replaceAll('0', '').length;
    for (const name of ['CapBnd', 'CapPrm', 'CapEff']) expect(count(set(name)), name).toBe(27);
    for (const name of ['CapInh', 'CapAmb']) expect(set(name), name).toBe(0n);
    expect(status).toMatch(/^Seccomp:\s+2$/m);
    // MODULE, RAWIO, PACCT, TIME, AUDIT_CONTROL, MAC_OVERRIDE, MAC_ADMIN, SYSLOG and all above.
    for (const bit of [16n, 17n, 20n, 25n, 30n, 32n, 33n, 34n, 35n, 36n, 37n, 38n, 39n, 40n])
      expect((set('CapBnd') >> bit) & 1n, String(bit)).toBe(0n);
  });

  test('refuses calls by name and by argument, in every calling convention', async () => {
    const answers = await probe('calls');
    const { i386_bpf, fsopen, fsconfig, af_alg, af_vsock, netlink_audit, af_packet, x32_getpid, ...rest } = answers;
    expect({ fsopen, fsconfig }).toEqual({ fsopen: 'ENOSYS', fsconfig: 'ENOSYS' });
    expect({ af_alg, af_vsock, netlink_audit }).toEqual({
      af_alg: 'EAFNOSUPPORT',
      af_vsock: 'EAFNOSUPPORT',
      netlink_audit: 'EAFNOSUPPORT',
    });
    // Its own network is its own: raw packets are allowed.
    expect(af_packet).toBe('0');
    if (process.arch === 'x64') expect(x32_getpid).toBe('ENOSYS');
    if (process.arch === 'x64') expect(i386_bpf).toMatch(/^(EPERM|absent)$/);
    expect(Object.keys(rest).length).toBeGreaterThan(20);
    expect(Object.entries(rest).filter(([, code]) => code !== 'EPERM')).toEqual([]);
  });

  test('lets no device node be made, and none of the image be opened', async () => {
    const made = await probe('nodes');
    expect(Object.keys(made)).toHaveLength(8);
    expect(granted(made)).toEqual([]);
    expect(await probe('open', '/nodes/mem', '/nodes/null', '/nodes/loop')).toEqual({
      '/nodes/mem': 'EACCES',
      '/nodes/null': 'EACCES',
      '/nodes/loop': 'EACCES',
    });
    expect(await inside('ls /dev')).toBe(
      'console\nfd\nfull\nmqueue\nnull\nptmx\npts\nrandom\nshm\nstderr\nstdin\nstdout\ntty\nurandom\nzero',
    );
  });
});

describe('/proc and /sys', () => {
  const masks = [
    ...PROC_MASKED_FILES.map((name) => `/proc/${name}`),
    ...PROC_MASKED_DIRECTORIES.map((name) => `/proc/${name}`),
    ...SYS_MASKED_DIRECTORIES.map((name) => `/sys/${name}`),
  ].filter((path) => existsSync(path));

  test('show nothing where they are masked', async () => {
    const read = await inside(`for p in ${masks.join(' ')}; do [ -d $p ] && ls -A $p || cat $p; done 2>&1`);
    expect(read).toBe('');
  });

  test('keep every mask locked: none can be unmounted, moved or written', async () => {
    expect(granted(await probe('umount', ...masks))).toEqual([]);
    expect(granted(await probe('rename', ...masks))).toEqual([]);
    const inner = await inside(`unshare -m sh -c '/bin/probe umount ${masks.join(' ')} | grep " 0$"; echo tried'`);
    expect(inner).toBe('tried');
    const user = await inside(`unshare -Ur -m sh -c '/bin/probe umount ${masks.join(' ')} | grep " 0$"; echo tried'`);
    expect(user).toBe('tried');
  });

  test("take no writes but to what is the container's own", async () => {
    const host = [
      'kernel/core_pattern',
      'kernel/panic',
      'kernel/modprobe',
      'kernel/hotplug',
      'vm/overcommit_memory',
      'vm/drop_caches',
      'fs/file-max',
      'fs/binfmt_misc/register',
      'kernel/ns_last_pid',
      'kernel/randomize_va_space',
      'kernel/pid_max',
      'kernel/sysrq',
      'kernel/yama/ptrace_scope',
      'user/max_user_namespaces',
    ]
      .map((name) => `/proc/sys/${name}`)
      .filter((path) => existsSync(path));
    // The last pid changes by itself.
    const look = () => host.filter((path) => !path.includes('last_pid')).map((path) => readQuietly(path));
    const before = look();
    const others = [
      '/proc/irq/default_smp_affinity',
      '/sys/power/state',
      '/sys/kernel/mm/ksm/run',
      '/sys/block/loop0/queue/nr_requests',
      '/sys/kernel/mm/transparent_hugepage/enabled',
    ].filter((path) => existsSync(path));
    expect(granted(await probe('write', ...host, ...others))).toEqual([]);
    expect(look()).toEqual(before);
    // sysrq-trigger is a null device here: a write goes nowhere, and the host did not crash.
    await inside('echo h > /proc/sysrq-trigger');
    const own = ['/proc/sys/kernel/shmmax', '/proc/sys/net/ipv4/ip_forward', '/proc/sys/kernel/msgmax'];
    expect(granted(await probe('write', ...own))).toEqual(own);
    expect(readFileSync('/proc/sys/kernel/shmmax', 'utf8')).not.toBe('1\n');
  });

  test('cannot be remounted, nor mounted anew without the masks', async () => {
    const paths = [
      '/',
      ...PROC_READ_ONLY.map((name) => `/proc/${name}`),
      '/sys',
      '/proc',
      '/dev/shm',
      '/sys/fs/cgroup',
    ].filter((path) => existsSync(path));
    // Each of these would drop read-only, nodev, nosuid or noexec.
    expect(granted(await probe('remount', ...paths))).toEqual([]);
    expect(granted(await probe('remount-fs', '/', '/proc', '/sys', '/dev'))).toEqual([]);
    expect(
      granted(
        await probe('new', 'proc', 'sysfs', 'ext4', 'btrfs', 'debugfs', 'tracefs', 'securityfs', 'devtmpfs', 'bpf'),
      ),
    ).toEqual([]);
    expect(
      await inside('unshare -Ur -m -p -f sh -c "mount -t proc proc /mnt 2>/dev/null && echo mounted; echo tried"'),
    ).toBe('tried');
  });
});

describe('cgroups', () => {
  test('the container may divide its group, and not change its limits', async () => {
    expect(await inside('cat /proc/self/cgroup | grep -v ":/$"; true')).toBe('');
    const answers = await inside(
      'cd /sys/fs/cgroup 2>/dev/null && for f in $(ls); do case $f in cgroup.procs|cgroup.threads|cgroup.subtree_control) ;; *) [ -f $f ] && /bin/probe write /sys/fs/cgroup/$f;; esac; done; true',
    );
    const files = Object.fromEntries(
      answers
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split(' ') as [string, string]),
    );
    expect(granted(files).filter((path) => !/\.pressure$|memory\.(reclaim|oom\.group)$/.test(path))).toEqual([]);
    expect(Object.keys(files).length).toBeGreaterThan(3);
  });

  test('version 1 hierarchies, where it can mount them, show it nothing of others and take nothing', async () => {
    const script = `for c in memory pids cpu cpuset devices freezer; do
      unshare -m sh -c "mount -t cgroup -o $c none /mnt 2>/dev/null || exit 0
        for f in /mnt/release_agent /mnt/notify_on_release /mnt/memory.limit_in_bytes /mnt/pids.max /mnt/cpuset.cpus /mnt/devices.allow /mnt/cpu.shares /mnt/cgroup.procs; do
          [ -e \\$f ] && /bin/probe write \\$f
        done; mkdir /mnt/sub 2>/dev/null && echo sub 0; ls /mnt | grep '^[0-9]'"
    done; true`;
    const output = await inside(script);
    const answers = output.split('\n').filter(Boolean);
    expect(answers.filter((line) => line.endsWith(' 0'))).toEqual([]);
    expect(answers.filter((line) => /^\d/.test(line))).toEqual([]);
    const nested = await probe('release-agent');
    expect(nested['unshare']).toBe('made');
    expect(granted(nested)).toEqual([]);
  });
});

describe('identities', () => {
  test('end at 65535', async () => {
    expect(await probe('chown', '65535', '65536', '4294967294')).toEqual({
      '65535': '0',
      '65536': 'EINVAL',
      '4294967294': 'EINVAL',
    });
    await inside('chown 0 /tmp');
  });

  test('another container is neither seen nor reached', async () => {
    await execIn(B, 'echo secret > /root/secret; chmod 644 /root/secret');
    const { pid } = await site.life(B);
    expect(
      await inside(
        `ls / /root | grep secret; kill -0 ${pid} 2>&1 | grep -o "No such process"; ls /proc/${pid} 2>&1 | grep -o "No such file"`,
      ),
    ).toBe('No such process\nNo such file');
    const names = await inside('ps');
    expect(names).not.toContain('vitest');
    const [first, second] = await Promise.all(
      [A, B].map(async (ctid) => (await execIn(ctid, 'readlink /proc/1/ns/net; cat /proc/self/uid_map')).output),
    );
    expect(first).not.toBe(second);
  });

  test('its init holds three descriptors, all of them of its own', async () => {
    const { pid } = await site.life(A);
    const fds = readdirSync(`/proc/${pid}/fd`).filter(
      (fd) => Number(fd) < 10 || !readlinkSync(`/proc/${pid}/fd/${fd}`).startsWith('/'),
    );
    expect(fds.sort()).toEqual(['0', '1', '2']);
    for (const fd of fds) expect(readlinkSync(`/proc/${pid}/fd/${fd}`)).toBe('/dev/null');
  });

  test('its root leads nowhere else', async () => {
    const wayOut =
      'mkdir -p /tmp/x; chroot /tmp/x /bin/true 2>/dev/null; cd /; for i in 1 2 3 4 5 6 7 8; do cd ..; done; ls';
    expect(await inside(wayOut)).not.toContain('vmlinuz');
    expect((await inside('cd /; cd ..; ls')).split('\n')).toContain('nodes');
    expect(await inside('awk \'$5 == "/"\' /proc/self/mountinfo | wc -l; ls /proc/1/root | grep -c nodes')).toBe(
      '1\n1',
    );
    // Named, so that it is found wherever it came out.
    expect(
      await inside('mount -t tmpfs vzr-isolation-out /mnt && grep -c vzr-isolation-out /proc/self/mountinfo'),
    ).toBe('1');
    expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain('vzr-isolation-out');
    await inside('umount /mnt');
  });
});

describe("the host's side", () => {
  test('private areas and templates are closed to ordinary users', async () => {
    await inside('cp /bin/busybox /root/suid; chmod 4755 /root/suid');
    const area = `${site.root.path}/pool/private/${A}`;
    expect(statSync(`${area}/upper/root/suid`).mode & 0o4000).toBe(0o4000);
    for (const path of [
      `${site.root.path}/pool`,
      area,
      `${area}/upper/root/suid`,
      `${site.root.path}/pool/templates`,
    ]) {
      const { status } = spawnSync('/bin/sh', ['-c', `ls -l ${path}/`], { uid: 65_534, gid: 65_534 });
      expect(status, path).not.toBe(0);
    }
    const { status } = spawnSync(`${area}/upper/root/suid`, ['id'], { uid: 65_534, gid: 65_534 });
    expect(status).not.toBe(0);
    const options = readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .find((line) => line.includes(`${site.root.path}/pool `));
    expect(options).toMatch(/nosuid.*nodev/);
  });

  test.each([
    ['/dev', 'dev'],
    ['/proc', 'proc'],
    ['/sys', 'sys'],
  ])('an image whose %s is a symlink to the host cannot start, and the host is untouched', async (_path, name) => {
    const folder = await makeTemplate(`evil-${name}`);
    rmSync(`${folder}/${name}`, { recursive: true });
    symlinkSync(canary, `${folder}/${name}`);
    site.declare({ ...boxes(), evil: { ctid: 61_223, template: `evil-${name}` } }, [
      directory('probed'),
      directory(`evil-${name}`),
    ]);
    const life = await site.life(A);
    const { outcomes } = await site.pass({ yes: true });
    expect(outcomes).toMatchObject([
      { name: 'evil', result: 'failed', error: expect.stringContaining('an ordinary directory') },
    ]);
    expect(readdirSync(canary)).toEqual(['file']);
    expect(isSame(life)).toBe(true);
  });

  test('files of /etc that are symlinks to the host are replaced, not followed', async () => {
    const folder = await makeTemplate('evil-etc');
    for (const name of ['resolv.conf', 'hostname', 'hosts']) {
      rmSync(`${folder}/etc/${name}`, { force: true });
      symlinkSync(`${canary}/file`, `${folder}/etc/${name}`);
    }
    // Were it resolved inside, it would still have to exist.
    mkdirSync(`${folder}${canary}`, { recursive: true });
    copyFileSync(`${canary}/file`, `${folder}${canary}/file`);
    site.declare({ ...boxes(), evil: { ctid: 61_223, template: 'evil-etc', nameservers: ['192.0.2.1'] } }, [
      directory('probed'),
      directory('evil-etc'),
    ]);
    await site.converge({ yes: true });
    expect(readFileSync(`${canary}/file`, 'utf8')).toBe('alive');
    expect((await execIn(61_223, 'cat /etc/resolv.conf /etc/hostname')).output).toMatch(
      /nameserver 192\.0\.2\.1\nevil/,
    );
  });

  test('an image whose /etc is a symlink starts, and nothing outside is written', async () => {
    const folder = await makeTemplate('evil-dir');
    rmSync(`${folder}/etc`, { recursive: true });
    symlinkSync(canary, `${folder}/etc`);
    site.declare({ ...boxes(), evil: { ctid: 61_223, template: 'evil-dir', nameservers: ['192.0.2.1'] } }, [
      directory('probed'),
      directory('evil-dir'),
    ]);
    await site.pass({ yes: true });
    expect(readdirSync(canary)).toEqual(['file']);
    expect(readFileSync(`${canary}/file`, 'utf8')).toBe('alive');
  });
});

function readQuietly(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
