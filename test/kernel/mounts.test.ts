// spec.mounts: directories of the host and file systems in memory, as they are from inside, and what cannot be shared.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { knowsFileSystem } from '../../drivers/kernel/file-system.ts';
import { execIn } from '../helpers/site.ts';
import { useSite } from './own-site.ts';

const CT = 61_315;
const HOST = `/var/tmp/vzr-shared-${process.pid}`;
const mounts = [
  { type: 'bind', source: `${HOST}/closed/data`, target: '/srv/data' },
  { type: 'bind', source: `${HOST}/open`, target: '/opt/new/read', readOnly: true },
  { type: 'tmpfs', target: '/scratch', size: '1M', mode: '0750' },
];
const box = { ctid: CT, mounts };

const site = useSite('mounts', /vzr-mounts|\/vz\/61315$|vzr-shared/, async (opened) => {
  mkdirSync(`${HOST}/closed/data`, { recursive: true });
  mkdirSync(`${HOST}/open`);
  execFileSync('/usr/bin/chmod', ['700', `${HOST}/closed`]);
  writeFileSync(`${HOST}/closed/data/old`, 'old', { mode: 0o640 });
  writeFileSync(`${HOST}/open/note`, 'note');
  symlinkSync('open', `${HOST}/link`);
  try {
    opened.declare({ box });
    await opened.converge();
  } catch (error) {
    rmSync(HOST, { recursive: true });
    throw error;
  }
});

const output = async (script: string): Promise<string> => (await execIn(CT, script)).output;
const only = (mount: object): void => site().declare({ box: { ...box, mounts: [mount] } });

describe('what is mounted', () => {
  test('belongs inside to whom it belongs outside, and is written as such', async () => {
    expect(
      await output(
        'cat /srv/data/old; stat -c %u:%a /srv/data/old; chown 33:44 /srv/data/old; echo new > /srv/data/new',
      ),
    ).toBe('old0:640');
    const { uid, gid } = statSync(`${HOST}/closed/data/old`);
    expect([uid, gid]).toEqual([33, 44]);
    expect([readFileSync(`${HOST}/closed/data/new`, 'utf8'), statSync(`${HOST}/closed/data/new`).uid]).toEqual([
      'new\n',
      0,
    ]);
  });

  test('has no set-uid programs and no devices, and nobody inside can take it away or change how it is mounted', async () => {
    const lines = await output('grep -E " /srv/data | /opt/new/read | /scratch " /proc/self/mountinfo');
    expect(lines.split('\n')).toHaveLength(3);
    for (const line of lines.split('\n')) expect(line).toMatch(/ (rw|ro),nosuid,nodev/);
    const attempts = [
      'umount /srv/data',
      'umount -l /opt/new/read',
      'mount -o remount,bind,rw /opt/new/read',
      'echo x > /opt/new/read/note',
    ];
    for (const attempt of attempts) expect((await execIn(CT, attempt)).status, attempt).not.toBe(0);
    expect(await output('cat /opt/new/read/note')).toBe('note');
  });

  test('in memory holds what it may and no more', async () => {
    const write = (kib: number) => execIn(CT, `dd if=/dev/zero of=/scratch/f bs=1024 count=${kib} 2>&1`);
    expect((await write(900)).status).toBe(0);
    const { status, output: text } = await write(1100);
    expect([status, /No space left/.test(text)]).toEqual([1, true]);
    expect(await output('rm /scratch/f; stat -c %a /scratch')).toBe('750');
  });
});

test('a second plan is empty, and a change made by hand is seen and corrected by a restart', async () => {
  expect((await site().plan()).containers).toMatchObject([{ action: 'none' }]);
  const { pid } = await site().life(CT);
  const byHand = (...words: readonly string[]): void =>
    void execFileSync('/usr/bin/nsenter', ['-t', String(pid), '-m', '-p', '/bin/busybox', ...words], { stdio: 'pipe' });
  byHand('mount', '-o', 'remount,size=2m', '/scratch');
  expect(await site().text()).toMatch(/! mounts +tmpfs of 2M on \/scratch -> tmpfs of 1M on \/scratch restart/);
  // Directories of the host cannot drift: their mounts are locked, for the host's root as well.
  for (const words of [
    'umount /srv/data',
    'umount -l /srv/data',
    'mount -o remount,bind,rw,nosuid,nodev /opt/new/read',
  ])
    expect(() => byHand(...words.split(' ')), words).toThrow(/Invalid argument|Operation not permitted|denied/);
  expect((await site().converge()).outcomes).toMatchObject([{ name: 'box', action: 'restart', result: 'done' }]);
  expect(await output('df -k /scratch | tail -1')).toMatch(/ 1024 /);
  expect(await output('cat /srv/data/old')).toBe('old');
  expect((await execIn(CT, 'echo x > /opt/new/read/note')).status).not.toBe(0);
});

describe('a source', () => {
  const cases: readonly (readonly [what: string, code: string, mount: object])[] = [
    ['that is not there', 'VZR673', { type: 'bind', source: `${HOST}/none`, target: '/a' }],
    ['behind a symbolic link', 'VZR673', { type: 'bind', source: `${HOST}/link`, target: '/a', readOnly: true }],
    ['of the system', 'VZR674', { type: 'bind', source: '/etc', target: '/a', readOnly: true }],
    ['that others could run programs from', 'VZR676', { type: 'bind', source: `${HOST}/open`, target: '/a' }],
  ];
  test.each(cases)('%s is refused at its line, before anything changes', async (_, code, mount) => {
    const { pid } = await site().life(CT);
    only(mount);
    const { plan, outcomes } = await site().pass();
    expect(outcomes).toEqual([]);
    expect(plan?.containers[0]?.refusals).toMatchObject([{ code, origin: { line: expect.any(Number) } }]);
    expect((await site().life(CT)).pid).toBe(pid);
  });

  test('over the network is refused where the kernel has no client', async (context) => {
    if (knowsFileSystem('nfs4')) context.skip('this kernel has a client of NFS');
    only({ type: 'nfs', source: 'server:/export', target: '/a' });
    expect((await site().plan()).containers[0]?.refusals).toMatchObject([
      { code: 'VZR636', origin: { line: expect.any(Number) } },
    ]);
  });

  test('with the containers in it, or among them, is refused', async () => {
    for (const source of [site().root.path, `${site().root.path}/pool`, '/var/tmp']) {
      only({ type: 'bind', source, target: '/a', readOnly: true });
      expect((await site().plan()).containers[0]?.refusals).toMatchObject([{ code: 'VZR674' }]);
    }
  });
});

test('a link of the image on the way to a target leads nowhere: the start fails with the step, and the next one is well', async () => {
  site().declare({ box: { ...box, mounts: [] } });
  await site().converge();
  await execIn(CT, 'ln -s /etc /srv2');
  only({ type: 'tmpfs', target: '/srv2/x', size: '1M' });
  const { outcomes } = await site().pass();
  expect(outcomes).toMatchObject([
    { result: 'failed', error: expect.stringContaining('open /srv2, an ordinary directory: ELOOP') },
  ]);
  site().declare({ box });
  await site().converge();
  expect((await site().plan()).containers).toMatchObject([{ action: 'none' }]);
  rmSync(HOST, { recursive: true });
});
