// A conversation with rtnetlink(7): several requests in one send, answers collected until each is acknowledged.
// The kernel answers inside send(2), so nothing here waits and nothing here is asynchronous.

import { closeSync } from 'node:fs';
import { hasCode } from '../kernel/errno.ts';
import { openNetlink, receive, send, setOption } from '../kernel/socket.ts';
import { decodeAttributes, decodeMessages, encodeMessage, MalformedNetlink, type Message, readText } from './codec.ts';
import { NetlinkError, NLM_F_ACK, NLM_F_DUMP, NLM_F_REQUEST, type Request } from './request.ts';

const NETLINK_ROUTE = 0;
const NLMSG_ERROR = 2;
const NLMSG_DONE = 3;
const NLM_F_DUMP_INTR = 0x10;
const NLM_F_ACK_TLVS = 0x200;
const NLMSGERR_ATTR_MSG = 1;
const ENOBUFS = 105;
const EINTR = 4;
const EIO = 5;

/** Answers queue up while a batch is worked on: about 1 KiB per acknowledgement, up to 8 KiB per object. */
const RECEIVE_BUFFER = 4 << 20;
const BATCH = 64;
/** The kernel cuts dumps into pieces of at most 32 KiB, and single answers fit a page or two. */
const DATAGRAM = 64 << 10;
const DUMP_ATTEMPTS = 10;

export interface Outcome {
  readonly messages: readonly Message[];
  readonly error?: NetlinkError;
}

export interface DumpLimit {
  /** Stop after this many messages: what a container holds is not ours to bound otherwise. */
  readonly messages: number;
}

const scratch = Buffer.alloc(DATAGRAM);

/** A socket in the network namespace that was current when it was made. Close it. */
export class NetlinkClient implements Disposable {
  private fd: number;
  private seq = 0;

  constructor() {
    this.fd = open();
  }

  /** Sends all requests and returns what became of each, in order. Later requests are tried even when earlier ones fail. */
  attempt(requests: readonly Request[]): Outcome[] {
    const outcomes: Outcome[] = [];
    for (let at = 0; at < requests.length; at += BATCH) {
      outcomes.push(...this.exchange(requests.slice(at, at + BATCH)));
    }
    return outcomes;
  }

  /** Like attempt, but throws the first NetlinkError; what was asked after it has been tried nevertheless. */
  ask(requests: readonly Request[]): readonly (readonly Message[])[] {
    return this.attempt(requests).map(({ messages, error }) => {
      if (error !== undefined) throw error;
      return messages;
    });
  }

  /** All messages of a dump; one interrupted by a change is repeated. With a limit it may be incomplete: `whole` is false. */
  dump(request: Request, limit?: DumpLimit): { readonly messages: readonly Message[]; readonly whole: boolean } {
    for (let attempt = 1; attempt <= DUMP_ATTEMPTS; attempt += 1) {
      const messages = this.dumpOnce(request, limit);
      if (messages === 'cut') return { messages: this.partial, whole: false };
      if (messages !== undefined) return { messages, whole: true };
    }
    throw new NetlinkError(request.label, EINTR, `interrupted by changes ${DUMP_ATTEMPTS} times`);
  }

  [Symbol.dispose](): void {
    closeSync(this.fd);
    this.fd = -1;
  }

  private partial: readonly Message[] = [];

  /** undefined: interrupted, or answers were lost. */
  private dumpOnce(request: Request, limit: DumpLimit | undefined): readonly Message[] | 'cut' | undefined {
    const seq = this.next();
    const message = { ...request, flags: request.flags | NLM_F_REQUEST | NLM_F_DUMP, seq };
    send(this.fd, encodeMessage(message));
    const messages: Message[] = [];
    let interrupted = false;
    for (;;) {
      const datagram = this.take();
      if (datagram === undefined) return this.reopen();
      for (const reply of datagram) {
        if (reply.seq !== seq) continue;
        interrupted ||= (reply.flags & NLM_F_DUMP_INTR) !== 0;
        if (reply.type === NLMSG_ERROR || reply.type === NLMSG_DONE) {
          const error = failure(request, reply);
          if (error !== undefined && error.code !== 'EINTR') throw error;
          return interrupted || error !== undefined ? undefined : messages;
        }
        messages.push(reply);
      }
      if (limit !== undefined && messages.length >= limit.messages) {
        // A dump is ended by reading it out or by closing its socket.
        this.partial = messages;
        this.reopen();
        return 'cut';
      }
    }
  }

  private exchange(requests: readonly Request[]): Outcome[] {
    const first = this.seq + 1;
    const bytes = requests.map((request) =>
      encodeMessage({ ...request, flags: request.flags | NLM_F_REQUEST | NLM_F_ACK, seq: this.next() }),
    );
    send(this.fd, Buffer.concat(bytes));
    const outcomes = requests.map(() => ({
      messages: [] as Message[],
      done: false,
      error: undefined as NetlinkError | undefined,
    }));
    for (let open = requests.length; open > 0; ) {
      const datagram = this.take();
      if (datagram === undefined) break;
      for (const reply of datagram) {
        const outcome = outcomes[reply.seq - first];
        const asked = requests[reply.seq - first];
        if (outcome === undefined || asked === undefined || outcome.done) continue;
        if (reply.type !== NLMSG_ERROR) {
          outcome.messages.push(reply);
          continue;
        }
        outcome.done = true;
        outcome.error = failure(asked, reply);
        open -= 1;
      }
    }
    if (outcomes.some(({ done }) => !done)) this.reopen();
    return outcomes.map(({ messages, done, error }, i) => {
      const lost = done ? error : new NetlinkError(requests[i]?.label ?? '', ENOBUFS, 'the answer was lost');
      return { messages, ...(lost !== undefined && { error: lost }) };
    });
  }

  /** The messages of the next datagram; undefined when nothing is queued or the queue overflowed. */
  private take(): readonly Message[] | undefined {
    try {
      const length = receive(this.fd, scratch);
      if (length === undefined) return undefined;
      if (length > scratch.length) throw new MalformedNetlink(`datagram of ${length} bytes`);
      // A copy: messages outlive the buffer.
      return decodeMessages(Buffer.from(scratch.subarray(0, length)));
    } catch (error) {
      if (hasCode(error, 'ENOBUFS')) return undefined;
      throw error;
    }
  }

  /** Forgets all that is queued. Only valid in the namespace the client was made in. */
  private reopen(): undefined {
    const fd = open();
    closeSync(this.fd);
    this.fd = fd;
    return undefined;
  }

  private next(): number {
    this.seq = (this.seq + 1) >>> 0;
    return this.seq;
  }
}

function open(): number {
  const fd = openNetlink(NETLINK_ROUTE);
  try {
    setOption(fd, 'extAck', 1);
    setOption(fd, 'capAck', 1);
    setOption(fd, 'strictCheck', 1);
    setOption(fd, 'receiveBuffer', RECEIVE_BUFFER);
  } catch (error) {
    closeSync(fd);
    throw error;
  }
  return fd;
}

/** The error an NLMSG_ERROR or NLMSG_DONE carries; undefined when it is an acknowledgement. */
export function failure(request: Pick<Request, 'label'>, reply: Message): NetlinkError | undefined {
  const isError = reply.type === NLMSG_ERROR;
  if (reply.body.length < 4) {
    return isError ? new NetlinkError(request.label, EIO, 'an acknowledgement without a status') : undefined;
  }
  const status = reply.body.readInt32LE(0);
  if (status >= 0) return undefined;
  // After the status an error repeats the request's header (16 bytes, the rest is capped), a DONE repeats nothing.
  const tail = isError ? 20 : 4;
  const known = (reply.flags & NLM_F_ACK_TLVS) !== 0 && reply.body.length >= tail;
  const detail = known ? readText(decodeAttributes(reply.body, tail).get(NLMSGERR_ATTR_MSG)) : undefined;
  return new NetlinkError(request.label, -status, detail);
}
