// What one run keeps of a tree for the next: folder by folder, because most folders are as they were. Of these it is enough to know
// what other files can have to do with; their files are a text that is parsed when it is asked for.

import { type KeptDocument, type KeptFiles, keptTogether } from '../../schema/kept.ts';
import type { KnownFolder, SourceFile, SourceFolder } from '../port/source.ts';
import type { Parts } from './kept-parts.ts';

/** Files of a tree with nothing but right Containers in them. */
export interface KeptTree {
  /** The Profiles and Defaults they were judged with. */
  readonly layers: Parts;
  /** By path, as sources have them. */
  readonly folders: ReadonlyMap<string, KeptFolder>;
}

/** `values`: what countValues() says of the file. */
export type KeptEntry = readonly [
  path: string,
  kept: readonly KeptDocument[],
  id: string,
  size: number,
  values: number,
];

/** JSON. */
interface Head extends Omit<KeptFiles, 'files'>, Omit<KnownFolder, 'sizes'> {
  readonly path: string;
  /** Of all its files. */
  readonly values: number;
  /** Whose containers are in it; absent: there are some of every node. */
  readonly nodes?: readonly string[];
}

export interface KeptFolder extends Head, KnownFolder, KeptFiles {
  /** The files, as JSON. */
  readonly text: string;
  files(): readonly KeptEntry[];
  entry(path: string): KeptEntry | undefined;
}

/** Of a source without addresses of folders: its files are looked at one by one. */
const noFolder = { id: '', entries: 0, folders: [] };

/** `others`: the manifests of the folder of which nothing is kept. */
export function keepFolder(
  path: string,
  folder: Pick<SourceFolder, 'id' | 'entries' | 'folders'> | undefined,
  others: readonly Omit<SourceFile, 'content'>[],
  files: readonly KeptEntry[],
): KeptFolder {
  const { id, entries, folders } = folder ?? noFolder;
  const documents = files.flatMap(([, all]) => all);
  const isForAll = documents.some(({ nodes }) => nodes === undefined);
  const head: Head = {
    ...{ path, id, entries, folders, count: files.length, ...keptTogether(files) },
    others: others.map(({ path: of, kind, id: content, size }) => ({ path: of, kind, id: content, size })),
    values: files.reduce((sum, [, , , , values]) => sum + values, 0),
    ...(!isForAll && { nodes: [...new Set(documents.flatMap(({ nodes = [] }) => nodes))] }),
  };
  return withFiles(head, JSON.stringify(files));
}

function withFiles(head: Head, text: string): KeptFolder {
  let files: readonly KeptEntry[] | undefined;
  const all = (): readonly KeptEntry[] => {
    files ??= JSON.parse(text) as readonly KeptEntry[];
    return files;
  };
  let entries: ReadonlyMap<string, KeptEntry> | undefined;
  return {
    ...{ ...head, text, files: all },
    sizes: () => new Map(all().map(([, , id, size]) => [id, size])),
    entry: (path) => {
      entries ??= new Map(all().map((entry) => [entry[0], entry]));
      return entries.get(path);
    },
  };
}

/** A line of what is looked at each time, and one for the files of each folder. */
export function treeText({ layers, folders }: KeptTree): string {
  const all = [...folders.values()];
  const heads = all.map(({ text: _, ...head }) => head);
  return [JSON.stringify({ layers, heads }), ...all.map(({ text }) => text)].join('\n');
}

/** Of a text that treeText() has made. */
export function treeOf(text: string): KeptTree {
  const [first = '', ...texts] = text.split('\n');
  const { layers, heads } = JSON.parse(first) as { readonly layers: Parts; readonly heads: readonly Head[] };
  return { layers, folders: new Map(heads.map((head, i) => [head.path, withFiles(head, texts[i] ?? '[]')])) };
}
