// A conversation with rtnetlink(7): several requests in one send, answers collected until the last is acknowledged.
// The kernel answers inside send(2), so nothing here waits and nothing here is asynchronous.

import { closeSync } from 'node:fs';
import { hasCode } from '../kernel/error-code.ts';
import { openNetlink, receive, send, setOption } from '../kernel/socket.ts';
import {
  decodeAttributes,
  decodeMessages,
  MalformedNetlink,
  type Message,
  messageSize,
  readText,
  sheet,
  writeMessage,
} from './codec.ts';
import {
  type Failure,
  failed,
  insist,
  NetlinkError,
  NLM_F_ACK,
  NLM_F_DUMP,
  NLM_F_REQUEST,
  type Request,
} from './request.ts';

const NETLINK_ROUTE = 0;
const NLMSG_ERROR = 2;
const NLMSG_DONE = 3;
const NLM_F_DUMP_INTR = 0x10;
const NLM_F_ACK_TLVS = 0x200;
const NLMSGERR_ATTR_MSG = 1;
const ENOBUFS = 105;
const EINTR = 4;
const EIO = 5;

/** Answers queue up while a batch is worked on: about 1 KiB per error, up to 8 KiB per object. */
const RECEIVE_BUFFER = 4 << 20;
const BATCH = 64;
/** The kernel cuts dumps into pieces of at most 32 KiB, and single answers fit a page or two. */
const DATAGRAM = 64 << 10;
const DUMP_ATTEMPTS = 10;

export interface Outcome {
  readonly messages: readonly Message[];
  readonly error?: Failure;
}

export interface DumpLimit {
  /** Stop after this many messages: what a container holds is not ours to bound otherwise. */
  readonly messages: number;
}

const incoming = Buffer.alloc(DATAGRAM);
const outgoing = sheet(DATAGRAM);

/** A socket in the network namespace that was current when it was made. Close it. */
export class NetlinkClient implements Disposable {
  private fd: number;
  private seq = 0;

  private readonly protocol: number;

  /** rtnetlink unless it is said otherwise. */
  constructor(protocol = NETLINK_ROUTE) {
    this.protocol = protocol;
    this.fd = open(protocol);
  }

  /** Sends all requests and returns what became of each, in order. Later requests are tried even when earlier ones fail. */
  attempt(requests: readonly Request[]): Outcome[] {
    if (requests.length > 0 && requests.length <= BATCH) return this.exchange(requests);
    const outcomes: Outcome[] = [];
    for (let at = 0; at < requests.length; at += BATCH) {
      outcomes.push(...this.exchange(requests.slice(at, at + BATCH)));
    }
    return outcomes;
  }

  /** Like attempt, but throws the first NetlinkError; what was asked after it has been tried nevertheless. */
  ask(requests: readonly Request[]): readonly (readonly Message[])[] {
    const outcomes = this.attempt(requests);
    insist(outcomes);
    return outcomes.map(({ messages }) => messages);
  }

  /** All messages of a dump; one interrupted by a change is repeated. With a limit it may be incomplete: `whole` is false. */
  dump(request: Request, limit?: DumpLimit): { readonly messages: readonly Message[]; readonly whole: boolean } {
    for (let attempt = 1; attempt <= DUMP_ATTEMPTS; attempt += 1) {
      const messages = this.dumpOnce(request, limit);
      if (messages === 'cut') return { messages: this.partial, whole: false };
      if (messages !== undefined) return { messages, whole: true };
    }
    throw new NetlinkError(failed(request.label, EINTR, `interrupted by changes ${DUMP_ATTEMPTS} times`));
  }

  [Symbol.dispose](): void {
    closeSync(this.fd);
    this.fd = -1;
  }

  private partial: readonly Message[] = [];

  /** undefined: interrupted, or answers were lost. */
  private dumpOnce(request: Request, limit: DumpLimit | undefined): readonly Message[] | 'cut' | undefined {
    const seq = this.submit([request], NLM_F_DUMP);
    const messages: Message[] = [];
    let interrupted = false;
    for (;;) {
      const datagram = this.take();
      if (datagram === undefined) return this.reopen();
      // A copy: messages outlive the buffer.
      for (const reply of decodeMessages(Buffer.from(datagram))) {
        if (reply.seq !== seq) continue;
        interrupted ||= (reply.flags & NLM_F_DUMP_INTR) !== 0;
        if (reply.type === NLMSG_ERROR || reply.type === NLMSG_DONE) {
          const error = failure(request, reply);
          if (error !== undefined && error.code !== 'EINTR') throw new NetlinkError(error);
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
    const first = this.submit(requests, 0);
    const outcomes = requests.map((): { messages: Message[]; error?: Failure } => ({ messages: [] }));
    for (let done = false; !done; ) {
      const datagram = this.take();
      if (datagram === undefined) {
        this.reopen();
        for (const [i, { label }] of requests.entries()) {
          const outcome = outcomes[i];
          if (outcome !== undefined) outcome.error ??= failed(label, ENOBUFS, 'the answer was lost');
        }
        break;
      }
      for (const reply of decodeMessages(datagram)) {
        const at = (reply.seq - first) >>> 0;
        const [asked, outcome] = [requests[at], outcomes[at]];
        if (asked === undefined || outcome === undefined) continue;
        if (reply.type === NLMSG_ERROR) {
          const error = failure(asked, reply);
          if (error !== undefined) outcome.error = error;
          done ||= at === requests.length - 1;
        } else outcome.messages.push({ ...reply, body: Buffer.from(reply.body) });
      }
    }
    return outcomes;
  }

  /**
   * Sends requests with consecutive numbers; returns the first. They are worked on in order and each failure is answered,
   * so the last one's acknowledgement tells that all others without an answer were done.
   */
  private submit(requests: readonly Request[], flags: number): number {
    const first = (this.seq + 1) >>> 0;
    const size = requests.reduce((sum, request) => sum + messageSize(request), 0);
    const into = size <= DATAGRAM ? outgoing : sheet(size);
    let end = 0;
    for (const [i, request] of requests.entries()) {
      const ack = flags === 0 && i === requests.length - 1 ? NLM_F_ACK : 0;
      this.seq = (first + i) >>> 0;
      end = writeMessage(into, end, request, (request.flags ?? 0) | NLM_F_REQUEST | flags | ack, this.seq);
    }
    send(this.fd, into.bytes, end);
    return first;
  }

  /** The next datagram, until another one is taken; undefined when nothing is queued or the queue overflowed. */
  private take(): Buffer | undefined {
    try {
      const length = receive(this.fd, incoming);
      if (length === undefined) return undefined;
      if (length > incoming.length) throw new MalformedNetlink(`datagram of ${length} bytes`);
      return incoming.subarray(0, length);
    } catch (error) {
      if (hasCode(error, 'ENOBUFS')) return undefined;
      throw error;
    }
  }

  /** Forgets all that is queued. Only valid in the namespace the client was made in. */
  private reopen(): undefined {
    const fd = open(this.protocol);
    closeSync(this.fd);
    this.fd = fd;
    return undefined;
  }
}

function open(protocol: number): number {
  const fd = openNetlink(protocol);
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

/** The failure an NLMSG_ERROR or NLMSG_DONE carries; undefined when it is an acknowledgement. */
export function failure(request: Pick<Request, 'label'>, reply: Message): Failure | undefined {
  const isError = reply.type === NLMSG_ERROR;
  if (reply.body.length < 4) {
    return isError ? failed(request.label, EIO, 'an acknowledgement without a status') : undefined;
  }
  const status = reply.body.readInt32LE(0);
  if (status >= 0) return undefined;
  // After the status an error repeats the request's header (16 bytes, the rest is capped), a DONE repeats nothing.
  const tail = isError ? 20 : 4;
  const known = (reply.flags & NLM_F_ACK_TLVS) !== 0 && reply.body.length >= tail;
  const detail = known ? readText(decodeAttributes(reply.body, tail).get(NLMSGERR_ATTR_MSG)) : undefined;
  return failed(request.label, -status, detail);
}
