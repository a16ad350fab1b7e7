import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { playerPath } from '../../drivers/launcher/build.ts';
import { startTime } from '../../drivers/launcher/run-record.ts';
import { takeInventory } from '../helpers/inventory.ts';
import { atPace } from '../helpers/pace.ts';
import { missingTools } from '../helpers/tools.ts';
import { inside, openRig, type Rig, SLEEP } from './launcher-rig.ts';

const reason = missingTools();
let rig: Rig;

beforeAll(() => {
  if (reason === undefined) rig = openRig();
});
afterAll(async () => {
  await rig?.close();
});
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

const facts = { name: 'test', init: SLEEP, haltSignal: 'SIGTERM', stopTimeout: 5 };

async function start(number: number, init: readonly string[] = SLEEP): Promise<number> {
  const { ctid, wish } = rig.container(number, init);
  const { pid } = await rig.processes.prepare(ctid, wish);
  await rig.processes.release(ctid, facts);
  return pid;
}

async function stop(number: number): Promise<void> {
  const { ctid } = rig.container(number);
  const record = rig.processes.running(ctid);
  if (record === undefined) return;
  rig.processes.signal(record, 9);
  expect(await rig.processes.ended(record, 5000)).toBe(true);
  await rig.processes.forget(ctid);
}

const statusOf = (pid: number | string): Map<string, string> =>
  new Map(
    readFileSync(`/proc/${pid}/status`, 'latin1')
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );

describe('a started container', () => {
  let pid: number;
  beforeAll(async () => {
    if (reason === undefined) pid = await start(60400);
  });
  afterAll(async () => {
    if (reason === undefined) await stop(60400);
  });

  test('has its own namespaces of all seven kinds', () => {
    for (const kind of ['user', 'pid', 'mnt', 'net', 'ipc', 'uts', 'cgroup']) {
      expect(readlinkSync(`/proc/${pid}/ns/${kind}`)).not.toBe(readlinkSync(`/proc/self/ns/${kind}`));
    }
  });

  test('is process 1 of its pid namespace and maps 65,536 ids from its base', () => {
    expect(statusOf(pid).get('NSpid')?.split('\t').at(-1)).toBe('1');
    expect(readFileSync(`/proc/${pid}/uid_map`, 'latin1').trim().split(/\s+/)).toEqual([
      '0',
      `${60400 * 65536}`,
      '65536',
    ]);
    expect(readFileSync(`/proc/${pid}/gid_map`, 'latin1').trim().split(/\s+/)).toEqual([
      '0',
      `${60400 * 65536}`,
      '65536',
    ]);
  });

  test('is its own session with three descriptors, all of its own /dev/null', () => {
    expect(readdirSync(`/proc/${pid}/fd`).sort()).toEqual(['0', '1', '2']);
    for (const fd of ['0', '1', '2']) expect(readlinkSync(`/proc/${pid}/fd/${fd}`)).toBe('/dev/null');
    const device = (path: string) => execFileSync('/usr/bin/stat', ['-Lc', '%d', path], { encoding: 'utf8' });
    expect(device(`/proc/${pid}/fd/0`)).not.toBe(device('/dev/null'));
  });

  test('has 27 capabilities to its bounding set, none inheritable or ambient, and a filter', () => {
    const status = statusOf(pid);
    const bits = (name: string) =>
      BigInt(`0x${status.get(name)}`)
        .toString(2)
        .replaceAll('0', '').length;
    expect(bits('CapBnd')).toBe(27);
    expect(status.get('CapPrm')).toBe(status.get('CapBnd'));
    expect(status.get('CapEff')).toBe(status.get('CapBnd'));
    expect([bits('CapInh'), bits('CapAmb')]).toEqual([0, 0]);
    expect([status.get('Seccomp'), status.get('NoNewPrivs'), status.get('SigBlk')]).toEqual(['2', '0', '0'.repeat(16)]);
  });

  test('joins its groups and sees them as the root of its cgroup namespace', () => {
    const lines = readFileSync(`/proc/${pid}/cgroup`, 'latin1');
    expect(lines).toMatch(/^0::.*\/vz\/60400$/m);
    // Version 1 hierarchies beside it, where there are any.
    for (const line of lines.split('\n').filter((one) => /^\d+:(memory|pids|cpu|cpuset):/.test(one)))
      expect(line).toMatch(/\/vz\/60400$/);
    expect(inside(pid, 'cat /proc/1/cgroup')).toMatch(/^0::\/$/m);
    expect(inside(pid, 'stat -c %u /sys/fs/cgroup')).toBe('0');
    expect(inside(pid, 'mkdir /sys/fs/cgroup/a && rmdir /sys/fs/cgroup/a && echo made')).toBe('made');
  });

  test('cannot take a mask, a read-only flag or nodev away', () => {
    const attempts = [
      'umount /proc/kcore',
      'umount /proc/sys',
      'umount -l /proc/sys',
      'umount /sys/firmware',
      'umount -l /sys/firmware',
      'umount /proc',
      'umount -l /sys',
      'mount -o remount,bind,rw /proc/sys',
      'mount -o remount,bind,rw /sys/firmware',
      'mount -o remount,rw /sys',
      'mount -o remount,bind,dev /',
      'mkdir /tmp/p && mount -t proc proc /tmp/p',
    ];
    for (const attempt of attempts) {
      expect(inside(pid, `${attempt} 2>/dev/null && echo yes || echo no`), attempt).toBe('no');
    }
  });

  test('reads masked paths as empty and cannot write protected ones', () => {
    expect(inside(pid, 'cat /proc/kallsyms /proc/keys /proc/timer_list | wc -c')).toBe('0');
    expect(inside(pid, 'ls /sys/firmware /proc/acpi /sys/kernel/debug /sys/module | grep -v : | wc -w')).toBe('0');
    for (const path of [
      '/proc/sysrq-trigger',
      '/proc/sys/kernel/core_pattern',
      '/proc/sys/vm/drop_caches',
      '/sys/kernel/profiling',
    ]) {
      expect(inside(pid, `(echo b > ${path}) 2>/dev/null && [ ! -c ${path} ] && echo yes || echo no`), path).toBe('no');
    }
    expect(inside(pid, 'echo 1 > /proc/sys/net/ipv4/ip_forward && echo yes')).toBe('yes');
    expect(inside(pid, 'echo 4096 > /proc/sys/kernel/shmmni && echo yes')).toBe('yes');
  });

  test('owns its files, which have its own ids on disk', () => {
    expect(inside(pid, 'stat -c %u:%g / /etc /dev /dev/null /dev/pts /dev/shm /proc/1')).toBe(
      Array(7).fill('0:0').join('\n'),
    );
    expect(inside(pid, 'touch /root/new && chown 7:8 /root/new && echo ok')).toBe('ok');
    expect(
      execFileSync('/usr/bin/stat', ['-c', '%u:%g', `${rig.folder}/60400/upper/root/new`], { encoding: 'utf8' }),
    ).toBe('7:8\n');
    expect(inside(pid, 'chown 65536 /root/new 2>/dev/null && echo yes || echo no')).toBe('no');
  });

  test('has working devices and makes none', () => {
    expect(inside(pid, 'head -c 4 /dev/zero | wc -c; echo x > /dev/null; head -c 3 /dev/urandom | wc -c')).toBe('4\n3');
    for (const node of ['b 8 0', 'b 254 0', 'c 1 1', 'c 10 237']) {
      expect(inside(pid, `mknod /root/n ${node} 2>/dev/null && echo yes || echo no`)).toBe('no');
    }
    mkdirSync(`${rig.folder}/60400/upper/var`, { recursive: true });
  });

  test('shows its host name and its own network', () => {
    expect(inside(pid, 'hostname; cat /etc/hostname')).toBe('ct60400\nct60400');
    expect(inside(pid, 'ls /sys/class/net')).toBe('lo');
  });
});

describe('the launch', () => {
  test('fails with the step and errno, and leaves nothing', async () => {
    const { ctid, wish } = rig.container(60401);
    const player = await rig.processes.player();
    const before = takeInventory(rig.mine, player.pid);
    const broken = { ...wish, root: { ...wish.root, lower: ['/nonexistent'] } };
    await expect(rig.processes.prepare(ctid, broken)).rejects.toThrow(
      /^container 60401: open \/nonexistent: ENOENT \(step \d+\)$/,
    );
    await sleep(50);
    expect(takeInventory(rig.mine, player.pid)).toEqual(before);
    expect(rig.processes.paused(ctid)).toBeUndefined();
  });

  test('reports an init that cannot be executed', async () => {
    const { ctid, wish } = rig.container(60402, ['/sbin/nothing']);
    await rig.processes.prepare(ctid, wish);
    await expect(rig.processes.release(ctid, facts)).rejects.toThrow(/exec \/sbin\/nothing: ENOENT/);
    expect(rig.processes.running(ctid)).toBeUndefined();
  });

  test('refuses an image whose /proc is a symlink', async () => {
    const { ctid, wish } = rig.container(60403);
    mkdirSync(`${rig.folder}/bad/etc`, { recursive: true });
    symlinkSync('/etc', `${rig.folder}/bad/proc`);
    const broken = { ...wish, root: { ...wish.root, lower: [`${rig.folder}/bad`] } };
    await expect(rig.processes.prepare(ctid, broken)).rejects.toThrow(/open \/proc, an ordinary directory: ELOOP/);
  });

  test('leaves the host mounts as they were, and 50 starts and stops leave no descriptor, mount or zombie', async () => {
    const player = await rig.processes.player();
    await start(60404);
    await stop(60404);
    await sleep(100);
    const before = takeInventory(rig.mine, player.pid);
    for (let round = 0; round < 50; round++) {
      await start(60404);
      await stop(60404);
    }
    await sleep(100);
    expect(takeInventory(rig.mine, player.pid)).toEqual(before);
  }, 60_000);

  test('ends a paused init when the player ends', async () => {
    const processes = rig.another();
    const { ctid, wish } = rig.container(60405);
    const { pid } = await processes.prepare(ctid, wish);
    expect(startTime(pid)).toBeGreaterThan(0);
    await processes.close();
    for (let tries = 0; tries < 100 && startTime(pid) !== undefined; tries++) await sleep(10);
    expect(startTime(pid)).toBeUndefined();
  });

  test('an init outlives the process that started it and is adopted from its record', async () => {
    const first = rig.another();
    const { ctid, wish } = rig.container(60406);
    const { pid } = await first.prepare(ctid, wish);
    await first.release(ctid, facts);
    await first.close();
    const second = rig.another();
    const [record] = second.list([ctid]);
    expect(record).toMatchObject({ ctid, pid, haltSignal: 'SIGTERM' });
    const ended = new Promise<string>((resolve) => second.onEnd((number, detail) => resolve(`${number} ${detail}`)));
    await sleep(50);
    const from = performance.now();
    if (record !== undefined) second.signal(record, 9);
    expect(await ended).toBe('60406 init ended');
    expect(performance.now() - from).toBeLessThan(atPace(1000));
    expect(second.running(ctid)).toBeUndefined();
  });

  test('a record is not believed when its start time or its group is another', async () => {
    const pid = await start(60407);
    const { ctid } = rig.container(60407);
    const record = rig.processes.running(ctid);
    expect(record?.pid).toBe(pid);
    if (record === undefined) return;
    rig.processes.rewrite({ ...record, start: record.start + 1 });
    expect(rig.processes.running(ctid)).toBeUndefined();
    rig.processes.rewrite({ ...record, pid: process.pid });
    expect(rig.processes.running(ctid)).toBeUndefined();
    rig.processes.rewrite(record);
    await stop(60407);
  });

  test('starts again in groups whose processes were killed through cgroup.kill', async () => {
    for (let round = 0; round < 3; round++) {
      await start(60409);
      const { ctid } = rig.container(60409);
      const record = rig.processes.running(ctid);
      rig.groups.killAll(ctid);
      if (record !== undefined) expect(await rig.processes.ended(record, 5000)).toBe(true);
      await rig.processes.forget(ctid);
    }
  });

  test('twenty at once all become ready', async () => {
    const numbers = Array.from({ length: 20 }, (_, index) => 60410 + index);
    const pids = await Promise.all(numbers.map((number) => start(number)));
    expect(new Set(pids).size).toBe(20);
    await Promise.all(numbers.map((number) => stop(number)));
  });
});

test('a reconciler killed with SIGKILL leaves no paused init, player or mount behind', async () => {
  const { wish } = rig.container(60408);
  const spec = { ...wish, cgroups: { join: [] }, limits: [], terminals: 64, scratch: '/tmp' };
  const folder = `${rig.folder}/killed`;
  mkdirSync(folder);
  const tsc = ['--noCheck', '-p', 'tsconfig.json', '--outDir', `${folder}/dist`];
  execFileSync('node_modules/.bin/tsc', tsc, { stdio: 'ignore' });
  for (const name of ['node_modules', 'package.json']) symlinkSync(`${process.cwd()}/${name}`, `${folder}/${name}`);
  writeFileSync(
    `${folder}/main.mjs`,
    `import { startPlayer } from './dist/drivers/launcher/client.js';
     import { launchTape } from './dist/drivers/launcher/init-tape.js';
     const player = await startPlayer({ binary: ${JSON.stringify(playerPath())} });
     const reports = await player.play(launchTape(${JSON.stringify(spec)})).reports;
     console.log(JSON.stringify([reports.get(1)[0], player.pid]));
     setInterval(() => {}, 1000);`,
  );
  const { mounts } = takeInventory(rig.mine);
  const child = spawn(process.execPath, [`${folder}/main.mjs`], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data))));
  const pids: readonly number[] = JSON.parse(line);
  for (const pid of pids) expect(startTime(pid)).toBeGreaterThan(0);
  child.kill('SIGKILL');
  for (let tries = 0; tries < 200 && pids.some((pid) => startTime(pid) !== undefined); tries++) await sleep(10);
  expect(pids.map(startTime)).toEqual([undefined, undefined]);
  expect(takeInventory(rig.mine).mounts).toEqual(mounts);
});
