// Terminal window sizes: ioctl_tty(2), TIOCSWINSZ.

import { ioctl } from './ioctl.ts';

const TIOCSWINSZ = 0x5414;

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
