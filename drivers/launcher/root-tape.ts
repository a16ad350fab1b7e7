// The setup process: builds a container's file system view in a mount namespace of the host's user namespace, so that
// the container's own, a copy, has every mask and mount flag locked. mount(2), open_tree(2), mount_setattr(2), pivot_root(2).
// Needs Linux 5.19 (id-mapped upper layers). Pure.

import { AT_EMPTY_PATH, AT_FDCWD, device, flags, MNT_DETACH, MOUNT_ATTR, MS, O, octal, struct } from './abi.ts';
import { expectDevpts } from './devpts.ts';
import {
  type Covers,
  mountCgroup,
  mountProc,
  mountSys,
  mountUncovered,
  openLxcfs,
  showLimits,
} from './kernel-views.ts';
import { cloneTree, mountOn, PLAIN, setAttributes, TO_PATH } from './mount-steps.ts';
import { attachMounts, type MountForm, openSources } from './mounts-tape.ts';
import * as paths from './profile/paths.ts';
import type { Profile } from './profile/profile.ts';
import { openQuotaView, type QuotaView, showQuotas } from './quota-tape.ts';
import { type Arg, load, type Result, type TapeBuilder, type Text } from './tape.ts';

export interface RootSpec {
  /** Read-only layers, the topmost first. */
  readonly lower: readonly string[];
  readonly upper: string;
  /** On the same file system as upper, and in the same directory. */
  readonly work: string;
}

export interface ViewSpec {
  /** Directories of the layers, the topmost first; the last one holds upper and work. */
  readonly layers: readonly Text[];
  readonly overlayOptions: string;
  /** First host id of the container. */
  readonly base: Arg;
  readonly ptsOptions: Text;
  /** The same for kernels that read a gid as an int: see devpts.ts. Absent: the gid is one. */
  readonly ptsOptionsWrapped?: Text;
  /** The container's cgroup2 directory, shown to it as /sys/fs/cgroup. */
  readonly cgroup?: Text;
  /** A directory of the host that any mount may cover while the root is put together; only its own view is covered. */
  readonly scratch: string;
  readonly mounts: readonly MountForm[];
  readonly profile: Pick<Profile, 'features'>;
  /** Where lxcfs is mounted, if its files shall cover those of the kernel. */
  readonly lxcfs?: string;
  /** What tools for quotas look at, if they have a use. */
  readonly quotas?: QuotaView;
}

/**
 * Steps from the layers to the pivoted root; `userns` is a descriptor of the container's user namespace, `remote` are mounts that are
 * made already, by their targets.
 */
export function buildView(
  tape: TapeBuilder,
  spec: ViewSpec,
  { userns, remote }: { readonly userns: Arg; readonly remote: ReadonlyMap<string, Result> },
): void {
  const layers = openLayers(tape, spec.layers, userns);
  const cgroup = spec.cgroup === undefined ? undefined : cloneTree(tape, AT_FDCWD, spec.cgroup, 'cgroup');
  const lxcfs = spec.lxcfs === undefined ? undefined : openLxcfs(tape, spec.lxcfs);
  const sources = new Map([...remote, ...openSources(tape, spec.mounts, userns)]);
  const quotas = spec.quotas && openQuotaView(tape, spec.quotas);
  enterScratch(tape, spec.scratch);
  const root = mountRoot(tape, spec, layers);
  tape.call('set umask', 'umask', [0]);
  for (const name of ['dev', 'proc', 'sys']) {
    tape.call(`make /${name}`, 'mkdirat', [root, tape.text(name), octal(0o755)], { allow: ['EEXIST'] });
  }
  const dev = mountDev(tape, root, spec);
  if (spec.quotas && quotas) showQuotas(tape, dev, quotas, spec.quotas);
  const covers: Covers = { file: `${spec.scratch}/r/dev/null`, directory: `${spec.scratch}/e` };
  // A mask may find nothing to cover, but never nothing to cover it with.
  for (const path of [covers.file, covers.directory]) {
    tape.call(`find ${path}`, 'openat', [AT_FDCWD, tape.text(path), flags(O, 'PATH', 'CLOEXEC')]);
  }
  const proc = mountProc(tape, root, covers);
  const sys = mountSys(tape, root, covers);
  if (lxcfs !== undefined) showLimits(tape, { proc, sys }, lxcfs);
  if (spec.profile.features.includes('nesting')) mountUncovered(tape, dev);
  if (cgroup !== undefined) mountCgroup(tape, sys, spec.base, cgroup);
  attachMounts(tape, root, spec.mounts, sources);
  pivot(tape, root);
}

/** The layers as id-mapped detached mounts: on disk the container's files keep the ids they have inside. */
function openLayers(tape: TapeBuilder, layers: readonly Text[], userns: Arg): Result[] {
  const attributes = tape.bytes(struct([8, MOUNT_ATTR.IDMAP + MOUNT_ATTR.NODEV], [8, 0], [8, 0], [8, 0]), '{idmap}');
  tape.store(attributes, 24, 8, userns);
  return layers.map((path, index) => {
    const fd = cloneTree(tape, AT_FDCWD, path, `layer${index}`);
    const args = [fd, tape.text(''), AT_EMPTY_PATH, attributes, 32];
    tape.call(`map ids of ${path}`, 'mount_setattr', args);
    return fd;
  });
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** The directory that holds upper and work: overlay wants both on one mount. Names go into its option string unquoted. */
export function parentOf({ upper, work }: RootSpec): string {
  const parent = upper.slice(0, upper.lastIndexOf('/'));
  const names = [upper, work].map((path) => path.slice(path.lastIndexOf('/') + 1));
  if (parent === '' || parent !== work.slice(0, work.lastIndexOf('/')) || !names.every((name) => NAME.test(name)))
    throw new RangeError(`upper and work must be plain names in one directory: ${upper}, ${work}`);
  return parent;
}

/** Names of the layers in the scratch directory. */
const VOLUME = 'u';
const lowerName = (index: number): string => `l${index}`;

/** Relative to the scratch directory, where the layers are attached. */
export function overlayOptions({ lower, upper, work }: RootSpec): string {
  const [upperName, workName] = [upper, work].map((path) => path.slice(path.lastIndexOf('/') + 1));
  const lowers = lower.map((_, index) => lowerName(index)).join(':');
  return `lowerdir=${lowers},upperdir=${VOLUME}/${upperName},workdir=${VOLUME}/${workName}`;
}

/** Kernels before 6.15 refuse detached mounts as overlay layers, so they are attached to a tmpfs nobody else sees. */
function enterScratch(tape: TapeBuilder, scratch: string): void {
  const options = tape.text('mode=755,size=64k');
  tape.call('mount scratch', 'mount', [tape.text('none'), tape.text(scratch), tape.text('tmpfs'), PLAIN, options]);
  tape.call('enter scratch', 'chdir', [tape.text(scratch)]);
}

function mountRoot(tape: TapeBuilder, spec: ViewSpec, layers: readonly Result[]): Result {
  const names = layers.map((_, index) => (index === layers.length - 1 ? VOLUME : lowerName(index)));
  for (const name of [...names, 'r', 'e']) {
    tape.call('make scratch directory', 'mkdirat', [AT_FDCWD, tape.text(name), octal(0o755)]);
  }
  for (const [index, layer] of layers.entries()) {
    tape.call('attach layer', 'move_mount', [layer, tape.text(''), AT_FDCWD, tape.text(names[index] ?? ''), TO_PATH]);
  }
  prepareEmpty(tape);
  actAsContainerRoot(tape, spec.base);
  const overlay = tape.text('overlay');
  // Without nodev a device node prepared in the template would open: the file system belongs to the host's user namespace.
  const args = [overlay, tape.text('r'), overlay, flags(MS, 'NODEV'), tape.text(spec.overlayOptions)];
  tape.call('mount overlay on /', 'mount', args);
  return tape.call('open root', 'openat', [AT_FDCWD, tape.text('r'), flags(O, 'PATH', 'DIRECTORY', 'CLOEXEC')], {
    as: 'root',
  });
}

/**
 * Files are created as container root from here on, and the overlay keeps these credentials for all it does in its layers:
 * there, the host's root has no id (the mount would turn read-only). Leaving fsuid 0 takes the capabilities on files away;
 * they are put back, for copying up needs them.
 */
function actAsContainerRoot(tape: TapeBuilder, base: Arg): void {
  tape.call('set file system ids', 'setfsgid', [base]);
  tape.call('set file system ids', 'setfsuid', [base]);
  const header = tape.bytes(struct([4, 0x20080522], [4, 0]), '{version 3}');
  const sets = tape.space(24, 'sets');
  tape.call('read capabilities', 'capget', [header, sets]);
  for (const word of [0, 12]) tape.store(sets, word, 4, load(sets, word + 4, 4, 'permitted'));
  tape.call('keep capabilities', 'capset', [header, sets]);
}

/** One read-only empty directory that covers every masked one. It is attached because only attached trees can be cloned before 6.15. */
function prepareEmpty(tape: TapeBuilder): void {
  const empty = cloneTree(tape, AT_FDCWD, 'e', 'empty');
  setAttributes(tape, empty, 'RDONLY', 'NOSUID', 'NODEV', 'NOEXEC');
  tape.call('attach empty', 'move_mount', [empty, tape.text(''), AT_FDCWD, tape.text('e'), TO_PATH]);
}

function mountDev(
  tape: TapeBuilder,
  root: Result,
  { base, ptsOptions, ptsOptionsWrapped }: Pick<ViewSpec, 'base' | 'ptsOptions' | 'ptsOptionsWrapped'>,
): Result {
  const noexec = flags(MS, 'NOSUID', 'NOEXEC');
  const dev = mountOn(tape, root, 'dev', { type: 'tmpfs', options: 'mode=755,size=1m', flags: noexec });
  for (const name of ['pts', 'shm', 'mqueue']) {
    tape.call(`make /dev/${name}`, 'mkdirat', [dev, tape.text(name), octal(0o755)]);
  }
  for (const [name, target] of paths.DEVICE_LINKS) {
    tape.call(`link /dev/${name}`, 'symlinkat', [tape.text(target), dev, tape.text(name)]);
  }
  mountOn(tape, dev, 'shm', { type: 'tmpfs', options: 'mode=1777', flags: flags(MS, 'NOSUID', 'NODEV') });
  mountOn(tape, dev, 'mqueue', { type: 'mqueue', flags: PLAIN });
  // Of the two spellings of a large gid each kernel takes one and calls the other invalid.
  const pts = mountOn(tape, dev, 'pts', {
    type: 'devpts',
    options: ptsOptions,
    flags: noexec,
    ...(ptsOptionsWrapped !== undefined && { spelled: ptsOptionsWrapped, allow: ['EINVAL'] }),
  });
  expectDevpts(tape, pts, '/dev/pts');
  tape.call('give /dev/pts', 'fchownat', [pts, tape.text(''), base, base, AT_EMPTY_PATH]);
  makeDevices(tape, dev);
  return dev;
}

/**
 * Device nodes are made, not bound: the tmpfs belongs to the host's user namespace, so numbers of our choice work there
 * and nothing depends on what the host's /dev holds. Container root can make none itself.
 */
function makeDevices(tape: TapeBuilder, dev: Result): void {
  for (const { name, major, minor } of paths.DEVICES) {
    const args = [dev, tape.text(name), octal(0o20666), device(major, minor)];
    tape.call(`make /dev/${name}`, 'mknodat', args);
  }
}

/** The old root ends up on top of the new one and is detached; every process of this namespace that stood in it moves. */
function pivot(tape: TapeBuilder, root: Result): void {
  const here = tape.text('.');
  tape.call('enter the root', 'fchdir', [root]);
  tape.call('pivot_root', 'pivot_root', [here, here]);
  tape.call('leave the old root', 'umount2', [here, MNT_DETACH]);
  tape.call('enter the root', 'chdir', [tape.text('/')]);
}
