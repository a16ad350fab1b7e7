// A container and workers in it and beside it: overhead.c, compiled statically on the spot, the same file for all of them.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { groupMounts } from '../helpers/real-host.ts';

const program = fileURLToPath(new URL('../../reconciler/cli/vzreconcile.js', import.meta.url));
const source = fileURLToPath(new URL('../../../test/bench/overhead.c', import.meta.url));
const BUSYBOX = ['/bin/busybox', '/usr/bin/busybox'];
const NAME = 'overhead';
/** All measure on the last processor: the first one has the interrupts of most machines. */
const cpu = String(cpus().length - 1);

const manifests = `apiVersion: vzreconcile/v1alpha1
kind: Template
metadata: {name: ${NAME}}
spec:
  source: {directory: ${NAME}}
  init: [/bin/busybox, sleep, "100000"]
---
apiVersion: vzreconcile/v1alpha1
kind: Container
metadata: {name: ${NAME}, ctid: 50990}
spec:
  template: ${NAME}
  vswap: {ram: 512M, swap: 0}
  numproc: 256
  diskspace: 1G
  stopTimeout: 0
`;

export interface Worker {
  /** Nanoseconds for `count` operations of that test. */
  measure(test: string, count: number): Promise<number>;
  stop(): Promise<void>;
}

export interface Bench {
  /** What the two disks are. */
  readonly place: string;
  inContainer(): Worker;
  /** In the root group of every hierarchy, as nothing on the host is more bare. */
  onHost(filter?: boolean): Worker;
  remove(): void;
}

function vz(root: string, ...args: string[]): void {
  execFileSync(process.execPath, [program, ...args, '--root', root], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Starts the container in `scratch`. */
export function openBench(scratch: string): Bench {
  const root = join(scratch, 'root');
  const template = join(root, 'templates', NAME);
  for (const dir of ['bin', 'dev', 'proc', 'sys', 'etc', 'tmp', 'work']) {
    mkdirSync(join(template, dir), { recursive: true });
  }
  const busybox = BUSYBOX.find((path) => existsSync(path));
  if (busybox === undefined) throw new Error('apt-get install busybox-static');
  copyFileSync(busybox, join(template, 'bin/busybox'));
  symlinkSync('busybox', join(template, 'bin/sh'));
  const binary = join(template, 'bin/overhead');
  execFileSync('/usr/bin/cc', ['-O2', '-static', '-o', binary, source], { stdio: 'inherit' });
  const dir = join(scratch, 'manifests');
  mkdirSync(dir);
  writeFileSync(join(dir, 'all.yaml'), manifests);
  vz(root, '--once', '--dir', dir);
  // Beside the container's files in the pool.
  const home = join(root, 'pool', 'overhead');
  mkdirSync(home);
  const ownBinary = join(home, 'overhead');
  copyFileSync(binary, ownBinary);
  chmodSync(ownBinary, 0o755);
  const kind = execFileSync('/usr/bin/stat', ['-f', '-c', '%T', home], { encoding: 'utf8' }).trim();
  return {
    place: `the container's root (overlay over a pool on ${kind}) beside a directory of that pool`,
    inContainer: () =>
      worker(process.execPath, [program, 'exec', NAME, '--root', root, '--', '/bin/overhead', cpu, '/work']),
    onHost: (filter = false) => {
      const made = worker(ownBinary, [...(filter ? ['--filter'] : []), cpu, home]);
      for (const group of groupMounts()) writeFileSync(join(group, 'cgroup.procs'), String(made.child.pid));
      return made;
    },
    remove: () => {
      rmSync('/dev/shm/overhead-file', { force: true });
      vz(root, 'destroy', '--all', '--yes');
    },
  };
}

function worker(file: string, args: readonly string[]): Worker & { readonly child: ChildProcess } {
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => void child.once('close', () => resolve()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    measure: async (test, count) => {
      child.stdin.write(`${test} ${count}\n`);
      const { value } = await lines.next();
      if (!(Number(value) > 0)) throw new Error(`${file}: ${test} could not be measured`);
      return Number(value);
    },
    stop: () => {
      child.stdin.end();
      return ended;
    },
  };
}
