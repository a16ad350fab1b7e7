// Files that hold secrets or say whom to trust: read only where nobody else can read, or write, them.

import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { SourceError } from '../port/source.ts';

const LIMIT = 64 * 1024;

const READ = 0o077;
const WRITE = 0o022;

/** What errors call the fields that name files, by their keys. */
export type FieldNames = Readonly<Record<string, string>>;

/** The one line of a file, a token or a password. `field`: what named it. Throws SourceError, which never quotes it. */
export async function readSecret(path: string, field?: string): Promise<string> {
  const text = (await readSecretText(path, field)).trimEnd();
  // What follows a newline would become another header, or another setting.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  if (text === '' || /[\u0000-\u001f\u007f]/.test(text))
    throw new SourceError(`${fileWords(path, field)}: not one line of text`, 'write the secret alone into it');
  return text;
}

/** A secret of several lines. */
export const readSecretText = async (path: string, field?: string): Promise<string> =>
  (await readGuarded(path, READ, field)).toString('utf8');

/** A file of keys and names: anybody may read it, nobody else may change it. */
export const readTrusted = async (path: string, field?: string): Promise<string> =>
  (await readTrustedBytes(path, field)).toString('utf8');

/** As readTrusted. The error's cause has the code of the operating system, where there is one. */
export const readTrustedBytes = (path: string, field?: string): Promise<Buffer> => readGuarded(path, WRITE, field);

/** What errors call a file. */
export const fileWords = (path: string, field: string | undefined): string =>
  field === undefined ? path : `${field}: ${path}`;

async function readGuarded(path: string, refused: number, field: string | undefined): Promise<Buffer> {
  const it = fileWords(path, field);
  let file: FileHandle | undefined;
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const { mode, size, uid } = await file.stat();
    if ((mode & constants.S_IFMT) !== constants.S_IFREG) throw new SourceError(`${it}: not a regular file`);
    if (uid !== 0 && uid !== process.getuid?.())
      throw new SourceError(`${it} belongs to another user`, `chown root ${path}`);
    if ((mode & refused) !== 0) {
      const [what, repair] = refused === READ ? ['read', 'go='] : ['changed', 'go-w'];
      throw new SourceError(`${it} can be ${what} by group or others`, `chmod ${repair} ${path}`);
    }
    if (size > LIMIT) throw new SourceError(`${it}: larger than ${LIMIT} bytes`);
    return await file.readFile();
  } catch (error) {
    if (error instanceof SourceError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw Object.assign(new SourceError(`${it}: ${code === 'ENOENT' ? 'no such file' : code}`), { cause: error });
  } finally {
    await file?.close();
  }
}
