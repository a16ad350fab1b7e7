// The git repository of the story: a busybox template and two containers. Addresses and names are from the ranges
// reserved for documentation, so they meet nothing real.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quoted, type Stage } from './stage.ts';

const template = `apiVersion: vzreconcile/v1alpha1
kind: Template
metadata:
  name: tiny
spec:
  source:
    busybox: {}
`;

const container = (name: string, ctid: number, host: number): string => `apiVersion: vzreconcile/v1alpha1
kind: Container
metadata:
  name: ${name}
  ctid: ${ctid}
spec:
  template: tiny
  ips: [198.51.100.${host}, "2001:db8::${host}"]
  vswap:
    ram: 64M
    swap: 64M
  cpumask: "0"
  cpulimit: 50
  numproc: 100
  diskspace: 200M
`;

export const web = { name: 'web', ctid: 65001, file: 'manifests/web.yaml' } as const;
export const db = { name: 'db', ctid: 65002, file: 'manifests/db.yaml' } as const;

export interface Repository {
  readonly path: string;
  /** Replaces text in a file and commits it. */
  edit(file: string, from: string, to: string, message: string): Promise<void>;
  remove(file: string, message: string): Promise<void>;
}

export async function makeRepository(stage: Stage, path: string): Promise<Repository> {
  mkdirSync(join(path, 'manifests'), { recursive: true });
  writeFileSync(join(path, 'manifests/tiny.yaml'), template);
  writeFileSync(join(path, web.file), container(web.name, web.ctid, 1));
  writeFileSync(join(path, db.file), container(db.name, db.ctid, 2));
  // The story's repository must not depend on the person's own git configuration.
  const identity = [
    '-c',
    'user.name=quickstart',
    '-c',
    'user.email=quickstart@localhost',
    '-c',
    'commit.gpgsign=false',
  ];
  const git = (args: readonly string[], shown = false): Promise<unknown> => {
    if (shown) stage.say(`   $ git ${args.map(quoted).join(' ')}`);
    return stage.run('/usr/bin/git', ['-C', path, ...identity, ...args]);
  };
  await git(['init', '-q', '-b', 'main']);
  await git(['add', '.']);
  await git(['commit', '-q', '-m', 'two containers']);
  return {
    path,
    edit: async (file, from, to, message) => {
      const text = readFileSync(join(path, file), 'utf8');
      writeFileSync(join(path, file), text.replace(from, to));
      stage.say(`     ${file}: ${from} -> ${to}`);
      await git(['commit', '-qam', message], true);
    },
    remove: async (file, message) => {
      rmSync(join(path, file));
      await git(['commit', '-qam', message], true);
    },
  };
}
