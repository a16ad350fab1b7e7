import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_PROFILE } from '../../drivers/launcher/profile/profile.ts';
import { startTime } from '../../drivers/launcher/run-record.ts';
import { lifecycleDriver } from '../../drivers/lifecycle/driver.ts';
import { namespaceDriver } from '../../drivers/namespace/driver.ts';
import type { Change, Json, Step } from '../../reconciler/plan/plan.ts';
import type { StepContext } from '../../reconciler/port/driver.ts';
import type { ContainerState, LifecycleState, NamespaceState } from '../../reconciler/state/container.ts';
import type { Ctid } from '../../schema/units.ts';
import { atPace } from '../helpers/pace.ts';
import { pidsOfGroups } from '../helpers/real-host.ts';
import { missingTools } from '../helpers/tools.ts';
import { inside, openRig, type Rig, SLEEP } from './launcher-rig.ts';

const reason = missingTools();
let rig: Rig;
let namespaces: ReturnType<typeof namespaceDriver>;
let lifecycle: ReturnType<typeof lifecycleDriver>;
const made = new Set<Ctid>();

beforeAll(() => {
  if (reason !== undefined) return;
  rig = openRig();
  namespaces = namespaceDriver({
    processes: rig.processes,
    rootOf: (ctid) => rig.rootOf(ctid),
    pids: pidsOfGroups,
    members: pidsOfGroups,
  });
  lifecycle = lifecycleDriver({ processes: rig.processes, groups: rig.groups });
});
afterEach(async () => {
  for (const ctid of made) {
    rig.groups.killAll(ctid);
    const record = rig.processes.running(ctid);
    if (record !== undefined) await rig.processes.ended(record, 5000);
    await rig.processes.forget(ctid);
  }
  made.clear();
});
afterAll(async () => {
  await rig?.close();
});
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

const FAST: LifecycleState = { state: 'running', init: SLEEP, haltSignal: 'SIGTERM', stopTimeout: 5 };
/** Hears nothing but SIGKILL. */
const DEAF = ['/bin/sh', '-c', 'trap "" TERM; while :; do sleep 1000; done'];

function states(
  number: number,
  life: Partial<LifecycleState> = {},
  names: Partial<NamespaceState> = {},
): ContainerState {
  return {
    rootfs: { template: 'tiny' },
    namespace: {
      ...{ idmap: { base: number * 65_536 }, hostname: `ct${number}`, ...names, ...DEFAULT_PROFILE },
      ...{ sysctls: {}, mounts: [], oomAdjust: [] },
    },
    lifecycle: { ...FAST, ...life },
  };
}

function context(
  number: number,
  verb: Step['verb'],
  wants: ContainerState,
  changes: readonly Change[] = [],
): StepContext {
  const { ctid } = rig.container(number);
  made.add(ctid);
  const step: Step = { driver: 'namespace', verb, changes };
  return { ctid, name: `c${number}`, step, was: {}, wants, signal: new AbortController().signal };
}

const changed = (pointer: string, wants: Json): Change => ({
  driver: 'namespace',
  pointer,
  wants,
  class: 'live',
  drift: false,
});

async function start(number: number, wants: ContainerState): Promise<number> {
  await namespaces.apply(context(number, 'create', wants));
  await lifecycle.apply(context(number, 'create', wants));
  const { ctid } = rig.container(number);
  return rig.processes.running(ctid)?.pid ?? -1;
}

describe('the namespace driver', () => {
  test('makes a paused init that only the lifecycle driver sets going', async () => {
    const wants = states(60450);
    const undo = await namespaces.apply(context(60450, 'create', wants));
    const { ctid } = rig.container(60450);
    const pid = rig.processes.paused(ctid) ?? -1;
    expect(readFileSync(`/proc/${pid}/comm`, 'latin1')).toBe('vz-player\n');
    expect(await namespaces.observe([ctid])).toEqual(new Map());
    await undo();
    expect(startTime(pid)).toBeUndefined();
    expect(rig.processes.paused(ctid)).toBeUndefined();
  });

  test('reports what it was asked for', async () => {
    const names = { nameservers: ['192.0.2.1', '2001:db8::1'], searchdomains: ['a.example', 'b.example'] };
    const wants = states(60451, {}, names);
    const pid = await start(60451, wants);
    const { ctid } = rig.container(60451);
    expect((await namespaces.observe([ctid])).get(ctid)).toEqual(namespaces.accept(wants).wants);
    expect((await namespaces.observe('all')).get(ctid)).toEqual(namespaces.accept(wants).wants);
    expect(inside(pid, 'stat -c "%u:%g %a" /etc/resolv.conf /etc/hosts /etc/hostname')).toBe(
      '0:0 644\n0:0 644\n0:0 644',
    );
    expect(hostname()).not.toBe('ct60451');
  });

  test('changes host name and resolvers while it runs, and takes them back', async () => {
    const pid = await start(60452, states(60452, {}, { nameservers: ['192.0.2.1'], searchdomains: ['a.example'] }));
    const { ctid } = rig.container(60452);
    const wants = states(60452, {}, { hostname: 'other', nameservers: ['192.0.2.9'], searchdomains: ['a.example'] });
    const changes = [changed('/namespace/hostname', 'other'), changed('/namespace/nameservers', ['192.0.2.9'])];
    const undo = await namespaces.apply(context(60452, 'set', wants, changes));
    expect((await namespaces.observe([ctid])).get(ctid)).toEqual(namespaces.accept(wants).wants);
    expect(inside(pid, 'hostname; cat /etc/hostname')).toBe('other\nother');
    await undo();
    expect((await namespaces.observe([ctid])).get(ctid)).toMatchObject({
      hostname: 'ct60452',
      nameservers: ['192.0.2.1'],
    });
  });

  test('replaces a planted symlink and writes nothing outside', async () => {
    const { ctid } = rig.container(60453);
    mkdirSync(`${rig.folder}/${ctid}/upper/etc`, { recursive: true });
    writeFileSync(`${rig.folder}/canary`, 'untouched');
    for (const name of ['resolv.conf', '.resolv.conf.vzreconcile', 'hostname', 'hosts']) {
      symlinkSync(`${rig.folder}/canary`, `${rig.folder}/${ctid}/upper/etc/${name}`);
    }
    const pid = await start(60453, states(60453, {}, { nameservers: ['192.0.2.1'] }));
    expect(readFileSync(`${rig.folder}/canary`, 'utf8')).toBe('untouched');
    expect(inside(pid, 'cat /etc/resolv.conf | grep name; readlink /etc/hostname || echo file')).toBe(
      'nameserver 192.0.2.1\nfile',
    );
  });

  test.each([
    ['a FIFO', 'rm -f /etc/resolv.conf; mkfifo /etc/resolv.conf'],
    ['a symlink to a device', 'ln -sf /dev/zero /etc/resolv.conf'],
    ['a symlink to a process', 'ln -sf /proc/1/environ /etc/resolv.conf'],
    ['a loop', 'ln -sf resolv.conf /etc/resolv.conf'],
    ['a directory', 'rm -f /etc/resolv.conf; mkdir /etc/resolv.conf'],
    ['another file system', 'touch /etc/resolv.conf; mount -t tmpfs none /etc'],
  ])('is not held up by %s in place of resolv.conf', async (_, command) => {
    const pid = await start(60454, states(60454));
    const { ctid } = rig.container(60454);
    inside(pid, command);
    const from = performance.now();
    expect((await namespaces.observe([ctid])).get(ctid)).toMatchObject({ nameservers: [], searchdomains: [] });
    expect(performance.now() - from).toBeLessThan(atPace(500));
    rig.groups.killAll(ctid);
    const record = rig.processes.running(ctid);
    if (record !== undefined) await rig.processes.ended(record, 5000);
    execFileSync('/usr/bin/rm', ['-rf', `${rig.folder}/${ctid}/upper/etc`]);
  });
});

describe('the lifecycle driver', () => {
  test('starts, reports and stops by the halt signal', async () => {
    const wants = states(60460);
    const pid = await start(60460, wants);
    const { ctid } = rig.container(60460);
    expect((await lifecycle.observe([ctid])).get(ctid)).toEqual(wants.lifecycle);
    const from = performance.now();
    await lifecycle.apply(context(60460, 'remove', wants));
    expect(performance.now() - from).toBeLessThan(atPace(2000));
    expect(startTime(pid)).toBeUndefined();
    expect(await lifecycle.observe([ctid])).toEqual(new Map());
    await namespaces.apply(context(60460, 'remove', wants));
  });

  test('a stop right after the start waits for the handler of init, and is no kill', async () => {
    const slow = ['/bin/sh', '-c', 'sleep 1; trap "exit 7" TERM; while :; do sleep 1000 & wait $!; done'];
    const wants = states(60469, { init: slow, stopTimeout: 20 });
    await start(60469, wants);
    const told = new Promise<string>((resolve) => {
      const off = rig.processes.onEnd((_ctid, detail) => {
        off();
        resolve(detail);
      });
    });
    const from = performance.now();
    await lifecycle.apply(context(60469, 'remove', wants));
    expect(await told).toBe('init exited with status 7');
    expect(performance.now() - from).toBeGreaterThan(900);
    expect(performance.now() - from).toBeLessThan(atPace(10_000));
  });

  test('kills an init that ignores the halt signal once its time is up', async () => {
    const wants = states(60461, { init: DEAF, stopTimeout: 1 });
    const pid = await start(60461, wants);
    const from = performance.now();
    await lifecycle.apply(context(60461, 'remove', wants));
    expect(performance.now() - from).toBeGreaterThan(950);
    expect(performance.now() - from).toBeLessThan(atPace(4000));
    expect(startTime(pid)).toBeUndefined();
  });

  test('stops a frozen container', async (ctx) => {
    const wants = states(60462);
    await start(60462, wants);
    const { ctid } = rig.container(60462);
    const freeze = `${rig.groups.dirsOf(ctid).identity}/cgroup.freeze`;
    try {
      writeFileSync(freeze, '1');
    } catch {
      ctx.skip('no cgroup.freeze');
    }
    await sleep(50);
    await lifecycle.apply(context(60462, 'remove', wants));
    expect(rig.processes.running(ctid)).toBeUndefined();
  });

  test('reports an init that does not exist as a failed step, and leaves no record', async () => {
    const wants = states(60463, { init: ['/no/init'] });
    await namespaces.apply(context(60463, 'create', wants));
    await expect(lifecycle.apply(context(60463, 'create', wants))).rejects.toThrow(/exec \/no\/init: ENOENT/);
    const { ctid } = rig.container(60463);
    expect(await lifecycle.observe([ctid])).toEqual(new Map());
  });

  test('undo of a start ends the init', async () => {
    const wants = states(60464);
    await namespaces.apply(context(60464, 'create', wants));
    const undo = await lifecycle.apply(context(60464, 'create', wants));
    const { ctid } = rig.container(60464);
    const pid = rig.processes.running(ctid)?.pid ?? -1;
    await undo();
    expect(startTime(pid)).toBeUndefined();
  });

  test('repeating each step changes nothing', async () => {
    const wants = states(60465);
    const pid = await start(60465, wants);
    await namespaces.apply(context(60465, 'create', wants));
    await lifecycle.apply(context(60465, 'create', wants));
    const { ctid } = rig.container(60465);
    expect(rig.processes.running(ctid)?.pid).toBe(pid);
    await lifecycle.apply(context(60465, 'remove', wants));
    await lifecycle.apply(context(60465, 'remove', wants));
    await namespaces.apply(context(60465, 'remove', wants));
    await namespaces.apply(context(60465, 'remove', wants));
  });

  test('haltSignal and stopTimeout change without touching init', async () => {
    const pid = await start(60466, states(60466));
    const wants = states(60466, { haltSignal: 'SIGRTMIN+3', stopTimeout: 9 });
    const undo = await lifecycle.apply(context(60466, 'set', wants));
    const { ctid } = rig.container(60466);
    expect((await lifecycle.observe([ctid])).get(ctid)).toEqual(wants.lifecycle);
    await undo();
    expect((await lifecycle.observe([ctid])).get(ctid)).toEqual(FAST);
    expect(rig.processes.running(ctid)?.pid).toBe(pid);
  });

  test('the end of an init is told within a second, with its status', async () => {
    await start(60467, states(60467, { init: ['/bin/sh', '-c', 'sleep 0.2; exit 7'] }));
    const from = performance.now();
    const told = await new Promise<string>((resolve) => {
      const off = rig.processes.onEnd((ctid, detail) => {
        off();
        resolve(`${ctid} ${detail}`);
      });
    });
    expect(told).toBe('60467 init exited with status 7');
    expect(performance.now() - from).toBeLessThan(atPace(1200));
  });

  test('an unknown halt signal is refused before anything happens', () => {
    expect(lifecycle.accept(states(60468, { haltSignal: 'SIGNOPE' })).refusals).toHaveLength(1);
    expect(lifecycle.accept(states(60468, { haltSignal: 'SIGRTMIN+3' })).refusals).toEqual([]);
  });
});
