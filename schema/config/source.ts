// `spec.source` of the local configuration: the grammars of its values.

import validRange from 'semver/ranges/valid.js';
import type { Field } from '../fields.ts';
import { below, fault, isMapping, type Reading, shown } from '../reading.ts';
import { parseTime } from '../units.ts';
import { readFilePath } from './file-path.ts';

/** Milliseconds between two looks, at least 100. */
export function readInterval(value: unknown): Reading<number> {
  const time = typeof value === 'string' ? parseTime(value) : undefined;
  if (time !== undefined && time >= 100) return { value: time };
  return fault('VZR346', `${shown(value)} is not a time of at least 100ms`, 'for example 30s or 5m');
}

/** What is wrong with the address is said in full when it is opened; here only what depends on where one stands. */
function readUrl(value: unknown): Reading<string> {
  if (typeof value !== 'string') return fault('VZR103', `an address is text, not ${shown(value)}`, 'put it in quotes');
  if (/^(?:(?:https|ssh|git|http):\/\/|file:\/\/\/|\/)|^[^/:]+:(?!\/)/.test(value)) return { value };
  return fault(
    'VZR345',
    'this is not the address of a repository',
    'https://, ssh://, user@host:path, file:///, a path that begins with /, or, with spec.verify, git:// and http://',
  );
}

const files = ['tokenFile', 'netrc', 'sshKey', 'knownHosts'] as const;

function readRemotes(value: unknown): Reading<readonly unknown[]> {
  if (!Array.isArray(value)) return { value: [] };
  for (const [i, remote] of value.entries()) {
    const reading = isMapping(remote) ? readRemote(remote) : { value: {} };
    if ('fault' in reading) return below(i, reading);
  }
  return { value };
}

/** A remote, or a branch of one: its address, and the files that let us in. */
export function readRemote(remote: Readonly<Record<string, unknown>>): Reading<unknown> {
  const url = remote['url'] === undefined ? { value: '' } : readUrl(remote['url']);
  if ('fault' in url) return below('url', url);
  for (const name of files) {
    const path = remote[name] === undefined ? { value: '' } : readFilePath(remote[name]);
    if ('fault' in path) return below(name, path);
  }
  if (remote['tokenFile'] !== undefined && remote['netrc'] !== undefined)
    return below('netrc', fault('VZR108', 'a remote has a tokenFile or a netrc', 'keep one'));
  if (url.value === '') return { value: remote };
  const isHttps = url.value.startsWith('https:');
  const isSsh = /^ssh:|^[^/:]+:(?!\/)/.test(url.value);
  const idle = files.find((name, i) => remote[name] !== undefined && !(i < 2 ? isHttps : isSsh));
  if (idle === undefined) return { value: remote };
  const of = idle === 'sshKey' || idle === 'knownHosts' ? 'ssh' : 'https';
  return below(idle, fault('VZR350', `${idle} is for ${of}, and the url is something else`, 'remove it'));
}

const choices = ['branch', 'tag', 'semver', 'commit'];

function readRef(value: unknown): Reading<unknown> {
  if (!isMapping(value)) return { value };
  const given = choices.filter((name) => Object.hasOwn(value, name));
  if (given.length !== 1)
    return fault('VZR108', `spec.source.ref needs exactly one of ${choices.join(', ')}`, 'keep one');
  const { semver, tagPrefix } = value;
  if (typeof semver === 'string' && (semver.trim() === '' || validRange(semver) === null))
    return below(
      'semver',
      fault('VZR355', `${shown(semver)} is not a range of versions`, 'for example ^1.4 or >=2 <4'),
    );
  if (tagPrefix !== undefined && semver === undefined)
    return below('tagPrefix', fault('VZR350', 'tagPrefix is for semver', 'remove it'));
  return { value };
}

export const sourceFields: readonly Field[] = [
  { path: ['spec', 'source', 'interval'], read: readInterval },
  { path: ['spec', 'source', 'remotes'], read: readRemotes },
  { path: ['spec', 'source', 'ref'], read: readRef },
];
