// The loop as it runs on a host: restarted, killed, told to end, hindered; and containers that do not notice.

import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { StatusRecord } from '../../reconciler/run/status-file.ts';
import { atPace } from '../helpers/pace.ts';
import { type Running, shell, startVz, vz } from '../helpers/program.ts';
import { isSame, type Life, pidsOfGroups, until } from '../helpers/real-host.ts';
import { execIn } from '../helpers/site.ts';
import { missingTools } from '../helpers/tools.ts';
import { makeRepository } from '../source/repository.ts';
import { life, lives, openProgramSite, type ProgramSite, text } from './program-site.ts';

const reason = missingTools();
const [A, B, C] = [61_261, 61_262, 61_263];
let site: ProgramSite;
const loops: Running[] = [];

beforeAll(() => {
  if (reason === undefined) site = openProgramSite('loop', /vzr-loop|\b6126\d\b|veth6126/);
});
/** Kills all loops and leaves no container. */
async function clear(): Promise<void> {
  for (const { child, ended } of loops.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
  if (reason === undefined) await site.root.empty();
}
afterAll(() => site?.close());
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

const status = (): string => vz('status', '--root', site.root.path).out;
/** Who waits for a retry, as the loop wrote it after its last pass. */
const waiting = (): StatusRecord['waiting'] => {
  const path = join(site.root.path, 'state/status.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as StatusRecord).waiting : [];
};

/** The loop over the directory; between passes it waits long, so that only what it notices makes it work. */
function start(args: readonly string[] = site.at): Running {
  const loop = startVz(...args, '--interval', '60s');
  loops.push(loop);
  return loop;
}

/** Waits until the loop has these containers running. A loop that has ended, or that failed, says so. */
async function runs(loop: Running, ...ctids: number[]): Promise<void> {
  const isOver = (): boolean => !loop.isRunning() || ctids.every((ctid) => life(ctid));
  await until(`${ctids} run`, isOver, atPace(15_000)).catch((error: Error) => {
    throw new Error(`${error.message}; the loop said: ${loop.said()}`);
  });
  if (!loop.isRunning()) throw new Error(`the loop ended: ${loop.said()}`);
}

const a = { ctid: A, ips: ['10.210.2.61'] };
const b = { ctid: B, ips: ['10.210.2.62'] };

describe('the loop', () => {
  afterEach(clear);

  test('killed with -9 and started again finds its containers, and they do not notice', {
    timeout: atPace(60_000),
  }, async () => {
    site.declare({ a, b });
    const first = start();
    await runs(first, A, B);
    await execIn(A, '(sleep 1000 | nc -l -p 5000 > /root/received) > /dev/null 2>&1 &');
    // Tried again until the other one listens; it accepts one connection only, so a broken one would show.
    const ticks = '(while :; do echo tick; sleep 0.02; done) | nc 10.210.2.61 5000';
    await execIn(B, `(while :; do ${ticks}; sleep 0.1; done) < /dev/null > /dev/null 2>&1 &`);
    const received = (): number => statSync(`${site.root.path}/pool/private/${A}/upper/root/received`).size;
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
    await until('another init', () => life(A) !== undefined);
    expect(performance.now() - killed).toBeGreaterThan(1000);
    expect(isSame(held[1] as Life)).toBe(true);
  });

  test('retries what cannot start, with growing pauses, and does the rest', async () => {
    site.declare({ a, broken: { ctid: C, init: ['/no/such'], ips: ['10.210.2.63'] }, b });
    const loop = start();
    await runs(loop, A, B);
    await until('two attempts', () => waiting().some(({ failures }) => failures >= 2));
    expect(status()).toMatch(/broken +missing .*failed \d+x, retry .*\/no\/such: ENOENT/);
    expect(life(C)).toBeUndefined();
    // Nothing of the failed attempts is left.
    expect(existsSync(`/sys/class/net/veth${C}.0`)).toBe(false);
    expect(existsSync(`${site.root.path}/pool/private/${C}`)).toBe(false);
    const held = lives(A);
    site.declare({ a, broken: { ctid: C, ips: ['10.210.2.63'] }, b });
    await runs(loop, C);
    expect(isSame(held)).toBe(true);
  });

  test('swaps the addresses of two running containers in one commit', async () => {
    const repository = makeRepository(join(site.root.path, 'repository'));
    repository.commit({ 'manifests/all.yaml': text({ a, b }) });
    const loop = start(['--repo', repository.path, '--root', site.root.path]);
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

// One after the other with the same one: each start costs more than all they ask of it.
describe('a loop that goes on', () => {
  let loop: Running;
  beforeAll(async () => {
    if (reason !== undefined) return;
    site.declare({ a });
    loop = start();
    await runs(loop, A);
  });
  afterAll(clear);

  test('is one per root: the second ends and names the first', async () => {
    for (const second of [site.once(), vz('destroy', '--all', '--yes', '--root', site.root.path)]) {
      expect(second.code).toBe(1);
      expect(second.err).toContain(`managed by another vzreconcile (pid ${loop.child.pid}, started`);
    }
    expect(life(A)).toBeDefined();
  });

  test('writes what it keeps for other commands again when it is deleted', async () => {
    const kept = join(site.root.path, 'state/node.json');
    await until('the file', () => existsSync(kept));
    const was = readFileSync(kept, 'utf8');
    rmSync(kept);
    site.declare({ a, b });
    await runs(loop, B);
    await until('the file again', () => existsSync(kept));
    expect(readFileSync(kept, 'utf8')).toBe(was);
  });

  test('ends on SIGTERM between two steps, and containers run on', async () => {
    const held = [lives(A), lives(B)];
    site.declare({
      a,
      b,
      c: { ctid: C, ips: ['10.210.2.63'] },
      d: { ctid: 61_264 },
      e: { ctid: 61_265 },
      f: { ctid: 61_266 },
    });
    await until('the first step', () => existsSync(`${site.root.path}/pool/private/${C}`));
    loop.child.kill('SIGTERM');
    expect(await loop.ended).toMatchObject({ code: 0, signal: null });
    expect([life(A), life(B)]).toEqual(held);
    const rest = site.once();
    expect(rest.code).toBe(0);
    expect([C, 61_264, 61_265, 61_266].every((ctid) => life(ctid))).toBe(true);
    expect([life(A), life(B)]).toEqual(held);
  });
});
