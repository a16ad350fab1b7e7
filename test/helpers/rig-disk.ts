// The disks of the rig's guests (test/vm), one for each file system whose quotas this machine may lack: found by label,
// mounted for a suite, and what is left of projects on them.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { readProject } from '../../drivers/kernel/quotactl.ts';

export type DiskLabel = 'ext4' | 'xfs' | 'btrfs';

export interface RigDisk {
  /** Where it is mounted, with project quotas where the file system has them. */
  readonly path: string;
  readonly device: string;
  /** Mounts it again with these options only. */
  remount(options: string): void;
  unmount(): void;
}

const run = (file: string, ...args: string[]): string => execFileSync(file, args, { encoding: 'utf8', stdio: 'pipe' });

/** Whether this is a guest of the rig. */
export const isRig = existsSync('/run/rig');

/** Why there is no such disk here; undefined when there is. A disk that happens to have the label is nobody's to try. */
export function missingDisk(label: DiskLabel): string | undefined {
  const isHere = isRig && spawnSync('/usr/sbin/findfs', [`LABEL=${label}`]).status === 0;
  return isHere ? undefined : `needs the rig's ${label} disk (npm run test:vm)`;
}

/** Mounts a disk of the rig. */
export function mountDisk(label: DiskLabel): RigDisk {
  const device = run('/usr/sbin/findfs', `LABEL=${label}`).trim();
  const path = mkdtempSync(`/var/tmp/vzr-disk-${label}-`);
  const mount = (options: string): void => void run('/usr/bin/mount', '-o', options, device, path);
  const umount = (): void => void run('/usr/bin/umount', path);
  mount(label === 'btrfs' ? 'defaults' : 'prjquota');
  return {
    path,
    device,
    remount: (options) => {
      umount();
      mount(options);
    },
    unmount: () => {
      umount();
      rmdirSync(path);
    },
  };
}

const Q_SETINFO = 0x80000602;
const QUOTACTL_FD = 443;

/** The grace time of a new file system, seconds. */
export const WEEK = 7 * 86_400;

/** Sets how long a soft limit may be exceeded on the file system of `directory`, seconds; quotactl(2), Q_SETINFO. */
export function setGrace(directory: string, seconds: number): void {
  const script = `open(F, "<", $ARGV[0]) or die $!; $info = pack("QQLL", ${seconds}, ${seconds}, 0, 3);
    syscall(${QUOTACTL_FD}, fileno(F), ${Q_SETINFO}, 0, $info) == 0 or die $!`;
  run('/usr/bin/perl', '-e', script, directory);
}

/** The first template's project. */
export const TEMPLATES = 0x8000_0000;

/** The projects that containers with these ctids could have, those with limits or use. */
function projectsInUse(directory: string, ctids: readonly number[]): readonly string[] {
  const candidates = ctids.flatMap((ctid) => [0, 1, 2, 3].map((n) => ctid + n * 0x2_0000));
  return candidates.flatMap((id) => {
    const project = readProject(directory, id);
    if (project === undefined) return [];
    const { space, inodes, used } = project;
    const isClear = [space.soft, space.hard, inodes.soft, inodes.hard, used.space, used.inodes].every((n) => n === 0);
    return isClear ? [] : [`project ${id} ${JSON.stringify(project)}`];
  });
}

/** Throws when projects stay in use; XFS lets go of removed inodes a moment later. */
export async function expectNoProjects(directory: string, ctids: readonly number[]): Promise<void> {
  for (let tries = 0; tries < 100 && projectsInUse(directory, ctids).length > 0; tries += 1) await sleep(50);
  const left = projectsInUse(directory, ctids);
  if (left.length > 0) throw new Error(`left in ${directory}:\n${left.join('\n')}`);
}
