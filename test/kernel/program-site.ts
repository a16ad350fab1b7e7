// A root with a folder of manifests for the program itself: compiled, and run as a process.

import { mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { readRecord } from '../../drivers/launcher/run-record.ts';
import { takeInventory } from '../helpers/inventory.ts';
import { buildProgram, type Ended, removeProgram, vz } from '../helpers/program.ts';
import { groupMounts, type Life, lifeOf, makeRoot, type TestRoot } from '../helpers/real-host.ts';
import { type ContainerSpec, manifests, nodeManifest } from '../helpers/site.ts';

type Boxes = Readonly<Record<string, ContainerSpec>>;

export interface ProgramSite {
  readonly root: TestRoot;
  /** The folder of the manifests. */
  readonly dir: string;
  /** The options that name both. */
  readonly at: readonly string[];
  /** Replaces all manifests. */
  declare(boxes: Boxes): void;
  /** `vzreconcile --once`. */
  once(...args: string[]): Ended;
  /** Deletes all, and expects that of what `mine` names no more is left than there was. */
  close(): Promise<void>;
}

export const text = (boxes: Boxes): string => manifests(boxes, [nodeManifest('auto')]);

export function openProgramSite(area: string, mine: RegExp): ProgramSite {
  const before = takeInventory(mine);
  buildProgram();
  const root = makeRoot(area);
  const dir = join(root.path, 'manifests');
  mkdirSync(dir);
  const at = ['--dir', dir, '--root', root.path];
  return {
    root,
    dir,
    at,
    declare: (boxes) => writeFileSync(join(dir, 'all.yaml'), text(boxes)),
    once: (...args) => vz('--once', ...at, ...args),
    close: async () => {
      const ended = vz('destroy', '--all', '--yes', '--root', root.path, '--node', hostname());
      removeProgram();
      await root.remove();
      expect(ended.err).toBe('');
      expect({ ...takeInventory(mine), fds: [] }).toEqual({ ...before, fds: [] });
    },
  };
}

/** The life of a container's init by its run record; undefined when there is none that lives. */
export function life(ctid: number): Life | undefined {
  const [identity = ''] = groupMounts();
  const record = readRecord(`${identity}/vz/${ctid}`);
  if (record === undefined) return undefined;
  try {
    const now = lifeOf(record.pid);
    return now.start === String(record.start) ? now : undefined;
  } catch {
    return undefined;
  }
}

/** The same; throws when there is none. */
export function lives(ctid: number): Life {
  const found = life(ctid);
  if (found === undefined) throw new Error(`${ctid} does not run`);
  return found;
}
