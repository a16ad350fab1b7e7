import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { maskWith, nodeKey, publicText } from '../../reconciler/run/snapshot.ts';
import { makeSnapshot, maskState, observedIn, snapshotText } from '../../reconciler/state/snapshot.ts';
import { asCtid } from '../../schema/units.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vzr-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a key is made once, for nobody else to read', async () => {
  const path = join(folder, 'state', 'snapshot.key');
  const first = publicText(await nodeKey(path));
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(publicText(await nodeKey(path))).toBe(first);
  expect(Buffer.from(first, 'base64')).toHaveLength(32);
});

test('a key that others can read, and one of another kind, are refused', async () => {
  const path = join(folder, 'key');
  await nodeKey(path);
  chmodSync(path, 0o640);
  await expect(nodeKey(path)).rejects.toThrow(/can be read by others/);
  writeFileSync(path, 'no key');
  chmodSync(path, 0o600);
  await expect(nodeKey(path)).rejects.toThrow();
  expect(existsSync(path) && readFileSync(path, 'utf8')).toBe('no key');
});

test('keys and secrets of a container are not in it, and equal ones look alike', () => {
  const secret = '12345678-9abcdef0-12345678-9abcdef0';
  const of = (value: string, salt = 's') => {
    const sysctls = {
      'net.ipv4.tcp_fastopen_key': value,
      'net.ipv6.conf.all.stable_secret': value,
      'net.core.somaxconn': '7',
    };
    const state = { namespace: { idmap: { base: 1 }, hostname: 'a', sysctls } };
    const ctid = asCtid(101);
    const marker = { version: 1, ctid, name: 'a', applied: state } as const;
    return snapshotText(
      makeSnapshot({
        ...{ facts: { node: 'n' } as never, host: {}, brakes: {}, time: '', program: '', salt, mask: maskWith(salt) },
        observed: { containers: new Map([[ctid, { ctid, name: 'a', state, marker }]]), templates: new Set() },
      }),
    );
  };
  expect(of(secret)).not.toContain('12345678-');
  expect(of(secret)).toContain('"net.core.somaxconn":"7"');
  expect(of(secret)).toBe(of(secret));
  expect(of(secret)).not.toBe(of(`${secret}0`));
  expect(of(secret)).not.toBe(of(secret, 'other').replace('"other"', '"s"'));
});

test('what an earlier program left plain in init compares with the manifests, and masks stay what they are', () => {
  const mask = maskWith('s');
  const ctid = asCtid(101);
  const stateOf = (...init: string[]) => ({ lifecycle: { status: 'running', init, haltSignal: 'SIGTERM' } }) as const;
  const read = (state: object, applied: object | 'state') => {
    const marker = { version: 1, name: 'a', applied };
    const containers = [{ ctid: 101, name: 'a', state, marker }];
    return observedIn({ containers, templates: [] } as never, mask).containers.get(ctid);
  };
  const plain = stateOf('/app', '--password', 'hunter2', '--url=postgres://u:p@db/x?password=y', 'TOKEN=z');
  const wanted = maskState(plain as never, mask);
  expect(JSON.stringify(wanted)).not.toMatch(/hunter2|u:p|=y|=z/);
  for (const applied of ['state', plain, wanted] as const)
    for (const state of [plain, wanted])
      expect(read(state, applied)).toMatchObject({ state: wanted, marker: { applied: wanted } });
  const other = read(stateOf('/app', '--password', 'other'), 'state');
  expect(other?.state).not.toEqual(maskState(stateOf('/app', '--password', 'hunter2') as never, mask));
  const usual = stateOf('/sbin/init');
  expect(read(usual, 'state')?.state).toBe(usual);
});
