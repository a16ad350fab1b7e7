// What a container has read and written, from the files of both versions.

import { expect, test } from 'vitest';
import { cgroupDriver } from '../../../drivers/cgroup/driver.ts';
import { asCtid } from '../../../schema/units.ts';
import { apply, limits } from './contract.ts';
import { type FakeHost, fakeKernel } from './fake-kernel.ts';

const one = asCtid(101);
const clock = { now: () => 0, sleep: async () => undefined };
const v2: FakeHost = { v2: { mount: '/cg', controllers: ['cpuset', 'cpu', 'io', 'memory', 'pids'] } };
const v1: FakeHost = {
  v1: { '/m': ['memory'], '/c': ['cpu'], '/s': ['cpuset'], '/b': ['blkio'], '/p': ['pids'], '/d': ['devices'] },
};

async function transfers(host: FakeHost, group: string, files: Readonly<Record<string, string>>) {
  const kernel = fakeKernel(host);
  const driver = cgroupDriver({ files: kernel, clock, disks: () => ['8:0', '8:16'] });
  await apply(driver, one, 'create', limits());
  for (const [name, text] of Object.entries(files)) kernel.groups.get(group)?.files.set(name, text);
  return driver.transfers(one);
}

test('v2 counts each disk, of which those below the pool count', async () => {
  const stat = [
    '8:0 rbytes=1000 wbytes=10 rios=3 wios=1 dbytes=7 dios=7',
    '8:16 rbytes=500 wbytes=5 rios=2 wios=1 dbytes=0 dios=0',
    '7:0 rbytes=9 wbytes=9 rios=9 wios=9 dbytes=0 dios=0',
  ].join('\n');
  expect(await transfers(v2, '/cg/vz/101', { 'io.stat': stat })).toEqual({
    read: 1500,
    written: 15,
    reads: 5,
    writes: 2,
  });
  expect(await transfers(v2, '/cg/vz/101', { 'io.stat': '' })).toEqual({ read: 0, written: 0, reads: 0, writes: 0 });
});

test('v1 counts where something is limited, or BFQ schedules, and says nothing elsewhere', async () => {
  const of = (policy: string) => ({
    [`blkio.${policy}.io_service_bytes`]: '8:0 Read 100\n8:0 Write 20\n8:0 Total 120\n9:0 Read 5\nTotal 125',
    [`blkio.${policy}.io_serviced`]: '8:0 Read 4\n8:0 Write 2\n8:0 Total 6\nTotal 6',
  });
  const counted = { read: 100, written: 20, reads: 4, writes: 2 };
  expect(await transfers(v1, '/b/vz/101', of('throttle'))).toEqual(counted);
  expect(await transfers(v1, '/b/vz/101', of('bfq'))).toEqual(counted);
  expect(await transfers(v1, '/b/vz/101', { 'blkio.throttle.io_service_bytes': 'Total 0' })).toBeUndefined();
});
