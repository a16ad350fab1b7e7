// /proc/<pid>/mountinfo, proc_pid_mountinfo(5). Strings are latin1: one character per byte, escapes decoded.

import { integer, linesOf, ParseError } from './parse.ts';

export interface Mount {
  readonly id: number;
  readonly parent: number;
  /** "major:minor" */
  readonly device: string;
  /** What of the file system is mounted here. */
  readonly root: string;
  readonly mountPoint: string;
  readonly options: readonly string[];
  /** shared:N, master:N, propagate_from:N, unbindable; unknown ones are kept. */
  readonly optional: readonly string[];
  readonly fsType: string;
  readonly source: string;
  readonly superOptions: readonly string[];
}

/** All mounts, in the order of the file. */
export function parseMountinfo(text: string, where: string): readonly Mount[] {
  return linesOf(text).map((line, index) => parseLine(line, where, index + 1));
}

/** Bytes that would break the format (space, tab, newline, backslash, #) are written as \ooo, seq_escape in fs/seq_file.c. */
const unescapeOctal = (word: string): string =>
  word.replace(/\\([0-3][0-7]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));

/**
 * Mounts that a path look-up can reach: one that was mounted later over the same place or above it hides those before.
 * The order of the file is the order of mounting (a moved mount is the exception, and none of ours is moved).
 */
export function visibleMounts(mounts: readonly Mount[]): readonly Mount[] {
  return mounts.filter((mount, index) => isVisible(mounts, mount, index));
}

const isVisible = (mounts: readonly Mount[], { mountPoint }: Mount, index: number): boolean =>
  !mounts.slice(index + 1).some((later) => within(mountPoint, later.mountPoint));

/** What was mounted first at a place, and whether it is what a look-up meets there. What is locked stays the first. */
export function firstMount(
  mounts: readonly Mount[],
  place: string,
): { readonly mount: Mount; readonly visible: boolean } | undefined {
  const index = mounts.findIndex(({ mountPoint }) => mountPoint === place);
  const mount = mounts[index];
  return mount && { mount, visible: isVisible(mounts, mount, index) };
}

const within = (path: string, above: string): boolean =>
  path === above || path.startsWith(above.endsWith('/') ? above : `${above}/`);

function parseLine(line: string, where: string, number: number): Mount {
  const words = line.split(' ');
  // Optional fields are any number of words up to the one that is a lone hyphen; no earlier field can be one.
  const hyphen = words.indexOf('-', 6);
  const [id, parent, device, root, mountPoint, options] = words;
  const [fsType, source, superOptions] = words.slice(hyphen + 1);
  if (hyphen < 0 || options === undefined || fsType === undefined || source === undefined) {
    throw new ParseError(where, number, 'not a mountinfo line');
  }
  return {
    id: integer(id, where, number),
    parent: integer(parent, where, number),
    device: device ?? '',
    root: unescapeOctal(root ?? ''),
    mountPoint: unescapeOctal(mountPoint ?? ''),
    options: options.split(','),
    optional: words.slice(6, hyphen),
    fsType: unescapeOctal(fsType),
    source: unescapeOctal(source),
    superOptions: (superOptions ?? '').split(',').map(unescapeOctal),
  };
}
