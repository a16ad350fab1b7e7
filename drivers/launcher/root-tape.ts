// The setup process: builds a container's file system view in a mount namespace of the host's user namespace, so that
// the container's own, a copy, has every mask and mount flag locked. mount(2), open_tree(2), mount_setattr(2), pivot_root(2).
// Needs Linux 5.19 (id-mapped upper layers). Pure.

import {
  AT_EMPTY_PATH,
  AT_FDCWD,
  device,
  flags,
  MNT_DETACH,
  MOUNT_ATTR,
  MOVE_MOUNT,
  MS,
  NULL,
  O,
  OPEN_TREE,
  octal,
  RESOLVE,
  struct,
} from './abi.ts';
import { expectDevpts } from './devpts.ts';
import { attachMounts, type MountForm, openSources } from './mounts-tape.ts';
import * as paths from './profile/paths.ts';
import type { Profile } from './profile/profile.ts';
import { openQuotaView, type QuotaView, showQuotas } from './quota-tape.ts';
import { type Arg, type Data, load, type Result, type TapeBuilder, type Text, type Tolerable } from './tape.ts';

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

const CLONE_TREE = flags(OPEN_TREE, 'CLONE', 'CLOEXEC');
const TO_PATH = flags(MOVE_MOUNT, 'F_EMPTY_PATH');
const TO_FD = flags(MOVE_MOUNT, 'F_EMPTY_PATH', 'T_EMPTY_PATH');
const PLAIN = flags(MS, 'NOSUID', 'NODEV', 'NOEXEC');

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

function cloneTree(tape: TapeBuilder, at: Arg, path: Text, as: string): Result {
  return tape.call(`open ${path}`, 'open_tree', [at, tape.text(path), CLONE_TREE], { as });
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

type Attribute = keyof typeof MOUNT_ATTR;

function attributesOf(tape: TapeBuilder, ...names: Attribute[]): Data {
  const { value, text } = flags(MOUNT_ATTR, ...names);
  return tape.bytes(struct([8, value], [8, 0], [8, 0], [8, 0]), `{${text.toLowerCase()}}`);
}

function setAttributes(tape: TapeBuilder, fd: Result, ...names: Attribute[]): void {
  const args = [fd, tape.text(''), AT_EMPTY_PATH, attributesOf(tape, ...names), 32];
  tape.call('set mount flags', 'mount_setattr', args);
}

/** A directory of the image, which may be hostile: no symlink, no other file system on the way. */
function openTarget(tape: TapeBuilder, root: Result, name: string): Result {
  const resolve = flags(RESOLVE, 'BENEATH', 'NO_SYMLINKS', 'NO_XDEV');
  const how = tape.bytes(
    struct([8, O.PATH + O.DIRECTORY + O.CLOEXEC], [8, 0], [8, resolve.value]),
    `{O_PATH|O_DIRECTORY, ${resolve.text}}`,
  );
  return tape.call(`open /${name}, an ordinary directory`, 'openat2', [root, tape.text(name), how, 24]);
}

interface MountWish {
  readonly type: string;
  readonly options?: Text;
  /** The same options for other kernels: tried in the same place afterwards, where `allow` lets either fail. */
  readonly spelled?: Text;
  readonly flags: Arg;
  /** Errors after which the directory stays as it is. */
  readonly allow?: readonly Tolerable[];
}

/** Mounts on a directory by entering it, so no path can lead elsewhere; returns the root of the new mount. */
function mountOn(tape: TapeBuilder, parent: Result, name: string, wish: MountWish): Result {
  const label = `mount ${wish.type} on ${name}`;
  tape.call(label, 'fchdir', [openTarget(tape, parent, name)]);
  for (const options of [wish.options, ...(wish.spelled === undefined ? [] : [wish.spelled])]) {
    const data = options === undefined ? NULL : tape.text(options);
    const args = [tape.text(wish.type), tape.text('.'), tape.text(wish.type), wish.flags, data];
    tape.call(label, 'mount', args, wish.allow === undefined ? {} : { allow: wish.allow });
  }
  const path = flags(O, 'PATH', 'DIRECTORY', 'NOFOLLOW', 'CLOEXEC');
  return tape.call(`open ${name}`, 'openat', [parent, tape.text(name), path], { as: name });
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

/** What masks show instead: paths of the old root, which the tape has put there. */
interface Covers {
  readonly file: string;
  readonly directory: string;
}

/**
 * Shows `from` in the place of `name`, below the root of a kernel's file system that the tape has entered: no name there is a
 * symlink, and one that this kernel lacks needs nothing. Some forty of them are in each start, and a bind is one call where a
 * look, a clone and a move are three and twice the time.
 */
function bind(tape: TapeBuilder, label: string, from: string, name: string): void {
  tape.call(label, 'mount', [tape.text(from), tape.text(name), NULL, flags(MS, 'BIND'), NULL], { allow: ['ENOENT'] });
}

function mountProc(tape: TapeBuilder, root: Result, covers: Covers): Result {
  const proc = mountOn(tape, root, 'proc', { type: 'proc', flags: PLAIN });
  tape.call('enter /proc', 'fchdir', [proc]);
  // What becomes read-only is a mount of its own, what stays writable another one on it, made before.
  for (const name of paths.PROC_READ_ONLY) bind(tape, `protect /proc/${name}`, name, name);
  for (const name of paths.PROC_SYS_WRITABLE) bind(tape, `keep /proc/sys/${name}`, `sys/${name}`, `sys/${name}`);
  for (const name of paths.PROC_READ_ONLY) {
    const args = [AT_FDCWD, tape.text(name), 0, attributesOf(tape, 'RDONLY'), 32];
    tape.call(`protect /proc/${name}`, 'mount_setattr', args, { allow: ['ENOENT'] });
  }
  for (const name of paths.PROC_MASKED_FILES) bind(tape, `mask /proc/${name}`, covers.file, name);
  for (const name of paths.PROC_MASKED_DIRECTORIES) bind(tape, `mask /proc/${name}`, covers.directory, name);
  return proc;
}

/** Before the scratch directory may cover the way there. A daemon that is gone gives no descriptor. */
const openLxcfs = (tape: TapeBuilder, path: string): Result =>
  tape.call('open lxcfs', 'openat', [AT_FDCWD, tape.text(path), flags(O, 'PATH', 'DIRECTORY', 'CLOEXEC')], {
    allow: 'any',
    as: 'lxcfs',
  });

/** Covers what tells of the host by what lxcfs tells of the container. Whatever of it fails, a start goes on without that file. */
function showLimits(
  tape: TapeBuilder,
  { proc, sys }: { readonly proc: Result; readonly sys: Result },
  lxcfs: Result,
): void {
  for (const file of paths.LXCFS_FILES) {
    const done = tape.mark();
    const skip = { allow: 'any', otherwise: done } as const;
    const label = `show the container's own /${file}`;
    const [folder, name] = [file.slice(0, file.indexOf('/')), file.slice(file.indexOf('/') + 1)];
    const path = flags(O, 'PATH', 'NOFOLLOW', 'CLOEXEC');
    const place = tape.call(label, 'openat', [folder === 'proc' ? proc : sys, tape.text(name), path], skip);
    const source = tape.call(label, 'open_tree', [lxcfs, tape.text(file), CLONE_TREE], skip);
    setAttributes(tape, source, 'RDONLY', 'NOSUID', 'NODEV', 'NOEXEC');
    tape.call(label, 'move_mount', [source, tape.text(''), place, tape.text(''), TO_FD], skip);
    tape.here(done);
  }
}

function mountUncovered(tape: TapeBuilder, dev: Result): void {
  tape.call(`make /dev/${paths.UNCOVERED}`, 'mkdirat', [dev, tape.text(paths.UNCOVERED), octal(0o700)]);
  const place = openTarget(tape, dev, paths.UNCOVERED);
  for (const [name, type] of [
    ['proc', 'proc'],
    ['sys', 'sysfs'],
  ] as const) {
    tape.call(`make /dev/${paths.UNCOVERED}/${name}`, 'mkdirat', [place, tape.text(name), octal(0o755)]);
    mountOn(tape, place, name, { type, flags: PLAIN });
  }
}

function mountSys(tape: TapeBuilder, root: Result, covers: Covers): Result {
  const sys = mountOn(tape, root, 'sys', { type: 'sysfs', flags: PLAIN });
  tape.call('enter /sys', 'fchdir', [sys]);
  const net = tape.text('devices/virtual/net');
  tape.call('keep /sys/devices/virtual/net', 'mount', [net, net, NULL, flags(MS, 'BIND'), NULL]);
  setAttributes(tape, sys, 'RDONLY');
  for (const name of paths.SYS_MASKED_DIRECTORIES) bind(tape, `mask /sys/${name}`, covers.directory, name);
  return sys;
}

function mountCgroup(tape: TapeBuilder, sys: Result, base: Arg, cgroup: Result): void {
  setAttributes(tape, cgroup, 'NOSUID', 'NODEV', 'NOEXEC');
  // What the kernel lists in /sys/kernel/cgroup/delegate: the container may divide its group, not change its limits.
  for (const name of ['', 'cgroup.procs', 'cgroup.threads', 'cgroup.subtree_control']) {
    const args = [cgroup, tape.text(name), base, base, AT_EMPTY_PATH];
    tape.call('delegate the cgroup', 'fchownat', args, { allow: ['ENOENT'] });
  }
  tape.call('mount the cgroup', 'move_mount', [cgroup, tape.text(''), sys, tape.text('fs/cgroup'), TO_PATH]);
}

/** The old root ends up on top of the new one and is detached; every process of this namespace that stood in it moves. */
function pivot(tape: TapeBuilder, root: Result): void {
  const here = tape.text('.');
  tape.call('enter the root', 'fchdir', [root]);
  tape.call('pivot_root', 'pivot_root', [here, here]);
  tape.call('leave the old root', 'umount2', [here, MNT_DETACH]);
  tape.call('enter the root', 'chdir', [tape.text('/')]);
}
