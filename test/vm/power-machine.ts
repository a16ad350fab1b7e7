// One machine whose power is cut again and again: its disk on this host, its remote repository, what is known of its state.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { manifests } from '../helpers/site.ts';
import { bootGuest, type Disk, type GuestEnd, makeDisks } from './guest.ts';
import type { RigKernel } from './kernel.ts';
import { ARCHIVE, archive, documents, type Event, type Kept, stateOf, type Task } from './power-states.ts';
import { type Fate, type Settled, settle } from './write-log.ts';

export interface Backend {
  readonly name: string;
  /** pool.backend of the manifest. */
  readonly backend: string;
  /** The disk below, see makeDisks. */
  readonly disk: string;
  readonly mount: string;
}
// noinit_itable: what ext4 zeroes in the background is much, and not what is looked at.

/** loop is a btrfs in a file, on ext4. */
export const BACKENDS: readonly Backend[] = [
  { name: 'loop', backend: 'btrfs', disk: 'scratch', mount: 'noinit_itable' },
  { name: 'image', backend: 'image', disk: 'scratch', mount: 'noinit_itable' },
  { name: 'overlay', backend: 'overlay', disk: 'ext4', mount: 'noinit_itable,prjquota' },
  { name: 'btrfs', backend: 'btrfs', disk: 'btrfs', mount: 'noatime' },
  { name: 'overlay-xfs', backend: 'overlay', disk: 'xfs', mount: 'prjquota' },
];

export interface Cut {
  readonly number: number;
  /** Of the boot, counted from 1. */
  readonly moment: number;
  /** Milliseconds after it; undefined: at it, and nothing happens any more. */
  readonly delay: number | undefined;
  /** Of the writes that were not flushed. */
  readonly fate: Fate;
  readonly random: () => number;
}

/** A machine that did not come through its last cut. */
export class PowerError extends Error {
  override readonly name = 'PowerError';
  /** Of the cut; 0 when there was none. */
  readonly number: number;
  constructor(message: string, number: number) {
    super(message);
    this.number = number;
  }
}

export interface MachineSpec {
  readonly folder: string;
  readonly backend: Backend;
  readonly kernel: RigKernel;
  /** The command line of power-guest.js. */
  readonly program: string;
  /** How many commits the remote shall have in the end. */
  readonly commits: number;
}

/** Milliseconds for one boot: without KVM, on a machine with other work. */
const LIMIT = 5 * 60_000;

interface Boot {
  readonly events: readonly Event[];
  readonly end: GuestEnd;
  readonly settled: Settled;
  readonly isCut: boolean;
  readonly said: readonly string[];
}

/** Every so many boots of a machine find no remote. */
const OFFLINE_EVERY = 3;

interface Open {
  readonly number: number;
  /** What was going on. */
  readonly line: string;
}

export class Machine {
  readonly #spec: MachineSpec;
  readonly #disk: Disk;
  #boots = 0;
  #newest = 1;
  #remembered: number | undefined;
  #kept: Kept | undefined;
  /** Cuts that no boot has come through after. */
  #open: Open[] = [];

  private constructor(spec: MachineSpec, disk: Disk) {
    this.#spec = spec;
    this.#disk = disk;
  }

  static async make(spec: MachineSpec): Promise<Machine> {
    const [disk] = await makeDisks(spec.folder, [spec.backend.disk]);
    if (disk === undefined) throw new Error(`no disk ${spec.backend.disk}`);
    makeRemote(spec);
    return new Machine(spec, disk);
  }

  /** Boots, lets it converge and go on, and cuts. Gives a line for each cut before that it came through. Throws PowerError. */
  async runUntil(cut: Cut): Promise<readonly string[]> {
    const boot = await this.#boot(cut);
    if (!boot.isCut) throw this.#failure(boot);
    const survived = this.#survived(boot);
    this.#open.push({ number: cut.number, line: this.#describe(cut, boot) });
    return survived;
  }

  /** Boots, converges, destroys everything and powers off. */
  async end(): Promise<readonly string[]> {
    const boot = await this.#boot(undefined);
    if (boot.end.status !== 0) throw this.#failure(boot);
    return this.#survived(boot);
  }

  #describe({ number, delay, fate }: Cut, { events, settled }: Boot): string {
    const last = events.findLast(({ kind }) => kind === 'moment');
    const doing = last?.kind === 'moment' ? `moment ${last.number} (${last.what})` : 'boot';
    const when = delay === undefined ? '' : `, ${delay} ms later`;
    const where = events.some(({ kind }) => kind === 'converged') ? `commit ${this.#newest}` : 'recovery';
    const { writes, unflushed, lost } = settled;
    const kept = `kept ${fate}: ${lost} of ${unflushed} unflushed writes of ${writes} lost`;
    return `cut ${number}, ${this.#spec.backend.name}: in ${where} at ${doing}${when}, ${kept}`;
  }

  #survived({ events, end }: Boot): readonly string[] {
    const converged = events.find((event) => event.kind === 'converged');
    if (converged?.kind !== 'converged') return [];
    const { ms, actions, offline } = converged;
    const without = offline === undefined ? '' : `, at first without its remote on commit ${offline}`;
    const after = `booted in ${end.up?.toFixed(1)} s, converged in ${(ms / 1000).toFixed(1)} s by ${actions} actions${without}`;
    const lines = this.#open.map(({ line }) => `${line}; ${after}`);
    this.#open = [];
    return lines;
  }

  #failure({ events, end, said }: Boot): PowerError {
    const wrong = events.flatMap((event) => (event.kind === 'wrong' ? event.problems : []));
    const lines = wrong.length > 0 ? wrong : [...said.slice(-20), `ended with status ${end.status}`, end.console];
    const cuts = this.#open.map(({ line }) => line);
    const after = cuts.length === 0 ? [`${this.#spec.backend.name}: no cut`] : cuts;
    return new PowerError([...after, ...lines].join('\n  '), this.#open.at(-1)?.number ?? 0);
  }

  async #boot(cut: Cut | undefined): Promise<Boot> {
    this.#boots += 1;
    const { folder, backend, kernel, program } = this.#spec;
    const [file, log] = [join(folder, 'running'), join(folder, 'log')];
    // The guest works on a copy; what survives of its writes is carried over.
    execFileSync('cp', ['--sparse=always', this.#disk.file, file]);
    writeFileSync(log, '');
    const guest = bootGuest({
      ...{ kernel, limit: LIMIT, disks: [{ file, label: this.#disk.label, log }] },
      command: `${mountLine(backend)} && exec ${program}`,
      env: { POWER: JSON.stringify(this.#task(cut)) },
    });
    const events: Event[] = [];
    const said: string[] = [];
    let isCut = false;
    const pull = (): void => {
      isCut = true;
      guest.cut();
    };
    createInterface({ input: guest.output }).on('line', (line) => {
      said.push(line);
      // The cut is now; what is read after it was said before it.
      const event = parse(line);
      if (event === undefined) return;
      events.push(event);
      this.#note(event);
      if (event.kind !== 'moment' || event.number !== cut?.moment) return;
      if (event.halted) pull();
      else setTimeout(pull, cut.delay);
    });
    const end = await guest.ended;
    const settled = settle(this.#disk.file, log, cut?.fate ?? 'all', cut?.random ?? Math.random);
    for (const path of [file, log]) rmSync(path);
    return { events, end, settled, isCut, said };
  }

  #task(cut: Cut | undefined): Task {
    const isOffline = cut !== undefined && this.#boots % OFFLINE_EVERY === 0;
    const { folder, backend } = this.#spec;
    return {
      ...{ backend: backend.backend, repository: join(folder, 'remote.git'), ids: join(folder, 'ids') },
      newest: this.#newest,
      ...(isOffline && this.#remembered !== undefined && { offline: this.#remembered }),
      ...(this.#kept !== undefined && { kept: this.#kept }),
      ...(cut !== undefined && cut.delay === undefined && { halt: cut.moment }),
      ...(cut === undefined && { last: true }),
    };
  }

  #note(event: Event): void {
    if (event.kind === 'newest') this.#newest = event.commit;
    else if (event.kind === 'remembered') this.#remembered = event.commit;
    else if (event.kind === 'kept') this.#kept = event.kept;
  }
}

const mountLine = ({ disk, mount }: Backend): string =>
  disk === 'scratch'
    ? `mount -o remount,${mount} /var/tmp`
    : `modprobe ${disk} && mount -o ${mount} LABEL=${disk} /var/tmp`;

function parse(line: string): Event | undefined {
  try {
    return JSON.parse(line) as Event;
  } catch {
    return undefined;
  }
}

/** A bare repository with all commits there will be; the guest moves the branch from one to the next. */
function makeRemote({ folder, backend, commits }: MachineSpec): void {
  const file = archive();
  const path = join(folder, ARCHIVE);
  writeFileSync(path, file);
  const more = documents(backend.backend, { path, sha256: createHash('sha256').update(file).digest('hex') });
  const repository = join(folder, 'remote.git');
  mkdirSync(repository);
  const git = (args: readonly string[], input?: string): string =>
    execFileSync('git', ['-c', 'init.defaultBranch=main', '-C', repository, ...args], { encoding: 'utf8', input });
  git(['init', '-q', '--bare']);
  const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const stream = Array.from({ length: commits }, (_, at) => {
    const text = `# ${at}\n${manifests(stateOf(at), more)}`;
    return `commit refs/heads/main\ncommitter t <t@example.org> ${1_700_000_000 + at} +0000\n${data(`${at}`)}M 100644 inline manifests/all.yaml\n${data(text)}`;
  });
  git(['fast-import', '--quiet'], stream.join(''));
  const ids = git(['rev-list', '--reverse', 'main']).trim().split('\n');
  writeFileSync(join(folder, 'ids'), JSON.stringify(ids));
}
