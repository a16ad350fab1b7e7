// The overlay back end: private areas and templates are plain directories of an ext4 or XFS, each in a project of its own
// from before anything is made in it. The project's id is on the directory, and the kernel knows which ids are in use:
// nothing is written down. Limits of areas are the quota driver's business. ioctl_xfs_fsgetxattr(2), quotactl(2).

import { existsSync, lstatSync, mkdirSync, renameSync } from 'node:fs';
import { hasCode } from '../kernel/error-code.ts';
import { projectOf, setProject } from '../kernel/fsxattr.ts';
import { limitProject, type Project, readProject, UNLIMITED } from '../kernel/quotactl.ts';
import { removeTree } from './remove-tree.ts';
import type { Volumes } from './volumes.ts';

/** A ctid is below it unless the container has an id map of its own, so what follows one ctid is rarely another. */
const STRIDE = 0x2_0000;
/** Above every ctid. */
const FIRST_OF_TEMPLATES = 0x8000_0000;
/** XFS and ext4 take 32 bits; all ones means "no id". */
const LAST = 0xffff_fffe;

/** Volumes of a file system that enforces project quotas; `homes` are the directories they are made in. */
export function overlayVolumes(homes: readonly string[]): Volumes {
  return {
    makeArea: async (parent, name, { ctid }) => {
      makeProject(`${parent}/${name}`, ctid, STRIDE);
      mkdirSync(`${parent}/${name}/upper`, 0o755);
      mkdirSync(`${parent}/${name}/work`, 0o755);
    },
    renameArea: async (parent, from, to) => renameSync(`${parent}/${from}`, `${parent}/${to}`),
    destroyArea: destroy,
    layers: (area) => ({ upper: `${area}/upper`, work: `${area}/work` }),
    // Below a directory with a project of somebody else's, areas would be born into it, and renaming one is EXDEV.
    attachAreas: async () => {
      for (const home of homes) if (existsSync(home) && projectOf(home) !== 0) setProject(home, 0);
    },
    makeTree: async (parent, name, bytes) => {
      const id = makeProject(`${parent}/${name}`, FIRST_OF_TEMPLATES, 1);
      limitProject(parent, id, { ...UNLIMITED, space: { soft: 0, hard: bytes } });
    },
    sealTree: async (parent, name) => lift(`${parent}/${name}`),
    destroyTree: destroy,
  };
}

/**
 * Makes a directory in a project nobody uses: neither another pool on this file system nor a tree that is still being
 * removed. Synchronous from looking to taking, so that two creations of this process cannot choose the same id.
 */
function makeProject(directory: string, first: number, stride: number): number {
  mkdirSync(directory, 0o700);
  for (let id = first; id <= LAST; id += stride) {
    const project = readProject(directory, id);
    if (project === undefined) throw new Error(`${directory}: project quotas are off`);
    if (!isUnused(project)) continue;
    setProject(directory, id);
    // One inode is ours. More: another program took the id in the same moment; both move on.
    if (readProject(directory, id)?.used.inodes === 1) return id;
  }
  throw new Error(`${directory}: no project id is free`);
}

const isUnused = ({ space, inodes, used }: Project): boolean =>
  [space.soft, space.hard, inodes.soft, inodes.hard, used.space, used.inodes].every((value) => value === 0);

/** Limits go first: whatever a crash leaves of the tree, no limit outlives it. */
async function destroy(parent: string, name: string): Promise<void> {
  if (lstatSync(`${parent}/${name}`).isDirectory()) lift(`${parent}/${name}`);
  await removeTree(parent, name);
}

function lift(directory: string): void {
  const id = projectOf(directory);
  if (id === 0) return;
  try {
    limitProject(directory, id, UNLIMITED);
  } catch (error) {
    // Mounted without quotas for once, there are no limits to lift; the id is not taken again while it has some.
    if (!hasCode(error, 'ESRCH', 'ENOSYS')) throw error;
  }
}
