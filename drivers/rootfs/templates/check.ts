// What can be known about a template before it is built: a missing file, directory or tool, a name that is none.

import { existsSync, lstatSync, statSync } from 'node:fs';
import type { Refusal } from '../../../reconciler/plan/plan.ts';
import type { TemplateSpec } from '../../../reconciler/state/model.ts';
import { findBusybox } from './busybox.ts';
import { badNames, MMDEBSTRAP } from './debian.ts';

interface Places {
  readonly root: string;
  readonly pool: { readonly path: string };
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const TAR = '/usr/bin/tar';

type Finding = Pick<Refusal, 'reason' | 'hint'>;

/** Reasons why `spec` cannot be built on this host; empty when none is known. */
export async function checkTemplate(spec: TemplateSpec, places: Places): Promise<readonly Refusal[]> {
  const findings = await findingsOf(spec, places);
  const origin = spec.origin === undefined ? {} : { origin: spec.origin };
  return findings.map(({ reason, hint }) => ({
    code: 'VZR661',
    pointer: '/rootfs/template',
    reason: `template ${spec.name}: ${reason}`,
    ...(hint === undefined ? {} : { hint }),
    ...origin,
  }));
}

async function findingsOf({ source }: TemplateSpec, places: Places): Promise<readonly Finding[]> {
  switch (source.kind) {
    case 'busybox':
      return (await findBusybox()) === undefined
        ? [{ reason: 'no static busybox on this host', hint: 'apt install busybox-static' }]
        : [];
    case 'directory':
      return checkDirectory(source.name, places);
    case 'tarball':
      return [...checkLocation(source.location), ...checkDigest(source.sha256), ...need(TAR, 'tar')];
    default: {
      const bad = badNames(source.suite, source.packages).map((name) => ({ reason: `${name} is not a Debian name` }));
      return [...bad, ...need(MMDEBSTRAP, 'mmdebstrap'), ...need(TAR, 'tar')];
    }
  }
}

const need = (file: string, pkg: string): readonly Finding[] =>
  existsSync(file) ? [] : [{ reason: `${file} is not installed`, hint: `apt install ${pkg}` }];

function checkLocation(location: string): readonly Finding[] {
  if (URL.canParse(location) && !location.startsWith('/')) {
    return new URL(location).protocol === 'https:'
      ? []
      : [{ reason: `${location} is not https`, hint: 'only https is fetched' }];
  }
  if (!location.startsWith('/')) return [{ reason: `${location} is not an absolute path` }];
  const info = statSync(location, { throwIfNoEntry: false });
  if (info === undefined) return [{ reason: `${location} does not exist` }];
  return info.isFile() ? [] : [{ reason: `${location} is not a regular file` }];
}

const checkDigest = (sha256: string): readonly Finding[] =>
  /^[0-9a-f]{64}$/i.test(sha256) ? [] : [{ reason: 'sha256 is not 64 hexadecimal digits' }];

/** Where an admin may have put the directory template `name`: <root>/templates/NAME, or <pool>/templates/NAME/root. */
const directoryPlaces = (name: string, { root, pool }: Places): readonly string[] => [
  `${root}/templates/${name}`,
  `${pool.path}/templates/${name}/root`,
];

/** The admin's directory for `name`; undefined when there is none that can be used. */
export function findDirectory(name: string, places: Places): string | undefined {
  if (!NAME.test(name)) return undefined;
  return directoryPlaces(name, places).find((path) => fault(path) === undefined);
}

function checkDirectory(name: string, places: Places): readonly Finding[] {
  if (!NAME.test(name)) return [{ reason: `${name} is not a plain directory name` }];
  if (findDirectory(name, places) !== undefined) return [];
  const [first = ''] = directoryPlaces(name, places);
  const present = directoryPlaces(name, places).find((path) => existsSync(path));
  if (present === undefined)
    return [{ reason: `there is no directory ${first}`, hint: 'unpack a root file system there' }];
  return [{ reason: `${present} ${fault(present)}` }];
}

/** Containers execute what lies there, so only root may change it. */
function fault(path: string): string | undefined {
  const info = lstatSync(path, { throwIfNoEntry: false });
  if (info === undefined) return 'does not exist';
  if (!info.isDirectory()) return 'is not a directory';
  if (info.uid !== 0) return 'does not belong to root';
  if ((info.mode & 0o002) !== 0) return 'can be written by everybody';
  return ['bin', 'sbin', 'usr', 'etc'].some((name) => existsSync(`${path}/${name}`))
    ? undefined
    : 'holds no root file system';
}
