// A template that mmdebstrap builds. It takes as long as ten suites of test/kernel, and has nothing to do with the kernel: here
// it runs beside others.

import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { aptSources } from '../../../drivers/rootfs/templates/debian.ts';
import { templateStore } from '../../../drivers/rootfs/templates/store.ts';
import { makeScratch } from '../../kernel/pool-scratch.ts';
import { never, spec, useTemplates } from '../../kernel/template-rig.ts';

describe('templates', () => {
  const rig = useTemplates({ backend: 'btrfs', on: 'a file' });

  test('a Debian template is built from the apt sources of the machine', async (ctx) => {
    const { player } = rig();
    if (!existsSync('/usr/bin/mmdebstrap')) ctx.skip('mmdebstrap is not installed');
    if (readFileSync('/proc/net/route', 'latin1').trim().split('\n').length < 2) ctx.skip('no route to a mirror');
    const suite = ['bookworm', 'trixie'].find((name) => aptSources(name).length > 0);
    if (suite === undefined) ctx.skip('the apt sources of this machine have no known suite');
    const large = makeScratch('btrfs', 2048);
    try {
      const { pool: roomy } = await large.open();
      const store = templateStore({ pool: roomy, root: large.root, player: async () => player });
      const debian = spec({ kind: 'debian', suite: suite ?? '', packages: [] });
      expect(await store.check(debian)).toEqual([]);
      try {
        await store.ensure(debian, never);
      } catch (error) {
        if (/update|fetch|resolve/i.test(String(error))) ctx.skip(`no Debian mirror: ${String(error).slice(0, 200)}`);
        throw error;
      }
      expect(readFileSync(`${store.rootOf('k1')}/etc/debian_version`, 'utf8')).toMatch(/^\d+|\w+\/sid/);
      expect(lstatSync(`${store.rootOf('k1')}/usr/bin/su`).mode).toBe(0o104755);
    } finally {
      await large.cleanUp();
    }
  }, 300_000);
});
