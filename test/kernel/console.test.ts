import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { attachConsole } from '../../drivers/launcher/console.ts';
import { type Box, startBox } from './launcher-box.ts';
import { missing, openRig, type Rig } from './launcher-rig.ts';

/** crypt(3) of "secret". */
const SECRET = '$1$vzr$L7innFgTsnKwtES9UswrY/';
const reason = missing();
let rig: Rig;
let box: Box;

beforeAll(async () => {
  if (reason !== undefined) return;
  rig = openRig();
  box = await startBox(rig, 60480);
  await box.shell(`echo 'root:${SECRET}:0:0:root:/root:/bin/sh' > /etc/passwd`);
});
afterAll(() => rig?.close());
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

/** Somebody at a console. */
function sit({ init, dirs }: Box) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const seen = { shown: '', said: '' };
  output.on('data', (piece) => {
    seen.shown += String(piece);
  });
  const say = (text: string): void => {
    seen.said += text;
  };
  const ended = attachConsole({ init, dirs, input, output, term: 'vt100', say });
  ended.catch(() => {});
  return {
    seen,
    ended,
    type: (keys: string): void => void input.write(keys),
    /** Waits for the text, and forgets what was shown up to it. */
    async until(text: string): Promise<void> {
      for (let tries = 0; tries < 1500 && !seen.shown.includes(text); tries++) await sleep(10);
      expect(seen.shown).toContain(text);
      seen.shown = seen.shown.slice(seen.shown.indexOf(text) + text.length);
    },
  };
}

const DETACH = '\x1d';

type Seat = ReturnType<typeof sit>;

async function logIn(seat: Seat, password: string, answer: string): Promise<void> {
  await seat.until('login: ');
  seat.type('root\n');
  await seat.until('Password: ');
  // login forgets what was typed before it has switched echo off.
  await sleep(300);
  seat.type(`${password}\n`);
  await seat.until(answer);
}

test('a user logs in, works, logs out, logs in again and hangs up, and nothing is left', async () => {
  const seat = sit(box);
  await logIn(seat, 'wrong', 'Login incorrect');
  await logIn(seat, 'secret', '# ');
  seat.type('tty; id -u\n');
  await seat.until('/dev/pts/0\r\n0\r\n');
  seat.type('exit\n');
  await logIn(seat, 'secret', '# ');
  seat.type('sleep 1234\n');
  await seat.until('sleep 1234\r\n');
  await sleep(300);
  seat.type(DETACH);
  await seat.ended;
  expect(seat.seen.said).toMatch(/^console of box: Ctrl-\] hangs up\n\r\nhung up on box\n$/);
  expect((await box.shell('ps -o args')).output).not.toMatch(/getty|login|-sh|1234/);
});

test('the name of the console leads nowhere, and no file takes its place', async () => {
  const { output } = await box.shell(
    '[ -e /dev/console ] || echo absent; echo lost > /dev/console; [ -e /dev/console ] || echo absent',
  );
  expect(output).toMatch(/^absent\n.*can't create \/dev\/console.*\nabsent\n$/);
});

test('a container that stops ends its console', async () => {
  const other = await startBox(rig, 60481);
  const seat = sit(other);
  await seat.until('login: ');
  process.kill(other.init.pid, 'SIGKILL');
  await seat.ended;
  expect(seat.seen.said).toMatch(/box has stopped\n$/);
});

test('a container without a getty has no console, and the error says so', async () => {
  const other = await startBox(rig, 60482);
  await other.shell('rm /bin/getty /bin/login');
  await expect(sit(other).ended).rejects.toThrow('it has no agetty, getty or login');
});

test('a getty that ends at once is not started for ever', async () => {
  const other = await startBox(rig, 60483);
  await other.shell('rm /bin/getty; printf "#!/bin/sh\\nexit 7\\n" > /bin/getty; chmod 755 /bin/getty');
  await expect(sit(other).ended).rejects.toThrow('its login ends at once, with status 7');
});
