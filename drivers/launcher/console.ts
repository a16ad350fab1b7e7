// A container's console: its own getty on a new terminal of its devpts, confined as every command is. Nothing waits for a
// user beforehand and nothing stays behind, so the console is there whoever started the container. Hanging up ends the
// session, as on a serial line: what shall outlive it belongs into a session of its own (tmux, a service).

import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { TapeError } from './client.ts';
import { type ExecOptions, execInContainer } from './exec.ts';
import { startTime } from './run-record.ts';
import type { TerminalStreams } from './terminal.ts';

export interface ConsoleOptions extends Pick<ExecOptions, 'init' | 'dirs'> {
  readonly input: NonNullable<TerminalStreams['input']>;
  readonly output: TerminalStreams['output'];
  /** TERM of the output. */
  readonly term: string | undefined;
  /** Told what is not the container's word: how to detach, why it ended. */
  readonly say: (text: string) => void;
}

/** Ctrl-], as of telnet, virsh and machinectl. */
const DETACH = 0x1d;
const NOT_FOUND = 127;
/** Milliseconds before the next prompt; also what init takes to be seen gone after the login is. */
const PAUSE = 200;
/** Logins that end sooner than that (milliseconds) so many times in a row do not work. */
const HASTY = { life: 500, times: 3 } as const;
const ENDS: readonly NodeJS.Signals[] = ['SIGHUP', 'SIGTERM', 'SIGINT'];

/** Offers logins until the user detaches, this process is told to end, or the container stops. Throws TapeError. */
export async function attachConsole(options: ConsoleOptions): Promise<void> {
  const { init, say } = options;
  const over = new AbortController();
  const end = (): void => over.abort();
  const typed = untilDetached(options.input, end);
  for (const name of ENDS) process.on(name, end);
  say(`console of ${init.name}: Ctrl-] hangs up\n`);
  try {
    await offerLogins(options, typed.stream, over.signal);
  } finally {
    for (const name of ENDS) process.off(name, end);
    typed.close();
  }
}

async function offerLogins(
  options: ConsoleOptions,
  input: ConsoleOptions['input'],
  hangUp: AbortSignal,
): Promise<void> {
  const { init, say } = options;
  const isRunning = (): boolean => startTime(init.pid) === init.start;
  for (let hasty = 0; ; ) {
    const begun = performance.now();
    const status = await login(options, input, hangUp).catch(goneOrThrow);
    if (hangUp.aborted) return say(`\r\nhung up on ${init.name}\n`);
    hasty = performance.now() - begun < HASTY.life ? hasty + 1 : 0;
    if (status !== undefined) await sleep(PAUSE);
    if (status === undefined || !isRunning()) return say(`\r\n${init.name} has stopped\n`);
    if (hasty >= HASTY.times)
      throw new TapeError(init.name, 'console', `its login ends at once, with status ${status}`);
  }
}

/** ESRCH: init has ended, and only its parent has not taken notice yet, so that it still looks like a process. */
function goneOrThrow(error: unknown): undefined {
  if (!(error instanceof TapeError && error.code === 'ESRCH')) throw error;
}

/** The first of these that the container has asks for a name. `-` is the terminal that is open already. */
function gettys(term: string): readonly (readonly string[])[] {
  return [
    ['agetty', '--noclear', '--keep-baud', '115200,57600,38400,9600', '-', term],
    // busybox: a speed of 0 stays as it is.
    ['getty', '-L', '0', '-', term],
    ['login'],
  ];
}

async function login(
  { init, dirs, output, term = 'vt220' }: ConsoleOptions,
  input: ConsoleOptions['input'],
  hangUp: AbortSignal,
): Promise<number> {
  for (const argv of gettys(term)) {
    let isAbsent = false;
    const complain = (): void => {
      isAbsent = true;
    };
    const env = { TERM: term };
    const status = await execInContainer({ init, dirs, argv, env, terminal: { input, output }, complain, hangUp });
    if (!(isAbsent && status === NOT_FOUND)) return status;
  }
  throw new TapeError(init.name, 'console', 'it has no agetty, getty or login');
}

/** What is typed before the detach key, as a stream that is the same terminal. */
function untilDetached(
  input: ConsoleOptions['input'],
  detach: () => void,
): { readonly stream: ConsoleOptions['input']; close(): void } {
  const keys = new PassThrough();
  const take = (data: Buffer | string): void => {
    const bytes = Buffer.from(data as string);
    const at = bytes.indexOf(DETACH);
    if (at !== 0) keys.write(at < 0 ? bytes : bytes.subarray(0, at));
    if (at >= 0) detach();
  };
  input.on('data', take);
  input.resume();
  const { isTTY, fd } = input;
  const stream = Object.assign(keys, {
    ...(isTTY !== undefined && { isTTY }),
    ...(fd !== undefined && { fd }),
    setRawMode: (mode: boolean): unknown => input.setRawMode?.(mode),
  });
  return {
    stream,
    close() {
      input.off('data', take);
      input.pause();
    },
  };
}
