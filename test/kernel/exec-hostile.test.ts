// A container that lies in wait for what enters it: it takes hold of every new process, and puts something else where the
// terminal would be opened.

import { statSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startPlayer } from '../../drivers/launcher/client.ts';
import { execInContainer } from '../../drivers/launcher/exec.ts';
import { execTape, GATE } from '../../drivers/launcher/exec-tape.ts';
import { releaseTape } from '../../drivers/launcher/small-tapes.ts';
import { atPace } from '../helpers/pace.ts';
import { missingTools } from '../helpers/tools.ts';
import { type Box, buildProbe, startBox } from './launcher-box.ts';
import { inside, openRig, type Rig } from './launcher-rig.ts';

const reason = missingTools();
let rig: Rig;
let box: Box;

beforeAll(async () => {
  if (reason !== undefined) return;
  rig = openRig();
  for (const name of ['watch', 'probe']) buildProbe(name, `${rig.folder}/template/bin/${name}`);
  box = await startBox(rig, 60470);
});
afterAll(() => rig?.close());
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

/** What a watcher said about processes of this name: what it tried, and the answers. */
function answers(output: string, name: string): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const line of output.split('\n')) {
    const [who, what = '', answer = ''] = line.split(' ');
    if (who === name) found.set(what, (found.get(what) ?? new Set()).add(answer));
  }
  return found;
}

/** The launcher's processes bear this name until they become the command. */
const ENTERING = 'vz-player';
/** Denied, or gone before it was tried. */
const NO = ['EPERM', 'EACCES', 'ESRCH', 'ENOENT'];

function expectUntouched(output: string): void {
  const seen = answers(output, ENTERING);
  expect(seen.get('ptrace')).toContain('EPERM');
  expect(seen.get('fd')).toContain('EACCES');
  for (const [what, codes] of seen) for (const code of codes) expect(NO, `${what} of ${ENTERING}`).toContain(code);
}

describe('what enters a container (CVE-2016-9962)', () => {
  test('cannot be traced, read or followed while it is on its way, however long that takes', async () => {
    const player = await startPlayer();
    const { init } = box;
    const spec = { name: 'box', pid: init.pid, argv: ['true'], env: {}, cwd: '/', user: { uid: 0, gid: 0 } };
    try {
      const playing = player.play(execTape({ ...spec, tty: false, join: [], limits: [] }));
      const reports = await playing.reports;
      // It waits at the gate inside. Once as the container's root is confined, and once with every capability there is.
      const { output } = await box.run(['/bin/watch', '200']);
      expectUntouched(output);
      expectUntouched(inside(init.pid, '/bin/watch 100'));
      await player.play(releaseTape('box', reports.get(GATE)?.[2] ?? -1)).reports;
      await playing.fired;
    } finally {
      await player.close();
    }
  });

  test('is not taken hold of while one command comes after the other, and each holds three descriptors', {
    timeout: atPace(120_000),
  }, async () => {
    let rounds = 0;
    let output = '';
    // Doubled until there were rounds enough: how long a command takes changes with what else runs here.
    for (let time = 4000; rounds <= 20; time *= 2) {
      const watching = box.run(['/bin/watch', String(time)]);
      let isOver = false;
      void watching.finally(() => {
        isOver = true;
      });
      // Each command lasts until a watcher has come by.
      for (rounds = 0; !isOver; rounds += 2) {
        await Promise.all([box.run(['usleep', '2000']), box.run(['usleep', '2000'])]);
      }
      ({ output } = await watching);
      expectUntouched(output);
    }
    // The command itself is the container's: that the watcher gets hold of it shows that it can.
    const command = answers(output, 'command');
    expect(command.get('ptrace')).toContain('0');
    expect([...(command.get('holds') ?? [])].sort()).toEqual(['0', '1', '2']);
  });
});

const DEVPTS_MAJOR = '88';

/** Runs a command with a terminal that nobody sees; what it said, or why it was not run. */
async function onTerminal(script: string): Promise<string> {
  const output = new PassThrough();
  let text = '';
  output.on('data', (piece) => {
    text += String(piece);
  });
  const { init, dirs } = box;
  const terminal = { input: new PassThrough(), output };
  try {
    await execInContainer({ init, dirs, argv: ['sh', '-c', script], terminal });
  } catch (error) {
    return (error as Error).message;
  }
  return text.trim();
}

describe('a terminal (CVE-2016-10124, CVE-2025-52565)', () => {
  test('cannot be typed on by what runs on it, in any calling convention', async () => {
    const lines = (await onTerminal('/bin/probe terminal')).split('\r\n');
    const said = Object.fromEntries(lines.map((line) => line.split(' ')));
    const { TIOCSTI_x32, TIOCSTI_i386, ...rest } = said;
    expect(Object.keys(rest).length).toBeGreaterThanOrEqual(4);
    if (process.arch === 'x64') expect(TIOCSTI_i386).toMatch(/^(EPERM|absent)$/);
    for (const [name, code] of Object.entries(rest)) expect(code, name).toBe('EPERM');
    if (process.arch === 'x64') expect(TIOCSTI_x32).toBe('ENOSYS');
  });

  test.each([
    ['nothing', 'true', /ENOENT/],
    ['a file', ': > /dev/pts/ptmx', /\/dev\/pts\/ptmx is on devpts/],
    ['a FIFO', 'mkfifo /dev/pts/ptmx', /\/dev\/pts\/ptmx is on devpts/],
    ['a directory', 'mkdir /dev/pts/ptmx', /EISDIR/],
    ['a symlink to a device', 'ln -s /dev/null /dev/pts/ptmx', /\/dev\/pts\/ptmx is on devpts/],
    ['a symlink to nowhere', 'ln -s /none /dev/pts/ptmx', /ENOENT/],
    ['a loop', 'ln -s ptmx /dev/pts/ptmx', /ELOOP/],
  ])('is refused, and nobody is held up, with %s in place of its ptmx', async (_what, plant, error) => {
    inside(box.init.pid, `mount -t tmpfs none /dev/pts && ${plant}`);
    try {
      const from = performance.now();
      expect(await onTerminal('echo ran')).toMatch(error);
      expect(performance.now() - from).toBeLessThan(atPace(1000));
    } finally {
      inside(box.init.pid, 'umount /dev/pts');
    }
    expect(await onTerminal('echo ran')).toBe('ran');
  });

  test('is one of the container or none, whatever is mounted and taken away there meanwhile', {
    timeout: atPace(60_000),
  }, async () => {
    const controller = new AbortController();
    const swap =
      'mount -t tmpfs none /dev/pts; ln -s /dev/null /dev/pts/ptmx; usleep 1000; umount /dev/pts; usleep 1000';
    const swapping = box.shell(`while :; do ${swap}; done`, { signal: controller.signal });
    try {
      const host = String(statSync('/dev/pts').dev);
      const all = { ours: 0, refused: 0 };
      for (let round = 0; round < 60; round++) {
        const said = await onTerminal('stat -L -c "%d %t" /proc/self/fd/0');
        if (/ptmx/.test(said)) {
          all.refused += 1;
          continue;
        }
        const [device, major] = said.split(' ');
        expect(major, said).toBe(DEVPTS_MAJOR);
        expect(device).not.toBe(host);
        all.ours += 1;
      }
      expect(all.ours).toBeGreaterThan(0);
      expect(all.refused).toBeGreaterThan(0);
    } finally {
      controller.abort();
      await swapping;
      await sleep(10);
      inside(box.init.pid, 'while umount /dev/pts 2>/dev/null && ! [ -c /dev/pts/ptmx ]; do :; done; true');
    }
  });
});
