// The tiny template: the host's static busybox, a link per applet, and the few files a system container needs to boot.
// Its init starts no process of its own, so an idle container is one process. SIGUSR2 to init is a clean halt, at once when
// nothing else runs.

import { access, chmod, copyFile, mkdir, open, symlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { run } from '../../kernel/spawn.ts';

const PLACES = ['/bin/busybox', '/usr/bin/busybox', '/bin/busybox.static'];
const PT_INTERP = 3;

const DIRECTORIES: readonly (readonly [path: string, mode: number])[] = [
  ...['bin', 'dev', 'etc', 'home', 'mnt', 'proc', 'run', 'sbin', 'sys', 'usr', 'usr/bin', 'usr/sbin'].map(
    (path) => [path, 0o755] as const,
  ),
  ...['var', 'var/lib', 'var/log', 'var/spool'].map((path) => [path, 0o755] as const),
  ['root', 0o700],
  ['tmp', 0o1777],
  ['var/tmp', 0o1777],
];

const FILES: Readonly<Record<string, string>> = {
  'etc/passwd':
    'root:x:0:0:root:/root:/bin/sh\ndaemon:x:1:1:daemon:/:/bin/false\nnobody:x:65534:65534:nobody:/:/bin/false\n',
  'etc/group': 'root:x:0:\ndaemon:x:1:\ntty:x:5:\nnogroup:x:65534:\n',
  'etc/shadow': 'root:*:::::::\n',
  'etc/hosts': '127.0.0.1 localhost\n::1 localhost\n',
  'etc/resolv.conf': '',
  'etc/profile':
    'export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\numask 022\nalias reboot=/sbin/reboot\n',
  // Nothing respawns: without an entry of ours busybox would ask on terminals that are not there.
  'etc/inittab':
    "::sysinit:/bin/sh -c '[ ! -x /etc/rc.local ] || exec /etc/rc.local'\n::shutdown:/bin/sh /etc/rc.shutdown\n",
  // What is asked to end gets as long as from busybox's init, a second. But that one sleeps for it, and for another one,
  // when nothing is left, and syncs file systems that are the host's.
  'etc/rc.shutdown': `kill -TERM -1
turn=0
# init and this shell are always there
while set -- /proc/[0-9]*; [ $# -gt 2 ] && [ $((turn += 1)) -le 50 ]; do usleep 20000 || exit; done
[ ! -e /run/reboot ] || { rm /run/reboot; exec busybox reboot -nf; }
exec halt -nf
`,
};

/** Instead of the applet, which busybox's shell would take from itself: init does not tell /etc/rc.shutdown what it was asked for. */
const REBOOT = '#!/bin/sh\n: > /run/reboot\nexec busybox reboot "$@"\n';

/** The host's static busybox, undefined when there is none (Debian: busybox-static). */
export async function findBusybox(): Promise<string | undefined> {
  for (const path of PLACES) if (await isStatic(path)) return path;
  return undefined;
}

/** Fills the empty directory `root`. Throws when the host has no static busybox. */
export async function buildBusybox(root: string, signal: AbortSignal): Promise<void> {
  const source = await findBusybox();
  if (source === undefined) throw new Error('no static busybox on this host');
  for (const [path, mode] of DIRECTORIES) {
    await mkdir(`${root}/${path}`);
    // mkdir's mode is cut by the umask.
    await chmod(`${root}/${path}`, mode);
  }
  for (const [path, text] of Object.entries(FILES)) {
    await writeFile(`${root}/${path}`, text);
    await chmod(`${root}/${path}`, path === 'etc/shadow' ? 0o600 : 0o644);
  }
  await copyFile(source, `${root}/bin/busybox`);
  await chmod(`${root}/bin/busybox`, 0o755);
  const applets = (await run(source, ['--list-full'], { signal }))
    .split('\n')
    .filter((path) => /^[\w./[+-]+$/.test(path));
  for (const path of new Set(['sbin/init', 'bin/sh', ...applets])) {
    if (path === 'bin/busybox' || path === 'sbin/reboot' || path.split('/').includes('..')) continue;
    await mkdir(`${root}/${dirname(path)}`, { recursive: true });
    await symlink('/bin/busybox', `${root}/${path}`);
  }
  await writeFile(`${root}/sbin/reboot`, REBOOT);
  await chmod(`${root}/sbin/reboot`, 0o755);
  await symlink('/run', `${root}/var/run`);
}

/** True for an ELF program without PT_INTERP, which needs no dynamic linker: elf(5). Other files are false. */
export async function isStatic(path: string): Promise<boolean> {
  try {
    await access(path);
  } catch {
    return false;
  }
  await using file = await open(path, 'r');
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
  return hasNoInterpreter(buffer.subarray(0, bytesRead));
}

function hasNoInterpreter(head: Buffer): boolean {
  const is64BitLittleEndian =
    head.length >= 64 && head.readUInt32BE(0) === 0x7f454c46 && head[4] === 2 && head[5] === 1;
  if (!is64BitLittleEndian) return false;
  const table = Number(head.readBigUInt64LE(32));
  const size = head.readUInt16LE(54);
  const count = head.readUInt16LE(56);
  if (count === 0 || size < 4 || table + size * count > head.length) return false;
  return Array.from({ length: count }, (_, index) => head.readUInt32LE(table + size * index)).every(
    (type) => type !== PT_INTERP,
  );
}
