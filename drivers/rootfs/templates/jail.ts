// Unpacks one archive in the jail of jail-tape.ts and waits for its end, within limits of size, inodes and time.

import { open, rm, statfs } from 'node:fs/promises';
import type { Player } from '../../launcher/client.ts';
import type { ResourceLimit } from '../../launcher/profile/limits.ts';
import type { Compression } from './archive.ts';
import { CLONED, jailTape } from './jail-tape.ts';

export interface UnpackLimits {
  /** Bytes the unpacked tree may take. */
  readonly bytes: number;
  readonly inodes: number;
  /** Milliseconds. */
  readonly time: number;
}

export interface UnpackRequest {
  readonly name: string;
  /** Private files and directories of ours: nobody else can change them meanwhile. */
  readonly archive: string;
  readonly compression: Compression;
  readonly target: string;
  readonly log: string;
  readonly base: number;
  readonly limits: UnpackLimits;
  readonly signal: AbortSignal;
}

/** The archive cannot be unpacked; `message` has the unpacker's last words. The target may be half full. */
class UnpackError extends Error {
  override readonly name = 'UnpackError';
}

const PROGRAMS = { none: [], gzip: ['--gzip'], xz: ['--xz'], zstd: ['--zstd'] } as const satisfies Record<
  Compression,
  readonly string[]
>;
const POLL = 200;
const MEMORY = 1 << 30;

/** Throws UnpackError or TapeError. Aborting kills the unpacker, and with it, as pid 1, all it started. */
export async function unpackInJail(player: Player, request: UnpackRequest): Promise<void> {
  const { name, archive, log, target, base, limits, signal } = request;
  signal.throwIfAborted();
  const exits = watchExits(player);
  try {
    const argv = tarArguments(request.compression);
    const tape = jailTape({ name, archive, log, target, base, argv, limits: resourceLimits(limits) });
    const reports = await player.play(tape).reports;
    const pid = reports.get(CLONED)?.[0] ?? -1;
    const stop = await guard(request, () => exits.kill(pid));
    try {
      const status = await exits.of(pid);
      const reason = stop();
      if (status !== 0 || reason !== undefined) {
        throw new UnpackError(
          `${name}: ${reason ?? (await lastWords(log)) ?? `the unpacker ended with status ${status}`}`,
        );
      }
    } finally {
      stop();
    }
  } finally {
    exits.close();
    await rm(log, { force: true });
  }
}

/**
 * Nodes in /dev are left out: every container gets its own /dev. Devices elsewhere fail, for the unpacker may make none.
 * Numeric ids, because names are the container's own business.
 */
const tarArguments = (compression: Compression): readonly string[] => [
  '/usr/bin/tar',
  '--extract',
  ...PROGRAMS[compression],
  '--file=-',
  '--directory=/target',
  '--numeric-owner',
  '--same-owner',
  '--same-permissions',
  '--delay-directory-restore',
  '--xattrs',
  '--xattrs-include=security.capability',
  '--xattrs-include=user.*',
  '--warning=no-timestamp',
  '--anchored',
  ...['dev/*', './dev/*', '/dev/*'].map((pattern) => `--exclude=${pattern}`),
];

const resourceLimits = ({ bytes, time }: UnpackLimits): readonly ResourceLimit[] =>
  [
    { resource: 0, name: 'cpu', value: Math.ceil(time / 1000) },
    { resource: 1, name: 'fsize', value: bytes },
    { resource: 4, name: 'core', value: 0 },
    { resource: 7, name: 'nofile', value: 1024 },
    { resource: 9, name: 'as', value: MEMORY },
  ].map(({ value, ...limit }) => ({ ...limit, soft: value, hard: value }));

/** Exits are reported to everybody, and one may come before its pid is known to us. */
function watchExits(player: Player) {
  const ended = new Map<number, number>();
  let wake: () => void = () => {};
  const close = player.onExited((pid, status) => {
    ended.set(pid, status);
    wake();
  });
  return {
    close,
    async of(pid: number): Promise<number> {
      for (;;) {
        const status = ended.get(pid);
        if (status !== undefined) return status;
        if (!player.alive) throw new UnpackError('the launch player ended');
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, 1000).unref();
        });
      }
    },
    kill(pid: number): void {
      if (!ended.has(pid) && pid > 0) process.kill(pid, 'SIGKILL');
    },
  };
}

/**
 * Kills on abort, at the time limit, and when the file system below loses more than the limits allow: the last bound for
 * back ends that cannot limit a directory. Gives a function that ends the watch and says why it killed, if it did.
 */
async function guard({ target, limits, signal }: UnpackRequest, kill: () => void): Promise<() => string | undefined> {
  const before = await statfs(target);
  let reason: string | undefined;
  const stop = (why: string): void => {
    reason ??= why;
    kill();
  };
  const onAbort = (): void => stop('aborted');
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(() => stop(`not unpacked within ${Math.round(limits.time / 1000)} s`), limits.time);
  const poll = setInterval(() => {
    statfs(target).then(
      (now) => {
        if ((before.bfree - now.bfree) * before.bsize > limits.bytes) stop(`takes more than ${limits.bytes} bytes`);
        // btrfs has no inode table and says 0; there the size limit counts the metadata as well.
        if (before.files > 0 && before.ffree - now.ffree > limits.inodes) stop(`has more than ${limits.inodes} files`);
      },
      () => {},
    );
  }, POLL);
  if (signal.aborted) onAbort();
  return () => {
    clearTimeout(timer);
    clearInterval(poll);
    signal.removeEventListener('abort', onAbort);
    return reason;
  };
}

const WORDS = 2048;
const LINE = 240;

/** The end of the log, in one line. tar quotes what is not printable. */
async function lastWords(log: string): Promise<string | undefined> {
  await using file = await open(log, 'r');
  const { size } = await file.stat();
  const { buffer, bytesRead } = await file.read(Buffer.alloc(WORDS), 0, WORDS, Math.max(0, size - WORDS));
  const lines = buffer.toString('utf8', 0, bytesRead).trim().split('\n').slice(-3);
  // A hostile archive chooses the names in it, and may choose long ones.
  const words = lines.map((line) => (line.length > LINE ? `...${line.slice(-LINE)}` : line)).join('; ');
  return words === '' ? undefined : words;
}
