// What can be known about a template before it is built: a missing file, directory or tool, a name that is none. Pure over what a host
// says, or has recorded.

import type { Refusal } from '../../../reconciler/plan/plan.ts';
import type { TemplateSpec } from '../../../reconciler/state/model.ts';

export const MMDEBSTRAP = '/usr/bin/mmdebstrap';
const TAR = '/usr/bin/tar';
export const TOOLS: readonly string[] = [MMDEBSTRAP, TAR];

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const SUITE = /^[a-z][a-z0-9.-]*$/;
const PACKAGE = /^[a-z0-9][a-z0-9+.-]+(:[a-z0-9]+)?$/;

/** The fault of a directory that is not there. */
export const ABSENT = 'does not exist';

export interface TemplateView {
  /** The state directory, and where the pool is mounted. */
  readonly places: { readonly root: string; readonly pool: string };
  hasBusybox(): Promise<boolean>;
  hasTool(file: string): boolean;
  /** Why a directory cannot be used; undefined when it can. */
  fault(path: string): string | undefined;
  /** unknown: only the host can tell. */
  fileKind(path: string): 'absent' | 'file' | 'other' | 'unknown';
}

type Finding = Pick<Refusal, 'reason' | 'hint'>;

/** Reasons why `spec` cannot be built; empty when none is known. */
export async function judgeTemplate(spec: TemplateSpec, view: TemplateView): Promise<readonly Refusal[]> {
  const findings = await findingsOf(spec, view);
  const origin = spec.origin === undefined ? {} : { origin: spec.origin };
  return findings.map(({ reason, hint }) => ({
    code: 'VZR661',
    pointer: '/rootfs/template',
    reason: `template ${spec.name}: ${reason}`,
    ...(hint === undefined ? {} : { hint }),
    ...origin,
  }));
}

async function findingsOf({ source }: TemplateSpec, view: TemplateView): Promise<readonly Finding[]> {
  const need = (file: string, pkg: string): readonly Finding[] =>
    view.hasTool(file) ? [] : [{ reason: `${file} is not installed`, hint: `apt install ${pkg}` }];
  switch (source.kind) {
    case 'busybox':
      return (await view.hasBusybox())
        ? []
        : [{ reason: 'no static busybox on this host', hint: 'apt install busybox-static' }];
    case 'directory':
      return checkDirectory(source.name, view);
    case 'tarball':
      return [...checkLocation(source.location, view), ...checkDigest(source.sha256), ...need(TAR, 'tar')];
    default: {
      const bad = badNames(source.suite, source.packages).map((name) => ({ reason: `${name} is not a Debian name` }));
      return [...bad, ...need(MMDEBSTRAP, 'mmdebstrap'), ...need(TAR, 'tar')];
    }
  }
}

/** The names that cannot be a suite or a package. */
export const badNames = (suite: string, packages: readonly string[]): readonly string[] => [
  ...(SUITE.test(suite) ? [] : [suite]),
  ...packages.filter((name) => !PACKAGE.test(name)),
];

/** What only the host can tell of it. */
export function remarksOnTemplate({ name, source }: TemplateSpec, view: TemplateView): readonly string[] {
  if (source.kind !== 'tarball' || !source.location.startsWith('/')) return [];
  if (view.fileKind(source.location) !== 'unknown') return [];
  return [`template ${name}: whether ${source.location} is there, only the node can tell`];
}

function checkLocation(location: string, { fileKind }: TemplateView): readonly Finding[] {
  if (URL.canParse(location) && !location.startsWith('/')) {
    return new URL(location).protocol === 'https:'
      ? []
      : [{ reason: `${location} is not https`, hint: 'only https is fetched' }];
  }
  if (!location.startsWith('/')) return [{ reason: `${location} is not an absolute path` }];
  const kind = fileKind(location);
  if (kind === 'absent') return [{ reason: `${location} does not exist` }];
  return kind === 'other' ? [{ reason: `${location} is not a regular file` }] : [];
}

const checkDigest = (sha256: string): readonly Finding[] =>
  /^[0-9a-f]{64}$/i.test(sha256) ? [] : [{ reason: 'sha256 is not 64 hexadecimal digits' }];

export const isDirectoryName = (name: string): boolean => NAME.test(name);

/** Where an admin may have put the directory template `name`: <root>/templates/NAME, or <pool>/templates/NAME/root. */
export const directoryPlaces = (name: string, { root, pool }: TemplateView['places']): readonly string[] => [
  `${root}/templates/${name}`,
  `${pool}/templates/${name}/root`,
];

function checkDirectory(name: string, { places, fault }: TemplateView): readonly Finding[] {
  if (!isDirectoryName(name)) return [{ reason: `${name} is not a plain directory name` }];
  const found = directoryPlaces(name, places).map((path) => ({ path, fault: fault(path) }));
  if (found.some((one) => one.fault === undefined)) return [];
  const present = found.find((one) => one.fault !== ABSENT);
  if (present !== undefined) return [{ reason: `${present.path} ${present.fault}` }];
  return [{ reason: `there is no directory ${found[0]?.path}`, hint: 'unpack a root file system there' }];
}

export interface TemplateRecord {
  readonly places: TemplateView['places'];
  readonly hasBusybox: boolean;
  readonly tools: readonly string[];
  /** Of the directories that are there: what is wrong with them, null when nothing is. */
  readonly faults: Readonly<Record<string, string | null>>;
}

export const viewOfTemplateRecord = ({ places, hasBusybox, tools, faults }: TemplateRecord): TemplateView => ({
  places,
  hasBusybox: async () => hasBusybox,
  hasTool: (file) => tools.includes(file),
  fault: (path) => (Object.hasOwn(faults, path) ? (faults[path] ?? undefined) : ABSENT),
  fileKind: () => 'unknown',
});
