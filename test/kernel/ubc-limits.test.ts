// Beancounters that are limits of processes and terminals: each bites from inside and lets through what is below it, changes
// live, and is taken back when somebody else changes it.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { kernelFiles } from '../../drivers/cgroup/files.ts';
import { attachedPrograms, detachProgram } from '../../drivers/kernel/bpf.ts';
import { readGiver } from '../../drivers/launcher/giver.ts';
import { asCtid } from '../../schema/units.ts';
import { groupMounts, isSame, pidsOfGroups, until } from '../helpers/real-host.ts';
import { execIn } from '../helpers/site.ts';
import { useSite } from './own-site.ts';
import { makeProbed, probed } from './probed.ts';

const [CT, OTHER] = [61_401, 61_402];
const MIB = 1024 * 1024;
const site = useSite('ubcl', /vzr-ubcl|\b6140\d\b|veth6140/, async (opened) => {
  await makeProbed(opened.root.path, 'ask');
});
const raises = readGiver().mayRaise;

async function bring(ubc: Readonly<Record<string, unknown>>, more: Readonly<Record<string, object>> = {}) {
  const declared = { ctid: CT, template: 'probed', ubc };
  site().declare({ box: declared, ...more }, [probed]);
  await site().converge();
  expect(await site().text()).toContain('No changes.');
  return site().life(CT);
}

/** How many one process gets, and why no more. */
async function ask(what: string, number: number, ctid = CT): Promise<{ readonly got: number; readonly why: string }> {
  const { output } = await execIn(ctid, `ask ${what} ${number} < /dev/null`);
  const [got, ...why] = output.trim().split(' ');
  return { got: Number(got), why: why.join(' ') };
}

/** Of a process: the soft and the hard limit. */
const openFiles = (pid: number): readonly string[] =>
  /^Max open files +(\S+) +(\S+) /m.exec(readFileSync(`/proc/${pid}/limits`, 'latin1'))?.slice(1) ?? [];
/** Starts something inside that stays, and gives its host pid. */
async function staying(script: string, words: string): Promise<number> {
  await execIn(CT, `(${script}) > /dev/null 2>&1 &`);
  const found = () =>
    pidsOfGroups(CT).find((pid) =>
      readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ').startsWith(words),
    );
  await until(words, () => found() !== undefined);
  return found() ?? 0;
}

const all = { numpty: 8, numfile: 64, numsiginfo: 40, lockedpages: '1M', privvmpages: '48M' };

test('each is hit at its limit, and what is below it passes', async () => {
  await bring(all);
  expect(await ask('terminals', 20)).toEqual({ got: 8, why: 'No space left on device' });
  expect(await ask('terminals', 8)).toEqual({ got: 8, why: 'Success' });
  expect(await ask('files', 100)).toEqual({ got: 64 - 3, why: 'Too many open files' });
  expect(await ask('files', 61)).toEqual({ got: 61, why: 'Success' });
  expect(await ask('locked', 2 * MIB)).toEqual({ got: 0, why: 'Cannot allocate memory' });
  expect(await ask('locked', MIB)).toEqual({ got: 1, why: 'Success' });
  expect(await ask('data', 64 * MIB)).toEqual({ got: 0, why: 'Cannot allocate memory' });
  expect(await ask('data', 32 * MIB)).toEqual({ got: 1, why: 'Success' });
  expect(await ask('signals', 100)).toEqual({ got: 40, why: 'Resource temporarily unavailable' });
  expect(await ask('signals', 40)).toEqual({ got: 40, why: 'Success' });
});

test('queued signals are counted for all users of a container together, and for no other container', async () => {
  await bring(all, { other: { ctid: OTHER, template: 'probed', ubc: { numsiginfo: 40 } } });
  // Another user, in another process that stays: each of them alone is far below the limit.
  await execIn(CT, '(sleep 30 | su -s /bin/sh nobody -c "ask signals 30" > /root/said 2>&1 &) ; sleep 0.5');
  expect((await execIn(CT, 'cat /root/said')).output.trim()).toBe('30 Success');
  expect(await ask('signals', 30)).toEqual({ got: 10, why: 'Resource temporarily unavailable' });
  expect(await ask('signals', 30, OTHER)).toEqual({ got: 30, why: 'Success' });
});

test('locked memory is not: mlock(2) asks each process alone', async () => {
  await bring(all);
  await execIn(CT, `(sleep 30 | ask locked ${MIB} > /root/locked 2>&1 &) ; sleep 0.5`);
  expect((await execIn(CT, 'cat /root/locked')).output.trim()).toBe('1 Success');
  expect(await ask('locked', MIB)).toEqual({ got: 1, why: 'Success' });
});

test('terminals, files and memory change without touching a process', async () => {
  const life = await bring(all);
  await bring({ ...all, numpty: 4, numfile: 32, lockedpages: '512K', privvmpages: '24M' });
  expect(await ask('terminals', 20)).toMatchObject({ got: 4 });
  expect(await ask('files', 100)).toMatchObject({ got: 32 - 3 });
  expect(await ask('locked', MIB)).toMatchObject({ got: 0 });
  expect(await ask('locked', MIB / 2)).toMatchObject({ got: 1 });
  expect(await ask('data', 32 * MIB)).toMatchObject({ got: 0 });
  for (const pid of pidsOfGroups(CT)) expect(openFiles(pid)).toEqual(['32', '32']);
  // What a process chose below its limit stays.
  const sleeper = await staying('ulimit -Sn 16; exec sleep 777', 'sleep 777');
  await bring({ ...all, numpty: 12, numfile: 24, lockedpages: '512K', privvmpages: '24M' });
  expect(await ask('terminals', 20)).toMatchObject({ got: 12 });
  for (const pid of pidsOfGroups(CT)) expect(openFiles(pid)).toEqual([pid === sleeper ? '16' : '24', '24']);
  expect(isSame(life)).toBe(true);
});

test('raising the limit of processes that run takes a restart where nobody may raise it', async () => {
  const life = await bring({ ...all, numfile: 32 });
  site().declare({ box: { ctid: CT, template: 'probed', ubc: { ...all, numfile: 48 } } }, [probed]);
  expect(await site().text()).toMatch(raises ? /numfile +32 -> 48 +live/ : /numfile +32 -> 48 +restart/);
  await site().converge();
  expect(await ask('files', 100)).toMatchObject({ got: 48 - 3 });
  expect(isSame(life)).toBe(raises);
});

test('a ceiling changes with a restart', async () => {
  await bring({ numsiginfo: 40 });
  site().declare({ box: { ctid: CT, template: 'probed', ubc: { numsiginfo: 50, shmpages: '8M' } } }, [probed]);
  expect(await site().text()).toMatch(/numsiginfo +40 -> 50 +restart/);
  await site().converge();
  expect(await ask('signals', 100)).toMatchObject({ got: 50 });
  // What a start brings with it is there before anything runs.
  expect([await ask('shared', 9 * MIB), await ask('shared', 8 * MIB)]).toMatchObject([{ got: 0 }, { got: 1 }]);
  expect(await site().text()).toContain('No changes.');
});

test('what somebody changed by hand is drift, and is taken back', async () => {
  const { pid } = await bring({ numpty: 8 });
  // With type and source, mount(8) adds no option of its own.
  const options = 'remount,nosuid,noexec,max=900,gid=5';
  const mount = ['mount', '-t', 'devpts', '-o', options, 'devpts', '/dev/pts'];
  execFileSync('nsenter', ['-t', `${pid}`, '-m', '-p', ...mount]);
  expect(await site().text()).toMatch(/^ {4}! numpty +900 -> 8/m);
  await site().converge();
  expect(await ask('terminals', 20)).toMatchObject({ got: 8 });
});

test('limits that somebody raised for one process are drift, and are taken back', async (ctx) => {
  if (!raises) ctx.skip('nobody here may raise a limit: no CAP_SYS_RESOURCE');
  const life = await bring(all);
  const sleeper = await staying('exec sleep 778', 'sleep 778');
  const given = ['--nofile=500:500', `--memlock=${8 * MIB}`, '--data=unlimited'];
  execFileSync('/usr/bin/prlimit', ['--pid', `${sleeper}`, ...given]);
  const text = await site().text();
  expect(text).toMatch(/^ {4}! numfile +500 -> 64 +live/m);
  expect(text).toMatch(/^ {4}! lockedpages +8M -> 1M +live/m);
  expect(text).toMatch(/^ {4}! privvmpages +unlimited -> 48M +live/m);
  await site().converge();
  expect(openFiles(sleeper)).toEqual(['64', '64']);
  expect(await site().text()).toContain('No changes.');
  execFileSync('/usr/bin/prlimit', ['--pid', `${life.pid}`, '--nofile=500:500']);
  expect(await site().text()).toMatch(/^ {4}! numfile +500 -> 64 +live/m);
  await site().converge();
  expect(isSame(life)).toBe(true);
});

test('sockets are refused at their limits, told with the line, and a program that is taken off is put back', async (ctx) => {
  if (!kernelFiles.programs.work()) ctx.skip('no cgroup2 that takes BPF programs');
  const counter = async (name: string) => (await site().host.beancounters?.(asCtid(CT)))?.[name];
  const others = async () => (await counter('numothersock'))?.held;
  /** Opens them inside and keeps them, for what is done meanwhile. */
  const holding = async <T>(what: string, number: number, work: () => Promise<T>): Promise<T> => {
    await execIn(
      CT,
      `(sleep 30 | ask ${what} ${number} > /root/held 2>&1 &) ; until [ -s /root/held ]; do sleep 0.1; done`,
    );
    try {
      return await work();
    } finally {
      await execIn(CT, 'killall -9 ask; rm /root/held; sleep 0.1');
    }
  };
  const life = await bring(all);
  expect([await holding('udp', 3, others), await holding('raw', 2, others), await holding('unix', 5, others)]).toEqual([
    3, 2, 0,
  ]);
  const limits = { numtcpsock: '6:8', numothersock: 4 };
  await bring({ ...all, ...limits });
  expect([await holding('udp', 3, others), await holding('raw', 2, others), await holding('unix', 5, others)]).toEqual([
    3, 2, 0,
  ]);
  await site().pass();
  // What is refused at OpenVZ's barrier is refused at it.
  expect(await ask('tcp', 6)).toEqual({ got: 6, why: 'Success' });
  expect(await ask('tcp', 9)).toEqual({ got: 6, why: 'Operation not permitted' });
  expect(await ask('udp', 4)).toEqual({ got: 4, why: 'Success' });
  expect(await ask('udp', 9)).toEqual({ got: 4, why: 'Operation not permitted' });
  expect(await ask('raw', 9)).toEqual({ got: 4, why: 'Operation not permitted' });
  expect(await ask('unix', 9)).toEqual({ got: 9, why: 'Success' });
  const { hits = [] } = await site().pass();
  const line = (name: string): number =>
    readFileSync(`${site().dir}/all.yaml`, 'utf8')
      .split('\n')
      .findIndex((text) => text.includes(name)) + 1;
  const hit = (name: string, by: number) => ({
    ...{ counter: name, by, failcnt: by, name: 'box' },
    origin: { path: 'all.yaml', line: line(name) },
  });
  expect(hits).toMatchObject([hit('numtcpsock', 1), hit('numothersock', 2)]);

  const group = `${groupMounts()[0]}/vz/${CT}`;
  for (const [hook, now] of [
    ['socketCreate', 'unlimited'],
    ['socketOps', 'broken'],
  ] as const) {
    const [id = 0] = attachedPrograms(group, hook);
    detachProgram(group, hook, id);
    const text = await site().text();
    expect(text).toMatch(new RegExp(`^ {4}! numtcpsock +${now} -> 6:8 .*live`, 'm'));
    expect(text).toMatch(new RegExp(`^ {4}! numothersock +${now} -> 4 +live`, 'm'));
    await site().converge();
    expect(await site().text()).toContain('No changes.');
    expect(await ask('udp', 9)).toEqual({ got: 4, why: 'Operation not permitted' });
  }
  expect(isSame(life)).toBe(true);
});

const fill = async (mib: number): Promise<string> =>
  (await execIn(CT, `dd if=/dev/zero of=/dev/shm/f bs=1M count=${mib} 2>&1 | grep -c "No space left"; rm /dev/shm/f`))
    .output;

test('shared memory is bounded, of System V and in /dev/shm, live in both directions', async () => {
  const life = await bring({ shmpages: '8M' });
  expect(await ask('shared', 9 * MIB)).toEqual({ got: 0, why: 'No space left on device' });
  expect(await ask('shared', 8 * MIB)).toEqual({ got: 1, why: 'Success' });
  expect([await fill(9), await fill(8)]).toEqual(['1', '0']);
  await bring({ shmpages: '16M' });
  expect([await ask('shared', 16 * MIB), await fill(16), await fill(17)]).toMatchObject([{ got: 1 }, '0', '1']);
  expect((await site().host.beancounters?.(asCtid(CT)))?.['shmpages']).toMatchObject({ limit: 4096 });
  await bring({ shmpages: '4M' });
  expect(await ask('shared', 5 * MIB)).toMatchObject({ got: 0 });
  await bring({});
  expect([await ask('shared', 17 * MIB), await fill(17)]).toMatchObject([{ got: 1 }, '0']);
  expect((await execIn(CT, 'cat /proc/sys/kernel/shmall')).output).toBe('18446744073692774399');
  expect(isSame(life)).toBe(true);
});

test('what root inside or somebody outside changes of it is drift; what /dev/shm holds keeps it from shrinking', async () => {
  const { pid } = await bring({ shmpages: '8M' });
  await execIn(CT, 'echo 4096 > /proc/sys/kernel/shmall');
  expect(await site().text()).toMatch(/^ {4}! shmpages +mixed -> 8M/m);
  await site().converge();
  const mount = ['mount', '-t', 'tmpfs', '-o', 'remount,nosuid,nodev,size=64m', 'tmpfs', '/dev/shm'];
  execFileSync('nsenter', ['-t', `${pid}`, '-m', '-p', ...mount]);
  expect(await site().text()).toMatch(/^ {4}! shmpages +mixed -> 8M/m);
  await site().converge();
  expect([await ask('shared', 9 * MIB), await fill(9)]).toMatchObject([{ got: 0 }, '1']);
  await execIn(CT, 'dd if=/dev/zero of=/dev/shm/kept bs=1M count=6 2> /dev/null');
  site().declare({ box: { ctid: CT, template: 'probed', ubc: { shmpages: '4M' } } }, [probed]);
  expect(await site().text()).toMatch(/refused: VZR634 \/dev\/shm holds 6M, and cannot be made 4M/);
  await execIn(CT, 'rm /dev/shm/kept');
  await bring({ shmpages: '4M' });
});

test('what root inside mounts over /dev/shm is not touched', async () => {
  await bring({ shmpages: '4M' });
  // It could be a file system of the host that was given to it.
  const over = 'mount -t tmpfs -o size=1m over /dev/shm; echo 4096 > /proc/sys/kernel/shmall';
  expect((await execIn(CT, over)).status).toBe(0);
  expect((await site().pass()).outcomes).toMatchObject([
    { result: 'failed', error: expect.stringContaining('covered by another mount') },
  ]);
  expect((await execIn(CT, 'grep " /dev/shm " /proc/mounts')).output).toMatch(/size=4096k[\s\S]*size=1024k/);
  await execIn(CT, 'umount /dev/shm');
  await bring({ shmpages: '4M' });
});

test('more than the host has is refused where it is written', async () => {
  site().declare({ box: { ctid: CT, template: 'probed', ubc: { numpty: 5_000_000 } } }, [probed]);
  expect(await site().text()).toMatch(/refused: VZR631 numpty 5000000 is above the \d+ this host has/);
  const { pid } = await bring({ numpty: 8 });
  const facts = (await site().host.limits?.(asCtid(CT))) ?? [];
  const mounts = readFileSync(`/proc/${pid}/mountinfo`, 'latin1');
  expect(
    facts.find(({ pointer }) => pointer === '/namespace/ubc/numpty'),
    mounts,
  ).toMatchObject({
    value: '8',
    force: 'enforced',
  });
});
