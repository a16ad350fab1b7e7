// What must hold on a host after a power cut and one pass: nothing torn, nothing left over. Looked at with eyes of its own.

import { existsSync, lstatSync, readdirSync, readFileSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { btrfsUuid, removeStaleQgroups, subvolumeId } from '../../drivers/kernel/btrfs.ts';
import { syncFilesystem } from '../../drivers/kernel/sync.ts';
import type { Host } from '../../reconciler/port/host.ts';
import { takeInventory } from '../helpers/inventory.ts';
import type { ContainerSpec } from '../helpers/site.ts';
import { execIn } from '../helpers/site.ts';
import { FILES, type Kept, stateOf, survivors } from './power-states.ts';

export interface Scene {
  readonly root: string;
  readonly backend: string;
  readonly state: Readonly<Record<string, ContainerSpec>>;
  readonly host: Host;
  readonly isOffline: boolean;
}

const MIB = 1024 * 1024;
const words = (list: Iterable<unknown>): string => [...list].map(String).sort().join(' ');
const differ = (what: string, found: Iterable<unknown>, expected: Iterable<unknown>): readonly string[] =>
  words(found) === words(expected) ? [] : [`${what}: found "${words(found)}", expected "${words(expected)}"`];

export async function checkHost(scene: Scene): Promise<readonly string[]> {
  return [...checkKernel(scene), ...(await checkAreas(scene)), ...checkTemplates(scene), ...checkFiles(scene)];
}

/** Groups, links, loop devices and mounts: exactly those of what runs. */
function checkKernel({ root, backend, state }: Scene): readonly string[] {
  const all = Object.values(state);
  const running = all.filter((one) => one['state'] !== 'stopped');
  const { cgroups, links, loops, mounts } = takeInventory(new RegExp(`\\b6125\\d\\b|veth6125|${root}`));
  const places = backend === 'image' ? all.map(({ ctid }) => `${root}/pool/private/${ctid}/mnt`) : [];
  const files = existsSync(`${root}/pool.img`)
    ? [`${root}/pool.img`]
    : places.map((place) => place.replace(/mnt$/, 'image'));
  return [
    ...differ(
      'cgroups',
      new Set(cgroups.map((path) => path.split('/').at(-1))),
      running.map(({ ctid }) => ctid),
    ),
    ...differ(
      'links',
      links,
      running.filter(({ ips }) => ips !== undefined).map(({ ctid }) => `veth${ctid}.0`),
    ),
    ...differ(
      'loop devices',
      loops.map((line) => line.split(' ')[1]),
      files,
    ),
    ...differ('mounts', new Set(mounts.map((line) => line.split(' ')[1])), [`${root}/pool`, ...places]),
  ];
}

async function checkAreas({ root, backend, state, host }: Scene): Promise<readonly string[]> {
  const home = `${root}/pool/private`;
  const containers = Object.entries(state);
  const markers = await host.markers.read();
  const marked = [...markers.values()].map(
    ({ ctid, name, applied }) => `${ctid}=${name}${applied ? '' : ' (unfinished)'}`,
  );
  const sizes = containers.flatMap(([, { ctid, diskspace }]) => {
    if (backend !== 'image' || !existsSync(`${home}/${ctid}/mnt`)) return [];
    const { blocks, bsize } = statfsSync(`${home}/${ctid}/mnt`);
    const [has, wants] = [blocks * bsize, Number.parseInt(String(diskspace), 10) * MIB];
    // What the file system itself takes.
    return has > wants || has < wants * 0.75
      ? [`${ctid}: its file system has ${has} bytes, diskspace is ${diskspace}`]
      : [];
  });
  return [
    ...differ(
      'private areas',
      readdirSync(home),
      containers.map(([, { ctid }]) => ctid),
    ),
    ...differ(
      'markers',
      marked,
      containers.map(([name, { ctid }]) => `${ctid}=${name}`),
    ),
    ...sizes,
  ];
}

/** Contents, for a file that was renamed into place too early is there and empty. */
function checkTemplates({ root, state }: Scene): readonly string[] {
  const home = `${root}/pool/templates`;
  const names = readdirSync(home);
  const busybox = readFileSync('/bin/busybox');
  const wrong = names.filter((name) => name.startsWith('.')).map((name) => `left in templates: ${name}`);
  for (const name of names) {
    const tree = join(home, name, 'root');
    const isArchive = existsSync(join(tree, 'data-0'));
    for (const [file, text] of isArchive ? FILES : []) {
      const there = existsSync(join(tree, file)) ? readFileSync(join(tree, file), 'utf8') : undefined;
      if (there !== text)
        wrong.push(`template ${name}: ${file} is torn (${there?.length ?? 'no'} of ${text.length} bytes)`);
    }
    if (!readFileSync(join(tree, 'bin/busybox')).equals(busybox)) wrong.push(`template ${name}: bin/busybox is torn`);
    if (!isArchive && !readFileSync(join(tree, 'etc/passwd'), 'utf8').endsWith('/bin/false\n'))
      wrong.push(`template ${name}: etc/passwd is torn`);
  }
  const needed = new Set(Object.values(state).map(({ template }) => template));
  // Both are in the manifests, used or not; one that nothing has needed yet is not built.
  if (names.length < needed.size || names.length > 2) wrong.push(`templates: ${words(names)}`);
  return wrong;
}

/** Quota groups of btrfs without a subvolume. The kernel removes them some time after what they counted. */
export async function checkQgroups({ root, backend }: Pick<Scene, 'root' | 'backend'>): Promise<readonly string[]> {
  if (backend !== 'btrfs') return [];
  const pool = `${root}/pool`;
  const home = `/sys/fs/btrfs/${btrfsUuid(pool)}/qgroups`;
  const look = (): readonly string[] => {
    const places = ['private', 'templates'].flatMap((kind) =>
      readdirSync(join(pool, kind)).map((name) => join(pool, kind, name)),
    );
    const ids = new Set(['5', ...places.map((place) => String(subvolumeId(place)))]);
    const groups = readdirSync(home).flatMap((name) => /^0_(\d+)$/.exec(name)?.[1] ?? []);
    return differ('quota groups', groups, ids);
  };
  // The cleaner of a btrfs wakes up every 30 s, and when it is mounted anew.
  for (let tries = 0; tries < 40 && look().length > 0; tries += 1) {
    await syncFilesystem(pool);
    // As the next removal would.
    removeStaleQgroups(pool);
    await sleep(1000);
  }
  return look();
}

/** The mirror of git and the state: whole, and without temporary files. */
function checkFiles({ root, isOffline }: Scene): readonly string[] {
  const wrong: string[] = [];
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    // A broken-off write of the last revision is overwritten by the next, and without a remote there is none.
    if (name.startsWith('pool/') || (isOffline && name === 'state/source.json.vzreconcile-tmp')) continue;
    if (/[.-]tmp$|\.lock$|\.new$|\/tmp_/.test(name)) wrong.push(`left over: ${name}`);
    const path = join(root, name);
    if (/^git\/.*\/objects\/../.test(name) && lstatSync(path).isFile() && lstatSync(path).size === 0)
      wrong.push(`git object without contents: ${name}`);
  }
  for (const name of ['source.json', 'node.json']) {
    try {
      JSON.parse(readFileSync(join(root, 'state', name), 'utf8'));
    } catch (error) {
      wrong.push(`state/${name}: ${String(error)}`);
    }
  }
  return wrong;
}

export async function checkKept(kept: Kept | undefined, commit: number): Promise<readonly string[]> {
  if (kept === undefined) return [];
  const wrong: string[] = [];
  const same = new Set(survivors(kept.commit, commit));
  const running = Object.values(stateOf(commit)).filter(({ state }) => state !== 'stopped');
  for (const { ctid } of running) {
    if (!kept.ctids.includes(ctid) || !same.has(ctid)) continue;
    const { output } = await execIn(ctid, `cat /kept-${kept.commit}`);
    if (output !== String(kept.commit)) wrong.push(`${ctid}: what it had synced is gone: ${output}`);
  }
  return wrong;
}

/** After everything was destroyed and the pool was taken down. */
export function checkEmpty(root: string): readonly string[] {
  const { cgroups, links, loops, mounts } = takeInventory(new RegExp(`\\b6125\\d\\b|veth6125|${root}`));
  return [...cgroups, ...links, ...loops, ...mounts].map((line) => `left over: ${line}`);
}
