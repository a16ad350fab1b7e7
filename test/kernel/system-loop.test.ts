// The program as it runs on a host: restarted, killed, told to end, hindered; and containers that do not notice.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readRecord } from '../../drivers/launcher/run-record.ts';
import type { StatusRecord } from '../../reconciler/run/status-file.ts';
import { makeGroup } from '../helpers/groups.ts';
import { takeInventory } from '../helpers/inventory.ts';
import { atPace } from '../helpers/pace.ts';
import { buildProgram, type Loop, onTerminal, removeProgram, shell, startVz, vz, vzLine } from '../helpers/program.ts';
import {
  CPUS,
  groupMounts,
  isSame,
  type Life,
  lifeOf,
  limitFile,
  makeRoot,
  missingForHost,
  NUMPROC,
  pidsOfGroups,
  put,
  RAM,
  type TestRoot,
  until,
} from '../helpers/real-host.ts';
import { type ContainerSpec, execIn, manifests, nodeManifest } from '../helpers/site.ts';
import { makeRepository } from '../source/repository.ts';

const reason = missingForHost();
const [A, B, C] = [61_261, 61_262, 61_263];
const MINE = /vzr-loop|\b6126\d\b|veth6126/;
let root: TestRoot;
let dir: string;
let before: ReturnType<typeof takeInventory>;
const loops: Loop[] = [];

beforeAll(() => {
  if (reason !== undefined) return;
  before = takeInventory(MINE);
  buildProgram();
  root = makeRoot('loop');
  dir = join(root.path, 'manifests');
  mkdirSync(dir);
});
afterEach(async () => {
  for (const { child, ended } of loops.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
  if (reason === undefined) {
    declare({});
    const { code, out, err } = once('--yes');
    expect(code, out + err).toBe(0);
  }
});
afterAll(async () => {
  if (root === undefined) return;
  const ended = vz('destroy', '--all', '--yes', '--root', root.path, '--node', hostname());
  removeProgram();
  await root.remove();
  expect(ended.err).toBe('');
  expect({ ...takeInventory(MINE), fds: [] }).toEqual({ ...before, fds: [] });
});
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

type Boxes = Readonly<Record<string, ContainerSpec>>;
const text = (boxes: Boxes): string => manifests(boxes, [nodeManifest('auto')]);
const declare = (boxes: Boxes): void => writeFileSync(join(dir, 'all.yaml'), text(boxes));
const at = (): string[] => ['--dir', dir, '--root', root.path];
const once = (...args: string[]) => vz('--once', ...at(), ...args);
const status = (): string => vz('status', '--root', root.path).out;
/** Who waits for a retry, as the loop wrote it after its last pass. */
const waiting = (): StatusRecord['waiting'] => {
  const path = join(root.path, 'state/status.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as StatusRecord).waiting : [];
};

/** The loop over the directory; between passes it waits long, so that only what it notices makes it work. */
function start(...args: string[]): Loop {
  const loop = startVz(...(args.length === 0 ? at() : args), '--interval', '60s');
  loops.push(loop);
  return loop;
}

/** The life of a container's init by its run record; undefined when there is none that lives. */
function life(ctid: number): Life | undefined {
  const [identity = ''] = groupMounts();
  const record = readRecord(`${identity}/vz/${ctid}`);
  if (record === undefined) return undefined;
  try {
    const now = lifeOf(record.pid);
    return now.start === String(record.start) ? now : undefined;
  } catch {
    return undefined;
  }
}
const lives = (ctid: number): Life => {
  const found = life(ctid);
  if (found === undefined) throw new Error(`${ctid} does not run`);
  return found;
};
/** Waits until the loop has these containers running. A loop that has ended, or that failed, says so. */
async function runs(loop: Loop, ...ctids: number[]): Promise<void> {
  const isOver = (): boolean => !loop.isRunning() || ctids.every((ctid) => life(ctid));
  await until(`${ctids} run`, isOver, 15_000).catch((error: Error) => {
    throw new Error(`${error.message}; the loop said: ${loop.said()}`);
  });
  if (!loop.isRunning()) throw new Error(`the loop ended: ${loop.said()}`);
}

const a = { ctid: A, ips: ['10.210.2.61'] };
const b = { ctid: B, ips: ['10.210.2.62'] };

describe('the loop', () => {
  test('killed with -9 and started again finds its containers, and they do not notice', {
    timeout: atPace(60_000),
  }, async () => {
    declare({ a, b });
    const first = start();
    await runs(first, A, B);
    await execIn(A, '(sleep 1000 | nc -l -p 5000 > /root/received) > /dev/null 2>&1 &');
    // Tried again until the other one listens; it accepts one connection only, so a broken one would show.
    const ticks = '(while :; do echo tick; sleep 0.02; done) | nc 10.210.2.61 5000';
    await execIn(B, `(while :; do ${ticks}; sleep 0.1; done) < /dev/null > /dev/null 2>&1 &`);
    const received = (): number => statSync(`${root.path}/pool/private/${A}/upper/root/received`).size;
    await until('ticks', () => received() > 50);
    const held = [lives(A), lives(B)];
    first.child.kill('SIGKILL');
    await first.ended;
    const [size, processes] = [received(), pidsOfGroups(A).length];
    await until('ticks without a reconciler', () => received() > size + 50);
    const second = start();
    await until('a pass', () => second.said().includes('No changes.'));
    expect([life(A), life(B)]).toEqual(held);
    const now = received();
    await until('ticks again', () => received() > now + 50);
    expect(pidsOfGroups(A)).toHaveLength(processes);

    // An init that this life of the program did not start, and is not the parent of.
    process.kill(held[0]?.pid ?? -1, 'SIGKILL');
    const taken = await until('another init', () => life(A) !== undefined && life(A)?.pid !== held[0]?.pid);
    expect(taken).toBeLessThan(atPace(1000));
    // One that dies soon after its start is left alone for a second first.
    await until('the end of that pass', () => second.said().includes('start done'));
    const killed = performance.now();
    process.kill(lives(A).pid, 'SIGKILL');
    // Read from its file: the note stands for that second, and a program that prints it may take longer to start.
    const noted = (): boolean =>
      waiting().some((one) => one.ctid === A && one.reason.startsWith('its init ended after'));
    await until('a note in status', noted);
    await until('another init', () => life(A) !== undefined, 5000);
    expect(performance.now() - killed).toBeGreaterThan(1000);
    expect(isSame(held[1] as Life)).toBe(true);
  });

  test('retries what cannot start, with growing pauses, and does the rest', async () => {
    declare({ a, broken: { ctid: C, init: ['/no/such'], ips: ['10.210.2.63'] }, b });
    const loop = start();
    await runs(loop, A, B);
    const failures = (): number => Number(/failed (\d+)x, retry/.exec(status())?.[1] ?? 0);
    await until('two attempts', () => failures() >= 2, 8000);
    expect(status()).toMatch(/broken +missing .*\/no\/such: ENOENT/);
    expect(life(C)).toBeUndefined();
    // Nothing of the failed attempts is left.
    expect(existsSync(`/sys/class/net/veth${C}.0`)).toBe(false);
    expect(existsSync(`${root.path}/pool/private/${C}`)).toBe(false);
    const held = lives(A);
    declare({ a, broken: { ctid: C, ips: ['10.210.2.63'] }, b });
    await runs(loop, C);
    expect(isSame(held)).toBe(true);
  });

  test('ends on SIGTERM between two steps, and containers run on', async () => {
    declare({ a, b });
    const loop = start();
    await runs(loop, A, B);
    const held = [lives(A), lives(B)];
    declare({
      a,
      b,
      c: { ctid: C, ips: ['10.210.2.63'] },
      d: { ctid: 61_264 },
      e: { ctid: 61_265 },
      f: { ctid: 61_266 },
    });
    await until('the first step', () => existsSync(`${root.path}/pool/private/${C}`));
    loop.child.kill('SIGTERM');
    expect(await loop.ended).toMatchObject({ code: 0, signal: null });
    expect([life(A), life(B)]).toEqual(held);
    const rest = once();
    expect(rest.code).toBe(0);
    expect([C, 61_264, 61_265, 61_266].every((ctid) => life(ctid))).toBe(true);
    expect([life(A), life(B)]).toEqual(held);
  });

  test('is one per root: the second ends and names the first', async () => {
    declare({ a });
    const loop = start();
    await runs(loop, A);
    for (const second of [once(), vz('destroy', '--all', '--yes', '--root', root.path)]) {
      expect(second.code).toBe(1);
      expect(second.err).toContain(`managed by another vzreconcile (pid ${loop.child.pid}, started`);
    }
    expect(life(A)).toBeDefined();
  });

  test('writes what it keeps for other commands again when it is deleted', async () => {
    declare({ a });
    const loop = start();
    await runs(loop, A);
    const kept = join(root.path, 'state/node.json');
    await until('the file', () => existsSync(kept));
    const was = readFileSync(kept, 'utf8');
    rmSync(kept);
    declare({ a, b });
    await runs(loop, B);
    await until('the file again', () => existsSync(kept));
    expect(readFileSync(kept, 'utf8')).toBe(was);
  });

  test('swaps the addresses of two running containers in one commit', async () => {
    const repository = makeRepository(join(root.path, 'repository'));
    repository.commit({ 'manifests/all.yaml': text({ a, b }) });
    const loop = start('--repo', repository.path, '--root', root.path);
    await runs(loop, A, B);
    const held = [lives(A), lives(B)];
    const address = async (ctid: number) => (await execIn(ctid, 'ip -o -4 address show venet0')).output;
    repository.commit({ 'manifests/all.yaml': text({ a: { ...a, ips: b.ips }, b: { ...b, ips: a.ips } }) });
    const routed = (): string => shell('ip -4 route show 10.210.2.61; ip -4 route show 10.210.2.62');
    const swapped = new RegExp(`10\\.210\\.2\\.61 dev veth${B}\\.0[\\s\\S]*10\\.210\\.2\\.62 dev veth${A}\\.0`);
    await until('the swap', () => swapped.test(routed()));
    await sleep(50);
    expect(await address(A)).toContain('10.210.2.62/32');
    expect(await address(A)).not.toContain('10.210.2.61');
    expect(await address(B)).toContain('10.210.2.61/32');
    expect((await execIn(A, 'ping -c 1 -W 2 10.210.2.61 > /dev/null; echo $?')).output).toBe('0');
    expect([life(A), life(B)]).toEqual(held);
  });
});

test('doctor says that a chroot can have no containers', () => {
  const place = mkdtempSync(join(tmpdir(), 'vzr-chroot-'));
  try {
    const doctor = vzLine('doctor', '--root', '/var/lib/vzr-chroot');
    const script = `mount --rbind / ${place} && chroot ${place} ${doctor}; echo "status $?"`;
    const said = shell(`unshare -m sh -c '${script.replaceAll("'", "'\\''")}'`);
    expect(said).toMatch(/MISSING +namespaces +a process in new namespaces: clone3\(.*\): EPERM/);
    expect(said).toMatch(/hint: namespaces: not possible in a chroot/);
    expect(said).toMatch(/needed thing(s are| is) missing\.\nstatus 1$/);
  } finally {
    rmdirSync(place);
  }
});

test('a command on a terminal shows what it writes, as it writes it', async () => {
  declare({ a });
  expect(once()).toMatchObject({ code: 0, err: '' });
  const exec = (...argv: string[]): string => vzLine('exec', '--root', root.path, 'a', '--', ...argv);
  expect(await onTerminal(exec('sh', '-c', 'echo one; exit 3'))).toEqual([3, 'one\r\n']);
  // Full-screen programs turn the conversion off and move the cursor themselves.
  expect(await onTerminal(exec('sh', '-c', 'stty -opost; printf "one\\ntwo"'))).toEqual([0, 'one\ntwo']);
  // Afterwards, and when there is something to say, the terminal is as it was.
  expect(await onTerminal(`${exec('true')}; stty`)).toEqual(await onTerminal('stty'));
  expect(await onTerminal(exec('/no/such'))).toEqual([127, 'error: a: /no/such: command not found\r\n']);
});

test.each([
  // redirection, which streams are a terminal for the command, what the terminal shows
  ['', '012', 'out\r\nerr\r\n'],
  ['< FILE', '12', 'out\r\nerr\r\n'],
  ['> FILE', '2', 'err\r\n'],
  ['2> FILE', '01', 'out\r\n'],
  ['< /dev/null 2> FILE', '1', 'out\r\n'],
  ['> FILE 2>&1', '', ''],
])('what a command run with %j leaves behind holds no terminal of the host', async (redirection, terminals, shown) => {
  declare({ a });
  expect(once()).toMatchObject({ code: 0, err: '' });
  const file = join(root.path, 'redirected');
  writeFileSync(file, '');
  const ask =
    't=; for fd in 0 1 2; do [ ! -t $fd ] || t=$t$fd; done; printf "$t" > /root/terminals; echo out; echo err >&2';
  const leave = 'exec 3<&0 4>&1 5>&2; trap "" HUP; sleep 77 < /dev/null > /dev/null 2>&1 &';
  const line = vzLine('exec', '--root', root.path, 'a', '--', 'sh', '-c', `${ask}; ${leave}`);
  expect(await onTerminal(`${line} ${redirection.replace('FILE', file)}`)).toEqual([0, shown]);
  expect(readFileSync(`${root.path}/pool/private/${A}/upper/root/terminals`, 'utf8')).toBe(terminals);
  const left = pidsOfGroups(A).filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8') === 'sleep\u000077\u0000');
  expect(left).toHaveLength(1);
  const { dev } = statSync('/dev/pts');
  const held = ['3', '4', '5'].map((fd) => statSync(`/proc/${left[0]}/fd/${fd}`).dev);
  expect(held).not.toContain(dev);
});

describe('what belongs to somebody else', () => {
  test('a group of our name is refused and stays', async () => {
    const groups = groupMounts().map((mount) => join(mount, 'vz', String(C)));
    groups.forEach(makeGroup);
    try {
      declare({ a, c: { ctid: C } });
      const { code, out } = once();
      expect(code).toBe(1);
      expect(out).toMatch(/refused: VZR338 there is a group .*\/vz\/61263 that was not made by vzreconcile/);
      expect(out).toMatch(/a \(61261\): created/);
      declare({});
      once('--yes');
      expect(groups.every((group) => existsSync(group))).toBe(true);
    } finally {
      for (const group of groups) rmdirSync(group);
    }
  });

  test('a container of another root is refused by the plan and left alone', async () => {
    declare({ a });
    once();
    const held = lives(A);
    const other = makeRoot('loop-other');
    try {
      const { code, out } = vz('--dry-run', '--dir', dir, '--root', other.path);
      expect(code).toBe(1);
      expect(out).toContain(`refused: VZR338 the ctid ${A} is in use on this host, under the root ${root.path}`);
      expect(vz('--once', '--dir', dir, '--root', other.path).out).toContain('1 refused.');
      expect(isSame(held)).toBe(true);
      expect(once().out).toContain('No changes.');
    } finally {
      vz('destroy', '--all', '--yes', '--root', other.path);
      await other.remove();
    }
  });

  test('a link of our name is refused and stays', async () => {
    shell(`ip link add veth${C}.0 type veth peer name vzr-peer61`);
    try {
      declare({ a, c: { ctid: C, ips: ['10.210.2.63'] } });
      const { code, out } = once();
      expect(code).toBe(1);
      expect(out).toMatch(/c \(61263\): create failed .*is not ours/);
      expect(life(C)).toBeUndefined();
      expect(life(A)).toBeDefined();
      declare({});
      once('--yes');
      expect(shell(`ip -o link show veth${C}.0`)).toContain('veth');
    } finally {
      shell(`ip link del veth${C}.0`);
    }
  });

  test('an address of the host, or routed elsewhere, is refused', async () => {
    shell(
      'ip link add vzr-test61 type veth peer name vzr-peer61 && ip link set vzr-test61 up && ip link set vzr-peer61 up && ip route add 10.210.2.64/32 dev vzr-test61',
    );
    try {
      declare({ a, c: { ctid: C, ips: ['10.210.2.64'] }, d: { ctid: 61_264, ips: ['127.0.0.2'] } });
      const { code, out, err } = once();
      expect(code).not.toBe(0);
      expect(out + err).toMatch(/127\.0\.0\.2|10\.210\.2\.64 is routed to link vzr-test61/);
      declare({ a, c: { ctid: C, ips: ['10.210.2.64'] } });
      const second = once();
      expect(second.code).toBe(1);
      expect(second.out).toMatch(/10\.210\.2\.64 is routed to link vzr-test61/);
      expect(life(A)).toBeDefined();
    } finally {
      shell('ip link del vzr-test61');
    }
  });
});

describe('--dry-run', () => {
  test('shows all drift at once with !, changes nothing, and --once takes it back', async () => {
    declare({ a: { ...a, hostname: 'a.example', nameservers: ['192.0.2.53'], cpumask: '0-1' } });
    expect(once().code).toBe(0);
    const held = lives(A);
    put(limitFile('memory', A, RAM), String(40 * 1024 * 1024));
    put(limitFile('pids', A, NUMPROC), '20');
    put(limitFile('cpuset', A, CPUS), '0');
    await execIn(
      A,
      'hostname drifted; echo nameserver 192.0.2.66 > /etc/resolv.conf; ip address del 10.210.2.61/32 dev venet0',
    );
    for (const _twice of [1, 2]) {
      const { code, out } = vz('--dry-run', '--detailed-exitcode', ...at());
      expect(code).toBe(2);
      for (const label of ['ram', 'numproc', 'cpumask', 'hostname', 'nameservers', 'ips'])
        expect(out, label).toMatch(new RegExp(`^ {4}! ${label} `, 'm'));
      expect(out).toMatch(/^ {2}! Container\/a \(61261\)/m);
    }
    expect(readFileSync(limitFile('pids', A, NUMPROC), 'utf8').trim()).toBe('20');
    expect(once().code).toBe(0);
    expect(vz('--dry-run', '--detailed-exitcode', ...at())).toMatchObject({
      code: 0,
      out: expect.stringContaining('No changes.'),
    });
    expect(isSame(held)).toBe(true);
  });
});
