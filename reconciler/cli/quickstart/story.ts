// The story quickstart tells: two containers from a commit, a limit changed live, drift corrected, one pruned.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ObservedContainer } from '../../state/model.ts';
import { db, makeRepository, type Repository, web } from './repository.ts';
import { type Stage, StageError } from './stage.ts';

interface Container extends ObservedContainer {
  readonly pid: number;
}

const ms = (value: number): string => (value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`);

export async function tellStory(stage: Stage, root: string): Promise<void> {
  const at = ['--root', root];
  stage.heading('A git repository with a template and two containers');
  const repository = await makeRepository(stage, join(root, 'repository'));
  stage.say(readFileSync(join(repository.path, web.file), 'utf8').replace(/^(?=.)/gm, '     '));
  await stage.show('--dry-run', '--repo', repository.path, ...at);

  stage.heading('The loop applies what is committed');
  const log = join(root, 'loop.log');
  stage.start(log, '--repo', repository.path, ...at, '--interval', '2s');
  const [, took] = await stage.until('both containers running', async () => {
    const all = await containers(stage, at);
    return all?.length === 2 && all.every((one) => one.pid !== undefined) ? all : undefined;
  });
  stage.say(`   both run after ${ms(took)} (storage pool and template were made on the way)`);
  await stage.show('status', ...at);

  stage.heading('A command in each');
  await stage.show('exec', ...at, web.name, '--', 'sh', '-c', 'hostname; ps; ip addr show dev venet0');
  await stage.show('exec', ...at, db.name, '--', 'sh', '-c', `cat /proc/self/uid_map; ping -c 1 198.51.100.1`);

  await changeLimit(stage, repository, at);
  await correctDrift(stage, at);

  stage.heading('Deleting a manifest by commit prunes the container');
  await repository.remove(db.file, 'retire db');
  const [, gone] = await stage.until('db gone', async () => {
    const all = await containers(stage, at);
    return all === undefined || all.some(({ name }) => name === db.name) ? undefined : true;
  });
  stage.say(`   gone after ${ms(gone)}`);
  await stage.show('status', ...at);
}

/** Undefined when nothing can be said: half made, or interrupted. Not the same as none. */
async function containers(stage: Stage, at: readonly string[]): Promise<readonly ObservedContainer[] | undefined> {
  const ran = await stage.quiet('status', ...at, '--output', 'json');
  if (ran.status !== 0) return undefined;
  return (JSON.parse(ran.stdout) as { containers: readonly ObservedContainer[] }).containers;
}

async function find(stage: Stage, at: readonly string[], name: string): Promise<Container> {
  const found = (await containers(stage, at))?.find((one) => one.name === name);
  if (found?.pid === undefined) throw new StageError(`${name} does not run`);
  return { ...found, pid: found.pid };
}

/** The kernel's own file of a limit, found through the cgroup of the container's init. */
function limitFile(pid: number, controller: string, v1: string, v2: string): string {
  const groups = readFileSync(`/proc/${pid}/cgroup`, 'utf8').split('\n');
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
  const line = groups.find((one) => one.split(':')[1]?.split(',').includes(controller));
  const unified = groups.find((one) => one.startsWith('0::'));
  const pattern = line === undefined ? / - cgroup2 / : new RegExp(` - cgroup .*[ ,]${controller}(,|$)`);
  const mount = mounts.find((one) => pattern.test(one))?.split(' ')[4];
  if (mount === undefined) throw new StageError(`no cgroup hierarchy with ${controller} is mounted`);
  return join(mount, (line ?? unified ?? '').split(':')[2] ?? '', line === undefined ? v2 : v1);
}

async function changeLimit(stage: Stage, repository: Repository, at: readonly string[]): Promise<void> {
  stage.heading('A limit changed by commit reaches the kernel without a restart');
  const before = await find(stage, at, web.name);
  const file = limitFile(before.pid, 'memory', 'memory.limit_in_bytes', 'memory.max');
  const was = readFileSync(file, 'utf8').trim();
  await repository.edit(web.file, 'ram: 64M', 'ram: 96M', 'web: more memory');
  const [now, took] = await stage.until('the new memory limit', () => {
    const text = readFileSync(file, 'utf8').trim();
    return text === was ? undefined : text;
  });
  const after = await find(stage, at, web.name);
  stage.say(`   ${file}: ${was} -> ${now}, ${ms(took)} after the commit`);
  if (after.pid !== before.pid) throw new StageError('init was restarted');
  stage.say(`   init is still process ${after.pid}: nothing was restarted`);
}

async function correctDrift(stage: Stage, at: readonly string[]): Promise<void> {
  stage.heading('A limit changed by hand is drift, and is corrected');
  const { pid } = await find(stage, at, web.name);
  const file = limitFile(pid, 'pids', 'pids.max', 'pids.max');
  stage.say(`   $ echo 7 > ${file}`);
  writeFileSync(file, '7');
  const [now, took] = await stage.until('the drift corrected', () => {
    const text = readFileSync(file, 'utf8').trim();
    return text === '7' ? undefined : text;
  });
  stage.say(`   back to ${now} after ${ms(took)} (the loop looks every 2 s here)`);
}
