// Snapshots as files: made, signed and checked. Ed25519 (RFC 8032) over the SHA-256 of the text, so that the text is read once.

import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import { wholeSeconds } from '../plan/format.ts';
import type { Json } from '../plan/plan.ts';
import type { Host } from '../port/host.ts';
import { SourceError } from '../port/source.ts';
import { writeAtomically } from '../source/atomic-file.ts';
import type { Observed } from '../state/model.ts';
import type { ApprovalWays } from '../state/rules.ts';
import { type Mask, makeSnapshot, type NodeSnapshot, snapshotText } from '../state/snapshot.ts';
import type { BrakesRecord } from './brakes-file.ts';
import { observe, withUndeclared, withUsage } from './observe.ts';
import type { SettingsStore } from './settings-file.ts';

export interface SnapshotOptions {
  readonly host: Host;
  readonly brakes: BrakesRecord;
  readonly approvals?: ApprovalWays;
  /** Absent: what is in force without a step is not known. */
  readonly settings?: Pick<SettingsStore, 'read'>;
  readonly key: KeyObject;
  readonly program: string;
  readonly now: Date;
}

/** The signed snapshot of what the host has now. Throws ObserveError. */
export async function takeSnapshot(options: SnapshotOptions): Promise<string> {
  const { host, brakes, approvals, settings, key, program, now } = options;
  if (host.record === undefined) throw new SourceError('this host cannot be recorded');
  const seen = await observe(host);
  const used = await withUsage(host, seen, [...seen.containers.keys()]);
  const observed: Observed = await withUndeclared(host, used);
  const salt = createHmac('sha256', key.export({ type: 'pkcs8', format: 'der' }))
    .update('salt')
    .digest('hex')
    .slice(0, 32);
  const snapshot = makeSnapshot({
    facts: await host.facts(),
    host: await host.record(observed),
    brakes: brakes as unknown as Json,
    settings: await settings?.read(),
    ...{ approvals, observed, program, salt, time: wholeSeconds(now.toISOString()), mask: maskWith(salt) },
  });
  return signedText(snapshotText(snapshot), key);
}

/** What is such a mask already stays the same one: a snapshot is masked again when it is read. */
export const maskWith =
  (salt: string): Mask =>
  (name, value) =>
    /^secret:[0-9a-f]{16}$/.test(value)
      ? value
      : `secret:${createHmac('sha256', salt).update(`${name}\0${value}`).digest('hex').slice(0, 16)}`;

/** What a node signs with its key. */
export type Signed = 'snapshot' | 'report';

/** What is signed names what it is, so that no other signature of this key can stand for it. */
const statement = (what: Signed, text: Uint8Array | string): Buffer =>
  Buffer.from(`vzreconcile ${what} 1 sha256:${createHash('sha256').update(text).digest('hex')}\n`);

/** The raw 32 bytes of the public key, base64. */
export const publicText = (key: KeyObject): string =>
  createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64');

export function signedText(text: string, key: KeyObject, what: Signed = 'snapshot'): string {
  const value = sign(null, statement(what, text), key).toString('base64');
  return `{"signature":{"algorithm":"ed25519","key":"${publicText(key)}","value":"${value}"},\n"${what}":${text}}\n`;
}

const FORM =
  /^\{"signature":\{"algorithm":"ed25519","key":"([A-Za-z0-9+/]{43}=)","value":"([A-Za-z0-9+/]{86}==)"\},\n"([a-z]+)":/;
/** Longer than what FORM takes. */
const HEAD = 256;
/** DER of an Ed25519 public key, RFC 8410, without its last 32 bytes. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

export interface SignedText {
  /** Base64 of the key it was signed with. */
  readonly key: string;
  readonly text: Buffer;
}

/** The signed text of a file, or why it is none: no such file, or not signed by the key it names. */
export function openSigned(bytes: Buffer, what: Signed = 'snapshot'): SignedText | 'malformed' | 'forged' {
  const [head, key = '', value = '', name] = FORM.exec(bytes.toString('latin1', 0, HEAD)) ?? [];
  if (head === undefined || name !== what || bytes.toString('latin1', bytes.length - 2) !== '}\n') return 'malformed';
  const text = bytes.subarray(head.length, bytes.length - 2);
  const der = Buffer.concat([SPKI, Buffer.from(key, 'base64')]);
  const verifier = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return verify(null, statement(what, text), verifier, Buffer.from(value, 'base64')) ? { key, text } : 'forged';
}

export const parseSnapshot = ({ text }: SignedText): NodeSnapshot => JSON.parse(text.toString('utf8')) as NodeSnapshot;

/** The key of this node; made when there is none. Throws SourceError for one that others can read. */
export async function nodeKey(path: string): Promise<KeyObject> {
  const info = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (info === undefined) {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    await writeAtomically(path, String(pem), { mode: 0o600 });
  } else if (!info.isFile() || (info.mode & 0o077) !== 0) {
    throw new SourceError(`${path}: the key of the node's snapshots can be read by others`, `chmod 600 ${path}`);
  }
  const key = createPrivateKey(await readFile(path));
  if (key.asymmetricKeyType !== 'ed25519') throw new SourceError(`${path} is no Ed25519 key`);
  return key;
}
