// Laws of importing, over anything that could be in a file: nothing throws, what is written is valid, and nothing is dropped
// without a word.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Imported } from '../../reconciler/import/foreign.ts';
import { importIncus } from '../../reconciler/import/incus.ts';
import { importLxc } from '../../reconciler/import/lxc.ts';
import { importOpenvz } from '../../reconciler/import/openvz.ts';
import { networkHandlers } from '../../reconciler/import/openvz-network.ts';
import { resourceHandlers } from '../../reconciler/import/openvz-parameters.ts';
import { readAmount, readHalves, writeHalves } from '../../reconciler/import/openvz-values.ts';
import { joinFiles, parseFile } from '../../schema/load.ts';
import { parseLxc } from '../../schema/lxc-conf.ts';
import { sourceText } from '../../schema/mark.ts';
import { parseOpenvz } from '../../schema/openvz-conf.ts';
import { readBeancounter } from '../../schema/ubc.ts';
import { writeManifests } from '../../schema/write.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const options = { ctid: 300 };

const tools: Readonly<Record<string, (content: Uint8Array) => Imported>> = {
  openvz: (content) => importOpenvz([{ path: '101.conf', bytes: content }]),
  lxc: (content) => importLxc([{ path: 'web/config', bytes: content }], options, () => undefined),
  incus: (content) => importIncus([{ path: 'web.yaml', bytes: content }], options),
};

function expectValid(imported: Imported): void {
  const texts = imported.files.map(({ name, drafts }) => parseFile(name, bytes(writeManifests(drafts))));
  expect(joinFiles(texts).problems).toEqual([]);
}

const parameters = Object.keys({ ...resourceHandlers, ...networkHandlers });
const keys = [
  'lxc.uts.name',
  'lxc.cgroup2.memory.max',
  'lxc.cgroup.cpu.shares',
  'lxc.cgroup2.cpu.max',
  'lxc.cgroup2.devices.allow',
];
const moreKeys = [
  'lxc.mount.entry',
  'lxc.idmap',
  'lxc.cap.keep',
  'lxc.prlimit.nofile',
  'lxc.sysctl.a.b',
  'lxc.net.0.type',
  'lxc.net.0.link',
  'lxc.init.cmd',
];
const configKeys = [
  'limits.cpu',
  'limits.memory',
  'limits.cpu.allowance',
  'limits.processes',
  'limits.kernel.nofile',
  'linux.sysctl.net.x',
  'boot.autostart',
  'security.nesting',
  'raw.lxc',
  'name',
];
/** What values are made of, and what they must not do. */
const value = fc.oneof(
  fc.constantFrom(
    '0',
    '1',
    '-1',
    'max',
    'unlimited',
    '1:2',
    '2:1',
    '10M',
    '99999999999999999999',
    '1.5G',
    'all',
    'yes',
    'no',
  ),
  fc.constantFrom(
    'eth0:on',
    'c:10:200:rwq',
    '10.0.0.1/24',
    'ifname=eth0,mac=x',
    '$(id)',
    '`id`',
    '../../etc',
    "'",
    '"',
    '\\',
    '#',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const lines = (names: readonly string[], join: string) =>
  fc
    .array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 12 })
    .map((all) => all.map(([name, text]) => `${name}${join}${text}`).join('\n'));
const incus = fc
  .record({
    config: fc.dictionary(fc.constantFrom(...configKeys), value),
    devices: fc.dictionary(
      fc.constantFrom('eth0', 'root', 'data'),
      fc.dictionary(
        fc.constantFrom('type', 'path', 'source', 'size', 'nictype', 'parent', 'hwaddr'),
        fc.oneof(fc.constantFrom('disk', 'nic', 'bridged', 'routed', 'unix-char', '/'), value),
      ),
    ),
    name: value,
    description: value,
  })
  .map((all) => JSON.stringify(all));

const plausible: Readonly<Record<string, fc.Arbitrary<string>>> = {
  openvz: lines([...parameters, 'NAME', 'OSTEMPLATE', 'DESCRIPTION', 'X'], '='),
  lxc: lines([...keys, ...moreKeys], ' = '),
  incus,
};

describe.each(Object.keys(tools))('what is imported from %s', (tool) => {
  const take = (content: Uint8Array): Imported => tools[tool]?.(content) as Imported;

  test('is valid, whatever is in the file', () => {
    fc.assert(
      fc.property(plausible[tool] as fc.Arbitrary<string>, (text) => expectValid(take(bytes(text)))),
      {
        numRuns: 60,
      },
    );
  });

  test('is the same each time', () => {
    fc.assert(
      fc.property(plausible[tool] as fc.Arbitrary<string>, (text) => {
        expect(take(bytes(text))).toEqual(take(bytes(text)));
      }),
      { numRuns: 30 },
    );
  });

  test('does not come from noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => expectValid(take(noise))),
      { numRuns: 40 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (noise) => expectValid(take(bytes(noise)))),
      {
        numRuns: 40,
      },
    );
  });

  test('has no lines of others in its comments', () => {
    const nasty = 'a\u2028kind: Node\u0085b\rspec: {}\u001b[31m';
    const text = { openvz: `X="${nasty}"`, lxc: `lxc.x = ${nasty}`, incus: JSON.stringify({ config: { x: nasty } }) }[
      tool
    ];
    const imported = take(bytes(text ?? ''));
    expectValid(imported);
    const written = imported.files.map(({ drafts }) => writeManifests(drafts)).join('');
    for (const character of ['\u2028', '\u0085', '\r', '\u001b']) expect(written).not.toContain(character);
  });
});

describe('nothing is dropped without a word', () => {
  test.each(parameters)('%s with a value that it cannot have', (name) => {
    const imported = importOpenvz([{ path: '101.conf', bytes: bytes(`${name}="§$ %&"`) }]);
    expect(
      imported.problems.map(({ message }) => message).filter((message) => message.startsWith(`${name}=`)),
    ).not.toEqual([]);
  });

  test.each([...keys, ...moreKeys])('%s with a value that it cannot have', (key) => {
    const imported = importLxc([{ path: 'web/config', bytes: bytes(`${key} = §$ %&`) }], options, () => undefined);
    expect(
      imported.problems.map(({ message }) => message).filter((message) => message.startsWith(`${key} =`)),
    ).not.toEqual([]);
  });
});

describe('lines', () => {
  const word = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,20}$/).filter((name) => !['DCACHE', 'IPTENTRIES'].includes(name));
  const plain = fc.stringMatching(/^[ -~]{0,40}$/).filter((text) => !text.includes('\\'));

  test('of OpenVZ come back with their places, the first of each name', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(word, plain), { maxLength: 20 }), (all) => {
        const text = all.map(([name, written]) => `${name}="${written}"`).join('\n');
        const { entries } = parseOpenvz(sourceText('x', text));
        const first = new Map([...all].reverse());
        expect(new Map(entries.map(({ name, value: read }) => [name, read]))).toEqual(first);
        for (const { name, range } of entries)
          expect(text.slice(range.start, range.end)).toMatch(new RegExp(`^${name}="`));
      }),
    );
  });

  test('of LXC come back with their places', () => {
    const key = fc
      .stringMatching(/^lxc\.[a-z]{1,8}\.[a-z0-9.]{1,8}[a-z0-9]$/)
      .filter((name) => !/network|limit|\.\./.test(name));
    const quiet = plain.map((text) => text.trim()).filter((text) => !/^["']/.test(text));
    fc.assert(
      fc.property(fc.array(fc.tuple(key, quiet), { maxLength: 20 }), (all) => {
        const text = all.map(([name, written]) => `  ${name} =  ${written} `).join('\n');
        const read = parseLxc(sourceText('x', text));
        expect(read.problems).toEqual([]);
        expect(read.lines.map((line) => [line.key, line.value])).toEqual(all);
        for (const { key: name, range } of read.lines)
          expect(text.slice(range.start, range.end).startsWith(name)).toBe(true);
      }),
    );
  });
});

describe('amounts of OpenVZ', () => {
  test('are the same pages in a manifest', () => {
    const pages = fc.integer({ min: 0, max: 2 ** 31 - 2 });
    fc.assert(
      fc.property(pages, pages, (one, other) => {
        const text = `${Math.min(one, other)}:${Math.max(one, other)}`;
        const halves = readHalves(text, 'pages');
        expect(halves).toEqual({ barrier: Math.min(one, other), limit: Math.max(one, other) });
        const written = halves && writeHalves(halves, 'pages');
        expect(readBeancounter('lockedpages', written)).toEqual({ value: halves });
      }),
    );
  });

  test('with a suffix are cut off to whole units, as vzctl does', () => {
    const powers = { K: 1024, M: 1024 ** 2, G: 1024 ** 3 } as const;
    fc.assert(
      fc.property(fc.nat({ max: 100_000 }), fc.constantFrom('K', 'M', 'G'), (number, suffix) => {
        expect(readAmount(`${number}${suffix}`, 'pages')).toBe(Math.floor((number * powers[suffix as 'K']) / 4096));
        expect(readAmount(`${number}${suffix}`, 'blocks')).toBe(number * (powers[suffix as 'K'] / 1024));
        expect(readAmount(`${number}${suffix}`, 'count')).toBeUndefined();
      }),
    );
  });
});
