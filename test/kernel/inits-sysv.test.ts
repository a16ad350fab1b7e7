// SysV init, and OpenRC on top of it, as Debian has them.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readRecord } from '../../drivers/launcher/run-record.ts';
import type { HostEvent } from '../../reconciler/port/host.ts';
import type { ImageName } from '../helpers/images.ts';
import { isSlow } from '../helpers/pace.ts';
import { groupMounts, isSame, until } from '../helpers/real-host.ts';
import { execIn } from '../helpers/site.ts';
import { answers, type InitsSite, openInits } from './inits-site.ts';
import { DETACH, logIn, SECRET, sit } from './seat.ts';

const CTIDS = { sysvinit: 61_236, openrc: 61_237 } as const;
const NAMES = ['sysvinit', 'openrc'] as const;
let inits: InitsSite | string;
const events: HostEvent[] = [];

const opened = (): InitsSite => inits as InitsSite;
function declare(state: 'running' | 'stopped'): void {
  const box = (name: keyof typeof CTIDS) => ({
    ctid: CTIDS[name],
    template: name,
    init: undefined,
    vswap: { ram: '256M', swap: 0 },
    diskspace: '512M',
    numproc: 128,
    stopTimeout: '240s',
    state,
  });
  const templates = Object.keys(CTIDS).map((name) => opened().template(name as ImageName, 'SIGINT'));
  opened().site.declare({ sysvinit: box('sysvinit'), openrc: box('openrc') }, templates);
}

beforeAll(async () => {
  inits = await openInits('inits-sysv', ['sysvinit', 'openrc']);
  if (typeof inits === 'string') return;
  inits.site.host.onEvent((event) => void events.push(event));
  declare('running');
  await inits.site.converge();
}, 1_200_000);
afterAll(() => (typeof inits === 'string' ? undefined : inits.close()));
beforeEach((ctx) => {
  if (typeof inits === 'string') ctx.skip(inits);
});

describe.each(NAMES)('%s', (name) => {
  const ctid = CTIDS[name];

  test('reaches its default runlevel', { timeout: 600_000 }, async () => {
    await answers(ctid, 'runlevel', /^N 2$/);
    if (name === 'openrc')
      await answers(ctid, 'rc-status --format ini default', /^(?!.*(starting|stopped|crashed)).*started/s);
  });

  test('has a console to log in on', { timeout: 600_000 }, async () => {
    await execIn(ctid, `printf 'root:%s\\n' '${SECRET}' | chpasswd -e`);
    const [identity = '', ...rest] = groupMounts().map((mount) => `${mount}/vz/${ctid}`);
    const init = readRecord(identity);
    if (init === undefined) throw new Error('not running');
    const seat = sit({ init, dirs: { identity, join: [identity, ...rest] } });
    await logIn(seat, 'secret', '# ');
    seat.type('tty\n');
    await seat.until('/dev/pts/0');
    seat.type(DETACH);
    await seat.ended;
  });
});

// Where a boot takes a minute, each of them ends in one way only, and boots once.
const halted = NAMES.filter((name) => !isSlow || name === 'sysvinit');
const stopped = NAMES.filter((name) => !isSlow || name === 'openrc');

test.each(halted)('%s halts when its root says so', { timeout: 600_000 }, async (name) => {
  const ctid = CTIDS[name];
  const life = await opened().site.life(ctid);
  events.length = 0;
  await execIn(ctid, 'halt -p');
  await until('it ends', () => !isSame(life), 240_000);
  await until('the end is told', () => events.length > 0);
  expect(events).toMatchObject([{ ctid, asked: 'halt' }]);
  if (!stopped.includes(name)) return;
  await opened().site.converge();
  await answers(ctid, 'runlevel', /^N 2$/);
});

test('a stop ends them by themselves, none is killed', { timeout: 600_000 }, async () => {
  events.length = 0;
  declare('stopped');
  expect((await opened().site.converge()).outcomes).toMatchObject([{ result: 'done' }, { result: 'done' }]);
  await until('the ends are told', () => events.length === stopped.length);
  expect(new Set(events.map(({ detail }) => detail))).toEqual(new Set(['init ended by reboot']));
});
