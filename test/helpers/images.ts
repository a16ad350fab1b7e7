// Debian systems with real inits, each one ext4 image: built once by mmdebstrap from this machine's mirror, kept outside the
// checkout under a name that says what is in it, and mounted read-only as a directory template. A guest of the rig sees the
// host's images and builds none. To build one anew, delete it.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { aptSources } from '../../drivers/rootfs/templates/debian.ts';
import { MMDEBSTRAP } from '../../drivers/rootfs/templates/judge.ts';

const run = promisify(execFile);
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const env = { ...process.env, PATH, LC_ALL: 'C' };

export interface ImageSpec {
  readonly suite: string;
  readonly packages: readonly string[];
  /** Shell commands in the finished system. */
  readonly finish?: string;
}

const common = ['iproute2', 'iputils-ping', 'login', 'passwd', 'util-linux'];
const systemd = [...common, 'dbus', 'libpam-systemd', 'systemd-sysv'];
/** A package to install without a network. */
const finish = 'cd /opt && apt-get download -qq hello';

export const IMAGES = {
  'debian-13': { suite: 'trixie', packages: [...systemd, 'busybox-static', 'systemd-container'], finish },
  'debian-12': { suite: 'bookworm', packages: systemd, finish },
  sysvinit: { suite: 'trixie', packages: [...common, 'initscripts', 'sysv-rc', 'sysvinit-core'] },
  openrc: { suite: 'trixie', packages: [...common, 'openrc', 'sysvinit-core'] },
} as const satisfies Record<string, ImageSpec>;
export type ImageName = keyof typeof IMAGES;

/** Why an image cannot be had here: for a skip, in words. */
export class ImageUnavailable extends Error {
  override readonly name = 'ImageUnavailable';
}

const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'vzreconcile-images');
const isGuest = existsSync('/rig/env');

/** The image's file; minutes when it has to be built. Throws ImageUnavailable. */
export async function prepareImage(name: ImageName): Promise<string> {
  const spec: ImageSpec = IMAGES[name];
  const digest = createHash('sha256').update(JSON.stringify(spec)).digest('hex').slice(0, 12);
  const file = join(cache, `${name}-${digest}.ext4`);
  if (existsSync(file)) return file;
  if (isGuest) throw new ImageUnavailable(`no image ${name}: a run of this suite on the host builds it`);
  if (!existsSync(MMDEBSTRAP)) throw new ImageUnavailable('needs mmdebstrap');
  mkdirSync(cache, { recursive: true });
  try {
    await build(spec, file);
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new ImageUnavailable(`image ${name}: ${(stderr?.trim() || message).split('\n').at(-1)}`);
  }
  return file;
}

async function build({ suite, packages, finish: hook }: ImageSpec, file: string): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'vzr-image-'));
  try {
    const tree = join(work, 'tree');
    const options = ['--quiet', '--mode=root', '--variant=minbase', '--dpkgopt=force-unsafe-io'];
    const hooks = hook === undefined ? [] : [`--customize-hook=chroot "$1" sh -c '${hook}'`];
    const include = `--include=${packages.join(',')}`;
    await run(MMDEBSTRAP, [...options, ...hooks, include, '--', suite, tree, ...aptSources(suite)], { env });
    const { stdout } = await run('du', ['-sm', tree], { env });
    const size = Math.ceil(Number.parseInt(stdout, 10) * 1.2) + 64;
    const image = `${file}.new`;
    await run('mkfs.ext4', ['-q', '-F', '-O', '^has_journal', '-d', tree, image, `${size}M`], { env });
    renameSync(image, file);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Mounts an image read-only; the result takes it away. */
export async function mountImage(file: string, folder: string): Promise<() => Promise<void>> {
  mkdirSync(folder, { recursive: true });
  await run('mount', ['-o', 'loop,ro', file, folder], { env });
  return async () => void (await run('umount', [folder], { env }));
}
