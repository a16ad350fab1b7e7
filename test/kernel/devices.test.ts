// Devices given to a container: what opens from inside and what does not, live, and back when somebody else changes it.

import { execFileSync } from 'node:child_process';
import { chownSync, closeSync, openSync, statSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { kernelFiles } from '../../drivers/cgroup/files.ts';
import { devicesInUse } from '../../drivers/devices/in-use.ts';
import { deviceName, machineAt } from '../../drivers/devices/machine.ts';
import { pciFunction } from '../../drivers/devices/pci.ts';
import { attachedPrograms, detachProgram } from '../../drivers/kernel/bpf.ts';
import { withDirectory } from '../../drivers/kernel/directory.ts';
import { mknodat } from '../../drivers/kernel/mknod.ts';
import { readRecord } from '../../drivers/launcher/run-record.ts';
import { parseMountinfo } from '../../drivers/procfs/mountinfo.ts';
import { asCtid } from '../../schema/units.ts';
import { groupMounts, isSame, put } from '../helpers/real-host.ts';
import { execIn, type Site } from '../helpers/site.ts';
import { useSite } from './own-site.ts';

const CT = 61_311;
const site = useSite('devices', /vzr-devices|\b6131\d\b|veth6131/);
/** A btrfs pool needs it, so every host of these suites has it; to open it does nothing. */
const CONTROL = '/dev/btrfs-control';
const NUMBER = 'c:10:234';
/** True when a driver answers for the node. As with CONTROL, a module that was not needed yet is loaded by opening it. */
function loads(path: string): boolean {
  try {
    closeSync(openSync(path, 'r'));
    return true;
  } catch {
    return false;
  }
}
const groups = groupMounts().map((mount) => `${mount}/vz/${CT}`);
const listFile = `${groups.find((group) => group.includes('devices'))}/devices.list`;
const isV1 = groups.some((group) => group.includes('devices'));
/** A list on cgroup v1, a program on v2. */
const hasList = isV1 || kernelFiles.programs.work();

async function bring(more: Readonly<Record<string, unknown>> = {}): ReturnType<Site['life']> {
  site().declare({ box: { ctid: CT, ...more } });
  await site().converge();
  return site().life(CT);
}

/** What the kernel says it allows. */
async function list(): Promise<readonly string[]> {
  const facts = (await site().host.limits?.(asCtid(CT))) ?? [];
  const text = facts.find(({ pointer }) => pointer === '/cgroup/devices')?.value ?? '';
  return text.split('; ').sort();
}

const inside = async (script: string): Promise<string> => (await execIn(CT, script)).output;
/** How opening ends: "r" and "w" for those that work. */
const opens = (path: string): Promise<string> =>
  inside(`(: < ${path}) 2>/dev/null && echo -n r; (: >> ${path}) 2>/dev/null && echo -n w; true`);

/** What a plan refuses: "code line reason". */
async function refusals(devices: readonly unknown[]): Promise<readonly string[]> {
  site().declare({ box: { ctid: CT, devices } });
  const plan = await site().plan();
  return plan.containers
    .flatMap((container) => container.refusals)
    .map(({ code, origin, reason }) => `${code} ${origin?.line !== undefined} ${reason}`);
}

describe('on a host with a device list', () => {
  beforeEach((ctx) => {
    // Opening the node that is there from the start loads the module behind it.
    closeSync(openSync(CONTROL, 'r'));
    if (!hasList) ctx.skip('there is neither the devices controller of cgroup v1 nor BPF');
  });

  test('a device opens as far as it was given, from the start and live', async () => {
    const first = await bring({ devices: [{ path: CONTROL, access: 'r' }] });
    expect(await opens(CONTROL)).toBe('r');
    expect(await inside(`stat -c '%F %t:%T %u:%g' ${CONTROL}`)).toBe('character special file a:ea 0:0');
    const more = await bring({ devices: [`${NUMBER}:rw`, { path: CONTROL, name: 'deep/inside/control' }] });
    expect(await opens(CONTROL)).toBe('rw');
    expect(await opens('/dev/deep/inside/control')).toBe('rw');
    const less = await bring({ devices: [{ path: CONTROL, access: 'w', name: 'deep/inside/control' }] });
    expect(await opens('/dev/deep/inside/control')).toBe('w');
    expect(await inside(`ls ${CONTROL} 2>&1`)).toContain('No such file');
    for (const life of [more, less]) expect(life).toEqual(first);
  });

  test('a node opens nothing without its rule, and none can be made inside', async () => {
    await bring();
    const dev = `/proc/${readRecord(groups[0] ?? '')?.pid}/root/dev`;
    withDirectory(dev, (fd) => mknodat(fd, 'planted', 'c', 10, 234));
    chownSync(`${dev}/planted`, CT * 65_536, CT * 65_536);
    expect(await inside('chmod 666 /dev/planted && cat /dev/planted 2>&1')).toContain('Operation not permitted');
    await bring({ devices: [`${NUMBER}:rw`] });
    expect(await inside('mknod /dev/own c 10 234 2>&1')).toContain('Operation not permitted');
    expect(await opens(CONTROL)).toBe('rw');
    await inside('rm -f /dev/planted');
  });

  test('what container root does to its node is drift, and is put right', async () => {
    const life = await bring({ devices: [CONTROL] });
    await inside(`rm ${CONTROL}; ln -s /etc/passwd ${CONTROL}`);
    expect(await site().text()).toMatch(/^ {4}! device nodes +\(none\) -> c:10:234 btrfs-control/m);
    await site().converge();
    expect(await opens(CONTROL)).toBe('rw');
    expect(await inside('stat -c %F /etc/passwd')).toBe('regular file');
    await inside(`mv ${CONTROL} /dev/elsewhere; mv /dev/zero ${CONTROL}; mknod /dev/zero p`);
    await site().converge();
    expect(await inside(`stat -c '%t:%T' ${CONTROL}`)).toBe('a:ea');
    await inside('rm -f /dev/elsewhere');
    expect(await site().text()).toContain('No changes.');
    expect(isSame(life)).toBe(true);
  });

  test('what somebody writes to the device list is drift, and is taken back', async () => {
    const life = await bring({ devices: [CONTROL] });
    const before = await list();
    if (isV1) {
      put(listFile.replace('.list', '.deny'), 'c 10:234 w');
      put(listFile.replace('.list', '.deny'), 'c 1:5 r');
      expect(await opens(CONTROL)).toBe('r');
      expect(await site().text()).toMatch(/^ {4}! devices +c:10:234:r, no c:1:5:r -> c:10:234:rw/m);
    } else {
      const [program = 0] = attachedPrograms(groups[0] ?? '', 'device');
      detachProgram(groups[0] ?? '', 'device', program);
      expect(await site().text()).toMatch(/^ {4}! devices +a:all:all:rwm -> c:10:234:rw/m);
    }
    await site().converge();
    expect(await list()).toEqual(before);
    expect(await opens(CONTROL)).toBe('rw');
    expect(isSame(life)).toBe(true);
    expect(await site().text()).toContain('No changes.');
  });

  test('what the host does not have, or must keep, is refused at its place', async () => {
    await bring();
    const machine = machineAt();
    const root = parseMountinfo(machine.proc('self/mountinfo'), '').find(
      ({ source }) => machine.node(source) !== undefined,
    );
    expect(await refusals(['/dev/none-such'])).toEqual(['VZR626 true /dev/none-such is no device of this host']);
    expect(await refusals(['c:1:1:r'])).toEqual([expect.stringMatching(/^VZR62[67] true /)]);
    if (root !== undefined && devicesInUse(machine).size > 0 && !root.source.includes('loop'))
      expect(await refusals([root.source])).toEqual([expect.stringMatching(/^VZR627 true .* is in use by the host/)]);
    expect(await refusals([`${NUMBER}:rw`])).toEqual([]);
    site().declare({ box: { ctid: CT, pci: ['ff:1f.7'] } });
    expect((await site().plan()).containers[0]?.refusals).toMatchObject([
      { code: 'VZR626', pointer: '/cgroup/devices/0' },
    ]);
  });

  test('fuse mounts a file system, and tun makes a network device, where the feature is on', async (ctx) => {
    for (const [name, path] of Object.entries({ fuse: '/dev/fuse', tun: '/dev/net/tun' }))
      if (!loads(path)) ctx.skip(`the host's kernel has no ${name}`);
    const life = await bring();
    const mount =
      'mkdir -p /root/f; exec 3<>/dev/fuse && mount -t fuse -o fd=3,rootmode=40000,user_id=0,group_id=0 it /root/f';
    const fuse = `(${mount} && grep -c " /root/f fuse " /proc/mounts; umount -l /root/f) 2>&1`;
    const tun = '(busybox tunctl -t vpn0 && ls /sys/class/net) 2>&1';
    // The shell makes a file where there is no node; the node takes its place.
    expect(await inside(fuse)).toMatch(/Invalid argument/);
    expect(await inside(tun)).toMatch(/No such file/);
    await bring({ features: { fuse: true, tun: true } });
    expect(await inside(fuse)).toMatch(/^1$/m);
    expect(await inside(tun)).toMatch(/^vpn0$/m);
    expect(await inside('busybox tunctl -d vpn0 2>&1; stat -c %a /dev/fuse /dev/net/tun')).toMatch(/666\n666$/);
    await bring({ features: { fuse: true } });
    expect(await inside(tun)).toMatch(/No such file/);
    await bring();
    expect(await inside('ls /dev/fuse 2>&1')).toMatch(/No such file/);
    expect(isSame(life)).toBe(true);
  });

  test('a point-to-point link is made where the feature is on', async (ctx) => {
    if (!loads('/dev/ppp')) ctx.skip("the host's kernel has no ppp");
    const life = await bring();
    expect(await inside('ls /dev/ppp 2>&1')).toMatch(/No such file/);
    await bring({ features: { ppp: true } });
    expect(await opens('/dev/ppp')).toBe('rw');
    expect(await inside('stat -c %t:%T:%u /dev/ppp')).toBe('6c:0:0');
    await bring();
    expect(await inside('ls /dev/ppp 2>&1')).toMatch(/No such file/);
    expect(isSame(life)).toBe(true);
  });

  test('a PCI function gives the disk that its driver made, live', async (ctx) => {
    const machine = machineAt();
    const used = devicesInUse(machine);
    const found = machine
      .list('bus/pci/devices')
      .map((address) => ({ address, devices: pciFunction(machine, address)?.devices ?? [] }))
      .find(({ devices }) => devices[0]?.kind === 'b' && !devices.some((one) => used.has(`${one.major}:${one.minor}`)));
    if (found === undefined) return ctx.skip('this host has no PCI device that is a disk without use');
    const [{ major, minor } = { major: 0, minor: 0 }] = found.devices;
    const node = `/dev/${deviceName(machine, 'b', major, minor)}`;
    const life = await bring();
    expect(await inside(`ls ${node} 2>&1`)).toMatch(/No such file/);
    const pci = { pci: [found.address.replace(/^0000:/, '')] };
    await bring(pci);
    expect(await opens(node)).toBe('rw');
    const read = (from: typeof inside) => from(`head -c 70000 ${node} | md5sum`);
    const outside = async (script: string): Promise<string> =>
      execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).trim();
    expect(await read(inside)).toBe(await read(outside));
    expect(await site().text()).toContain('No changes.');
    await bring();
    expect(await inside(`ls ${node} 2>&1`)).toMatch(/No such file/);
    expect(isSame(life)).toBe(true);
  });

  test('the list is told among what keeps the limits', async () => {
    await bring({ devices: [CONTROL] });
    const facts = (await site().host.limits?.(asCtid(CT))) ?? [];
    const fact = facts.find(({ pointer }) => pointer === '/cgroup/devices');
    expect(fact).toMatchObject({ mechanism: isV1 ? 'devices.list' : 'BPF device program', force: 'enforced' });
    expect(fact?.value).toContain('c 10:234 rw');
  });
});

describe('on a host without a device list', () => {
  test('a device is refused', async (ctx) => {
    if (hasList) ctx.skip('this host has a device list');
    await bring();
    expect(await refusals([CONTROL])).toEqual([expect.stringMatching(/^VZR628 true /)]);
    expect(statSync(CONTROL).isCharacterDevice()).toBe(true);
  });
});
