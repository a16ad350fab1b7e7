// What is mounted in a container beside its root file system: directories of the host, file systems in memory and of the network.
// mount(8), tmpfs(5).

import { type NfsWish, readNfs } from './nfs.ts';
import { below, type Fault, fault, type Reading, shown } from './reading.ts';
import { type Bytes, parseSize, wholePages } from './units.ts';

export type MountWish =
  | { readonly type: 'bind'; readonly target: string; readonly source: string; readonly readOnly: boolean }
  | { readonly type: 'tmpfs'; readonly target: string; readonly size: Bytes; readonly mode: string }
  | NfsWish;

/** Which fields each type has, and which of them it must. */
const forms: Readonly<
  Record<MountWish['type'], { readonly must: readonly string[]; readonly may: readonly string[] }>
> = {
  bind: { must: ['source'], may: ['readOnly'] },
  tmpfs: { must: ['size'], may: ['mode'] },
  nfs: { must: ['source'], may: ['readOnly', 'options'] },
};

/** Where the kernel's own views are: covering them would take masks away. */
const VIEWS = ['/proc', '/sys', '/dev'];

type Written = Readonly<Record<string, unknown>>;

const isMapping = (value: unknown): value is Written =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One entry of spec.mounts. What is of the wrong type altogether is left to the schema. */
export function readMount(value: unknown): Reading<MountWish | undefined> {
  if (!isMapping(value)) return { value: undefined };
  const { type, target, source, size, mode = '1777', readOnly = false, options = '' } = value;
  if (type !== 'bind' && type !== 'tmpfs' && type !== 'nfs') return { value: undefined };
  if (typeof target !== 'string') return { value: undefined };
  const wrong = formFault(type, value) ?? targetFault(target);
  if (wrong !== undefined) return { fault: wrong };
  if (type === 'tmpfs') {
    const read = parseSize(size);
    if ('fault' in read) return below('size', read);
    if (read.value === 0) return below('size', fault('VZR201', 'a size of 0 would be no limit', 'write at least 4K'));
    return typeof mode === 'string'
      ? { value: { type, target, size: wholePages(read.value) as Bytes, mode: mode.padStart(4, '0') } }
      : { value: undefined };
  }
  if (typeof source !== 'string') return { value: undefined };
  if (type === 'nfs') return readNfs(target, source, { readOnly: readOnly === true, options: String(options) });
  const bad = sourceFault(source);
  return bad === undefined ? { value: { type, target, source, readOnly: readOnly === true } } : { fault: bad };
}

function formFault(type: MountWish['type'], value: Written): Fault | undefined {
  const { must, may } = forms[type];
  const missing = must.find((name) => value[name] === undefined);
  if (missing !== undefined)
    return fault('VZR245', `a mount of type ${type} needs a ${missing}`, `write ${missing}: in the same entry`).fault;
  const extra = Object.keys(value).find((name) => !['type', 'target', ...must, ...may].includes(name));
  if (extra === undefined) return undefined;
  const hint = `remove it; possible: ${['type', 'target', ...must, ...may].join(', ')}`;
  return { ...below(extra, fault('VZR245', `a mount of type ${type} has no ${extra}`, hint)).fault, atKey: true };
}

const isPlain = (path: string): boolean =>
  /^(\/[^/\p{Cc}]+)+$/u.test(path) && !path.split('/').some((name) => name === '.' || name === '..');

function targetFault(target: string): Fault | undefined {
  const view = VIEWS.find((path) => target === path || target.startsWith(`${path}/`));
  if (isPlain(target) && view === undefined) return undefined;
  const reason = view === undefined ? `${shown(target)} is no place for a mount` : `${view} is the kernel's own view`;
  return below('target', fault('VZR246', reason, 'write an absolute path without . and .., such as /srv/data')).fault;
}

function sourceFault(source: string): Fault | undefined {
  if (isPlain(source)) return undefined;
  const hint = 'write the absolute path of a directory of the host, without . and .., and not the root itself';
  return below('source', fault('VZR246', `${shown(source)} cannot be mounted`, hint)).fault;
}

/**
 * Whether a running container has to start anew to get from one list to the other: what it was started with is locked, and only
 * what the network gives is added while it runs.
 */
export const mountsNeedStart = (was: readonly MountWish[], wants: readonly MountWish[]): boolean =>
  newMounts(wants, was).length > 0 || newMounts(was, wants).some(({ type }) => type !== 'nfs');

/** Those of `wants` that `was` has not. */
export function newMounts(was: readonly MountWish[], wants: readonly MountWish[]): readonly MountWish[] {
  const there = new Set(was.map(keyOf));
  return wants.filter((wish) => !there.has(keyOf(wish)));
}

/** The same for the same mount, whatever the order of its fields. */
const keyOf = (wish: MountWish): string => JSON.stringify(Object.entries(wish).sort());

/** All of spec.mounts: no target may lie in another, where its directory would be made in somebody else's files. */
export function readTargets(value: unknown): Reading<unknown> {
  if (!Array.isArray(value)) return { value };
  const targets = value.map((entry) =>
    isMapping(entry) && typeof entry['target'] === 'string' ? entry['target'] : undefined,
  );
  for (const [index, target] of targets.entries()) {
    if (target === undefined) continue;
    const above = targets.find(
      (other, at) => at !== index && other !== undefined && isWithin(target, other, at < index),
    );
    if (above === undefined) continue;
    const message = above === target ? `${target} is mounted twice` : `${target} lies in the mount ${above}`;
    return below(index, below('target', fault('VZR247', message, 'mount side by side')));
  }
  return { value };
}

const isWithin = (path: string, above: string, orSame: boolean): boolean =>
  path.startsWith(`${above}/`) || (orSame && path === above);
