// A container's own devpts: its mount options, and that what is opened there is a terminal of it. devpts, fs/devpts/inode.c. Pure.

import { load, type Result, type TapeBuilder } from './tape.ts';

const options = (gid: string, most: number): string => `newinstance,ptmxmode=0666,mode=620,gid=${gid},max=${most}`;

/** gid 5 is "tty" on every distribution. */
const TTY = 5;
const MOST_INT = 0x7fffffff;

/**
 * The options for a container whose ids begin at `base`, with at most `most` terminals; `wrapped` where a kernel may want
 * the other spelling of the gid.
 */
export function ptsOptions(base: number, most: number): { readonly plain: string; readonly wrapped?: string } {
  const gid = base + TTY;
  return {
    plain: options(String(gid), most),
    ...(gid > MOST_INT && { wrapped: options(wrappedGid(gid), most) }),
  };
}
/**
 * A gid as devpts reads it before it has the new mount API (seen up to Linux 6.12): a long that must fit an int, whose bits
 * then are the gid. Half of all ids fit only as the negative number with those bits, in its unsigned spelling: that grammar
 * has no minus sign. match_number(), lib/parser.c.
 */
const wrappedGid = (gid: number): string => String(BigInt.asUintN(64, BigInt.asIntN(32, BigInt(gid))));

const DEVPTS_MAGIC = 0x1cd1;

/** Ends the tape unless `fd` is on a devpts; `path` is for people. */
export function expectDevpts(tape: TapeBuilder, fd: Result, path: string): void {
  const buffer = tape.space(120, 'statfs');
  tape.call(`look at ${path}`, 'fstatfs', [fd, buffer]);
  tape.check(`${path} is on devpts`, load(buffer, 0, 8, 'f_type'), 0xffffffff, DEVPTS_MAGIC);
}
