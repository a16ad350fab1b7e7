import { expect, test } from 'vitest';
import { TapeError } from '../../drivers/launcher/client.ts';
import { answered, type PlacedNfs, placed, unplaced } from '../../drivers/launcher/servers.ts';
import type { NfsWish } from '../../schema/nfs.ts';

const nfs = (source: string): NfsWish => ({ type: 'nfs', target: '/a', source, readOnly: false, options: 'vers=4.2' });
const tmpfs = { type: 'tmpfs', target: '/t', size: 4096, mode: '1777' } as never;

test('servers are found by their names and addresses; a print asks nobody', async () => {
  const wishes = [tmpfs, nfs('localhost:/x'), nfs('192.0.2.1:/x'), nfs('[fd00::1]:/x')];
  const found = await placed('box', wishes);
  expect(found.map((mount) => (mount as Partial<PlacedNfs>).address)).toEqual([
    undefined,
    expect.stringMatching(/^(127\.0\.0\.1|::1)$/),
    '192.0.2.1',
    'fd00::1',
  ]);
  expect(unplaced([nfs('none.invalid:/x')])).toMatchObject([{ address: 'none.invalid' }]);
});

test('a server without an address is named', async () => {
  await expect(placed('box', [nfs('none.invalid:/x')])).rejects.toThrow(
    /^box: find the NFS server none.invalid: (ENOTFOUND|EAI_AGAIN|ETIMEDOUT)$/,
  );
});

test('whose alarm went off says whom it waited for; other failures stay what they are', async () => {
  const mounts = [{ ...nfs('nas:/x'), address: '192.0.2.1' }];
  const failed = new TapeError('box', 'wait for the setup process', 'got 0', 7);
  const after = (seconds: number, list = mounts) => {
    let now = 0;
    return answered(
      'box',
      list,
      () => now,
      () => {
        now += seconds * 1000;
        return Promise.reject(failed);
      },
    );
  };
  await expect(after(30)).rejects.toThrow('box: mount nas:/x: no answer in 30 s');
  await expect(after(29)).rejects.toBe(failed);
  await expect(after(30, [])).rejects.toBe(failed);
  expect(
    await answered(
      'box',
      mounts,
      () => 0,
      async () => 'mounted',
    ),
  ).toBe('mounted');
});
