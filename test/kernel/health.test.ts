// Probes of real containers: what they are asked from their own network, by whom, for how long and for how many bytes.

import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../reconciler/cli/clock.ts';
import { makeProber } from '../../reconciler/run/probe.ts';
import type { HealthProbe, HealthSpec } from '../../schema/health.ts';
import { asCtid } from '../../schema/units.ts';
import { atPace } from '../helpers/pace.ts';
import { pidsOfGroups, until } from '../helpers/real-host.ts';
import { execIn, openSite, type Site } from '../helpers/site.ts';
import { missingTools } from '../helpers/tools.ts';

const reason = missingTools();
const CT = 61_401;
let site: Site;

beforeAll(async () => {
  if (reason !== undefined) return;
  site = await openSite('health');
  site.declare({ web: { ctid: CT, ips: ['10.61.4.1'] } });
  await site.converge();
  await execIn(
    CT,
    'mkdir -p /www/cgi-bin && echo fine >/www/index.html && cd /www && busybox httpd -p 127.0.0.1:80 -h /www',
  );
  // One that never answers, one that never stops, one that speaks something else, each for many connections.
  await execIn(CT, 'busybox nc -ll -p 81 -e sleep 60 </dev/null >/dev/null 2>&1 &');
  await execIn(CT, 'busybox nc -ll -p 82 -e cat /dev/zero </dev/null >/dev/null 2>&1 &');
  await execIn(CT, 'busybox nc -ll -p 83 -e echo hello </dev/null >/dev/null 2>&1 &');
});
afterAll(() => site?.close());
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

/** The servers that never end do so beyond the time of a test. */
const ask = async (probe: HealthProbe, ms = 5000) =>
  site.host.checkHealth?.(asCtid(CT), probe, AbortSignal.timeout(ms));
const here = { host: '127.0.0.1' };
const http = (port: number, more: { path?: string; status?: number; host?: string } = {}): HealthProbe => ({
  ...{ kind: 'http', ...here, port, path: '/' },
  ...more,
});
const good = { healthy: true };
const bad = (why: string) => ({ healthy: false, reason: why });

test('tcp and http are asked from inside: its own loopback, which the host does not have', async () => {
  expect(await ask({ kind: 'tcp', ...here, port: 80 })).toEqual(good);
  expect(await ask({ kind: 'tcp', ...here, port: 79 })).toEqual(bad('ECONNREFUSED'));
  expect(await ask({ kind: 'tcp', host: '10.61.4.1', port: 80 })).toEqual(bad('ECONNREFUSED'));
  expect(await ask(http(80))).toEqual(good);
  expect(await ask(http(80, { path: '/none' }))).toEqual(bad('status 404'));
  expect(await ask(http(80, { path: '/none', status: 404 }))).toEqual(good);
  expect(await ask({ kind: 'tcp', host: '::1', port: 80 })).toMatchObject({ healthy: false });
});

test('a server that is silent, endless, or no server of HTTP costs no more than the time given', async () => {
  const from = performance.now();
  expect(await ask(http(81), 300)).toEqual(bad('no answer in time'));
  expect(performance.now() - from).toBeLessThan(300 + atPace(200));
  expect(await ask(http(82))).toEqual(bad('the answer is not HTTP'));
  expect(await ask(http(83), 2000)).toMatchObject({ healthy: false });
  expect(performance.now() - from).toBeLessThan(2300 + atPace(700));
});

test('exec is a command of the container: its status counts, its output goes nowhere, its time is bounded', async () => {
  const run = (...command: string[]): HealthProbe => ({ kind: 'exec', command });
  expect(await ask(run('/bin/true'))).toEqual(good);
  expect(await ask(run('/bin/sh', '-c', 'test $(hostname) = web'))).toEqual(good);
  expect(await ask(run('/bin/sh', '-c', 'exit 3'))).toEqual(bad('status 3'));
  expect(await ask(run('/bin/nothing'))).toEqual(bad('/bin/nothing: command not found'));
  expect(await ask(run('/bin/sh', '-c', 'yes | head -c 10000000; echo x >&2'))).toEqual(good);
  const before = pidsOfGroups(CT).length;
  expect(await ask(run('/bin/sleep', '100'), 300)).toEqual(bad('no answer in time'));
  await until('the command is gone', () => pidsOfGroups(CT).length <= before);
});

test('a command that hangs is ended with all that it has started and holds up nobody, eight of them neither', {
  timeout: atPace(30_000),
}, async () => {
  const prober = makeProber({ host: site.host, clock: systemClock });
  const nobody = new AbortController().signal;
  const spec = (command: string, timeout: number): HealthSpec => ({
    ...{ interval: 1, timeout, retries: 1, successThreshold: 1, startPeriod: 0 },
    probe: { kind: 'exec', command: ['/bin/sh', '-c', command] },
  });
  const before = pidsOfGroups(CT).length;
  const from = performance.now();
  // The shell waits for two that it has started, and takes no heed of being asked to end.
  const hanging = spec('trap "" TERM HUP; sleep 100 & sleep 100; true', 4);
  const hung = Array.from({ length: 8 }, () => prober.ask(asCtid(CT), hanging, nobody));
  expect(await prober.ask(asCtid(CT), spec('true', 4), nobody)).toEqual(good);
  expect(performance.now() - from).toBeLessThan(atPace(2_500));
  expect(await Promise.all(hung)).toEqual(hung.map(() => bad('no answer in time')));
  expect(performance.now() - from).toBeLessThan(4_000 + atPace(2_500));
  await until('all of it is gone', () => pidsOfGroups(CT).length <= before);
});

test('probes leave no descriptor, and one of what does not run says so', async () => {
  const fds = (): number => readdirSync('/proc/self/fd').length;
  for (const probe of [http(80), http(79), http(82)]) await ask(probe);
  const before = fds();
  for (let i = 0; i < 20; i += 1) for (const probe of [http(80), http(79), http(82)]) await ask(probe);
  expect(fds()).toBeLessThanOrEqual(before);
  const verdict = await site.host.checkHealth?.(asCtid(61_402), http(80), AbortSignal.timeout(100));
  expect(verdict).toEqual(bad('it is not running'));
});
