import { describe, expect, test } from 'vitest';
import { capabilitySets, changesOf } from '../../drivers/launcher/profile/capabilities.ts';
import { containerLimits } from '../../drivers/launcher/profile/limits.ts';
import { seccompProgram } from '../../drivers/launcher/profile/seccomp.ts';

const X64 = 0xc000003e;
const I386 = 0x40000003;
const ARM64 = 0xc00000b7;

/** What the kernel does with the program: 0 for allow, else the errno. */
function ask(program: Uint8Array, arch: number, number: number, args: readonly number[] = []): number {
  return run(program, arch, number, args).errno;
}

function run(program: Uint8Array, arch: number, number: number, args: readonly number[]) {
  let steps = 0;
  const data = Buffer.alloc(64);
  data.writeUInt32LE(number >>> 0, 0);
  data.writeUInt32LE(arch, 4);
  for (const [index, value] of args.entries()) data.writeUInt32LE(value >>> 0, 16 + index * 8);
  const code = Buffer.from(program);
  let word = 0;
  for (let at = 0; at < code.length / 8; at++) {
    steps += 1;
    const k = code.readUInt32LE(at * 8 + 4);
    const jumpTrue = code[at * 8 + 2] ?? 0;
    const jumpFalse = code[at * 8 + 3] ?? 0;
    switch (code.readUInt16LE(at * 8)) {
      case 0x20:
        word = data.readUInt32LE(k);
        break;
      case 0x05:
        at += k;
        break;
      case 0x15:
        at += word === k ? jumpTrue : jumpFalse;
        break;
      case 0x35:
        at += word >= k ? jumpTrue : jumpFalse;
        break;
      case 0x45:
        at += (word & k) !== 0 ? jumpTrue : jumpFalse;
        break;
      case 0x06:
        return { errno: k === 0x7fff0000 ? 0 : k - 0x50000, steps };
      default:
        throw new Error(`instruction ${at}`);
    }
  }
  throw new Error('fell off the end');
}

const EPERM = 1;
const ENOSYS = 38;
const EAFNOSUPPORT = 97;

describe('the system call filter', () => {
  const x64 = seccompProgram('x64');
  const arm64 = seccompProgram('arm64');

  test('lets nesting mount by descriptors, and differs in nothing else', () => {
    for (const [name, arch, native] of [
      ['x64', X64, x64],
      ['arm64', ARM64, arm64],
    ] as const) {
      const nesting = seccompProgram(name, { nesting: true });
      for (let number = 0; number < 480; number++) {
        const isNew = [430, 431, 433].includes(number);
        expect(ask(native, arch, number), String(number)).toBe(isNew ? ENOSYS : ask(nesting, arch, number));
        if (isNew) expect(ask(nesting, arch, number)).toBe(0);
      }
    }
  });

  test('hands quotactl of native programs to the listener where there is one, and differs in nothing else', () => {
    expect(seccompProgram('x64', { quotas: false })).toEqual(x64);
    const asked = 0x7fc00000 - 0x50000;
    for (const [name, arch, native, quotactl] of [
      ['x64', X64, x64, 179],
      ['arm64', ARM64, arm64, 60],
    ] as const) {
      const quotas = seccompProgram(name, { quotas: true });
      for (let number = 0; number < 480; number++) {
        const expected = number === quotactl ? asked : ask(native, arch, number);
        expect(ask(quotas, arch, number), String(number)).toBe(expected);
        if (name === 'x64') expect(ask(quotas, I386, number), String(number)).toBe(ask(native, I386, number));
      }
      expect(ask(quotas, arch, 443)).toBe(EPERM);
    }
  });

  test.each([
    ['io_uring_setup', 425, 425, 425],
    ['bpf', 321, 280, 357],
    ['perf_event_open', 298, 241, 336],
    ['userfaultfd', 323, 282, 374],
    ['keyctl', 250, 219, 288],
    ['add_key', 248, 217, 286],
    ['kexec_load', 246, 104, 283],
    ['init_module', 175, 105, 128],
    ['open_by_handle_at', 304, 265, 342],
    ['swapon', 167, 224, 87],
    ['acct', 163, 89, 51],
    ['quotactl', 179, 60, 131],
    ['settimeofday', 164, 170, 79],
    ['clock_settime', 227, 112, 264],
    ['adjtimex', 159, 171, 124],
  ])('%s is refused on every architecture', (_, x, arm, i386) => {
    expect(ask(x64, X64, x)).toBe(EPERM);
    expect(ask(x64, I386, i386)).toBe(EPERM);
    expect(ask(arm64, ARM64, arm)).toBe(EPERM);
  });

  test('ordinary calls pass', () => {
    for (const number of [0, 1, 2, 56, 57, 59, 165, 272, 308, 435, 442]) expect(ask(x64, X64, number)).toBe(0);
    for (const number of [1, 2, 3, 11, 102, 120]) expect(ask(x64, I386, number)).toBe(0);
    for (const number of [56, 63, 64, 220, 221]) expect(ask(arm64, ARM64, number)).toBe(0);
  });

  test('the x32 interface and unknown architectures have no calls', () => {
    expect(ask(x64, X64, 0x40000000)).toBe(ENOSYS);
    expect(ask(x64, X64, 0x40000000 + 520)).toBe(ENOSYS);
    expect(ask(x64, ARM64, 63)).toBe(ENOSYS);
    expect(ask(arm64, 0x40000028, 3)).toBe(ENOSYS);
  });

  test('the new mount interface looks absent', () => {
    for (const number of [430, 431, 433]) expect(ask(x64, X64, number)).toBe(ENOSYS);
    expect(ask(x64, X64, 428)).toBe(0);
  });

  test('sockets are refused by family', () => {
    expect(ask(x64, X64, 41, [38, 5, 0])).toBe(EAFNOSUPPORT);
    expect(ask(x64, X64, 41, [40, 1, 0])).toBe(EAFNOSUPPORT);
    expect(ask(x64, X64, 41, [16, 3, 9])).toBe(EAFNOSUPPORT);
    expect(ask(x64, X64, 41, [16, 3, 0])).toBe(0);
    expect(ask(x64, X64, 41, [2, 1, 9])).toBe(0);
    expect(ask(x64, I386, 359, [38, 5, 0])).toBe(EAFNOSUPPORT);
  });

  test('arguments decide for umount2, ioctl, personality and seccomp', () => {
    expect([1, 3, 9].map((flags) => ask(x64, X64, 166, [0, flags]))).toEqual([EPERM, EPERM, EPERM]);
    expect([0, 2, 8].map((flags) => ask(x64, X64, 166, [0, flags]))).toEqual([0, 0, 0]);
    expect([0x5412, 0x541c, 0x5413].map((request) => ask(x64, X64, 16, [0, request]))).toEqual([EPERM, EPERM, 0]);
    expect([0, 8, 0xffffffff, 0x400000].map((value) => ask(x64, X64, 135, [value]))).toEqual([0, 0, 0, EPERM]);
    expect([0, 8].map((flags) => ask(x64, X64, 317, [1, flags]))).toEqual([0, EPERM]);
  });

  test('every answer is a few instructions away, whatever the call', () => {
    const longest = (program: Uint8Array, arch: number): number =>
      Math.max(...Array.from({ length: 1100 }, (_, number) => run(program, arch, number, [2, 2, 2]).steps));
    expect(longest(x64, X64)).toBeLessThan(25);
    expect(longest(x64, I386)).toBeLessThan(25);
    expect(longest(arm64, ARM64)).toBeLessThan(25);
    // TIOCGWINSZ, as every shell asks it.
    expect(run(x64, X64, 16, [0, 0x5413]).steps).toBeLessThan(15);
  });

  test('nothing is refused but what is named', () => {
    const refused = Array.from({ length: 0x1000 }, (_, number) => number).filter(
      (number) => ask(x64, X64, number) !== 0,
    );
    expect(refused).toEqual([
      ...[
        103, 154, 159, 163, 164, 167, 168, 172, 173, 174, 175, 176, 179, 180, 212, 227, 246, 248, 249, 250, 298, 304,
        305,
      ],
      ...[313, 320, 321, 323, 425, 426, 427, 430, 431, 433, 443],
    ]);
    expect([0x80000000, 0xffffffff].map((number) => ask(x64, X64, number))).toEqual([ENOSYS, ENOSYS]);
  });
});

describe('without netfilter', () => {
  const [ENOPROTOOPT, EPROTONOSUPPORT] = [92, 93];
  const programs = [
    { program: seccompProgram('x64', { netfilter: false }), arch: X64, socket: 41, get: 55, set: 54 },
    { program: seccompProgram('x64', { netfilter: false }), arch: I386, socket: 359, get: 365, set: 366 },
    { program: seccompProgram('arm64', { netfilter: false }), arch: ARM64, socket: 198, get: 209, set: 208 },
  ];

  test('the socket of nftables is refused, and those of routes and of audit are as ever', () => {
    for (const { program, arch, socket } of programs) {
      const answers = [12, 0, 9, 15, 16].map((protocol) => ask(program, arch, socket, [16, 3, protocol]));
      expect(answers).toEqual([EPROTONOSUPPORT, 0, EAFNOSUPPORT, 0, 0]);
      expect(ask(program, arch, socket, [2, 3, 12])).toBe(0);
    }
  });

  test('the socket options of tables are refused, and all other options pass', () => {
    const [ip, ip6] = [0, 41];
    const tables = [[64, 65, 66, 67, 80, 96, 97, 128, 1152, 1160] as const, [64, 65, 68, 69, 80] as const];
    // IP_TTL, IP_PKTINFO, IP_PROTOCOL, MRT_INIT, MRT_DONE; IPV6_V6ONLY, IPV6_TCLASS, IPV6_MINHOPCOUNT, IPV6_FREEBIND, MRT6_INIT.
    const others = [[2, 8, 52, 200, 201] as const, [26, 66, 67, 73, 78, 200] as const];
    for (const { program, arch, get, set } of programs)
      for (const call of [get, set])
        for (const [index, level] of [ip, ip6].entries()) {
          const of = (name: number) => ask(program, arch, call, [3, level, name]);
          expect(tables[index]?.map(of)).toEqual(tables[index]?.map(() => ENOPROTOOPT));
          expect(others[index]?.map(of)).toEqual(others[index]?.map(() => 0));
        }
    for (const { program, arch, set } of programs) expect(ask(program, arch, set, [3, 1, 64])).toBe(0);
  });

  test('32-bit programs have no way around it, and nothing else differs', () => {
    const [{ program } = { program: seccompProgram('x64') }] = programs;
    for (let number = 0; number < 480; number++) {
      expect(ask(program, I386, number)).toBe(number === 102 ? ENOSYS : ask(seccompProgram('x64'), I386, number));
      expect(ask(program, X64, number)).toBe(ask(seccompProgram('x64'), X64, number));
    }
  });
});

describe('capabilities', () => {
  const ones = (word: number): number => word.toString(2).replaceAll('0', '').length;
  const boundingOf = ({ low, high }: { readonly low: number; readonly high: number }): bigint =>
    BigInt(low) + (BigInt(high) << 32n);

  test('27 are kept, and none above the last known', () => {
    const { dropped, kept, count } = capabilitySets([]);
    expect([ones(kept.low) + ones(kept.high), count]).toEqual([27, 27]);
    expect(dropped.filter(({ known }) => known)).toHaveLength(14);
    expect(dropped.at(-1)).toMatchObject({ number: 63, known: false });
  });

  test('that are changed are kept or dropped, and read back as changes', () => {
    const changes = ['chown:off', 'net_raw:off', 'checkpoint_restore:on'];
    const { dropped, kept, count } = capabilitySets(changes);
    expect(count).toBe(26);
    expect(dropped.map(({ name }) => name)).toEqual(expect.arrayContaining(['CAP_CHOWN', 'CAP_NET_RAW']));
    expect(dropped.map(({ name }) => name)).not.toContain('CAP_CHECKPOINT_RESTORE');
    expect(changesOf(boundingOf(kept), changes)).toEqual(changes);
  });

  test('that init has dropped itself are no difference, and those it should not have are one', () => {
    const all = boundingOf(capabilitySets([]).kept);
    expect(changesOf(all & ~1n, [])).toEqual([]);
    expect(changesOf(0n, ['chown:off'])).toEqual(['chown:off']);
    expect(changesOf(all | (1n << 25n), [])).toEqual(['sys_time:on']);
    expect(changesOf(all, ['chown:off'])).toEqual([]);
  });
});

test('limits are lowered to what may be given', () => {
  const own = [
    'Limit                     Soft Limit           Hard Limit           Units     ',
    'Max core file size        0                    unlimited            bytes     ',
    'Max processes             96364                96364                processes ',
    'Max open files            20000                20000                files     ',
    'Max locked memory         8388608              8388608              bytes     ',
  ].join('\n');
  const of = (name: string) => containerLimits({ own, mayRaise: false }).find((limit) => limit.name === name);
  expect(of('nofile')).toMatchObject({ soft: 1024, hard: 20000 });
  expect(of('nproc')).toMatchObject({ soft: 96364, hard: 96364 });
  expect(of('core')).toMatchObject({ soft: 0, hard: 0 });
  expect(containerLimits({ own, mayRaise: true }).find(({ name }) => name === 'nofile')).toMatchObject({
    hard: 524288,
  });
});
