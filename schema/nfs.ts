// A mount over the network in spec.mounts: which server and export, and the options that mean something here. nfs(5).

import { below, type Fault, fault, type Reading, shown } from './reading.ts';

export interface NfsWish {
  readonly type: 'nfs';
  readonly target: string;
  /** server:/export. */
  readonly source: string;
  readonly readOnly: boolean;
  /** All of them, defaults included, in one order, as the kernel shows them: "vers=4.2,softerr,timeo=50,retrans=2". */
  readonly options: string;
}

/**
 * softerr: what a server does not answer is an error (ETIMEDOUT) for the program that asked, and a container can always be
 * stopped. With these numbers that takes some 15 seconds; timeo is in tenths of a second.
 */
const defaults: Readonly<Record<string, string>> = { vers: '4.2', wait: 'softerr', timeo: '50', retrans: '2' };
/** Where none are written. */
export const usualNfsOptions = `vers=${defaults['vers']},${defaults['wait']},timeo=${defaults['timeo']},retrans=${defaults['retrans']}`;
const waits = ['softerr', 'soft', 'hard'];
const alone = ['noac', 'noresvport'];
/** With the values they may have. Version 3 needs daemons of the host for its locks. */
const valued: Readonly<Record<string, (value: string) => boolean>> = {
  vers: (value) => ['4.0', '4.1', '4.2'].includes(value),
  timeo: (value) => within(value, 10, 6000),
  retrans: (value) => within(value, 1, 10),
  port: (value) => within(value, 1, 65_535),
};
/** Of NFS: the kernel does not show it. */
const USUAL = '2049';
const POSSIBLE = 'vers=4.0|4.1|4.2, softerr, soft, hard, timeo=10..6000, retrans=1..10, port=N, noac, noresvport';

const within = (value: string, least: number, most: number): boolean =>
  /^[1-9]\d{0,4}$/.test(value) && Number(value) >= least && Number(value) <= most;

/** `options` as in /etc/fstab. */
export function readNfs(
  target: string,
  source: string,
  { readOnly, options }: { readonly readOnly: boolean; readonly options: string },
): Reading<NfsWish> {
  const wrong = placeFault(target) ?? sourceFault(source);
  if (wrong !== undefined) return { fault: wrong };
  const read = readOptions(options);
  return 'fault' in read
    ? below('options', read)
    : { value: { type: 'nfs', target, source, readOnly, options: read.value } };
}

/** What vzreconcile itself reads and writes in a container must never wait for a server. */
function placeFault(target: string): Fault | undefined {
  if (target !== '/etc' && !target.startsWith('/etc/')) return undefined;
  return below('target', fault('VZR233', 'vzreconcile keeps files in /etc', 'mount it elsewhere, such as on /srv/data'))
    .fault;
}

const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])$/;

function sourceFault(source: string): Fault | undefined {
  const { server, path } = splitNfsSource(source);
  const names = path.split('/').slice(1);
  const isPlain = path === '/' || names.every((name) => /^[^\s,\p{Cc}]+$/u.test(name) && name !== '.' && name !== '..');
  if (HOST.test(server) && path.startsWith('/') && isPlain) return undefined;
  const hint = 'write server:/export, such as nas1:/srv/data or [fd00::1]:/srv/data';
  return below('source', fault('VZR233', `${shown(source)} is no export of a server`, hint)).fault;
}

/** An address of version 6 keeps its brackets. */
export function splitNfsSource(source: string): { readonly server: string; readonly path: string } {
  const at = source.indexOf(':/');
  return at === -1 ? { server: source, path: '' } : { server: source.slice(0, at), path: source.slice(at + 1) };
}

function readOptions(text: string): Reading<string> {
  const found: Record<string, string> = { ...defaults };
  const flags: string[] = [];
  const seen = new Set<string>();
  for (const option of text === '' ? [] : text.split(',')) {
    const [name = '', value] = option.split(/=(.*)/s);
    const key = waits.includes(option) ? 'wait' : name;
    if (seen.has(key))
      return fault('VZR234', `${shown(option)} comes after another that says the same`, 'keep one of the two');
    seen.add(key);
    if (key === 'wait') found['wait'] = option;
    else if (alone.includes(option)) flags.push(option);
    else if (value !== undefined && valued[name]?.(value) === true) found[name] = value;
    else return fault('VZR234', `${shown(option)} is no option of an NFS mount here`, `possible: ${POSSIBLE}`);
  }
  const { vers, wait, timeo, retrans, port } = found;
  const all = [
    `vers=${vers}`,
    wait,
    `timeo=${timeo}`,
    `retrans=${retrans}`,
    ...(port && port !== USUAL ? [`port=${port}`] : []),
  ];
  return { value: [...all, ...flags.sort()].join(',') };
}
