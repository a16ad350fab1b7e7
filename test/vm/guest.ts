// One virtual machine: qemu with the kernel of kernel.ts and this machine's root. It runs one command and powers off; what
// outlasts its limit is killed, and its console tells why. All state is in files of a folder that goes with it.

import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import type { RigKernel } from './kernel.ts';

export interface Disk {
  readonly file: string;
  /** Of its file system. `scratch` is mounted on /var/tmp, `swap` is switched on. */
  readonly label: string;
  /** An empty file for its writes and flushes: see write-log.ts. */
  readonly log?: string;
}

export interface GuestSpec {
  readonly kernel: RigKernel;
  /** A shell script; absent: a shell on this process's terminal. */
  readonly command?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly disks?: readonly Disk[];
  /** Milliseconds; absent: none. */
  readonly limit?: number;
  /** MiB. */
  readonly memory?: number;
  /** Files and folders copied to the share, /rig in the guest, by their name there. The guest may write to them. */
  readonly files?: Readonly<Record<string, string>>;
}

export interface GuestEnd {
  /** Of the command; undefined when the machine ended without saying. */
  readonly status: number | undefined;
  /** The last lines of the console. */
  readonly console: string;
  /** Seconds from the kernel's start to the command's. */
  readonly up: number | undefined;
}

export interface Guest {
  /** What the command prints. */
  readonly output: Readable;
  /** The other end of /dev/vport0p2 in the guest: `command` may talk to it. */
  readonly channel: Socket;
  readonly ended: Promise<GuestEnd>;
  /** The plug is pulled: nothing is written any more, by anybody. */
  cut(): void;
}

const share = (id: string, path: string, more = ''): string[] => [
  '-virtfs',
  `local,path=${path},mount_tag=${id},security_model=none,multidevs=remap${more}`,
];

function drive({ file, log }: Disk, index: number): string[] {
  if (log === undefined) return ['-drive', `file=${file},if=virtio,format=raw,cache=unsafe,discard=unmap`];
  const node = (options: string): string[] => ['-blockdev', options];
  return [
    ...node(`driver=file,filename=${file},node-name=file${index},cache.no-flush=on`),
    ...node(`driver=file,filename=${log},node-name=log${index},cache.no-flush=on`),
    ...node(`driver=blklogwrites,file=file${index},log=log${index},node-name=disk${index}`),
    // In a log, a range that is zeroed is two entries, which others come between.
    ...['-device', `virtio-blk-pci,drive=disk${index},write-cache=on,discard=off,write-zeroes=off`],
  ];
}

/** A memory node for each processor, of half the memory: MiB. */
const nodes = (memory: number): string[] =>
  [0, 1].flatMap((node) => [
    ...['-object', `memory-backend-ram,id=memory${node},size=${memory / 2}M`],
    ...['-numa', `node,nodeid=${node},cpus=${node},memdev=memory${node}`],
  ]);

/** Boots. The caller reads `output` or resumes it. */
export function bootGuest(spec: GuestSpec): Guest {
  const folder = mkdtempSync(join(tmpdir(), 'vzr-guest-'));
  const disks = spec.disks ?? [];
  writeShare(folder, spec, disks);
  const console = join(folder, 'console');
  const isShell = spec.command === undefined;
  const child = spawn(
    'setpriv',
    [
      // A guest does not outlive who talks to it, however that ends.
      ...['--pdeathsig', 'KILL', '--', 'qemu-system-x86_64'],
      ...['-M', 'q35', ...accelerator(spec.kernel)],
      // Two processors that take turns in one thread: what guests with a thread for each do under TCG is not reliable.
      ...['-smp', '2', '-m', String(spec.memory ?? 2048), ...nodes(spec.memory ?? 2048)],
      ...['-kernel', spec.kernel.image, '-initrd', spec.kernel.initramfs],
      ...['-append', KERNEL],
      ...['-nodefaults', '-display', 'none', '-no-reboot'],
      ...['-serial', isShell ? 'mon:stdio' : `file:${console}`],
      ...['-device', 'virtio-serial-pci'],
      ...['-chardev', 'socket,id=output,fd=3', '-device', 'virtserialport,nr=1,chardev=output,name=output'],
      ...['-chardev', 'socket,id=channel,fd=4', '-device', 'virtserialport,nr=2,chardev=channel,name=channel'],
      ...share('host', '/', ',readonly=on'),
      ...share('rig', folder),
      ...disks.flatMap(drive),
      // A network card to give away, on no network. Without its ROM, which the firmware would run. Last: what the guest calls its
      // ports and disks goes by their order.
      ...['-device', 'virtio-net-pci,romfile='],
    ],
    { stdio: [isShell ? 'inherit' : 'ignore', isShell ? 'inherit' : 'ignore', 'pipe', 'pipe', 'pipe'] },
  );
  // It goes when the guest does, which `ended` tells.
  child.stdio[4]?.on('error', () => {});
  let complaints = '';
  child.stderr?.on('data', (data) => (complaints += String(data)));
  const timer = spec.limit === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), spec.limit);
  return {
    output: child.stdio[3] as Readable,
    channel: child.stdio[4] as Socket,
    cut: () => void child.kill('SIGKILL'),
    ended: ended(child).then(() => {
      clearTimeout(timer);
      const end = {
        status: numberIn(join(folder, 'status')),
        up: numberIn(join(folder, 'up')),
        console: [...textIn(console).split('\n').slice(-40), complaints].join('\n').trim(),
      };
      rmSync(folder, { recursive: true });
      return end;
    }),
  };
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => resolve());
  });

const textIn = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');
function numberIn(path: string): number | undefined {
  const text = textIn(path).trim();
  return text === '' ? undefined : Number(text);
}

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

function writeShare(folder: string, spec: GuestSpec, disks: readonly Disk[]): void {
  const variables = {
    RIG_MODULES: join(spec.kernel.modules, 'lib/modules', spec.kernel.release),
    RIG_DISKS: disks.map(({ label }) => label).join(' '),
    RIG_CWD: spec.cwd ?? process.cwd(),
    RIG_SHELL: spec.command === undefined ? '1' : '',
    RIG_OUT: '/dev/vport0p1',
  };
  const lines = (values: Readonly<Record<string, string>>, how = ''): string =>
    Object.entries(values)
      .map(([name, value]) => `${how}${name}=${quoted(value)}\n`)
      .join('');
  writeFileSync(join(folder, 'env'), lines(variables));
  writeFileSync(join(folder, 'command'), `${lines(spec.env ?? {}, 'export ')}${spec.command ?? ''}\n`);
  for (const [name, from] of Object.entries(spec.files ?? {})) cpSync(from, join(folder, name), { recursive: true });
  copyFileSync(join(import.meta.dirname, '../../../test/vm/boot.sh'), join(folder, 'boot.sh'));
}

/**
 * Emulated code is translated once for each address it is at: with programs at the same ones each time the same mixed load takes
 * 33 s of processor time instead of 49, and starting `true` 22 ms instead of 55.
 */
const KERNEL = 'console=ttyS0 quiet panic=-1 mitigations=off nokaslr norandmaps cryptomgr.notests no_timer_check';

let accel: readonly string[] | undefined;

/**
 * Emulated, a string instruction goes byte by byte, and opening user memory ends a translated block. Without the first one
 * mixed load takes 29.0 s of processor time instead of 35.9, without the second 32.8.
 */
const EMULATED = ['-cpu', 'max,erms=off,smap=off', '-accel', 'tcg,thread=single,tb-size=512'];

/** KVM only where a kernel really boots with it: the device alone promises nothing, nor does a loop of a few instructions. */
function accelerator(kernel: RigKernel): readonly string[] {
  accel ??= existsSync('/dev/kvm') && bootsWithKvm(kernel) ? KVM : EMULATED;
  return accel;
}

const KVM = ['-cpu', 'max', '-accel', 'kvm'];

/** A kernel without a root panics when it has come up. Where KVM itself is emulated it does not get there in minutes. */
function bootsWithKvm({ image }: RigKernel): boolean {
  const machine = [
    '-M',
    'q35',
    ...KVM,
    '-m',
    '256',
    '-nodefaults',
    '-display',
    'none',
    '-no-reboot',
    '-serial',
    'stdio',
  ];
  try {
    const said = execFileSync('qemu-system-x86_64', [...machine, '-kernel', image, '-append', KERNEL], {
      timeout: 5_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return said.includes('Kernel panic');
  } catch {
    return false;
  }
}

const run = promisify(execFile);
const MAKE: Readonly<Record<string, (label: string, file: string) => readonly [string, readonly string[]]>> = {
  scratch: (label, file) => ['mkfs.ext4', ['-q', '-F', '-L', label, '-E', 'lazy_itable_init=1,nodiscard', file]],
  ext4: (label, file) => [
    'mkfs.ext4',
    ['-q', '-F', '-L', label, '-O', 'quota,project', '-E', 'quotatype=prjquota,lazy_itable_init=1,nodiscard', file],
  ],
  xfs: (label, file) => ['mkfs.xfs', ['-q', '-L', label, file]],
  btrfs: (label, file) => ['mkfs.btrfs', ['-q', '-L', label, file]],
  swap: (label, file) => ['mkswap', ['-L', label, file]],
};
const MIB = 1024 * 1024;
const SIZES: Readonly<Record<string, number>> = { scratch: 16_384, ext4: 4096, xfs: 4096, btrfs: 4096, swap: 1024 };

/** Fresh disks in `folder`, one of each kind named. Sparse. */
export async function makeDisks(
  folder: string,
  kinds: readonly string[] = Object.keys(MAKE),
): Promise<readonly Disk[]> {
  mkdirSync(folder, { recursive: true });
  return Promise.all(
    kinds.map(async (label) => {
      const file = join(folder, label);
      writeFileSync(file, '');
      truncateSync(file, (SIZES[label] ?? 0) * MIB);
      const [program, args] = MAKE[label]?.(label, file) ?? ['false', []];
      await run(program, [...args], { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } });
      return { file, label };
    }),
  );
}
