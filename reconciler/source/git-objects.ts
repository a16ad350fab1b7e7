// Questions about names and objects, all put to one `git cat-file --batch-command` (git 2.36) that stays: a new commit is
// read in a few round trips through its pipes, where a command for each step costs 5 ms of starting it (measured with 2.39).

import type { ChildProcessByStdio } from 'node:child_process';
import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { words } from '../../schema/words.ts';
import { SourceError } from '../port/source.ts';
import { type GitOptions, startGit } from './git-command.ts';

export interface ObjectInfo {
  readonly id: string;
  readonly type: string;
  readonly size: number;
}

export interface ObjectContents extends ObjectInfo {
  readonly bytes: Buffer;
}

/** Answers are undefined where the repository has no such object; a repository that cannot be read is a SourceError. */
export interface Objects {
  info(name: string): Promise<ObjectInfo | undefined>;
  /** Of what need not be there: that it is missing is no reason to start git anew. */
  seek(name: string): Promise<ObjectInfo | undefined>;
  /** At most `limit` bytes; more are a SourceError. */
  contents(name: string, limit: number): Promise<ObjectContents | undefined>;
  /** Starts git anew unless somebody waits: one that runs for days keeps packs open that were removed. */
  renew(): void;
  close(): void;
}

/** Milliseconds of silence after which git is ended. */
const SILENCE = 60_000;

export function openObjects(options: GitOptions): Objects {
  let talk: Conversation | undefined;
  const ask = async (question: Question, isExpected = true): Promise<ObjectContents | undefined> => {
    const before = talk?.isOver() === false ? talk : undefined;
    talk = before ?? converse(options);
    try {
      const answer = await talk.ask(question);
      if (answer !== undefined || before === undefined || !isExpected) return answer;
    } catch (error) {
      if (before === undefined) throw error;
    }
    // It ran before this question and may have been ended by anybody, or not know of another ref storage (git-refs(1)).
    if (talk === before) {
      before.end();
      talk = converse(options);
    }
    return talk.ask(question);
  };
  return {
    info: (name) => ask({ line: `info ${name}`, limit: undefined }),
    seek: (name) => ask({ line: `info ${name}`, limit: undefined }, false),
    contents: (name, limit) => ask({ line: `contents ${name}`, limit }),
    renew: () => {
      if (talk?.isAsked() === true) return;
      talk?.end();
      talk = converse(options);
    },
    close: () => talk?.end(),
  };
}

interface Question {
  readonly line: string;
  /** Bytes of contents; undefined where none are asked for. */
  readonly limit: number | undefined;
}

interface Waiting extends Question {
  resolve(answer: ObjectContents | undefined): void;
  reject(error: unknown): void;
}

interface Conversation {
  ask(question: Question): Promise<ObjectContents | undefined>;
  isOver(): boolean;
  isAsked(): boolean;
  end(): void;
}

function converse(options: GitOptions): Conversation {
  const child = startGit(['cat-file', '--batch-command', '--buffer'], options);
  const waiting: Waiting[] = [];
  const reader = makeReader();
  let said = '';
  let outgoing = '';
  let over = false;
  let alarm: NodeJS.Timeout | undefined;

  const finish = (reason: string): void => {
    over = true;
    clearTimeout(alarm);
    child.kill();
    for (const question of waiting.splice(0)) question.reject(new SourceError(`git cat-file: ${reason}`));
  };
  const send = (): void => {
    if (over) return;
    child.stdin.write(`${outgoing}flush\n`);
    outgoing = '';
  };
  child.stdout.on('data', (chunk: Buffer) => {
    alarm?.refresh();
    try {
      reader.add(chunk, waiting);
    } catch (error) {
      finish(words(error));
    }
    if (waiting.length === 0) rest();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-4096);
  });
  child.on('error', (error) => finish(error.message));
  child.on('close', () => finish(/^(?:fatal|error): (.*)/m.exec(said)?.[1] ?? 'ended'));
  // What is written to a process that has ended is answered by its end.
  child.stdin.on('error', () => {});

  // Nobody's exit waits for a process that is only there to be asked.
  const rest = (): void => {
    clearTimeout(alarm);
    hold(child, false);
  };
  rest();
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (over) {
          reject(new SourceError('git cat-file: ended'));
          return;
        }
        if (waiting.length === 0) {
          hold(child, true);
          alarm = setTimeout(() => finish(`no answer for ${SILENCE / 1000} seconds`), SILENCE);
        }
        // What is asked in one turn is sent, and answered, together.
        if (outgoing === '') queueMicrotask(send);
        outgoing += `${question.line}\n`;
        waiting.push({ ...question, resolve, reject });
      }),
    isOver: () => over,
    isAsked: () => waiting.length > 0,
    end: () => finish('ended'),
  };
}

function hold(child: ChildProcessByStdio<Writable, Readable, Readable>, held: boolean): void {
  for (const part of [child, child.stdin, child.stdout, child.stderr] as (Socket | typeof child)[]) {
    if (held) part.ref();
    else part.unref();
  }
}

interface Reader {
  /** Answers as many of the questions as the bytes suffice for and takes them off the list. Throws on what git does not say. */
  add(chunk: Buffer, waiting: Waiting[]): void;
}

/** Reads "<id> <type> <size>\n", followed by "<bytes>\n" where contents were asked for; or "<name> missing\n". */
function makeReader(): Reader {
  let chunks: Buffer[] = [];
  let held = 0;
  /** Bytes without which there is no next answer; a large object must not be joined again for each of its chunks. */
  let needed = 0;
  return {
    add: (chunk, waiting) => {
      chunks.push(chunk);
      held += chunk.length;
      if (held < needed) return;
      const bytes = chunks.length === 1 ? chunk : Buffer.concat(chunks);
      let at = 0;
      needed = 0;
      while (at < bytes.length) {
        const question = waiting[0];
        if (question === undefined) throw new Error('more was said than asked');
        const newline = bytes.indexOf(10, at);
        if (newline === -1) break;
        const info = headerOf(bytes.toString('latin1', at, newline));
        const begin = newline + 1;
        const end = begin + (info === undefined || question.limit === undefined ? 0 : info.size + 1);
        if (info !== undefined && question.limit !== undefined && info.size > question.limit)
          throw new Error(`object ${info.id.slice(0, 12)} has ${info.size} bytes, more than ${question.limit}`);
        if (end > bytes.length) {
          needed = end - at;
          break;
        }
        waiting.shift();
        question.resolve(info && { ...info, bytes: bytes.subarray(begin, Math.max(begin, end - 1)) });
        at = end;
      }
      chunks = at === bytes.length ? [] : [bytes.subarray(at)];
      held = bytes.length - at;
    },
  };
}

function headerOf(line: string): ObjectInfo | undefined {
  const match = /^([0-9a-f]{40,64}) ([a-z]+) (\d+)$/.exec(line);
  return match === null ? undefined : { id: match[1] ?? '', type: match[2] ?? '', size: Number(match[3]) };
}
