// The daemon that answers quotactl(2) for a container, asked from inside. Where the kernel has no quotas on ext4 it says so with ESRCH.

import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { setXattr } from '../../drivers/kernel/xattr.ts';
import { buildQuotad } from '../../drivers/launcher/build.ts';
import { takeInventory } from '../helpers/inventory.ts';
import { atPace } from '../helpers/pace.ts';
import { missingTools } from '../helpers/tools.ts';
import { type Box, boxOf, buildProbe } from './launcher-box.ts';
import { openRig, type Rig } from './launcher-rig.ts';

const reason = missingTools();
/** As the quota driver writes it. */
const MOST = 'trusted.vzreconcile.quotaugidlimit';
const NUMBER = 60_470;
const [EPERM, ESRCH, EFAULT, EBUSY, ENODEV, EINVAL, ENOSPC, ENOSYS] = [1, 3, 14, 16, 19, 22, 28, 38];
const generic = (number: number): number => 0x80_0000 + number;
const [SYNC, QUOTAON, QUOTAOFF] = [generic(1), generic(2), generic(3)];
const [GETFMT, GETINFO, GETQUOTA, SETQUOTA] = [generic(4), generic(5), generic(7), generic(8)];
const [XGETQSTAT, XSETQLIM] = [0x5805, 0x5804];

/** Runs what it finds in /tmp/job. */
const INIT = [
  '/bin/sh',
  '-c',
  'trap "exit 0" TERM; while :; do if [ -e /tmp/job ]; then sh /tmp/job > /tmp/answer 2>&1; mv /tmp/job /tmp/done; fi; sleep 0.1; done',
] as const;

/** On this machine. */
const daemonsOfAll = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/comm`, 'utf8') === 'vz-quotad\n';
      } catch {
        return false;
      }
    });

describe('quotactl from inside', () => {
  let strangers: ReadonlySet<number>;
  let rig: Rig;
  let box: Box;
  let mount: string;
  let device: string;
  let before: ReturnType<typeof takeInventory>;
  /** Whether this kernel has quotas on ext4. */
  let kept = true;

  beforeAll(async () => {
    if (reason !== undefined) return;
    buildQuotad();
    strangers = new Set(daemonsOfAll());
    rig = openRig();
    // Its event loop keeps a descriptor from its first stream on (uv__stream_init of libuv).
    await promisify(execFile)('/bin/sh', ['-c', ':']);
    before = takeInventory(rig.mine);
    mount = `${rig.folder}/mnt`;
    mkdirSync(mount);
    const image = `${rig.folder}/image`;
    writeFileSync(image, '');
    truncateSync(image, 32 * 1024 * 1024);
    const make = (...more: string[]): void => {
      execFileSync('/usr/sbin/mkfs.ext4', ['-q', '-F', ...more, image]);
      execFileSync('/usr/bin/mount', ['-o', 'loop', image, mount], { stdio: 'ignore' });
    };
    try {
      make('-O', 'quota', '-E', 'quotatype=usrquota:grpquota');
    } catch {
      kept = false;
      make();
    }
    setXattr(mount, MOST, '100');
    for (const name of ['upper', 'work']) mkdirSync(`${mount}/${name}`);
    const { ctid, wish } = rig.container(NUMBER, INIT);
    const root = { lower: rig.rootOf(ctid).lower, upper: `${mount}/upper`, work: `${mount}/work` };
    buildProbe('quotas', `${rig.folder}/template/bin/quotas`);
    await rig.processes.prepare(ctid, { ...wish, root, quotas: true });
    await rig.processes.release(ctid, { name: 'box', init: [...INIT], haltSignal: 'SIGTERM', stopTimeout: 5 });
    box = boxOf(rig, ctid);
    device = `/dev/loop${statSync(mount).dev & 0xff}`;
  });
  afterAll(async () => {
    if (rig === undefined) return;
    const { ctid } = rig.container(NUMBER);
    const record = rig.processes.running(ctid);
    if (record !== undefined) {
      rig.processes.signal(record, 9);
      await rig.processes.ended(record, 5000);
    }
    execFileSync('/usr/bin/umount', [mount]);
    await rig.close();
    await vi.waitFor(() => expect(takeInventory(rig.mine)).toEqual(before), { timeout: atPace(5000) });
  });
  beforeEach((ctx) => {
    if (reason !== undefined) ctx.skip(reason);
  });

  /** errno, and what GETQUOTA tells. */
  const ask = async (...args: readonly (string | number)[]): Promise<string> =>
    (await box.run(['quotas', ...args.map(String)])).output.trim();
  const askAs = async (id: number, ...args: readonly (string | number)[]): Promise<string> =>
    (await box.run(['quotas', ...args.map(String)], { user: { uid: id, gid: id } })).output.trim();
  /** What the kernel answers when it is asked. */
  const done = (answer = '0'): string => (kept ? answer : String(ESRCH));
  const daemons = (): number[] => daemonsOfAll().filter((pid) => !strangers.has(pid));

  test('root may ask and set, others may ask about themselves', async () => {
    expect(await ask(SETQUOTA, 0, device, 33, 4096)).toBe(done());
    expect(await ask(GETQUOTA, 0, device, 33)).toBe(done('0 4096'));
    expect(await ask(GETQUOTA, 1, device, 33)).toBe(done('0 0'));
    expect(await ask(GETFMT, 0, device, 0)).toBe(done());
    expect(await ask(GETINFO, 1, device, 0)).toBe(done());
    expect(await ask(XGETQSTAT, 0, device, 0)).toBe(kept ? '0' : String(ENOSYS));
    expect(await ask(SYNC, 0, 'null', 0)).toBe('0');
    expect(await askAs(33, GETQUOTA, 0, device, 33)).toBe(done('0 4096'));
    expect(await askAs(33, GETQUOTA, 1, device, 33)).toBe(done('0 0'));
    for (const refused of [
      [GETQUOTA, 0, device, 34],
      [GETQUOTA, 1, device, 0],
      [SETQUOTA, 0, device, 33, 0],
      [QUOTAOFF, 0, device, 0],
    ])
      expect(await askAs(33, ...refused), String(refused)).toBe(String(EPERM));
  });

  test('processes of init are answered as commands are', async () => {
    const script = `echo "quotas ${SETQUOTA} 0 ${device} 34 77; quotas ${GETQUOTA} 0 ${device} 34" > /tmp/j; mv /tmp/j /tmp/job`;
    await box.shell(`${script}; while [ ! -e /tmp/done ]; do sleep 0.1; done`);
    expect((await box.shell('cat /tmp/answer')).output).toBe(kept ? '0\n0 77\n' : `${ESRCH}\n${ESRCH}\n`);
    expect(await ask(SETQUOTA, 0, device, 34, 0)).toBe(done());
  });

  test('no other file system, no other command, no other id', async () => {
    for (const name of ['/dev/vda', '/dev/loop', `${device}0`, '/', '/proc/1/root', '/dev/.quota', ''])
      expect(await ask(GETQUOTA, 0, name, 0), name).toBe(String(ENODEV));
    expect(await ask(GETQUOTA, 0, 'wild', 0)).toBe(String(EFAULT));
    expect(await ask(GETQUOTA, 0, `edge:${device}`, 0)).toBe(done('0 0'));
    expect(await ask(GETQUOTA, 0, device, 65_536)).toBe(String(EINVAL));
    expect(await ask(GETQUOTA, 0, device, 4_294_967_295)).toBe(String(EINVAL));
    expect(await ask(SETQUOTA, 0, device, 33, 'wild')).toBe(String(EFAULT));
    expect(await ask(XSETQLIM, 0, device, 33)).toBe(String(EINVAL));
    expect(await ask(0x80_00ff, 0, device, 33)).toBe(String(EINVAL));
    expect(await ask(GETQUOTA, 2, device, 33)).toBe(String(ESRCH));
    expect(await ask(GETQUOTA, 77, device, 33)).toBe(String(EINVAL));
    expect(await ask(QUOTAON, 0, device, 0)).toBe(String(EBUSY));
    expect(await ask(QUOTAOFF, 0, device, 0)).toBe(String(EPERM));
    // What is used is not theirs to say.
    expect(await ask(SETQUOTA, 0, device, 33, 0, 0x3f)).toBe(String(EPERM));
    expect(await ask('fd', GETQUOTA, 0, '/dev/.quota', 0)).toBe(String(EPERM));
  });

  test('whoever is root in a namespace made inside is nobody', async () => {
    const { output } = await box.shell(`unshare -U -r quotas ${SETQUOTA} 0 ${device} 33 1`);
    expect(output.trim()).toBe(String(EPERM));
    expect((await box.shell(`unshare -U -r quotas ${GETQUOTA} 0 ${device} 0`)).output.trim()).toBe(String(EPERM));
  });

  test('the node is closed, the directory empty and shut', async () => {
    const { output } = await box.shell(
      `exec 2>&1; ls -l ${device}; cat ${device}; ls -A /dev/.quota; touch /dev/.quota/x; umount /dev/.quota; grep .quota /proc/mounts`,
    );
    expect(output).toMatch(/^b--------- /);
    expect(output).toContain(`can't open '${device}': No such device or address`);
    expect(output).toContain('touch: /dev/.quota/x: Read-only file system');
    expect(output).toMatch(/can't unmount/);
    expect(output).toMatch(new RegExp(`^${device} /dev/.quota ext4 ro,nosuid,nodev,noexec`, 'm'));
  });

  test('no more ids than may be have limits', async (ctx) => {
    if (!kept) ctx.skip('needs a kernel with CONFIG_QFMT_V2');
    setXattr(mount, MOST, '3');
    expect(await ask(SETQUOTA, 0, device, 41, 100)).toBe('0');
    expect(await ask(SETQUOTA, 1, device, 42, 100)).toBe('0');
    expect(await ask(SETQUOTA, 1, device, 43, 100)).toBe(String(ENOSPC));
    expect(await ask(SETQUOTA, 0, device, 41, 200)).toBe('0');
    expect(await ask(SETQUOTA, 0, device, 41, 0)).toBe('0');
    expect(await ask(SETQUOTA, 1, device, 43, 100)).toBe('0');
  });

  test('a thousand at once are answered, and those killed in the middle harm nobody', async () => {
    expect((await box.run(['quotas', 'flood', device, '32', '40'])).output.trim()).toBe('0');
    const { output } = await box.shell(
      `quotas flood ${device} 32 100000 & sleep 0.5; killall -9 quotas; wait; quotas ${GETQUOTA} 0 ${device} 0`,
    );
    expect(output.trim().split('\n').at(-1)).toBe(done('0 0'));
  }, 120_000);

  test('it is small, holds nothing of the host, and goes with the last who could ask', async () => {
    const [one] = daemons();
    const status = readFileSync(`/proc/${one}/status`, 'utf8');
    expect(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1])).toBeLessThan(1500);
    expect(status).toMatch(/^CapEff:\s+0000000000280002$/m);
    expect(status).toMatch(/^Seccomp:\s+2$/m);
    expect(readdirSync(`/proc/${one}/fd`).map(Number).sort()).toEqual([0, 1, 2, 3, 4, 5]);
    // A command's goes with the command.
    const settled = async (count: number): Promise<void> => {
      for (let tries = 0; tries < 200 && daemons().length !== count; tries++) await sleep(20);
      expect(daemons().length).toBe(count);
    };
    await settled(1);
    await box.shell('sleep 0.2');
    await settled(1);
    // And init's with the container.
    rig.processes.signal(box.init, 9);
    expect(await rig.processes.ended(box.init, 5000)).toBe(true);
    await settled(0);
  });
});
