// TCP from inside a container's network namespace, connect(2): the socket is made there, synchronously, and everything after
// that happens at home, because a socket belongs to the namespace it was made in (network_namespaces(7)).

import { closeSync, openSync } from 'node:fs';
import { Socket } from 'node:net';
import { withNetns } from '../kernel/namespace.ts';
import { openStream } from '../kernel/socket.ts';

export interface Target {
  /** Host pid of a process in the namespace. */
  readonly pid: number;
  /** An address. */
  readonly host: string;
  readonly port: number;
}

/** More than any status line takes. Whoever sends more is cut off. */
const LONGEST = 4096;

/** A connection, made before `signal` aborts. Throws the error of connect(2), or that it took too long. */
export async function connectInside({ pid, host, port }: Target, signal: AbortSignal): Promise<Socket> {
  signal.throwIfAborted();
  const fd = openIn(pid, host.includes(':') ? 6 : 4);
  // An unconnected socket cannot be read yet, which a new Socket would begin with.
  const socket = new Socket({ fd, manualStart: true } as ConstructorParameters<typeof Socket>[0]);
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      signal.removeEventListener('abort', onAbort);
      end();
    };
    const fail = (error: unknown): void =>
      settle(() => {
        socket.destroy();
        reject(error);
      });
    const onAbort = (): void => fail(new Error('no answer in time'));
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('error', fail);
    socket.connect({ host, port }, () => settle(() => resolve(socket)));
  });
}

function openIn(pid: number, version: 4 | 6): number {
  const netns = openSync(`/proc/${pid}/ns/net`, 'r');
  try {
    return withNetns(netns, () => openStream(version));
  } finally {
    closeSync(netns);
  }
}

/** The status of the answer to a GET, RFC 9112. Throws when there is none before `signal` aborts. */
export async function getStatus(target: Target & { readonly path: string }, signal: AbortSignal): Promise<number> {
  const socket = await connectInside(target, signal);
  try {
    const host = target.host.includes(':') ? `[${target.host}]` : target.host;
    socket.write(
      `GET ${target.path} HTTP/1.1\r\nHost: ${host}:${target.port}\r\nUser-Agent: vzreconcile\r\nConnection: close\r\n\r\n`,
    );
    return await statusLine(socket, signal);
  } finally {
    socket.destroy();
  }
}

function statusLine(socket: Socket, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = '';
    const end = (problem: string): void => reject(new Error(problem));
    signal.addEventListener('abort', () => end('no answer in time'), { once: true });
    socket.once('error', reject);
    socket.once('close', () => end('the connection was closed without an answer'));
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString('latin1');
      const [line, rest] = text.split('\r\n', 2);
      if (rest === undefined && text.length < LONGEST) return;
      const status = /^HTTP\/1\.[01] ([1-5][0-9]{2})(?: |$)/.exec(line ?? '')?.[1];
      if (status === undefined) end('the answer is not HTTP');
      else resolve(Number(status));
    });
  });
}
