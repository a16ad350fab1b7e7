// Files of /etc that vzreconcile writes for a container, as its root and from inside. openat2(2), renameat2(2). Pure.

import { AT_FDCWD, flags, O, RESOLVE, struct } from './abi.ts';
import { type Data, sizeOf, type TapeBuilder, type Text } from './tape.ts';

/** A file below /etc that is written as container root before init runs. */
export interface ContainerFile<Content extends Text = string> {
  readonly name: string;
  readonly content: Content;
  /** False: only when there is none. */
  readonly replace: boolean;
}

/**
 * Writes a file of /etc from inside the container, as its root: whatever the image put in the way can only harm itself.
 * A new file takes the place of the old name, so a symlink is replaced and not followed. At a start, an image without
 * /etc, or with a directory of that name, goes without the file; `strict` makes that an error.
 */
export function writeContainerFile(
  tape: TapeBuilder,
  { name, content, replace }: ContainerFile<Text>,
  strict = false,
): void {
  const done = tape.mark();
  const skip = strict ? {} : ({ allow: 'any', otherwise: done } as const);
  const label = `write /etc/${name}`;
  const folder = flags(O, 'PATH', 'DIRECTORY', 'CLOEXEC');
  const etcHow = howTo(tape, folder.value, 0, folder.text);
  const etc = tape.call(label, 'openat2', [AT_FDCWD, tape.text('/etc'), etcHow, 24], { ...skip, as: 'etc' });
  const target = tape.text(replace ? `.${name}.vzreconcile` : name);
  if (replace) tape.call(label, 'unlinkat', [etc, target, 0], { allow: 'any' });
  const create = flags(O, 'WRONLY', 'CREAT', 'EXCL', 'NOFOLLOW', 'CLOEXEC');
  const fd = tape.call(label, 'openat2', [etc, target, howTo(tape, create.value, 0o644, create.text), 24], skip);
  const size = sizeOf(content);
  const whole = strict && typeof size === 'number' ? { exact: size } : ({ allow: 'any' } as const);
  tape.call(label, 'write', [fd, tape.text(content), size], whole);
  tape.call(label, 'close', [fd]);
  if (replace) tape.call(label, 'renameat2', [etc, target, etc, tape.text(name), 0], skip);
  tape.here(done);
  tape.call(label, 'close', [etc], { allow: 'any' });
}

/** struct open_how. */
function howTo(tape: TapeBuilder, wanted: number, mode: number, shown: string): Data {
  return tape.bytes(struct([8, wanted], [8, mode], [8, RESOLVE.NO_MAGICLINKS]), `{${shown}}`);
}
