// The tape of a container's start: player -> setup process -> paused init -> (gate) -> exec. clone3(2), namespaces(7).
// The player is free again after two clones; the setup process and init go on beside the next tape. Pure.

import { AT_FDCWD, CLONE, cloneArgs, flags, MS, NULL, O } from './abi.ts';
import { beginCeilings, endCeilings } from './ceilings.ts';
import { type ContainerFile, writeContainerFile } from './container-file.ts';
import { ptsOptions } from './devpts.ts';
import type { LaunchSpec } from './launch-spec.ts';
import type { MountForm, RemoteForm } from './mounts-tape.ts';
import { mountRemote } from './nfs-tape.ts';
import type { Ceiling, ResourceLimit } from './profile/limits.ts';
import { DEFAULT_PROFILE, type Profile } from './profile/profile.ts';
import { cloneQuotad, listenWith, playQuotad, type Quotad, type QuotaView, sendTo, VIEW } from './quota-tape.ts';
import { buildView, overlayOptions, parentOf } from './root-tape.ts';
import type { PlacedMount } from './servers.ts';
import * as tail from './tail.ts';
import {
  type Arg,
  BlankText,
  blank,
  createTape,
  type Form,
  load,
  type Mark,
  named,
  type Result,
  sizeOf,
  type Tape,
  type TapeBuilder,
  type Text,
} from './tape.ts';

/** Report codes of the start tape. */
export const CLONED = 1;
export const READY = 2;

const IDS = 65_536;
/** What init gets by its clone; its mount and cgroup namespaces come later. */
export const OWN_NAMESPACES = ['NEWUSER', 'NEWPID', 'NEWNET', 'NEWIPC', 'NEWUTS'] as const;

/** What the form of a start depends on; the blanks in it are what differs between containers that are alike. */
interface LaunchForm {
  readonly idMap: Text;
  readonly base: Arg;
  readonly ptsOptions: Text;
  readonly ptsOptionsWrapped?: Text;
  readonly hostname: Text;
  /** Directories of the layers, the topmost first; the last one holds upper and work. */
  readonly layers: readonly Text[];
  readonly overlayOptions: string;
  readonly cgroups: { readonly unified?: Text; readonly join: readonly Text[]; readonly shown?: Text };
  readonly files: readonly ContainerFile<Text>[];
  readonly init: readonly string[];
  readonly limits: readonly ResourceLimit[];
  readonly ceilings: readonly Ceiling[];
  readonly limitsItself: boolean;
  readonly scratch: string;
  readonly mounts: readonly MountForm[];
  readonly oomAdjust: number;
  readonly profile: Profile;
  readonly lxcfs?: string;
  readonly quotas?: QuotaView;
}

const forms = new Map<string, Form>();
/** Containers of one template are alike; a host has a handful of templates. */
const MAX_FORMS = 64;
/** Bytes; blanks come in multiples of it, so that names of different lengths share a form. */
const ROOM = 64;

/** Container's init up to the gate and beyond. Reports CLONED(init, setup, gate) and READY(); fires when init has exec'd or died. */
export function launchTape(spec: LaunchSpec): Tape {
  const { cgroups } = spec;
  const values: Record<string, string | number> = { base: spec.base };
  const leave = (name: string, value: string): BlankText => {
    values[name] = value;
    return new BlankText(name, Math.ceil((Buffer.byteLength(value) + 1) / ROOM) * ROOM);
  };
  const { unified, shown } = cgroups;
  const pts = ptsOptions(spec.base, spec.terminals);
  const wanted: LaunchForm = {
    idMap: leave('idMap', `0 ${spec.base} ${IDS}\n`),
    base: blank('base'),
    ptsOptions: leave('ptsOptions', pts.plain),
    ...(pts.wrapped !== undefined && { ptsOptionsWrapped: leave('ptsOptionsWrapped', pts.wrapped) }),
    hostname: leave('hostname', spec.hostname),
    layers: [...spec.root.lower, parentOf(spec.root)].map((path, index) => leave(`layer${index}`, path)),
    overlayOptions: overlayOptions(spec.root),
    cgroups: {
      join: cgroups.join.map((path, index) => leave(`group${index}`, path)),
      ...(unified !== undefined && { unified: leave('unified', unified) }),
      ...(shown !== undefined && { shown: leave('shown', shown) }),
    },
    files: spec.files.map((file, index) => ({ ...file, content: leave(`file${index}`, file.content) })),
    init: spec.init,
    limits: spec.limits,
    ceilings: spec.ceilings ?? [],
    limitsItself: spec.limitsItself ?? false,
    scratch: spec.scratch,
    mounts: mountForms(spec.mounts ?? [], leave),
    oomAdjust: spec.oomAdjust ?? 0,
    profile: spec.profile ?? DEFAULT_PROFILE,
    ...(spec.lxcfs !== undefined && { lxcfs: spec.lxcfs }),
    ...(spec.quotas !== undefined && {
      quotas: {
        path: leave('quotaView', `${parentOf(spec.root)}/${VIEW}`),
        device: leave('quotaDevice', spec.quotas.device),
      },
    }),
  };
  const key = JSON.stringify(wanted);
  let form = forms.get(key);
  if (form === undefined) {
    form = launchForm(wanted);
    if (forms.size >= MAX_FORMS) forms.clear();
    forms.set(key, form);
  }
  return { name: spec.name, form, values };
}

const remoteOf = (mounts: readonly MountForm[]): readonly RemoteForm[] =>
  mounts.filter((mount): mount is RemoteForm => mount.type === 'nfs');

function mountForms(
  wishes: readonly PlacedMount[],
  leave: (name: string, value: string) => BlankText,
): readonly MountForm[] {
  return wishes.map((wish, index): MountForm => {
    if (wish.type === 'tmpfs') return wish;
    const source = leave(`source${index}`, wish.source);
    return wish.type === 'bind'
      ? { ...wish, source }
      : { ...wish, source, address: leave(`address${index}`, wish.address) };
  });
}

function launchForm(spec: LaunchForm): Form {
  const tape = createTape();
  const gate = openGate(tape);
  const steps = tape.space(8, 'steps');
  tape.call('open the steps pipe', 'pipe2', [steps, flags(O, 'CLOEXEC')]);
  const [stepsRead, stepsWrite] = [load(steps, 0, 4, 'steps.read'), load(steps, 4, 4, 'steps.write')];
  const tasks = spec.cgroups.join.map((file) => openGroup(tape, file));
  // In the host's namespaces, and before the groups: it is no process of the container.
  const quotad = spec.quotas && cloneQuotad(tape, spec.layers.at(-1) ?? '');
  // One mount namespace for the setup process and init: pivoting moves the root of both.
  tape.call('unshare mounts', 'unshare', [flags(CLONE, 'NEWNS')]);
  const root = [NULL, tape.text('/'), NULL, flags(MS, 'REC', 'PRIVATE'), NULL];
  tape.call('make mounts private', 'mount', root);
  const initStart = tape.mark();
  beginCeilings(tape, spec.ceilings, spec.base);
  const { pid, pidfd } = cloneInit(tape, spec.cgroups.unified, initStart);
  endCeilings(tape, spec.ceilings);
  // The setup process must be inside init's pid namespace: that is whose /proc it mounts.
  tape.call('enter the pid namespace', 'setns', [pidfd, flags(CLONE, 'NEWPID')]);
  const setupStart = tape.mark();
  const setup = tape.clone('clone the setup process', tape.bytes(cloneArgs(0), '{}'), setupStart);
  tape.watch('the gate', gate.keeper);
  tape.report(CLONED, [pid, setup, gate.keeper], 'cloned');
  tape.end();

  tape.here(setupStart);
  playSetup(tape, spec, { pid, pidfd, stepsWrite, outbox: quotad?.outbox });
  tape.here(initStart);
  playInit(tape, spec, { gate: gate.guest, stepsRead, stepsWrite, tasks, outbox: quotad?.outbox });
  if (quotad !== undefined) playQuotad(tape, quotad);

  tape.failureSection();
  endCeilings(tape, spec.ceilings);
  tape.call('kill init', 'pidfd_send_signal', [pidfd, named(9, 'SIGKILL'), NULL, 0], { allow: 'any' });
  tape.call('close the gate', 'close', [gate.keeper], { allow: 'any' });
  tape.end();
  return tape.finish([CLONED, READY]);
}

export interface Gate {
  /** Kept by the player: writing a byte opens it, closing it ends who waits, its hang-up says that the guest exec'd. */
  readonly keeper: Result;
  readonly guest: Arg;
}

/** A socket pair whose one end outlives the tape. */
export function openGate(tape: TapeBuilder): Gate {
  const pair = tape.space(8, 'gate');
  const type = named(1 + O.CLOEXEC, 'SOCK_STREAM|SOCK_CLOEXEC');
  tape.call('open the gate', 'socketpair', [named(1, 'AF_UNIX'), type, 0, pair]);
  const near = load(pair, 0, 4, 'gate.near');
  // From 512 on descriptors survive the tape and are closed in every clone.
  const keeper = tape.call('keep the gate', 'fcntl', [near, named(1030, 'F_DUPFD_CLOEXEC'), 512], { as: 'keeper' });
  tape.call('keep the gate', 'close', [near]);
  return { keeper, guest: load(pair, 4, 4, 'gate.guest') };
}

/** Opened as the host's root, whose right counts when a process that is no longer it writes. */
export function openGroup(tape: TapeBuilder, file: Text): Result {
  return tape.call(`open ${file}`, 'openat', [AT_FDCWD, tape.text(file), flags(O, 'WRONLY', 'CLOEXEC')]);
}

/** A process that writes itself into `tasks` avoids the lock over all of the host's thread groups. */
export function joinGroups(tape: TapeBuilder, tasks: readonly Result[]): void {
  for (const fd of tasks) tape.call('join the cgroup', 'write', [fd, tape.text('0'), 1], { exact: 1 });
}

export const CLONE_ARGS_PIDFD = 8;
const CLONE_ARGS_CGROUP = 80;

function cloneInit(tape: TapeBuilder, unified: Text | undefined, start: Mark) {
  const wanted = flags(CLONE, ...OWN_NAMESPACES, 'PIDFD', ...(unified === undefined ? [] : (['INTO_CGROUP'] as const)));
  const args = tape.bytes(cloneArgs(wanted.value), `{${wanted.text}}`);
  const slot = tape.space(8, 'pidfd');
  tape.address(args, CLONE_ARGS_PIDFD, slot);
  if (unified !== undefined) {
    const path = flags(O, 'PATH', 'DIRECTORY', 'CLOEXEC');
    const dir = tape.call(`open ${unified}`, 'openat', [AT_FDCWD, tape.text(unified), path], { as: 'cgroup' });
    tape.store(args, CLONE_ARGS_CGROUP, 8, dir);
  }
  const pid = tape.clone(`clone3({${wanted.text}})`, args, start);
  return { pid, pidfd: load(slot, 0, 4, 'pidfd') };
}

interface SetupFds {
  readonly pid: Result;
  readonly pidfd: Arg;
  readonly stepsWrite: Arg;
  readonly outbox: Quotad['outbox'] | undefined;
}

function playSetup(tape: TapeBuilder, spec: LaunchForm, fds: SetupFds): void {
  const digits = tape.space(24, 'pid');
  tape.format(digits, fds.pid);
  const path = flags(O, 'PATH', 'DIRECTORY', 'CLOEXEC');
  const proc = tape.call('open /proc', 'openat', [AT_FDCWD, tape.text('/proc'), path], { as: 'proc' });
  const dir = tape.call('open /proc/<init>', 'openat', [proc, digits, path], { as: 'init' });
  for (const file of ['uid_map', 'gid_map']) writeIn(tape, dir, file, spec.idMap);
  // The reconciler may be protected from the OOM killer; its containers are not.
  writeIn(tape, dir, 'oom_score_adj', String(spec.oomAdjust), spec.oomAdjust === 0);
  const userns = tape.call('open the user namespace', 'openat', [
    dir,
    tape.text('ns/user'),
    flags(O, 'RDONLY', 'CLOEXEC'),
  ]);
  if (fds.outbox !== undefined) sendTo(tape, fds.outbox, userns, spec.base);
  // While it is still in the host's network.
  const remote = mountRemote(tape, remoteOf(spec.mounts));
  // sysfs shows the network namespace, mqueue the ipc namespace of whoever mounts it.
  tape.call('enter network and ipc', 'setns', [fds.pidfd, flags(CLONE, 'NEWNET', 'NEWIPC')]);
  if (!spec.limitsItself) tail.limitResources(tape, 1, spec.limits);
  const cgroup = spec.cgroups.shown === undefined ? {} : { cgroup: spec.cgroups.shown };
  buildView(tape, { ...spec, ...cgroup }, { userns, remote });
  tape.call('let init go on', 'write', [fds.stepsWrite, tape.text('1'), 1], { exact: 1 });
  tape.call('end setup', 'exit_group', [0]);
}

function writeIn(tape: TapeBuilder, dir: Result, file: string, content: Text, mayFail = false): void {
  const label = `write ${file}`;
  const options = mayFail ? ({ allow: 'any' } as const) : {};
  const fd = tape.call(label, 'openat', [dir, tape.text(file), flags(O, 'WRONLY', 'CLOEXEC')], options);
  tape.call(label, 'write', [fd, tape.text(content), sizeOf(content)], options);
}

interface InitFds {
  readonly gate: Arg;
  readonly stepsRead: Arg;
  readonly stepsWrite: Arg;
  readonly tasks: readonly Result[];
  readonly outbox: Quotad['outbox'] | undefined;
}

function playInit(tape: TapeBuilder, spec: LaunchForm, fds: InitFds): void {
  // Its own copy of the writing end would keep the reading end from seeing that the setup process died.
  tape.call('close the steps pipe', 'close', [fds.stepsWrite]);
  joinGroups(tape, fds.tasks);
  tail.unblockSignals(tape);
  if (spec.limitsItself) tail.limitResources(tape, 0, spec.limits);
  tail.waitAt(tape, 'wait for the setup process', fds.stepsRead);
  // A copy made by another user namespace: every mount in it is locked, alone and with its flags.
  tape.call('copy mounts, enter the cgroup namespace', 'unshare', [flags(CLONE, 'NEWNS', 'NEWCGROUP')]);
  tail.becomeContainerRoot(tape);
  tape.call('start a session', 'setsid', []);
  tape.call('set the hostname', 'sethostname', [tape.text(spec.hostname), sizeOf(spec.hostname)]);
  tail.nullStdio(tape);
  tape.report(READY, [], 'ready');
  tail.waitAt(tape, 'wait at the gate', fds.gate);
  for (const file of spec.files) writeContainerFile(tape, file);
  tail.confine(tape, tail.ROOT, spec.profile, listenWith(tape, fds.outbox));
  tail.execute(tape, { argv: spec.init, env: { container: 'vzreconcile' } });
}
