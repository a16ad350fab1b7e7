// Terminals: ioctl_tty(2), TIOCSWINSZ, TCGETS, TCSETS and TIOCGPTPEER.

import { constants } from 'node:fs';

import { ioctl } from './ioctl.ts';

const TIOCSWINSZ = 0x5414;
const TIOCGPTPEER = 0x5441;
const O_CLOEXEC = 0o2000000;
const TCGETS = 0x5401;
const TCSETS = 0x5402;
/** struct termios of the kernel: four words of flags (c_oflag is the second), c_line, 19 control characters. */
const TERMIOS_SIZE = 36;
const OFLAG_AT = 4;
const OPOST = 1;

export interface WindowSize {
  readonly columns: number;
  readonly rows: number;
}

/** Sets the size of the terminal behind a pty master; its foreground process gets SIGWINCH. Throws SyscallError. */
export function setWindowSize(master: number, { columns, rows }: WindowSize): void {
  const size = Buffer.alloc(8);
  size.writeUInt16LE(rows, 0);
  size.writeUInt16LE(columns, 2);
  ioctl(master, TIOCSWINSZ, size, 'ioctl TIOCSWINSZ', 'terminal');
}

/** The terminal behind a pty master, as a new descriptor that closes on exec; by no path, which a container could have changed. Throws SyscallError. */
export const openPeer = (master: number): number =>
  ioctl(master, TIOCGPTPEER, constants.O_RDWR | constants.O_NOCTTY | O_CLOEXEC, 'ioctl TIOCGPTPEER', 'terminal');

/** Lets a terminal show what is written to it as it is, OPOST off: the part of raw mode that Node's leaves out. Throws SyscallError. */
export function stopOutputProcessing(terminal: number): void {
  const termios = Buffer.alloc(TERMIOS_SIZE);
  ioctl(terminal, TCGETS, termios, 'ioctl TCGETS', 'terminal');
  termios.writeUInt32LE((termios.readUInt32LE(OFLAG_AT) & ~OPOST) >>> 0, OFLAG_AT);
  ioctl(terminal, TCSETS, termios, 'ioctl TCSETS', 'terminal');
}
