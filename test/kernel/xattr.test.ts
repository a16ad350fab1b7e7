// Extended attributes as they are read back: how long they may be, and what counts as none.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findXattr, getXattr, listXattrs, removeXattr, setXattr } from '../../drivers/kernel/xattr.ts';

const name = 'trusted.vzr-test';

describe('extended attributes', () => {
  let dir: string;
  let file: string;
  beforeEach((ctx) => {
    if (process.getuid?.() !== 0) ctx.skip('needs root');
    // tmpfs: its values may have any length.
    dir = mkdtempSync('/dev/shm/vzr-test-');
    file = `${dir}/file`;
    writeFileSync(file, '');
  });
  afterEach(() => {
    if (dir !== undefined) rmSync(dir, { recursive: true, force: true });
  });

  test.each([0, 1, 4095, 4096, 4097, 40_000])('a value of %i bytes is read as it was written', (length) => {
    const value = 'x'.repeat(length);
    setXattr(file, name, value);
    expect(getXattr(file, name)).toBe(value);
    expect(findXattr(file, name)).toBe(value);
  });

  test('text beyond ASCII has its length in bytes', () => {
    setXattr(file, name, 'grün 書');
    setXattr(file, name, 'ü');
    expect(getXattr(file, name)).toBe('ü');
  });

  test('without the attribute nothing is found, and taken away', () => {
    expect(getXattr(file, name)).toBeUndefined();
    expect(findXattr(file, name)).toBeUndefined();
    expect(removeXattr(file, name)).toBe(false);
    setXattr(file, name, '1');
    expect(removeXattr(file, name)).toBe(true);
    expect(getXattr(file, name)).toBeUndefined();
  });

  test('all names are listed', () => {
    expect(listXattrs(file)).toEqual([]);
    expect(listXattrs(`${dir}/none`)).toEqual([]);
    for (const one of [name, `${name}.b`]) setXattr(file, one, '1');
    expect([...listXattrs(file)].sort()).toEqual([name, `${name}.b`]);
  });

  test('without the file too, which getXattr calls an error', () => {
    expect(findXattr(`${dir}/none`, name)).toBeUndefined();
    expect(removeXattr(`${dir}/none`, name)).toBe(false);
    expect(() => getXattr(`${dir}/none`, name)).toThrow(/lgetxattr .*none.* ENOENT/);
    expect(() => setXattr(`${dir}/none`, name, '1')).toThrow(/ENOENT/);
  });

  test('what is neither is an error', () => {
    expect(() => findXattr(file, 'nonsense')).toThrow(/EOPNOTSUPP/);
    expect(() => removeXattr(file, 'nonsense')).toThrow(/EOPNOTSUPP/);
  });
});
