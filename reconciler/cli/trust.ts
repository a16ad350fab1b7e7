// Which snapshots are believed: those signed by a key that somebody trusts for their node, and young enough.

import { constants, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import { openSigned, parseSnapshot, type SignedText } from '../run/snapshot.ts';
import type { NodeSnapshot } from '../state/snapshot.ts';
import { SnapshotError } from './errors.ts';

export interface TrustedSnapshot {
  readonly snapshot: NodeSnapshot;
  /** Base64 of the public key. */
  readonly signer: string;
  /** Milliseconds. */
  readonly age: number;
}

export interface Trust {
  /** Keys by node. */
  readonly keys: ReadonlyMap<string, ReadonlySet<string>>;
  /** Milliseconds. */
  readonly maxAge: number;
  readonly now: Date;
  /** The node that is asked for; undefined: any. */
  readonly node: string | undefined;
}

/** Clocks of nodes and of who plans differ by less. Milliseconds. */
const SKEW = 5 * 60_000;
/** Ten thousand containers fit. Its bytes are outside of the heap of the thread that plans, which is held to 256 MiB with them. */
const SIZE_LIMIT = 32 * 1024 * 1024;
const KEYS_LIMIT = 1024 * 1024;

/** The snapshots in these files, in their order. Throws SnapshotError for the first that is not believed. */
export async function readSnapshots(files: readonly string[], trust: Trust): Promise<readonly TrustedSnapshot[]> {
  const found: TrustedSnapshot[] = [];
  for (const file of files) {
    const one = believe(file, openSigned(await readPlainFile(file, SIZE_LIMIT, snapshotHint)), trust);
    const { node } = one.snapshot;
    if (found.some(({ snapshot }) => snapshot.node === node))
      throw new SnapshotError('VZR536', `${file}: there is another snapshot of ${node}`, 'give one for each node');
    found.push(one);
  }
  return found;
}

function believe(file: string, signed: SignedText | 'malformed' | 'forged', trust: Trust): TrustedSnapshot {
  const refuse = (code: string, reason: string, hint?: string): SnapshotError =>
    new SnapshotError(code, `${file}: ${reason}`, hint);
  if (signed === 'malformed') throw refuse('VZR530', 'not a snapshot', snapshotHint);
  if (signed === 'forged')
    throw refuse('VZR532', 'its signature does not fit its content', `it was changed or cut off: ${snapshotHint}`);
  // Nothing of it is looked at before somebody is known to have signed it.
  if (![...trust.keys.values()].some((keys) => keys.has(signed.key)))
    throw refuse('VZR533', `nobody trusts the key it was signed with, ${signed.key}`, keysHint);
  const snapshot = parseSnapshot(signed);
  if (!snapshot.formatVersion.startsWith('1.'))
    throw refuse('VZR531', `its format ${snapshot.formatVersion} is of another version`, 'use the program of the node');
  const { node } = snapshot;
  if (trust.keys.get(node)?.has(signed.key) !== true)
    throw refuse('VZR533', `it says that it is of ${node}, and was signed with the key of another node`, keysHint);
  if (trust.node !== undefined && trust.node !== node)
    throw refuse('VZR537', `it is of ${node}, not of ${trust.node}`, 'leave out --node, or give another snapshot');
  const age = trust.now.getTime() - Date.parse(snapshot.time);
  if (!(age >= -SKEW))
    throw refuse('VZR535', `it was made at ${snapshot.time}, which is not over yet`, 'look at the clocks');
  if (age > trust.maxAge)
    throw refuse(
      'VZR534',
      `it was made at ${snapshot.time}, ${ageWords(age)} ago`,
      'make a new one, or allow it: --max-age',
    );
  return { snapshot, signer: signed.key, age: Math.max(0, age) };
}

const snapshotHint = 'make one on the node: vzreconcile snapshot --out FILE';
const keysHint =
  'write the line that vzreconcile snapshot --public-key prints on the node into the file of --snapshot-keys';

const NODE_LINE = /^(\S+)\s+([A-Za-z0-9+/]{43}=)(?:\s+#.*)?$/;

/** Lines of node and key, as `snapshot --public-key` prints them; a node may have several. Throws SnapshotError. */
export async function readKeys(file: string, field?: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const it = field === undefined ? file : `${field}: ${file}`;
  const keys = new Map<string, Set<string>>();
  const lines = (await readPlainFile(file, KEYS_LIMIT, keysHint, it)).toString('utf8').split('\n');
  for (const [index, line] of lines.entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const [, node, key] = NODE_LINE.exec(line.trim()) ?? [];
    if (node === undefined || key === undefined)
      throw new SnapshotError('VZR539', `${it}:${index + 1}: not a node and its key`, 'node1 BASE64');
    const own = keys.get(node) ?? new Set<string>();
    keys.set(node, own.add(key));
  }
  return keys;
}

/** A FIFO or a device could keep us forever. */
async function readPlainFile(path: string, limit: number, hint: string, it = path): Promise<Buffer> {
  await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(
    (error: NodeJS.ErrnoException) => {
      throw new SnapshotError('VZR530', `${it}: ${error.code === 'ENOENT' ? 'no such file' : error.code}`, hint);
    },
  );
  const info: Stats = await file.stat();
  if (!info.isFile()) throw new SnapshotError('VZR530', `${it}: not a regular file`, hint);
  if (info.size > limit) throw new SnapshotError('VZR530', `${it}: larger than ${limit} bytes`);
  return file.readFile();
}

/** "3 minutes", "2 hours", "5 days": the largest unit of which there are two. */
export function ageWords(milliseconds: number): string {
  const units = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1000],
  ] as const;
  const [name, size] = units.find(([, length]) => milliseconds >= 2 * length) ?? ['second', 1000];
  const amount = Math.floor(milliseconds / size);
  return `${amount} ${name}${amount === 1 ? '' : 's'}`;
}
