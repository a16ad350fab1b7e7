// Health in the running program: who depends on a server starts when that answers, what fails later is told and restarted, and
// the program ends while it asks.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { atPace } from '../helpers/pace.ts';
import { type Running, vz } from '../helpers/program.ts';
import { until } from '../helpers/real-host.ts';
import { loopSite } from './loop-site.ts';
import { life, lives } from './program-site.ts';

const [DB, WEB, OTHER] = [61_441, 61_442, 61_443];
const site = loopSite('health-loop', /vzr-health-loop|\b6144\d\b|veth6144/);
const { at, say } = site;
let loop: Running;

/** Answers while there is /up, from its start or later. */
const server = (first: string) => [
  '/bin/sh',
  '-c',
  `trap "exit 0" TERM PWR; mkdir -p /www; ${first}; busybox httpd -p 127.0.0.1:80 -h /www; while :; do sleep 1000 & wait $!; done`,
];
const health = { http: { port: 80, path: '/up' }, interval: 1, timeout: 1, retries: 2, startPeriod: 2 };
const commit = (first: string, more: object = {}): string =>
  site.commit({
    db: { ctid: DB, init: server(first), health: { ...health, ...more } },
    web: { ctid: WEB, dependsOn: ['db'] },
    other: { ctid: OTHER },
  });
const inDb = (line: string) => vz('exec', '--root', site.root(), 'db', '--', '/bin/sh', '-c', line);
const status = (): string => say('status').out;

test('a single run starts who depends on it not before, and exits 1 when it never answers', {
  timeout: atPace(60_000),
}, async () => {
  commit('rm -f /www/up');
  expect(vz('--dry-run', ...at()).out).toContain('starts when db (61441) is healthy');
  const ended = vz('--once', ...at());
  expect(ended.code).toBe(1);
  expect(ended.err).toContain(
    'web (61442): VZR279: waits for db (61441), which is not healthy: http 127.0.0.1:80/up: status 404',
  );
  expect(ended.out).toMatch(/Apply incomplete: .* 1 waiting\./);
  expect([DB, WEB, OTHER].map((ctid) => life(ctid) !== undefined)).toEqual([true, false, true]);
  expect(status()).toMatch(/61442 +web +missing .*waits for db/);
});

test('the loop starts it as soon as the server answers, at the same commit', { timeout: atPace(60_000) }, async () => {
  loop = site.start('600s');
  const isTold = (): boolean => /web.*waits for db \(61441\), which is not healthy: http/.test(status());
  await until('it is said who waits', isTold, atPace(20_000));
  expect(vz('explain', 'web', ...at()).out).toMatch(
    /Next: create, as soon[\s\S]*db \(61441\): runs, and is not healthy: http/,
  );
  inDb('echo yes > /www/up');
  await until('the dependent runs', () => life(WEB) !== undefined, atPace(10_000));
  // The single run has condemned the revision, so the node is only when a pass has found all of it healthy.
  const isReady = (): boolean => say('status', '--wait', '--timeout', '1s').code === 0;
  await until('it is ready', isReady, atPace(20_000));
  expect(status()).not.toContain('quarantined');
});

test('what fails later is told once each way, restarted when that is asked for, and condemns nothing', {
  timeout: atPace(90_000),
}, async () => {
  const { start } = lives(DB);
  inDb('rm /www/up');
  await until('it is told', () => /db.*unhealthy: http 127.0.0.1:80\/up: status 404/.test(status()), atPace(15_000));
  expect(say('status', 'db').out).toMatch(/Ready False .* HealthCheckFailed[\s\S]*Healthy False/);
  inDb('echo yes > /www/up');
  await until('it is over', () => /Ready True/.test(say('status', 'db').out), atPace(15_000));
  expect(lives(DB).start).toBe(start);
  expect(say('events', 'db').out).toMatch(/health\.failed[\s\S]*health\.passed.*healthy again/);
  const last = commit('echo yes > /www/up', { onFailure: 'restart' });
  await until(
    'it is applied',
    () => say('status', '--wait', '--revision', last, '--timeout', '1s').code === 0,
    atPace(20_000),
  );
  const before = lives(DB).start;
  inDb('rm /www/up');
  await until('it was started anew', () => (life(DB)?.start ?? before) !== before, atPace(20_000));
  await until('it is well', () => /Ready True/.test(say('status', 'db').out), atPace(15_000));
  expect(status()).not.toContain('quarantined');
  // What vzreconcile itself ends is told as what it does.
  expect(say('events', 'db').out).not.toContain('container.exited');
  const from = performance.now();
  loop.child.kill('SIGTERM');
  await loop.ended;
  expect(performance.now() - from).toBeLessThan(atPace(5_000));
});

test('another life of the loop goes on from there', { timeout: atPace(60_000) }, async () => {
  interface Told {
    readonly pid: number;
    readonly containers?: readonly { readonly ctid: number; readonly conditions: readonly object[] }[];
  }
  const told = (): Told => JSON.parse(readFileSync(join(site.root(), 'state/status.json'), 'utf8'));
  const healthy = () =>
    told()
      .containers?.find(({ ctid }) => ctid === DB)
      ?.conditions.at(-1);
  const before = healthy();
  expect(before).toMatchObject({ type: 'Healthy', status: 'True' });
  const { pid } = told();
  loop = site.start('600s');
  await until('it has made a pass', () => told().pid !== pid && healthy() !== undefined, atPace(20_000));
  await until('it is ready', () => say('status', '--wait', '--timeout', '1s').code === 0, atPace(20_000));
  // `since` is when it last became another one.
  expect(healthy()).toEqual(before);
  loop.child.kill('SIGTERM');
  await loop.ended;
});

test('a commit that leaves the manifests as they are ends neither a trial nor the way back nor a quarantine', {
  timeout: atPace(300_000),
}, async () => {
  loop = site.start('5s');
  const good = commit('echo yes > /www/up');
  const isReady = (revision: string): boolean =>
    say('status', '--wait', '--revision', revision, '--timeout', '1s').code === 0;
  await until('it is ready', () => isReady(good), atPace(60_000));
  // Long enough for the commit beside it to come first.
  commit('rm -f /www/up', { startPeriod: 7 + Math.ceil(atPace(8)) });
  await until('it is on trial', () => status().includes('on trial: whether db is healthy'), atPace(60_000));
  const next = site.commitBeside();
  const isCondemned = (): boolean => status().includes('quarantined');
  await until('it is condemned', isCondemned, atPace(60_000));
  site.commitBeside();
  const isBack = (): boolean => inDb('cat /www/up').out === 'yes\n';
  await until('it has gone back', isBack, atPace(60_000));
  const { start } = lives(DB);
  const last = site.commitBeside();
  const isHeldBack = (): boolean => say('events').out.includes(`${last.slice(0, 7)} asks for the same`);
  await until('the newest is not tried', isHeldBack, atPace(60_000));
  expect(lives(DB).start).toBe(start);
  expect(new Set(status().match(/quarantined \S+@\S+/g)).size).toBe(1);
  expect(status()).toMatch(
    new RegExp(`quarantined \\S+@${next.slice(0, 7)} since .*; back to \\S+@${good.slice(0, 7)}`),
  );
  // Of an earlier revision it was told before.
  const released = new RegExp(`node\\.released .*no longer: quarantined \\S+@${next.slice(0, 7)}`);
  expect(say('events').out).not.toMatch(released);
  const cured = commit('echo yes > /www/up', { interval: 2 });
  await until('what works is applied', () => isReady(cured), atPace(60_000));
  expect(status()).not.toContain('quarantined');
  expect(say('events').out).toMatch(released);
  loop.child.kill('SIGTERM');
  await loop.ended;
});
