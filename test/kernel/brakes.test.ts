// Brakes as people use them: the program as a process, a real repository, real limits, a real server in a container.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { atPace } from '../helpers/pace.ts';
import { vz } from '../helpers/program.ts';
import { limitFile, NUMPROC, readTrimmed, until } from '../helpers/real-host.ts';
import { loopSite } from './loop-site.ts';
import { life, lives } from './program-site.ts';

const [A, B] = [61_411, 61_412];
const site = loopSite('brakes', /vzr-brakes|\b6141\d\b|veth6141/);
const { at, say } = site;

const serving = ['/bin/sh', '-c', 'echo ok > /index.html; exec busybox httpd -f -p 127.0.0.1:80 -h /'];
const silent = ['/bin/sh', '-c', 'trap "exit 0" TERM PWR; while :; do sleep 1000 & wait $!; done'];
const health = { http: { port: 80, path: '/index.html' }, interval: 1, timeout: 1, retries: 2, startPeriod: 1 };
const commit = (web: object, other: object = {}): string =>
  site.commit({
    web: { ctid: A, init: serving, health, ...web },
    other: { ctid: B, ...other },
  });
const numproc = (ctid: number): string => readTrimmed(limitFile('pids', ctid, NUMPROC));
const brakes = (): { quarantine: { revision: string }[]; good?: { id: string } } =>
  JSON.parse(readFileSync(join(site.root(), 'state/brakes.json'), 'utf8'));

test('a commit that makes a server unhealthy is gone back from, quarantined and told everywhere', {
  timeout: atPace(90_000),
}, async () => {
  const first = commit({});
  expect(vz('--once', ...at())).toMatchObject({ code: 0, err: '' });
  expect(brakes().good?.id).toBe(first);
  const bad = commit({ init: silent }, { numproc: 99 });
  const ended = vz('--once', ...at());
  expect(ended.code).toBe(1);
  expect(ended.out).toMatch(/web \(61411\): restarted[\s\S]*web \(61411\): restarted/);
  expect(ended.out.match(/^Plan: .*$/gm)).toHaveLength(2);
  expect(ended.out).toMatch(/\nApply taken back: 0 created, 1 changed, 1 restarted, 0 recreated, 0 deleted\.\n$/);
  const words = /quarantined HEAD@|quarantined main@|quarantined master@/;
  expect(ended.err).toMatch(words);
  expect(ended.err).toMatch(
    /web \(61411\) is unhealthy \d+ s after the change: http 127.0.0.1:80\/index.html: ECONNREFUSED/,
  );
  expect(numproc(B)).toBe('64');
  expect(brakes().quarantine.map(({ revision }) => revision)).toEqual([bad]);
  expect(vz('--dry-run', ...at()).out).toMatch(words);
  expect(say('status').out).toMatch(words);
  expect(vz('explain', 'web', ...at()).out).toMatch(/Health: healthy \(http 127/);
});

test('suspend and resume reach a running loop at once, and what is suspended is not written', {
  timeout: atPace(90_000),
}, async () => {
  commit({}, { numproc: 80 });
  site.start('60s');
  await until('the loop has applied it', () => life(B) !== undefined && numproc(B) === '80', atPace(20_000));
  await until('it is good', () => brakes().quarantine.length === 0, atPace(10_000));
  expect(say('suspend', 'other', '--reason', 'looking into it').out).toMatch(
    /^other \(61412\): suspended by .*: looking/,
  );
  const { start } = lives(A);
  commit({ numproc: 70 }, { numproc: 81 });
  await until('the other container changes', () => numproc(A) === '70', atPace(10_000));
  expect(numproc(B)).toBe('80');
  expect(say('status').out).toMatch(/other.*held: .*suspended by/);
  expect(say('resume', 'other').out).toMatch(/^lifted: other \(61412\): suspended by .*\n$/);
  await until('it is applied without waiting for the interval', () => numproc(B) === '81', atPace(10_000));
  expect(lives(A).start).toBe(start);
  expect(say('resume', 'other')).toMatchObject({ code: 1 });
  expect(say('suspend', '--field', 'rma')).toMatchObject({ code: 1, err: expect.stringContaining('did you mean ram') });
});

test('a suspension ends by itself', { timeout: atPace(60_000) }, async () => {
  say('suspend', '--for', `${Math.ceil(atPace(5))}s`);
  commit({ numproc: 71 }, { numproc: 82 });
  expect(say('status').out).toContain('this node: suspended by');
  await until('the loop applies it', () => numproc(B) === '82', atPace(20_000));
  expect(say('status').out).not.toContain('suspended');
  // What is left of its manifest it stays, until all is destroyed: when this suite closes.
  commit({}, { reconcile: { onDelete: 'orphan' } });
  const isMarked = (): boolean => say('status', 'other', '--output', 'json').out.includes('"keep": "orphan"');
  await until('it is marked', isMarked, atPace(10_000));
  site.commit({ web: { ctid: A, init: serving, health } });
  const orphaned = (): boolean => /other.*held: delete: orphaned/.test(say('status').out);
  await until('the loop tells of the orphan', orphaned, atPace(10_000));
  expect(life(B)).toBeDefined();
});
