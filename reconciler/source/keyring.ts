// The keys whose signatures count, as files that git, gpg and ssh-keygen read. Made anew for each check: a key that is taken
// out of a file counts no longer, without a restart.

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { words } from '../../schema/words.ts';
import { SourceError } from '../port/source.ts';
import { type FieldNames, fileWords, readTrusted } from './secret-file.ts';

export interface KeyFiles {
  /** ssh-keygen(1), ALLOWED SIGNERS. */
  readonly allowedSigners?: string;
  /** ssh-keygen(1), KEY REVOCATION LISTS, or public keys. */
  readonly revokedKeys?: string;
  /** Armored public keys of OpenPGP. */
  readonly gpgKeys?: readonly string[];
  readonly named?: FieldNames;
}

export interface Keyring {
  /** For git. */
  readonly settings: readonly (readonly [key: string, value: string])[];
  readonly gnupgHome: string;
  remove(): Promise<void>;
}

const GPG = '/usr/bin/gpg';

/** Throws SourceError when a file is missing, can be changed by others, or is none of keys. */
export async function makeKeyring({ allowedSigners, revokedKeys, gpgKeys = [], named }: KeyFiles): Promise<Keyring> {
  const gnupgHome = await mkdtemp(join(tmpdir(), 'vzreconcile-keys-'));
  const remove = (): Promise<void> => rm(gnupgHome, { recursive: true, force: true });
  try {
    // That a key is in the file is all the trust there is to have.
    await writeFile(join(gnupgHome, 'gpg.conf'), 'trust-model always\nno-autostart\ndisable-dirmngr\n', {
      mode: 0o600,
    });
    for (const [name, path] of Object.entries({ allowedSigners, revokedKeys }))
      if (path !== undefined) await readTrusted(path, named?.[name]);
    for (const [i, path] of gpgKeys.entries()) {
      const field = named?.[`gpgKeys[${i}]`];
      await importKeys({ path, field }, await readTrusted(path, field), gnupgHome);
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    settings: [
      ['gpg.program', GPG],
      ['gpg.x509.program', '/bin/false'],
      ['gpg.ssh.program', '/usr/bin/ssh-keygen'],
      ['gpg.ssh.allowedSignersFile', allowedSigners ?? '/dev/null'],
      ...(revokedKeys === undefined ? [] : ([['gpg.ssh.revocationFile', revokedKeys]] as const)),
    ],
    gnupgHome,
    remove,
  };
}

async function importKeys(
  { path, field }: { readonly path: string; readonly field: string | undefined },
  keys: string,
  gnupgHome: string,
): Promise<void> {
  const copy = join(gnupgHome, 'import.asc');
  await writeFile(copy, keys, { mode: 0o600 });
  try {
    const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', GNUPGHOME: gnupgHome };
    await promisify(execFile)(GPG, ['--batch', '--quiet', '--import', copy], { env, timeout: 20_000 });
  } catch (error) {
    const reason = words(error).includes('ENOENT') ? `${GPG} is not installed` : 'gpg finds no public keys in it';
    throw new SourceError(
      `${fileWords(path, field)}: ${reason}`,
      'gpg --armor --export NAME > FILE writes such a file',
    );
  } finally {
    await rm(copy, { force: true });
  }
}
