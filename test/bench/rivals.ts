// What the benchmark is measured against, each on the same overlay root with a sleeping busybox, without network:
// the bare C floor, lxc-start and runc. A rival that is not installed is reported as absent, never guessed.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

const idBase = 0x7f000000;

/** Milliseconds for N starts, or why it could not be measured. */
export type Measured = { readonly ms: number } | { readonly absent: string };

export interface BenchRoot {
  /** A directory with bin/busybox and empty mount points. */
  readonly lower: string;
  /** An empty directory on a file system that can hold overlay upper layers. */
  readonly scratch: string;
}

const which = (...paths: string[]): string | undefined => paths.find((path) => existsSync(path));

/** The C loop of floor.c, compiled on the spot. */
export function measureFloor(n: number, root: BenchRoot, source: string): Measured {
  const cc = which('/usr/bin/cc', '/usr/bin/gcc');
  if (cc === undefined) return { absent: 'no C compiler' };
  const binary = join(root.scratch, 'floor');
  if (!existsSync(binary)) {
    const built = spawnSync(cc, ['-O2', '-o', binary, source], { encoding: 'utf8' });
    if (built.status !== 0) return { absent: `cc: ${built.stderr.trim()}` };
  }
  const areas = join(root.scratch, 'floor-areas');
  mkdirSync(areas, { recursive: true });
  const run = spawnSync(binary, [String(n), root.lower, areas], { encoding: 'utf8' });
  return run.status === 0 ? { ms: Number(run.stdout) } : { absent: run.stderr.trim() };
}

function lxcConfig(name: string, root: BenchRoot, upper: string): string {
  // As lxc-create writes it on Debian: the distribution's own profile, with whatever hooks its packages add.
  const v2 = existsSync('/sys/fs/cgroup/cgroup.controllers');
  const limits = v2
    ? ['lxc.cgroup2.memory.max = 268435456', 'lxc.cgroup2.pids.max = 4096', 'lxc.cgroup2.cpuset.cpus = 0']
    : ['lxc.cgroup.memory.limit_in_bytes = 268435456', 'lxc.cgroup.pids.max = 4096', 'lxc.cgroup.cpuset.cpus = 0'];
  return [
    'lxc.include = /usr/share/lxc/config/common.conf',
    'lxc.include = /usr/share/lxc/config/userns.conf',
    `lxc.uts.name = ${name}`,
    `lxc.idmap = u 0 ${idBase} 65536`,
    `lxc.idmap = g 0 ${idBase} 65536`,
    `lxc.rootfs.path = overlayfs:${root.lower}:${upper}`,
    'lxc.net.0.type = empty',
    // Neither side has an LSM profile; Debian's for lxc is loaded by a service that a guest has not.
    'lxc.apparmor.profile = unconfined',
    'lxc.init.cmd = /bin/busybox sleep 100000',
    ...limits,
    '',
  ].join('\n');
}

/** A PATH without newuidmap, which would ask for a grant in /etc/subuid; lxc then writes the map itself, as root. */
function pathWithoutIdTools(scratch: string): string {
  const dir = join(scratch, 'bin');
  if (!existsSync(dir)) {
    mkdirSync(dir, { recursive: true });
    for (const tool of 'sh mount umount readlink cat sed grep mkdir ls dirname basename test ln touch awk stat tr cut rm id'.split(
      ' ',
    )) {
      const path = which(`/bin/${tool}`, `/usr/bin/${tool}`);
      if (path !== undefined) symlinkSync(path, join(dir, tool));
    }
  }
  return dir;
}

/** Runs `commands` with at most `width` at a time; returns false when one failed. */
async function runAll(
  commands: readonly (readonly string[])[],
  width: number,
  path = '/nonexistent',
): Promise<boolean> {
  let next = 0;
  let ok = true;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < commands.length; i = next++) {
      const [file = '', ...args] = commands[i] ?? [];
      const child = spawn(file, args, { stdio: 'ignore', env: { PATH: path }, cwd: '/' });
      const code = await new Promise((done) => child.on('close', done).on('error', () => done(-1)));
      ok &&= code === 0;
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return ok;
}

/** lxc-start of N configured containers, `width` at a time. */
export async function measureLxc(n: number, root: BenchRoot, width: number): Promise<Measured> {
  const lxcStart = which('/usr/bin/lxc-start');
  if (lxcStart === undefined) return { absent: 'lxc is not installed' };
  const home = join(root.scratch, 'lxc');
  const names = Array.from({ length: n }, (_, i) => `vzrbench${i}`);
  for (const name of names) {
    const upper = join(home, name, 'upper');
    for (const dir of ['upper', 'work']) mkdirSync(join(home, name, dir), { recursive: true });
    writeFileSync(join(home, name, 'config'), lxcConfig(name, root, upper));
  }
  spawnSync('/bin/chown', ['-R', `${idBase}:${idBase}`, ...names.flatMap((name) => [join(home, name)])]);
  const path = pathWithoutIdTools(root.scratch);
  const before = performance.now();
  const ok = await runAll(
    names.map((name) => [lxcStart, '-P', home, '-n', name, '-o', '/dev/null']),
    width,
    path,
  );
  const ms = performance.now() - before;
  await runAll(
    names.map((name) => ['/usr/bin/lxc-stop', '-k', '-P', home, '-n', name]),
    2,
    path,
  );
  removeLxcGroups(names);
  return ok ? { ms } : { absent: 'lxc-start failed on this host' };
}

/** lxc leaves its monitor and pivot groups behind on cgroup v1. */
function removeLxcGroups(names: readonly string[]): void {
  const groups = ['lxc.pivot', ...names.flatMap((name) => [`lxc.monitor.${name}`, `lxc.payload.${name}`])];
  const roots = ['/sys/fs/cgroup', ...readdirSync('/sys/fs/cgroup').map((entry) => join('/sys/fs/cgroup', entry))];
  for (const path of roots.flatMap((dir) => groups.map((group) => join(dir, group)))) {
    try {
      rmdirSync(path);
    } catch {
      // Absent, or busy for a moment; both are the rival's own affair.
    }
  }
}

function runcBundle(dir: string, lower: string): object {
  const namespaces = ['pid', 'network', 'ipc', 'uts', 'mount', 'user'].map((type) => ({ type }));
  const map = [{ containerID: 0, hostID: idBase, size: 65536 }];
  return {
    ociVersion: '1.0.2',
    root: { path: join(dir, 'root') },
    hostname: 'bench',
    process: { cwd: '/', args: ['/bin/busybox', 'sleep', '100000'], env: [], user: { uid: 0, gid: 0 } },
    mounts: [
      { destination: '/proc', type: 'proc', source: 'proc' },
      { destination: '/dev', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'mode=755'] },
    ],
    linux: {
      namespaces,
      uidMappings: map,
      gidMappings: map,
      cgroupsPath: `/vzrbench-runc/${dir.split('/').at(-1)}`,
      resources: { memory: { limit: 268435456 }, pids: { limit: 4096 }, cpu: { cpus: '0' } },
    },
    annotations: { lower },
  };
}

/** runc create+start (`runc run -d`) of N bundles on ready-made overlay mounts, one at a time. */
export async function measureRunc(n: number, root: BenchRoot): Promise<Measured> {
  const runc = which('/usr/sbin/runc', '/usr/bin/runc');
  if (runc === undefined) return { absent: 'runc is not installed' };
  const home = join(root.scratch, 'runc');
  const ids = Array.from({ length: n }, (_, i) => `vzrbench${i}`);
  const mount = (id: string): void => {
    const dir = join(home, id);
    for (const sub of ['upper', 'work', 'root']) mkdirSync(join(dir, sub), { recursive: true });
    spawnSync('/bin/chown', ['-R', `${idBase}:${idBase}`, dir]);
    const layers = `lowerdir=${root.lower},upperdir=${dir}/upper,workdir=${dir}/work`;
    spawnSync('/bin/mount', ['-t', 'overlay', '-o', layers, 'overlay', join(dir, 'root')]);
    writeFileSync(join(dir, 'config.json'), JSON.stringify(runcBundle(dir, root.lower)));
  };
  ids.forEach(mount);
  const state = join(home, 'state');
  const before = performance.now();
  const ok = await runAll(
    ids.map((id) => [runc, '--root', state, 'run', '-d', '-b', join(home, id), id]),
    1,
  );
  const ms = performance.now() - before;
  await runAll(
    ids.map((id) => [runc, '--root', state, 'delete', '-f', id]),
    2,
  );
  for (const id of ids) spawnSync('/bin/umount', [join(home, id, 'root')]);
  for (const dir of ['', ...readdirSync('/sys/fs/cgroup')]) {
    try {
      rmdirSync(join('/sys/fs/cgroup', dir, 'vzrbench-runc'));
    } catch {
      // Not made by this runc.
    }
  }
  return ok ? { ms } : { absent: 'runc failed on this host' };
}
