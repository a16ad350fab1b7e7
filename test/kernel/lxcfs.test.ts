// What a container's /proc tells of memory, processors and uptime while a daemon of lxcfs runs, when it stops answering, and
// when it is gone. The daemon is the suite's own, in a place of its own.

import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lxcfsOf } from '../../drivers/launcher/lxcfs.ts';
import { LXCFS_FILES } from '../../drivers/launcher/profile/paths.ts';
import { execIn } from '../helpers/site.ts';
import { missingTools } from '../helpers/tools.ts';
import { useSite } from './own-site.ts';

const CT = 60_501;
const LATER = 60_502;
const reason = missingTools('lxcfs') ?? (existsSync('/dev/fuse') ? undefined : 'needs /dev/fuse');
/** Longer than the answer of a daemon is believed. */
const FORGOTTEN = 1100;

let place = '';
let daemon: ChildProcess | undefined;

const mounted = (): boolean => readFileSync('/proc/self/mountinfo', 'utf8').includes(` ${place} `);

async function until(what: string, isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries += 1) {
    if (tries === 100) throw new Error(`not within 10 s: ${what}`);
    await sleep(100);
  }
}

async function startDaemon(): Promise<void> {
  const options = ['-f', '--enable-cfs', '-p', `${place}.pid`, place];
  daemon = spawn('/usr/bin/lxcfs', options, { stdio: 'ignore' });
  await until('lxcfs is mounted', mounted);
}

/** As after a crash: nobody unmounts. */
async function killDaemon(): Promise<void> {
  const ended = daemon?.exitCode === null && new Promise((resolve) => daemon?.once('exit', resolve));
  daemon?.kill('SIGKILL');
  await ended;
}

const unmount = (): void => {
  while (mounted()) execFileSync('/usr/bin/umount', ['-l', place]);
};

beforeAll(async () => {
  if (reason !== undefined) return;
  place = mkdtempSync('/var/tmp/vzr-lxcfs-daemon-');
  await startDaemon();
});
afterAll(async () => {
  if (reason !== undefined) return;
  await killDaemon();
  unmount();
  for (const path of [place, `${place}.pid`]) rmSync(path, { recursive: true, force: true });
});

const site = useSite('lxcfs', /vzr-lxcfs-|\b6050\d\b|veth6050/, undefined, reason);

const box = (ram: string, swap: string | 0 = 0) => ({ box: { ctid: CT, vswap: { ram, swap }, cpumask: '0' } });
const later = { later: { ctid: LATER } };
/** On cgroup v2 version 5 looks for swap in the root group, which has no file of it. */
async function seesSwap(): Promise<boolean> {
  const { stdout, stderr } = spawnSync('/usr/bin/lxcfs', ['--version'], { encoding: 'utf8' });
  return !/^"?5\./.test(stdout + stderr) || (await site().host.facts()).cgroup !== 'v2';
}
const see = async (script: string, ctid = CT): Promise<string> => (await execIn(ctid, script)).output;
const kib = (text: string, name: string): number => Number(new RegExp(`^${name}: +(\\d+) kB`, 'm').exec(text)?.[1]);
const doctor = async () => (await site().host.probe()).find(({ feature }) => feature === 'lxcfs');

describe('while lxcfs runs', () => {
  test('its /proc tells of the container, from the first moment and after each change', async () => {
    site().declare(box('64M'));
    await site().converge();
    const { pid, start } = await site().life(CT);
    expect([...lxcfsOf(pid).keys()].sort()).toEqual(LXCFS_FILES.map((file) => `/${file}`).sort());
    const meminfo = await see('cat /proc/meminfo');
    expect([kib(meminfo, 'MemTotal'), kib(meminfo, 'SwapTotal')]).toEqual([64 * 1024, 0]);
    expect(await see('grep -c ^processor /proc/cpuinfo; grep -c "^cpu[0-9]" /proc/stat; nproc')).toBe('1\n1\n1');
    expect(await see('cat /sys/devices/system/cpu/online')).toBe('0');
    expect(Number((await see('cat /proc/uptime')).split(' ')[0])).toBeLessThan(60);
    // lxcfs shows no more swap than the host has.
    const swap = kib(readFileSync('/proc/meminfo', 'latin1'), 'SwapTotal') >= 32 * 1024 ? 32 : 0;
    site().declare(box('96M', swap === 0 ? 0 : `${swap}M`));
    await site().converge();
    const now = await see('cat /proc/meminfo');
    expect([kib(now, 'MemTotal'), kib(now, 'SwapTotal')]).toEqual([96 * 1024, (await seesSwap()) ? swap * 1024 : 0]);
    expect(await site().life(CT)).toEqual({ pid, start });
  });

  test('what covers the host stays: it is locked and read-only', async () => {
    const tries =
      'umount /proc/meminfo; umount -l /proc/uptime; echo 1 > /proc/uptime; mount -o remount,bind,rw /proc/meminfo';
    await see(`(${tries}) 2>&1`);
    expect(kib(await see('cat /proc/meminfo'), 'MemTotal')).toBe(96 * 1024);
    const options = (await see('cat /proc/self/mountinfo')).split('\n').filter((line) => line.includes('fuse.lxcfs'));
    expect(options.length).toBeGreaterThanOrEqual(LXCFS_FILES.length);
    for (const line of options) expect(line).toMatch(/ ro,nosuid,nodev,noexec/);
  });

  test('explain and doctor say that it is in force', async () => {
    const notes = new Map((await site().host.limits?.(CT as never))?.map(({ pointer, note }) => [pointer, note]));
    expect(notes.get('/cgroup/memory/ram')).toContain('/proc/meminfo inside shows it');
    expect(notes.get('/cgroup/cpuset/cpus')).toContain('/proc/cpuinfo inside shows it');
    expect(await doctor()).toMatchObject({ state: 'ok', detail: expect.stringContaining(place) });
  });
});

describe('a daemon that does not answer', () => {
  test('keeps no container from starting, and doctor says so', async () => {
    daemon?.kill('SIGSTOP');
    try {
      await sleep(FORGOTTEN);
      site().declare({ ...box('96M'), ...later });
      await site().converge();
      const { pid } = await site().life(LATER);
      expect([...lxcfsOf(pid)]).toEqual([]);
      expect(kib(await see('cat /proc/meminfo', LATER), 'MemTotal')).toBeGreaterThan(128 * 1024);
      expect(await doctor()).toMatchObject({ state: 'degraded', detail: expect.stringContaining('does not answer') });
    } finally {
      daemon?.kill('SIGCONT');
    }
    expect(kib(await see('cat /proc/meminfo'), 'MemTotal')).toBe(96 * 1024);
  });

  test('one that is gone takes /proc/meminfo along until a restart, and doctor names who needs it', async () => {
    await killDaemon();
    await sleep(FORGOTTEN);
    expect(await see('cat /proc/meminfo 2>&1')).not.toContain('MemTotal');
    expect(await doctor()).toMatchObject({ state: 'degraded', detail: expect.stringContaining('does not answer') });
    unmount();
    expect(await doctor()).toMatchObject({ state: 'degraded', hint: 'apt-get install lxcfs, then restart box' });
    await startDaemon();
    expect(await doctor()).toMatchObject({ state: 'degraded', hint: 'restart box' });
    site().declare({ box: { ...box('96M').box, state: 'stopped' } });
    await site().converge({ yes: true });
    site().declare({ box: { ctid: CT, cpus: 1 } });
    await site().converge();
    expect(kib(await see('cat /proc/meminfo'), 'MemTotal')).toBe(64 * 1024);
    // A quota is seen by who reads /proc/cpuinfo, the affinity by who asks for it.
    expect(await see('grep -c ^processor /proc/cpuinfo; nproc')).toBe(`1\n${cpus().length}`);
    expect(await doctor()).toMatchObject({ state: 'ok' });
  });
});
