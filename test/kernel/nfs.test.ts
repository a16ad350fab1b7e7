// spec.mounts over the network, from a server in this very kernel: whose files they are, that they come back, and that a server
// which is away holds up nothing but those who ask it.

import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { asCtid } from '../../schema/units.ts';
import { isSame, type Life, until } from '../helpers/real-host.ts';
import { execIn } from '../helpers/site.ts';
import { type NfsServer, noNfsServer, serveNfs } from './nfs-server.ts';
import { useSite } from './own-site.ts';

const [CT, OTHER, LATE] = [61_317, 61_318, 61_319];
const BASE = CT * 65_536;
const EXPORT = `/var/tmp/vzr-export-${process.pid}`;
const from = (target: string, more: object = {}) => ({ type: 'nfs', source: '127.0.0.1:/data', target, ...more });
const MOUNTS = [from('/srv/data'), from('/opt/new/read', { readOnly: true })];
const box = (mounts: readonly object[] = MOUNTS) => ({ ctid: CT, mounts });
const other = { ctid: OTHER };

const reason = noNfsServer();
let server: NfsServer | undefined;
let life: Life;

// The site's own end comes first: hooks run backwards.
afterAll(() => server?.close());
const site = useSite(
  'nfs',
  /vzr-nfs|vzr-export|\b6131[789]\b|veth6131[789]| nfs4 /,
  async (opened) => {
    mkdirSync(`${EXPORT}/data`, { recursive: true });
    writeFileSync(`${EXPORT}/data/old`, 'old');
    writeFileSync(`${EXPORT}/data/hosts`, 'hosts');
    for (const path of ['data', 'data/old']) chownSync(`${EXPORT}/${path}`, BASE, BASE);
    server = serveNfs(EXPORT);
    opened.declare({ box: box(), other });
    await opened.converge();
    life = await opened.life(CT);
  },
  reason,
);

const output = async (script: string): Promise<string> => (await execIn(CT, script)).output;
const status = async (script: string): Promise<number> => (await execIn(CT, script)).status;
/** What the kernel lists of its NFS clients in this network namespace. */
const volumes = (): string =>
  existsSync('/proc/fs/nfsfs/volumes')
    ? readFileSync('/proc/fs/nfsfs/volumes', 'latin1').split('\n').slice(1).join('')
    : '';

describe('what a server gives', () => {
  test('belongs inside to those whose ids the host has for them, and to nobody else', async () => {
    expect(await output('cat /srv/data/old; echo new > /srv/data/new; stat -c %u:%g /srv/data/new')).toBe('old0:0');
    expect(readFileSync(`${EXPORT}/data/new`, 'utf8')).toBe('new\n');
    expect([statSync(`${EXPORT}/data/new`).uid, statSync(`${EXPORT}/data/new`).gid]).toEqual([BASE, BASE]);
    expect(await output('stat -c %u /srv/data/hosts; (echo x > /srv/data/hosts) 2>&1')).toMatch(
      /^65534\n.*Permission denied/,
    );
    const fact = (await site().host.limits?.(asCtid(CT)))?.find(({ pointer }) => pointer === '/namespace/mounts');
    expect(fact).toMatchObject({ force: 'approximated', value: '/opt/new/read, /srv/data' });
  });

  test('runs nothing as another user, has no devices, stays read-only, and nobody takes it away', async () => {
    const lines = (await output('grep " nfs4 " /proc/self/mountinfo')).split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines)
      expect(line).toMatch(/ (rw|ro),nosuid,nodev.* nfs4 .*vers=4.2,.*softerr,.*timeo=50,retrans=2/);
    const attempts = [
      'umount /srv/data',
      'umount -l /opt/new/read',
      'mount -o remount,bind,rw /opt/new/read',
      'mount -o remount,bind,suid /srv/data',
      'echo x > /opt/new/read/old',
    ];
    for (const attempt of attempts) expect(await status(attempt), attempt).not.toBe(0);
    const byHost = spawnSync('/usr/bin/nsenter', [
      '-t',
      String(life.pid),
      '-m',
      '/bin/busybox',
      'umount',
      '-l',
      '/srv/data',
    ]);
    expect(byHost.status).not.toBe(0);
    expect(await output('cat /opt/new/read/old')).toBe('old');
    expect(readFileSync('/proc/self/mountinfo', 'latin1')).not.toContain(' nfs4 ');
  });
});

test('a second plan is empty; another mount is added while the container runs', async () => {
  expect((await site().plan()).containers.map(({ action }) => action)).toEqual(['none', 'none']);
  site().declare({ box: box([...MOUNTS, from('/srv/more', { options: 'vers=4.1,hard' })]), other });
  expect(await site().text()).toMatch(
    /^ {6}mounts +\(none\) -> nfs 127.0.0.1:\/data on \/srv\/more \(ids of the host,vers=4.1,.* live /m,
  );
  await site().converge();
  expect(await output('cat /srv/more/old')).toBe('old');
  expect(isSame(life)).toBe(true);
  expect((await site().plan()).containers.map(({ action }) => action)).toEqual(['none', 'none']);
});

test('what was added cannot be loosened, but taken away inside, which is drift and is put right', async () => {
  for (const option of ['suid', 'dev']) expect(await status(`mount -o remount,bind,${option} /srv/more`)).not.toBe(0);
  expect(await status('umount /srv/more && ! cat /srv/more/old')).toBe(0);
  expect(await site().text()).toMatch(/^ {4}! mounts +\(none\) -> nfs 127.0.0.1:\/data on \/srv\/more /m);
  await site().converge();
  expect(await output('cat /srv/more/old; grep -c "/srv/more rw,nosuid,nodev" /proc/self/mountinfo')).toBe('old1');
  expect(isSame(life)).toBe(true);
});

test('what is taken out of the manifest goes by a start', async () => {
  site().declare({ box: box(), other });
  expect((await site().converge()).outcomes).toMatchObject([{ name: 'box', action: 'restart' }]);
  expect(await output('ls /srv/more')).toBe('');
  life = await site().life(CT);
});

test('an export that is not there fails the container that wants it, by name', async () => {
  site().declare({
    box: box(),
    other,
    late: { ctid: LATE, mounts: [from('/srv/data', { source: '127.0.0.1:/none' })] },
  });
  expect((await site().pass()).outcomes).toMatchObject([
    { name: 'late', result: 'failed', error: expect.stringContaining('mount 127.0.0.1:/none: ENOENT') },
  ]);
});

describe('a server that is away', () => {
  test('holds up those who read from it, for a while, and no pass', async () => {
    server?.answer(false);
    const reading = execIn(CT, 'ls /srv/data/never 2>&1');
    const began = performance.now();
    site().declare({ box: { ...box(), numproc: 50 }, other: { ...other, numproc: 50 } });
    await site().converge({ yes: true });
    expect((await site().plan()).containers.map(({ action }) => action)).toEqual(['none', 'none']);
    expect(performance.now() - began).toBeLessThan(10_000);
    const { status, output } = await reading;
    expect([status, output]).toEqual([1, expect.stringMatching(/timed out|I\/O error/i)]);
  });

  test('fails the start of who wants to wait for ever, and only that', async () => {
    const late = { ctid: LATE, mounts: [from('/srv/data', { options: 'hard' })] };
    site().declare({ box: { ...box(), numproc: 50 }, other: { ...other, numproc: 51 }, late });
    expect((await site().pass()).outcomes).toMatchObject([
      { name: 'other', result: 'done' },
      { name: 'late', result: 'failed', error: expect.stringMatching(/mount 127.0.0.1:\/data: no answer in 30 s/) },
    ]);
  });

  test('does not keep a container from stopping, which leaves no mount of it; the next start finds it again', async () => {
    await execIn(CT, '(while :; do cat /srv/data/old /srv/data/never; done) > /dev/null 2>&1 < /dev/null &');
    site().declare({ box: { ...box(), numproc: 50, state: 'stopped' }, other: { ...other, numproc: 51 } });
    await site().converge({ yes: true });
    await until('the kernel let go of the server', () => volumes() === '');
    server?.answer(true);
    site().declare({ box: { ...box(), numproc: 50 }, other: { ...other, numproc: 51 } });
    await site().converge();
    expect(await output('cat /srv/data/old')).toBe('old');
  });
});
