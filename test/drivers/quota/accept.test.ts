import { describe, expect, test } from 'vitest';
import { btrfsQuota } from '../../../drivers/quota/btrfs.ts';
import { quotaDriver } from '../../../drivers/quota/driver.ts';
import { imageQuota } from '../../../drivers/quota/image.ts';
import { projectQuota } from '../../../drivers/quota/project.ts';
import { consented, parameterOf, parameters } from '../../../reconciler/plan/unenforced.ts';
import type { QuotaState } from '../../../reconciler/state/container.ts';
import { asBytes, type Max } from '../../../schema/units.ts';

const GIB = 2 ** 30;
const quota = (
  soft: number | Max,
  hard: number | Max,
  inodes: number | Max = 'max',
  softInodes = inodes,
): QuotaState => ({
  space: { soft: soft === 'max' ? soft : asBytes(soft), hard: hard === 'max' ? hard : asBytes(hard) },
  inodes: { soft: softInodes, hard: inodes },
});

/** Nothing here rebuilds anything. */
const image = () => imageQuota({ rebuild: () => Promise.reject(new Error('rebuilt')), lacksRoom: () => undefined });
const backends = { btrfs: btrfsQuota, image, overlay: projectQuota };

describe('what a back end cannot enforce is an error that names the field', () => {
  test.each([
    ['btrfs', quota(GIB, GIB), []],
    ['btrfs', quota('max', 'max'), []],
    ['btrfs', quota(GIB / 2, GIB), ['VZR652 /quota/space/soft']],
    ['btrfs', quota(GIB, GIB, 1000), ['VZR653 /quota/inodes/hard']],
    ['btrfs', quota(GIB, GIB, 'max', 5), ['VZR653 /quota/inodes/soft']],
    ['btrfs', quota(4096, 4096), ['VZR654 /quota/space/hard']],
    ['image', quota(GIB, GIB, 1000), []],
    ['image', quota(GIB, GIB), []],
    ['image', quota('max', 'max'), ['VZR655 /quota/space/hard']],
    ['image', quota(4096, 4096), ['VZR654 /quota/space/hard']],
    ['image', quota(GIB / 2, GIB), ['VZR652 /quota/space/soft']],
    ['image', quota(GIB, GIB, 1000, 900), ['VZR652 /quota/inodes/soft']],
    ['image', quota(GIB, GIB, 1_000_000), ['VZR656 /quota/inodes/hard']],
    ['overlay', quota(GIB / 2, GIB, 1000, 900), []],
    ['overlay', quota(GIB, 'max', 'max', 900), []],
    ['overlay', quota('max', 'max'), []],
    ['overlay', quota(4096, 4096), ['VZR654 /quota/space/hard']],
    ['overlay', quota(0, GIB), ['VZR654 /quota/space/soft']],
    ['overlay', quota(GIB, GIB, 5), ['VZR656 /quota/inodes/hard']],
    ['overlay', quota(GIB, GIB, 1000, 0), ['VZR656 /quota/inodes/soft']],
  ] as const)('%s accepts or refuses %j', (backend, wants, expected) => {
    const { refusals } = backends[backend]().judge.accept(wants);
    expect(refusals.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(expected);
    expect(refusals.every(({ reason }) => /^disk(space|inodes): /.test(reason))).toBe(true);
  });

  test.each([
    ['btrfs', { ...quota(GIB / 2, GIB, 1000), grace: 60 }, quota(GIB, GIB), ['diskinodes', 'diskspace', 'quotatime']],
    [
      'image',
      { ...quota(GIB / 2, GIB, 1000, 900), grace: 60 },
      { ...quota(GIB, GIB, 1000), ugids: false },
      ['diskinodes', 'diskspace', 'quotatime'],
    ],
    ['overlay', { ...quota(GIB / 2, GIB), grace: 60 }, quota(GIB / 2, GIB), ['quotatime']],
  ] as const)('by consent %s does without what it cannot enforce', (backend, wants, without, names) => {
    const accepted = backends[backend]().judge.accept(wants);
    expect(accepted.wants).toEqual(without);
    const { refusals, unenforced } = consented(accepted.refusals, new Set(names));
    expect(refusals).toEqual([]);
    expect(unenforced.map(({ pointer = '' }) => parameterOf(pointer)).sort()).toEqual(names);
    expect(names.filter((name) => !parameters.has(name))).toEqual([]);
  });

  test.each(['btrfs', 'overlay'] as const)('users have no quotas in a file system that others share: %s', (backend) => {
    const areas = { among: async () => [], get: () => undefined };
    const wants = { ...quota(GIB, GIB), ugids: true, users: {}, groups: {} };
    expect(quotaDriver(backend, areas, {}).accept({ quota: wants })).toMatchObject({
      wants: quota(GIB, GIB),
      refusals: [{ code: 'VZR665', pointer: '/quota/ugids' }],
    });
    const off = { ...quota(GIB, GIB), ugids: false };
    expect(quotaDriver(backend, areas, {}).accept({ quota: off })).toEqual({ wants: quota(GIB, GIB), refusals: [] });
  });

  test("the grace time of project quotas is the node's, and none is named where nothing can be exceeded", () => {
    const wants = { ...quota(GIB / 2, GIB), grace: 60 };
    expect(projectQuota(60).judge.accept(wants)).toEqual({ wants, refusals: [] });
    expect(projectQuota(60).judge.accept(quota(GIB / 2, GIB)).wants).toEqual(wants);
    const codes = (given: ReturnType<typeof image>, grace: number) =>
      given.judge.accept({ ...quota(GIB, GIB), grace }).refusals.map(({ code, pointer }) => `${code} ${pointer}`);
    expect(codes(projectQuota(7), 60)).toEqual(['VZR667 /quota/grace']);
    expect(codes(projectQuota(), 60)).toEqual(['VZR667 /quota/grace']);
    for (const backend of [btrfsQuota(), image()]) {
      expect(codes(backend, 60)).toEqual(['VZR668 /quota/grace']);
      expect(codes(backend, 0)).toEqual([]);
    }
  });

  test.each([image, projectQuota])(
    'space is rounded up to whole blocks, and rounding again changes nothing',
    (backend) => {
      const once = backend().judge.accept(quota(GIB + 1, GIB + 1)).wants;
      expect(once).toMatchObject(quota(GIB + 4096, GIB + 4096));
      expect(backend().judge.accept(once).wants).toEqual(once);
    },
  );
});
