// Profiles and defaults: what wins, where it was written, and what is said when they are wrong.

import { describe, expect, test } from 'vitest';
import { makePlan } from '../../reconciler/plan/make.ts';
import { resolveDesired } from '../../reconciler/state/desired.ts';
import { joinFiles, loadManifests, parseFile } from '../../schema/load.ts';
import { bytesOf, container, template } from './marked.ts';

const head = 'apiVersion: vzreconcile/v1alpha1\n';
const specOf = (spec: string): string => `spec:\n${spec.replace(/^/gm, '  ')}\n`;
const profile = (name: string, spec: string): string =>
  `${head}kind: Profile\nmetadata: {name: ${name}}\n${specOf(spec)}`;
const defaults = (spec: string): string => `${head}kind: Defaults\n${specOf(spec)}`;
/** A container whose template comes from elsewhere. */
const bare = (spec: string, metadata = 'name: web, ctid: 101'): string =>
  `${head}kind: Container\nmetadata: {${metadata}}\n${specOf(spec)}`;

const load = (texts: Record<string, string>) =>
  loadManifests(
    Object.entries({ 'zz/tiny.yaml': template, ...texts }).map(([path, text]) => ({ path, bytes: bytesOf(text) })),
  );

function resolved(texts: Record<string, string>) {
  const { manifests, problems } = load(texts);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [one] = resolveDesired(manifests, { node: 'node1', cpus: 4 }).desired.containers;
  if (one === undefined) throw new Error('no container');
  const at = (pointer: string): string => {
    const origin = one.origins.get(pointer);
    return origin === undefined ? '' : `${origin.path}:${origin.line}:${origin.col}`;
  };
  return { container: one, at };
}

const brief = (texts: Record<string, string>): string[] =>
  load(texts).problems.map(
    ({ code, origin, message, hint }) => `${origin.path}:${origin.line}:${origin.col} ${code} ${message} [${hint}]`,
  );

describe('what wins', () => {
  test('outer defaults, inner defaults, profiles in order, the container', () => {
    const { container: web, at } = resolved({
      'defaults.yaml': defaults(
        'template: tiny\ncpuunits: 8\nioprio: 1\nnumproc: 11\nhostname: x'.replace('\nhostname: x', ''),
      ),
      'a/defaults.yaml': defaults('cpuunits: 9\nioprio: 2\nnumproc: 12'),
      'b/defaults.yaml': defaults('cpuunits: 99'),
      'p/base.yaml': profile('base', 'ioprio: 3\nnumproc: 13'),
      'p/web.yaml': profile('web', 'numproc: 14'),
      'a/web.yaml': bare('profiles: [base, web]\nstopTimeout: 7'),
    });
    expect(web.state.cgroup).toMatchObject({ cpu: { units: 9 }, io: { priority: 3 }, pids: { max: 14 } });
    expect(web.state.lifecycle?.stopTimeout).toBe(7);
    expect(
      [
        '/rootfs/template',
        '/cgroup/cpu/units',
        '/cgroup/io/priority',
        '/cgroup/pids/max',
        '/lifecycle/stopTimeout',
      ].map(at),
    ).toEqual(['defaults.yaml:4:13', 'a/defaults.yaml:4:13', 'p/base.yaml:5:11', 'p/web.yaml:5:12', 'a/web.yaml:6:16']);
  });

  test('mappings merge entry by entry, each with its place', () => {
    const { container: web, at } = resolved({
      'base.yaml': profile(
        'base',
        'vswap:\n  ram: 64M\n  swap: 1G\nsysctls: {net.ipv4.ip_forward: 1, kernel.msgmnb: 1000}',
      ),
      'web.yaml': container('profiles: [base]\nvswap: {ram: 128M}\nsysctls: {kernel.msgmnb: 2000}'),
    });
    expect(web.state.cgroup?.memory).toEqual({ ram: 128 * 2 ** 20, swap: 2 ** 30 });
    expect(web.state.namespace?.sysctls).toEqual({ 'kernel.msgmnb': '2000', 'net.ipv4.ip_forward': '1' });
    expect([at('/cgroup/memory/ram'), at('/cgroup/memory/swap')]).toEqual(['web.yaml:7:16', 'base.yaml:7:11']);
    expect(at('/namespace/sysctls/net.ipv4.ip_forward')).toBe('base.yaml:8:34');
  });

  test('lists replace, but devices are added up and mounts and netifs are merged by their keys', () => {
    const { container: web, at } = resolved({
      'base.yaml': profile(
        'base',
        'nameservers: [10.0.0.1]\ndevices: ["c:10:229:rw"]\nmounts:\n- {type: bind, source: /srv/a, target: /a}\n- {type: tmpfs, target: /b, size: 1M}\nnetifs: [{name: eth0, bridge: br0}]',
      ),
      'web.yaml': container(
        'profiles: [base]\nnameservers: [10.0.0.2]\ndevices: ["c:10:229:rw", "c:10:200:rw"]\nmounts: [{target: /a, readOnly: true}]\nnetifs: [{name: eth0, vlan: 7}, {name: eth1, bridge: br1}]',
      ),
    });
    expect(web.state.namespace?.nameservers).toEqual(['10.0.0.2']);
    expect(web.state.cgroup?.devices).toHaveLength(2);
    expect(web.state.namespace?.mounts).toMatchObject([
      { type: 'bind', source: '/srv/a', target: '/a', readOnly: true },
      { type: 'tmpfs', target: '/b' },
    ]);
    expect(web.state.network?.netifs).toMatchObject([{ bridge: 'br0', vlan: 7 }, { bridge: 'br1' }]);
    expect([at('/namespace/mounts'), at('/namespace/mounts/b')]).toEqual(['web.yaml:9:11', 'base.yaml:9:5']);
    expect([at('/cgroup/devices/0'), at('/cgroup/devices/1')]).toEqual(['base.yaml:6:13', 'web.yaml:8:28']);
  });

  test('null takes away what a layer set, and is no value where nothing was set', () => {
    const base = profile('base', 'numproc: 99\nvswap: {ram: 64M}');
    const { container: web, at } = resolved({
      'base.yaml': base,
      'off.yaml': profile('off', 'vswap: null\nnameservers: null'),
      'web.yaml': container('profiles: [base, off]\nnumproc: null'),
    });
    expect(web.state.cgroup?.pids.max).toBe(4096);
    expect(web.state.cgroup?.memory.ram).toBe(256 * 2 ** 20);
    expect([at('/cgroup/pids/max'), at('/cgroup/memory/ram')]).toEqual(['', '']);
    expect(brief({ 'base.yaml': base, 'web.yaml': container('profiles: [base]\nips: null') })).toEqual([
      'web.yaml:7:3 VZR103 spec.ips must be a list, not nothing [give it a value or remove the key]',
    ]);
  });

  test('a plan tells the line of the profile', () => {
    const { manifests } = load({
      'base.yaml': profile('base', 'numproc: 99'),
      'web.yaml': container('profiles: [base]'),
    });
    const { desired } = resolveDesired(manifests, { node: 'node1', cpus: 4 });
    const observed = { containers: new Map(), templates: new Set<string>() };
    const plan = makePlan({ desired, observed, accepted: new Map(), revision: 'r' });
    const change = plan.containers[0]?.changes.find(({ pointer }) => pointer === '/cgroup/pids/max');
    expect(change?.origin).toEqual({ path: 'base.yaml', line: 5, col: 12 });
  });
});

describe('what is wrong', () => {
  test('a profile that does not exist is an error with the nearest one, and hides no other', () => {
    expect(
      brief({ 'base.yaml': profile('base', 'numproc: 9'), 'web.yaml': bare('profiles: [base, bse]\ncpuunits: 1') }),
    ).toEqual([
      'web.yaml:5:20 VZR253 there is no profile "bse" [did you mean base?]',
      'web.yaml:6:13 VZR105 spec.cpuunits is 1, which is out of range [possible: 8 to 500000]',
    ]);
  });

  test('a profile is judged by itself, and once, however many use it', () => {
    const wrong = profile('base', 'cpuunits: 1\ncpumsk: 0\nvswap: {ram: 12}');
    const alone = brief({ 'base.yaml': wrong }).filter((line) => !line.includes('VZR254'));
    expect(alone.map((line) => line.slice(0, 22))).toEqual([
      'base.yaml:5:13 VZR105 ',
      'base.yaml:6:3 VZR101 u',
      'base.yaml:7:16 VZR202 ',
    ]);
    const two = ['a', 'b'].map((name, i) => [
      `${name}.yaml`,
      container('profiles: [base]', `name: ${name}, ctid: ${101 + i}`),
    ]);
    expect(brief({ 'base.yaml': wrong, ...Object.fromEntries(two) })).toEqual(alone);
  });

  test('what only the whole shows is told at the place in the profile, once, with who has it', () => {
    const all = Object.fromEntries(
      [101, 102, 103].map((ctid) => [
        `${ctid}.yaml`,
        container('profiles: [base]\nvswap: {ram: 64M}', `name: c${ctid}, ctid: ${ctid}`),
      ]),
    );
    expect(brief({ 'base.yaml': profile('base', 'memguarantee: 65M'), ...all })).toEqual([
      expect.stringMatching(/^base\.yaml:5:17 VZR238 .*\(in c101 and 2 more\) \[/),
    ]);
  });

  test('a reference in a profile that leads nowhere is told once', () => {
    const two = {
      'a.yaml': bare('profiles: [base]', 'name: a, ctid: 101'),
      'b.yaml': bare('profiles: [base]', 'name: b, ctid: 102'),
    };
    expect(brief({ 'base.yaml': profile('base', 'template: tinny'), ...two })).toEqual([
      'base.yaml:5:13 VZR304 there is no template "tinny" [did you mean tiny?]',
    ]);
  });

  test('what tells one container from another, and other profiles, cannot be in a profile', () => {
    const own = ['ips: [10.0.0.1]', 'hostname: a', 'netdevs: [eth1]', 'pci: ["01:00.0"]', 'idmap: {base: 65536}'];
    const found = brief({ 'defaults.yaml': defaults(own.join('\n')) });
    expect(found.map((line) => line.split(' ')[1])).toEqual(own.map(() => 'VZR251'));
    expect(brief({ 'base.yaml': profile('base', 'profiles: [base]') })[1]).toBe(
      'base.yaml:5:3 VZR251 profiles are flat: none names another [list them all in the Container]',
    );
  });

  test('a folder has one Defaults, a name one Profile', () => {
    const [one, two] = [defaults('numproc: 9'), profile('base', 'numproc: 9')];
    expect(
      brief({ 'a/x.yaml': one, 'a/y.yaml': one, 'b/x.yaml': one }).filter((line) => line.includes('VZR252')),
    ).toEqual(['a/y.yaml:2:7 VZR252 this folder has its defaults already: a/x.yaml:1 [keep them in one document]']);
    expect(brief({ 'x.yaml': two, 'y.yaml': two }).filter((line) => line.includes('VZR301'))).toHaveLength(1);
  });

  test('a profile that nobody uses is a warning', () => {
    const { problems } = load({ 'base.yaml': profile('base', 'numproc: 9') });
    expect(problems.map(({ code, severity }) => `${code} ${severity}`)).toEqual(['VZR254 warning']);
  });

  test('a container without a template anywhere is told so at its spec', () => {
    expect(brief({ 'base.yaml': profile('base', 'numproc: 9'), 'web.yaml': bare('profiles: [base]') })[0]).toMatch(
      /^web\.yaml:4:1 VZR102 spec has no template /,
    );
  });
});

test('what did not change is neither judged nor merged again', () => {
  const files = (ram: string) => [parseFile('web.yaml', bytesOf(container(`profiles: [base]\nvswap: {ram: ${ram}}`)))];
  const shared = [
    parseFile('base.yaml', bytesOf(profile('base', 'numproc: 9'))),
    parseFile('t.yaml', bytesOf(template)),
  ];
  const web = files('64M');
  const other = [parseFile('b.yaml', bytesOf(container('profiles: [base]', 'name: b, ctid: 102')))];
  const [first, second] = [
    joinFiles([...shared, ...web, ...other]).manifests,
    joinFiles([...files('65M'), ...shared, ...other]).manifests,
  ];
  expect(second[0]).toBe(first[0]);
  expect(first.map(({ source }) => source.path)).toEqual(['b.yaml', 'base.yaml', 't.yaml', 'web.yaml']);
  expect(second[3]).not.toBe(first[3]);
});

test('what a small tree could be made into is bounded, and told once', () => {
  const users = Array.from({ length: 4000 }, (_, id) => `"${id}": {space: 1G}`).join(', ');
  const big = profile('base', `quotaugidlimit: 9000\nquotas: {users: {${users}}, groups: {${users}}}`);
  const many = Array.from({ length: 2000 }, (_, i) => {
    const spec = 'profiles: [base]\nlayout: image\nquotas: {users: {"1": {space: 2G}}}';
    return [`c${1000 + i}.yaml`, container(spec, `name: c${i}, ctid: ${101 + i}`)] as const;
  });
  const found = brief({ 'base.yaml': big, ...Object.fromEntries(many) });
  expect(found).toEqual([expect.stringMatching(/^c10\d\d\.yaml:6:13 VZR259 .* more than 1000000 values /)]);
}, 60_000);
