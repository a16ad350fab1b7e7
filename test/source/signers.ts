// People with real keys: alice, bob, eve and old have one of ssh, carol and mallory one of OpenPGP. Each at NAME@example.net.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { temporary } from './repository.ts';

const KEYGEN = '/usr/bin/ssh-keygen';
const GPG = '/usr/bin/gpg';

/** A program that is needed and not there. */
export const missing = [KEYGEN, GPG].find((path) => !existsSync(path));

export interface Signers {
  /** Holds NAME, NAME.pub of those with ssh keys, carol.asc, and `gnupg`. */
  readonly path: string;
  readonly fingerprints: ReadonlyMap<string, string>;
  run(program: string, ...args: string[]): string;
  /** Runs git in `folder`; `signer` has the settings that sign as somebody. */
  git(folder: string, signer: string | undefined, ...args: string[]): string;
  /** The text of an allowed_signers file: whose key stands for whom. */
  allowed(names: Readonly<Record<string, string>>, options?: string): string;
  remove(): void;
}

/** Made once for all tests of a file, and gone with them. */
export function signersOfFile(): () => Signers {
  let people: Signers | undefined;
  beforeAll(() => {
    if (missing === undefined) people = makeSigners();
  }, 60_000);
  afterAll(() => people?.remove());
  return () => {
    if (people === undefined) throw new Error(`there are no signers without ${missing}`);
    return people;
  };
}

function makeSigners(): Signers {
  const keys = temporary();
  const gnupg = join(keys.path, 'gnupg');
  const env = { PATH: '/usr/bin:/bin', GNUPGHOME: gnupg };
  const run: Signers['run'] = (program, ...args) =>
    execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env });
  for (const name of ['alice', 'bob', 'eve', 'old'])
    run(KEYGEN, '-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', join(keys.path, name));
  mkdirSync(gnupg, { mode: 0o700 });
  const quietly = ['--batch', '--quiet', '--passphrase', ''];
  const fingerprints = new Map<string, string>();
  for (const name of ['carol', 'mallory']) {
    run(GPG, ...quietly, '--quick-generate-key', `${name} <${name}@example.net>`, 'ed25519', 'sign', 'never');
    const listed = run(GPG, '--batch', '--with-colons', '--list-keys', `${name}@example.net`);
    fingerprints.set(name, /^fpr:+([0-9A-F]+):/m.exec(listed)?.[1] ?? '');
  }
  writeFileSync(join(keys.path, 'carol.asc'), run(GPG, '--batch', '--armor', '--export', 'carol@example.net'));
  return {
    ...{ path: keys.path, fingerprints, run },
    git: (folder, signer, ...args) => {
      const fingerprint = fingerprints.get(signer ?? '');
      const how =
        fingerprint === undefined
          ? ['-c', 'gpg.format=ssh', '-c', `user.signingKey=${join(keys.path, signer ?? '')}`]
          : ['-c', `user.signingKey=${fingerprint}`];
      return execFileSync('/usr/bin/git', [...how, ...args], {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...{ ...env, HOME: folder, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' },
          ...{ GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@x', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@x' },
        },
      }).trim();
    },
    allowed: (names, options = '') =>
      Object.entries(names)
        .map(([who, key]) => `${who}@example.net ${options} ${readFileSync(join(keys.path, `${key}.pub`), 'utf8')}`)
        .join(''),
    remove: () => {
      run('/usr/bin/gpgconf', '--kill', 'gpg-agent');
      keys.remove();
    },
  };
}
