// What may be gone to while the newest has to wait: on the way from what is there, and signed as the newest has to be.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lastGoodInMemory } from '../../reconciler/source/last-good.ts';
import { missing, signersOfFile } from './signers.ts';
import { sourceSite } from './site.ts';

const people = signersOfFile();
const site = sourceSite();
const write = (text: string): string => site.repo.commit({ 'manifests/a.yaml': text });

test('the newest first, without the ends, and nothing that does not descend from where one is', async () => {
  const base = write('1');
  site.repo.git('checkout', '-q', '-b', 'side', base);
  const side = write('side');
  site.repo.git('checkout', '-q', 'main');
  const [two, three] = [write('2'), write('3')];
  site.repo.git('checkout', '-q', '-b', 'lost', base);
  const lost = write('lost');
  site.repo.git('checkout', '-q', 'main');
  site.repo.git('merge', '-q', '-s', 'ours', '-m', 'merge', 'side');
  const source = await site.open(site.repo.path);
  const all = new Set([base, two, three, side, lost, site.repo.git('rev-parse', 'HEAD')]);
  // Nothing has been read yet.
  expect(await source.between?.(base, all)).toEqual([]);
  await source.read();
  const found = await source.between?.(base, all);
  expect(new Set(found)).toEqual(new Set([two, three, side]));
  expect(found?.indexOf(three)).toBeLessThan(found?.indexOf(two) ?? -1);
  expect(await source.between?.(two, all)).toEqual([three]);
  expect(await source.between?.(two, new Set([lost]))).toEqual([]);
  expect(await source.between?.('1'.repeat(40), all)).toEqual([]);
  expect(new Set(await source.between?.(undefined, all))).toEqual(new Set([base, two, three, side]));
});

test.skipIf(missing !== undefined)(
  'one that is not signed is left out, also where only the head has to be',
  async () => {
    const commit = (text: string, signer?: string): string => {
      site.repo.write({ 'manifests/a.yaml': text });
      site.repo.git('add', '-A');
      const flags = signer === undefined ? [] : ['-S'];
      people().git(site.repo.path, signer, 'commit', '-q', '-m', 'change', ...flags);
      return site.repo.git('rev-parse', 'HEAD');
    };
    const allowedSigners = join(site.path, 'allowed');
    writeFileSync(allowedSigners, people().allowed({ alice: 'alice' }), { mode: 0o644 });
    const base = commit('1', 'alice');
    const [plain, signed] = [commit('2'), commit('3', 'alice')];
    commit('4', 'alice');
    const verify = { mode: 'head' as const, allowedSigners, paths: [] };
    const source = await site.open(site.repo.path, { verify, lastGood: lastGoodInMemory(base) });
    await source.read();
    expect(await source.between?.(base, new Set([plain, signed]))).toEqual([signed]);
    expect((await source.readAt?.(signed))?.revision.signer).toBe('alice@example.net');
  },
);
