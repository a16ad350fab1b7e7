// npm run test:power: the plug of a guest is pulled while its reconciler creates, changes and destroys containers, and it is
// booted again on the same disks. Arguments: --cuts N (20), --seed S, --kernel 6.1, --pool NAME. What is lost is what the
// guest's kernel had not yet given to its disk; a disk that loses or reorders what it was given is not played here.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { compile } from './compile.ts';
import { bootGuest, type Disk, makeDisks } from './guest.ts';
import { prepareKernel, type RigKernel, RigUnavailable } from './kernel.ts';
import { randomFrom, worldsFrom } from './power-world.ts';

interface Form {
  readonly backend: 'btrfs' | 'image' | 'overlay';
  /** The disk that has the root, mounted with `options`. */
  readonly disk: 'scratch' | 'ext4' | 'xfs' | 'btrfs';
  readonly options: string;
}

/** Every back end, on each file system that makes a difference to it. */
const FORMS: Readonly<Record<string, Form>> = {
  'btrfs-loop': { backend: 'btrfs', disk: 'scratch', options: 'noatime' },
  image: { backend: 'image', disk: 'scratch', options: 'noatime' },
  'overlay-ext4': { backend: 'overlay', disk: 'ext4', options: 'prjquota' },
  'overlay-xfs': { backend: 'overlay', disk: 'xfs', options: 'prjquota' },
  btrfs: { backend: 'btrfs', disk: 'btrfs', options: 'noatime' },
};
/** Guests that run at once: one for each processor. */
const AT_ONCE = 2;
/** Revisions a guest may work through before its plug is pulled. */
const MOST_MOVES = 3;
/** Milliseconds: of one boot. */
const LIMIT = 240_000;
/** Every so many boots find no remote. */
const OFFLINE_EVERY = 4;

/** A host that lives through many boots: its disks, its remote, and what its containers were told is safe. */
interface Machine {
  readonly form: Form;
  readonly disks: readonly Disk[];
  readonly folder: string;
  readonly remote: string;
  readonly commits: readonly string[];
  readonly ctidsOf: ReadonlyMap<string, readonly number[]>;
  readonly kept: Map<number, string>;
  /** Index in `commits` of what the remote's main is. */
  at: number;
}

async function makeMachine(folder: string, form: Form, seed: number, length: number): Promise<Machine> {
  const { backend, disk } = form;
  mkdirSync(folder);
  const remote = join(folder, 'site.git');
  const git = (args: readonly string[], input = ''): string =>
    execFileSync('git', ['-C', remote, ...args], { input, encoding: 'utf8', env: gitEnv }).trim();
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', remote], { env: gitEnv });
  const worlds = [
    ...worldsFrom(seed, backend, length),
    { ctids: [], text: worldsFrom(seed, backend, 1)[0]?.text.split('\n---\n')[1] ?? '' },
  ];
  const commits: string[] = [];
  for (const [step, { text }] of worlds.entries()) {
    const blob = git(['hash-object', '-w', '--stdin'], text);
    const tree = git(['mktree'], `100644 blob ${blob}\tsite.yaml\n`);
    const parent = commits.at(-1);
    commits.push(git(['commit-tree', tree, ...(parent === undefined ? [] : ['-p', parent]), '-m', `step ${step}`]));
  }
  const ctidsOf = new Map(commits.map((commit, step) => [commit, worlds[step]?.ctids ?? []]));
  const disks = await makeDisks(join(folder, 'disks'), [disk]);
  const machine: Machine = { form, disks, folder, remote, commits, ctidsOf, kept: new Map(), at: 0 };
  moveTo(machine, 0);
  return machine;
}

const gitEnv = {
  PATH: '/usr/bin:/bin',
  GIT_AUTHOR_NAME: 'rig',
  GIT_AUTHOR_EMAIL: 'rig@example.com',
  GIT_COMMITTER_NAME: 'rig',
  GIT_COMMITTER_EMAIL: 'rig@example.com',
  GIT_AUTHOR_DATE: '1767225600 +0000',
  GIT_COMMITTER_DATE: '1767225600 +0000',
};

function moveTo(machine: Machine, step: number): void {
  machine.at = step;
  const args = ['-C', machine.remote, 'update-ref', 'refs/heads/main', machine.commits[step] ?? ''];
  execFileSync('git', args, { env: gitEnv });
}

interface Boot {
  readonly offline: boolean;
  /** Pull the plug after so many moves and a part of what a pass usually takes; absent: let it come to its end. */
  readonly cut?: { readonly moves: number; readonly part: number };
}

interface Told {
  readonly problems: string[];
  /** What was going on when the plug was pulled. */
  doing: string;
  recovered: string;
}

/** Boots the machine once, to its cut or its end. */
async function boot(machine: Machine, kernel: RigKernel, out: string, { offline, cut }: Boot): Promise<Told> {
  const told: Told = { problems: [], doing: 'booting', recovered: 'not at all' };
  const { backend, disk, options } = machine.form;
  const mount = `modprobe ${disk === 'scratch' ? 'ext4' : disk}; mkdir /run/power; mount -o ${options} LABEL=${disk} /run/power`;
  const program = join(out, 'test/vm/power-guest.js');
  const script = `umount /var/tmp 2>/dev/null; ${mount}; ${process.execPath} ${program} /run/power/root ${backend} ${disk}`;
  const files = join(machine.folder, 'files');
  rmSync(files, { recursive: true, force: true });
  mkdirSync(files);
  const texts: Readonly<Record<string, string>> = {
    expect: [...machine.kept].map(([ctid, token]) => `${ctid} ${token}\n`).join(''),
    commits: machine.commits
      .slice(machine.at + 1, -1)
      .map((commit) => `${commit}\n`)
      .join(''),
    ...(offline && { offline: '' }),
    ...(cut === undefined && { last: '' }),
  };
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(files, name), text);
  const copied = Object.fromEntries(Object.keys(texts).map((name) => [name, join(files, name)]));
  const guest = bootGuest({
    ...{ kernel, command: script, cwd: '/', disks: machine.disks, limit: LIMIT },
    files: { ...copied, 'site.git': machine.remote },
  });
  let moves = 0;
  let usual = 2500;
  let isCut = false;
  const pull = (): void => {
    isCut = true;
    guest.cut();
  };
  for await (const line of createInterface({ input: guest.output })) {
    const [word = '', value = ''] = line.split(' ');
    if (word === 'problem') told.problems.push(line.slice(8));
    else if (word === 'recovered') {
      told.recovered = `${line.slice(line.indexOf(value) + value.length + 1)} ms`.replace(
        ' stale ms',
        ' ms, without the remote',
      );
      told.doing = 'idle';
    } else if (word === 'kept') machine.kept.set(Number(value), line.split(' ')[2] ?? '');
    else if (word === 'done') usual = Number(value);
    else if (word === 'moving') {
      moveTo(machine, machine.commits.indexOf(value));
      told.doing = `step ${machine.at}`;
      // A container that goes takes its files along, now or in a later boot.
      for (const ctid of machine.kept.keys())
        if (!machine.ctidsOf.get(value)?.includes(ctid)) machine.kept.delete(ctid);
      moves += 1;
      if (cut !== undefined && moves === cut.moves) setTimeout(pull, cut.part * usual);
    } else if (word !== 'over' && line !== '') told.problems.push(`said: ${line}`);
  }
  if (cut !== undefined && !isCut) guest.cut();
  const { console, status } = await guest.ended;
  if (!isCut && status !== 0) told.problems.push(`the guest ended with ${status}`, console);
  return told;
}

interface Series {
  readonly kernel: RigKernel;
  readonly out: string;
  readonly work: string;
  readonly seed: number;
}

/** One machine's life: `cuts` cuts and a boot in which all is taken down. Gives how many of these boots were as they should be. */
async function live(
  { kernel, out, work, seed }: Series,
  name: string,
  form: Form,
  cuts: number,
): Promise<readonly [good: number, bad: number]> {
  const random = randomFrom(seed ^ 0x5bd1e995);
  const machine = await makeMachine(join(work, name), form, seed, (cuts + 1) * MOST_MOVES);
  let [good, bad] = [0, 0];
  for (let turn = 0; turn <= cuts; turn += 1) {
    const isLast = turn === cuts;
    const cut = { moves: 1 + Math.floor(random() * MOST_MOVES), part: random() * 1.2 };
    if (isLast) moveTo(machine, machine.commits.length - 1);
    if (isLast) machine.kept.clear();
    const from = performance.now();
    const told = await boot(machine, kernel, out, {
      offline: turn % OFFLINE_EVERY === OFFLINE_EVERY - 1,
      ...(!isLast && { cut }),
    });
    const what = isLast ? 'all taken down' : `cut ${turn + 1} of ${cuts} in ${told.doing}`;
    const seconds = ((performance.now() - from) / 1000).toFixed(0);
    process.stdout.write(`${name}: ${what}, after it had recovered in ${told.recovered}, ${seconds} s\n`);
    for (const text of told.problems) process.stdout.write(`  problem: ${text}\n`);
    if (told.problems.length === 0 && told.recovered !== 'not at all') good += 1;
    else bad += 1;
  }
  return [good, bad];
}

const { values } = parseArgs({
  options: {
    cuts: { type: 'string', default: '20' },
    seed: { type: 'string' },
    kernel: { type: 'string' },
    pool: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const forms = Object.entries(FORMS).filter(([name]) => values.pool === undefined || name === values.pool);
const work = mkdtempSync(join(tmpdir(), 'vzr-power-'));
try {
  const series: Series = { kernel: await prepareKernel(values.kernel), out: compile(), work, seed };
  const cuts = Math.ceil(Number(values.cuts) / forms.length);
  process.stdout.write(
    `power cuts, seed ${seed}: again with npm run test:power -- --cuts ${values.cuts} --seed ${seed}\n`,
  );
  const waiting = [...forms];
  const counts: (readonly [number, number])[] = [];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      counts.push(await live(series, ...next, cuts));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const [good, bad] = counts.reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
  process.stdout.write(`${good} passed, ${bad} failed, 0 skipped\n`);
  if (bad > 0) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof RigUnavailable)) throw error;
  process.stdout.write(`skipped: power cuts: ${error.message}\n0 passed, 0 failed, 1 skipped\n`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
