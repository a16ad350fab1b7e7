// Getting an archive into a private file: copied from a local one or fetched over https, hashed on the way, so that the
// bytes that are checked are the bytes that are unpacked. Whoever can change the source later changes nothing.

import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import type { Readable } from 'node:stream';

export type Compression = 'none' | 'gzip' | 'xz' | 'zstd';

export interface FetchLimits {
  /** Largest archive, bytes. */
  readonly bytes: number;
  /** Longest silence, milliseconds. */
  readonly idle: number;
}

/** The archive is not what the manifest says, or cannot be had. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

const REDIRECTS = 3;

/** Opens the archive at `location`, an absolute path or an https URL. `ca` adds trusted certificates (PEM). */
export async function openArchive(
  location: string,
  limits: FetchLimits,
  signal: AbortSignal,
  ca?: string,
): Promise<Readable> {
  if (location.startsWith('https://'))
    return fetchArchive(new URL(location), limits, signal, { ca, redirects: REDIRECTS });
  if (!location.startsWith('/')) throw new ArchiveError(`${location}: neither an absolute path nor an https URL`);
  const file = await open(location, constants.O_RDONLY | constants.O_NONBLOCK);
  const info = await file.stat();
  if (!info.isFile()) {
    await file.close();
    throw new ArchiveError(`${location} is not a regular file`);
  }
  return createReadStream(location, { fd: file, signal });
}

interface FetchState {
  readonly ca: string | undefined;
  readonly redirects: number;
}

async function fetchArchive(url: URL, limits: FetchLimits, signal: AbortSignal, state: FetchState): Promise<Readable> {
  const options = {
    signal,
    timeout: limits.idle,
    headers: { 'user-agent': 'vzreconcile' },
    ...(state.ca ? { ca: state.ca } : {}),
  };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = get(url, options, resolve);
    request.on('timeout', () => request.destroy(new ArchiveError(`${url.href}: silent for ${limits.idle} ms`)));
    request.on('error', reject);
  });
  const { statusCode = 0, headers } = response;
  if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
    response.destroy();
    const next = new URL(headers.location, url);
    // A redirect may tidy the path; it may not send us to a place the manifest does not name.
    if (next.protocol !== 'https:' || next.host !== url.host)
      throw new ArchiveError(`${url.href} redirects to another host`);
    if (state.redirects === 0) throw new ArchiveError(`${url.href} redirects too often`);
    return fetchArchive(next, limits, signal, { ...state, redirects: state.redirects - 1 });
  }
  if (statusCode !== 200) {
    response.destroy();
    throw new ArchiveError(`${url.href}: HTTP status ${statusCode}`);
  }
  return response;
}

/** Copies `source` to the new file `target` (mode 0600) and gives the sha256 of what was written. Throws ArchiveError when too large. */
export async function copyHashed(source: Readable, target: string, limit: number): Promise<string> {
  const hash = createHash('sha256');
  // An error that comes before the loop below listens is thrown there, and must not end the program until then.
  source.on('error', () => {});
  await using file = await open(target, 'wx', 0o600);
  let size = 0;
  for await (const piece of source as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > limit) throw new ArchiveError(`the archive is larger than ${limit} bytes`);
    hash.update(piece);
    await writeAll(file, piece);
  }
  return hash.digest('hex');
}

async function writeAll(file: FileHandle, piece: Buffer): Promise<void> {
  for (let done = 0; done < piece.length; ) done += (await file.write(piece, done)).bytesWritten;
}

/** What the first bytes say; the name of a file says nothing. Throws ArchiveError for what is no tar archive we can read. */
export async function detectCompression(path: string): Promise<Compression> {
  await using file = await open(path, 'r');
  const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
  const head = buffer.subarray(0, bytesRead);
  const starts = (...bytes: readonly number[]): boolean => bytes.every((byte, index) => head[index] === byte);
  if (starts(0x1f, 0x8b)) return 'gzip';
  if (starts(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00)) return 'xz';
  if (starts(0x28, 0xb5, 0x2f, 0xfd)) return 'zstd';
  // "ustar" marks POSIX and GNU headers; older ones have no mark and are told by their checksum.
  if (head.length === 512 && (head.toString('latin1', 257, 262) === 'ustar' || checksumFits(head))) return 'none';
  throw new ArchiveError('not a tar archive, plain or compressed with gzip, xz or zstd');
}

function checksumFits(header: Buffer): boolean {
  const stored = Number.parseInt(header.toString('latin1', 148, 156), 8);
  const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
  return stored === sum;
}
