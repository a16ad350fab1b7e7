// The guest's kernel: Debian's own package, fetched once by apt from the machine's mirror with its signatures checked, and
// unpacked to what qemu boots: an uncompressed kernel, modules that need no unpacking, and an initramfs with busybox.
// Kept outside the checkout under the version of the package and what is unpacked of it.

import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

export interface RigKernel {
  /** `uname -r` of the guest. */
  readonly release: string;
  readonly image: string;
  readonly initramfs: string;
  /** The folder that has lib/modules. */
  readonly modules: string;
}

/** Why the rig cannot be had here: for a skip, in words. */
export class RigUnavailable extends Error {
  override readonly name = 'RigUnavailable';
}

/** Debian's release with that kernel. */
const SUITES: Readonly<Record<string, string>> = { '6.12': 'trixie', '6.1': 'bookworm' };
export const KERNELS = Object.keys(SUITES);

const PROGRAMS: readonly (readonly [program: string, pkg: string])[] = [
  ['qemu-system-x86_64', 'qemu-system-x86'],
  ['apt-get', 'apt'],
  ['dpkg-deb', 'dpkg'],
  ['zstd', 'zstd'],
  ['xz', 'xz-utils'],
  ['depmod', 'kmod'],
  ['mkfs.ext4', 'e2fsprogs'],
  ['mkfs.xfs', 'xfsprogs'],
  ['mkfs.btrfs', 'btrfs-progs'],
  ['mkswap', 'util-linux'],
];
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const BUSYBOX = ['/bin/busybox', '/usr/bin/busybox'];
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

const run = promisify(execFile);
const env = { ...process.env, PATH, LC_ALL: 'C' };
const isProgram = (name: string): boolean => PATH.split(':').some((folder) => existsSync(`${folder}/${name}`));

const GIB = 2 ** 30;
/** Bytes that the disks of two guests may come to hold. */
const ROOM = 6 * GIB;

/** Throws RigUnavailable with what to install. */
function checkTools(): void {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new RigUnavailable('needs Linux on x64');
  if (process.getuid?.() !== 0) throw new RigUnavailable('needs root, for the guest shares its files');
  const lacking = PROGRAMS.filter(([program]) => !isProgram(program)).map(([, pkg]) => pkg);
  if (!BUSYBOX.some((path) => existsSync(path))) lacking.push('busybox-static');
  const { bavail, bsize } = statfsSync(tmpdir());
  if (bavail * bsize < ROOM) throw new RigUnavailable(`needs ${ROOM / GIB} GiB of free space in ${tmpdir()}`);
  if (lacking.length > 0) throw new RigUnavailable(`apt-get install ${lacking.join(' ')}`);
}

const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'vzreconcile-rig');

/** The kernel of that series, ready to boot. Throws RigUnavailable. */
export async function prepareKernel(series = '6.12'): Promise<RigKernel> {
  const suite = SUITES[series];
  if (suite === undefined) throw new RigUnavailable(`no kernel ${series}; there are ${KERNELS.join(', ')}`);
  checkTools();
  const apt = aptFor(suite);
  const found = await findPackage(apt).catch((error: unknown) => newestCached(series) ?? unavailable('apt', error));
  const folder = typeof found === 'string' ? found : join(cache, `${series}-${found.version}-${UNPACKED}`);
  if (typeof found !== 'string' && !existsSync(folder)) {
    await unpack(apt, found, folder).catch((error: unknown) => unavailable(`the kernel ${found.name}`, error));
  }
  const [release = ''] = readdirSync(join(folder, 'lib/modules'));
  return { release, image: join(folder, 'vmlinux'), modules: folder, initramfs: makeInitramfs(folder, release) };
}

function unavailable(what: string, error: unknown): never {
  const { stderr, message } = error as { stderr?: string; message: string };
  throw new RigUnavailable(`${what}: ${(stderr?.trim() || message).split('\n').at(-1)}`);
}

/** Without a network an earlier download serves. */
function newestCached(series: string): string | undefined {
  if (!existsSync(cache)) return undefined;
  const name = readdirSync(cache)
    .filter((one) => one.startsWith(`${series}-`) && one.endsWith(`-${UNPACKED}`))
    .sort()
    .at(-1);
  return name === undefined ? undefined : join(cache, name);
}

/** apt's options for a package list of its own: the machine's configuration is neither used nor changed. */
function aptFor(suite: string): readonly string[] {
  const home = join(cache, `apt-${suite}`);
  for (const name of ['lists/partial', 'archives/partial']) mkdirSync(join(home, name), { recursive: true });
  const targets = execFileSync(
    'apt-get',
    ['indextargets', '--format', '$(REPO_URI) $(CODENAME)', 'Created-By: Packages'],
    {
      env,
      encoding: 'utf8',
    },
  );
  // The machine's mirror: the archive its own release comes from, which has the others as well.
  const own = /^VERSION_CODENAME=(.*)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
  const mirror = targets
    .split('\n')
    .map((line) => line.split(' '))
    .find(([, codename]) => codename === own)?.[0];
  if (mirror === undefined) throw new RigUnavailable("this machine's apt sources name no Debian archive");
  const list = join(home, 'sources.list');
  writeFileSync(list, `deb [signed-by=${KEYRING}] ${mirror} ${suite} main\n`);
  const options = {
    'Dir::Etc::sourcelist': list,
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::State::lists': join(home, 'lists'),
    'Dir::Cache': home,
    'APT::Sandbox::User': 'root',
  };
  return Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}

interface KernelPackage {
  readonly name: string;
  readonly version: string;
}

/** What linux-image-amd64 stands for today. */
async function findPackage(apt: readonly string[]): Promise<KernelPackage> {
  await run('apt-get', [...apt, 'update', '-qq'], { env });
  const { stdout } = await run('apt-cache', [...apt, 'show', '--no-all-versions', 'linux-image-amd64'], { env });
  const name = /^Depends: (linux-image-[^ ,]+)/m.exec(stdout)?.[1];
  const version = /^Version: (.*)$/m.exec(stdout)?.[1];
  if (name === undefined || version === undefined) throw new Error('linux-image-amd64 is not in the package list');
  return { name, version };
}

/** What tests need of the modules; drivers of hardware stay in the package. */
const PARTS = [
  'boot/vmlinuz-*',
  ...[
    'modules.*',
    ...['arch', 'block', 'crypto', 'drivers/block', 'drivers/char', 'drivers/virtio', 'fs', 'lib', 'mm', 'net'].map(
      (one) => `kernel/${one}`,
    ),
  ],
  'kernel/drivers/net/*.ko*',
].flatMap((one) => (one.startsWith('boot') ? [`./${one}`] : [`./usr/lib/modules/*/${one}`, `./lib/modules/*/${one}`]));
const UNPACKED = createHash('sha256').update(PARTS.join()).digest('hex').slice(0, 8);

async function unpack(apt: readonly string[], { name }: KernelPackage, folder: string): Promise<void> {
  const work = `${folder}.new`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(join(work, 'lib'), { recursive: true });
  await run('apt-get', [...apt, 'download', '-qq', name], { env, cwd: work });
  const deb = readdirSync(work).find((file) => file.endsWith('.deb'));
  // tar complains of patterns that match nothing: /lib or /usr/lib, by Debian's release.
  const extract = `dpkg-deb --fsys-tarfile "$1" | tar -x --wildcards ${PARTS.map((part) => `'${part}'`).join(' ')} 2>/dev/null`;
  await run('/bin/sh', ['-c', `${extract}; test -d boot`, 'sh', `${deb}`], { env, cwd: work });
  rmSync(join(work, `${deb}`));
  const modules = [join(work, 'usr/lib/modules'), join(work, 'lib/modules')].find((path) => existsSync(path)) ?? '';
  if (modules !== join(work, 'lib/modules')) renameSync(modules, join(work, 'lib/modules'));
  const [release = ''] = readdirSync(join(work, 'lib/modules'));
  const tree = join(work, 'lib/modules', release);
  await run('/bin/sh', ['-c', `find . -name '*.ko.xz' -print0 | xargs -0 -r -n 64 -P 2 xz -d`], { env, cwd: tree });
  await run('depmod', ['-b', work, release], { env });
  await extractImage(join(work, `boot/vmlinuz-${release}`), join(work, 'vmlinux'));
  renameSync(work, folder);
}

/** Where compressed kernels begin, and what unpacks them. */
const PAYLOADS = [
  { magic: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), program: 'zstd' },
  { magic: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]), program: 'xz' },
] as const;

/** The ELF inside a bzImage: a guest without KVM would take seconds to unpack it at each boot. */
async function extractImage(compressed: string, target: string): Promise<void> {
  const image = readFileSync(compressed);
  for (const { magic, program } of PAYLOADS) {
    for (let at = image.indexOf(magic); at >= 0; at = image.indexOf(magic, at + 1)) {
      const payload = `${target}.payload`;
      writeFileSync(payload, image.subarray(at));
      // What follows the payload makes them complain after they have written it.
      await run('/bin/sh', ['-c', `${program} -dc < '${payload}' > '${target}' 2>/dev/null; true`], { env });
      rmSync(payload);
      if (existsSync(target) && readFileSync(target).subarray(0, 4).equals(Buffer.from('\x7fELF', 'latin1'))) return;
    }
  }
  throw new Error(`${compressed} has no payload that can be unpacked`);
}

/** Modules without which the guest sees neither its root nor its disks and ports. 6.1 has virtio as modules, 6.12 built in. */
const EARLY = ['virtio_pci', 'virtio_blk', 'virtio_console', '9pnet_virtio', '9p', 'overlay'];

/** Their files in the order in which they can be loaded: what a module needs is listed after it, the first to load last. */
function earlyModules(modules: string): readonly string[] {
  const lines = readFileSync(join(modules, 'modules.dep'), 'utf8').split('\n');
  const ordered = EARLY.flatMap((name) => {
    const [path, needs = ''] = lines.find((line) => line.includes(`/${name}.ko:`))?.split(':') ?? [];
    return path === undefined ? [] : [...needs.split(' ').filter(Boolean).reverse(), path];
  });
  return [...new Set(ordered)];
}

/** An initramfs for what init.sh says now. */
function makeInitramfs(folder: string, release: string): string {
  const init = join(import.meta.dirname, '../../../test/vm/init.sh');
  const digest = createHash('sha256').update(readFileSync(init)).digest('hex').slice(0, 12);
  const target = join(folder, `initramfs-${digest}`);
  if (existsSync(target)) return target;
  const work = mkdtempSync(join(tmpdir(), 'vzr-initramfs-'));
  try {
    for (const name of ['bin', 'lib', 'proc', 'sys', 'dev']) mkdirSync(join(work, name));
    cpSync(BUSYBOX.find((path) => existsSync(path)) ?? '', join(work, 'bin/busybox'), { dereference: true });
    const modules = join(folder, 'lib/modules', release);
    const early = earlyModules(modules);
    for (const path of early) cpSync(join(modules, path), join(work, 'lib', basename(path)));
    writeFileSync(join(work, 'lib/order'), early.map((path) => `${basename(path)}\n`).join(''));
    cpSync(init, join(work, 'init'));
    chmodSync(join(work, 'init'), 0o755);
    const pack = `find . | bin/busybox cpio -o -H newc | gzip -1 > '${target}.new'`;
    execFileSync('/bin/sh', ['-c', pack], { cwd: work, env, stdio: ['ignore', 'ignore', 'ignore'] });
    renameSync(`${target}.new`, target);
  } finally {
    rmSync(work, { recursive: true });
  }
  return target;
}
