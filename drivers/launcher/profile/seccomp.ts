// The system call filter, seccomp(2): everything passes but what a container has no business with. Pure.
// Classic BPF over struct seccomp_data. Calls tested by number alone cost nothing later: since Linux 5.11 the kernel remembers
// "allow" per number. It asks the program about every number when a filter is set, and again at each call whose arguments
// decide, ioctl(2) above all: hence a search in halves and not a list.

const EPERM = 1;
const ENOSYS = 38;
const ENOPROTOOPT = 92;
const EPROTONOSUPPORT = 93;
const EAFNOSUPPORT = 97;

const ALLOW = 0x7fff0000;
/** SECCOMP_RET_USER_NOTIF: the listener answers. */
const ASK = 0x7fc00000;
const errno = (value: number): number => 0x00050000 + value;

/** Offsets in struct seccomp_data; arguments are 64-bit, of which the low word decides here. */
const AT_NUMBER = 0;
const AT_ARCH = 4;
const atArgument = (index: number): number => 16 + index * 8;

const X64 = 0xc000003e;
const I386 = 0x40000003;
const ARM64 = 0xc00000b7;
/** x32 calls carry this bit under the x64 architecture. */
const X32_BIT = 0x40000000;

type Instruction = readonly [code: number, jumpTrue: number, jumpFalse: number, k: number];

const loadWord = (offset: number): Instruction => [0x20, 0, 0, offset];
const answer = (value: number): Instruction => [0x06, 0, 0, value];
/** Skips `otherwise` instructions unless the word equals k. */
const unlessEqual = (k: number, otherwise: number): Instruction => [0x15, 0, otherwise, k];
/** Skips `otherwise` instructions unless the word is at least k. */
const unlessFrom = (k: number, otherwise: number): Instruction => [0x35, 0, otherwise, k];
const unlessSet = (k: number, otherwise: number): Instruction => [0x45, 0, otherwise, k];

const QUOTACTL = ['quotactl', 179, 60, 131] as const;

/** Calls refused by number: name -> [x64, arm64, i386]; undefined where the architecture has none. */
const REFUSED: readonly (readonly [name: string, ...numbers: readonly (number | undefined)[]])[] = [
  ['acct', 163, 89, 51],
  ['add_key', 248, 217, 286],
  ['adjtimex', 159, 171, 124],
  ['bpf', 321, 280, 357],
  ['clock_adjtime', 305, 266, 343],
  ['clock_adjtime64', undefined, undefined, 405],
  ['clock_settime', 227, 112, 264],
  ['clock_settime64', undefined, undefined, 404],
  ['create_module', 174, undefined, 127],
  ['delete_module', 176, 106, 129],
  ['finit_module', 313, 273, 350],
  ['init_module', 175, 105, 128],
  ['io_uring_enter', 426, 426, 426],
  ['io_uring_register', 427, 427, 427],
  ['io_uring_setup', 425, 425, 425],
  ['ioperm', 173, undefined, 101],
  ['iopl', 172, undefined, 110],
  ['kexec_file_load', 320, 294, undefined],
  ['kexec_load', 246, 104, 283],
  ['keyctl', 250, 219, 288],
  ['lookup_dcookie', 212, 18, 253],
  ['modify_ldt', 154, undefined, 123],
  ['nfsservctl', 180, 42, 169],
  ['open_by_handle_at', 304, 265, 342],
  ['perf_event_open', 298, 241, 336],
  QUOTACTL,
  ['quotactl_fd', 443, 443, 443],
  ['request_key', 249, 218, 287],
  ['settimeofday', 164, 170, 79],
  ['stime', undefined, undefined, 25],
  ['swapoff', 168, 225, 115],
  ['swapon', 167, 224, 87],
  // Reads the host's kernel log where kernel.dmesg_restrict is 0.
  ['syslog', 103, 116, 103],
  ['userfaultfd', 323, 282, 374],
  ['vm86', undefined, undefined, 166],
  ['vm86old', undefined, undefined, 113],
];

/**
 * The new mount interface answers "no such call", so that mount(8) falls back to the old one (CVE-2022-0185's parser). What starts
 * containers inside of one needs it: nspawn and LXC mount file systems by descriptors, and take ENOSYS for an old kernel.
 */
const ABSENT: readonly (readonly [name: string, number: number])[] = [
  ['fsopen', 430],
  ['fsconfig', 431],
  ['fspick', 433],
];

/** Numbers of the calls that are refused by argument. */
interface Guarded {
  readonly ioctl: number;
  readonly personality: number;
  readonly seccomp: number;
  readonly socket: number;
  readonly umount2: number;
  readonly getsockopt: number;
  readonly setsockopt: number;
}

const GUARDED = {
  x64: { ioctl: 16, personality: 135, seccomp: 317, socket: 41, umount2: 166, getsockopt: 55, setsockopt: 54 },
  arm64: { ioctl: 29, personality: 92, seccomp: 277, socket: 198, umount2: 39, getsockopt: 209, setsockopt: 208 },
  i386: { ioctl: 54, personality: 136, seccomp: 354, socket: 359, umount2: 52, getsockopt: 365, setsockopt: 366 },
} as const satisfies Record<string, Guarded>;

/** i386: all calls of sockets in one, with their arguments behind a pointer where no filter can look. */
const SOCKETCALL: (typeof ABSENT)[number] = ['socketcall', 102];

export interface FilterOptions {
  /** For containers that start containers. */
  readonly nesting?: boolean;
  /** False: no way to the kernel's packet filter. */
  readonly netfilter?: boolean;
  /**
   * quotactl(2) goes to the listener, of the processor's own kind of program: of 32-bit ones the structures differ. quotactl_fd(2)
   * stays closed; tools try it only where there is no device.
   */
  readonly quotas?: boolean;
}

/**
 * The program for processes of `architecture` ('x64' or 'arm64') as the bytes of a struct sock_filter array.
 * 32-bit socketcall(2) hides its family behind a pointer, so AF_ALG stays reachable there; closing it would break every
 * 32-bit program. Without netfilter it is closed: 32-bit programs that know no other way have no sockets then.
 */
export function seccompProgram(architecture: string, options: FilterOptions = {}): Uint8Array {
  const { nesting = false, netfilter = true, quotas = false } = options;
  const absent = nesting ? [] : ABSENT;
  const foreignAbsent = netfilter ? absent : [...absent, SOCKETCALL];
  const native = section(architecture === 'arm64' ? 'arm64' : 'x64', absent, { netfilter, quotas });
  const foreign =
    architecture === 'arm64'
      ? [answer(errno(ENOSYS))]
      : inspectForeign(section('i386', foreignAbsent, { netfilter, quotas: false }));
  const program = [
    loadWord(AT_ARCH),
    [0x15, 1, 0, architecture === 'arm64' ? ARM64 : X64] as const,
    // A jump of BPF's conditional kind reaches 255 instructions only; ja reaches all.
    [0x05, 0, 0, native.length] as const,
    ...native,
    ...foreign,
  ];
  const out = Buffer.alloc(program.length * 8);
  for (const [index, [code, jumpTrue, jumpFalse, k]] of program.entries()) {
    out.writeUInt16LE(code, index * 8);
    out[index * 8 + 2] = jumpTrue;
    out[index * 8 + 3] = jumpFalse;
    out.writeUInt32LE(k, index * 8 + 4);
  }
  return out;
}

/** The architecture word is loaded: i386 goes on, anything else has no system calls at all. */
const inspectForeign = (inner: readonly Instruction[]): Instruction[] => [
  loadWord(AT_ARCH),
  [0x15, 1, 0, I386],
  answer(errno(ENOSYS)),
  ...inner,
];

/** What is done with numbers from `from` on, up to the next one's. Every block ends with an answer. */
interface Range {
  readonly from: number;
  readonly block: readonly Instruction[];
}

const allowed = [answer(ALLOW)];
const forbidden = [answer(errno(EPERM))];
const unknown = [answer(errno(ENOSYS))];
const asked = [answer(ASK)];

function section(
  architecture: keyof typeof GUARDED,
  absent: typeof ABSENT,
  { netfilter, quotas }: { readonly netfilter: boolean; readonly quotas: boolean },
): Instruction[] {
  const column = { x64: 0, arm64: 1, i386: 2 }[architecture];
  const refused = REFUSED.flatMap(([, ...numbers]) => numbers[column] ?? []);
  const blocks = new Map<number, readonly Instruction[]>([
    ...refused.map((number) => [number, forbidden] as const),
    ...absent.map(([, number]) => [number, unknown] as const),
    ...guards(GUARDED[architecture], netfilter),
    ...(quotas ? [[QUOTACTL[column + 1] as number, asked] as const] : []),
  ]);
  const x32 = architecture === 'x64' ? [{ from: X32_BIT, block: unknown }] : [];
  return [loadWord(AT_NUMBER), ...search([...rangesOf(blocks), ...x32])];
}

/** All numbers from 0 on; neighbours that are treated alike are one range. */
function rangesOf(blocks: ReadonlyMap<number, readonly Instruction[]>): Range[] {
  const ranges: Range[] = [{ from: 0, block: allowed }];
  const add = (from: number, block: readonly Instruction[]): void => {
    if (ranges.at(-1)?.block !== block) ranges.push({ from, block });
  };
  for (const number of [...blocks.keys()].sort((a, b) => a - b)) {
    add(number, blocks.get(number) ?? allowed);
    if (!blocks.has(number + 1)) add(number + 1, allowed);
  }
  return ranges;
}

/** The number is in the accumulator: jumps over the lower half of the ranges, or falls into it, until one is left. */
function search(ranges: readonly Range[]): readonly Instruction[] {
  const middle = ranges.length >> 1;
  const upper = ranges[middle];
  if (upper === undefined || middle === 0) return ranges[0]?.block ?? allowed;
  const below = search(ranges.slice(0, middle));
  if (below.length > 255) throw new RangeError('a conditional jump reaches 255 instructions');
  return [[0x35 /* at least */, below.length, 0, upper.from], ...below, ...search(ranges.slice(middle))];
}

/** Calls whose arguments decide. The number is no longer in the accumulator. */
function guards(numbers: Guarded, netfilter: boolean): (readonly [number: number, block: readonly Instruction[]])[] {
  return [
    [numbers.umount2, [loadWord(atArgument(1)), unlessSet(1 /* MNT_FORCE */, 1), answer(errno(EPERM)), answer(ALLOW)]],
    [numbers.ioctl, refuseValues(1, [0x5412 /* TIOCSTI */, 0x541c /* TIOCLINUX */], EPERM)],
    [
      numbers.seccomp,
      [loadWord(atArgument(1)), unlessSet(8 /* NEW_LISTENER */, 1), answer(errno(EPERM)), answer(ALLOW)],
    ],
    [numbers.personality, allowValues(0, [0, 0x8, 0x20000, 0x20008, 0x40000, 0xffffffff])],
    [
      numbers.socket,
      [
        loadWord(atArgument(0)),
        ...[38 /* AF_ALG */, 40 /* AF_VSOCK */].flatMap((family) => [
          unlessEqual(family, 1),
          answer(errno(EAFNOSUPPORT)),
        ]),
        unlessEqual(16 /* AF_NETLINK */, netfilter ? 3 : 5),
        loadWord(atArgument(2)),
        unlessEqual(9 /* NETLINK_AUDIT */, 1),
        answer(errno(EAFNOSUPPORT)),
        ...(netfilter ? [] : [unlessEqual(12 /* NETLINK_NETFILTER */, 1), answer(errno(EPROTONOSUPPORT))]),
        answer(ALLOW),
      ],
    ],
    ...(netfilter ? [] : [numbers.getsockopt, numbers.setsockopt].map((number) => [number, refuseTables()] as const)),
  ];
}

/**
 * The socket options of netfilter, <linux/netfilter_ipv4/ip_tables.h> and its siblings, answered as by a kernel without it. Of
 * level IP: tables of addresses, ARP and bridges and the original destination (64 to 199, where no other option is), and IPVS
 * (from 1152). Of level IPv6 five, between options of its own.
 */
function refuseTables(): Instruction[] {
  const refused = answer(errno(ENOPROTOOPT));
  const name = loadWord(atArgument(2));
  const ip = [
    name,
    unlessFrom(64, 4),
    // Skips the refusal when it is at least 200: multicast routing.
    [0x35, 1, 0, 200] as const,
    refused,
    unlessFrom(1152, 1),
    refused,
    answer(ALLOW),
  ];
  const ip6 = [name, ...[64, 65, 68, 69, 80].flatMap((k) => [unlessEqual(k, 1), refused]), answer(ALLOW)];
  return [
    loadWord(atArgument(1)),
    ...[unlessEqual(0 /* SOL_IP */, ip.length), ...ip],
    ...[unlessEqual(41 /* SOL_IPV6 */, ip6.length), ...ip6],
    answer(ALLOW),
  ];
}

const refuseValues = (argument: number, values: readonly number[], code: number): Instruction[] => [
  loadWord(atArgument(argument)),
  ...values.flatMap((value) => [unlessEqual(value, 1), answer(errno(code))]),
  answer(ALLOW),
];

const allowValues = (argument: number, values: readonly number[]): Instruction[] => [
  loadWord(atArgument(argument)),
  ...values.flatMap((value) => [unlessEqual(value, 1), answer(ALLOW)]),
  answer(errno(EPERM)),
];
