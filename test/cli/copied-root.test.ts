// The root of another machine: what commands do with it before they open the host.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { destroyCommand } from '../../reconciler/cli/commands/destroy.ts';
import { openIdentity } from '../../reconciler/cli/commands/identity.ts';
import type { Options } from '../../reconciler/cli/options.ts';
import type { Output } from '../../reconciler/cli/output.ts';
import { openBrakes, thisMachine } from '../../reconciler/cli/wire.ts';
import { optionsOf } from '../helpers/options.ts';
import { temporary } from '../source/repository.ts';

let folder: ReturnType<typeof temporary>;
beforeEach(() => {
  folder = temporary();
});
afterEach(() => folder.remove());

const silent = { out: () => {}, err: () => {}, color: false } as unknown as Output;
const other = { id: 'c'.repeat(32) };

describe('on a copied root', () => {
  beforeEach((context) => {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) context.skip('needs root on Linux');
  });
  const options = (spec: Options['config']['spec'] = {}): Options => ({
    ...optionsOf('--root', folder.path, '--node', 'node7', '--yes'),
    config: { spec },
  });
  const copied = async () =>
    (await openBrakes(options())).update((record) => ({ ...record, machine: { ...other, hardware: 'd'.repeat(32) } }));

  test('nothing is destroyed', async () => {
    await copied();
    await expect(destroyCommand(options(), silent, true)).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringMatching(/^VZR574: the root was copied from another machine: c{32}/),
      hint: expect.stringContaining('vzreconcile resume --machine'),
    });
  });

  test('nobody is told of the node, and it is said where somebody would be', async () => {
    const snapshot = { directory: folder.path };
    const before: string[] = [];
    expect((await openIdentity(options({ snapshot }), (text) => before.push(text))).isOwn()).toBe(true);
    await copied();
    const said: string[] = [];
    expect((await openIdentity(options({ snapshot }), (text) => said.push(text))).isOwn()).toBe(false);
    expect((await openIdentity(options(), (text) => said.push(text))).isOwn()).toBe(false);
    expect(before).toEqual([]);
    expect(said).toEqual([
      expect.stringMatching(/^no snapshots, reports or commit statuses of node7 are sent by this machine: VZR574: /),
    ]);
  });

  test('the Node of the last pass counts as well', async () => {
    const origin = { path: 'node.yaml', line: 6, col: 14 };
    mkdirSync(join(folder.path, 'state'));
    writeFileSync(join(folder.path, 'state/node.json'), JSON.stringify({ machine: { ...other, origin } }));
    expect((await openIdentity(options(), () => {})).isOwn()).toBe(false);
    expect((await thisMachine()).id).not.toBe(other.id);
  });
});
