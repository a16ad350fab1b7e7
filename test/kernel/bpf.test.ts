// bpf(2) as the driver speaks it: maps, programs with what the verifier says, and a group of our own to hang them on.

import { closeSync, mkdirSync, rmdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { assemble, atomic, compute, exit, loadMapValue } from '../../drivers/bpf/assemble.ts';
import { readLayout } from '../../drivers/cgroup/detect.ts';
import { kernelFiles } from '../../drivers/cgroup/files.ts';
import {
  attachedPrograms,
  attachProgram,
  createArray,
  createSocketStorage,
  detachProgram,
  loadProgram,
  mapName,
  openMap,
  programInfo,
  readMap,
  writeMap,
} from '../../drivers/kernel/bpf.ts';
import { disassemble } from '../helpers/disassemble.ts';
import { describeCgroups, runIn } from './cgroup-host.ts';

describeCgroups('bpf', () => {
  const mount = readLayout(kernelFiles).hierarchies.find(({ version }) => version === 'v2')?.mount;
  const group = `${mount}/vzr-test-bpf-${process.pid}`;
  const open: number[] = [];
  const keep = (fd: number): number => {
    open.push(fd);
    return fd;
  };

  beforeEach((context) => {
    if (mount === undefined) context.skip('no cgroup2 is mounted');
    if (!kernelFiles.programs.work()) context.skip('no BPF programs can be loaded');
    mkdirSync(group);
  });
  afterEach(() => {
    for (const fd of open.splice(0)) closeSync(fd);
    if (mount !== undefined) rmdirSync(group);
  });

  const word = (bytes: Buffer, at = 0) => Number(bytes.readBigUInt64LE(at));
  const words = (...values: number[]) => Buffer.from(BigUint64Array.from(values.map(BigInt)).buffer);

  test('a map keeps what is written, and is found by its id', () => {
    const map = keep(createArray('vz_test', 16, 2));
    expect(readMap(map, 0, 16)).toEqual(words(0, 0));
    writeMap(map, 1, words(7, 8));
    expect(readMap(map, 1, 16)).toEqual(words(7, 8));
    expect(readMap(map, 0, 16)).toEqual(words(0, 0));
    expect(mapName(map)).toBe('vz_test');
    expect(() => writeMap(map, 2, words(1, 1))).toThrow(/E2BIG/);
    expect(() => openMap(2 ** 31)).toThrow(/ENOENT/);
    expect(mapName(keep(createSocketStorage('vz_marks')))).toBe('vz_marks');
  });

  test('what the verifier refuses is told in its words', () => {
    expect(() => loadProgram('device', 'vz_bad', assemble([exit]))).toThrow(/PROG_LOAD vz_bad \(.*R0 !read_ok/);
  });

  test('a program outlives its descriptor on a group, counts, and goes with the group', async () => {
    const map = createArray('vz_count', 8);
    const code = assemble(
      [
        loadMapValue('r1', 'count'),
        compute('r0', '=', 1),
        atomic('fetch add', 'r1', 0, 'r0'),
        compute('r0', '=', 1),
        exit,
      ],
      { count: map },
    );
    const program = loadProgram('device', 'vz_counts', code);
    attachProgram(group, 'device', program);
    for (const fd of [program, map]) closeSync(fd);

    const [id = 0, ...others] = attachedPrograms(group, 'device');
    expect(others).toEqual([]);
    const info = programInfo(id);
    expect(info?.name).toBe('vz_counts');
    expect(info?.maps).toHaveLength(1);
    expect(disassemble(info?.code ?? Buffer.alloc(0))).toEqual([
      `0: r1 = value of map ${info?.maps[0]}`,
      '2: r0 = 1',
      '3: fetch add *(u64 *)(r1 +0), r0',
      '4: r0 = 1',
      '5: exit',
    ]);
    const found = keep(openMap(info?.maps[0] ?? 0));
    expect(word(readMap(found, 0, 8))).toBe(0);
    await runIn({ identity: group, join: [group] }, ': < /dev/null; : < /dev/null').ended;
    expect(word(readMap(found, 0, 8))).toBeGreaterThanOrEqual(2);

    const another = loadProgram('device', 'vz_other', assemble([compute('r0', '=', 1), exit]));
    attachProgram(group, 'device', another, id);
    closeSync(another);
    const [replaced = 0, ...rest] = attachedPrograms(group, 'device');
    expect(rest).toEqual([]);
    expect(replaced).not.toBe(id);
    expect(detachProgram(group, 'device', replaced)).toBe(true);
    expect(attachedPrograms(group, 'device')).toEqual([]);
    expect(attachedPrograms(`${group}/none`, 'device')).toEqual([]);
  });
});
