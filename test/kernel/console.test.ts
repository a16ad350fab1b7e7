import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { atPace } from '../helpers/pace.ts';
import { missingTools } from '../helpers/tools.ts';
import { type Box, startBox } from './launcher-box.ts';
import { openRig, type Rig } from './launcher-rig.ts';
import { DETACH, logIn, SECRET, sit } from './seat.ts';

const reason = missingTools();
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

const processes = async (): Promise<string> => (await box.shell('ps -o args')).output;

test('a user logs in, works, logs out, logs in again and hangs up, and nothing is left', async () => {
  const seat = sit(box);
  await logIn(seat, 'wrong', 'Login incorrect');
  await logIn(seat, 'secret', '# ');
  seat.type('tty; id -u\n');
  await seat.until('/dev/pts/0\r\n0\r\n');
  seat.type('exit\n');
  await logIn(seat, 'secret', '# ');
  seat.type('sleep 1234\n');
  // What the terminal echoes is not running yet, and a job that is not its terminal's yet is not hung up with it.
  await expect.poll(processes, { timeout: atPace(5000) }).toMatch(/^sleep 1234$/m);
  seat.type(DETACH);
  await seat.ended;
  expect(seat.seen.said).toMatch(/^console of box: Ctrl-\] hangs up\n\r\nhung up on box\n$/);
  // The kernel signals the jobs before the login is seen gone; dying of it they do when it is their turn.
  await expect.poll(processes, { timeout: atPace(500) }).not.toMatch(/getty|login|-sh|1234/);
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
