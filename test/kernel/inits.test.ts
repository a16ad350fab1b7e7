// Debian's systemd as the init of an unprivileged container under the default profile.

import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readRecord } from '../../drivers/launcher/run-record.ts';
import type { HostEvent } from '../../reconciler/port/host.ts';
import { groupMounts, isSame, until } from '../helpers/real-host.ts';
import { execIn } from '../helpers/site.ts';
import { answers, type InitsSite, openInits } from './inits-site.ts';
import { DETACH, logIn, SECRET, sit } from './seat.ts';

const TRIXIE = 61_231;
const BOOKWORM = 61_232;
const trixie = {
  ctid: TRIXIE,
  template: 'debian-13',
  ips: ['10.210.3.31'],
  init: undefined,
  vswap: { ram: '512M', swap: 0 },
  diskspace: '1G',
  numproc: 256,
  stopTimeout: '120s',
};
const bookworm = { ...trixie, ctid: BOOKWORM, template: 'debian-12', ips: ['10.210.3.32'] };
let inits: InitsSite | string;
const events: HostEvent[] = [];

const opened = (): InitsSite => inits as InitsSite;
const templates = (): object[] => [
  opened().template('debian-13', 'SIGRTMIN+3'),
  opened().template('debian-12', 'SIGRTMIN+3'),
];

beforeAll(async () => {
  inits = await openInits('inits', ['debian-13', 'debian-12']);
  if (typeof inits === 'string') return;
  inits.site.host.onEvent((event) => void events.push(event));
  inits.site.declare({ trixie, bookworm }, templates());
  await inits.site.converge();
}, 1_200_000);
afterAll(() => (typeof inits === 'string' ? undefined : inits.close()));
beforeEach((ctx) => {
  if (typeof inits === 'string') ctx.skip(inits);
});

const inside = async (script: string): Promise<string> => (await execIn(TRIXIE, script)).output;
const boots = (ctid: number): Promise<string> => answers(ctid, 'systemctl is-system-running', /^(running|degraded)$/);
const failed = async (ctid: number): Promise<string> =>
  (await execIn(ctid, 'systemctl --failed --no-legend --plain')).output;

/** Whether the container divides a group that has its limits: cgroup v2 with controllers. */
const isDelegated = (): boolean => existsSync(`${groupMounts()[0]}/vz/${TRIXIE}/memory.max`);

describe('systemd comes up with nothing failed', { timeout: 600_000 }, () => {
  test.each([
    ['Debian 13', TRIXIE],
    ['Debian 12', BOOKWORM],
  ])('%s', async (_name, ctid) => {
    const state = await boots(ctid);
    expect(await failed(ctid)).toBe('');
    expect(state).toBe('running');
    const journal = await execIn(ctid, 'journalctl -b --no-pager -o cat | grep -c "Reached target.*Multi-User"');
    expect(journal.output).toBe('1');
    expect((await execIn(ctid, 'systemctl is-active systemd-journald systemd-logind dbus')).output).toBe(
      'active\nactive\nactive',
    );
  });
});

describe('what people do in it works', { timeout: 600_000 }, () => {
  test('apt-get installs a package', async () => {
    const { status, output } = await execIn(TRIXIE, 'apt-get install -y -qq /opt/hello_*.deb 2>&1; hello');
    expect(output).toMatch(/Hello, world!$/);
    expect(status).toBe(0);
  });

  test('ping reaches another container', async () => {
    expect(await inside('ping -c 1 -W 20 10.210.3.32')).toContain(' 0% packet loss');
  });

  test('services are restarted and run on demand', async () => {
    const pid = 'systemctl show -P MainPID systemd-journald';
    const before = await inside(pid);
    expect((await execIn(TRIXIE, 'systemctl restart systemd-journald')).status).toBe(0);
    expect(await inside(pid)).not.toBe(before);
    expect(await inside('systemd-run --quiet --wait --pipe echo from a unit')).toBe('from a unit');
  });

  test('a user logs in on the console and has a session and a manager', async () => {
    await inside(`printf 'root:%s\\n' '${SECRET}' | chpasswd -e`);
    const [identity = '', ...rest] = groupMounts().map((mount) => `${mount}/vz/${TRIXIE}`);
    const init = readRecord(identity);
    if (init === undefined) throw new Error('not running');
    const seat = sit({ init, dirs: { identity, join: [identity, ...rest] } });
    await logIn(seat, 'secret', '# ');
    seat.type('loginctl show-session "$XDG_SESSION_ID" -P TTY; tail -n 1 /proc/self/cgroup\n');
    await seat.until('/user.slice/user-0.slice/session-');
    seat.type('systemctl --user is-system-running --wait\n');
    await seat.until('running\r\n');
    seat.type(DETACH);
    await seat.ended;
    expect(await failed(TRIXIE)).toBe('');
  });

  test('it limits its services on cgroup v2, and can change neither its own limits nor those of others', async (ctx) => {
    if (!isDelegated()) ctx.skip('cgroup v2 has no controllers here');
    const run = (properties: string, command: string): Promise<string> =>
      inside(`systemd-run --quiet --wait --pipe ${properties} sh -c '${command}'`);
    const own = 'cat /sys/fs/cgroup$(cut -d: -f3 /proc/self/cgroup)';
    expect(await run('-p MemoryMax=32M -p TasksMax=20', `${own}/memory.max; ${own}/pids.max`)).toBe('33554432\n20');
    const eat = await execIn(
      TRIXIE,
      'systemd-run --quiet --wait -p MemoryMax=16M dd if=/dev/zero of=/dev/null bs=100M count=1',
    );
    expect(eat.status).not.toBe(0);
    const before = readFileSync(`${groupMounts()[0]}/vz/${TRIXIE}/memory.max`, 'utf8');
    expect((await execIn(TRIXIE, 'echo max > /sys/fs/cgroup/memory.max')).output).toContain('Permission denied');
    expect(readFileSync(`${groupMounts()[0]}/vz/${TRIXIE}/memory.max`, 'utf8')).toBe(before);
    expect(await inside(`find / -xdev -name ${BOOKWORM} 2>/dev/null; ls /sys/fs/cgroup | grep -c '^[0-9]'`)).toBe('0');
    await inside('systemctl reset-failed');
  });
});

describe('it ends as it is told', { timeout: 600_000 }, () => {
  test('systemctl reboot is a reboot, and the next boot is as good', async () => {
    const life = await opened().site.life(TRIXIE);
    events.length = 0;
    await inside('systemctl reboot');
    await until('it ends', () => !isSame(life), 120_000);
    await until('the end is told', () => events.length > 0);
    expect(events).toMatchObject([{ ctid: TRIXIE, asked: 'reboot' }]);
    expect((await opened().site.converge()).outcomes).toMatchObject([{ action: 'start', result: 'done' }]);
    expect(await boots(TRIXIE)).toBe('running');
    expect(await inside('hello')).toBe('Hello, world!');
  });

  test('a stop is a halt within the time it has, and no kill', async () => {
    const state = 'stopped';
    opened().site.declare({ trixie: { ...trixie, state }, bookworm: { ...bookworm, state } }, templates());
    events.length = 0;
    const { outcomes } = await opened().site.converge();
    expect(outcomes).toMatchObject([
      { action: 'stop', result: 'done' },
      { action: 'stop', result: 'done' },
    ]);
    await until('the ends are told', () => events.length === 2);
    expect(new Set(events.map(({ detail }) => detail))).toEqual(new Set(['init ended by halt']));
  });
});
