// What this host says about a template before it is built: see judge.ts for what follows from it.

import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import type { Refusal } from '../../../reconciler/plan/plan.ts';
import type { TemplateSpec } from '../../../reconciler/state/model.ts';
import { findBusybox } from './busybox.ts';
import {
  ABSENT,
  directoryPlaces,
  isDirectoryName,
  judgeTemplate,
  type TemplateRecord,
  type TemplateView,
  TOOLS,
} from './judge.ts';

interface Places {
  readonly root: string;
  readonly pool: { readonly path: string };
}

/** Reasons why `spec` cannot be built on this host; empty when none is known. */
export const checkTemplate = (spec: TemplateSpec, { root, pool }: Places): Promise<readonly Refusal[]> =>
  judgeTemplate(spec, viewOf({ root, pool: pool.path }));

const viewOf = (places: TemplateView['places']): TemplateView => ({
  places,
  hasBusybox: async () => (await findBusybox()) !== undefined,
  hasTool: (file) => existsSync(file),
  fault,
  fileKind: (path) => {
    const info = statSync(path, { throwIfNoEntry: false });
    return info === undefined ? 'absent' : info.isFile() ? 'file' : 'other';
  },
});

/** The admin's directory for `name`; undefined when there is none that can be used. */
export function findDirectory(name: string, { root, pool }: Places): string | undefined {
  if (!isDirectoryName(name)) return undefined;
  return directoryPlaces(name, { root, pool: pool.path }).find((path) => fault(path) === undefined);
}

export async function recordTemplates({ root, pool }: Places): Promise<TemplateRecord> {
  const places = { root, pool: pool.path };
  const names = new Set([...list(`${root}/templates`), ...list(`${pool.path}/templates`)].filter(isDirectoryName));
  const directories = [...names].sort().flatMap((name) => directoryPlaces(name, places));
  const faults = directories.flatMap((path) => {
    const found = fault(path);
    return found === ABSENT ? [] : [[path, found ?? null] as const];
  });
  return {
    places,
    hasBusybox: (await findBusybox()) !== undefined,
    tools: TOOLS.filter((file) => existsSync(file)),
    faults: Object.fromEntries(faults),
  };
}

const list = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);

/** Containers execute what lies there, so only root may change it. */
function fault(path: string): string | undefined {
  const info = lstatSync(path, { throwIfNoEntry: false });
  if (info === undefined) return ABSENT;
  if (!info.isDirectory()) return 'is not a directory';
  if (info.uid !== 0) return 'does not belong to root';
  if ((info.mode & 0o002) !== 0) return 'can be written by everybody';
  return ['bin', 'sbin', 'usr', 'etc'].some((name) => existsSync(`${path}/${name}`))
    ? undefined
    : 'holds no root file system';
}
