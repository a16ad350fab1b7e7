// System call numbers, <asm/unistd.h>: x64 and arm64. From 424 on both share one table. Absent: the architecture has none.

import { arch } from 'node:process';

const table = {
  read: [0, 63],
  write: [1, 64],
  close: [3, 57],
  fstat: [5, 80],
  ioctl: [16, 29],
  setitimer: [38, 103],
  sendto: [44, 206],
  sendmsg: [46, 211],
  socketpair: [53, 199],
  execve: [59, 221],
  fcntl: [72, 25],
  chdir: [80, 49],
  fchdir: [81, 50],
  umask: [95, 166],
  setsid: [112, 157],
  setgroups: [116, 159],
  setresuid: [117, 147],
  setresgid: [119, 149],
  setfsuid: [122, 151],
  setpriority: [141, 140],
  setfsgid: [123, 152],
  rt_sigprocmask: [14, 135],
  capget: [125, 90],
  capset: [126, 91],
  fstatfs: [138, 44],
  pivot_root: [155, 41],
  prctl: [157, 167],
  mount: [165, 40],
  umount2: [166, 39],
  sethostname: [170, 161],
  quotactl: [179, 60],
  exit_group: [231, 94],
  keyctl: [250, 219],
  openat: [257, 56],
  mkdirat: [258, 34],
  mknodat: [259, 33],
  fchownat: [260, 54],
  unlinkat: [263, 35],
  symlinkat: [266, 36],
  unshare: [272, 97],
  dup3: [292, 24],
  pipe2: [293, 59],
  prlimit64: [302, 261],
  setns: [308, 268],
  renameat2: [316, 276],
  seccomp: [317, 277],
  memfd_create: [319, 279],
  bpf: [321, 280],
  pidfd_send_signal: [424, 424],
  open_tree: [428, 428],
  move_mount: [429, 429],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  pidfd_open: [434, 434],
  clone3: [435, 435],
  close_range: [436, 436],
  openat2: [437, 437],
  pidfd_getfd: [438, 438],
  mount_setattr: [442, 442],
  quotactl_fd: [443, 443],
} as const satisfies Record<string, readonly [x64: number, arm64: number]>;

export type SyscallName = keyof typeof table;

/** The number of a system call on `architecture` (default: this one). Throws on other architectures. */
export function syscallNumber(name: SyscallName, architecture: string = arch): number {
  if (architecture === 'x64') return table[name][0];
  if (architecture === 'arm64') return table[name][1];
  throw new Error(`no system call numbers for ${architecture}`);
}
