import { describe, expect, test } from 'vitest';
import { DROPPED_CAPABILITIES, KEPT_CAPABILITIES } from '../../drivers/launcher/profile/capabilities.ts';
import { containerLimits } from '../../drivers/launcher/profile/limits.ts';
import { seccompProgram } from '../../drivers/launcher/profile/seccomp.ts';

const X64 = 0xc000003e;
const I386 = 0x40000003;
const ARM64 = 0xc00000b7;

/** What the kernel does with the program: 0 for allow, else the errno. */
function ask(program: Uint8Array, arch: number, number: number, args: readonly number[] = []): number {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(number >>> 0, 0);
  data.writeUInt32LE(arch, 4);
  for (const [index, value] of args.entries()) data.writeUInt32LE(value >>> 0, 16 + index * 8);
  const code = Buffer.from(program);
  let word = 0;
  for (let at = 0; at < code.length / 8; at++) {
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
      case 0x45:
        at += (word & k) !== 0 ? jumpTrue : jumpFalse;
        break;
      case 0x06:
        return k === 0x7fff0000 ? 0 : k - 0x50000;
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
});

test('27 capabilities are kept, and none above the last known', () => {
  const ones = (word: number): number => word.toString(2).replaceAll('0', '').length;
  expect(ones(KEPT_CAPABILITIES.low) + ones(KEPT_CAPABILITIES.high)).toBe(27);
  expect(DROPPED_CAPABILITIES.filter(({ known }) => known)).toHaveLength(14);
  expect(DROPPED_CAPABILITIES.at(-1)).toMatchObject({ number: 63, known: false });
});

test('limits are lowered to what may be given', () => {
  const own = [
    'Limit                     Soft Limit           Hard Limit           Units     ',
    'Max core file size        0                    unlimited            bytes     ',
    'Max processes             96364                96364                processes ',
    'Max open files            20000                20000                files     ',
    'Max locked memory         8388608              8388608              bytes     ',
  ].join('\n');
  const of = (name: string) => containerLimits(own, false).find((limit) => limit.name === name);
  expect(of('nofile')).toMatchObject({ soft: 1024, hard: 20000 });
  expect(of('nproc')).toMatchObject({ soft: 96364, hard: 96364 });
  expect(of('core')).toMatchObject({ soft: 0, hard: 0 });
  expect(containerLimits(own, true).find(({ name }) => name === 'nofile')).toMatchObject({ hard: 524288 });
});
