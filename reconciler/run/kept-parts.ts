// What containers rest on beside their own files: Profiles, Defaults, Templates and Nodes, by name. Where one of them became another,
// what was kept of the containers behind it is left out, and the rest is used.

import type { KeptDocument } from '../../schema/kept.ts';
import { folderOf, foldersAround } from '../../schema/layers.ts';
import type { ParsedFile } from '../../schema/load.ts';
import { isMapping } from '../../schema/reading.ts';
import type { HostIdentity } from '../state/desired.ts';
import { digest } from './digest.ts';
import type { Kept, KeptResolved } from './kept.ts';
import { type KeptFolder, keepFolder } from './kept-tree.ts';

/** By kind and name, a digest of the files in which such a document is: its places are kept too. JSON. */
export type Parts = Readonly<Record<string, string>>;

/** `files`: by key. */
export function partsOf(files: ReadonlyMap<string, ParsedFile>): Parts {
  const found = new Map<string, string[]>();
  for (const [key, { path, documents }] of files) {
    for (const { value } of documents) {
      const name = nameOf(path, value);
      if (name !== undefined) found.set(name, [...(found.get(name) ?? []), key]);
    }
  }
  return Object.fromEntries([...found].map(([name, keys]) => [name, digest(keys.sort().join('\0\0'))]));
}

function nameOf(path: string, value: unknown): string | undefined {
  if (!isMapping(value)) return undefined;
  const { kind, metadata } = value;
  if (kind === 'Defaults') return `Defaults/${folderOf(path)}`;
  const name = isMapping(metadata) ? String(metadata['name']) : '';
  return kind === 'Profile' || kind === 'Template' || kind === 'Node' ? `${kind}/${name}` : undefined;
}

/** Those that are behind files of containers as they are written. */
export const layersIn = (parts: Parts): Parts => only(parts, (name) => /^(Profile|Defaults)\//.test(name));

/** Those that are behind the containers of a node. */
export const partsFor = (parts: Parts, node: string): Parts =>
  only(parts, (name) => !name.startsWith('Node/') || name === `Node/${node}`);

const only = (parts: Parts, isMeant: (name: string) => boolean): Parts =>
  Object.fromEntries(Object.entries(parts).filter(([name]) => isMeant(name)));

function changed(before: Parts, now: Parts): ReadonlySet<string> {
  const names = [...Object.keys(before), ...Object.keys(now)];
  return new Set(names.filter((name) => before[name] !== now[name]));
}

/** What is kept and rests on these parts alone; undefined where that is all of it. */
export function resting({ tree, nodes }: Kept, parts: Parts, identities: readonly HostIdentity[]): Kept | undefined {
  if (tree === undefined) return undefined;
  const layers = layersIn(parts);
  const others = changed(tree.layers, layers);
  const left = new Map<string, KeptResolved>();
  for (const identity of identities) {
    const before = nodes.get(identity.node);
    if (before !== undefined) left.set(identity.node, restingOn(before, parts, identity));
  }
  const isAll = others.size === 0 && identities.every(({ node }) => nodes.get(node) === left.get(node));
  if (isAll) return undefined;
  const folders = [...tree.folders].map(([path, folder]) => [path, folderWithout(folder, others)] as const);
  return { tree: { layers, folders: new Map(folders) }, nodes: left };
}

function folderWithout(folder: KeptFolder, changes: ReadonlySet<string>): KeptFolder {
  const isOut = (path: string, kept: KeptDocument): boolean => layerNames(path, kept).some((name) => changes.has(name));
  const { path, profiles } = folder;
  const mayBe = [...folderNames(`${path}/`), ...profiles.map((name) => `Profile/${name}`)];
  if (!mayBe.some((name) => changes.has(name))) return folder;
  const files = folder.files().filter(([file, documents]) => !documents.some((one) => isOut(file, one)));
  // Another address than any: its files are listed.
  return keepFolder(path, { ...folder, id: '' }, [], files);
}

function restingOn(before: KeptResolved, parts: Parts, { node, cpus }: HostIdentity): KeptResolved {
  const now = partsFor(parts, node);
  const changes = changed(before.parts, now);
  const isOther = before.cpus !== cpus || changes.has(`Node/${node}`);
  if (changes.size === 0 && !isOther) return before;
  const isOut = ({ file, kept }: { readonly file: string; readonly kept: KeptDocument }): boolean =>
    isOther || [...layerNames(file, kept), `Template/${kept.t}`].some((name) => changes.has(name));
  const containers = new Map([...before.containers].filter(([, one]) => !isOut(one)));
  const folders = [...before.folders].map(([path, folder]) => {
    const left = folder.containers.filter((one) => containers.has(one.kept.c));
    return [path, left.length === folder.containers.length ? folder : { id: '', containers: left }] as const;
  });
  return { parts: now, cpus, containers, folders: new Map(folders) };
}

/** `path` may have more behind its last slash. */
const layerNames = (path: string, { profiles = [] }: KeptDocument): readonly string[] => [
  ...folderNames(path),
  ...profiles.map((name) => `Profile/${name}`),
];

const folderNames = (path: string): readonly string[] => foldersAround(path).map((folder) => `Defaults/${folder}`);
