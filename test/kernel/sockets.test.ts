// Sockets of a container's group, counted and limited by BPF programs: processes that open, accept, close and die.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CgroupDriver, cgroupDriver } from '../../drivers/cgroup/driver.ts';
import { kernelFiles } from '../../drivers/cgroup/files.ts';
import { attachedPrograms, detachProgram } from '../../drivers/kernel/bpf.ts';
import type { CgroupState } from '../../reconciler/state/container.ts';
import { asCtid } from '../../schema/units.ts';
import { apply, limits, observed, realClock } from '../drivers/cgroup/contract.ts';
import { describeCgroups, runIn, until } from './cgroup-host.ts';

const one = asCtid(60_115);

describeCgroups('sockets of a group', () => {
  const driver: CgroupDriver = cgroupDriver({ clock: realClock });
  const group = () => driver.dirsOf(one).identity;
  const counter = (name: 'numtcpsock' | 'numothersock') => driver.counters(one)[name];
  const held = () => [counter('numtcpsock')?.held, counter('numothersock')?.held];

  beforeEach((context) => {
    if (driver.kind() === 'v1' || !kernelFiles.programs.work()) context.skip('no cgroup2 that takes BPF programs');
  });
  afterEach(async () => {
    driver.killAll(one);
    await driver.waitEmpty(one, 5000);
    await apply(driver, one, 'remove');
  });

  async function limit(sockets: NonNullable<CgroupState['sockets']>, verb: 'create' | 'set' = 'set'): Promise<void> {
    const { wants } = driver.accept({ cgroup: limits({ cpu: { units: 1000, limit: 'max' }, sockets }) });
    await apply(driver, one, verb, wants);
    expect(await observed(driver, one)).toEqual(wants);
  }

  /** A Node program in the group that says what it has done and goes on when it is told; `net`, `dgram` and `all` are there. */
  function start(body: string) {
    const prelude = `const net = require('net'), dgram = require('dgram');
      const all = (n, f) => Promise.all(Array.from({ length: n }, (_, i) => f(i)));
      const once = (e, n) => new Promise((y, r) => { e.once(n, y); e.once('error', r); });
      const step = (text) => new Promise((y) => { process.stdin.once('data', y); console.log(text); });
      (async () => { ${body} })().then(() => process.exit(0), (e) => { console.log('failed', e.code); process.exit(1); });`;
    const run = runIn(driver.dirsOf(one), `exec ${process.execPath} -e "${prelude.replaceAll('\n', ' ')}"`);
    let out = '';
    run.child.stdout?.on('data', (data) => {
      out += String(data);
    });
    return {
      ...run,
      says: async (text: string) => {
        await until(() => out.includes(text) || run.child.exitCode !== null);
        expect(out).toContain(text);
      },
      goOn: () => run.child.stdin?.write('x'),
    };
  }

  test('what is opened, accepted, closed, reset, left in a queue and killed ends at nothing', async () => {
    await limit({ tcp: 10_000, other: 10_000 }, 'create');
    const program = start(`
      const socks = await all(100, async (i) => {
        const s = dgram.createSocket(i % 2 ? 'udp6' : 'udp4'); s.bind(0); await once(s, 'listening'); return s; });
      await step('bound');
      for (const s of socks.splice(0, 50)) s.close();
      const peers = [];
      const server = net.createServer((s) => { s.on('error', () => 0); peers.push(s); });
      server.listen(0, '::1'); await once(server, 'listening');
      const conns = await all(200, async () => {
        const s = net.connect(server.address().port, '::1'); s.on('error', () => 0); await once(s, 'connect'); return s; });
      while (peers.length < 200) await new Promise((y) => setTimeout(y, 5));
      await step('connected');
      for (const s of conns.splice(0, 60)) s.destroy();
      for (const s of conns.splice(0, 40)) s.resetAndDestroy();
      while (peers.filter((s) => s.destroyed).length < 100) await new Promise((y) => setTimeout(y, 5));
      await step('halved');
      await step('waiting');`);
    await program.says('bound');
    expect(held()).toEqual([0, 100]);
    program.goOn();
    await program.says('connected');
    // The listening one, and both ends of 200 connections.
    expect(held()).toEqual([401, 50]);
    program.goOn();
    await program.says('halved');
    await until(() => held()[0] === 201);
    expect(held()).toEqual([201, 50]);
    expect(counter('numtcpsock')).toMatchObject({ maxheld: 401, failcnt: 0, limit: 10_000 });
    driver.killAll(one);
    await program.ended;
    await until(() => held()[0] === 0);
    expect(held()).toEqual([0, 0]);
    expect(counter('numothersock')).toMatchObject({ maxheld: 100, failcnt: 0 });

    // Connections that nobody accepts: the listening process stands still, and both are killed.
    const deaf = start(`
      const server = net.createServer(); server.listen(6115, '127.0.0.1'); await once(server, 'listening');
      process.stdin.once('data', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
      console.log('deaf'); await new Promise(() => 0);`);
    await deaf.says('deaf');
    deaf.goOn();
    const callers = start(`
      await all(50, async () => { const s = net.connect(6115, '127.0.0.1'); await once(s, 'connect'); });
      await step('called');`);
    await callers.says('called');
    expect(held()).toEqual([101, 0]);
    driver.killAll(one);
    await Promise.all([deaf.ended, callers.ended]);
    await until(() => held()[0] === 0);
    expect(held()).toEqual([0, 0]);
  });

  test('socket(2) is refused at the limit, which changes live, and connections that come in are not let in', async () => {
    await limit({ tcp: 5, other: 3 }, 'create');
    const program = start(`
      const tries = (n) => all(n, async () => { const s = dgram.createSocket('udp4');
        s.bind(0); return once(s, 'listening').then(() => 'ok', (e) => e.code); });
      const count = (list) => list.filter((one) => one === 'ok').length + ' of ' + [...new Set(list)].sort().join();
      await step('udp ' + count(await tries(5)) + '.');
      await step('more ' + count(await tries(5)) + '.');
      const server = net.createServer(); server.listen(0, '127.0.0.1'); await once(server, 'listening');
      const { port } = server.address();
      const dial = () => new Promise((y) => { const s = net.connect(port, '127.0.0.1');
        s.on('error', (e) => y(e.code)); s.on('connect', () => y('ok')); setTimeout(() => y('unheard'), 300); });
      const results = []; for (let i = 0; i < 4; i++) results.push(await dial());
      await step('tcp ' + results.join() + '.');
      await step('tcp later ' + (await dial()) + '.');`);
    await program.says('udp 3 of EPERM,ok.');
    expect(counter('numothersock')).toEqual({ held: 3, maxheld: 3, barrier: 3, limit: 3, failcnt: 2 });
    await limit({ tcp: 5, other: 6 });
    program.goOn();
    await program.says('more 3 of EPERM,ok.');
    expect(counter('numothersock')).toMatchObject({ held: 6, failcnt: 4 });
    program.goOn();
    // One listens; two connections have two ends each; at five held the next is refused.
    await program.says('tcp ok,ok,EPERM,EPERM.');
    expect(counter('numtcpsock')).toMatchObject({ held: 5, maxheld: 5, limit: 5, failcnt: 2 });
    await limit({ tcp: 6, other: 6 });
    program.goOn();
    // Its own end is let out, the other is not let in.
    await program.says('tcp later unheard.');
    expect(counter('numtcpsock')).toMatchObject({ held: 6, maxheld: 6 });
    await limit({ tcp: 'max', other: 'max' });
    expect(counter('numtcpsock')).toMatchObject({ limit: 'max' });
  });

  test('a program that somebody took away is seen, and counting begins anew', async () => {
    await limit({ tcp: 100, other: 100 }, 'create');
    for (const hook of ['socketRelease', 'ingress', 'socketOps'] as const) {
      const [id = 0] = attachedPrograms(group(), hook);
      detachProgram(group(), hook, id);
      expect((await observed(driver, one))?.sockets).toEqual({ tcp: 'broken', other: 'broken' });
      await limit({ tcp: 100, other: 100 });
      expect(attachedPrograms(group(), hook)).toHaveLength(1);
    }
    const [id = 0] = attachedPrograms(group(), 'socketCreate');
    detachProgram(group(), 'socketCreate', id);
    expect((await observed(driver, one))?.sockets).toEqual({ tcp: 'max', other: 'max' });
    await limit({ tcp: 100, other: 100 });
    for (const hook of ['socketRelease', 'ingress', 'socketOps', 'socketCreate'] as const)
      expect(attachedPrograms(group(), hook)).toHaveLength(1);
  });
});
