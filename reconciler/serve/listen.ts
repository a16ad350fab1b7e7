// Listening: on an address and port, or on a unix socket that a crash may have left; again and again where it is not possible yet.

import { chmod, lstat, unlink } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { words } from '../../schema/words.ts';
import type { Clock } from '../port/clock.ts';

export interface Listening {
  /** Where it listens: with port 0 the port it got. */
  readonly address: string;
  close(): Promise<void>;
}

/** Milliseconds. */
const AGAIN = 30_000;

/** Opens until it works, and closes what was opened. `complain` is told why not, each reason once. */
export async function keepOpen(
  open: () => Promise<Listening>,
  clock: Clock,
  complain: (reason: string) => void,
): Promise<Pick<Listening, 'close'>> {
  const stop = new AbortController();
  let said = '';
  const attempt = (): Promise<Listening | undefined> =>
    open().catch((error: unknown) => {
      const reason = words(error);
      if (reason !== said) complain(reason);
      said = reason;
      return undefined;
    });
  let opened = await attempt();
  const trying = (async () => {
    while (opened === undefined && !stop.signal.aborted) {
      await clock.sleep(AGAIN, stop.signal);
      if (!stop.signal.aborted) opened = await attempt();
    }
  })();
  return {
    close: async () => {
      stop.abort();
      await trying;
      await opened?.close();
    },
  };
}

/** `127.0.0.1:9443`, `[::1]:9443`, or the path of a unix socket, made for everybody. Throws what listening throws. */
export async function listenOn(server: Server, where: string): Promise<Listening> {
  await listen(server, where).catch((error: unknown) => {
    server.close();
    throw error;
  });
  const bound = server.address() as AddressInfo | string;
  return {
    address: typeof bound === 'string' ? bound : hostAndPort(bound),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listen(server: Server, where: string): Promise<void> {
  const isSocket = where.startsWith('/');
  // One that a crash left; anything else of that name stays.
  if (isSocket && (await lstat(where).catch(() => undefined))?.isSocket() === true) await unlink(where);
  const [, host, port] = /^\[?(.+?)\]?:(\d+)$/.exec(where) ?? [];
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    const listening = (): void => resolve();
    if (isSocket) server.listen(where, listening);
    else server.listen(Number(port), host, listening);
  });
  // A proxy runs as somebody else.
  if (isSocket) await chmod(where, 0o666);
}

const hostAndPort = ({ address, family, port }: AddressInfo): string =>
  `${family === 'IPv6' ? `[${address}]` : address}:${port}`;
