// Reads blobs: requests made in the same turn of the event loop share one `git cat-file --batch`.

import { SourceError } from '../port/source.ts';
import { type GitOptions, git } from './git-command.ts';
import { parseBatch } from './git-tree.ts';

/** Bytes of all blobs read at once; 100,000 manifests of a usual size are a third of it. */
const BATCH_LIMIT = 128 * 1024 * 1024;

interface Request {
  readonly size: number;
  readonly answers: { resolve(bytes: Uint8Array): void; reject(error: unknown): void }[];
}

export type BlobReader = (id: string, size: number) => Promise<Uint8Array>;

export function blobReader(options: GitOptions): BlobReader {
  let waiting = new Map<string, Request>();
  const flush = async (): Promise<void> => {
    const batch = waiting;
    waiting = new Map();
    try {
      const blobs = await readBatch(batch, options);
      for (const [id, request] of batch) {
        const bytes = blobs.get(id);
        for (const answer of request.answers) {
          if (bytes === undefined) answer.reject(new SourceError(`object ${id.slice(0, 12)} was not delivered`));
          else answer.resolve(bytes);
        }
      }
    } catch (error) {
      for (const request of batch.values()) for (const answer of request.answers) answer.reject(error);
    }
  };
  return (id, size) =>
    new Promise((resolve, reject) => {
      if (waiting.size === 0) setImmediate(() => void flush());
      const request = waiting.get(id) ?? { size, answers: [] };
      request.answers.push({ resolve, reject });
      waiting.set(id, request);
    });
}

async function readBatch(batch: ReadonlyMap<string, Request>, options: GitOptions): Promise<Map<string, Uint8Array>> {
  let total = 0;
  for (const request of batch.values()) total += request.size;
  if (total > BATCH_LIMIT)
    throw new SourceError(`the manifests are ${total} bytes, more than ${BATCH_LIMIT}`, 'see --path');
  const input = `${[...batch.keys()].join('\n')}\n`;
  const headers = batch.size * 100;
  return parseBatch(await git(['cat-file', '--batch', '--buffer'], options, { input, limit: total + headers }));
}
