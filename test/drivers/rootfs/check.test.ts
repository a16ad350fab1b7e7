import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isStatic } from '../../../drivers/rootfs/templates/busybox.ts';
import { checkTemplate } from '../../../drivers/rootfs/templates/check.ts';
import { aptSources } from '../../../drivers/rootfs/templates/debian.ts';
import { badNames } from '../../../drivers/rootfs/templates/judge.ts';
import type { TemplateSource } from '../../../reconciler/state/model.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(`${tmpdir()}/vzr-check-`);
  writeFileSync(`${root}/file.tar`, 'x');
});
afterAll(() => rmSync(root, { recursive: true }));

describe('what is known before a template is built', () => {
  const origin = { path: 'a.yaml', line: 3, col: 5 };
  const reasons = async (source: TemplateSource): Promise<string> =>
    (await checkTemplate({ name: 't', key: 'k', source, origin }, { root, pool: { path: `${root}/pool` } }))
      .map(({ reason }) => reason)
      .join('\n');
  const sha256 = 'a'.repeat(64);

  test.each([
    ['/nowhere/x.tar', sha256, /does not exist/],
    ['/', sha256, /not a regular file/],
    ['x.tar', sha256, /not an absolute path/],
    ['http://host/x.tar', sha256, /is not https/],
    ['file:///etc/passwd', sha256, /is not https/],
    ['https://host/x.tar', 'short', /64 hexadecimal/],
  ])('tarball %s is refused', async (location, digest, message) => {
    expect(await reasons({ kind: 'tarball', location, sha256: digest })).toMatch(message);
  });

  test('a file that is there and an https address are accepted', async () => {
    expect(await reasons({ kind: 'tarball', location: `${root}/file.tar`, sha256 })).toBe('');
    expect(await reasons({ kind: 'tarball', location: 'https://host/x.tar', sha256 })).toBe('');
  });

  test('a refusal points at where the template was written', async () => {
    const source = { kind: 'directory', name: 'absent' } as const;
    const [refusal] = await checkTemplate({ name: 't', key: 'k', source, origin }, { root, pool: { path: root } });
    expect(refusal).toMatchObject({ code: 'VZR661', pointer: '/rootfs/template', origin });
  });

  test.each(['--hook=x', 'a b', 'a,b', '../x', '', 'UPPER'])('%j is neither a suite nor a package', (name) => {
    expect(badNames(name, [name])).toEqual([name, name]);
  });

  test('ordinary names are names', () => {
    expect(badNames('bookworm', ['libc6:amd64', 'g++', 'systemd-sysv'])).toEqual([]);
  });
});

test('a program with an interpreter, a script and a missing file are not static', async () => {
  expect(await isStatic(process.execPath)).toBe(false);
  expect(await isStatic(`${root}/file.tar`)).toBe(false);
  expect(await isStatic(`${root}/none`)).toBe(false);
});

test('apt sources are found by suite, in both formats', () => {
  const apt = `${root}/apt`;
  mkdirSync(`${apt}/sources.list.d`, { recursive: true });
  writeFileSync(
    `${apt}/sources.list`,
    '# deb http://mirror/debian trixie main\ndeb http://mirror/debian bookworm main\n',
  );
  writeFileSync(
    `${apt}/sources.list.d/new.sources`,
    'Types: deb\nURIs: http://mirror/debian\nSuites: trixie trixie-updates\n',
  );
  writeFileSync(`${apt}/sources.list.d/old.sources.save`, 'Suites: trixie\n');
  expect(aptSources('trixie', apt)).toEqual([`${apt}/sources.list.d/new.sources`]);
  expect(aptSources('bookworm', apt)).toEqual([`${apt}/sources.list`]);
  expect(aptSources('sid', apt)).toEqual([]);
});
