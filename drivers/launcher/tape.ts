// A launch tape as a value: steps (system calls and a few pseudo-steps) over a block of data. This file builds, it knows
// no policy; encode.ts turns a tape into the player's bytes, print.ts into text. Pure.

import type { SyscallName } from '../kernel/numbers.ts';

/** A piece of the tape's data. `text` is how a print shows it. */
export interface Data {
  readonly kind: 'data';
  readonly offset: number;
  readonly text: string;
}

/** The value of an earlier step. */
export interface Result {
  readonly kind: 'result';
  readonly step: number;
  readonly text: string;
}

/** A number with the name a person knows it by. */
export interface Named {
  readonly kind: 'named';
  readonly value: number;
  readonly text: string;
}

/** A number read from the data when the step is played: what an earlier system call wrote there. */
export interface Load {
  readonly kind: 'load';
  readonly bytes: 4 | 8;
  readonly offset: number;
  readonly text: string;
}

export type Arg = number | Named | Data | Result | Load;

export type Condition =
  | { readonly kind: 'ok' }
  | { readonly kind: 'any' }
  | { readonly kind: 'exact'; readonly value: number }
  | { readonly kind: 'allow'; readonly errnos: readonly number[]; readonly text: string };

export type Op = 'end' | 'syscall' | 'store' | 'address' | 'format' | 'clone' | 'wait' | 'report' | 'watch' | 'check';

export interface Step {
  readonly op: Op;
  readonly label: string;
  readonly call: SyscallName | undefined;
  /** REPORT: its code. STORE: bytes. */
  readonly number: number;
  readonly args: readonly Arg[];
  readonly condition: Condition;
  /** 0: the next step. */
  jump: number;
}

export interface Tape {
  readonly name: string;
  readonly steps: readonly Step[];
  readonly data: Uint8Array;
  /** First step of the section played after a failure; 0: none. */
  readonly failure: number;
  /** Report codes without which the tape is not complete, beside the player's own "done". */
  readonly awaits: readonly number[];
}

export interface CallOptions {
  /** Errno names this call may fail with; the step after it, or `otherwise`, goes on. 'any': all of them. */
  readonly allow?: 'any' | readonly Tolerable[];
  readonly exact?: number;
  readonly as?: string;
  /** Where to go on after a tolerated failure. */
  readonly otherwise?: Mark;
}

/** A place in the tape that is not known yet. */
export interface Mark {
  readonly waiting: Step[];
}

const ERRNO = { EPERM: 1, ENOENT: 2, EACCES: 13, EEXIST: 17, ENOTDIR: 20, EINVAL: 22, ENOSYS: 38, ELOOP: 40 } as const;
export type Tolerable = keyof typeof ERRNO;

const OK: Condition = { kind: 'ok' };

export interface TapeBuilder {
  /** NUL-terminated text; the same text is stored once. */
  text(value: string): Data;
  bytes(value: Uint8Array, shown: string): Data;
  /** Zeroed bytes for the kernel to write to. Aligned to 8. */
  space(size: number, shown: string): Data;
  /** A NULL-terminated array of pointers to NUL-terminated texts, as execve(2) takes. */
  vector(values: readonly string[]): Data;
  call(label: string, name: SyscallName, args: readonly Arg[], options?: CallOptions): Result;
  store(at: Data, field: number, bytes: 4 | 8, value: Arg): void;
  address(at: Data, field: number, of: Data): void;
  /** Writes a number as decimal text to `at`, which needs 24 bytes. */
  format(at: Data, value: Arg): void;
  clone(label: string, args: Data, child: Mark): Result;
  wait(label: string, pid: Arg): void;
  report(code: number, values: readonly Arg[], shown: string): void;
  watch(label: string, fd: Arg): void;
  check(label: string, value: Arg, mask: number, expect: number): void;
  end(): void;
  mark(): Mark;
  /** The next step is where `mark` points. */
  here(mark: Mark): void;
  /** Steps from here on are played only after a failure. */
  failureSection(): void;
  finish(awaits: readonly number[]): Tape;
}

export const load = (from: Data, field: number, bytes: 4 | 8, text: string): Load => ({
  kind: 'load',
  bytes,
  offset: from.offset + field,
  text,
});

export const named = (value: number, text: string): Named => ({ kind: 'named', value, text });

/** Starts an empty tape. `name` is the subject of its errors, e.g. "container 101". */
export function createTape(name: string): TapeBuilder {
  const steps: Step[] = [];
  const store = createData();
  let failure = 0;

  const push = (op: Op, label: string, args: readonly Arg[], rest: Partial<Step> = {}): Result => {
    const { call, number = 0, condition = OK } = rest;
    // One shape for all: a start makes 300 of them, and spreading them costs 0.1 ms (measured, 0.5 to 0.4).
    const step: Step = { op, label, call, number, args, condition, jump: 0 };
    steps.push(step);
    return { kind: 'result', step: steps.length - 1, text: `$${steps.length - 1}` };
  };

  const builder: TapeBuilder = {
    text: store.text,
    bytes: store.bytes,
    space: (size, shown) => store.bytes(new Uint8Array(size), shown),
    vector(values) {
      const shown = `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;
      const array = store.bytes(new Uint8Array(8 * (values.length + 1)), shown);
      for (const [index, value] of values.entries()) builder.address(array, 8 * index, store.text(value));
      return array;
    },
    call(label, name, args, options = {}) {
      const result = push('syscall', label, args, { call: name, condition: conditionOf(options) });
      const step = steps.at(-1);
      if (options.otherwise !== undefined && step !== undefined) options.otherwise.waiting.push(step);
      return options.as === undefined ? result : { ...result, text: options.as };
    },
    store: (at, field, bytes, value) =>
      void push('store', `prepare ${at.text}`, [at.offset + field, value], { number: bytes }),
    address: (at, field, of) => void push('address', `prepare ${at.text}`, [at.offset + field, of]),
    format: (at, value) => void push('format', `prepare ${at.text}`, [at.offset, value]),
    clone(label, args, child) {
      const result = push('clone', label, [args.offset]);
      const step = steps.at(-1);
      if (step !== undefined) child.waiting.push(step);
      return result;
    },
    wait: (label, pid) => void push('wait', label, [pid]),
    report: (code, values, shown) => void push('report', shown, values, { number: code }),
    watch: (label, fd) => void push('watch', label, [fd]),
    check: (label, value, mask, expect) => void push('check', label, [value, mask, expect]),
    end: () => void push('end', '', []),
    mark: () => ({ waiting: [] }),
    here(mark) {
      for (const step of mark.waiting) step.jump = steps.length;
    },
    failureSection() {
      failure = steps.length;
    },
    finish: (awaits) => ({ name, steps, data: store.take(), failure, awaits }),
  };
  return builder;
}

function conditionOf(options: CallOptions): Condition {
  if (options.exact !== undefined) return { kind: 'exact', value: options.exact };
  if (options.allow === undefined) return OK;
  if (options.allow === 'any') return { kind: 'any' };
  if (options.allow.length > 4) throw new RangeError('a step tolerates at most four errnos');
  return { kind: 'allow', errnos: options.allow.map((name) => ERRNO[name]), text: options.allow.join(', ') };
}

/** The growing data block of one tape. */
function createData() {
  let block = Buffer.alloc(4096);
  let used = 0;
  const texts = new Map<string, Data>();
  const bytes = (value: Uint8Array, text: string): Data => {
    const offset = (used + 7) & ~7;
    while (offset + value.length > block.length) block = Buffer.concat([block, Buffer.alloc(block.length)]);
    block.set(value, offset);
    used = offset + value.length;
    return { kind: 'data', offset, text };
  };
  return {
    bytes,
    text(value: string): Data {
      const known = texts.get(value);
      if (known !== undefined) return known;
      // A NUL would silently cut a path or an argument short.
      if (value.includes('\0')) throw new RangeError('text with a NUL byte');
      const made = bytes(Buffer.from(`${value}\0`, 'utf8'), JSON.stringify(value));
      texts.set(value, made);
      return made;
    },
    take: (): Uint8Array => block.subarray(0, used),
  };
}
