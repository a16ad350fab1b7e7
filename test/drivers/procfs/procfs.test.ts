// The parsers of /proc text on recorded files (test/fixtures/kernel) and on what hostile processes can put there.

import { spawn } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { parseCgroups, parseProcCgroup } from '../../../drivers/procfs/cgroup.ts';
import { parseMeminfo } from '../../../drivers/procfs/meminfo.ts';
import { firstMount, parseMountinfo, visibleMounts } from '../../../drivers/procfs/mountinfo.ts';
import { ParseError } from '../../../drivers/procfs/parse.ts';
import { parsePidStat } from '../../../drivers/procfs/pid-stat.ts';
import { parsePidStatus } from '../../../drivers/procfs/pid-status.ts';
import { parsePressure } from '../../../drivers/procfs/pressure.ts';
import { readKernelText, readMountinfo } from '../../../drivers/procfs/read.ts';

const fixture = (name: string): string =>
  readKernelText(new URL(`../../fixtures/kernel/${name}`, import.meta.url).pathname);

const errorOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('mountinfo', () => {
  test('every line of a recorded hybrid host is read', () => {
    const mounts = parseMountinfo(fixture('6.18-hybrid/proc/self/mountinfo'), 'mountinfo');
    expect(mounts).toHaveLength(20);
    expect(mounts.find((mount) => mount.mountPoint === '/sys/fs/cgroup/memory')).toEqual({
      id: 35,
      parent: 31,
      device: '0:32',
      root: '/',
      mountPoint: '/sys/fs/cgroup/memory',
      options: ['rw', 'relatime'],
      optional: [],
      fsType: 'cgroup',
      source: 'cgroup',
      superOptions: ['rw', 'memory'],
    });
  });

  test('octal escapes are decoded and optional fields are kept', () => {
    const mounts = parseMountinfo(fixture('documented-v2/proc/self/mountinfo'), 'mountinfo');
    expect(mounts[5]).toMatchObject({ mountPoint: '/mnt/a b\\c\nd', optional: ['master:12', 'propagate_from:2'] });
    expect(mounts[6]).toMatchObject({ mountPoint: '/mnt/x\ty', optional: [], source: 'a#b' });
    expect(mounts[4]?.superOptions).toContain('nsdelegate');
  });

  test('bytes above 127 survive as latin1', () => {
    const line = Buffer.from('61 30 0:50 / /mnt/\xff\xc3 rw - tmpfs t rw\n', 'latin1').toString('latin1');
    expect(Buffer.from(parseMountinfo(line, 'm')[0]?.mountPoint ?? '', 'latin1')).toEqual(
      Buffer.from('/mnt/\xff\xc3', 'latin1'),
    );
  });

  test('a mount hidden by a later one over it is not visible', () => {
    const text = [
      '1 0 0:1 / / rw - ext4 a rw',
      '2 1 0:2 / /sys/fs/cgroup/cpu rw - cgroup c rw,cpu',
      '3 1 0:3 / /sys/fs/cgroup rw - tmpfs t rw',
      '4 3 0:4 / /sys/fs/cgroup/cpu rw - cgroup d rw,cpu',
      '5 1 0:5 / /sys/fs/cgroup2 rw - cgroup2 e rw',
    ].join('\n');
    const mounts = parseMountinfo(text, 'm');
    expect(visibleMounts(mounts).map((mount) => mount.id)).toEqual([1, 3, 4, 5]);
    expect(firstMount(mounts, '/sys/fs/cgroup/cpu')).toMatchObject({ mount: { id: 2 }, visible: false });
    expect(firstMount(mounts, '/sys/fs/cgroup')).toMatchObject({ mount: { id: 3 }, visible: true });
    expect(firstMount(mounts, '/none')).toBeUndefined();
  });

  test('a broken line is an error with file and line', () => {
    const error = errorOf(() =>
      parseMountinfo('1 0 0:1 / / rw - ext4 a rw\n1 0 0:1 / / rw ext4 a rw\n', 'x/mountinfo'),
    );
    expect(error).toBeInstanceOf(ParseError);
    expect(error).toMatchObject({ file: 'x/mountinfo', line: 2 });
  });
});

describe('cgroup files of /proc', () => {
  test('memberships of a hybrid host are read', () => {
    const found = parseProcCgroup(fixture('6.18-hybrid/proc/self/cgroup'), 'cgroup');
    expect(found).toHaveLength(10);
    expect(found[0]).toEqual({ hierarchy: 9, controllers: ['name=systemd'], path: '/', deleted: false });
    expect(found.at(-1)).toEqual({ hierarchy: 0, controllers: [], path: '/', deleted: false });
  });

  test('a group named with colons by a container and removed is read', () => {
    expect(parseProcCgroup(fixture('documented-v2/proc/self/cgroup-deleted'), 'cgroup')).toEqual([
      { hierarchy: 0, controllers: [], path: '/vz/101/a:b', deleted: true },
    ]);
  });

  test('controllers and whether they are enabled are read', () => {
    const recorded = parseCgroups(fixture('6.18-hybrid/proc/cgroups'), 'cgroups');
    expect(recorded).toHaveLength(12);
    expect(recorded.find((one) => one.name === 'memory')).toMatchObject({ hierarchy: 4, enabled: true });
    const documented = parseCgroups(fixture('documented-v2/proc/cgroups'), 'cgroups');
    expect(documented.find((one) => one.name === 'memory')).toMatchObject({ hierarchy: 0, enabled: false });
  });

  test.each(['', 'memory\t0', 'memory\tx\t1\t1'])('a controller row "%s" is refused or empty', (row) => {
    if (row === '') expect(parseCgroups(row, 'c')).toEqual([]);
    else expect(() => parseCgroups(row, 'c')).toThrow(ParseError);
  });
});

describe('meminfo', () => {
  test('sizes are bytes', () => {
    expect(parseMeminfo(fixture('6.18-hybrid/proc/meminfo'), 'meminfo')).toMatchObject({
      total: 24_683_656 * 1024,
      swapTotal: 0,
    });
  });
  test('a missing row is an error', () => {
    expect(() => parseMeminfo('MemTotal: 1 kB\n', 'meminfo')).toThrow(/no MemAvailable row/);
  });
});

describe('/proc/<pid>/stat', () => {
  test('the start time is field 22', () => {
    const text = fixture('6.18-hybrid/proc/self/stat');
    expect(parsePidStat(text, 'stat').start).toBe(Number(text.split(' ')[21]));
  });

  test('a command name made to look like the fields is not believed', () => {
    expect(parsePidStat(fixture('6.18-hybrid/proc/self/stat-hostile-comm'), 'stat')).toEqual({
      pid: 13443,
      comm: 'a) R 1 (\n x) ',
      state: 'R',
      ppid: 13410,
      pgrp: 13410,
      session: 3867,
      start: 217025,
    });
  });

  test('our own process is found in the live file', () => {
    expect(parsePidStat(readKernelText('/proc/self/stat'), 'stat')).toMatchObject({
      pid: process.pid,
      ppid: process.ppid,
    });
  });

  test.each(['', '1 (x', '1 (x) ', '1 (x) R 1 2'])('"%s" is a ParseError', (text) => {
    expect(() => parsePidStat(text, 'stat')).toThrow(ParseError);
  });
});

describe('/proc/<pid>/status', () => {
  test('ids, capabilities and CPUs of a recorded file are read', () => {
    const status = parsePidStatus(fixture('6.18-hybrid/proc/self/status'), 'status');
    expect(status).toMatchObject({
      name: 'cat',
      state: 'R',
      uid: [0, 0, 0, 0],
      threads: 1,
      seccomp: 0,
      cpusAllowed: '0-1',
    });
    expect(status.capabilities.effective).toBe(0x1fffeffffffn);
    expect(status.namespacePids).toEqual([status.pid]);
  });
  test('a text without the rows is a ParseError', () => {
    expect(() => parsePidStatus('Name:\tx\n', 'status')).toThrow(ParseError);
    expect(() => parsePidStatus('nonsense', 'status')).toThrow(ParseError);
  });
});

describe('pressure', () => {
  const some = 'some avg10=12.34 avg60=5.00 avg300=0.10 total=123456\n';
  test('with and without its second line', () => {
    const stall = { avg10: 12.34, avg60: 5, avg300: 0.1, total: 123_456 };
    expect(parsePressure(some, 'cpu.pressure')).toEqual({ some: stall });
    const both = `${some}full avg10=0.00 avg60=0.00 avg300=0.00 total=7\n`;
    expect(parsePressure(both, 'io.pressure')).toEqual({
      some: stall,
      full: { avg10: 0, avg60: 0, avg300: 0, total: 7 },
    });
  });

  test.each(['', 'full avg10=0.00 avg60=0.00 avg300=0.00 total=7\n', `${some}rest\n`, 'some avg10=x\n'])(
    'anything else is an error with its place: %j',
    (text) => {
      expect(errorOf(() => parsePressure(text, 'cpu.pressure'))).toBeInstanceOf(ParseError);
    },
  );
});

test('a process that ended, and one that nobody waited for, have no mounts', async () => {
  const parent = spawn('sh', ['-c', 'sleep 0 & exec sleep 60'], { stdio: 'ignore' });
  const { pid = 0 } = parent;
  try {
    await expect
      .poll(() => readKernelText(`/proc/${pid}/task/${pid}/children`).split(' ').map(zombie))
      .toContainEqual(expect.any(Number));
    const [child = 0] = readKernelText(`/proc/${pid}/task/${pid}/children`).split(' ').map(Number);
    expect(errorOf(() => readKernelText(`/proc/${child}/mountinfo`))).toMatchObject({ code: 'EINVAL' });
    expect(readMountinfo(child)).toBe('');
    expect(readMountinfo(pid)).toContain(' / ');
  } finally {
    parent.kill('SIGKILL');
    await new Promise((resolve) => parent.once('exit', resolve));
  }
  expect(readMountinfo(pid)).toBe('');
});

/** Its pid when it is one. */
const zombie = (pid: string): number | undefined =>
  pid !== '' && / Z /.test(readKernelText(`/proc/${pid}/stat`)) ? Number(pid) : undefined;
