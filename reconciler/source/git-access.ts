// How a remote lets us in, as settings for git. Secrets are read anew for each use, so that they can be changed, and reach git in
// its environment (git-config(1), GIT_CONFIG_COUNT), which only this user and root can read; arguments everybody can.

import { SourceError } from '../port/source.ts';
import { loginFor } from './netrc.ts';
import { type FieldNames, fileWords, readSecret, readSecretText, readTrusted } from './secret-file.ts';

/** Files; at most one of token and netrc. */
export interface AccessFiles {
  readonly tokenFile?: string;
  /** How the token is sent. `basic`, the default: as the password of the user in the URL, or of one that forges ignore. */
  readonly tokenScheme?: 'basic' | 'bearer';
  readonly netrc?: string;
  readonly sshKey?: string;
  readonly knownHosts?: string;
  readonly named?: FieldNames;
}

export interface Access {
  readonly settings: readonly (readonly [key: string, value: string])[];
  /** GIT_SSH_COMMAND. */
  readonly ssh: string;
  /** Whether keys of the caller's agent may be offered. */
  readonly agent: boolean;
}

const SSH = '/usr/bin/ssh -o BatchMode=yes -o StrictHostKeyChecking=yes -o ConnectTimeout=15';

/** What git gets for `url`. Throws SourceError when a file is missing or open to others. */
export async function accessTo(url: string, files: AccessFiles): Promise<Access> {
  const header = await authorization(url, files);
  return {
    settings:
      header === undefined
        ? []
        : [
            ['http.extraHeader', `Authorization: ${header}`],
            // Not to whoever the server would send us to.
            ['http.followRedirects', 'false'],
          ],
    ssh: await sshCommand(files),
    agent: files.sshKey === undefined,
  };
}

async function authorization(url: string, files: AccessFiles): Promise<string | undefined> {
  const { tokenFile, tokenScheme = 'basic', netrc, named } = files;
  if (tokenFile !== undefined) {
    const token = await readSecret(tokenFile, named?.['tokenFile']);
    if (tokenScheme === 'bearer') return `Bearer ${token}`;
    return basic(decodeURIComponent(new URL(url).username) || 'x-access-token', token);
  }
  if (netrc === undefined) return undefined;
  const { hostname } = new URL(url);
  const login = loginFor(hostname, await readSecretText(netrc, named?.['netrc']));
  if (login === undefined) throw new SourceError(`${fileWords(netrc, named?.['netrc'])} has no login for ${hostname}`);
  return basic(login.login, login.password);
}

const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** git gives it to a shell, and ssh splits its option again: the paths are of plain characters, see schema/config/source.ts. */
async function sshCommand({ sshKey, knownHosts, named }: AccessFiles): Promise<string> {
  const words = [SSH];
  if (sshKey !== undefined) {
    // ssh refuses a key that others can read in words of its own, after it has connected.
    await readSecretText(sshKey, named?.['sshKey']);
    words.push('-F /dev/null -o IdentitiesOnly=yes', `-i ${sshKey}`);
  }
  if (knownHosts !== undefined) {
    await readTrusted(knownHosts, named?.['knownHosts']);
    words.push(`-o UserKnownHostsFile=${knownHosts} -o GlobalKnownHostsFile=/dev/null`);
  }
  return words.join(' ');
}

/** What a command gets that reaches nobody, and one whose remote names no files. */
export const noAccess: Access = { settings: [], ssh: SSH, agent: true };
