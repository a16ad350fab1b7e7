// OpenVZ's CTID.conf and vz.conf -> manifests. Every parameter is taken over or named in a remark.

import { decode } from '../../schema/decode.ts';
import { problemAt } from '../../schema/mark.ts';
import { type Conf, type ConfEntry, parseOpenvz } from '../../schema/openvz-conf.ts';
import { hintOf } from '../../schema/openvz-words.ts';
import type { Problem } from '../../schema/problem.ts';
import { type Draft, distinct, named, newDraft, type OpenDraft, type Place } from './draft.ts';
import {
  type Imported,
  type ImportFile,
  type ImportOptions,
  keepUnlimited,
  nameOf,
  namesOf,
  noConfig,
  templatesOf,
} from './foreign.ts';
import { networkHandlers } from './openvz-network.ts';
import { resourceHandlers } from './openvz-parameters.ts';
import { readYesNo } from './openvz-values.ts';

const handlers = { ...resourceHandlers, ...networkHandlers };

/** Parameters that are the container's identity, or say nothing by themselves. */
const identity = ['VEID', 'NAME', 'DESCRIPTION', 'OSTEMPLATE', 'DEF_OSTEMPLATE'];

/** Those of vz.conf that are the host's and its tools' (config.c, and init.d/vz). */
const ofHost = new Set([
  ...['VIRTUOZZO', 'LOCKDIR', 'DUMPDIR', 'VE0CPUUNITS', 'VE_STOP_MODE', 'LOGGING', 'LOGFILE', 'LOG_LEVEL', 'VERBOSE'],
  ...['VZFASTBOOT', 'MODULES_DISABLED', 'VE_ROUTE_SRC_DEV', 'NEIGHBOUR_DEVS', 'SKIP_ARPDETECT', 'ERROR_ON_ARPFAIL'],
  ...['TEMPLATE', 'CONFIGFILE', 'VZWDOG', 'IPTABLES_MODULES', 'IPTABLES', 'IP6TABLES', 'IPV6', 'VE_PARALLEL'],
  ...['SKIP_SYSCTL_SETUP', 'CONFIG_CUSTOMIZED', 'VE_ROOT', 'VE_PRIVATE', 'LOCAL_UID', 'LOCAL_GID', 'VZ_TOOLS_BCID'],
]);

/** A file named vz.conf has what all containers inherit. */
const isGlobal = (path: string): boolean => /(^|\/)vz\.conf$/.test(path);

export function importOpenvz(files: readonly ImportFile[], options: ImportOptions = {}): Imported {
  const problems: Problem[] = [];
  const confs = files.flatMap(({ path, bytes }): Conf[] => {
    const decoded = decode(path, bytes);
    if ('problem' in decoded) {
      problems.push(decoded.problem);
      return [];
    }
    const conf = parseOpenvz(decoded.source);
    problems.push(...conf.problems);
    return [conf];
  });
  const shared = confs.filter(({ source }) => isGlobal(source.path));
  problems.push(...shared.flatMap(hostRemarks));
  const inherited = shared.flatMap(({ entries }) => entries.filter(({ name }) => !ofHost.has(name)));
  const names = namesOf();
  const templates = templatesOf(options.template);
  const written = confs
    .filter((conf) => !shared.includes(conf))
    .flatMap((conf, index) => {
      const ctid = options.ctid === undefined ? {} : { ctid: options.ctid + index };
      const file = importOne(conf, inherited, { ...options, ...ctid }, names, templates);
      problems.push(...file.problems);
      return file.written === undefined ? [] : [file.written];
    });
  return { files: [...templates.files(), ...written], problems: distinct([...problems, ...templates.problems()]) };
}

function hostRemarks({ source, entries }: Conf): readonly Problem[] {
  const found = entries.filter(({ name }) => ofHost.has(name));
  const [first] = found;
  if (first === undefined) return [];
  const message = `of the host and its tools, and nothing here: ${found.map(({ name }) => name).join(', ')}`;
  const hint = 'what a node has is in its Node manifest: pool, uplink, addressPools';
  return [{ ...problemAt(source, first.range, { code: 'VZR293', message, hint }), severity: 'warning' }];
}

function importOne(
  { source, entries }: Conf,
  inherited: readonly ConfEntry[],
  options: ImportOptions,
  names: ReturnType<typeof namesOf>,
  templates: ReturnType<typeof templatesOf>,
) {
  if (!entries.some(({ name }) => isParameter(name))) return { problems: [noConfig(source, hintOfConf)] };
  const own = new Set(entries.map(({ name }) => name));
  const all = [...inherited.filter(({ name }) => !own.has(name)), ...entries];
  const value = (name: string): string | undefined => all.find((entry) => entry.name === name)?.value;
  const fileName = source.path.split('/').at(-1) ?? source.path;
  const ctid = options.ctid ?? Number(/^([0-9]{1,10})\.conf/.exec(fileName)?.[1] ?? value('VEID') ?? Number.NaN);
  if (!Number.isInteger(ctid) || ctid < 101) {
    const message = Number.isInteger(ctid)
      ? `the ctid ${ctid} is one of those that OpenVZ kept for itself`
      : 'the name of the file has no ctid, and no VEID is in it';
    const start = { start: 0, end: 1 };
    const hint = 'name the ctid with --ctid, from 101 on';
    return { problems: [problemAt(source, start, { code: 'VZR296', message, hint })] };
  }
  const draft = newDraft();
  for (const entry of all) take(entry, draft);
  settleMemory(all, draft, own);
  settleQuota(all, draft);
  settleImage(all, draft);
  keepUnlimited(draft, source);
  const wanted = value('NAME') ?? `ct${ctid}`;
  const name = names(nameOf(wanted));
  if (name !== wanted) renamed(all, draft, name);
  const os = value('OSTEMPLATE') ?? value('DEF_OSTEMPLATE');
  const description = value('DESCRIPTION');
  const template = templates.get(
    os ?? `ct${ctid}`,
    os === undefined ? `the private area of ${ctid}` : `template/cache/${os}.tar`,
  );
  const { draft: written, problems } = draft.finish(
    { name, ctid, template, ...(description !== undefined && { annotations: { description } }) },
    fileName,
  );
  return { written: { name: `${name}.yaml`, drafts: [written] }, problems };
}

const hintOfConf = 'give the CTID.conf of a container: /etc/vz/conf/101.conf';

/** Known to vzctl. What nobody knows may be anything, a password too. */
const isParameter = (name: string): boolean =>
  identity.includes(name) || Object.hasOwn(handlers, name) || hintOf(name, false) !== undefined;

function take(entry: ConfEntry, draft: Draft): void {
  const { name, value } = entry;
  if (identity.includes(name)) return;
  const place = placeOf(entry);
  const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
  if (handler !== undefined) {
    handler(value, draft, place);
    return;
  }
  const hint = hintOf(name, false)?.replace(/^remove the line; /, '');
  if (hint === undefined)
    draft.remark('dropped', named(place, name), 'vzctl has no such parameter, and neither has a manifest');
  else if (hint.startsWith('did you mean')) draft.remark('dropped', place, 'this form of it is not taken over', hint);
  else draft.remark('dropped', place, hint);
}

const placeOf = ({ name, value, range, source }: ConfEntry): Place => ({ text: `${name}="${value}"`, range, source });

/** OpenVZ's own defaults for what is not there: no limit, where the file has beancounters; VSwap needs both. */
function settleMemory(all: readonly ConfEntry[], draft: OpenDraft, own: ReadonlySet<string>): void {
  const ram = draft.get(['vswap', 'ram']);
  const swap = draft.get(['vswap', 'swap']);
  const counters = all.find(({ name }) => name === 'PHYSPAGES' || name === 'PRIVVMPAGES' || name === 'KMEMSIZE');
  if (counters === undefined) return;
  const place = placeOf(counters);
  if (ram === undefined && !own.has('PHYSPAGES')) {
    draft.set(['vswap', 'ram'], 'unlimited', place);
    draft.remark('changed', place, 'without PHYSPAGES nothing limits ram', 'write vswap.ram');
  }
  if (swap !== undefined) return;
  if (ram === undefined || ram === 'unlimited') draft.set(['vswap', 'swap'], 'unlimited', place);
  else
    draft.remark(
      'changed',
      place,
      'without SWAPPAGES it is no whole VSwap: swap is what it is by default',
      'write vswap.swap',
    );
}

/** Without vzquota there are no limits, whatever the file says of them. */
function settleQuota(all: readonly ConfEntry[], draft: Draft): void {
  const off = all.find(({ name, value }) => name === 'DISK_QUOTA' && readYesNo(value) === false);
  if (off === undefined) return;
  draft.set(['diskspace'], 'unlimited', placeOf(off));
  draft.set(['diskinodes'], 'unlimited', placeOf(off));
}

/** The size of a ploop is its hard limit (src/lib/image.c), and vzquota's soft limits and inodes are of simfs alone. */
function settleImage(all: readonly ConfEntry[], draft: Draft): void {
  if (draft.get(['layout']) !== 'image') return;
  const space = draft.get(['diskspace']);
  for (const entry of all) {
    if (entry.name === 'DISKSPACE' && typeof space === 'string' && space.includes(':')) {
      draft.set(['diskspace'], space.split(':')[1], placeOf(entry));
      draft.remark('changed', placeOf(entry), 'the size of a ploop is the hard limit');
    }
    if (entry.name !== 'DISKINODES' && entry.name !== 'QUOTATIME') continue;
    draft.unset([entry.name.toLowerCase()]);
    if (entry.value !== '0') draft.remark('dropped', placeOf(entry), 'vzctl has this for simfs alone');
  }
}

function renamed(all: readonly ConfEntry[], draft: Draft, name: string): void {
  const entry = all.find((one) => one.name === 'NAME');
  if (entry !== undefined)
    draft.remark('changed', placeOf(entry), `names here have small letters, digits and -: ${name}`);
}
