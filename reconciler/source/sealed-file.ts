// Files that only holders of a key can have written: HMAC-SHA256 (RFC 2104) over what it is for and the text, on a line before the
// text. Whatever else lies in the place of one is as if there were none, and nothing of it is looked at.

import { createHmac, timingSafeEqual } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { writeAtomically } from './atomic-file.ts';

export interface Seal {
  readonly key: string;
  /** Another purpose is another seal. */
  readonly purpose: string;
}

/** Hex digits and a newline. */
const HEAD = 65;

const sealOf = ({ key, purpose }: Seal, text: Uint8Array): string =>
  createHmac('sha256', key).update(`${purpose}\0`).update(text).digest('hex');

/** The text of a sealed file of at most `limit` bytes; undefined for everything else. */
export async function readSealed(path: string, seal: Seal, limit: number): Promise<string | undefined> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    const info = await file.stat();
    if (!info.isFile() || info.size > limit || info.size < HEAD) return undefined;
    const bytes = Buffer.alloc(info.size);
    const { bytesRead } = await file.read(bytes, 0, info.size, 0);
    const text = bytes.subarray(HEAD, bytesRead);
    const expected = Buffer.from(`${sealOf(seal, text)}\n`);
    const given = bytes.subarray(0, HEAD);
    return timingSafeEqual(expected, given) ? text.toString('utf8') : undefined;
  } catch {
    return undefined;
  } finally {
    await file?.close();
  }
}

/** Throws what writing throws. */
export async function writeSealed(path: string, seal: Seal, text: string): Promise<void> {
  const head = sealOf(seal, Buffer.from(text));
  // Lost with the power it is made again.
  await writeAtomically(path, `${head}\n${text}`, { durable: false, mode: 0o600 });
}
