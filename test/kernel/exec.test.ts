import { readFileSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { execInContainer } from '../../drivers/launcher/exec.ts';
import { missingTools } from '../helpers/tools.ts';
import { type Box, startBox } from './launcher-box.ts';
import { openRig, type Rig } from './launcher-rig.ts';

const reason = missingTools();
let rig: Rig;
let box: Box;

beforeAll(async () => {
  if (reason !== undefined) return;
  rig = openRig();
  box = await startBox(rig, 60440);
});
afterAll(() => rig?.close());
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

test('a command runs inside and its output and status come back', async () => {
  expect(await box.shell('hostname; id -u; echo $PATH; exit 3')).toEqual({
    status: 3,
    output: 'ct60440\n0\n/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n',
  });
});

test('statuses are those of a shell', async () => {
  const complaints: string[] = [];
  const complain = (reason: string): void => void complaints.push(reason);
  expect((await box.run(['no-such-command'], { complain })).status).toBe(127);
  expect(complaints).toEqual(['no-such-command: command not found']);
  expect((await box.run(['/etc/passwd'])).status).toBe(126);
  expect((await box.run(['/bin/missing/sh'])).status).toBe(127);
  expect((await box.shell('kill -9 $$')).status).toBe(137);
  expect((await box.shell('kill -15 $$')).status).toBe(143);
});

test('a command has what init has: namespaces, groups, capabilities, filter, limits', async () => {
  const ask =
    'for f in status limits cgroup uid_map oom_score_adj; do echo "= $f"; cat /proc/self/$f; done; ls -l /proc/self/ns';
  const { output } = await box.shell(ask);
  const of = (text: string, pattern: RegExp) => text.match(pattern)?.map(String) ?? [];
  const status = readFileSync(`/proc/${box.init.pid}/status`, 'latin1');
  const rows = /^(?:Umask|Groups|Cap\w+|NoNewPrivs|Seccomp|Seccomp_filters|SigBlk|Cpus_allowed):.*$/gm;
  expect(of(output, rows)).toEqual(of(status, rows));
  expect(of(output, rows).length).toBeGreaterThan(10);
  const limits = /^Max .*$/gm;
  expect(of(output, limits)).toEqual(of(readFileSync(`/proc/${box.init.pid}/limits`, 'latin1'), limits));
  const { output: ofInit } = await box.shell('cat /proc/1/cgroup; ls -l /proc/1/ns');
  const spaces = /\w+:\[\d+\]/g;
  expect(of(output, spaces)).toEqual(of(ofInit, spaces));
  expect(output.split('= cgroup\n')[1]?.split('= uid_map')[0]).toBe(ofInit.split('total')[0]);
});

test.each([-5, 5])('init and commands have ordinary priority when the reconciler has %i', async (nice) => {
  const own = getPriority();
  setPriority(nice);
  try {
    const other = openRig();
    try {
      const started = await startBox(other, 60441);
      expect(getPriority((await other.processes.player()).pid)).toBe(nice);
      expect(getPriority(started.init.pid)).toBe(0);
      expect((await started.shell('cut -d" " -f 19 /proc/self/stat')).output).toBe('0\n');
    } finally {
      await other.close();
    }
  } finally {
    setPriority(own);
  }
});

test('a command holds three descriptors and is its own session', async () => {
  const { output } = await box.shell('ls /proc/$$/fd; cut -d" " -f 6 /proc/$$/stat; echo $$');
  const lines = output.trim().split('\n');
  expect(lines.slice(0, 3)).toEqual(['0', '1', '2']);
  expect(lines.at(-2)).toBe(lines.at(-1));
});

test('no working directory leads out', async () => {
  for (let fd = 3; fd < 40; fd++) {
    const result = await box.run(['pwd'], { cwd: `/proc/self/fd/${fd}` }).catch((error: Error) => error.message);
    expect(result, String(fd)).toMatch(/ENOENT|ENOTDIR/);
  }
  expect((await box.run(['pwd'], { cwd: '/tmp' })).output).toBe('/tmp\n');
});

test('another user has no capabilities', async () => {
  const { output } = await box.shell('id -u; id -g; grep -E "Cap(Prm|Eff)|Groups" /proc/self/status', {
    user: { uid: 1000, gid: 100 },
  });
  expect(output.replaceAll(/[\t ]+/g, ' ')).toMatch(/^1000\n100\nGroups: ?\nCapPrm: 0+\nCapEff: 0+\n$/);
});

test('aborting kills the command', async () => {
  const controller = new AbortController();
  const running = box.shell('sleep 100', { signal: controller.signal });
  await sleep(100);
  controller.abort();
  expect((await running).status).toBe(137);
});

test('a command dies with the one who started it', async () => {
  const { startPlayer } = await import('../../drivers/launcher/client.ts');
  const { execTape, GATE } = await import('../../drivers/launcher/exec-tape.ts');
  const { CLONED } = await import('../../drivers/launcher/init-tape.ts');
  const { releaseTape } = await import('../../drivers/launcher/small-tapes.ts');
  const { startTime } = await import('../../drivers/launcher/run-record.ts');
  const player = await startPlayer();
  const spec = { name: 'box', pid: box.init.pid, argv: ['sleep', '100'], env: {}, cwd: '/', user: { uid: 7, gid: 7 } };
  const playing = player.play(execTape({ ...spec, tty: false, join: [], limits: [] }));
  const reports = await playing.reports;
  await player.play(releaseTape('box', reports.get(GATE)?.[2] ?? -1)).reports;
  await playing.fired;
  const pid = reports.get(CLONED)?.[0] ?? -1;
  expect(startTime(pid)).toBeGreaterThan(0);
  process.kill(player.pid, 'SIGKILL');
  for (let tries = 0; tries < 100 && startTime(pid) !== undefined; tries++) await sleep(10);
  expect(startTime(pid)).toBeUndefined();
});

test('with a terminal the command sees one of its own, of the size of the caller', async () => {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { columns: 101, rows: 33 });
  let text = '';
  output.on('data', (piece) => {
    text += String(piece);
  });
  const script = 'tty; stty size; ls /proc/$$/fd; read line; echo got $line; exit 5';
  const { dirs, init } = box;
  const running = execInContainer({ init, dirs, argv: ['sh', '-c', script], terminal: { input, output } });
  for (let tries = 0; tries < 1000 && !/\s2\r\n/.test(text); tries++) await sleep(10);
  input.write('hello\n');
  expect(await running).toBe(5);
  await sleep(50);
  expect(text).toMatch(/^\/dev\/pts\/\d+\r\n33 101\r\n0\s+1\s+2\r\n/);
  expect(text).toContain('got hello\r\n');
});

test('the window size follows the caller', async () => {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { columns: 80, rows: 24 });
  let text = '';
  output.on('data', (piece) => {
    text += String(piece);
  });
  const script = 'trap "stty size; exit 0" WINCH; echo ready; while :; do sleep 0.05; done';
  const { dirs, init } = box;
  const running = execInContainer({ init, dirs, argv: ['sh', '-c', script], terminal: { input, output } });
  for (let tries = 0; tries < 100 && !text.includes('ready'); tries++) await sleep(10);
  output.columns = 132;
  output.emit('resize');
  expect(await running).toBe(0);
  expect(text).toContain('24 132');
});

test('a command may close its terminal and open it again, as login does', async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  let text = '';
  output.on('data', (piece) => {
    text += String(piece);
  });
  const script = 't=$(tty); exec <&- >&- 2>&-; sleep 0.5; exec <>$t >&0 2>&0; echo back; read line; echo got $line';
  const { dirs, init } = box;
  const running = execInContainer({ init, dirs, argv: ['sh', '-c', script], terminal: { input, output } });
  for (let tries = 0; tries < 1000 && !text.includes('back'); tries++) await sleep(10);
  input.write('hello\n');
  expect(await running).toBe(0);
  await sleep(50);
  expect(text).toContain('got hello\r\n');
});

test('1 MiB of output through a terminal arrives whole', async () => {
  const output = new PassThrough();
  let size = 0;
  output.on('data', (piece: Buffer) => {
    size += piece.length;
  });
  const argv = ['sh', '-c', 'head -c 1048576 /dev/zero | tr "\\0" x'];
  const { dirs, init } = box;
  expect(await execInContainer({ init, dirs, argv, terminal: { input: new PassThrough(), output } })).toBe(0);
  // What was written to the caller's stream may still be on its way through it.
  output.end();
  await finished(output);
  expect(size).toBe(1_048_576);
});

test('a container that is not running is refused', async () => {
  const { dirs, init } = box;
  const gone = { ...init, start: init.start + 1 };
  await expect(execInContainer({ init: gone, dirs, argv: ['true'] })).rejects.toThrow('the container is not running');
});

test.each([
  ['cannot be started', ['no-such-command'], 127],
  ['leaves a process behind that keeps the terminal', ['sh', '-c', 'trap "" HUP; sleep 2 & exit 4'], 4],
])('a command in a terminal that %s ends with its status and no error later', async (_what, argv, status) => {
  const late: unknown[] = [];
  const listener = (error: unknown): void => void late.push(error);
  process.on('uncaughtException', listener);
  try {
    const { dirs, init } = box;
    const output = new PassThrough();
    output.resume();
    expect(await execInContainer({ init, dirs, argv, terminal: { input: new PassThrough(), output } })).toBe(status);
    await sleep(300);
    expect(late).toEqual([]);
  } finally {
    process.off('uncaughtException', listener);
  }
});
