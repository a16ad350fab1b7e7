import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildPlayer } from '../../drivers/launcher/build.ts';
import { startPlayer } from '../../drivers/launcher/client.ts';
import { ptsOptions } from '../../drivers/launcher/devpts.ts';
import { decodeReply, encode } from '../../drivers/launcher/encode.ts';
import { execTape } from '../../drivers/launcher/exec-tape.ts';
import { launchTape } from '../../drivers/launcher/init-tape.ts';
import type { LaunchSpec } from '../../drivers/launcher/launch-spec.ts';
import { printTape } from '../../drivers/launcher/print.ts';
import { containerLimits } from '../../drivers/launcher/profile/limits.ts';
import { DEFAULT_PROFILE } from '../../drivers/launcher/profile/profile.ts';
import { parentOf } from '../../drivers/launcher/root-tape.ts';
import { renameTape } from '../../drivers/launcher/small-tapes.ts';
import { sysctlTape } from '../../drivers/launcher/sysctl-tape.ts';
import {
  BlankText,
  blank,
  createTape,
  load,
  type Tape,
  type TapeBuilder,
  type Values,
} from '../../drivers/launcher/tape.ts';
import type { Feature } from '../../reconciler/state/container.ts';

const spec: LaunchSpec = {
  name: 'container web',
  base: 101 * 65_536,
  hostname: 'web.example',
  root: {
    lower: ['/var/lib/vz/template/abc'],
    upper: '/var/lib/vz/private/101/upper',
    work: '/var/lib/vz/private/101/work',
  },
  cgroups: {
    unified: '/sys/fs/cgroup/unified/vz/101',
    join: ['/sys/fs/cgroup/memory/vz/101/tasks'],
    shown: '/sys/fs/cgroup/unified/vz/101',
  },
  files: [
    { name: 'hostname', content: 'web.example\n', replace: true },
    { name: 'hosts', content: '127.0.0.1\tlocalhost\n', replace: false },
  ],
  init: ['/sbin/init'],
  limits: containerLimits({ own: '', mayRaise: true }),
  terminals: 1024,
  scratch: '/tmp',
};

const exec = execTape({
  name: 'container web',
  pid: 4711,
  argv: ['sh', '-c', 'echo "$HOME"'],
  env: { TERM: 'xterm' },
  cwd: '/root',
  user: { uid: 1000, gid: 1000 },
  tty: true,
  join: ['/sys/fs/cgroup/unified/vz/101/cgroup.procs'],
  limits: containerLimits({ own: '', mayRaise: true }),
});

const rename = renameTape('container web', 4711, {
  hostname: 'other',
  files: [{ name: 'resolv.conf', content: 'nameserver 192.0.2.1\n', replace: true }],
});

const sysctl = sysctlTape('container web', 4711, [
  { path: 'net/ipv4/ip_forward', value: '1', ipc: false },
  { path: 'kernel/shmmax', value: '4096', ipc: true },
]);

const GOLDEN = join(import.meta.dirname, '../fixtures/tapes');

const plain = (tape: TapeBuilder): Tape => ({ name: 'one', form: tape.finish([]), values: {} });

describe('a tape', () => {
  test.each([
    ['start', launchTape(spec)],
    ['exec', exec],
    ['rename', rename],
    ['sysctl', sysctl],
  ])('prints as recorded: %s', async (name, tape: Tape) => {
    await expect(printTape(tape)).toMatchFileSnapshot(join(GOLDEN, `${name}.txt`));
  });

  test('takes files of lxcfs where there is one, and does not fail for want of them', () => {
    const steps = launchTape({ ...spec, lxcfs: '/var/lib/lxcfs' }).form.steps;
    const own = steps.filter(({ label }) => label.startsWith("show the container's own"));
    expect(new Set(own.map(({ label }) => label.slice(label.indexOf('/')))).size).toBe(8);
    for (const step of [...own, ...steps.filter(({ label }) => label === 'open lxcfs')]) {
      expect(step.condition).toEqual({ kind: 'any' });
    }
    expect(launchTape(spec).form.steps.some(({ label }) => label.includes('lxcfs'))).toBe(false);
  });

  test('of containers with other sources at the same targets share one form, and none is longer without mounts', () => {
    const bound = (source: string) =>
      launchTape({ ...spec, mounts: [{ type: 'bind', source, target: '/srv/a', readOnly: true }] });
    expect(bound('/srv/one').form).toBe(bound('/srv/another').form);
    expect(printTape(bound('/srv/one'))).toContain(
      'openat2(AT_FDCWD, "/srv/one", {O_PATH|O_DIRECTORY, NO_SYMLINKS|NO_MAGICLINKS}, 24)',
    );
    expect(launchTape({ ...spec, mounts: [] }).form).toBe(launchTape(spec).form);
  });

  test('mounts what the network gives before it enters the network of the container, and within a time', () => {
    const nfs = { type: 'nfs', target: '/srv/a', source: 'nas:/b', readOnly: true, options: 'vers=4.2,hard' } as const;
    const steps = printTape(launchTape({ ...spec, mounts: [{ ...nfs, address: '192.0.2.1' }] })).split('\n');
    const at = (part: string): number => steps.findIndex((step) => step.includes(part));
    const order = [
      ...['{30 s}', 'fsopen("nfs4"', '"source", "nas:/b"', '"addr", "192.0.2.1"', '"vers", "4.2"', 'SET_FLAG, "hard"'],
      ...['CMD_CREATE', 'fsmount(', '{0 s}', 'setns(pidfd, NEWNET|NEWIPC)', 'openat2(root, "srv"'],
    ].map(at);
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((one, other) => one - other));
  });

  test('mounts whole proc and sysfs for nesting only', () => {
    const mounts = (...features: readonly Feature[]) =>
      printTape(launchTape({ ...spec, profile: { ...DEFAULT_PROFILE, features } })).match(/mount\("(proc|sysfs)"/g);
    expect([mounts(), mounts('nesting')].map((all) => all?.length)).toEqual([2, 4]);
  });

  test('gives quotas of its own a daemon, a listener and something to look at, and nobody else', () => {
    const lines = (from: string): string[] => from.split('\n').filter((line) => /quota|NEW_LISTENER/.test(line));
    expect(lines(printTape(launchTape(spec)))).toEqual([]);
    const shown = lines(printTape(launchTape({ ...spec, quotas: { device: 'loop3' } }))).join('\n');
    for (const part of ['vz-quotad', 'NEW_LISTENER|WAIT_KILLABLE_RECV', '".quota"', `${parentOf(spec.root)}/quota`])
      expect(shown).toContain(part);
    // The daemon is of the host's mounts: it is cloned before the container has its own.
    const names = launchTape({ ...spec, quotas: { device: 'loop3' } }).form.steps.map(({ label }) => label);
    expect(names.indexOf('clone the quota daemon')).toBeLessThan(names.indexOf('unshare mounts'));
  });

  test('compiles to the same bytes every time, in a few hundred steps', () => {
    expect(encode(launchTape(spec), 7)).toEqual(encode(launchTape(spec), 7));
    expect(launchTape(spec).form.steps.length).toBeLessThan(400);
  });

  test('of containers that are alike share one form, and differ in what is filled in', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9]{0,20}$/);
    fc.assert(
      fc.property(name, name, fc.integer({ min: 1600, max: 15_000 }), (one, other, ids) => {
        const [a, b] = [one, other].map((hostname, index) => {
          const upper = `/var/lib/vz/private/${hostname}/upper`;
          const root = { ...spec.root, upper, work: upper.replace(/upper$/, 'work') };
          return launchTape({ ...spec, hostname, root, base: (ids + index) * 65_536 });
        }) as [Tape, Tape];
        expect(a.form).toBe(b.form);
        const [lineA, lineB] = [a, b].map((tape) => printTape(tape).split('\n')) as [string[], string[]];
        const rename = (line: string) =>
          line
            .replace(`sethostname("${one}", ${one.length})`, `sethostname("${other}", ${other.length})`)
            .replace(`private/${one}"`, `private/${other}"`)
            .replaceAll(`${ids * 65_536}`, `${(ids + 1) * 65_536}`)
            .replaceAll(`${ids * 65_536 + 5}`, `${(ids + 1) * 65_536 + 5}`);
        expect(lineA.map(rename)).toEqual(lineB);
        expect(encode(b, 1).includes(`\0${other}\0`)).toBe(true);
      }),
    );
  });

  test('spells the terminal group of high ids for both kinds of kernel, each of which refuses the other spelling', () => {
    const gid = (text: string | undefined) => BigInt(/gid=(\d+)/.exec(text ?? '')?.[1] ?? -1);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 65_536 }), (base) => {
        const { plain, wrapped } = ptsOptions(base, 1024);
        expect(gid(plain)).toBe(BigInt(base + 5));
        expect(wrapped === undefined).toBe(base + 5 < 2 ** 31);
        if (wrapped === undefined) return;
        // What strtol gives, whether it fits an int, and the int's bits; and an unsigned int cannot hold it.
        const read = BigInt.asIntN(64, gid(wrapped));
        expect(BigInt.asIntN(32, read)).toBe(read);
        expect(BigInt.asUintN(32, read)).toBe(BigInt(base + 5));
        expect(gid(wrapped)).toBeGreaterThan(2n ** 32n);
      }),
    );
    const mounts = (base: number) => printTape(launchTape({ ...spec, base })).match(/mount\("devpts"/g);
    expect([mounts(101 * 65_536), mounts(40_000 * 65_536)].map((all) => all?.length)).toEqual([1, 2]);
  });

  test('refuses to be encoded with a blank left open, or a text that does not fit', () => {
    const tape = createTape();
    tape.call('read', 'read', [blank('fd'), tape.text(new BlankText('path', 4)), 1]);
    const form = tape.finish([]);
    const bytes = (values: Values) => encode({ name: 'one', form, values }, 1);
    expect(bytes({ fd: 3, path: 'abc' }).subarray(-4).toString()).toBe('abc\0');
    expect(() => bytes({ path: 'abc' })).toThrow('one: nothing to fill in for fd');
    expect(() => bytes({ fd: 3 })).toThrow('one: nothing to fill in for path');
    expect(() => bytes({ fd: 3, path: 'abcd' })).toThrow(RangeError);
  });

  test('carries each system call number of its architecture', () => {
    const tape = createTape();
    tape.call('read', 'read', [0, 0, 0]);
    tape.end();
    const done = plain(tape);
    expect(encode(done, 1, 'x64').readUInt32LE(32 + 4)).toBe(0);
    expect(encode(done, 1, 'arm64').readUInt32LE(32 + 4)).toBe(63);
    expect(() => encode(done, 1, 'riscv64')).toThrow('riscv64');
  });

  test('refuses text with a NUL, and paths overlay cannot take', () => {
    expect(() => createTape().text('a\0b')).toThrow(RangeError);
    const root = (upper: string, work: string) => ({ ...spec, root: { ...spec.root, upper, work } });
    expect(() => launchTape(root('/a/u,lowerdir=/etc', '/a/w'))).toThrow(RangeError);
    expect(() => launchTape(root('/a/u', '/b/w'))).toThrow(RangeError);
  });

  test('keeps integers of both signs and 53 bits', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        const tape = createTape();
        tape.call('read', 'read', [value]);
        expect(encode(plain(tape), 1).readBigInt64LE(32 + 32)).toBe(BigInt(value));
      }),
    );
  });

  test('replies decode with signed values', () => {
    const bytes = Buffer.alloc(48);
    bytes.writeUInt32LE(48, 0);
    bytes.writeUInt32LE(3, 4);
    bytes.writeUInt32LE(9, 8);
    bytes.writeUInt32LE(14, 12);
    bytes.writeBigInt64LE(-5n, 24);
    expect(decodeReply(bytes, 0)).toEqual({ kind: 'error', id: 9, index: 14, values: [0, -5, 0, 0] });
  });
});

describe('the player', () => {
  const skip = existsSync('/usr/bin/cc') ? undefined : 'needs a C compiler';
  let folder: string;
  let player: string;

  beforeAll(() => {
    if (skip !== undefined) return;
    folder = mkdtempSync(join(tmpdir(), 'player-'));
    player = join(folder, 'player');
    buildPlayer(player, [
      '-std=gnu11',
      '-g',
      '-O1',
      '-Wall',
      '-Wextra',
      '-fsanitize=address,undefined',
      '-fno-sanitize-recover=all',
    ]);
  });
  afterAll(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });

  const verdicts = (tapes: readonly Buffer[]): string => {
    const result = spawnSync(player, ['--validate'], { input: Buffer.concat(tapes), encoding: 'latin1' });
    expect(result.stderr).toBe('');
    expect(result.status).toBe(0);
    return result.stdout;
  };

  test('builds without a warning', (ctx) => {
    if (skip !== undefined) ctx.skip(skip);
    expect(() => buildPlayer(join(folder, 'strict'))).not.toThrow();
  });

  test('is whole or as before when the compiler fails', (ctx) => {
    if (skip !== undefined) ctx.skip(skip);
    const out = join(folder, 'kept');
    writeFileSync(out, 'before');
    expect(() => buildPlayer(out, ['-include', '/nonexistent.h'])).toThrow(/nonexistent\.h/);
    expect(readFileSync(out, 'utf8')).toBe('before');
    expect(readdirSync(folder).filter((name) => name.startsWith('kept'))).toEqual(['kept']);
  });

  test('that is not built is named with what builds it', async () => {
    await expect(startPlayer({ binary: '/nonexistent/player' })).rejects.toThrow(
      '/nonexistent/player: the launch player is not built (npm run build; needs gcc and libc6-dev)',
    );
  });

  test('accepts every tape the builder makes', (ctx) => {
    if (skip !== undefined) ctx.skip(skip);
    expect(verdicts([launchTape(spec), exec, rename].map((tape) => encode(tape, 1)))).toBe('111');
  });

  test('refuses indices that point outside', (ctx) => {
    if (skip !== undefined) ctx.skip(skip);
    const build = (make: (tape: ReturnType<typeof createTape>) => void): Buffer => {
      const tape = createTape();
      make(tape);
      return encode(plain(tape), 1);
    };
    const bad = [
      build((tape) => tape.call('x', 'read', [{ kind: 'data', offset: 1, text: '' }])),
      build((tape) => tape.call('x', 'read', [{ kind: 'result', step: 0, text: '' }])),
      build((tape) => tape.call('x', 'read', [load(tape.space(8, ''), 5, 4, '')])),
      build((tape) => tape.store({ kind: 'data', offset: 0, text: '' }, 0, 8, 1)),
      build((tape) => tape.format(tape.space(23, ''), 1)),
      build((tape) => void tape.clone('x', tape.space(87, ''), tape.mark())),
      build(() => {}),
    ];
    expect(verdicts(bad)).toBe('0'.repeat(bad.length));
  });

  test('survives 20,000 damaged tapes under the sanitizers', (ctx) => {
    if (skip !== undefined) ctx.skip(skip);
    const base = encode(rename, 1);
    const damaged = fc.sample(
      fc.array(fc.tuple(fc.nat(base.length - 1), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 }),
      { numRuns: 20_000, seed: 1 },
    );
    const tapes = damaged.map((edits) => {
      const tape = Buffer.from(base);
      for (const [at, value] of edits) tape[at] = value;
      // The length is what keeps the stream in step.
      tape.writeUInt32LE(base.length, 4);
      return tape;
    });
    const seen = verdicts(tapes);
    expect(seen.length).toBe(tapes.length);
    expect(seen).toMatch(/0.*1|1.*0/);
  }, 60_000);

  test('random bytes end it or are refused, nothing else', (ctx) => {
    if (skip !== undefined) ctx.skip(skip);
    for (const bytes of fc.sample(fc.uint8Array({ maxLength: 4096 }), { numRuns: 100, seed: 2 })) {
      expect(verdicts([Buffer.from(bytes)])).toMatch(/^0*$/);
    }
  });
});

test('golden tapes are complete', () => {
  const text = readFileSync(join(GOLDEN, 'start.txt'), 'utf8');
  for (const call of ['pivot_root', 'mount_setattr', 'seccomp', 'capset', 'close_range', 'execve'])
    expect(text).toContain(call);
});
